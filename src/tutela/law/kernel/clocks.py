"""Clocks: when something is due, from where the clock began and a number of the law.

A clock names a parameter, whose unit says which arithmetic (``law.md`` §0.3); or a rule without a number (end of shift,
midnight, the next school day, as soon as practicable). No clock holds a number of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from tutela.law.calendars.calendar import Calendar
from tutela.law.kernel import arithmetic
from tutela.law.kernel.parameters import Book, Value

if TYPE_CHECKING:
    from tutela.law.kernel.rows import Row
    from tutela.law.kernel.views import View

Event = Callable[["View", "Row"], datetime | None]
Pauses = Callable[["View", "Row"], Sequence[tuple[datetime, datetime | None]]]


@dataclass(frozen=True, slots=True)
class Clock:
    """When something is due. ``due`` gives ``None`` where the law gives no time (or the clock stands still)."""

    key: str | None = None
    rule: str | None = None
    event: Event | None = None
    pauses: Pauses | None = None

    def due(self, origin: datetime, lawbook: Lawbook, view: View, row: Row, occurrence: int = 1) -> datetime | None:
        """The last moment in time, UTC; of a fixed schedule that of its n-th ``occurrence``, counted from the one origin.

        :raises KeyError: if the parameter or the rule is not known
        """
        if self.key is None:
            return arithmetic.monthly(origin, occurrence) if self.rule == "monthly" else _RULES[self.rule or ""](origin, lawbook.calendar)
        if self.event is not None:
            event = self.event(view, row)
            return event and arithmetic.not_less_than_before(event, lawbook.span(self.key, origin))
        if self.pauses is not None:
            return arithmetic.paused(origin, lawbook.span(self.key, origin) * occurrence, list(self.pauses(view, row)))
        return lawbook.after(self.key, origin, occurrence)

    @property
    def live(self) -> bool:
        """Does its time depend on what comes to be known while it runs?"""
        return self.event is not None or self.pauses is not None


def within(key: str, *, pauses: Pauses | None = None) -> Clock:
    """Within the parameter's number of its unit."""
    return Clock(key, pauses=pauses)


def before(key: str, event: Event) -> Clock:
    """Not less than the parameter's number before an event that is to come (CALC-BEFORE, before expiry)."""
    return Clock(key, event=event)


ASAP: Final = Clock(rule="asap")
AT_ONCE: Final = Clock(rule="at_once")
END_OF_SHIFT: Final = Clock(rule="end_of_shift")
MIDNIGHT: Final = Clock(rule="midnight")
NOON: Final = Clock(rule="noon")
NEXT_MORNING: Final = Clock(rule="next_morning")
NEXT_SCHOOL_DAY: Final = Clock(rule="next_school_day")
MONTHLY: Final = Clock(rule="monthly")

_RULES: Final[dict[str, Callable[[datetime, Calendar], datetime | None]]] = {
    "asap": lambda _origin, _calendar: None,
    "at_once": lambda origin, _calendar: origin,
    "end_of_shift": lambda origin, _calendar: arithmetic.end_of_shift(origin),
    "midnight": lambda origin, _calendar: arithmetic.midnight(origin),
    "noon": lambda origin, _calendar: arithmetic.next_noon(origin),
    "next_morning": lambda origin, _calendar: arithmetic.next_time_of_day(origin, arithmetic.MORNING),
    "next_school_day": arithmetic.next_school_day_start,
}

_SPANS: Final = {"minutes": 60, "hours": 3600, "days": 86400, "minutes_before": 60, "hours_before": 3600, "days_before": 86400}
_DATES: Final[dict[str, Callable[[datetime, int, Calendar], datetime]]] = {
    "working_days": arithmetic.working_days,
    "days_beginning_with": lambda origin, n, _calendar: arithmetic.days_beginning_with(origin, n),
    "months_beginning_with": lambda origin, n, _calendar: arithmetic.months_beginning_with(origin, n),
    "days_after": lambda origin, n, _calendar: arithmetic.days_after(origin, n),
    "months_after": lambda origin, n, _calendar: arithmetic.months_after(origin, n),
    "years_after": lambda origin, n, _calendar: arithmetic.years_after(origin, n),
    "hours_disregarding": arithmetic.hours_disregarding,
    "months_elapsed": lambda origin, n, _calendar: arithmetic.monthly(origin, n),
}
UNITS: Final = frozenset(_SPANS) | frozenset(_DATES) | {"schedule", "count", "text", "share", "switch"}


class Lawbook:
    """The numbers and the calendar that one judging uses."""

    def __init__(self, book: Book, calendar: Calendar) -> None:
        self.book, self.calendar = book, calendar
        self._spans: dict[str, timedelta] = {}
        for key, parameter in book.parameters.items():
            first = parameter.values[0]
            if parameter.unit in _SPANS and len(parameter.values) == 1 and first.since is None and isinstance(first.value, int | float):
                self._spans[key] = timedelta(seconds=first.value * _SPANS[parameter.unit])

    def value(self, key: str, at: datetime) -> Value:
        """The parameter's value in force."""
        return self.book.value(key, at)

    def span(self, key: str, at: datetime) -> timedelta:
        """A parameter in minutes, hours or days as elapsed time.

        :raises KeyError: if its unit is none of these
        :raises TypeError: if no number is in force then
        """
        span = self._spans.get(key)
        if span is None:
            span = timedelta(seconds=self.book.number(key, at) * _SPANS[self.book.parameters[key].unit])
        return span

    def after(self, key: str, origin: datetime, occurrence: int = 1) -> datetime | None:
        """``origin`` plus the parameter (of a fixed schedule: so many times), by its unit's arithmetic; ``None`` where it is not law."""
        span = self._spans.get(key)
        if span is not None:
            return origin + span * occurrence
        value = self.book.value(key, origin)
        if value is None:
            return None
        unit = self.book.parameters[key].unit
        if unit == "schedule":
            return _scheduled(value, origin, occurrence)
        if unit in _SPANS:
            return origin + self.span(key, origin) * occurrence
        return _DATES[unit](origin, int(self.book.number(key, origin)) * occurrence, self.calendar)


def _scheduled(value: Value, origin: datetime, occurrence: int) -> datetime:
    """The n-th time of a schedule such as ``7d, 28d, 3m``; beyond its end the last step again and again."""
    assert isinstance(value, tuple)
    steps = [str(v) for v in value]
    step, times = (steps[occurrence - 1], 1) if occurrence <= len(steps) else (steps[-1], occurrence - len(steps) + 1)
    amount, unit = int(step[:-1]) * times, step[-1]
    return origin + timedelta(days=amount) if unit == "d" else arithmetic.monthly(origin, amount)
