"""Counting a measure in the database: one statement for every number of its page, one for each page of the records behind a number.

What the viewer may not know of is left out before anything is counted; of what they may know of and not read, the number tells, the list does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any, Final, Literal
from uuid import UUID

import msgspec
from django.db import connection

from tutela.desks.reports.queries.measures import Measure
from tutela.foundations.access import policy
from tutela.foundations.access.lookups import array, touches
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.kit.marks import mark, read_mark
from tutela.foundations.kit.periods import local
from tutela.law.kernel.arithmetic import SHIFT_STARTS, SHIFTS
from tutela.record.duties.queries.law import laws
from tutela.record.occurrences.queries.closed import closed_to

Group = Literal["team", "shift", "person", "hour", "week"]
_MINUTES: Final = {"minutes": 1, "hours": 60, "days": 1440}
_BATCHES: Final = 20
"""So often is an export's page filled before it says that it is cut."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What a number is asked for: a period of whole local days, and whose."""

    since: datetime
    until: datetime
    team: str = ""
    shift: str = ""
    person: str = ""


class Times(msgspec.Struct, frozen=True):
    """How long things took, in minutes: half of them no longer than the first, nine in ten no longer than the second."""

    median: float
    ninetieth: float
    longest: float


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """The numbers of one team, shift or person, or of all together."""

    name: str = ""
    total: int = 0
    outcomes: dict[str, int] = {}
    flags: dict[str, int] = {}
    times: dict[str, Times] = {}
    """By outcome; under the empty name of all together."""


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """Every number of a measure."""

    all: Tally
    by: dict[Group, tuple[Tally, ...]]


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One record behind a number."""

    key: UUID
    at: datetime
    ref: str
    reference: str
    about: tuple[str, ...]
    person: str
    outcome: str
    minutes: float | None
    flags: tuple[str, ...]
    said: str
    team: str
    shift: str


class Records(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the records behind a number, and how many on it this viewer may know of and not read."""

    rows: tuple[Found, ...]
    withheld: int
    after: str | None


def groups(measure: Measure) -> tuple[Group, ...]:
    """By what a measure is counted."""
    found = [*(("week",) if measure.weekly else ()), "shift", *(("hour",) if measure.hourly else ()), *(("team", "person") if measure.personal else ())]
    return tuple(found)


def share(measure: Measure, tally: Tally) -> tuple[int, int]:
    """How many went as they should, of how many that can be judged."""
    met = sum(n for name, n in tally.outcomes.items() if measure.tone(name) == "met")
    missed = sum(n for name, n in tally.outcomes.items() if measure.tone(name) == "missed")
    return met, met + missed


def missed(measure: Measure, tally: Tally) -> int:
    """How many did not go as they should."""
    met, judged = share(measure, tally)
    return judged - met


def count(viewer: Viewer, measure: Measure, asked: Asked, *, at: datetime) -> Counts:
    """Every number of a measure, in one statement beside what the policy asks."""
    sets = ", ".join(f"({g}), ({g}, outcome)" for g in groups(measure))
    flags = "".join(f", count(*) FILTER (WHERE {_literal(flag)} = ANY(flags))" for flag in measure.flags)
    which = " ".join(f"WHEN grouping({g}) = 0 THEN '{g}'" for g in groups(measure))
    sql = f"""
        {_kept(measure)} SELECT CASE {which} ELSE '' END, coalesce({', '.join(groups(measure))}, ''),
            CASE WHEN grouping(outcome) = 0 THEN outcome ELSE '' END, count(*),
            percentile_cont(0.5) WITHIN GROUP (ORDER BY minutes), percentile_cont(0.9) WITHIN GROUP (ORDER BY minutes), max(minutes){flags}
        FROM kept GROUP BY GROUPING SETS ((), (outcome), {sets})
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, _given(viewer, measure, asked, at))
        return tallied(measure, cursor.fetchall())


def tallied(measure: Measure, rows: Iterable[Sequence[Any]]) -> Counts:
    """The numbers as the database grouped them, put together: who has most amiss comes first."""
    held: dict[tuple[str, str], dict[str, Any]] = {}
    for group, name, outcome, number, median, ninetieth, longest, *flags in rows:
        tally = held.setdefault((group, name), {"name": name, "outcomes": {}, "times": {}})
        if median is not None:
            tally["times"][outcome] = Times(float(median), float(ninetieth), float(longest))
        if outcome:
            tally["outcomes"][outcome] = number
        else:
            tally |= {"total": number, "flags": dict(zip(measure.flags, flags, strict=True))}
    made = {key: Tally(**tally) for key, tally in held.items()}
    by: dict[Group, tuple[Tally, ...]] = {
        g: tuple(sorted((t for (group, _), t in made.items() if group == g), key=lambda t: (-missed(measure, t), -t.total, t.name)))
        for g in groups(measure)
    }
    by["shift"] = tuple(sorted(by["shift"], key=lambda t: SHIFTS.index(t.name)))   # by the clock, whatever was amiss
    for clock in by.keys() & {"hour", "week"}:
        by[clock] = tuple(sorted(by[clock], key=lambda t: t.name))
    return Counts(all=made.get(("", ""), Tally()), by=by)


def records(
    viewer: Viewer, measure: Measure, asked: Asked, *, at: datetime, which: str = "", after: str = "", limit: int = 25,
) -> Records:
    """The records behind a number, the latest first: those that this viewer may read, and how many on the page they may not.

    :param which: an outcome or a flag of the measure; nothing for all
    """
    given = {**_given(viewer, measure, asked, at), "which": which, "limit": limit + 1}
    beyond = ""
    if place := read_mark(after):
        beyond, (given["before"], given["key"]) = "AND (at, key) < (%(before)s, %(key)s)", place
    wanted = "" if which not in measure.names else "AND (outcome = %(which)s OR %(which)s = ANY(flags))"
    sql = f"""
        {_kept(measure)} SELECT key, at, ref, reference, about, person, outcome, minutes, flags, said, team, shift
        FROM kept WHERE true {wanted} {beyond} ORDER BY at DESC, key DESC LIMIT %(limit)s
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        found = [_found(row) for row in cursor.fetchall()]
    page = found[:limit]
    access = policy.accesses(viewer, {ref for row in page for ref in row.about}, at=at)
    may = policy.may_visit(viewer, measure.sees)
    rows = tuple(row for row in page if may and all(access[ref] == "full" for ref in row.about))
    hidden = sum(all(access[ref] != "none" for ref in row.about) for row in page) - len(rows)
    return Records(rows=rows, withheld=hidden, after=mark(page[-1].at, page[-1].key) if len(found) > limit else None)


