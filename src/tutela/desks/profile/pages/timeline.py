"""The timeline in words: what happened, what it carries, how late it was entered, what corrects it, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import msgspec

from tutela.desks.profile.operations.correcting import words_of
from tutela.desks.profile.queries.timeline import KINDS, Item, Timeline
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import LATE, Badge, ChronologyEntry, Pager, Provenance
from tutela.foundations.design.words import known, words
from tutela.law.messages.happenings import details, happening, role
from tutela.record.duties.queries import DutyCard
from tutela.record.occurrences.queries import Source

UNENTERED: frozenset[str] = frozenset({"missing.return-interview-entered"})
"""Duties that are owed because something that came in was not entered yet."""
UNGRADED: frozenset[str] = frozenset({"suggested"})
"""What was suggested is not read off a level that another gave: it stays hidden until one has graded oneself."""
NOT_LATE: frozenset[str] = frozenset({"people.Born"})
"""What nobody of the force could have entered when it happened."""


class Entry(ChronologyEntry, frozen=True, kw_only=True):
    """One entry, with the anchor by which it is found."""

    anchor: str
    correct: str = ""
    """Where its author corrects the words in it; nothing where there are none."""
    unhurried: bool = False

    @property
    def lag(self) -> timedelta | None:
        """How long after it happened it was entered; of a birth, nothing."""
        late = self.recorded - (self.occurred_until or self.occurred)
        return None if self.unhurried or late <= timedelta(hours=1) else late


class Filter(msgspec.Struct, frozen=True):
    """One kind of record with its count."""

    text: str
    href: str
    current: bool


class TimelinePart(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the timeline."""

    total: int
    filters: tuple[Filter, ...]
    entries: tuple[Entry, ...]
    pager: Pager


def timeline_part(
    timeline: Timeline, *, here: str, kind: str, as_: str, names: Mapping[str, str], owed: Sequence[DutyCard], sources: Mapping[str, Source],
    own: frozenset[str], viewer: str, correct: str,
) -> TimelinePart:
    """A page of it.

    :param own: the person's own references: an entry links to another record than these
    :param correct: the address of the form that corrects one's own words, with ``KEY`` for the entry's; empty where nobody corrects now
    """
    by_opening: dict[str, list[DutyCard]] = {}
    for card in owed:
        by_opening.setdefault(card.opening, []).append(card)
    filters = [Filter(words("profile.kind.all", count=timeline.total), _at(here, as_=as_), not kind)]
    filters += [
        Filter(words(f"profile.kind.{name}", count=timeline.counts[name]), _at(here, kind=name, as_=as_), kind == name)
        for name in KINDS if timeline.counts[name]
    ]
    entries = tuple(
        _entry(item, here, as_, names, by_opening.get(item.fact.id, ()), sources, own, correct if item.fact.by.ref == viewer else None)
        for item in timeline.items
    )
    next_ = _at(here, kind=kind, as_=as_, after=timeline.next) if timeline.next else None
    return TimelinePart(total=timeline.total, filters=tuple(filters), entries=entries, pager=Pager(next=next_))


def _entry(
    item: Item, here: str, as_: str, names: Mapping[str, str], owed: Sequence[DutyCard], sources: Mapping[str, Source], own: frozenset[str],
    correct: str | None,
) -> Entry:
    fact = item.fact
    without = UNGRADED if correct is None else frozenset[str]()
    text = "\n".join((*_others(item, own, names), *details(fact.data, named=names, without=without))) if item.whole else words("profile.withheld")
    return Entry(
        anchor=f"entry-{item.key}", title=happening(fact, _called, whole=item.whole), occurred=fact.occurred.earliest, recorded=item.recorded_at, text=text,
        occurred_until=None if fact.occurred.exact else fact.occurred.latest, by=_by(item, names), badges=tuple(_badges(item, owed)),
        known=_known(item), source=_source(item, sources), href=_record(item, own), unhurried=fact.type in NOT_LATE,
        supersedes=_to(here, as_, item.corrects), superseded_by=_to(here, as_, item.corrected_by),
        correct=correct.replace("KEY", str(item.key)) if correct and item.whole and not item.corrected_by and words_of(fact) else "",
    )


def _others(item: Item, own: frozenset[str], names: Mapping[str, str]) -> list[str]:
    """Who else, and which place, the entry is about."""
    about = [a for a in item.fact.about if a.ref not in own and a.ref in names and known(f"profile.about.{a.kind}")]
    return [words(f"profile.about.{a.kind}", name=names[a.ref]) for a in about]


def _called(message: str, _: Mapping[str, Any]) -> str:
    """What a kind of fact is called on every timeline of the house, where it has words of its own."""
    return words(f"enquiries.{message}") if known(f"enquiries.{message}") else message


def _badges(item: Item, owed: Sequence[DutyCard]) -> list[Badge]:
    found = [Badge(words("profile.badge.challenged"), "red")] if item.after_challenge else []
    found += [Badge(words("profile.badge.unread"), "blue")] if item.unread else []
    found += [Badge(words("profile.badge.noticed"), "purple")] if item.noticed else []
    found += [Badge(words("profile.badge.assumed"), "grey")] if item.fact.assumed else []
    found += [Badge(words(f"profile.badge.{item.fact.sensitivity}"), "black")] if item.fact.sensitivity != "none" else []
    for card in owed:
        if card.code in UNENTERED:
            found.append(Badge(words("profile.badge.unentered"), "orange"))
        if card.state in LATE:
            found.append(Badge(words("profile.badge.overdue", what=card.title), "red"))
        elif card.state == "due soon":
            found.append(Badge(words("profile.badge.soon", what=card.title), "yellow"))
    return found


def _by(item: Item, names: Mapping[str, str]) -> str:
    who = names.get(item.fact.by.ref or "")
    return f"{who} ({role(item.fact.by.role)})" if who else role(item.fact.by.role)


def _known(item: Item) -> datetime | None:
    fact = item.fact
    return fact.known_force if fact.known_force and fact.known_force > fact.occurred.latest else None


def _source(item: Item, sources: Mapping[str, Source]) -> Provenance | None:
    source = item.fact.source
    if source is None:
        return None
    link = next((s.link for a in item.fact.about if (s := sources.get(a.ref)) and s.system == source.system and s.link), None)
    return Provenance(system=source.system, ref=source.ref, as_at=item.recorded_at, href=link)


def _record(item: Item, own: frozenset[str]) -> str | None:
    """The record that the entry belongs to: its episode before its incident, never the person whose page this is."""
    order = {"episode": 0, "incident": 1}
    about = sorted((a for a in item.fact.about if a.ref not in own), key=lambda a: order.get(a.kind, 2))
    return next((href for a in about if (href := link_to(a.ref))), None)


def _to(here: str, as_: str, place: str) -> str | None:
    """The address of an entry wherever it stands."""
    return f"{_at(here, as_=as_, since=place)}#entry-{place.rpartition('~')[2]}" if place else None


def _at(here: str, **asked: str) -> str:
    given = {"as" if name == "as_" else name: value for name, value in asked.items() if value}
    return f"{here}?{urlencode(given)}" if given else here
