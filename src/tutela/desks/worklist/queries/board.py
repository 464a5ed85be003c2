"""The control room's board: every open incident that a viewer may know of, those first for whom nobody comes.

A row that is restricted from the viewer is neither shown nor counted. A fixed number of queries, however long the list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, Literal, NamedTuple, get_args
from uuid import UUID

import msgspec
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from tutela.desks.worklist.queries import places
from tutela.foundations.access import policy
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.parts import LATE
from tutela.foundations.forces import queries as forces
from tutela.record.duties.models import Duty
from tutela.record.duties.queries.cards import DutyCard, cards, state_now, visible
from tutela.record.occurrences.models import Episode, GradeVersion, Incident, Resource, RiskVersion
from tutela.record.occurrences.queries.cards import NOBODY_SENT, IncidentCard, incident_cards
from tutela.record.occurrences.queries.closed import keys

Only = Literal["", "mine", "unowned", "missing", "no-resource", "immediate", "overdue"]
FILTERS: Final[tuple[Only, ...]] = get_args(Only)
_ORDER: Final = ("rank", "urgency", "reported_at", "pk")
_URGENT: Final = {"immediate": 0, "prompt": 1, "priority": 1, "routine": 2, "scheduled": 2, "no_deployment": 3}
_COUNTED: Final = ("ref", "code", "state", "legal", "due_at", "late_after", "soon_at", "about")
"""What a row says of a duty that is not the most pressing."""
_REASSESS: Final = "contact.reassess"


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


class Stands(NamedTuple):
    """Where an open incident stands on the board, and by what it is counted."""

    rank: int
    urgency: int
    reported_at: datetime
    pk: UUID
    owner_officer: str
    concern: str
    searched: bool
    nobody: bool

    @property
    def place(self) -> tuple[int, int, datetime, UUID]:
        """By which the board is ordered."""
        return self[:4]


class Board(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the board, where the next begins, and how much each filter holds."""

    rows: tuple[BoardRow, ...]
    after: str | None
    counts: dict[str, int]


def board(viewer: Viewer, hidden: frozenset[str], *, at: datetime, only: Only = "", after: str | None = None, limit: int = 50) -> Board:
    """A page of open incidents: nobody comes first, then by urgency, then the oldest report.

    All that are open are ranked once, and counted and cut from that one answer: their rank is what costs.
    """
    late = _late(at)
    found = [Stands(*row) for row in _ranked(known(hidden)).order_by(*_ORDER).values_list(*Stands._fields)]
    under = {name: [one for one in found if _stands_under(name, one, viewer, late)] for name in FILTERS}
    place = places.read(after, (int, int, places.moment, places.KEY))
    batch = [one for one in under[only] if place is None or one.place > place][: limit + 1]
    shown, last = batch[:limit], batch[limit - 1] if len(batch) > limit else None
    return Board(
        rows=_rows(viewer, shown, at=at), counts={name: len(under[name]) for name in FILTERS}, after=places.write(*last.place) if last else None,
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


def _stands_under(name: Only, one: Stands, viewer: Viewer, late: frozenset[UUID]) -> bool:
    match name:
        case "mine":
            return one.owner_officer == viewer.ref
        case "unowned":
            return not one.owner_officer
        case "missing":
            return one.concern == "missing_child" or one.searched
        case "no-resource":
            return one.nobody
        case "immediate":
            return one.urgency == 0
        case "overdue":
            return one.pk in late
        case _:
            return True


def _late(at: datetime) -> frozenset[UUID]:
    """The keys of incidents for which something is overdue, directly or for an episode of theirs."""
    late = Duty.objects.filter(settled_at=None, late_after__lt=at, family__in=("incident", "episode")).values_list("ref", flat=True).distinct()
    named = frozenset(late)
    of_episodes = Episode.objects.filter(pk__in=keys(named, "episode"), closed_at=None).values_list("incident", flat=True)
    return frozenset([*keys(named, "incident"), *of_episodes])


def _rows(viewer: Viewer, shown: Sequence[Stands], *, at: datetime) -> tuple[BoardRow, ...]:
    rows = Incident.objects.in_bulk([one.pk for one in shown])
    held = incident_cards([rows[one.pk] for one in shown])
    access = policy.accesses(viewer, {ref for card in held for ref in card.shape.refs}, at=at)
    owed = _owed(viewer, held, at)
    names = {card.ref: card.name for card in forces.cards({c.owner.officer for c in held if c.owner.officer})}
    on = forces.on_duty_many({c.owner.owner for c in held if c.owner.officer}, at)
    there = {address: {card.ref for card in people} for address, people in on.items()}
    return tuple(
        BoardRow(
            card=card, detail=all(access.get(ref) == "full" for ref in card.shape.refs), first=one.rank == 0, owner=names.get(card.owner.officer, ""),
            off_duty=bool(card.owner.officer) and card.owner.officer not in there[card.owner.owner],
            next=owed[card.ref].next, overdue=owed[card.ref].overdue, new_information=owed[card.ref].new_information,
        )
        for one, card in zip(shown, held, strict=True)
    )


class Owed(NamedTuple):
    """What is owed for one incident and its episodes: the most pressing, how much is late, whether something new is not assessed."""

    next: DutyCard | None = None
    overdue: int = 0
    new_information: bool = False


def _owed(viewer: Viewer, held: Iterable[IncidentCard], at: datetime) -> dict[str, Owed]:
    """What is owed for each: of all but the most pressing only what the row says of them is read."""
    of = {ref: card.ref for card in held for ref in (card.ref, *(e.ref for e in card.episodes))}
    rows = Duty.objects.filter(ref__in=sorted(of), settled_at=None).order_by("due_at", "id").only(*_COUNTED)
    found: dict[str, list[Duty]] = defaultdict(list)
    for duty in visible(viewer, rows, at=at):
        found[of[duty.ref]].append(duty)
    first = Duty.objects.filter(pk__in=[duties[0].pk for duties in found.values()])
    pressing = {of[card.subject]: card for card in cards(viewer, first, at=at)}
    return defaultdict(Owed, {
        ref: Owed(pressing.get(ref), sum(state_now(d, at) in LATE for d in duties), any(d.code == _REASSESS for d in duties)) for ref, duties in found.items()
    })
