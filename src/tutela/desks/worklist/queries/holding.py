"""What somebody holds and would leave behind: the cases that they own, what they owe by name, the actions that are theirs; and who could take it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

import msgspec
from django.db.models import Q, QuerySet

from tutela.foundations.access import policy
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.words import words
from tutela.foundations.forces import queries as forces
from tutela.foundations.forces.queries import OfficerCard
from tutela.foundations.kit import refs
from tutela.record.duties.models import Duty
from tutela.record.duties.queries.cards import DutyCard, cards
from tutela.record.enquiries import queries as enquiries
from tutela.record.enquiries.queries import ActionSeen, HandOverSeen
from tutela.record.occurrences import queries as occurrences
from tutela.record.occurrences.models import Episode, Incident, Involvement
from tutela.record.occurrences.queries import IncidentCard
from tutela.record.occurrences.queries.closed import kept_from, keys

COMING: Final = timedelta(hours=4)
"""Whose shift begins within so long may be given what cannot wait for them to arrive."""


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """One case, with what is owed in it."""

    card: IncidentCard
    duties: tuple[DutyCard, ...]
    offered: HandOverSeen | None
    """It, or a search of it, is offered to somebody already."""

    @property
    def refs(self) -> tuple[str, ...]:
        """The case and its searches."""
        return (self.card.ref, *self.card.shape.episodes)


class Holding(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that one officer holds."""

    cases: tuple[Held, ...]
    duties: tuple[DutyCard, ...]
    """Given to them by name, in cases that are not theirs."""
    actions: tuple[ActionSeen, ...]


def holding(viewer: Viewer, hidden: frozenset[str], *, at: datetime) -> Holding:
    """Everything that this officer holds, in a fixed number of queries."""
    owned = [ref for ref in occurrences.owned_by(viewer.ref) if ref not in hidden]
    incidents = {*keys(owned, "incident"), *_incidents_of(owned)}
    held = occurrences.incident_cards(list(Incident.objects.filter(pk__in=incidents, closed_at=None).order_by("reported_at", "id")))
    of = {ref: card.ref for card in held for ref in (card.ref, *(e.ref for e in card.episodes))}
    owed = _owed_in(viewer, held, at)
    named = cards(viewer, Duty.objects.filter(officer=viewer.ref, settled_at=None).exclude(ref__in=sorted(of)).order_by("due_at", "id"), at=at)
    offers = {of[h.subject]: h for h in given(viewer, hidden, at) if h.subject in of and h.cause != "escalation"}
    return Holding(
        cases=tuple(Held(card=card, duties=tuple(owed[card.ref]), offered=offers.get(card.ref)) for card in held), duties=tuple(named),
        actions=tuple(action for action in enquiries.actions_of([viewer.ref]) if action.subject not in hidden),
    )


class Left(msgspec.Struct, frozen=True, kw_only=True):
    """Cases whose owner went off duty and whom nobody has followed."""

    cases: tuple[Held, ...]
    count: int


def left(viewer: Viewer, hidden: frozenset[str], *, at: datetime, but: Iterable[str] = (), limit: int = 25) -> Left:
    """What somebody left who went off duty, for who is on duty in the role that owns it: the oldest first.

    :param but: what waits for this officer already, and need not be said twice
    """
    rows = _left(viewer, hidden, at, but)
    held = occurrences.incident_cards(list(rows.order_by("reported_at", "id")[:limit]))
    owed = _owed_in(viewer, held, at)
    count = len(held) if len(held) < limit else rows.count()
    return Left(cases=tuple(Held(card=card, duties=tuple(owed[card.ref]), offered=None) for card in held), count=count)


def count_left(viewer: Viewer, hidden: frozenset[str], *, at: datetime, but: Iterable[str] = ()) -> int:
    """How much of it there is, for who is only told that it is there."""
    return _left(viewer, hidden, at, but).count()


