"""A place in a list by time, as an address carries it: where a page ends, the next begins."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID


def mark(at: datetime, key: str | UUID) -> str:
    """The place of one row: its moment, and its key where several are of one moment."""
    return f"{at.isoformat()}~{key}"


def read_mark(text: str | None) -> tuple[datetime, UUID] | None:
    """The place that an address carries; ``None``, which is the beginning, where it carries none that can be read."""
    at, _, key = (text or "").partition("~")
    try:
        return datetime.fromisoformat(at), UUID(key)
    except ValueError:
        return None
