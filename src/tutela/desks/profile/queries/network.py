"""Who and what is one step away from a person: relations, places, and who else lives at these."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from tutela.desks.profile.queries.linked import Linked
from tutela.foundations.access import policy
from tutela.foundations.access.viewer import Viewer
from tutela.record.people import queries as people
from tutela.record.people.queries import MarkerShown
from tutela.record.things import queries as things


class Neighbour(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody or some place near the person, and how."""

    ref: str
    name: str
    kind: str
    how: tuple[tuple[str, str], ...]
    """To whom or what, and in which words."""
    markers: tuple[MarkerShown, ...] = ()

    @property
    def marker(self) -> MarkerShown | None:
        """The gravest."""
        return self.markers[0] if self.markers else None


def neighbours(viewer: Viewer, linked: Linked, at: datetime) -> list[Neighbour]:
    """Everything one step away of which the viewer may know, and who else is at the person's places, in a fixed number of queries."""
    own = set(linked.profile.aliases)
    standing = [a for a in linked.profile.addresses if a.until is None]
    places = list(dict.fromkeys(a.place for a in standing))
    living = [a for a in people.living_at(places) if a.person not in own]
    relations = linked.profile.relationships
    wanted = list(dict.fromkeys([*(r.other for r in relations), *(a.person for a in living)]))
    seen = policy.visible(viewer, [*wanted, *places], at=at)
    names = {**people.displays(ref for ref in wanted if ref in seen), **things.displays(ref for ref in places if ref in seen)}
    markers = people.markers([ref for ref in wanted if ref in seen], viewer, at)
    found = [
        Neighbour(
            ref=ref, name=names[ref], kind="person", markers=markers.get(ref, ()),
            how=_how(
                [(linked.ref, r.relation) for r in relations if r.other == ref],
                [(a.place, a.use) for a in living if a.person == ref and a.place in seen],
            ),
        )
        for ref in wanted if ref in seen and ref in names
    ]
    found += [
        Neighbour(ref=ref, name=names[ref], kind="place", how=tuple((linked.ref, a.use) for a in standing if a.place == ref))
        for ref in places if ref in seen and ref in names
    ]
    return found


def _how(*parts: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys(pair for part in parts for pair in part))
