"""The control room's board: every open incident that a viewer may know of, those first for whom nobody comes.

A row that is restricted from the viewer is neither shown nor counted. A fixed number of queries, however long the list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, Literal, get_args
from uuid import UUID

import msgspec
from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from tutela.desks.worklist.queries import places
from tutela.foundations.access import policy
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.parts import LATE
from tutela.foundations.forces import queries as forces
from tutela.record.duties.models import Duty
from tutela.record.duties.queries.cards import DutyCard, cards
from tutela.record.occurrences.models import Episode, GradeVersion, Incident, Resource, RiskVersion
from tutela.record.occurrences.queries.cards import NOBODY_SENT, IncidentCard, incident_cards
from tutela.record.occurrences.queries.closed import keys

Only = Literal["", "mine", "unowned", "missing", "no-resource", "immediate", "overdue"]
FILTERS: Final[tuple[Only, ...]] = get_args(Only)
_ORDER: Final = ("rank", "urgency", "reported_at", "pk")
_URGENT: Final = {"immediate": 0, "prompt": 1, "priority": 1, "routine": 2, "scheduled": 2, "no_deployment": 3}
_REASSESS: Final = "contact.reassess"
_NONE: Final = UUID(int=0)
"""No incident: a list that is empty would make Django answer nought to every count of the board at once."""


class BoardRow(msgspec.Struct, frozen=True, kw_only=True):
    """One incident on the board."""

    card: IncidentCard
    detail: bool
    """May this viewer see more than the minimal marker?"""
    first: bool
    """Nobody comes: it stands before all others."""
    owner: str
    """The named officer; empty where only the role owns it."""
    off_duty: bool
    """The named officer is not on duty in that role now."""
    next: DutyCard | None
    overdue: int
    new_information: bool
    """Came something new that nobody has assessed?"""


class Board(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the board, where the next begins, and how much each filter holds."""

    rows: tuple[BoardRow, ...]
    after: str | None
    counts: dict[str, int]


def board(viewer: Viewer, hidden: frozenset[str], *, at: datetime, only: Only = "", after: str | None = None, limit: int = 50) -> Board:
    """A page of open incidents: nobody comes first, then by urgency, then the oldest report."""
    late = _late(at)
    rows = _ranked(known(hidden))
    filters = {name: _filter(name, viewer, late) for name in FILTERS}
    counts = rows.aggregate(**{f"n{i}": Count("pk", filter=filters[name]) if name else Count("pk") for i, name in enumerate(FILTERS)})
    place = places.read(after, (int, int, places.moment, places.KEY))
    batch = list(rows.filter(filters[only] & places.beyond(_ORDER, place)).order_by(*_ORDER)[: limit + 1])
    shown, last = batch[:limit], batch[limit - 1] if len(batch) > limit else None
    return Board(
        rows=_rows(viewer, shown, at=at), counts={name: counts[f"n{i}"] for i, name in enumerate(FILTERS)},
        after=places.write(last.rank, last.urgency, last.reported_at, last.pk) if last else None,  # type: ignore[attr-defined]  # annotated in _ranked
    )


def known(hidden: frozenset[str]) -> QuerySet[Incident]:
    """Open incidents of which the viewer may know."""
    return Incident.objects.filter(closed_at=None).exclude(pk__in=keys(hidden, "incident"))


def _ranked(rows: QuerySet[Incident]) -> QuerySet[Incident]:
    """With what they are ordered by."""
    latest = Resource.objects.filter(incident=OuterRef("pk")).order_by("-at", "-id").values("state")[:1]
    grade = GradeVersion.objects.filter(incident=OuterRef("pk"), status="live").values("grade")[:1]
    searched = Episode.objects.filter(incident=OuterRef("pk"), closed_at=None, found_at=None, returned_at=None)
    of_it = Episode.objects.filter(incident=OuterRef("pk"))
    away = Q(searched=True) | Q(concern="missing_child") & (~Exists(of_it) | Exists(of_it.filter(returned_at=None, closed_at=None)))
    high = RiskVersion.objects.filter(episode__incident=OuterRef("pk"), episode__closed_at=None, status="live", handled_as="high")
    return rows.annotate(
        latest=Subquery(latest), grade=Subquery(grade), searched=Exists(searched), high=Exists(high),
    ).annotate(
        nobody=Case(
            When(latest__in=NOBODY_SENT, then=True), When(Q(latest=None) & away, then=True), default=False,
        ),
    ).annotate(
        rank=Case(When(nobody=True, then=0), default=1, output_field=IntegerField()),
        urgency=Case(
            When(Q(high=True) | Q(immediate_danger=True), then=0),
            *(When(grade=value, then=rank) for value, rank in _URGENT.items()), default=Value(1), output_field=IntegerField(),
        ),
    )


def _filter(name: Only, viewer: Viewer, late: list[str]) -> Q:
    match name:
        case "mine":
            return Q(owner_officer=viewer.ref)
        case "unowned":
            return Q(owner_officer="")
        case "missing":
            return Q(concern="missing_child") | Q(searched=True)
        case "no-resource":
            return Q(nobody=True)
        case "immediate":
            return Q(urgency=0)
        case "overdue":
            return Q(pk__in=late or [_NONE])
        case _:
            return Q()


def _late(at: datetime) -> list[str]:
    """The keys of incidents for which something is overdue, directly or for an episode of theirs."""
    late = Duty.objects.filter(settled_at=None, late_after__lt=at, family__in=("incident", "episode")).values_list("ref", flat=True).distinct()
    named = frozenset(late)
    of_episodes = Episode.objects.filter(pk__in=keys(named, "episode"), closed_at=None).values_list("incident", flat=True)
    return [*keys(named, "incident"), *map(str, of_episodes)]


def _rows(viewer: Viewer, rows: Sequence[Incident], *, at: datetime) -> tuple[BoardRow, ...]:
    held = incident_cards(rows)
    access = policy.accesses(viewer, {ref for card in held for ref in card.shape.refs}, at=at)
    duties = _duties(viewer, held, at)
    names = {card.ref: card.name for card in forces.cards({c.owner.officer for c in held if c.owner.officer})}
    on = forces.on_duty_many({c.owner.owner for c in held if c.owner.officer}, at)
    there = {address: {card.ref for card in people} for address, people in on.items()}
    first = {row.pk: row.rank == 0 for row in rows}  # type: ignore[attr-defined]  # annotated in _ranked
    return tuple(
        BoardRow(
            card=card, detail=all(access.get(ref) == "full" for ref in card.shape.refs), first=first[row.pk], owner=names.get(card.owner.officer, ""),
            off_duty=bool(card.owner.officer) and card.owner.officer not in there[card.owner.owner],
            next=duties[card.ref][0] if duties[card.ref] else None, overdue=sum(d.state in LATE for d in duties[card.ref]),
            new_information=any(d.code == _REASSESS for d in duties[card.ref]),
        )
        for row, card in zip(rows, held, strict=True)
    )


def _duties(viewer: Viewer, held: Iterable[IncidentCard], at: datetime) -> dict[str, list[DutyCard]]:
    """What is owed for each incident and its episodes, the most pressing first."""
    of = {ref: card.ref for card in held for ref in (card.ref, *(e.ref for e in card.episodes))}
    found: dict[str, list[DutyCard]] = defaultdict(list)
    for card in cards(viewer, Duty.objects.filter(ref__in=sorted(of), settled_at=None).order_by("due_at", "id"), at=at):
        found[of[card.subject]].append(card)
    return found
