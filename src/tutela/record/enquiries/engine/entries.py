"""The chronology in words, for one viewer: what happened, by whom, when known and recorded; what they may not know of is left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

import msgspec
from django.conf import settings

from tutela.facts import Fact, missing
from tutela.facts.registry import TYPES
from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.parts import Badge, ChronologyEntry, Line, Provenance
from tutela.foundations.design.times import local_time
from tutela.foundations.design.words import known, words
from tutela.foundations.forces import queries as forces
from tutela.foundations.kit.marks import mark, read_mark
from tutela.foundations.kit.text import clip
from tutela.law.overlays import names_of as names_said
from tutela.record.chronology.queries import Shown, readable, timeline
from tutela.record.enquiries.engine.returned import RECORDED, return_words

_TEXT: Final = (
    "why_worried", "where", "circumstances", "text", "rationale", "reason", "direction", "what", "result", "known", "hypothesis", "nothing_to_add", "why",
    "because", "how", "with_whom", "words", "no_crime_because", "delay_reason", "given", "why_not_police", "person",
)
"""What a person wrote, in the order in which it is read."""
_VALUES: Final = ("grade", "level", "decision", "resource", "quality", "seen_by", "number", "category", "wanted", "proposes")
"""What was chosen."""

_LATEST: Final = 200
_SAFE: Final = {True: "safe", False: "not", None: "unknown"}
_STAFF: Final = "Staff"
_THRIVE: Final = ("threat", "harm", "risk", "investigation", "vulnerability", "engagement")


class Told(msgspec.Struct, frozen=True):
    """A page of entries, and the place where the next begins (none: the last)."""

    rows: tuple[ChronologyEntry, ...]
    after: str | None
    ids: tuple[str, ...]
    """The fact of each row: what an approval may cite."""


def entries(viewer: Viewer, refs: Sequence[str], *, at: datetime, after: str | None = None, limit: int = 25, links: dict[str, str] | None = None) -> Told:
    """The latest facts about some records first. Of a fact about a record that the viewer may not know of, nothing is said.

    :param links: where another system's record is read, by its name and reference there
    """
    rows = timeline(list(refs), before=read_mark(after), limit=limit + 1)
    more, rows = len(rows) > limit, rows[:limit]
    access = policy.accesses(viewer, {a.ref for row in rows for a in row.fact.about}, at=at)
    shown = [row for row in rows if all(access.get(a.ref) != "none" for a in row.fact.about)]
    named = names_of(row.fact.by.ref or "" for row in shown)
    full = Permission.RESTRICTED_DETAIL in viewer.permissions
    said = tuple(_entry(row, named, full, links or {}, hidden=any(access.get(a.ref) == "detail_hidden" for a in row.fact.about)) for row in shown)
    beyond = mark(rows[-1].fact.occurred.earliest, rows[-1].entry) if rows and more else None
    return Told(said, beyond, tuple(row.fact.id for row in shown))


def information_line(viewer: Viewer, fact: Fact | None, *, at: datetime) -> Line | None:
    """The last information that came, as one viewer may read it; none where none came, or none of which they may know."""
    access = readable(viewer, [fact], at=at)[fact.id] if fact else "none"
    if fact is None or access == "none":
        return None
    by = names_of([fact.by.ref or ""]).get(fact.by.ref or "") or role_words(fact.by.role)
    data: Any = fact.data
    said = clip(data.text, _LATEST) or level_words(data.what)
    text = said if access == "full" else words("enquiries.entry.hidden")
    return Line(text=text, detail=words("enquiries.band.latest-information"), by=by, at=fact.occurred.earliest)


def names_of(officers: Iterable[str]) -> dict[str, str]:
    """What officers are called: rank and name, in one look."""
    wanted = {ref for ref in officers if ref}
    return {card.ref: f"{card.rank if card.rank != _STAFF else ''} {card.name}".strip() for card in forces.cards(wanted)} if wanted else {}


def role_words(address: str) -> str:
    """A ``role@area``, or a bare role, in words: the force's own, where its overlay has them."""
    return names_said(tuple(settings.LAW_OVERLAYS)).address(address, brackets=False).replace("_", " ")


def level_words(value: str) -> str:
    """A grade, level or decision in words."""
    said = value.replace("_", " ")
    return words(f"enquiries.value.{value}") if known(f"enquiries.value.{value}") else said[:1].upper() + said[1:]


def title(fact: Fact) -> str:
    """What happened, in a line."""
    if known(f"enquiries.fact.{fact.type}"):
        return words(f"enquiries.fact.{fact.type}")
    said = (TYPES[fact.type].__doc__ or fact.type).strip().splitlines()[0]
    return said.partition(";")[0].partition(":")[0].rstrip(".")


