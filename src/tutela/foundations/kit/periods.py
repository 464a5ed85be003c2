"""Stretches of time, half open: from a moment up to, not including, another; ``None`` is without end."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

LONDON: Final = ZoneInfo("Europe/London")
D = TypeVar("D", bound=date)


class Period(NamedTuple):
    """``[since, until)``."""

    since: datetime
    until: datetime | None = None

    def holds(self, at: datetime) -> bool:
        """Is the moment within it?"""
        return self.since <= at and (self.until is None or at < self.until)


def local(at: datetime) -> datetime:
    """UK local time, as it is shown."""
    return at.astimezone(LONDON)


def month_of(at: datetime) -> date:
    """The first day of the month of a moment, by the clock on the wall."""
    return local(at).date().replace(day=1)


def month_after(first: D) -> D:
    """The beginning of the month after one that begins then."""
    return (first + timedelta(days=32)).replace(day=1)


def in_words(length: timedelta) -> str:
    """A length of time as one reads it: ``3 d``, ``2 h 5 min``, ``12 min``; the largest two units, never rounded up."""
    minutes = int(abs(length).total_seconds() // 60)
    days, rest = divmod(minutes, 1440)
    hours, left = divmod(rest, 60)
    if days:
        return f"{days} d {hours} h" if hours and days < 3 else f"{days} d"
    if hours:
        return f"{hours} h {left} min" if left else f"{hours} h"
    return f"{left} min"
