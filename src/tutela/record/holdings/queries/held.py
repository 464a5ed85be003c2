"""What each source holds about some records. A source that does not answer is not a source that holds nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Literal

import msgspec

from tutela.record.holdings.models import Holding, SourceState
from tutela.record.people import queries as people


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """What one source says of one kind of thing: a hit, none, or that nobody knows; as at when, and why (a message id)."""

    system: str
    source: str
    area: str
    kind: str
    state: Literal["hit", "no_hit", "not_available"]
    count: int | None
    """How much, where it answers; where it does not, what it last said, which may be no longer so."""
    grading: str
    sensitivity: str
    as_at: datetime | None
    because: str
    version: int | None = None
    """Which version of what it said this is; of several references of a person the sum of theirs."""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """One source, and whether it answers at a moment."""

    system: str
    title: str
    available: bool
    since: datetime
    last_heard_at: datetime | None
    because: str
    why: str


def what_is_held(named: Iterable[str], at: datetime) -> list[Held]:
    """What every source says about these records (of a person under all their references), in a fixed number of queries.

    Each source is in the answer, whatever it says. What it holds more sensitively than *none* the caller shows by policy.
    """
    wanted = list(dict.fromkeys(named))
    subjects = {*wanted, *(ref for group in people.aliases(wanted).values() for ref in group)}
    return _said(list(SourceState.objects.order_by("title")), Holding.objects.filter(subject__in=subjects).order_by("area", "kind"), at)


def held_of_each(named: Iterable[str], at: datetime) -> dict[str, list[Held]]:
    """The same of each record by itself, in as many queries."""
    wanted = list(dict.fromkeys(named))
    known = people.aliases(wanted)
    theirs = {one: {one, *known.get(one, ())} for one in wanted}
    rows = list(Holding.objects.filter(subject__in=frozenset[str]().union(*theirs.values())).order_by("area", "kind"))
    states = list(SourceState.objects.order_by("title"))
    return {one: _said(states, (row for row in rows if row.subject in theirs[one]), at) for one in wanted}


def sources(at: datetime) -> list[Source]:
    """Every source, and whether it answers at a moment."""
    return [
        Source(
            system=s.system, title=s.title, available=_silent(s, at) is None, since=s.since, last_heard_at=s.last_heard_at, because=_silent(s, at) or "",
            why=s.why,
        )
        for s in SourceState.objects.order_by("title")
    ]


def _silent(state: SourceState, at: datetime) -> str | None:
    """Why a source cannot be relied on at a moment, if it cannot."""
    if state.last_heard_at is None:
        return "holdings.never-heard"
    if not state.available:
        return "holdings.down"
    if state.stale_after is not None and state.last_heard_at + state.stale_after < at:
        return "holdings.stale"
    return None


def _of(state: SourceState, rows: list[Holding], at: datetime) -> list[Held]:
    silent = _silent(state, at)
    if rows:
        return sorted((_held(state, rows, silent) for rows in _by_kind(rows)), key=lambda held: (not held.count, held.area, held.kind))
    if silent is None and state.tells == "all":
        return [_nothing(state, "no_hit", 0, state.last_heard_at, "holdings.no-hit")]
    return [_nothing(state, "not_available", None, None, silent or "holdings.never-asked")]


def _said(states: Iterable[SourceState], rows: Iterable[Holding], at: datetime) -> list[Held]:
    by_system: dict[str, list[Holding]] = defaultdict(list)
    for row in rows:
        by_system[row.system_id].append(row)
    return [held for state in states for held in _of(state, by_system[state.pk], at)]


def _by_kind(rows: list[Holding]) -> list[list[Holding]]:
    kinds: dict[tuple[str, str], list[Holding]] = defaultdict(list)
    for row in rows:
        kinds[row.area, row.kind].append(row)
    return list(kinds.values())


def _held(state: SourceState, rows: list[Holding], silent: str | None) -> Held:
    """What a source says of one kind about all references of a person: counts add up, and are as old as the oldest."""
    count = sum(row.count for row in rows)
    strictest = max(rows, key=lambda row: ("none", "restricted", "confidential", "secret").index(row.sensitivity))
    said: Literal["hit", "no_hit"] = "hit" if count else "no_hit"
    return Held(
        system=state.system, source=state.title, area=rows[0].area, kind=rows[0].kind, state="not_available" if silent else said, count=count,
        grading=strictest.grading, sensitivity=strictest.sensitivity, as_at=min(row.as_at for row in rows),
        because=silent or ("holdings.hit" if count else "holdings.no-hit"), version=sum(row.version for row in rows),
    )


def _nothing(state: SourceState, what: Literal["no_hit", "not_available"], count: int | None, as_at: datetime | None, because: str) -> Held:
    return Held(
        system=state.system, source=state.title, area="", kind="", state=what, count=count, grading="", sensitivity="none", as_at=as_at, because=because,
    )
