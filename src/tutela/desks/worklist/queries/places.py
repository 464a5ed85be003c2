"""A place in a list that is walked by key: it says after which row the next page begins, and survives rows that come and go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Q

Read = Callable[[str], Any]
_BETWEEN: Final = "~"


def moment(text: str) -> datetime:
    """A moment as it stands in an address.

    :raises ValueError: if it is none, or does not say of which zone
    """
    when = datetime.fromisoformat(text)
    if when.tzinfo is None:
        raise ValueError(f"{text!r} is a moment of no zone")
    return when


def write(*values: Any) -> str:
    """A place as text."""
    return _BETWEEN.join(v.isoformat() if isinstance(v, datetime) else str(v) for v in values)


def read(text: str | None, kinds: Sequence[Read]) -> tuple[Any, ...] | None:
    """A place that was written, or ``None`` where there is none or it cannot be read: then the list begins at its beginning."""
    if not text:
        return None
    parts = text.split(_BETWEEN)
    if len(parts) != len(kinds):
        return None
    try:
        return tuple(kind(part) for kind, part in zip(kinds, parts, strict=True))
    except ValueError:
        return None


def beyond(fields: Sequence[str], values: Sequence[Any] | None) -> Q:
    """What comes after a place, by several fields in order; with no place, everything."""
    if values is None:
        return Q()
    found = Q(pk__in=[])
    equal = Q()
    for field, value in zip(fields, values, strict=True):
        found |= equal & Q(**{f"{field}__gt": value})
        equal &= Q(**{field: value})
    return found


KEY: Final[Read] = UUID
