"""One dated timeline of everything about a person: every fact about them, their episodes and incidents, each once, a page at a time.

Every fact belongs to one kind of record, so that the kinds' counts sum to the whole (XX-002). Lag, challenge and correction are on
each entry (XX-006, XX-007). As it was: only what was recorded by a moment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID

import msgspec
from django.db import connection

from tutela.facts import Fact
from tutela.facts.reading import read_line
from tutela.facts.registry import TYPES
from tutela.foundations.access.lookups import array, touches
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.kit import looks
from tutela.foundations.kit.marks import mark, read_mark
from tutela.record.chronology.models import Entry, Pulled
from tutela.record.chronology.queries import readable

KINDS: Final = (
    "incident", "episode", "review", "hand_over", "message", "person", "duty", "investigation", "offender", "referral", "exploitation", "protection",
    "custody", "assurance", "information",
)
_SINGLE: Final[Mapping[str, str]] = {
    "contact.Reviewed": "review", "missing.Reviewed": "review", "missing.SeniorReviewed": "review", "missing.SpecialistReviewed": "review",
    "missing.SecondLineReviewed": "review",
    "contact.HandedOver": "hand_over", "contact.HandOverAccepted": "hand_over", "contact.HandOverDeclined": "hand_over",
    "missing.OwnershipAssigned": "hand_over", "missing.OwnershipAccepted": "hand_over", "missing.OwnershipDeclined": "hand_over",
}
_AREAS: Final[Mapping[str, str]] = {
    "contact": "incident", "missing": "episode", "sharing": "message", "people": "person", "duties": "duty", "attempts": "duty",
    "investigation": "investigation", "forensics": "investigation", "offenders": "offender", "referrals": "referral", "exploitation": "exploitation",
    "protection": "protection", "custody": "custody", "governance": "assurance", "information": "information",
}
PAGE: Final = 25
_STANDS: Final = f"""
    SELECT a.entry, a.occurred_from, e.recorded_at, e.type, e.by, e.sensitivity = 'none', e.noticed, {touches('e.about', '%(hidden)s')}
    FROM (SELECT DISTINCT entry, recorded_at, occurred_from FROM chronology_entryabout WHERE ref = ANY(%(refs)s)) a
    JOIN chronology_entry e ON e.id = a.entry AND e.recorded_at = a.recorded_at
    WHERE e.recorded_at <= %(by)s
    AND NOT EXISTS (SELECT 1 FROM unnest(e.about) named WHERE named LIKE 'e:%%' AND NOT named = ANY(%(refs)s))
"""


class _Stands(NamedTuple):
    """An entry by what it is ordered and counted."""

    entry: UUID
    occurred: datetime
    recorded_at: datetime
    type: str
    by: str
    open: bool
    """Is it of no sensitivity, so that whoever sees the person may read it?"""
    noticed: bool
    hidden: bool
    """Is it about a record of which the viewer may not know?"""

    @property
    def place(self) -> tuple[datetime, UUID]:
        """By which they are ordered."""
        return self.occurred, self.entry


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One entry for one viewer."""

    key: UUID
    place: str
    """Where it stands, as an address carries it."""
    fact: Fact
    kind: str
    whole: bool
    """May the viewer read what it carries?"""
    recorded_at: datetime
    entered_at: datetime
    noticed: bool
    lag: timedelta
    after_challenge: bool
    corrects: str = ""
    corrected_by: str = ""
    """The place of the entry that corrects it, and of the one that it corrects."""
    unread: bool = False


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """A page of it, with the counts of the whole."""

    items: tuple[Item, ...]
    counts: dict[str, int]
    next: str
    """Where the next page begins; empty: this is the last."""

    @property
    def total(self) -> int:
        """Every entry, of whatever kind."""
        return sum(self.counts.values())


def kind_of(fact_type: str) -> str:
    """The kind of record to which a fact belongs."""
    return _SINGLE.get(fact_type) or _AREAS[fact_type.partition(".")[0]]


