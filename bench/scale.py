"""The scale fixture: up to a million persons, every row as the operations would have left it, loaded by COPY.

A few lives of each kind are lived through the real operations (:mod:`bench.scaled.making`), each becomes a mould
(:mod:`bench.scaled.mould`), and each mould is cast many times: of other people, at other addresses, whole weeks earlier or later at
the same hours, under other keys (:mod:`bench.scaled.casting`). The same seed gives the same rows. ``tests/bench/test_scale.py`` lives
some of the cast lives through the operations in another database and compares every row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from random import Random
from typing import Any, Final, NamedTuple

import psycopg

from bench.scaled import loading
from bench.scaled.casting import Caster, Plan
from bench.scaled.making import LENGTH, NOW
from bench.scaled.mould import Mould
from bench.scaled.windows import Shift, shifts, windows
from tutela.foundations.kit.periods import LONDON

SIZES: Final = {"small": 600, "tenth": 100_000, "whole": 1_000_000}
"""How many persons there are. The whole: those whom a large force knows, with 400,000 incidents."""
_SHARES: Final = {
    "household": 0.33, "slight": 0.52, "concern": 0.137, "missing_once": 0.005, "missing_known": 0.006, "missing_again": 0.002, "restricted": 0.0008,
}
"""How many of the lives that are over are of each kind: four incidents to ten persons, and of forty incidents one of a missing child."""
_OPEN: Final = 500
"""Of how many persons one begins a life that is open now."""
_STILL: Final = Shift(0, timedelta())


class Loaded(NamedTuple):
    """What was loaded."""

    lives: int
    open: int
    persons: int
    facts: int
    rows: Counter[str]


def plan(moulds: Sequence[Mould], people: int, seed: int = 1) -> list[Plan]:
    """Which moulds are cast when: in the order in which the lives begin.

    :raises ValueError: if a mould fits nowhere
    """
    rng = Random(f"plan {seed}")
    open_now = [n for n, mould in enumerate(moulds) if mould.open]
    chosen = [(open_now[n % len(open_now)], _STILL) for n in range(max(len(open_now), people // _OPEN))] if open_now else []
    where = {n: _shifts(mould) for n, mould in enumerate(moulds) if not mould.open}
    chosen += [(n, rng.choice(shifts_of)) for n, shifts_of in where.items()]   # of each mould one, however few there are
    persons = sum(moulds[n].persons for n, _ in chosen)
    kinds = {kind: [n for n in where if moulds[n].kind == kind] for kind in _SHARES}
    names = [kind for kind in _SHARES if kinds[kind]]
    while persons < people:
        number = rng.choice(kinds[rng.choices(names, [_SHARES[kind] for kind in names])[0]])
        chosen.append((number, rng.choice(where[number])))
        persons += moulds[number].persons
    begun = sorted((moulds[n].first + shift.whole, n, shift) for n, shift in chosen)
    return [Plan(n, shift, life, begins) for life, (begins, n, shift) in enumerate(begun, 1)]


def _shifts(mould: Mould) -> list[Shift]:
    found = shifts(mould.first, mould.last, mould.first.astimezone(LONDON).utcoffset() or timedelta(), windows(NOW - LENGTH, NOW))
    if not found:
        raise ValueError(f"a life ({mould.kind}) from {mould.first} to {mould.last} fits nowhere in the year")
    return found


def load(
    connection: psycopg.Connection[Any], moulds: Sequence[Mould], *, people: int, seed: int = 1, url: str = "", processes: int = 0,
    progress: Callable[[str], None] = lambda _: None,
) -> Loaded:
    """Load the fixture into a database that holds the force of the moulds and nobody's life.

    :param connection: an administrator's
    :param url: the same database, for the processes' own connections
    :param processes: load in so many, which do not ask the database to check references between rows and make the indexes afterwards; none: here
    """
    printed: loading.Printed = Counter(dict(_counted(connection)))
    connection.commit()
    lives = plan(moulds, people, seed)
    found = loading.batches(moulds, lives, NOW - LENGTH, printed)
    rows: Counter[str] = Counter()

    def count(loaded: Iterator[Counter[str]]) -> None:
        for day, of in enumerate(loaded, 1):
            rows.update(of)
            progress(f"day {day}, {rows.total():,} rows")

    if processes:
        with loading.indexes_afterwards(url, processes, progress), loading.side_by_side(url, moulds, seed, processes) as load_all:
            count(load_all(found))
    else:
        loading.ready(connection, trusting=False)
        casters = [Caster(mould) for mould in moulds]
        count(loading.loaded(connection, casters, batch, seed) for batch in found)
    _count_on(connection, printed)
    _let_wait(connection)
    connection.commit()
    return Loaded(len(lives), sum(moulds[one.mould].open for one in lives), rows["people_person"], rows["chronology_entry"], rows)


def _counted(connection: psycopg.Connection[Any]) -> Iterator[tuple[tuple[str, int], int]]:
    for name, year, last in connection.execute("SELECT name, year, last FROM work_sequence"):
        yield (name, year), last


def _count_on(connection: psycopg.Connection[Any], printed: Counter[tuple[str, int]]) -> None:
    """Let the next printed reference follow on the last."""
    for (name, year), last in printed.items():
        connection.execute(
            "INSERT INTO work_sequence (name, year, last) VALUES (%s, %s, %s) ON CONFLICT (name, year) DO UPDATE SET last = EXCLUDED.last", [name, year, last],
        )


def _let_wait(connection: psycopg.Connection[Any]) -> None:
    """Let every line of the audit wait for its seal that waits for none and has none: the job of sealing makes the chain."""
    connection.execute("""
        INSERT INTO audit_waiting (line, at) SELECT l.id, l.at FROM audit_auditline l
        WHERE NOT EXISTS (SELECT FROM audit_waiting w WHERE w.line = l.id) AND NOT EXISTS (SELECT FROM audit_seal s WHERE l.id = ANY (s.lines))
    """)
