"""UK local time in words: what pictures and pages show, while UTC is what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

LONDON: Final = ZoneInfo("Europe/London")
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)


def clock(at: datetime) -> str:
    """``19:00``; in the hour that October has twice, which of the two it is."""
    here = at.astimezone(LONDON)
    twice = here.replace(fold=0).utcoffset() != here.replace(fold=1).utcoffset()
    return f"{here:%H:%M} {here.tzname()}" if twice else f"{here:%H:%M}"


def short_day(at: datetime, *, year: bool = False) -> str:
    """``Sun 3 Feb``, or ``Sun 3 Feb 2019``."""
    here = at.astimezone(LONDON)
    day = f"{_DAYS[here.weekday()][:3]} {here.day} {_MONTHS[here.month - 1][:3]}"
    return f"{day} {here.year}" if year else day


def long_day(at: datetime) -> str:
    """``Sunday 3 February 2019``."""
    here = at.astimezone(LONDON)
    return f"{_DAYS[here.weekday()]} {here.day} {_MONTHS[here.month - 1]} {here.year}"


def moment(at: datetime, *, year: bool = False) -> str:
    """``Sun 3 Feb 23:00``, or ``Sun 3 Feb 2019 23:00``."""
    return f"{short_day(at, year=year)} {clock(at)}"


def length(span: timedelta) -> str:
    """How long, in the two largest units that matter: ``30 minutes``, ``53 hours``, ``9 days``."""
    minutes = round(span.total_seconds() / 60)
    if minutes < 100:
        return _many(minutes, "minute")
    hours, rest = divmod(minutes, 60)
    if hours < 72:
        return _many(hours, "hour") + (f" {_many(rest, 'minute')}" if rest else "")
    days, hours = divmod(hours, 24)
    return _many(days, "day") + (f" {_many(hours, 'hour')}" if hours and days < 10 else "")


def midnights(start: datetime, end: datetime) -> Iterator[datetime]:
    """Each local midnight after ``start`` and before ``end``, in UTC."""
    day = start.astimezone(LONDON).date() + timedelta(days=1)
    while (at := datetime.combine(day, time(), LONDON).astimezone(UTC)) < end:
        if at > start:
            yield at
        day += timedelta(days=1)


def _many(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
