"""Moments come from the database as Django would read them, whatever is written there."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import register_tzloader  # type: ignore[import-untyped]

pytestmark = pytest.mark.django_db
WRITTEN = (
    "2026-11-28 01:02:03+00", "2026-11-28 01:02:03.5+00", "2026-11-28 01:02:03.000042+00", "2026-11-28 01:02:03.123456+00", "2026-07-01 00:00:00+01",
    "1066-10-14 09:00:00+00", "0001-01-01 00:00:00+00", "9999-12-31 23:59:59.999999+00", None,
)


def test_a_moment_is_what_django_reads() -> None:
    def read(**how: Any) -> list[Any]:
        with connection.cursor() as cursor:
            if how:
                register_tzloader(UTC, cursor.cursor)
            cursor.execute("SELECT m::timestamptz FROM unnest(%s::text[]) WITH ORDINALITY AS t(m, n) ORDER BY n", [list(WRITTEN)])
            return [row[0] for row in cursor.fetchall()]

    ours, djangos = read(), read(django=True)
    assert ours == djangos
    assert [(m.tzinfo, m.microsecond) for m in ours if m] == [(m.tzinfo, m.microsecond) for m in djangos if m]
    assert ours[4] == datetime(2026, 6, 30, 23, tzinfo=UTC)


@pytest.mark.parametrize("written", ["infinity", "10000-01-01 00:00:00+00", "0044-03-15 12:00:00+00 BC"])
def test_what_is_no_moment_of_ours_is_refused_as_django_refuses_it(written: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::timestamptz", [written])
        with pytest.raises(Exception, match="timestamp"):
            cursor.fetchone()
