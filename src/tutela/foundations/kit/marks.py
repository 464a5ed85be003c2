"""A place in a list by time, or in a ranking, as an address carries it: where a page ends, the next begins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID


def mark(at: datetime, key: str | UUID) -> str:
    """The place of one row: its moment, and its key where several are of one moment.

    Written with ``Z``: a plus sign in an address is read as a space, and the next page would be the first again.
    """
    return f"{at.astimezone(UTC).replace(tzinfo=None).isoformat()}Z~{key}"


def read_mark(text: str | None) -> tuple[datetime, UUID] | None:
    """The place that an address carries; ``None``, which is the beginning, where it carries none that can be read."""
    at, _, key = (text or "").partition("~")
    try:
        when = datetime.fromisoformat(at)
        return (when, UUID(key)) if when.tzinfo else None
    except ValueError:
        return None


def place_mark(place: Sequence[object]) -> str:
    """The place of one row in a ranking: what it is ranked by, its key last."""
    return "~".join(map(str, place))


def start_after(places: Sequence[tuple[Any, ...]], mark: str | None) -> int:
    """How many rows of a ranking stand up to a place; none where the address carries none that can be read.

    The mark is a place in the order and no row, so that whoever left the ranking meanwhile moves nobody out of it.

    :param places: of every row, in order, each of the same parts
    """
    if not places or not mark:
        return 0
    said = mark.split("~", len(places[0]) - 1)
    try:
        place = tuple(type(part)(text) for part, text in zip(places[0], said, strict=True))
    except ValueError:
        return 0
    return next((index for index, each in enumerate(places) if each > place), len(places))
