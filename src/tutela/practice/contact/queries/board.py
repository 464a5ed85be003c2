"""Every open log of the room that concerns a child, the oldest report first, with what a supervisor looks for in each.

What a viewer may not know of is neither shown nor counted. A fixed number of queries, however long the list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final, Literal, get_args

import msgspec
from django.db import connection

from tutela.facts import Fact
from tutela.foundations.access import policy
from tutela.foundations.access.lookups import array, touches
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.kit.marks import mark, read_mark
from tutela.law.kernel.subjects import Subject
from tutela.record.chronology.queries import facts_about
from tutela.record.duties.models import Duty
from tutela.record.duties.queries.cards import DutyCard, cards
from tutela.record.occurrences.models import Incident
from tutela.record.occurrences.queries.cards import NOBODY_SENT, OF_CHILDREN, IncidentCard, incident_cards
from tutela.record.occurrences.queries.closed import keys

Only = Literal["", "unsent", "ungraded", "reassess", "fim", "incomplete", "advice"]
FILTERS: Final[tuple[Only, ...]] = get_args(Only)
CODES: Final[dict[str, frozenset[str]]] = {
    "reassess": frozenset({"contact.reassess", "contact.reassess-delay"}), "fim": frozenset({"contact.fim-review", "contact.concern-review"}),
    "incomplete": frozenset({"contact.thrive-complete", "contact.evidence-advice", "missing.questionnaire"}),
    "advice": frozenset({"contact.specialist-answered", "contact.specialist-weighed"}),
}
"""What is owed of a log that stands under each of these filters."""
_THEIRS: Final = ("missing", "subject")


class LogRow(msgspec.Struct, frozen=True, kw_only=True):
    """One log on the supervisor's board."""

    card: IncidentCard
    detail: bool
    """May this viewer see more than that it is there?"""
    owed: tuple[DutyCard, ...]
    stepped_in: Fact | None
    """When a supervisor stepped in last; nothing of it where the detail is kept from the viewer."""

    @property
    def nobody_sent(self) -> bool:
        """Has nobody been sent, though the child is not back?"""
        searches = [e for e in self.card.episodes if e.closed_at is None]
        back = bool(searches) and all(e.state in ("found", "returned") for e in searches)
        return not back and not self.card.sent

    def owes(self, what: str) -> bool:
        """Is something owed that stands under this filter?"""
        return any(duty.code in CODES[what] for duty in self.owed)