def _left(viewer: Viewer, hidden: frozenset[str], at: datetime, but: Iterable[str]) -> QuerySet[Incident]:
    there = forces.on_duty_many(sorted(viewer.roles), at)
    mine = {address: [card.ref for card in cards_] for address, cards_ in there.items() if any(card.ref == viewer.ref for card in cards_)}
    if not mine:
        return Incident.objects.none()
    off = Q()
    for address, refs_ in mine.items():
        off |= Q(owner=address) & ~Q(owner_officer__in=refs_)
    return Incident.objects.filter(off, closed_at=None).exclude(owner_officer="").exclude(pk__in=keys({*hidden, *but}, "incident"))


def _owed_in(viewer: Viewer, held: Iterable[IncidentCard], at: datetime) -> dict[str, list[DutyCard]]:
    """What is owed in some cases and their searches, by when it is due."""
    of = {ref: card.ref for card in held for ref in (card.ref, *(e.ref for e in card.episodes))}
    owed: dict[str, list[DutyCard]] = defaultdict(list)
    for duty in cards(viewer, Duty.objects.filter(ref__in=sorted(of), settled_at=None).order_by("due_at", "id"), at=at):
        owed[of[duty.subject]].append(duty)
    return owed


def waiting(viewer: Viewer, hidden: frozenset[str], at: datetime) -> list[HandOverSeen]:
    """What waits for this officer to be taken over; of what is kept from them, not what was written about it."""
    return _as_seen(viewer, enquiries.waiting_for(viewer), hidden, at)


def given(viewer: Viewer, hidden: frozenset[str], at: datetime) -> list[HandOverSeen]:
    """What this officer handed over and nobody has taken yet: the giver keeps watching."""
    return _as_seen(viewer, enquiries.given_by(viewer.ref), hidden, at)


def _as_seen(viewer: Viewer, rows: Iterable[HandOverSeen], hidden: frozenset[str], at: datetime) -> list[HandOverSeen]:
    shown = [row for row in rows if row.subject not in hidden]
    kept = kept_from(viewer, {row.subject for row in shown}, at)
    return [_without_words(row) if row.subject in kept else row for row in shown]


def _without_words(row: HandOverSeen) -> HandOverSeen:
    return msgspec.structs.replace(row, risks=words("access.detail-restricted") if row.risks else "", duties=())


def receivers(viewer: Viewer, about: Iterable[str], *, at: datetime) -> tuple[tuple[OfficerCard, datetime | None], ...]:
    """Who could take it: on duty in a role of theirs, standing in for it, or coming on duty within hours, with when; never who is locked out of any of it."""
    found: dict[str, tuple[OfficerCard, datetime | None]] = {}
    addresses = sorted(viewer.roles)
    for people in forces.on_duty_many(addresses, at).values():
        found.update((who.ref, (who, None)) for who in people)
    for address in addresses:
        found.update((who.ref, (who, None)) for who in forces.deputies(address, at))
    for who, starts in forces.coming(addresses, at, at + COMING):
        found.setdefault(who.ref, (who, starts))
    out = policy.locked_out(found, about, at=at) | {viewer.ref}
    able = [(who, starts) for ref, (who, starts) in found.items() if ref not in out and not who.partner]
    return tuple(sorted(able, key=lambda one: (one[1] or at, one[0].name)))


def children_of(subjects: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Whom each of these incidents and episodes is about, in two queries: who is missing, then whom else it is said to be about."""
    held = list(subjects)
    found: dict[str, dict[str, None]] = {ref: {} for ref in held}
    rows = Episode.objects.filter(Q(pk__in=keys(held, "episode")) | Q(incident__in=keys(held, "incident"))).order_by("reported_at", "id")
    for pk, incident, child in rows.values_list("pk", "incident", "child"):
        for ref in (refs.make("episode", pk), refs.make("incident", incident)):
            found.get(ref, {})[child] = None
    parts = Involvement.objects.filter(occurrence__in=held, role__in=("missing", "subject"), until=None).order_by("since", "id")
    for occurrence, person in parts.values_list("occurrence", "person"):
        found[occurrence][person] = None
    return {ref: tuple(children) for ref, children in found.items()}


def _incidents_of(episodes: Iterable[str]) -> list[str]:
    return [str(key) for key in Episode.objects.filter(pk__in=keys(episodes, "episode")).values_list("incident", flat=True)]
