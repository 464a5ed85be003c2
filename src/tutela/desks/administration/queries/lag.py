"""How late things are entered, by unit: from when they happened, or the force learnt of them, to when the record could show them (XX-007)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec
from django.db import connection

from tutela.desks.administration.queries.reading import read_fact
from tutela.facts import Fact
from tutela.facts.roles import OUTSIDE
from tutela.foundations.access import policy
from tutela.foundations.access.lookups import array, touches
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.parts import LAG
from tutela.foundations.kit.marks import mark, read_mark

NOT_ACTS: Final = ("people.Born",)
"""What happened when nobody of the force could have entered it: a birth is no late entry."""
_LAG: Final = "e.recorded_at - greatest(e.occurred_to, coalesce(e.known_force, e.occurred_to))"
_CHALLENGED: Final = "EXISTS (SELECT 1 FROM chronology_pulled p WHERE p.ref = ANY(e.about) AND p.at <= e.recorded_at)"
_WHERE: Final = f"""
    NOT e.noticed AND e.recorded_at >= %(since)s AND e.recorded_at < %(until)s AND NOT (e.type = ANY(%(not_acts)s))
    AND NOT (e.role = ANY(%(outside)s)) AND NOT {touches('e.about', '%(hidden)s')}
"""


class UnitLag(msgspec.Struct, frozen=True, kw_only=True):
    """One unit's entries of a time."""

    unit: str
    entries: int
    late: int
    """Entered more than an hour after."""
    over_a_day: int
    median: timedelta
    longest: timedelta
    after_challenge: int


class Late(msgspec.Struct, frozen=True, kw_only=True):
    """One late entry."""

    entry: str
    fact: Fact
    recorded_at: datetime
    lag: timedelta
    after_challenge: bool


def by_unit(since: datetime, until: datetime, *, hidden: Sequence[str]) -> list[UnitLag]:
    """Every unit that entered something in a time, the most late entries first: one query."""
    sql = f"""
        SELECT e.unit, count(*), count(*) FILTER (WHERE {_LAG} > %(lag)s), count(*) FILTER (WHERE {_LAG} > interval '1 day'),
               percentile_cont(0.5) WITHIN GROUP (ORDER BY {_LAG}), max({_LAG}), count(*) FILTER (WHERE {_CHALLENGED})
        FROM chronology_entry e WHERE {_WHERE} GROUP BY e.unit ORDER BY 3 DESC, 2 DESC, 1
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, _given(since, until, hidden))
        return [
            UnitLag(unit=u, entries=n, late=late, over_a_day=day, median=median, longest=longest, after_challenge=after)
            for u, n, late, day, median, longest, after in cursor.fetchall()
        ]


def late_entries(
    viewer: Viewer, unit: str, since: datetime, until: datetime, *, hidden: Sequence[str], after: str = "", limit: int = 25,
) -> tuple[list[Late], str]:
    """One unit's late entries, the latest entered first, a page at a time; with where the next page begins (empty: the last)."""
    given = {**_given(since, until, hidden), "unit": unit, "limit": limit + 1}
    beyond = ""
    if place := read_mark(after):
        beyond, (given["at"], given["key"]) = "AND (e.recorded_at, e.id) < (%(at)s, %(key)s)", place
    sql = f"""
        SELECT e.id, e.recorded_at, {_LAG}, {_CHALLENGED}, e.line FROM chronology_entry e
        WHERE {_WHERE} AND e.unit = %(unit)s AND {_LAG} > %(lag)s {beyond} ORDER BY e.recorded_at DESC, e.id DESC LIMIT %(limit)s
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        rows = cursor.fetchall()
    found = [
        Late(entry=str(key), fact=read_fact(line), recorded_at=recorded, lag=lag, after_challenge=challenged)
        for key, recorded, lag, challenged, line in rows[:limit]
    ]
    seen = policy.visible(viewer, {a.ref for row in found for a in row.fact.about})
    kept = [row for row in found if all(a.ref in seen for a in row.fact.about)]
    return kept, mark(found[-1].recorded_at, found[-1].entry) if len(rows) > limit else ""


def _given(since: datetime, until: datetime, hidden: Sequence[str]) -> dict[str, Any]:
    return {"since": since, "until": until, "lag": LAG, "not_acts": list(NOT_ACTS), "outside": sorted(OUTSIDE), "hidden": array(hidden)}
