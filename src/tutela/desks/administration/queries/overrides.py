"""What was suggested and what a person decided, where the two differ: scores advise, people decide, and the difference is kept (XX-010)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection

from tutela.desks.administration.queries.reading import read_fact
from tutela.facts import Fact
from tutela.facts.missing import RiskGraded
from tutela.foundations.access import policy
from tutela.foundations.access.lookups import array, touches
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.kit.marks import mark, read_mark
from tutela.law.standing.risk import ORDER


class Override(msgspec.Struct, frozen=True, kw_only=True):
    """One decision that was not what was suggested."""

    entry: str
    fact: Fact
    recorded_at: datetime
    suggested: str
    decided: str
    raised: bool
    words: str
    """The person's reasons; empty for who may see only that there is a record."""
    override: str


class Counted(msgspec.Struct, frozen=True):
    """How many decisions of a time had a suggestion beside them, and how they stood to it."""

    alike: int
    raised: int
    lowered: int

    @property
    def all(self) -> int:
        """Every decision with a suggestion."""
        return self.alike + self.raised + self.lowered


_WHERE = f"""
    FROM (
        SELECT e.id, e.recorded_at, e.line, e.about, convert_from(e.line, 'UTF8')::jsonb -> 'data' AS data
        FROM chronology_entry e WHERE e.type = 'missing.RiskGraded' AND e.recorded_at >= %(since)s AND e.recorded_at < %(until)s
    ) g WHERE g.data ->> 'suggested' IS NOT NULL AND NOT {touches('g.about', '%(hidden)s')}
"""


def counted(since: datetime, until: datetime, *, hidden: list[str]) -> Counted:
    """How the decisions of a time stood to what was suggested: one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT g.data ->> 'suggested', g.data ->> 'level', count(*) {_WHERE} GROUP BY 1, 2", {"since": since, "until": until, "hidden": array(hidden)},
        )
        rows = [(ORDER.get(suggested, 0), ORDER.get(level, 0), n) for suggested, level, n in cursor.fetchall()]
    return Counted(
        sum(n for s, d, n in rows if s == d), sum(n for s, d, n in rows if d > s), sum(n for s, d, n in rows if d < s),
    )


def overrides(
    viewer: Viewer, since: datetime, until: datetime, *, hidden: list[str], after: str = "", limit: int = 25,
) -> tuple[list[Override], str]:
    """The decisions of a time that were not what was suggested, the latest first, with where the next page begins (empty: the last)."""
    given: dict[str, Any] = {"since": since, "until": until, "hidden": array(hidden), "limit": limit + 1}
    beyond = ""
    if place := read_mark(after):
        beyond, (given["at"], given["key"]) = "AND (g.recorded_at, g.id) < (%(at)s, %(key)s)", place
    sql = f"""
        SELECT g.id, g.recorded_at, g.line {_WHERE} AND g.data ->> 'suggested' <> g.data ->> 'level' {beyond}
        ORDER BY g.recorded_at DESC, g.id DESC LIMIT %(limit)s
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        rows = [(key, recorded, read_fact(line)) for key, recorded, line in cursor.fetchall()]
    reads = bool({Permission.MISSING_SEE, Permission.AUDIT_ALL} & viewer.permissions)
    access = policy.accesses(viewer, {a.ref for _, _, fact in rows for a in fact.about})
    found = [
        _override(key, recorded, fact, whole=reads and all(access.get(a.ref, "full") == "full" for a in fact.about))
        for key, recorded, fact in rows[:limit] if all(access.get(a.ref) != "none" for a in fact.about)
    ]
    return found, mark(rows[limit - 1][1], rows[limit - 1][0]) if len(rows) > limit else ""


def _override(key: UUID, recorded: datetime, fact: Fact, *, whole: bool) -> Override:
    data = fact.data
    assert isinstance(data, RiskGraded)
    suggested = data.suggested or ""
    return Override(
        entry=str(key), fact=fact, recorded_at=recorded, suggested=suggested, decided=data.level, raised=ORDER[data.level] > ORDER.get(suggested, 0),
        words=data.rationale if whole else "", override=data.override if whole else "",
    )
