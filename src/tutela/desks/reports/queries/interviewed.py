"""Return interviews by the stage that they have come to; whether a trigger plan found the child, and one for each child who goes missing often."""

from __future__ import annotations

from typing import Final

from tutela.desks.reports.queries.measures import Measure, Outcome
from tutela.foundations.access.permissions import Permission

_INTERVIEWS: Final = """
SELECT r.id AS key, r.since AS at, 'e:' || e.id AS ref, e.reference, ARRAY['e:' || e.id, 'i:' || e.incident_id, e.child::text] AS about,
    e.owner_officer AS person,
    CASE
        WHEN r.declined_at IS NOT NULL THEN 'declined' WHEN r.entered_at IS NOT NULL THEN 'entered' WHEN r.read_at IS NOT NULL THEN 'read'
        WHEN r.received_at IS NOT NULL THEN 'received' WHEN r.held_at IS NOT NULL THEN 'held' WHEN r.offered_at IS NOT NULL THEN 'offered'
        WHEN r.asked_at IS NOT NULL THEN 'asked' ELSE 'to_ask'
    END AS outcome,
    extract(epoch FROM coalesce(r.held_at, r.ended_at, %(now)s) - r.since) / 60 AS minutes,
    CASE
        WHEN coalesce(r.held_at, r.declined_at) > r.since + make_interval(mins => %(held)s::int) THEN ARRAY['held_late']
        WHEN coalesce(r.held_at, r.received_at, r.ended_at) IS NULL AND r.since + make_interval(mins => %(held)s::int) < %(now)s THEN ARRAY['overdue']
        ELSE ARRAY[]::text[]
    END AS flags, '' AS said
FROM occurrences_returninterview r JOIN occurrences_episode e ON e.id = r.episode_id
WHERE r.since >= %(since)s AND r.since < %(until)s
"""
INTERVIEWS: Final = Measure(
    key="return-interviews", sql=_INTERVIEWS, timed=True, sees=Permission.MISSING_SEE, numbers={"held": "missing.return_interview"},
    outcomes=(
        Outcome("entered", "met"), Outcome("declined", "met"),
        *(Outcome(stage, "missed") for stage in ("to_ask", "asked", "offered", "held", "received", "read")),
    ),
    flags=("held_late", "overdue"),
)

_FOUND: Final = """
SELECT e.id AS key, e.reported_at AS at, 'e:' || e.id AS ref, e.reference, ARRAY['e:' || e.id, 'i:' || e.incident_id, e.child::text] AS about,
    e.owner_officer AS person,
    CASE
        WHEN k.found THEN 'found' WHEN e.found_at IS NULL AND e.returned_at IS NULL THEN 'searching' WHEN k.used THEN 'used' ELSE 'unused'
    END AS outcome,
    NULL::float8 AS minutes, CASE WHEN k.used AND NOT k.whole THEN ARRAY['in_part'] ELSE ARRAY[]::text[] END AS flags, '' AS said
FROM occurrences_episode e
JOIN LATERAL (
    SELECT bool_or(a.found_at IS NOT NULL) AS found, bool_or(a.done_at IS NOT NULL) AS used, bool_and(a.done_at IS NOT NULL) AS whole
    FROM enquiries_enquiry q JOIN enquiries_action a ON a.enquiry_id = q.id AND a.origin = 'trigger_plan' WHERE q.subject = 'e:' || e.id
) k ON k.used IS NOT NULL
WHERE e.reported_at >= %(since)s AND e.reported_at < %(until)s
"""
FOUND: Final = Measure(
    key="plans-found", sql=_FOUND, sees=Permission.MISSING_SEE, meets=("AH-108",),
    outcomes=(Outcome("found", "met"), Outcome("used", "missed"), Outcome("unused", "missed"), Outcome("searching", "open")), flags=("in_part",),
)
"""Whether the trigger plan that was in a search found the child."""

_OFTEN: Final = """
SELECT substr(t.child, 3)::uuid AS key, t.last AS at, t.child AS ref, p.reference, ARRAY[t.child] AS about, coalesce(nullif(l.author, ''), '') AS person,
    CASE WHEN l.live THEN 'live' WHEN l.draft THEN 'draft' ELSE 'none' END AS outcome, NULL::float8 AS minutes,
    CASE WHEN t.times >= 5 THEN ARRAY['five'] ELSE ARRAY[]::text[] END AS flags, '' AS said
FROM (
    SELECT e.child::text AS child, max(e.reported_at) AS last, count(*) AS times FROM occurrences_episode e
    WHERE e.reported_at >= %(since)s AND e.reported_at < %(until)s AND e.child ~ '^p:[0-9a-f-]{36}$' GROUP BY e.child HAVING count(*) >= 3
) t
JOIN people_person p ON p.id = substr(t.child, 3)::uuid
LEFT JOIN LATERAL (
    SELECT max(w.author) AS author, bool_or(v.status = 'live') AS live, bool_or(v.status = 'draft') AS draft
    FROM occurrences_triggerplan w LEFT JOIN occurrences_triggerplanversion v ON v.plan_id = w.id WHERE w.child = t.child
) l ON true
"""
OFTEN: Final = Measure(
    key="often-missing", sql=_OFTEN, outcomes=(Outcome("live", "met"), Outcome("draft", "missed"), Outcome("none", "missed")), flags=("five",),
    sees=Permission.MISSING_SEE,
)
"""A child who was reported missing three times or more in the days asked for."""