def types_of(kind: str) -> list[str]:
    """The fact types of a kind of record."""
    return [name for name in TYPES if kind_of(name) == kind]


def page(
    viewer: Viewer, refs: Sequence[str], *, hidden: Sequence[str], at: datetime, kind: str = "", after: str = "", since: str = "", by: datetime | None = None,
    limit: int = PAGE,
) -> Timeline:
    """A page, the latest first; the same number of queries whatever the length.

    :param kind: only this kind of record
    :param after: a place: the page begins behind it; ``since``: the page begins with it
    :param by: only what was recorded by then
    """
    until = by or _latest(at)
    everything = _everything(refs, hidden, until)
    shown, more = _cut((one for one in everything if not one.hidden), kind, read_mark(after), read_mark(since), limit)
    read = _lines(shown)
    rows = [(one.entry, one.recorded_at, read[one.entry][0], one.noticed) for one in shown]
    facts = {key: read[key][1] for key, *_ in rows}
    access = readable(viewer, facts.values(), at=at)
    known = [row for row in rows if access[facts[row[0]].id] != "none"]
    corrected, corrects = _corrections(viewer, [facts[row[0]] for row in known], until, at)
    pulled = _pulled(refs)
    unread = _unread(everything, [facts[row[0]] for row in known])
    items = tuple(
        Item(
            key=key, place=mark(facts[key].occurred.earliest, key), fact=facts[key], kind=kind_of(facts[key].type), whole=access[facts[key].id] == "full",
            recorded_at=recorded, entered_at=entered, noticed=noticed, lag=facts[key].entry_lag, after_challenge=pulled is not None and recorded >= pulled,
            corrects=corrects.get(facts[key].id, ""), corrected_by=corrected.get(facts[key].id, ""), unread=facts[key].id in unread,
        )
        for key, recorded, entered, noticed in known
    )
    next_ = mark(facts[shown[-1].entry].occurred.earliest, shown[-1].entry) if more and shown else ""
    return Timeline(items=items, counts=counts(viewer, refs, hidden=hidden, at=at, by=by), next=next_)


def counts(viewer: Viewer, refs: Sequence[str], *, hidden: Sequence[str], at: datetime, by: datetime | None = None) -> dict[str, int]:
    """How many entries there are of each kind, of those that the viewer may know of."""
    whole = [one for one in _everything(refs, hidden, by or _latest(at)) if not one.hidden]
    found = Counter(kind_of(one.type) for one in whole if one.open)
    close = [fact for _, fact in _lines([one for one in whole if not one.open]).values()]
    access = readable(viewer, close, at=at)
    found.update(kind_of(fact.type) for fact in close if access[fact.id] != "none")
    return {kind: found[kind] for kind in KINDS}


def latest(refs: Sequence[str], *, hidden: Sequence[str], at: datetime) -> tuple[datetime, str] | None:
    """When the record was last written to, and by whom: how fresh it is."""
    written = ((one.recorded_at, one.by) for one in _everything(refs, hidden, _latest(at)) if one.open and not one.noticed and not one.hidden)
    return max(written, key=lambda found: found[0], default=None)


def one(viewer: Viewer, key: UUID, *, at: datetime) -> Fact | None:
    """One entry's fact, where the viewer may read it whole."""
    row = Entry.objects.filter(pk=key).values_list("line", flat=True).first()
    if row is None:
        return None
    fact = _read(row)
    return fact if readable(viewer, [fact], at=at)[fact.id] == "full" else None


def _everything(refs: Sequence[str], hidden: Sequence[str], by: datetime) -> tuple[_Stands, ...]:
    """All that stands, the latest first, without its words: in one look it is ordered, counted and cut from one reading."""
    known: dict[tuple[Any, ...], tuple[_Stands, ...]] = looks.learnt("timeline")
    asked = (tuple(refs), tuple(hidden), by)
    if asked not in known:
        with connection.cursor() as cursor:
            cursor.execute(_STANDS, {"refs": list(refs), "hidden": array(hidden), "by": by})
            known[asked] = tuple(sorted((_Stands(*row) for row in cursor.fetchall()), key=lambda one: one.place, reverse=True))
    return known[asked]


