"""Who and what is one step away from a person, and which of their warnings whoever goes there must know of: one source for every page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

import msgspec

from tutela.foundations.access import policy
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.words import words
from tutela.record.people import queries as people
from tutela.record.people.queries import MarkerShown, Profile
from tutela.record.things import queries as things

DANGEROUS: Final = frozenset({
    "registered_sex_offender", "person_posing_risk", "firearms", "weapons", "violence", "domestic_abuse", "honour_based_abuse",
})
"""Markers of others at the same place or close to the person that whoever goes there must know of."""


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


class Near(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody near the person who carries a marker that whoever goes there must know: the minimal words, never the detail."""

    ref: str
    name: str
    how: str
    marker: MarkerShown


def neighbours(viewer: Viewer, ref: str, profile: Profile, at: datetime) -> list[Neighbour]:
    """Everything one step away of which the viewer may know, and who else is at the person's places, in a fixed number of queries.

    :param ref: the reference that stands for the person
    """
    own = set(profile.aliases)
    standing = [a for a in profile.addresses if a.until is None]
    places = list(dict.fromkeys(a.place for a in standing))
    living = [a for a in people.living_at(places) if a.person not in own]
    relations = profile.relationships
    wanted = list(dict.fromkeys([*(r.other for r in relations), *(a.person for a in living)]))
    seen = policy.visible(viewer, [*wanted, *places], at=at)
    names = {**people.displays(ref for ref in wanted if ref in seen), **things.displays(ref for ref in places if ref in seen)}
    markers = people.markers([ref for ref in wanted if ref in seen], viewer, at)
    found = [
        Neighbour(
            ref=other, name=names[other], kind="person", markers=markers.get(other, ()),
            how=_how(
                [(ref, r.relation) for r in relations if r.other == other],
                [(a.place, a.use) for a in living if a.person == other and a.place in seen],
            ),
        )
        for other in wanted if other in seen and other in names
    ]
    found += [
        Neighbour(ref=place, name=names[place], kind="place", how=tuple((ref, a.use) for a in standing if a.place == place))
        for place in places if place in seen and place in names
    ]
    return found


def dangerous(ref: str, close: Iterable[Neighbour]) -> tuple[Near, ...]:
    """Dangerous markers of who lives at the same places, and of who stands close: the minimal words alone."""
    found = list(close)
    names = places_of(found)
    return tuple(
        Near(ref=n.ref, name=n.name, how=next((how if to == ref else names.get(to, "") for to, how in n.how), ""), marker=marker)
        for n in found for marker in n.markers if marker.marker in DANGEROUS
    )


def places_of(close: Iterable[Neighbour]) -> dict[str, str]:
    """The names of the places one step away, as the viewer may know them."""
    return {n.ref: n.name for n in close if n.kind == "place"}


def with_homes(viewer: Viewer, near: Iterable[Near], places: Mapping[str, str], at: datetime) -> tuple[Near, ...]:
    """The same, with where each of them lives, as far as this viewer may know: whoever goes must know which door it is.

    :param places: names that are known already; only others are looked up
    """
    held = tuple(near)
    homes = people.homes_of({who.ref for who in held}) if held else {}
    others = [place for place in homes.values() if place not in places]
    seen = policy.visible(viewer, others, at=at)
    named = {**places, **things.displays(place for place in others if place in seen)}

    def how(who: Near) -> str:
        place, known = named.get(homes.get(who.ref, "")), _stands(who)
        lives = words("enquiries.band.near-lives", where=place) if place else ""
        return lives if place and place.startswith(known) else ", ".join(filter(None, (known, lives)))

    return tuple(msgspec.structs.replace(who, how=how(who)) for who in held)


def _stands(who: Near) -> str:
    """Who they are to whoever goes: what they are known as where that is a danger to children, else how close they stand."""
    if who.marker.marker == "person_posing_risk":
        return words("enquiries.band.near-poses")
    return who.marker.title.lower() if who.marker.marker == "registered_sex_offender" else who.how.partition(",")[0]


def _how(*parts: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys(pair for part in parts for pair in part))
