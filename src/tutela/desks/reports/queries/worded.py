"""Words that make little of a child, blame them or say nothing: what was noticed, by author and unit, and what the author did about it.

It is for supervisors to talk about, never a mark against anybody (AH-025, AH-032, AH-033, XX-008). Seven days of it are the weekly digest.
"""

from __future__ import annotations

from typing import Final

from tutela.desks.reports.queries.measures import Measure, Outcome
from tutela.law.language.library import library

_SQL: Final = """
SELECT f.id AS key, f.at, f.subject AS ref, coalesce(e.reference, i.reference, '') AS reference, array_remove(
        ARRAY[f.subject::text, 'i:' || e.incident_id, e.child::text] || (
            SELECT array_agg('e:' || x.id) || array_agg(x.child::text) FROM occurrences_episode x WHERE x.incident_id = i.id
        ), NULL) AS about,
    f.author AS person, coalesce(nullif(f.answer, ''), 'unanswered') AS outcome, NULL::float8 AS minutes, ARRAY[f.category::text] AS flags,
    CASE WHEN f.answer_words = '' THEN f.words ELSE '“' || f.words || '”: ' || f.answer_words END AS said
FROM wording_flagged f
LEFT JOIN occurrences_episode e ON e.id = CASE WHEN f.subject ~ '^e:[0-9a-f-]{36}$' THEN substr(f.subject, 3)::uuid END
LEFT JOIN occurrences_incident i ON i.id = CASE WHEN f.subject ~ '^i:[0-9a-f-]{36}$' THEN substr(f.subject, 3)::uuid END
WHERE f.at >= %(since)s AND f.at < %(until)s
"""

WORDS: Final = Measure(
    key="words", sql=_SQL, weekly=True, flags=tuple(library().categories), meets=("AH-025", "AH-032", "AH-033", "XX-008"),
    outcomes=(Outcome("changed", "met"), Outcome("justified", "open"), Outcome("dismissed", "missed"), Outcome("unanswered", "missed")),
)

_SCORES: Final = """
SELECT w.id AS key, w.at, w.subject AS ref, coalesce(e.reference, i.reference, '') AS reference, w.about::text[] AS about, w.author AS person,
    CASE WHEN NOT w.low THEN 'specific' WHEN w.why <> '' THEN 'nothing_to_add' ELSE 'low' END AS outcome, NULL::float8 AS minutes,
    ARRAY['score_' || w.score] || CASE WHEN w.alike IS NULL THEN ARRAY[]::text[] ELSE ARRAY['templated'] END AS flags,
    CASE WHEN w.why = '' THEN w.words ELSE '“' || w.words || '”: ' || w.why END AS said
FROM wording_worded w
LEFT JOIN occurrences_episode e ON e.id = CASE WHEN w.subject ~ '^e:[0-9a-f-]{36}$' THEN substr(w.subject, 3)::uuid END
LEFT JOIN occurrences_incident i ON i.id = CASE WHEN w.subject ~ '^i:[0-9a-f-]{36}$' THEN substr(w.subject, 3)::uuid END
WHERE w.at >= %(since)s AND w.at < %(until)s AND w.kind IN ('direction', 'review')
"""
SCORES: Final = Measure(
    key="directions", sql=_SCORES, weekly=True, flags=("score_0", "score_1", "score_2", "score_3", "score_4", "templated"),
    meets=("AH-017", "AH-025", "XX-008"),
    outcomes=(Outcome("specific", "met"), Outcome("nothing_to_add", "open"), Outcome("low", "missed")),
)
"""Directions and reviews by what they name of who, what, where and when."""
