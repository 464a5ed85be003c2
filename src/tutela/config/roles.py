"""The database's roles: who owns the tables, who may only read and write rows, and what nobody may change.

``tutela_owner`` migrates. ``tutela_app`` (web) and ``tutela_worker`` (jobs) read and write rows and are never superuser. ``tutela_search``
owns nothing but the functions of fuzzy search. What is append-only is so for the app by right, and by trigger for everybody.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import psycopg
from psycopg import sql

OWNER: Final = "tutela_owner"
APP: Final = "tutela_app"
WORKER: Final = "tutela_worker"
SEARCH: Final = "tutela_search"

_EXISTING = "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')"
_PARTITIONS = """
    SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relispartition AND c.relkind IN ('r', 'p')
"""


def create_roles(admin: psycopg.Connection[Any]) -> None:
    """Create the roles that are missing. Asks for an administrator's connection in autocommit."""
    for role, login in ((OWNER, "LOGIN"), (APP, "LOGIN"), (WORKER, "LOGIN"), (SEARCH, "NOLOGIN")):
        known = admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
        if not known:
            admin.execute(sql.SQL("CREATE ROLE {} {} NOSUPERUSER NOCREATEDB NOCREATEROLE").format(sql.Identifier(role), sql.SQL(login)))
    admin.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(SEARCH), sql.Identifier(OWNER)))


def create_database(admin: psycopg.Connection[Any], name: str) -> bool:
    """Create an empty database that ``tutela_owner`` owns, unless it is there.

    :returns: whether it was created now
    """
    if admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        return False
    create = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'")
    admin.execute(create.format(sql.Identifier(name), sql.Identifier(OWNER)))
    return True


def grant(owner: Any, append_only: Iterable[str] = (), kept: Iterable[str] = ()) -> None:
    """Give the app and the worker their rights on every table that exists, as after a migration.

    A partition is reached through its parent, whose rights count, and has none of its own.

    :param owner: a cursor of the role that owns the tables (psycopg's or Django's)
    :param append_only: tables that nobody but the owner may update, delete from or empty; what does not exist is passed over
    :param kept: tables that nobody but the owner may delete from or empty
    """
    owner.execute(f"SELECT rolname FROM pg_roles WHERE rolname IN ('{APP}', '{WORKER}')")
    roles = ", ".join(sorted(row[0] for row in owner.fetchall()))
    if not roles:  # a force whose administrator chose other names grants by hand
        return
    owner.execute(f"GRANT USAGE ON SCHEMA public TO {roles}")
    owner.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {roles}")
    owner.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {roles}")
    owner.execute(_PARTITIONS)
    partitions = [row[0] for row in owner.fetchall()]
    if partitions:
        owner.execute(f"REVOKE ALL ON {', '.join(partitions)} FROM {roles}")
    owner.execute(_EXISTING)
    existing = {row[0] for row in owner.fetchall()}
    for rights, named in (("UPDATE, DELETE, TRUNCATE", append_only), ("DELETE, TRUNCATE", kept)):
        if tables := sorted(existing & set(named)):
            owner.execute(f"REVOKE {rights} ON {', '.join(tables)} FROM {roles}")
    owner.execute(f"REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON django_migrations FROM {roles}")
