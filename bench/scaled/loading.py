"""Loading many lives by COPY: a day's lives at a time, by as many processes as there are cores, the indexes made when all is in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

import psycopg
from psycopg import sql

from bench.scaled.casting import Caster, Plan, together
from bench.scaled.mould import Mould
from bench.scaled.rows import Table

DAY: Final = timedelta(days=1)
Printed = Counter[tuple[str, int]]
"""How many references were printed of each kind and year."""
_INDEXES: Final = """
    SELECT c.relname, pg_get_indexdef(c.oid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE c.relnamespace = 'public'::regnamespace AND NOT c.relispartition AND NOT i.indisunique AND NOT EXISTS (
      SELECT FROM pg_constraint k WHERE k.conindid = c.oid)
      AND EXISTS (SELECT FROM pg_class t WHERE t.oid = i.indrelid AND t.relname NOT LIKE 'procrastinate%')
    ORDER BY pg_relation_size(i.indrelid) DESC, 1
"""


class Batch(NamedTuple):
    """The lives that begin on one day, and what was printed before them."""

    lives: list[Plan]
    printed: Printed


def batches(moulds: Sequence[Mould], lives: Sequence[Plan], first: datetime, printed: Printed) -> Iterator[Batch]:
    """The lives day by day, so that rows of different lives lie among one another as they would; ``printed`` is carried on."""
    each = [Counter(slot.was[:3] for slot in mould.slots if slot.kind == "printed") for mould in moulds]
    days: dict[int, list[Plan]] = defaultdict(list)
    for one in lives:
        days[(one.begins - first) // DAY].append(one)
    for day in sorted(days):
        yield Batch(days[day], Counter(printed))
        for one in days[day]:
            printed.update({(kind, one.begins.year): count for kind, count in each[one.mould].items()})


def loaded(connection: psycopg.Connection[Any], casters: Sequence[Caster], batch: Batch, seed: int) -> Counter[str]:
    """Load one batch.

    :returns: how many rows of each table
    """
    rows: Counter[str] = Counter()
    found = together([casters[one.mould].cast(one, seed, batch.printed) for one in batch.lives])
    for table, lines in sorted(found.items(), key=lambda item: item[0].name in _ONCE):   # those last, for they wait for one another
        copy(connection, table, lines)
        rows[table.name] += len(lines)
    connection.commit()
    return rows


_ONCE: Final = {"post_message": "ORDER BY once", "post_messageevent": "WHERE EXISTS (SELECT FROM post_message m WHERE m.id = message_id)"}
"""Of what is sent once, whoever's life asks for it at the same minute, the first is the one: as the operations would leave it. In one order, so
that no process waits for another in a circle."""


def copy(connection: psycopg.Connection[Any], table: Table, lines: Sequence[str]) -> None:
    """Copy rows into a table."""
    which = _ONCE.get(table.name)
    into = Table("loading", table.columns) if which else table
    if which:
        connection.execute(sql.SQL("CREATE TEMP TABLE loading (LIKE {}) ON COMMIT DROP").format(sql.Identifier(table.name)))
    _copy(connection, into, lines)
    if which:
        connection.execute(sql.SQL("INSERT INTO {0} ({1}) SELECT {1} FROM loading {2} ON CONFLICT DO NOTHING").format(
            sql.Identifier(table.name), sql.SQL(", ").join(map(sql.Identifier, table.columns)), sql.SQL(which),
        ))
        connection.execute("DROP TABLE loading")


def _copy(connection: psycopg.Connection[Any], table: Table, lines: Sequence[str]) -> None:
    with connection.cursor().copy(table.copied(sql.SQL("COPY"), sql.SQL("FROM STDIN"))) as into:
        for at in range(0, len(lines), 500):
            into.write("\n".join(lines[at:at + 500]) + "\n")


def ready(connection: psycopg.Connection[Any], *, trusting: bool) -> None:
    """Make a connection ready for loading.

    :param trusting: do not ask the database to check references between rows, which is quicker
    """
    connection.execute("SET synchronous_commit = off")
    if trusting:
        connection.execute("SET session_replication_role = replica")
    connection.commit()


_ours: dict[str, Any] = {}


def _begin(url: str, moulds: Sequence[Mould], seed: int) -> None:
    connection = psycopg.connect(url)
    ready(connection, trusting=True)
    _ours.update(connection=connection, casters=[Caster(mould) for mould in moulds], seed=seed)


def _one(batch: Batch) -> Counter[str]:
    return loaded(_ours["connection"], _ours["casters"], batch, _ours["seed"])


@contextmanager
def side_by_side(url: str, moulds: Sequence[Mould], seed: int, processes: int) -> Iterator[Callable[[Iterator[Batch]], Iterator[Counter[str]]]]:
    """Load batches in several processes, each with a connection of its own, which trusts."""
    with ProcessPoolExecutor(processes, initializer=_begin, initargs=(url, moulds, seed)) as pool:
        yield lambda found: pool.map(_one, found)


@contextmanager
def indexes_afterwards(url: str, processes: int, progress: Callable[[str], None]) -> Iterator[None]:
    """Drop the indexes that hold no constraint, and make them anew afterwards, the largest tables first."""
    with psycopg.connect(url) as connection:
        found = list(connection.execute(_INDEXES))
        for name, _ in found:
            connection.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
    yield
    with psycopg.connect(url) as connection:
        sizes: dict[str, int] = dict(connection.execute("SELECT relname, pg_total_relation_size(oid) FROM pg_class WHERE relkind IN ('r', 'p')"))
    wanted = sorted((definition.replace(" ON ONLY ", " ON ") for _, definition in found), key=lambda said: -_size(said, sizes))
    with ThreadPoolExecutor(processes) as pool:
        for number, _ in enumerate(pool.map(lambda definition: _made(url, definition), wanted), 1):
            progress(f"{number} of {len(wanted)} indexes")


def _size(definition: str, sizes: dict[str, int]) -> int:
    table = definition.partition(" ON ")[2].split()[0].rpartition(".")[2].strip('"')
    return sizes.get(table, 0)


def _made(url: str, definition: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute(definition.encode())
