"""What the law's clocks say of what was owed: in time, late and why, or still owed; for any duty, by its code.

The length runs from where the duty's own clock begins (the report, the return) to its end, or to now where it is overdue. The reason of a late clock is
what was written on the duty itself. A duty that was ended or found not needed is neither in time nor late.
"""

from __future__ import annotations

from typing import Final, get_args

from tutela.desks.reports.queries.measures import IN_TIME, LATE, Measure, Outcome
from tutela.facts.duties import Cause
from tutela.foundations.access.permissions import Permission

_SQL: Final = """
SELECT r.key, r.at, r.ref, r.reference, r.about, r.person, r.outcome,
    CASE WHEN r.outcome IN ('in_time', 'late', 'overdue') THEN extract(epoch FROM coalesce(r.settled_at, %(now)s) - r.at) / 60 END AS minutes,
    CASE WHEN r.outcome NOT IN ('late', 'overdue') THEN ARRAY[]::text[] WHEN r.said IS NULL THEN ARRAY['no_reason'] ELSE ARRAY['reason'] END AS flags,
    coalesce(r.said, '') AS said
FROM (
    SELECT d.id AS key, d.origin AS at, d.ref, coalesce(e.reference, i.reference, p.reference, '') AS reference, d.about::text[] AS about, d.settled_at,
        coalesce(CASE WHEN t.by LIKE 'o:_%%' THEN t.by END, nullif(d.officer, ''), nullif(e.owner_officer, ''), nullif(i.owner_officer, ''), '') AS person,
        t.said, CASE
            WHEN d.state = 'done' THEN 'in_time' WHEN d.state = 'done late' THEN 'late' WHEN d.state = 'not needed' THEN 'not_needed'
            WHEN d.state = 'failed' OR coalesce(d.late_after, d.due_at) < %(now)s THEN 'overdue' ELSE 'open'
        END AS outcome
    FROM duties_duty d
    LEFT JOIN occurrences_episode e ON e.id = CASE WHEN d.ref ~ '^e:[0-9a-f-]{36}$' THEN substr(d.ref, 3)::uuid END
    LEFT JOIN occurrences_incident i ON i.id = CASE WHEN d.ref ~ '^i:[0-9a-f-]{36}$' THEN substr(d.ref, 3)::uuid END
    LEFT JOIN people_person p ON p.id = CASE WHEN d.ref ~ '^p:[0-9a-f-]{36}$' THEN substr(d.ref, 3)::uuid END
    LEFT JOIN LATERAL (
        SELECT (array_agg(x.by ORDER BY x.at DESC) FILTER (WHERE x.kind = 'settled'))[1] AS by,
            string_agg(x.words, ' ' ORDER BY x.at) FILTER (WHERE x.kind IN ('explained', 'promised')) AS said
        FROM duties_transition x WHERE x.duty = d.id AND x.kind IN ('settled', 'explained', 'promised')
    ) t ON true
    WHERE d.code = ANY(%(codes)s) AND d.origin >= %(since)s AND d.origin < %(until)s
) r
"""
_OUTCOMES: Final = (IN_TIME, LATE, Outcome("overdue", "missed"), Outcome("open", "open"), Outcome("not_needed", "open"))


def owed(key: str, *codes: str, target: str, meets: tuple[str, ...], sees: Permission = Permission.MISSING_SEE) -> Measure:
    """The measure of what is owed under some codes: the law's own number is its target."""
    return Measure(
        key=key, sql=_SQL, outcomes=_OUTCOMES, flags=("reason", "no_reason"), given={"codes": codes}, targets=(target,), timed=True, sees=sees, meets=meets,
    )


TO_ASSESSED: Final = owed("to-assessed", "contact.fim-review", target="contact.fim_review", meets=("AH-012",), sees=Permission.INCIDENT_SEE)
TO_ACCEPTED: Final = owed("to-accepted", "missing.acceptance", target="missing.accept", meets=("AH-012",))
TO_PLAN: Final = owed("to-plan", "missing.plan", target="missing.plan", meets=("AH-012",))
VISITS: Final = owed("return-visits", "missing.return-visit", target="missing.return_visit", meets=("AH-027",))
TOLD_MISSING: Final = owed("told-missing", "missing.la-told", target="missing.la_told", meets=())
TOLD_BACK: Final = owed("told-back", "missing.return-told", target="missing.return_told", meets=())
PLANS_OWED: Final = owed("trigger-plans", "missing.trigger-plan", target="missing.trigger_plan", meets=())

_REASONS: Final = """
SELECT t.id AS key, t.at, d.ref, coalesce(e.reference, i.reference, p.reference, '') AS reference, d.about::text[] AS about, t.by AS person,
    coalesce(nullif(t.cause, ''), 'not_said') AS outcome, extract(epoch FROM t.at - coalesce(d.due_at, t.due_at)) / 60 AS minutes,
    ARRAY[]::text[] AS flags, t.words AS said
FROM duties_transition t
JOIN duties_duty d ON d.id = t.duty
LEFT JOIN occurrences_episode e ON e.id = CASE WHEN d.ref ~ '^e:[0-9a-f-]{36}$' THEN substr(d.ref, 3)::uuid END
LEFT JOIN occurrences_incident i ON i.id = CASE WHEN d.ref ~ '^i:[0-9a-f-]{36}$' THEN substr(d.ref, 3)::uuid END
LEFT JOIN people_person p ON p.id = CASE WHEN d.ref ~ '^p:[0-9a-f-]{36}$' THEN substr(d.ref, 3)::uuid END
WHERE t.kind = 'explained' AND t.at >= %(since)s AND t.at < %(until)s
"""
REASONS: Final = Measure(
    key="late-reasons", sql=_REASONS, outcomes=tuple(Outcome(name, "open") for name in (*get_args(Cause), "not_said")), hourly=True, meets=("AH-023",),
)
"""Counted by unit, hour and kind: "no officers available" again and again is a gap in capacity, not in anybody's diligence."""