def everything(viewer: Viewer, measure: Measure, asked: Asked, *, at: datetime, which: str = "", most: int = 5000) -> Records:
    """The records behind a number for an export: as many as go, page by page."""
    rows: list[Found] = []
    withheld, after = 0, ""
    for _ in range(_BATCHES):
        page = records(viewer, measure, asked, at=at, which=which, after=after, limit=most // _BATCHES)
        rows += page.rows
        withheld += page.withheld
        if page.after is None:
            return Records(rows=tuple(rows), withheld=withheld, after=None)
        after = page.after
    return Records(rows=tuple(rows), withheld=withheld, after=after)


def minutes_of(key: str, day: date) -> float:
    """A number of the law in minutes, as it holds on a day.

    :raises LookupError: if the law has no such number then, or it is no length of time
    """
    parameter = laws().parameters[key]
    dated = parameter.on(day)
    if dated is None or not isinstance(dated.value, int | float) or parameter.unit not in _MINUTES:
        raise LookupError(f"{key} is no length of time on {day}")
    return float(dated.value) * _MINUTES[parameter.unit]


def number_of(key: str, at: datetime) -> str:
    """A number of the law as people read it: its title and its value on the day of a moment."""
    parameter = laws().parameters[key]
    dated = parameter.on(local(at).date())
    value, unit = dated.value if dated else "—", parameter.unit.replace("_", " ")
    return f"{parameter.title}: {value} {unit.removesuffix('s') if value == 1 else unit}"


def _kept(measure: Measure) -> str:
    """The rows of a measure with their team and shift, without what this viewer may not know of."""
    return f"""
        WITH found AS ({measure.sql}), placed AS (
            SELECT f.*, coalesce(u.code, '') AS team, {_shift()} AS shift,
                to_char(f.at AT TIME ZONE 'Europe/London', 'HH24') AS hour,
                to_char(date_trunc('week', f.at AT TIME ZONE 'Europe/London'), 'YYYY-MM-DD') AS week
            FROM found f
            LEFT JOIN forces_posting p ON p.officer_id = CASE WHEN f.person ~ '^o:[0-9a-f-]{{36}}$' THEN substr(f.person, 3)::uuid END
                AND p.since <= f.at AND (p.until IS NULL OR p.until > f.at)
            LEFT JOIN forces_unit u ON u.id = p.unit_id
        ), kept AS (
            SELECT * FROM placed WHERE NOT {touches('about', '%(hidden)s')} AND (%(team)s = '' OR team = %(team)s)
            AND (%(shift)s = '' OR shift = %(shift)s) AND (%(person)s = '' OR person = %(person)s)
        )
    """


def _shift() -> str:
    """The shift of a moment, by the local times at which shifts begin: whoever acts on the hour is in the new one."""
    local_clock = "(f.at AT TIME ZONE 'Europe/London')::time"
    cases = " ".join(f"WHEN {local_clock} >= '{a:%H:%M}' AND {local_clock} < '{b:%H:%M}' THEN '{name}'" for name, (a, b) in _by_day())
    return f"CASE {cases} ELSE '{SHIFTS[-1]}' END"


def _by_day() -> Iterable[tuple[str, tuple[time, time]]]:
    return zip(SHIFTS[:-1], pairwise(SHIFT_STARTS), strict=True)


def _given(viewer: Viewer, measure: Measure, asked: Asked, at: datetime) -> dict[str, Any]:
    day = local(at).date()
    return {
        "since": asked.since, "until": min(asked.until, at + timedelta(microseconds=1)), "now": at, "team": asked.team, "shift": asked.shift,
        "person": asked.person, "hidden": array(closed_to(viewer, at)),
        **{name: minutes_of(key, day) for name, key in measure.numbers.items()}, **{name: list(values) for name, values in measure.given.items()},
    }


def _literal(name: str) -> str:
    """A name of ours as the database reads it."""
    if not name.replace("_", "").replace("-", "").isalnum():
        raise ValueError(f"{name!r} is no name")
    return f"'{name}'"


def _found(row: Sequence[Any]) -> Found:
    key, at, ref, reference, about, person, outcome, minutes, flags, said, team, shift = row
    return Found(
        key=key, at=at, ref=ref, reference=reference, about=tuple(about), person=person, outcome=outcome,
        minutes=None if minutes is None else float(minutes), flags=tuple(flags), said=said or "", team=team, shift=shift,
    )
