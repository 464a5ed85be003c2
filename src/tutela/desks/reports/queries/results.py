"""Of recorded decisions: what each was to bring the child, beside what came (IC-004)."""

from __future__ import annotations

from typing import Final

from tutela.desks.reports.queries.measures import Measure, Outcome

_SQL: Final = """
SELECT r.key, r.at, r.ref, r.reference, r.about, r.person,
    CASE
        WHEN r.met = 'yes' THEN 'met' WHEN r.met = 'partly' THEN 'partly' WHEN r.met = 'no' THEN 'not_met'
        WHEN coalesce(r.by_when, r.at) + make_interval(mins => %(recorded)s::int) > %(now)s THEN 'waiting' ELSE 'unsaid'
    END AS outcome,
    NULL::float8 AS minutes,
    array_remove(ARRAY[CASE WHEN r.expected = '' THEN 'no_expected' END], NULL) AS flags,
    concat_ws(' → ', coalesce(nullif(r.expected, ''), '-'), coalesce(r.came, '-')) AS said
FROM (
    SELECT y.id AS key, y.recorded_at AS at, 'i:' || i.id AS ref, i.reference, y.about::text[] || coalesce(v.about, ARRAY[]::text[]) AS about, y.by AS person,
        coalesce(nullif(x.data ->> 'result', ''), d.data ->> 'result', '') AS expected,
        coalesce(x.data ->> 'by_when', d.data ->> 'by_when')::timestamptz AS by_when, c.data ->> 'met' AS met, c.data ->> 'result' AS came
    FROM chronology_entry y
    CROSS JOIN LATERAL (SELECT convert_from(y.line, 'UTF8')::jsonb -> 'data' AS data) d
    JOIN LATERAL (SELECT substr(n.ref, 3)::uuid AS id FROM unnest(y.about) AS n(ref) WHERE n.ref ~ '^i:[0-9a-f-]{36}$' LIMIT 1) b ON true
    JOIN occurrences_incident i ON i.id = b.id
    LEFT JOIN LATERAL (SELECT array_agg(p.person::text) AS about FROM occurrences_involvement p WHERE p.occurrence = 'i:' || i.id) v ON true
    LEFT JOIN LATERAL (
        SELECT f.data FROM chronology_entryabout a JOIN chronology_entry z ON z.id = a.entry AND z.recorded_at = a.recorded_at
        CROSS JOIN LATERAL (SELECT convert_from(z.line, 'UTF8')::jsonb -> 'data' AS data) f
        WHERE a.ref = 'i:' || i.id AND a.type = 'contact.ResultExpected' AND a.recorded_at >= y.recorded_at AND f.data ->> 'decision' = y.fact
        ORDER BY a.recorded_at DESC LIMIT 1
    ) x ON true
    LEFT JOIN LATERAL (
        SELECT f.data FROM chronology_entryabout a JOIN chronology_entry z ON z.id = a.entry AND z.recorded_at = a.recorded_at
        CROSS JOIN LATERAL (SELECT convert_from(z.line, 'UTF8')::jsonb -> 'data' AS data) f
        WHERE a.ref = 'i:' || i.id AND a.type = 'contact.ResultRecorded' AND a.recorded_at >= y.recorded_at AND f.data ->> 'decision' = y.fact
        ORDER BY a.recorded_at DESC LIMIT 1
    ) c ON true
    WHERE y.type = 'contact.DecisionRecorded' AND y.recorded_at >= %(since)s AND y.recorded_at < %(until)s
) r
"""

RESULTS: Final = Measure(
    key="results", sql=_SQL, meets=("IC-004",), numbers={"recorded": "contact.result.recorded"}, flags=("no_expected",),
    outcomes=(Outcome("met", "met"), Outcome("partly", "missed"), Outcome("not_met", "missed"), Outcome("unsaid", "missed"), Outcome("waiting", "open")),
)
"""What came is set beside what was expected in the words of the record: whether it was as expected is said by who looked, never worked out."""
