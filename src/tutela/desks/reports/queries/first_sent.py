"""From the report of a missing child to the first officer sent; and logs to which nobody was ever sent (AH-097, AH-094).

In time: within the attendance time of the grade that stands, and within the hour after which the law tells the supervisor, whichever
is the shorter. A marker whose detail is for somebody alone is no indicator here: a number must not tell that it is there.
"""

from __future__ import annotations

from typing import Final

from tutela.desks.reports.queries.measures import IN_TIME, LATE, Measure, Outcome

_SQL: Final = """
SELECT r.key, r.at, 'i:' || r.key AS ref, r.reference, r.about, r.person,
    CASE
        WHEN r.sent <= r.due THEN 'in_time' WHEN r.sent IS NOT NULL THEN 'late'
        WHEN r.due > %(now)s AND r.back IS NULL THEN 'waiting' ELSE 'never'
    END AS outcome,
    extract(epoch FROM least(coalesce(r.sent, %(now)s), r.back, %(now)s) - r.at) / 60 AS minutes,
    array_remove(ARRAY[
        CASE WHEN r.back IS NOT NULL AND (r.came IS NULL OR r.back < r.came) THEN 'back_first' END,
        CASE WHEN r.indicated THEN 'indicators' END, CASE WHEN r.closed THEN 'closed_unsent' END
    ], NULL) AS flags, '' AS said
FROM (
    SELECT i.id AS key, i.reported_at AS at, i.reference, ARRAY['i:' || i.id] || coalesce(e.about, ARRAY[]::text[]) AS about,
        coalesce(nullif(o.officer, ''), i.created_by) AS person, s.sent, s.came, e.back, coalesce(e.indicated, false) AS indicated,
        i.closed_at IS NOT NULL AND s.sent IS NULL AS closed,
        i.reported_at + make_interval(mins => least(%(first)s, CASE g.grade
            WHEN 'immediate' THEN %(immediate)s WHEN 'scheduled' THEN %(scheduled)s WHEN 'routine' THEN %(scheduled)s ELSE %(prompt)s
        END)::int) AS due
    FROM occurrences_incident i
    LEFT JOIN LATERAL (
        SELECT min(x.at) AS sent, min(x.at) FILTER (WHERE x.state = 'arrived') AS came
        FROM occurrences_resource x WHERE x.incident_id = i.id AND x.state IN ('dispatched', 'arrived')
    ) s ON true
    LEFT JOIN LATERAL (
        SELECT min(least(x.found_at, x.returned_at)) AS back, array_agg('e:' || x.id) || array_agg(x.child::text) AS about,
            bool_or(cardinality(x.concerns) > 0 OR EXISTS (
                SELECT 1 FROM people_marker m WHERE x.child ~ '^p:[0-9a-f-]{36}$' AND m.person_id = substr(x.child, 3)::uuid
                AND cardinality(m.audience) = 0 AND m.recorded_at <= x.reported_at + interval '1 day' AND (m.ended_at IS NULL OR m.ended_at > x.reported_at)
            )) AS indicated
        FROM occurrences_episode x WHERE x.incident_id = i.id
    ) e ON true
    LEFT JOIN LATERAL (SELECT x.officer FROM occurrences_ownership x WHERE x.occurrence = 'i:' || i.id ORDER BY x.since, x.id LIMIT 1) o ON true
    LEFT JOIN occurrences_gradeversion g ON g.incident_id = i.id AND g.status = 'live'
    WHERE i.reported_at >= %(since)s AND i.reported_at < %(until)s AND (i.concern = 'missing_child' OR e.about IS NOT NULL)
) r
"""

FIRST_SENT: Final = Measure(
    key="first-sent", sql=_SQL, outcomes=(IN_TIME, LATE, Outcome("never", "missed"), Outcome("waiting", "open")),
    flags=("back_first", "indicators", "closed_unsent"), timed=True, meets=("AH-097", "AH-094"),
    numbers={
        "first": "contact.outstanding.supervisor", "immediate": "contact.attend.immediate", "prompt": "contact.attend.prompt",
        "scheduled": "contact.attend.scheduled",
    },
)
