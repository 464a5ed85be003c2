"""THRIVE complete before the grade, before anybody was sent, and after each piece of new information (IC-003)."""

from __future__ import annotations

from typing import Final

from tutela.desks.reports.queries.measures import Measure, Outcome

_SQL: Final = """
SELECT r.key, r.at, 'i:' || r.key AS ref, r.reference, r.about, r.person,
    CASE WHEN r.made = 0 THEN 'none' WHEN r.before_grade OR r.before_sent OR r.after_news OR r.whole IS NULL THEN 'part' ELSE 'whole' END AS outcome,
    NULL::float8 AS minutes,
    array_remove(ARRAY[
        CASE WHEN r.before_grade THEN 'not_before_grade' END, CASE WHEN r.before_sent THEN 'not_before_sent' END,
        CASE WHEN r.after_news THEN 'not_after_news' END
    ], NULL) AS flags, '' AS said
FROM (
    SELECT i.id AS key, i.reported_at AS at, i.reference, ARRAY['i:' || i.id] || coalesce(e.about, ARRAY[]::text[]) AS about, i.created_by AS person,
        t.made, t.whole, g.first IS NOT NULL AND (t.whole IS NULL OR t.whole > g.first) AS before_grade,
        s.first IS NOT NULL AND (t.whole IS NULL OR t.whole > s.first) AS before_sent,
        EXISTS (
            SELECT 1 FROM unnest(t.news) AS n(at) WHERE n.at + make_interval(mins => %(again)s::int) <= %(now)s
            AND NOT EXISTS (SELECT 1 FROM unnest(t.answers) AS a(at) WHERE a.at >= n.at AND a.at <= n.at + make_interval(mins => %(again)s::int))
        ) AS after_news
    FROM occurrences_incident i
    LEFT JOIN LATERAL (
        SELECT array_agg('e:' || x.id) || array_agg(x.child::text) AS about FROM occurrences_episode x WHERE x.incident_id = i.id
    ) e ON true
    LEFT JOIN LATERAL (SELECT min(x.at) AS first FROM occurrences_gradeversion x WHERE x.incident_id = i.id AND x.status <> 'kept') g ON true
    LEFT JOIN LATERAL (
        SELECT min(x.at) AS first FROM occurrences_resource x WHERE x.incident_id = i.id AND x.state IN ('dispatched', 'arrived')
    ) s ON true
    LEFT JOIN LATERAL (
        SELECT count(*) FILTER (WHERE x.thrive) AS made, min(x.at) FILTER (WHERE x.whole) AS whole, array_agg(x.at) FILTER (WHERE x.news) AS news,
            array_agg(x.at) FILTER (WHERE x.whole OR x.answer) AS answers
        FROM (
            SELECT y.occurred_from AS at, a.type = 'contact.ThriveAssessed' AS thrive, a.type = 'contact.InformationReceived' AS news,
                a.type = 'contact.InformationAnswered' AS answer, a.type = 'contact.ThriveAssessed' AND NOT EXISTS (
                    SELECT 1 FROM unnest(%(elements)s::text[]) AS n(name)
                    WHERE coalesce(convert_from(y.line, 'UTF8')::jsonb -> 'data' ->> n.name, '') = ''
                ) AS whole
            FROM chronology_entryabout a JOIN chronology_entry y ON y.id = a.entry AND y.recorded_at = a.recorded_at
            WHERE a.ref = 'i:' || i.id AND a.type = ANY(%(types)s) AND a.recorded_at >= %(since)s
        ) x
    ) t ON true
    WHERE i.reported_at >= %(since)s AND i.reported_at < %(until)s AND (i.concern = ANY(%(concerns)s) OR i.children_present OR e.about IS NOT NULL)
) r
"""

THRIVE: Final = Measure(
    key="thrive", sql=_SQL, outcomes=(Outcome("whole", "met"), Outcome("part", "missed"), Outcome("none", "missed")),
    flags=("not_before_grade", "not_before_sent", "not_after_news"), numbers={"again": "contact.reassess"}, meets=("IC-003",),
    given={
        "elements": ("threat", "harm", "risk", "investigation", "vulnerability", "engagement"),
        "types": ("contact.ThriveAssessed", "contact.InformationReceived", "contact.InformationAnswered"),
        "concerns": ("missing_child", "concern_for_child", "online_abuse", "exploitation", "neglect"),
    },
)
"""The time of an act is that of its facts: who assesses and grades in one act assessed before grading."""
