"""The scale fixture: 100,000 persons and a million facts, every row as the operations would have left it, loaded by COPY.

A few lives of each kind are lived through the real operations (:mod:`bench.scaled.making`), each becomes a mould
(:mod:`bench.scaled.mould`), and each mould is cast many times: of other people, at other addresses, whole weeks earlier or later at
the same hours, under other keys (:mod:`bench.scaled.casting`). The same seed gives the same rows. ``tests/bench/test_scale.py`` lives
some of the cast lives through the operations in another database and compares every row.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final, NamedTuple

import psycopg
from psycopg import sql

from bench.scaled.casting import Caster, Plan, together
from bench.scaled.making import LENGTH, NOW
from bench.scaled.mould import Mould
from bench.scaled.rows import Table
from bench.scaled.windows import WEEK, Shift, shifts, windows
from tutela.foundations.kit.periods import LONDON

PEOPLE: Final = 100_000
SMALL: Final = 600
_SHARES: Final = {"household": 0.62, "concern": 0.26, "missing_once": 0.04, "missing_known": 0.05, "missing_again": 0.022, "restricted": 0.008}
"""Of a hundred lives that are over, how many are of each kind."""
_OPEN: Final = 150
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
    persons = sum(moulds[n].persons for n, _ in chosen)
    where = {n: _shifts(mould) for n, mould in enumerate(moulds) if not mould.open}
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
    connection: psycopg.Connection[Any], moulds: Sequence[Mould], *, people: int = PEOPLE, seed: int = 1, trusting: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> Loaded:
    """Load the fixture into a database that holds the force of the moulds and nobody's life.

    :param connection: an administrator's
    :param trusting: do not ask the database to check references between rows, which is quicker
    """
    connection.execute("SET synchronous_commit = off")
    if trusting:
        connection.execute("SET session_replication_role = replica")
    casters = [Caster(mould) for mould in moulds]
    printed: Counter[tuple[str, int]] = Counter(dict(_counted(connection)))
    rows: Counter[str] = Counter()
    lives = plan(moulds, people, seed)
    done = 0
    for batch in _weekly(lives):
        for table, lines in together([casters[one.mould].cast(one, seed, printed) for one in batch]).items():
            copy(connection, table, lines)
            rows[table.name] += len(lines)
        connection.commit()
        done += len(batch)
        progress(f"{done:,} of {len(lives):,} lives, {rows.total():,} rows")
    _count_on(connection, printed)
    _let_wait(connection)
    connection.execute("SET session_replication_role = origin")
    connection.commit()
    return Loaded(len(lives), sum(moulds[one.mould].open for one in lives), rows["people_person"], rows["chronology_entry"], rows)


def copy(connection: psycopg.Connection[Any], table: Table, lines: Sequence[str]) -> None:
    """Copy rows into a table."""
    with connection.cursor().copy(table.copied(sql.SQL("COPY"), sql.SQL("FROM STDIN"))) as into:
        for at in range(0, len(lines), 500):
            into.write("\n".join(lines[at:at + 500]) + "\n")


def _weekly(lives: Sequence[Plan]) -> Iterator[list[Plan]]:
    """Lives by the week in which they begin, so that rows of different lives lie among one another as they would."""
    weeks: dict[int, list[Plan]] = defaultdict(list)
    for one in lives:
        weeks[(one.begins - _FIRST) // WEEK].append(one)
    yield from (weeks[week] for week in sorted(weeks))


_FIRST: Final[datetime] = NOW - LENGTH


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
