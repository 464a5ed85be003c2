"""What a reviewer decided beside what was suggested, and what of it was refused (AH-104): for coaching, never a sanction by itself.

A number says nothing of why: a level above the suggestion is as much an override as one below, and often right.
"""

from __future__ import annotations

from typing import Final

from tutela.desks.reports.queries.measures import Measure, Outcome
from tutela.foundations.access.permissions import Permission
from tutela.law.standing.risk import ORDER

_DECIDED: Final = """
SELECT v.id AS key, v.at, 'e:' || e.id AS ref, e.reference, ARRAY['e:' || e.id, 'i:' || e.incident_id, e.child::text] AS about, v.by AS person,
    CASE
        WHEN v.level = v.suggested THEN 'alike'
        WHEN array_position(%(order)s::text[], v.level::text) > array_position(%(order)s::text[], v.suggested::text) THEN 'raised' ELSE 'lowered'
    END AS outcome, NULL::float8 AS minutes, CASE WHEN v.level <> v.suggested AND v.override = '' THEN ARRAY['no_reason'] ELSE ARRAY[]::text[] END AS flags,
    v.rationale AS said
FROM occurrences_riskversion v JOIN occurrences_episode e ON e.id = v.episode_id
WHERE v.at >= %(since)s AND v.at < %(until)s AND v.suggested <> ''
"""
OVERRIDES: Final = Measure(
    key="overrides", sql=_DECIDED, outcomes=(Outcome("alike", "open"), Outcome("raised", "open"), Outcome("lowered", "open")), flags=("no_reason",),
    given={"order": tuple(sorted(ORDER, key=ORDER.__getitem__))}, sees=Permission.MISSING_SEE, meets=("AH-104",),
)

_REFUSED: Final = """
SELECT y.id AS key, y.recorded_at AS at, coalesce('e:' || e.id, 'i:' || i.id, '') AS ref, coalesce(e.reference, i.reference, '') AS reference,
    y.about::text[] || array_remove(ARRAY[e.child::text, 'i:' || e.incident_id], NULL) AS about, y.by AS person,
    CASE y.type WHEN 'attempts.LoweringRefused' THEN 'lowering' ELSE 'closing' END AS outcome, NULL::float8 AS minutes, ARRAY[]::text[] AS flags,
    coalesce(convert_from(y.line, 'UTF8')::jsonb -> 'data' ->> 'words', '') AS said
FROM chronology_entry y
LEFT JOIN LATERAL (SELECT substr(x.ref, 3)::uuid AS id FROM unnest(y.about) AS x(ref) WHERE x.ref ~ '^e:[0-9a-f-]{36}$' LIMIT 1) a ON true
LEFT JOIN LATERAL (SELECT substr(x.ref, 3)::uuid AS id FROM unnest(y.about) AS x(ref) WHERE x.ref ~ '^i:[0-9a-f-]{36}$' LIMIT 1) b ON true
LEFT JOIN occurrences_episode e ON e.id = a.id
LEFT JOIN occurrences_incident i ON i.id = coalesce(b.id, e.incident_id)
WHERE y.type IN ('attempts.LoweringRefused', 'attempts.ClosingRefused') AND y.recorded_at >= %(since)s AND y.recorded_at < %(until)s
"""
REFUSED: Final = Measure(key="refused", sql=_REFUSED, outcomes=(Outcome("lowering", "missed"), Outcome("closing", "missed")), meets=("AH-104",))

_SECOND: Final = """
SELECT s.id AS key, s.asked_at AS at, s.subject AS ref, e.reference, ARRAY['e:' || e.id, 'i:' || e.incident_id, e.child::text] AS about,
    s.reviewer AS person, CASE WHEN s.agrees IS NULL THEN 'waits' WHEN s.agrees THEN 'agrees' ELSE 'differs' END AS outcome,
    CASE WHEN s.read_at IS NOT NULL THEN extract(epoch FROM s.read_at - s.asked_at) / 60 END AS minutes, ARRAY[]::text[] AS flags, s.words AS said
FROM reports_secondreading s JOIN occurrences_episode e ON e.id = CASE WHEN s.subject ~ '^e:[0-9a-f-]{36}$' THEN substr(s.subject, 3)::uuid END
WHERE s.asked_at >= %(since)s AND s.asked_at < %(until)s
"""
SECOND: Final = Measure(
    key="second-readings", sql=_SECOND, outcomes=(Outcome("agrees", "met"), Outcome("differs", "missed"), Outcome("waits", "open")), timed=True,
    sees=Permission.MISSING_SEE, meets=("AH-104",),
)
