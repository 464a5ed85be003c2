"""Which children the force's own record says live at the address of an incident: looked up, never taken for certain."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import msgspec

from tutela.foundations.access import policy
from tutela.foundations.access.viewer import Viewer
from tutela.record.occurrences.queries.called import called
from tutela.record.occurrences.queries.cards import IncidentCard
from tutela.record.people.queries import ages, details
from tutela.record.things import queries as things

_PLACES: Final = 5
"""So many addresses that begin as the caller said are looked at."""


class Lives(msgspec.Struct, frozen=True, kw_only=True):
    """A child who is recorded to live, or often be, at an address."""

    person: str
    name: str
    years: int | None
    where: str


class Household(msgspec.Struct, frozen=True, kw_only=True):
    """Who is recorded at the address, as far as one viewer may know of them."""

    children: tuple[Lives, ...] = ()
    place: str = ""
    """The one place of ours that it is; empty where several could be meant."""


def household(viewer: Viewer, card: IncidentCard, at: datetime) -> Household:
    """The children recorded at the address of an incident who do not stand in it yet: by its place, else by the words for where it is."""
    found = [card.place] if card.place else things.look_up_places(card.where, limit=_PLACES)
    seen = policy.accesses(viewer, found, at=at)
    places = [ref for ref in found if seen.get(ref) == "full"]
    living = {held.person: held.place for held in details.living_at(places) if held.person not in card.children}
    young = {ref: age for ref, age in ages.ages_at(living, at).items() if age.treated_as_child} if living else {}
    named, called_places = called(viewer, young, at=at), things.displays(places)
    children = (
        Lives(person=ref, name=named[ref].text, years=young[ref].years, where=called_places.get(living[ref], "")) for ref in young if ref in named
    )
    return Household(children=tuple(sorted(children, key=lambda child: (child.where, child.name))), place=places[0] if len(places) == 1 else "")
