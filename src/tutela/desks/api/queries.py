"""Who may be meant by a name that is being typed: a few persons, with what tells them apart, for one viewer.

Those of whom the viewer may not know are left out before anything is ordered, counted or cut. No marker is read: a marker says what somebody
is feared to be, not who they are, and a box that opens by itself is read over shoulders.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final

import msgspec

from tutela.foundations.access import policy
from tutela.foundations.access.policy import Access
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.kit import refs
from tutela.record.occurrences.models import Episode
from tutela.record.occurrences.queries.closed import closed_to
from tutela.record.people import queries as people
from tutela.record.people.queries import Age, Card
from tutela.record.things import queries as things

MOST: Final = 6
"""So many candidates fit beneath a box; who is not among them is found by a date of birth or by the search's page."""
_LOOKED: Final = 60
_EPISODES: Final = 300
ENOUGH: Final = 3
"""So many letters are typed before anybody is looked for: fewer begin the names of half a town."""
_NEAR: Final = 1
"""By so many years a caller may be wrong about an age."""


class Last(msgspec.Struct, frozen=True, kw_only=True):
    """The last time that somebody was missing, of which the viewer may know."""

    reference: str
    reported_at: datetime
    open: bool
    """Are they being searched for now?"""


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who may be meant."""

    card: Card
    address: str
    """Where they live or are placed; empty where it is not held, or is not this viewer's to know."""
    last: Last | None


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """Who may be meant, the likeliest first."""

    people: tuple[Candidate, ...]
    more: bool
    """Are there more than are shown?"""


def enough(text: str) -> bool:
    """Is there enough to look for anybody?"""
    return sum(map(len, people.name_keys(text))) >= ENOUGH


def find(viewer: Viewer, text: str, born: date | None, age: int | None, at: datetime, *, to_link: bool = False) -> Found:
    """Who may be meant, in a fixed number of queries.

    :param age: how old the caller says that they are: who is about so old comes first, and who is known to be of another age last
    :param to_link: is a report to be linked to whom it finds? Who may not see somebody's detail cannot link anything to them
    """
    words, day = people.split(text)
    closed = closed_to(viewer, at)
    found = people.look_up(words, born or day, limit=_LOOKED, without=closed)
    theirs = people.aliases(found)
    access = policy.accesses(viewer, {alias for group in theirs.values() for alias in group}, at=at)
    enough_for = ("full",) if to_link else ("full", "detail_hidden")
    known = [ref for ref in found if all(access[alias] in enough_for for alias in theirs[ref])]
    if age is not None:
        ages = people.ages_at(known, at)
        known.sort(key=lambda ref: _apart(ages[ref], age))
    shown = known[:MOST]
    cards = people.cards(shown, at)
    whole = {ref: theirs[ref] for ref in shown if all(access[alias] == "full" for alias in theirs[ref])}
    addresses, last = _homes(viewer, list(whole), at), _last(viewer, whole, at)
    return Found(
        people=tuple(Candidate(card=cards[ref], address=addresses.get(ref, ""), last=last.get(ref)) for ref in shown if ref in cards), more=len(known) > MOST,
    )


def _apart(held: Age, said: int) -> int:
    """Nought where the age is about what was said, one where none is held, two where it is another."""
    if held.years is None:
        return 1
    return 0 if held.years - _NEAR <= said <= (held.oldest if held.oldest is not None else held.years) + _NEAR else 2


def _homes(viewer: Viewer, persons: Sequence[str], at: datetime) -> dict[str, str]:
    homes = people.homes_of(persons)
    seen = _full(policy.accesses(viewer, homes.values(), at=at))
    cards = things.places(place for place in homes.values() if place in seen)
    return {ref: cards[place].display for ref, place in homes.items() if place in cards}


def _last(viewer: Viewer, persons: Mapping[str, tuple[str, ...]], at: datetime) -> dict[str, Last]:
    """Of each person the last episode of which, and of whose incident, the viewer may know all."""
    called = {alias: ref for ref, aliases in persons.items() for alias in aliases}
    rows = list(Episode.objects.filter(child__in=sorted(called)).order_by("-reported_at", "-id")[:_EPISODES])
    seen = _full(policy.accesses(viewer, {ref for row in rows for ref in (row.ref, refs.make("incident", row.incident_id))}, at=at))
    found: dict[str, Last] = {}
    for row in rows:
        if row.ref in seen and refs.make("incident", row.incident_id) in seen:
            now = row.closed_at is None and row.found_at is None and row.returned_at is None
            found.setdefault(called[row.child], Last(reference=row.reference, reported_at=row.reported_at, open=now))
    return found


def _full(found: Mapping[str, Access]) -> frozenset[str]:
    return frozenset(ref for ref, access in found.items() if access == "full")
