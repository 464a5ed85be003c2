"""Reviews of searches: on time, with tasks, and worth having: what was done to find the child in the two hours after each (AH-019, AH-103, IN-111)."""

from __future__ import annotations

from typing import Final

from tutela.desks.reports.queries.measures import Measure, Outcome
from tutela.foundations.access.permissions import Permission

_SQL: Final = """
SELECT r.key, r.at, 'e:' || r.episode AS ref, r.reference, r.about, r.person,
    CASE
        WHEN NOT r.counts THEN 'no_value' WHEN r.done IS NOT NULL THEN 'effect' WHEN r.until > %(now)s THEN 'too_soon' WHEN r.back <= r.until THEN 'back'
        ELSE 'no_effect'
    END AS outcome,
    extract(epoch FROM r.done - r.at) / 60 AS minutes,
    array_remove(ARRAY[
        CASE WHEN r.late THEN 'late' END, CASE WHEN r.harm THEN 'harm_after' END, CASE WHEN NOT r.tasks THEN 'no_tasks' END,
        CASE WHEN r.inspector AND NOT r.tasks THEN 'inspector_no_tasks' END
    ], NULL) AS flags, r.words AS said
FROM (
    SELECT v.id AS key, v.at, v.at + interval '2 hours' AS until, e.id AS episode, e.reference, v.words, v.counts,
        ARRAY['e:' || e.id, 'i:' || e.incident_id, e.child::text] AS about, v.by AS person, least(e.returned_at, e.found_at) AS back,
        split_part(v.role, '@', 1) = ANY(%(inspectors)s) AS inspector,
        EXISTS (SELECT 1 FROM enquiries_action x WHERE x.enquiry_id = v.enquiry_id AND x.origin = 'review' AND x.at = v.at) AS tasks,
        EXISTS (
            SELECT 1 FROM duties_duty d JOIN duties_transition t ON t.duty = d.id
            WHERE d.ref = 'e:' || e.id AND d.code = ANY(%(codes)s) AND t.kind = 'settled' AND t.at = v.at AND t.state = 'done late'
        ) AS late,
        EXISTS (
            SELECT 1 FROM chronology_entryabout a JOIN chronology_entry y ON y.id = a.entry AND y.recorded_at = a.recorded_at
            WHERE a.ref = 'e:' || e.id AND a.type = 'missing.Returned' AND a.occurred_from > v.at
            AND convert_from(y.line, 'UTF8')::jsonb -> 'data' ->> 'harm_indicated' = 'true'
        ) AS harm,
        least((
            SELECT min(a.occurred_from) FROM chronology_entryabout a WHERE a.ref IN ('e:' || e.id, 'i:' || e.incident_id)
            AND a.occurred_from > v.at AND a.occurred_from <= v.at + interval '2 hours' AND a.type = ANY(%(drives)s)
        ), (
            SELECT min(x.done_at) FROM enquiries_action x
            WHERE x.enquiry_id = v.enquiry_id AND x.done_at > v.at AND x.done_at <= v.at + interval '2 hours'
        )) AS done
    FROM enquiries_review v
    JOIN enquiries_enquiry q ON q.id = v.enquiry_id AND q.purpose = 'find_child'
    JOIN occurrences_episode e ON e.id = CASE WHEN q.subject ~ '^e:[0-9a-f-]{36}$' THEN substr(q.subject, 3)::uuid END
    WHERE v.at >= %(since)s AND v.at < %(until)s
) r
"""

REVIEWS: Final = Measure(
    key="reviews", sql=_SQL, timed=True, sees=Permission.MISSING_SEE, meets=("AH-019", "AH-103", "IN-111"),
    outcomes=(
        Outcome("effect", "met"), Outcome("no_effect", "missed"), Outcome("no_value", "missed"), Outcome("back", "open"), Outcome("too_soon", "open"),
    ),
    flags=("late", "no_tasks", "inspector_no_tasks", "harm_after"), targets=("missing.review.high", "missing.review.medium", "missing.inspector_review"),
    given={
        "codes": ("missing.review", "missing.inspector-review"),
        "inspectors": (
            "fim", "inspector", "cii", "detective_inspector", "chief_inspector", "detective_chief_inspector", "superintendent", "detective_superintendent",
        ),
        "drives": (
            "missing.Searched", "missing.EnquiryMade", "missing.PlanRecorded", "missing.Allocated", "missing.Found", "missing.Returned", "contact.Dispatched",
            "contact.Arrived",
        ),
    },
)
"""What drives a search: what was searched, asked, planned, allocated, who was sent; an action that was finished. Writing that one looked is none."""
