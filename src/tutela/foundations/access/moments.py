"""How moments come from the database: a board of thousands of open duties reads tens of thousands of them.

Django's own reader takes each apart by a pattern, and costs more than the question. The database answers in UTC, as Python's own reader reads it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db.backends.signals import connection_created
from psycopg.types.datetime import TimestamptzLoader


class Moments(TimestamptzLoader):
    """Reads a moment; what is not written as UTC, or is no moment of ours, is left to the driver."""

    timezone = UTC
    """By which Django knows that no other reader need take its place."""

    def load(self, data: Any) -> datetime:
        """One moment."""
        try:
            found = datetime.fromisoformat(str(data, "ascii"))
        except ValueError:
            found = None
        if found is not None and found.tzinfo is UTC:
            return found
        return super().load(data).replace(tzinfo=UTC)


def register() -> None:
    """Let every connection of Django's that works in UTC read moments so."""
    connection_created.connect(_reads, dispatch_uid="moments")


def _reads(connection: Any, **_: Any) -> None:
    if connection.timezone is UTC:
        connection.connection.adapters.register_loader("timestamptz", Moments)
