"""Reading words as the law's rules of language read them, and what was noticed before."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Final
from uuid import UUID

import msgspec

from tutela.law import language
from tutela.record.wording.models import Flagged, Worded

DIRECTION: Final = frozenset({"direction", "review", "rationale", "endorsement"})
"""Contexts in which words must say something of this child: all rules are read. In a statement of fact short words are no fault."""


LAST: Final = 200
"""How many earlier entries of an author, and as many of their team, a text is held beside (AH-017)."""


class Flag(msgspec.Struct, frozen=True, kw_only=True):
    """One thing noticed: the rule, the author's own words and where they stand, what to write instead, and by which rules."""

    code: str
    category: str
    words: str
    starts: int | None
    ends: int | None
    suggestion: str
    version: str
    digest: str


class Written(msgspec.Struct, frozen=True):
    """An earlier entry's text: of which fact, about what, whose, when."""

    fact: str
    subject: str
    about: tuple[str, ...]
    author: str
    at: datetime
    words: str


class FlagHeld(msgspec.Struct, frozen=True, kw_only=True):
    """A flag that was kept, and what its author answered."""

    id: UUID
    fact: str
    subject: str
    field: str
    code: str
    category: str
    words: str
    version: str
    author: str
    at: datetime
    answer: str
    answer_words: str
    answered_at: datetime | None


def check(text: str, context: str = "rationale", earlier: Iterable[str] = ()) -> list[Flag]:
    """What the rules notice in a text: all of them on a direction, review, rationale or endorsement, fewer on a statement of fact.

    Nothing is written; a page may ask while somebody types.
    """
    found = language.flags(text, earlier) if context in DIRECTION else (language.age_or_frequency(text), language.minimising(text))
    return [_flag(text, flag) for flag in found if flag is not None]


@cache
def digest() -> str:
    """Of the rules and phrases that notice: what two flags must share to be compared."""
    here = files("tutela.law.language")
    held = [part for folder in (here, here.joinpath("words")) for part in folder.iterdir() if part.name.endswith((".py", ".yaml", ".json"))]
    content = b"\0".join(part.read_bytes() for part in sorted(held, key=lambda part: part.name))
    return hashlib.sha256(content).hexdigest()


def of_facts(facts: Iterable[str]) -> dict[str, list[FlagHeld]]:
    """What was kept on these entries, by entry, in one query."""
    found: dict[str, list[FlagHeld]] = {}
    for row in Flagged.objects.filter(fact__in=list(facts)).order_by("at", "code"):
        found.setdefault(row.fact, []).append(_held(row))
    return found


def about(named: Iterable[str], *, limit: int = 100) -> list[FlagHeld]:
    """What was kept about some records, the latest first."""
    return [_held(row) for row in Flagged.objects.filter(subject__in=list(named)).order_by("-at", "code")[:limit]]


def written_before(author: str, unit: str) -> list[Written]:
    """The last entries of an author and of their team, 200 of each: two queries, each along its index."""
    return list({row.fact + row.field: _written(row) for named in ({"author": author}, {"unit": unit}) if all(named.values())
                 for row in Worded.objects.filter(**named).order_by("-at")[:LAST]}.values())


def standing_words(subject: str, fields: Iterable[str]) -> set[tuple[str, str]]:
    """What was written before in some fields of a record's entries."""
    return set(Worded.objects.filter(subject=subject, field__in=list(fields)).values_list("field", "words"))


def to_rewrite(subject: str, field: str, author: str) -> str:
    """What somebody wrote last in a field about a record, where it said too little and they gave no reason: it waits to be written again."""
    last = Worded.objects.filter(subject=subject, field=field, author=author).order_by("-at").first()
    return last.words if last is not None and last.low and not last.why else ""


def by_author(author: str, since: datetime) -> dict[str, int]:
    """How often each category was noticed in somebody's entries since a moment: a trend for their supervisor, never a mark."""
    counts: dict[str, int] = {}
    for category in Flagged.objects.filter(author=author, at__gte=since).values_list("category", flat=True):
        counts[category] = counts.get(category, 0) + 1
    return counts


def _written(row: Worded) -> Written:
    return Written(row.fact, row.subject, tuple(row.about), row.author, row.at, row.words)


def _flag(text: str, flag: language.Flag) -> Flag:
    starts = text.find(flag.words)
    place = (starts, starts + len(flag.words)) if starts >= 0 else (None, None)
    return Flag(
        code=flag.rule, category=flag.category, words=flag.words, starts=place[0], ends=place[1], suggestion=flag.suggestion, version=flag.version,
        digest=digest(),
    )


def _held(row: Flagged) -> FlagHeld:
    return FlagHeld(
        id=row.pk, fact=row.fact, subject=row.subject, field=row.field, code=row.code, category=row.category, words=row.words, version=row.version,
        author=row.author, at=row.at, answer=row.answer, answer_words=row.answer_words, answered_at=row.answered_at,
    )
