"""Of children abused online: was the caller told how to keep what shows it, line by line (IC-025)?"""

from __future__ import annotations

from typing import Final

from tutela.desks.reports.queries.measures import Measure, Outcome
from tutela.law.contact.online import LINES

_SQL: Final = """
SELECT r.key, r.at, 'i:' || r.key AS ref, r.reference, r.about, r.person,
    CASE
        WHEN r.given = %(all)s::text[] THEN 'whole' WHEN cardinality(r.given) > 0 THEN 'part' WHEN r.why THEN 'why_not'
        WHEN r.at + make_interval(mins => %(within)s::int) > %(now)s AND r.closed_at IS NULL THEN 'waiting' ELSE 'none'
    END AS outcome,
    extract(epoch FROM r.first - r.at) / 60 AS minutes,
    array_remove(ARRAY[
        CASE WHEN r.first > r.at + make_interval(mins => %(within)s::int) THEN 'late' END,
        CASE WHEN r.closed_at IS NOT NULL AND cardinality(r.given) = 0 THEN 'closed_without' END
    ], NULL) AS flags, '' AS said
FROM (
    SELECT i.id AS key, i.reported_at AS at, i.reference, ARRAY['i:' || i.id] || coalesce(v.about, ARRAY[]::text[]) AS about, i.created_by AS person,
        i.closed_at, coalesce(t.given, ARRAY[]::text[]) AS given, coalesce(t.why, false) AS why, t.first
    FROM occurrences_incident i
    LEFT JOIN LATERAL (SELECT array_agg(x.person::text) AS about FROM occurrences_involvement x WHERE x.occurrence = 'i:' || i.id) v ON true
    LEFT JOIN LATERAL (
        SELECT array_agg(DISTINCT x.line ORDER BY x.line) FILTER (WHERE x.line = ANY(%(all)s)) AS given, bool_or(x.why) AS why,
            min(x.at) FILTER (WHERE x.line = ANY(%(all)s)) AS first
        FROM (
            SELECT y.occurred_from AS at, coalesce(d.data ->> 'why_not', '') <> '' AS why, n.line
            FROM chronology_entryabout a JOIN chronology_entry y ON y.id = a.entry AND y.recorded_at = a.recorded_at
            CROSS JOIN LATERAL (SELECT convert_from(y.line, 'UTF8')::jsonb -> 'data' AS data) d
            LEFT JOIN LATERAL jsonb_array_elements_text(coalesce(d.data -> 'given', '[]'::jsonb)) AS n(line) ON true
            WHERE a.ref = 'i:' || i.id AND a.type = ANY(%(types)s) AND a.recorded_at >= %(since)s
        ) x
    ) t ON true
    WHERE i.reported_at >= %(since)s AND i.reported_at < %(until)s AND i.concern = ANY(%(concerns)s)
) r
"""

ADVISED: Final = Measure(
    key="advice", sql=_SQL, timed=True, meets=("IC-025",), numbers={"within": "contact.advice"},
    outcomes=(Outcome("whole", "met"), Outcome("part", "missed"), Outcome("why_not", "missed"), Outcome("none", "missed"), Outcome("waiting", "open")),
    flags=("late", "closed_without"), given={"all": tuple(sorted(LINES)), "types": ("contact.AdviceGiven",), "concerns": ("online_abuse",)},
)
"""The share is of those told every line: a good reason for not telling is kept apart, and still nobody told the family."""