class Room(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the board, where the next begins, how much each filter holds, and when the oldest was reported."""

    rows: tuple[LogRow, ...]
    after: str | None
    counts: dict[str, int]
    oldest: datetime | None


_UNDER: Final[dict[str, str]] = {"": "true", "unsent": "unsent", "ungraded": "NOT graded", **{name: f"owed_{name}" for name in CODES}}
"""What stands under each filter."""
_LOGS: Final = f"""
    WITH owed AS MATERIALIZED (
        SELECT ref, {", ".join(f"bool_or(code = ANY(%({name})s)) AS owed_{name}" for name in CODES)} FROM duties_duty
        WHERE settled_at IS NULL AND code = ANY(%(codes)s) AND NOT {touches("about", "%(closed)s")} GROUP BY ref),
    searches AS MATERIALIZED (
        SELECT e.incident_id, bool_or(e.found_at IS NULL AND e.returned_at IS NULL) AS missing,
            {", ".join(f"bool_or(o.owed_{name}) AS owed_{name}" for name in CODES)}
        FROM occurrences_episode e LEFT JOIN owed o ON o.ref = 'e:' || e.id WHERE e.closed_at IS NULL GROUP BY e.incident_id),
    open AS MATERIALIZED (
        SELECT i.id, i.reported_at, s.incident_id IS NOT NULL AS searched, coalesce(s.missing, false) AS missing,
            {", ".join(f"coalesce(s.owed_{name}, false) AS owed_{name}" for name in CODES)}
        FROM occurrences_incident i LEFT JOIN searches s ON s.incident_id = i.id
        WHERE i.closed_at IS NULL AND i.id <> ALL(%(hidden)s::uuid[]) AND (
            i.concern = ANY(%(concerns)s) OR i.children_present OR i.concern = 'domestic_abuse' AND i.children_present IS NULL OR s.incident_id IS NOT NULL
            OR EXISTS (SELECT FROM occurrences_involvement v WHERE v.occurrence = 'i:' || i.id AND v.until IS NULL AND v.role = ANY(%(theirs)s)))),
    steps AS MATERIALIZED (
        SELECT DISTINCT ON (r.incident_id) r.incident_id, r.state FROM occurrences_resource r JOIN open ON open.id = r.incident_id
        ORDER BY r.incident_id, r.at DESC, r.id DESC),
    logs AS MATERIALIZED (
        SELECT open.id, open.reported_at, g.id IS NOT NULL AS graded,
            (steps.state IS NULL OR steps.state = ANY(%(nobody)s)) AND (open.missing OR NOT open.searched) AS unsent,
            {", ".join(f"coalesce(o.owed_{name}, false) OR open.owed_{name} AS owed_{name}" for name in CODES)}
        FROM open LEFT JOIN steps ON steps.incident_id = open.id LEFT JOIN owed o ON o.ref = 'i:' || open.id
        LEFT JOIN occurrences_gradeversion g ON g.incident_id = open.id AND g.status = 'live'),
    page AS (SELECT reported_at, id FROM logs WHERE {{under}} AND {{beyond}} ORDER BY 1, 2 LIMIT %(limit)s)
    SELECT page.*, counts.* FROM (SELECT min(reported_at), {", ".join(f"count(*) FILTER (WHERE {_UNDER[name]})" for name in FILTERS)} FROM logs) counts
    LEFT JOIN page ON true ORDER BY 1, 2
"""
"""Open logs about a child, or where children are or may be (that nobody asked whether children live there is no "no"), counted and cut where they stand."""


def room(viewer: Viewer, hidden: frozenset[str], *, at: datetime, only: Only = "", after: str | None = None, limit: int = 25) -> Room:
    """A page of open logs that concern a child, the oldest report first; unsent is where nobody has been sent, though the child is not back."""
    place = read_mark(after)
    with connection.cursor() as cursor:
        cursor.execute(_LOGS.format(under=_UNDER[only], beyond="(reported_at, id) > (%(reported_at)s, %(pk)s::uuid)" if place else "true"), {
            **{name: sorted(codes) for name, codes in CODES.items()}, "codes": sorted(frozenset[str]().union(*CODES.values())), "closed": array(hidden),
            "hidden": array(str(key) for key in keys(hidden, "incident")), "concerns": list(OF_CHILDREN), "theirs": list(_THEIRS),
            "nobody": list(NOBODY_SENT), "limit": limit + 1, **(dict(zip(("reported_at", "pk"), place, strict=True)) if place else {}),
        })
        found = cursor.fetchall()
    batch = [row[:2] for row in found if row[1] is not None]
    shown = batch[:limit]
    rows = Incident.objects.in_bulk([pk for _, pk in shown])
    return Room(
        rows=_rows(viewer, [rows[pk] for _, pk in shown], at), counts=dict(zip(FILTERS, found[0][3:], strict=True)), oldest=found[0][2],
        after=mark(*shown[-1]) if len(batch) > limit else None,
    )


def _rows(viewer: Viewer, rows: Sequence[Incident], at: datetime) -> tuple[LogRow, ...]:
    held = incident_cards(rows)
    access = policy.accesses(viewer, {ref for card in held for ref in card.shape.refs}, at=at)
    whole = {card.ref for card in held if all(access.get(ref) == "full" for ref in card.shape.refs)}
    owed, stepped_in = _duties(viewer, held, at), _stepped_in(whole)
    return tuple(LogRow(card=card, detail=card.ref in whole, owed=tuple(owed[card.ref]), stepped_in=stepped_in.get(card.ref)) for card in held)


def _duties(viewer: Viewer, held: Iterable[IncidentCard], at: datetime) -> dict[str, list[DutyCard]]:
    """What is owed for each log and its searches, by due time."""
    of = {ref: card.ref for card in held for ref in (card.ref, *(e.ref for e in card.episodes))}
    found: dict[str, list[DutyCard]] = defaultdict(list)
    for duty in cards(viewer, Duty.objects.filter(ref__in=sorted(of), settled_at=None).order_by("due_at", "id"), at=at):
        found[of[duty.subject]].append(duty)
    return found


def _stepped_in(incidents: Iterable[str]) -> dict[str, Fact]:
    """When a supervisor stepped in last on each of these, in one query."""
    found: dict[str, Any] = {}
    for fact in sorted(facts_about([Subject("incident", ref) for ref in incidents], types=("contact.Intervened",)), key=lambda f: (f.held_from, f.id)):
        found.update(dict.fromkeys(fact.refs("incident"), fact))
    return found
