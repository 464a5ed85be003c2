"""Reading facts and places in a list: what the reports share."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tutela.facts import Fact
from tutela.facts.reading import read_line


def read_fact(line: bytes | memoryview) -> Fact:
    """A fact as it is kept."""
    fact = read_line(bytes(line))
    assert isinstance(fact, Fact)
    return fact


def mark(at: datetime, key: str | UUID) -> str:
    """A place in a list by time, as an address carries it."""
    return f"{at.isoformat()}~{key}"


def read_mark(after: str) -> tuple[datetime, UUID] | None:
    """The place that an address carries; ``None`` where it carries none that can be read."""
    at, _, key = after.partition("~")
    try:
        return datetime.fromisoformat(at), UUID(key)
    except ValueError:
        return None
