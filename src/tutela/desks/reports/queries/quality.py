"""How well the record itself is kept of each report of a missing child: its times, its episode, its visit and interview, and calls re-coded (AH-007)."""

from __future__ import annotations

from typing import Final

from tutela.desks.reports.queries.measures import Measure, Outcome

_SQL: Final = """
SELECT r.key, r.at, 'i:' || r.key AS ref, r.reference, r.about, r.person,
    CASE WHEN cardinality(r.flags) > 0 THEN 'defects' WHEN r.ended THEN 'complete' ELSE 'under_way' END AS outcome,
    NULL::float8 AS minutes, r.flags, '' AS said
FROM (
    SELECT i.id AS key, i.reported_at AS at, i.reference, i.created_by AS person,
        ARRAY['i:' || i.id] || CASE WHEN e.id IS NULL THEN ARRAY[]::text[] ELSE ARRAY['e:' || e.id, e.child::text] END AS about,
        e.closed_at IS NOT NULL OR c.recoded AS ended,
        array_remove(ARRAY[
            CASE WHEN c.recoded THEN 'recoded' END,
            CASE WHEN e.id IS NULL AND NOT c.recoded THEN 'no_episode' END,
            CASE WHEN e.created_at > e.reported_at + make_interval(mins => %(episode)s::int) THEN 'created_late' END,
            CASE WHEN e.id IS NOT NULL AND NOT c.graded AND (e.closed_at IS NOT NULL OR e.reported_at + make_interval(mins => %(graded)s::int) < %(now)s)
                THEN 'not_graded' END,
            CASE WHEN NOT c.sent AND (i.closed_at IS NOT NULL OR i.reported_at + make_interval(mins => %(sent)s::int) < %(now)s) THEN 'not_sent' END,
            CASE WHEN e.closed_at IS NOT NULL AND e.found_at IS NULL AND e.returned_at IS NULL THEN 'no_found' END,
            CASE WHEN e.closed_at IS NOT NULL AND e.returned_at IS NULL THEN 'no_return' END,
            CASE WHEN e.returned_at < e.reported_at OR e.found_at < e.reported_at THEN 'times_disagree' END,
            CASE WHEN c.twin THEN 'duplicate' END, CASE WHEN c.no_visit THEN 'no_visit' END, CASE WHEN c.no_interview THEN 'no_interview' END
        ], NULL) AS flags
    FROM occurrences_incident i
    LEFT JOIN LATERAL (SELECT * FROM occurrences_episode x WHERE x.incident_id = i.id ORDER BY x.reported_at, x.id LIMIT 1) e ON true
    CROSS JOIN LATERAL (
        SELECT EXISTS (
            SELECT 1 FROM chronology_entryabout a JOIN chronology_entry y ON y.id = a.entry AND y.recorded_at = a.recorded_at
            WHERE a.ref = 'i:' || i.id AND a.type = 'contact.Recoded' AND a.recorded_at >= %(since)s
            AND convert_from(y.line, 'UTF8')::jsonb -> 'data' ->> 'was' = 'missing_child'
        ) AS recoded,
        EXISTS (SELECT 1 FROM occurrences_riskversion x WHERE x.episode_id = e.id) AS graded,
        EXISTS (SELECT 1 FROM occurrences_resource x WHERE x.incident_id = i.id AND x.state IN ('dispatched', 'arrived')) AS sent,
        EXISTS (
            SELECT 1 FROM occurrences_episode x WHERE x.child = e.child AND x.id <> e.id AND x.reported_at >= e.reported_at
            AND x.reported_at < least(coalesce(e.returned_at, e.found_at, e.closed_at, %(now)s), %(now)s)
        ) AS twin,
        EXISTS (
            SELECT 1 FROM duties_duty x WHERE x.ref = 'e:' || e.id AND x.code = 'missing.return-visit' AND x.state NOT IN ('done', 'done late', 'not needed')
            AND coalesce(x.late_after, x.due_at) < %(now)s
        ) AS no_visit,
        EXISTS (
            SELECT 1 FROM duties_duty x WHERE x.ref = 'e:' || e.id AND x.code = 'missing.return-interview'
            AND x.state NOT IN ('done', 'done late', 'not needed') AND coalesce(x.late_after, x.due_at) < %(now)s
        ) AS no_interview
    ) c
    WHERE i.reported_at >= %(since)s AND i.reported_at < %(until)s AND (i.concern = 'missing_child' OR e.id IS NOT NULL OR c.recoded)
) r
"""

QUALITY: Final = Measure(
    key="record-kept", sql=_SQL, outcomes=(Outcome("complete", "met"), Outcome("defects", "missed"), Outcome("under_way", "open")),
    flags=(
        "no_episode", "created_late", "not_graded", "not_sent", "no_found", "no_return", "times_disagree", "duplicate", "recoded", "no_visit", "no_interview",
    ),
    numbers={"episode": "missing.episode", "graded": "missing.initial_risk", "sent": "contact.outstanding.supervisor"}, meets=("AH-007",),
)
