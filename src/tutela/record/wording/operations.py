"""Keeping what was noticed in an entry's words, and what its author answered. Helpers of an operation's :class:`~tutela.foundations.work.unit.Work`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import Flag as Noticed
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.unit import Work
from tutela.record.wording.models import Flagged
from tutela.record.wording.queries import Flag, check

_NEVER_LOWERS: Final = frozenset({"frequency", "age-based"})
"""What never lowers a risk: said first, and said so."""


def keep(work: Work, fact: str, subject: str, field: str, flags: Iterable[Flag]) -> list[Flagged]:
    """Keep flags on an entry, each rule once a field, however often the act is tried."""
    rows = [
        Flagged(
            fact=fact, subject=subject, field=field, code=f.code, category=f.category, words=f.words, starts=f.starts, ends=f.ends, version=f.version,
            digest=f.digest, author=work.by.ref, at=work.at,
        )
        for f in flags
    ]
    if rows:
        Flagged.objects.bulk_create(rows, ignore_conflicts=True)
        work.note_change(subject, {}, {f"wording {field}": [row.code for row in rows]})
    return list(Flagged.objects.filter(fact=fact, field=field))


def check_and_keep(work: Work, fact: str, subject: str, field: str, text: str, context: str = "rationale") -> list[Flagged]:
    """Read a text by the rules and keep what they notice."""
    return keep(work, fact, subject, field, check(text, context))


def notice(work: Work, fact: str, subject: str, field: str, text: str, context: str = "rationale") -> None:
    """Read a text by the rules, keep what they notice, and say it with the act that is done all the same: the words, why, and better ones."""
    found = sorted(check(text, context), key=lambda f: f.category not in _NEVER_LOWERS)
    keep(work, fact, subject, field, found)
    for flag in found:
        because = f"wording.noticed-{flag.category}" if flag.category in _NEVER_LOWERS else "wording.noticed"
        work.flags.append(Noticed(flag.code, because, {"words": flag.words, "suggestion": flag.suggestion}))


def answer(work: Work, flag: UUID, how: str, words: str = "") -> Flagged:
    """Keep what an author answered: that they changed the words, why the words are right, or that they passed on.

    :param how: ``changed``, ``justified`` or ``dismissed``
    :raises Refused: if it was answered already, or justified without a reason
    """
    row = Flagged.objects.select_for_update().filter(pk=flag).first()
    if row is None:
        raise Refused("wording.no-such-flag")
    if row.answer:
        raise Refused("wording.already-answered")
    if how == "justified" and not clean(words):
        raise Refused("wording.say-why")
    row.answer, row.answer_words, row.answered_at, row.answered_by = how, clean(words), work.at, work.by.ref
    row.save(update_fields=["answer", "answer_words", "answered_at", "answered_by"])
    work.note_change(row.subject, {}, {f"wording {row.field}": {"code": row.code, "answer": how}})
    work.touch(row.subject)
    return row