def _cut(
    whole: Iterable[_Stands], kind: str, after: tuple[datetime, UUID] | None, since: tuple[datetime, UUID] | None, limit: int,
) -> tuple[list[_Stands], bool]:
    """A page of it, and whether there is more."""
    found = [
        one for one in whole
        if (not kind or kind_of(one.type) == kind) and (after is None or one.place < after) and (since is None or one.place <= since)
    ]
    return found[:limit], len(found) > limit


def _lines(wanted: Sequence[_Stands]) -> dict[UUID, tuple[datetime, Fact]]:
    """When these were entered, and what they say."""
    if not wanted:
        return {}
    rows = Entry.objects.filter(pk__in=[one.entry for one in wanted], recorded_at__in={one.recorded_at for one in wanted})
    return {key: (entered, _read(line)) for key, entered, line in rows.values_list("pk", "entered_at", "line")}


def _corrections(viewer: Viewer, facts: Sequence[Fact], by: datetime, at: datetime) -> tuple[dict[str, str], dict[str, str]]:
    """The places of what corrects these facts, and of what they correct: in one query."""
    ids = [f.id for f in facts]
    before = [f.supersedes for f in facts if f.supersedes]
    rows = Entry.objects.filter(recorded_at__lte=by).filter(supersedes__in=ids) | Entry.objects.filter(recorded_at__lte=by).filter(fact__in=before)
    found = [(row.fact, row.supersedes, mark(row.occurred_from, row.pk), _read(row.line)) for row in rows]
    access = readable(viewer, [fact for *_, fact in found], at=at) if found else {}
    seen = [(fact, supersedes, place) for fact, supersedes, place, whole in found if access[whole.id] != "none"]
    corrected = {supersedes: place for _, supersedes, place in seen if supersedes in ids}
    places = {fact: place for fact, _, place in seen}
    return corrected, {f.id: places[f.supersedes] for f in facts if f.supersedes in places}


_ANSWERS: Final[Mapping[str, tuple[str, ...]]] = {
    "missing.ReturnInterviewReceived": ("missing.ReturnInterviewRead",), "sharing.Received": ("sharing.Answered",),
    "contact.InformationReceived": ("contact.InformationAnswered",),
}
"""What came in, and what shows that somebody read it."""


def _unread(everything: Iterable[_Stands], facts: Iterable[Fact]) -> set[str]:
    """What came in of which nothing later about the same record shows that somebody read it."""
    waiting = [f for f in facts if f.type in _ANSWERS]
    if not waiting:
        return set()
    kinds = {kind for f in waiting for kind in _ANSWERS[f.type]}
    answers = [one for one in everything if one.type in kinds]
    rows = Entry.objects.filter(pk__in=[one.entry for one in answers], recorded_at__in={one.recorded_at for one in answers})
    read = list(rows.values_list("type", "recorded_at", "about")) if answers else []
    return {
        f.id for f in waiting
        if not any(
            kind in _ANSWERS[f.type] and recorded >= (f.recorded_at or f.occurred.earliest) and set(about) & {a.ref for a in f.about}
            for kind, recorded, about in read
        )
    }


def _pulled(refs: Sequence[str]) -> datetime | None:
    """When somebody first challenged, complained or gave notice about this record."""
    return Pulled.objects.filter(ref__in=list(refs)).order_by("at").values_list("at", flat=True).first()


def _latest(at: datetime) -> datetime:
    """Everything up to now, with what a source's clock has ahead of ours."""
    return at + timedelta(days=1)


def _read(line: bytes | memoryview) -> Fact:
    fact = read_line(bytes(line))
    assert isinstance(fact, Fact)
    return fact