def text(fact: Fact) -> str:
    """What was chosen and written, as far as it was."""
    data: Any = fact.data
    if fact.type == "missing.Found":
        return _found(data)
    if fact.type == RECORDED:
        return return_words(data)
    chosen = [
        f"{words(f'enquiries.field.{name}')}: {level_words(str(value))}" for name in _VALUES if (value := getattr(data, name, None)) not in (None, "", "none")
    ]
    moments = ((name, getattr(data, name, None)) for name in ("by_when", "for_when"))
    chosen += [f"{words(f'enquiries.field.{name}')}: {local_time(moment)}" for name, moment in moments if moment]
    written = [_written(value) for name in _TEXT if isinstance(value := getattr(data, name, None), str) and value.strip()]
    written += [str(each) for name in ("hypotheses",) for each in getattr(data, name, ())]
    written += [_action(each) for name in ("lines", "actions", "tasks") for each in getattr(data, name, ())]
    written += [f"{question_words(one.question).capitalize()}: {answer_words(one)}" for one in getattr(data, "answers", ())]
    if fact.type == "missing.AlertConsidered":
        written.insert(0, words(f"enquiries.alert.{data.kind}-{'asked' if data.asked else 'not'}"))
    left = getattr(data, "not_considered", ())
    written += [words("enquiries.not-considered", left=[concern_words(name) for name in left])] if left else []
    thrive = [f"{name.capitalize()}: {getattr(data, name)}" for name in _THRIVE if getattr(data, name, "")]
    return "\n".join([*([". ".join(chosen)] if chosen else []), *dict.fromkeys(written), *(thrive if fact.type == "contact.ThriveAssessed" else [])])


def question_words(name: str) -> str:
    """A question of the missing child questionnaire, in words."""
    return words(f"missing.question.{name}") if known(f"missing.question.{name}") else name.replace("_", " ")


def answer_words(one: missing.Answer) -> str:
    """What was answered, the chosen answer first; or why it was not asked."""
    if one.not_asked:
        return words("enquiries.not-asked", why=one.not_asked)
    return ". ".join(part for part in (level_words(one.value) if one.value else "", one.words) if part)


def concern_words(name: str) -> str:
    """A concern in words: a marker's title where it is one."""
    id = f"people.marker.{name}.title"
    return words(id) if known(id) else name.replace("_", " ").capitalize()


def safe_words(safe: bool | None) -> str:
    """Whether a child who was found is safe: an answer that nobody could give is an answer too."""
    return words(f"enquiries.found.safe.{_SAFE[safe]}")


def _found(data: Any) -> str:
    """How a child was found, each answer with its label: that nobody knows is an answer too."""
    unknown = words("enquiries.found.unknown")
    said = {
        "is_safe": safe_words(data.safe), "by": words(f"enquiries.found.by-is.{data.by}"), "is_at": data.where or unknown,
        "is_with": data.with_whom or unknown,
    }
    return "\n".join(words(f"enquiries.found.{name}", said=value) for name, value in said.items())


def _written(value: str) -> str:
    """What was written; a word of the vocabulary (``second_call``) as it is read."""
    return level_words(value) if known(f"enquiries.value.{value}") else value


def _entry(row: Shown, named: dict[str, str], full: bool, links: dict[str, str], *, hidden: bool) -> ChronologyEntry:
    fact = row.fact
    hidden = hidden or (fact.sensitivity != "none" and not full)
    by = named.get(fact.by.ref or "") or role_words(fact.by.role)
    badges = [Badge(words("enquiries.entry.after-challenge"), "orange")] if row.after_challenge else []
    if fact.sensitivity != "none":
        badges.append(Badge(words(f"enquiries.sensitivity.{fact.sensitivity}"), "red"))
    return ChronologyEntry(
        title=title(fact), text=words("enquiries.entry.hidden") if hidden else text(fact), occurred=fact.occurred.earliest,
        occurred_until=None if fact.occurred.exact else fact.occurred.latest, recorded=fact.recorded_at or row.entered_at,
        known=fact.known_force if fact.known_force and fact.known_force != fact.occurred.earliest else None, by=by, badges=tuple(badges),
        source=_source(fact, links), superseded_by=f"#{row.corrected_by}" if row.corrected_by else None,
    )


def _source(fact: Fact, links: dict[str, str]) -> Provenance | None:
    if fact.source is None:
        return None
    return Provenance(system=fact.source.system, ref=fact.source.ref, as_at=fact.held_from, href=links.get(fact.source.system))


def _action(action: Any) -> str:
    where, by_when = getattr(action, "where", ""), getattr(action, "by_when", None)   # a trigger plan's has neither: it waits for the next report
    who = role_words(action.who) if "@" in action.who else action.who
    parts = [action.what, who, where, local_time(by_when) if by_when else ""]
    return ", ".join(part for part in parts if part)
