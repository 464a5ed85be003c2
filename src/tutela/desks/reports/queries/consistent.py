"""Does what was done fit the risk? Grade, first deployment, lines of enquiry and the rhythm of reviews beside the level of risk (AH-002).

A time missing ends with the return or the find. A level below the floor for a child is judged as it is handled.
"""

from __future__ import annotations

from typing import Final

from tutela.desks.reports.queries.measures import Measure, Outcome
from tutela.foundations.access.permissions import Permission

_SQL: Final = """
SELECT r.key, r.at, 'e:' || r.key AS ref, r.reference, r.about, r.person,
    CASE WHEN cardinality(r.flags) = 0 THEN 'fits' WHEN cardinality(r.flags) = 1 THEN 'one' ELSE 'several' END AS outcome,
    NULL::float8 AS minutes, r.flags, '' AS said
FROM (
    SELECT m.key, m.at, m.reference, m.about, m.person, array_remove(ARRAY[
        CASE WHEN m.high AND m.grade IS DISTINCT FROM 'immediate' OR m.grade IN ('routine', 'scheduled', 'no_deployment') THEN 'grade' END,
        CASE WHEN coalesce(m.sent, m.until) > m.at + make_interval(mins => CASE WHEN m.high THEN %(immediate)s ELSE %(prompt)s END::int) THEN 'sent' END,
        CASE WHEN m.lines = 0 AND m.until > m.at + make_interval(mins => %(plan)s::int) THEN 'lines' END,
        CASE WHEN m.gap > make_interval(mins => CASE WHEN m.high THEN %(high)s ELSE %(medium)s END::int) THEN 'reviews' END
    ], NULL) AS flags
    FROM (
        SELECT e.id AS key, e.reported_at AS at, e.reference, ARRAY['e:' || e.id, 'i:' || e.incident_id, e.child::text] AS about, e.owner_officer AS person,
            v.handled_as = 'high' AS high, g.grade, b.until, (
                SELECT min(x.at) FROM occurrences_resource x WHERE x.incident_id = e.incident_id AND x.state IN ('dispatched', 'arrived')
            ) AS sent, (
                SELECT count(*) FROM enquiries_line x JOIN enquiries_enquiry q ON q.id = x.enquiry_id
                WHERE q.subject = 'e:' || e.id AND q.purpose = 'find_child' AND x.at <= b.until
            ) AS lines, (
                SELECT max(y.at - y.before) FROM (
                    SELECT z.at, lag(z.at) OVER (ORDER BY z.at) AS before FROM (
                        SELECT e.reported_at AS at UNION ALL SELECT b.until UNION ALL
                        SELECT x.at FROM enquiries_review x JOIN enquiries_enquiry q ON q.id = x.enquiry_id
                        WHERE q.subject = 'e:' || e.id AND q.purpose = 'find_child' AND x.counts AND x.at <= b.until
                    ) z
                ) y
            ) AS gap
        FROM occurrences_episode e
        JOIN occurrences_riskversion v ON v.episode_id = e.id AND v.status = 'live'
        LEFT JOIN occurrences_gradeversion g ON g.incident_id = e.incident_id AND g.status = 'live'
        CROSS JOIN LATERAL (SELECT least(coalesce(e.returned_at, e.closed_at, %(now)s), coalesce(e.found_at, %(now)s), %(now)s) AS until) b
        WHERE e.reported_at >= %(since)s AND e.reported_at < %(until)s AND v.handled_as IN ('high', 'medium')
    ) m
) r
"""

CONSISTENT: Final = Measure(
    key="fits-risk", sql=_SQL, outcomes=(Outcome("fits", "met"), Outcome("one", "missed"), Outcome("several", "missed")),
    flags=("grade", "sent", "lines", "reviews"), sees=Permission.MISSING_SEE, meets=("AH-002",),
    numbers={
        "immediate": "contact.attend.immediate", "prompt": "contact.attend.prompt", "plan": "missing.plan", "high": "missing.review.high",
        "medium": "missing.review.medium",
    },
)
