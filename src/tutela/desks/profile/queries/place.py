"""One place: who lives, stays or often is there, with the minimal words that whoever attends must know, and what happened there."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from tutela.foundations.access import policy
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.kit import refs
from tutela.record.enquiries.engine import returned
from tutela.record.occurrences import queries as occurrences
from tutela.record.occurrences.models import Incident
from tutela.record.occurrences.queries import IncidentCard
from tutela.record.people import queries as people
from tutela.record.people.queries import Card, MarkerShown
from tutela.record.things import queries as things
from tutela.record.things.queries import PlaceCard

MOST = 50


class Resident(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody at the place, as whoever attends must know of them."""

    card: Card
    use: str
    since: datetime
    markers: tuple[MarkerShown, ...]


class WasHere(msgspec.Struct, frozen=True, kw_only=True):
    """A child who was at the place while missing, as a return form says."""

    card: Card
    episode: str
    at: datetime


class PlaceSeen(msgspec.Struct, frozen=True, kw_only=True):
    """A place for one viewer."""

    card: PlaceCard
    residents: tuple[Resident, ...]
    incidents: tuple[IncidentCard, ...]
    children: tuple[WasHere, ...] = ()
    """The latest first; a child comes once for each episode."""

    @property
    def refs(self) -> tuple[str, ...]:
        """Every record that the page shows."""
        return (self.card.ref, *(r.card.kept for r in self.residents), *(i.ref for i in self.incidents), *(c.card.kept for c in self.children))


def place(viewer: Viewer, key: UUID, at: datetime) -> PlaceSeen | None:
    """One place, in a fixed number of queries; ``None`` where there is none of which this viewer may know."""
    ref = refs.make("place", key)
    card = things.places([ref]).get(ref)
    if card is None or not policy.visible(viewer, [ref], at=at):
        return None
    living = people.living_at([ref])
    incidents = occurrences.incident_cards(list(Incident.objects.filter(place=ref).order_by("-reported_at", "-id")[:MOST]))
    known = policy.visible(viewer, {*(a.person for a in living), *(r for i in incidents for r in i.shape.refs)}, at=at)
    seen = [a for a in living if a.person in known]
    cards = people.cards([a.person for a in seen], at)
    markers = people.markers([a.person for a in seen], viewer, at)
    return PlaceSeen(
        card=card, incidents=tuple(i for i in incidents if all(r in known for r in i.shape.refs)),
        residents=tuple(
            Resident(card=cards[a.person], use=a.use, since=a.since, markers=markers.get(a.person, ())) for a in seen if a.person in cards
        ),
        children=_children(viewer, ref, at),
    )


def _children(viewer: Viewer, place: str, at: datetime) -> tuple[WasHere, ...]:
    """Who was here while missing, of whom the viewer may read."""
    rows: dict[str, tuple[str, datetime]] = {}
    for fact in returned.learnt_about(viewer, [place], at, family="place"):
        for child, episode in zip((a.ref for a in fact.about if a.as_ == "missing"), fact.refs("episode"), strict=False):
            rows.setdefault(episode, (child, fact.occurred.earliest))
    shown = list(rows.items())[:MOST]
    cards = people.cards([child for _, (child, _) in shown], at)
    return tuple(WasHere(card=cards[child], episode=episode, at=when) for episode, (child, when) in shown if child in cards)
