"""How reviewers scored records of the control room, and whether their authors took note (IC-021)."""

from __future__ import annotations

from typing import Final

from tutela.desks.reports.queries.measures import Measure, Outcome

_THEMES: Final = ("questions", "assessment", "checks", "grade", "voice", "advice")
_SQL: Final = """
SELECT v.id AS key, v.at, 'i:' || i.id AS ref, i.reference, ARRAY['i:' || i.id] || coalesce(p.about, ARRAY[]::text[]) AS about,
    coalesce(nullif(v.author, ''), i.created_by) AS person, CASE WHEN v.quality >= 4 THEN 'good' WHEN v.quality = 3 THEN 'fair' ELSE 'poor' END AS outcome,
    CASE WHEN v.noted_at IS NOT NULL THEN extract(epoch FROM v.noted_at - v.at) / 60 END AS minutes,
    v.themes::text[] || CASE WHEN v.author <> '' AND v.noted_at IS NULL THEN ARRAY['not_noted'] ELSE ARRAY[]::text[] END AS flags, v.words AS said
FROM enquiries_review v
JOIN enquiries_enquiry q ON q.id = v.enquiry_id AND q.purpose = 'incident'
JOIN occurrences_incident i ON i.id = CASE WHEN q.subject ~ '^i:[0-9a-f-]{36}$' THEN substr(q.subject, 3)::uuid END
LEFT JOIN LATERAL (SELECT array_agg(x.person::text) AS about FROM occurrences_involvement x WHERE x.occurrence = 'i:' || i.id) p ON true
WHERE v.quality IS NOT NULL AND v.at >= %(since)s AND v.at < %(until)s
"""

FEEDBACK: Final = Measure(
    key="feedback", sql=_SQL, timed=True, weekly=True, meets=("IC-021",), flags=(*_THEMES, "not_noted"),
    outcomes=(Outcome("good", "met"), Outcome("fair", "missed"), Outcome("poor", "missed")),
)
"""Each score is one row, however many themes it names. The time is from the score to when the author took note."""
