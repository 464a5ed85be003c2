"""Stretches of days that the law's clocks count alike: no bank holiday, no change of the clocks, one year.

A life that was lived in one stretch is, whole weeks earlier or later at the same local hours, judged alike in another.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, NamedTuple

from tutela.foundations.kit.periods import LONDON
from tutela.law.calendars.calendar import Calendar

WEEK: Final = timedelta(days=7)
_DAY: Final = timedelta(days=1)


class Window(NamedTuple):
    """From the beginning of one local day to the beginning of another."""

    begins: datetime
    ends: datetime

    @property
    def offset(self) -> timedelta:
        """How far local time is ahead of UTC in it."""
        return self.begins.astimezone(LONDON).utcoffset() or timedelta()

    def holds(self, first: datetime, last: datetime) -> bool:
        """Are both moments in it?"""
        return self.begins <= first and last < self.ends


def windows(since: datetime, until: datetime) -> list[Window]:
    """The windows between two moments; the first and last are cut off there."""
    return list(_windows(since, until))


def _windows(since: datetime, until: datetime) -> Iterator[Window]:
    calendar = Calendar.england_and_wales()
    begins, day = since, since.astimezone(LONDON).date()
    while _midnight(day) < until:
        following = day + _DAY
        if calendar.is_bank_holiday(day) or _midnight(day).utcoffset() != _midnight(following).utcoffset() or day.year != following.year:
            if begins < _midnight(day):
                yield Window(begins.astimezone(UTC), _midnight(day).astimezone(UTC))
            begins = _midnight(following)
        day = following
    if begins < until:
        yield Window(begins.astimezone(UTC), until)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=LONDON)


class Shift(NamedTuple):
    """How far a life is moved: whole weeks, and the hour that keeps its local times."""

    weeks: int
    hour: timedelta

    @property
    def whole(self) -> timedelta:
        """All of it."""
        return self.weeks * WEEK + self.hour


def shifts(first: datetime, last: datetime, lived_in: timedelta, to: list[Window]) -> list[Shift]:
    """Every shift by which a life from one moment to another comes to lie whole in a window.

    :param lived_in: the offset from UTC in which it was lived
    """
    found: list[Shift] = []
    for window in to:
        hour = lived_in - window.offset
        earliest = -(-(window.begins - first - hour) // WEEK)
        latest = (window.ends - last - hour - timedelta(microseconds=1)) // WEEK
        found += [Shift(weeks, hour) for weeks in range(earliest, latest + 1)]
    return found
