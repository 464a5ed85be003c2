"""What a trigger refuses to everybody the app has no right to ask for either; partitions have no rights of their own."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.db import connection

UPDATE_OR_DELETE_OF_ROWS = 27
GUARDED = """
    SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE p.proname = 'tutela_append_only' AND t.tgtype = %s AND NOT c.relispartition
"""
MAY = """
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND has_table_privilege(%s, c.oid, %s) AND c.relname = ANY(%s)
"""

pytestmark = pytest.mark.django_db


def names(query: str, *having: Any) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(query, having)
        return {row[0] for row in cursor.fetchall()}


def test_every_table_that_a_trigger_keeps_append_only_is_named_in_settings() -> None:
    assert names(GUARDED, UPDATE_OR_DELETE_OF_ROWS) == set(settings.APPEND_ONLY_TABLES)


@pytest.mark.parametrize("role", ["tutela_app", "tutela_worker"])
def test_what_is_append_only_may_be_read_and_added_to_and_no_more(role: str) -> None:
    tables = list(settings.APPEND_ONLY_TABLES)
    assert names(MAY, role, "INSERT", tables) == names(MAY, role, "SELECT", tables) == set(tables)
    assert names(MAY, role, "UPDATE, DELETE, TRUNCATE", tables) == set()


@pytest.mark.parametrize("role", ["tutela_app", "tutela_worker"])
def test_what_is_kept_is_never_deleted(role: str) -> None:
    tables = list(settings.KEPT_TABLES)
    assert names(MAY, role, "UPDATE", tables) == set(tables)
    assert names(MAY, role, "DELETE, TRUNCATE", tables) == set()


@pytest.mark.parametrize("role", ["tutela_app", "tutela_worker"])
def test_a_partition_is_reached_through_its_parent_alone(role: str) -> None:
    query = "SELECT c.relname FROM pg_class c WHERE c.relispartition AND c.relkind = 'r' AND has_table_privilege(%s, c.oid, 'SELECT, INSERT, UPDATE, DELETE')"
    assert names(query, role) == set()


def test_the_app_writes_no_migrations() -> None:
    assert names(MAY, "tutela_app", "INSERT, UPDATE, DELETE", ["django_migrations"]) == set()
