"""The children whom a missing and exploitation team knows, each once, with what would have put them on one of three separate logs (XX-016).

One table: missing, exploitation and other concerns are ways of looking at it. A marker that is for somebody alone puts nobody on the list.
"""

from __future__ import annotations

from typing import Final

from tutela.desks.reports.queries.measures import Measure, Outcome
from tutela.foundations.access.permissions import Permission

_SQL: Final = """
SELECT substr(k.child, 3)::uuid AS key, k.at, k.child AS ref, p.reference, k.about, '' AS person,
    CASE WHEN cardinality(k.flags) > 1 THEN 'several' ELSE 'one' END AS outcome, NULL::float8 AS minutes, k.flags, '' AS said
FROM (
    SELECT s.child, max(s.at) AS at, array_agg(DISTINCT s.kind) AS flags, array_agg(DISTINCT s.ref) || array_agg(DISTINCT s.child) AS about
    FROM (
        SELECT e.child::text AS child, e.reported_at AS at, 'missing' AS kind, 'e:' || e.id AS ref FROM occurrences_episode e
        WHERE e.reported_at >= %(since)s AND e.reported_at < %(until)s
        UNION ALL
        SELECT 'p:' || m.person_id, m.recorded_at, 'exploitation', 'mk:' || m.id FROM people_marker m
        WHERE m.recorded_at >= %(since)s AND m.recorded_at < %(until)s AND m.ended_at IS NULL AND m.marker = ANY(%(exploited)s)
        AND cardinality(m.audience) = 0 AND NOT m.covert
        UNION ALL
        SELECT v.person, i.reported_at, CASE WHEN i.concern = ANY(%(online)s) THEN 'exploitation' ELSE 'safeguarding' END, 'i:' || i.id
        FROM occurrences_incident i JOIN occurrences_involvement v ON v.occurrence = 'i:' || i.id AND v.until IS NULL AND v.role IN ('subject', 'victim')
        WHERE i.reported_at >= %(since)s AND i.reported_at < %(until)s AND i.concern <> 'missing_child'
        UNION ALL
        SELECT l.person, l.at, l.log, l.person FROM holdings_logline l WHERE l.at >= %(since)s AND l.at < %(until)s
    ) s WHERE s.child ~ '^p:[0-9a-f-]{36}$' GROUP BY s.child
) k JOIN people_person p ON p.id = substr(k.child, 3)::uuid
"""

CHILDREN: Final = Measure(
    key="childrens-list", sql=_SQL, outcomes=(Outcome("one", "open"), Outcome("several", "open")), flags=("missing", "exploitation", "safeguarding"),
    sees=Permission.MISSING_SEE, personal=False, meets=("XX-016",),
    given={
        "exploited": ("child_sexual_exploitation", "child_criminal_exploitation", "county_lines", "trafficking", "debt_bondage"),
        "online": ("exploitation", "online_abuse"),
    },
)
