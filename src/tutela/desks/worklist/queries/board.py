"""The control room's board: every open incident that a viewer may know of, those first for whom nobody comes.

A row that is restricted from the viewer is neither shown nor counted. A fixed number of queries, however long the list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final, Literal, NamedTuple, get_args
from uuid import UUID

import msgspec
from django.db import connection
from django.db.models import QuerySet

from tutela.desks.worklist.queries import places
from tutela.foundations.access import policy
from tutela.foundations.access.lookups import array
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.parts import LATE
from tutela.foundations.forces import queries as forces
from tutela.record.duties.models import Duty
from tutela.record.duties.queries.cards import DutyCard, cards, state_now, visible
from tutela.record.occurrences.models import Incident
from tutela.record.occurrences.queries.cards import NOBODY_SENT, IncidentCard, incident_cards
from tutela.record.occurrences.queries.closed import keys

Only = Literal["", "mine", "unowned", "missing", "no-resource", "immediate", "overdue"]
FILTERS: Final[tuple[Only, ...]] = get_args(Only)
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
    """Where an open incident stands on the board."""

    rank: int
    urgency: int
    reported_at: datetime
    pk: UUID


class Board(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the board, where the next begins, and how much each filter holds."""

    rows: tuple[BoardRow, ...]
    after: str | None
    counts: dict[str, int]


_UNDER: Final[dict[Only, str]] = {
    "": "true", "mine": "owner_officer = %(officer)s", "unowned": "owner_officer = ''", "missing": "(concern = 'missing_child' OR searched)",
    "no-resource": "rank = 0", "immediate": "urgency = 0", "overdue": "late",
}
"""What stands under each filter."""
_RANKED: Final = """
    WITH late AS MATERIALIZED (
        SELECT DISTINCT ref FROM duties_duty WHERE settled_at IS NULL AND late_after < %(at)s AND family IN ('incident', 'episode')),
    open AS MATERIALIZED (
        SELECT id, owner_officer, concern, reported_at, immediate_danger FROM occurrences_incident
        WHERE closed_at IS NULL AND id <> ALL(%(hidden)s::uuid[])),
    searches AS MATERIALIZED (
        SELECT e.incident_id, bool_or(e.closed_at IS NULL AND e.found_at IS NULL AND e.returned_at IS NULL) AS searched,
            bool_or(e.closed_at IS NULL AND e.returned_at IS NULL) AS away, bool_or(e.closed_at IS NULL AND r.id IS NOT NULL) AS high,
            bool_or(e.closed_at IS NULL AND l.ref IS NOT NULL) AS late
        FROM occurrences_episode e JOIN open ON open.id = e.incident_id
        LEFT JOIN occurrences_riskversion r ON r.episode_id = e.id AND r.status = 'live' AND r.handled_as = 'high'
        LEFT JOIN late l ON l.ref = 'e:' || e.id
        GROUP BY e.incident_id),
    steps AS MATERIALIZED (
        SELECT DISTINCT ON (r.incident_id) r.incident_id, r.state FROM occurrences_resource r JOIN open ON open.id = r.incident_id
        ORDER BY r.incident_id, r.at DESC, r.id DESC),
    ranked AS MATERIALIZED (
        SELECT open.id, open.reported_at, open.owner_officer, open.concern, coalesce(s.searched, false) AS searched,
            CASE WHEN steps.state = ANY(%(nobody)s) THEN 0
                WHEN steps.state IS NULL AND (s.searched OR open.concern = 'missing_child' AND coalesce(s.away, true)) THEN 0 ELSE 1 END AS rank,
            CASE WHEN s.high OR open.immediate_danger OR g.grade = 'immediate' THEN 0
                WHEN g.grade IN ('routine', 'scheduled') THEN 2 WHEN g.grade = 'no_deployment' THEN 3 ELSE 1 END AS urgency,
            l.ref IS NOT NULL OR coalesce(s.late, false) AS late
        FROM open LEFT JOIN searches s ON s.incident_id = open.id LEFT JOIN steps ON steps.incident_id = open.id
        LEFT JOIN occurrences_gradeversion g ON g.incident_id = open.id AND g.status = 'live'
        LEFT JOIN late l ON l.ref = 'i:' || open.id),
    page AS (SELECT rank, urgency, reported_at, id FROM ranked WHERE {under} AND {beyond} ORDER BY 1, 2, 3, 4 LIMIT %(limit)s)
    SELECT page.*, counts.* FROM (SELECT {counts} FROM ranked) counts LEFT JOIN page ON true ORDER BY 1, 2, 3, 4
"""
"""All that are open are ranked, counted and cut where they stand: thousands of rows are dear to fetch, and a page shows fifty."""


def board(viewer: Viewer, hidden: frozenset[str], *, at: datetime, only: Only = "", after: str | None = None, limit: int = 50) -> Board:
    """A page of open incidents: nobody comes first, then by urgency, then the oldest report."""
    place = places.read(after, (int, int, places.moment, places.KEY))
    statement = _RANKED.format(
        under=_UNDER[only], beyond="(rank, urgency, reported_at, id) > (%(rank)s, %(urgency)s, %(reported_at)s, %(pk)s::uuid)" if place else "true",
        counts=", ".join(f"count(*) FILTER (WHERE {_UNDER[name]})" for name in FILTERS),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, {
            "at": at, "hidden": array(str(key) for key in keys(hidden, "incident")), "nobody": list(NOBODY_SENT), "officer": viewer.ref, "limit": limit + 1,
            **(Stands(*place)._asdict() if place else {}),
        })
        rows = cursor.fetchall()
    batch = [Stands(*row[:4]) for row in rows if row[3] is not None]
    shown, last = batch[:limit], batch[limit - 1] if len(batch) > limit else None
    return Board(
        rows=_rows(viewer, shown, at=at), counts=dict(zip(FILTERS, rows[0][4:], strict=True)), after=places.write(*last) if last else None,
    )


def known(hidden: frozenset[str]) -> QuerySet[Incident]:
    """Open incidents of which the viewer may know."""
    return Incident.objects.filter(closed_at=None).exclude(pk__in=keys(hidden, "incident"))


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
    owed = Duty.objects.filter(ref__in=sorted(of), settled_at=None).order_by("due_at", "id")
    found: dict[str, list[Any]] = defaultdict(list)
    for row in visible(viewer, owed.values_list("pk", *_COUNTED, named=True), at=at):
        found[of[row.ref]].append(row)
    first = Duty.objects.filter(pk__in=[duties[0].pk for duties in found.values()])
    pressing = {of[card.subject]: card for card in cards(viewer, first, at=at)}
    return defaultdict(Owed, {
        ref: Owed(pressing.get(ref), sum(state_now(d, at) in LATE for d in duties), any(d.code == _REASSESS for d in duties)) for ref, duties in found.items()
    })
