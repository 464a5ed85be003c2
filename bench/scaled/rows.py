"""The rows that something left in the database: collected by the transactions that wrote them, as COPY writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import psycopg
from psycopg import sql

KEY: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
NOT_OF_A_LIFE: Final = frozenset({
    "work_sequence", "duties_heartbeat", "audit_head", "audit_seal", "audit_waiting", "django_migrations", "django_content_type", "auth_permission",
})
"""Tables whose rows belong to nobody's life: counters, the chain of seals (made over the loaded lines by its own job), and Django's own."""
_COLUMNS: Final = """
    SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
      AND a.attgenerated = '' AND NOT (a.attidentity <> '' OR EXISTS (
        SELECT 1 FROM pg_attrdef d WHERE d.adrelid = c.oid AND d.adnum = a.attnum AND pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%'))
    GROUP BY 1 ORDER BY 1
"""


class Table(NamedTuple):
    """A table, and the columns of it that are neither generated nor counted by the database."""

    name: str
    columns: tuple[str, ...]

    def copied(self, head: sql.SQL, tail: sql.SQL) -> sql.Composed:
        """A COPY statement of these columns."""
        names = sql.SQL(", ").join(map(sql.Identifier, self.columns))
        return sql.SQL("{} {} ({}) {}").format(head, sql.Identifier(self.name), names, tail)


def tables(connection: psycopg.Connection[Any]) -> list[Table]:
    """Every table that holds the record."""
    found = [Table(name, tuple(columns)) for name, columns in connection.execute(_COLUMNS)]
    return [t for t in found if t.name not in NOT_OF_A_LIFE and not t.name.startswith("procrastinate_")]


def mark(connection: psycopg.Connection[Any]) -> int:
    """A place in the order of transactions: :func:`since` finds what later ones wrote."""
    row = connection.execute("SELECT pg_current_xact_id()::text::bigint").fetchone()
    connection.commit()
    assert row is not None
    return int(row[0])


def since(connection: psycopg.Connection[Any], place: int) -> dict[Table, list[str]]:
    """The rows, as they stand now, that were written since a place; the database is young, so that transaction numbers have not wrapped."""
    connection.execute("SET TIME ZONE 'UTC'")
    found: dict[Table, list[str]] = {}
    for table in tables(connection):
        names = sql.SQL(", ").join(map(sql.Identifier, table.columns))
        copy = sql.SQL("COPY (SELECT {} FROM {} WHERE xmin::text::bigint > {} ORDER BY 1) TO STDOUT").format(
            names, sql.Identifier(table.name), sql.Literal(place),
        )
        with connection.cursor().copy(copy) as out:
            rows = b"".join(bytes(part) for part in out).decode().splitlines()
        if rows:
            found[table] = rows
    connection.commit()
    return found


def keys_in(rows: Mapping[Table, list[str]]) -> frozenset[str]:
    """Every key that is in some rows, but for those within a fact's bytes, which are in its other columns too."""
    return frozenset(key for lines in rows.values() for line in lines for key in KEY.findall(line))
