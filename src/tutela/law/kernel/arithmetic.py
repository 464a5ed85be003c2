"""The arithmetic of the law's clocks: from where a clock began and a number, to the last moment in time.

Every function is pure, takes moments that carry their zone and gives UTC. Two timelines, never mixed (``law.md`` §0.3):
*elapsed* time runs on the absolute timeline, so that no hour is won or lost when the clocks change; *days*, months and
working days are local days (Europe/London), and such a duty can be done until the last second of its last day, 23:59:59.

A local time that is skipped in March counts as the moment an hour later; of one that comes twice in October the first is
meant. A moment without a zone raises ``ValueError``, and so does a count below one or a negative amount.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Final, Literal
from zoneinfo import ZoneInfo

from tutela.law.calendars.calendar import Calendar

LONDON: Final = ZoneInfo("Europe/London")
MORNING: Final = time(9)
NOON: Final = time(12)
SCHOOL_STARTS: Final = time(8, 30)
SHIFT_STARTS: Final = (time(7), time(15), time(23))
SHIFTS: Final = ("early", "late", "night")
"""What the shifts are called, in the order in which they start; the last goes over midnight."""

Day0 = Literal["next_working_day", "event_day"]
"""Which day is working day 1: the first working day after the event, or the event's own day if it is one."""
Pause = tuple[datetime, datetime | None]
"""From when until when a clock stands still; no end: it has not yet begun to run again."""

_DAY: Final = timedelta(days=1)
_NOTHING: Final = timedelta(0)
_LAST_SECOND: Final = time(23, 59, 59)


def elapsed(origin: datetime, amount: timedelta) -> datetime:
    """``amount`` after ``origin`` on the absolute timeline; weekends count, a change of the clocks does not (CALC-HRS).

    Source: police protection 72 h (Children Act 1989 s46(6)), detention 24 h (PACE s41).
    """
    return _utc(origin) + _not_negative(amount)


def days_beginning_with(origin: datetime, n: int) -> datetime:
    """The last moment of the period of ``n`` days beginning with the origin's day, which is day 1 (CALC-DBW).

    Three days from a Friday end with Sunday. Source: Sexual Offences Act 2003 ss83(1), 84(1) and (4).
    """
    return _end(_day(origin) + (_at_least_one(n) - 1) * _DAY)


def months_beginning_with(origin: datetime, n: int) -> datetime:
    """The last moment of the period of ``n`` months beginning with the origin's day (CALC-MBW).

    It ends with the day before the corresponding date; where the last month has no such date, with that month.
    For bail the origin is the bail start date, the day *after* arrest. Source: PACE ss47ZB(4), 47ZD, 47ZDA, 47ZE.
    """
    first = _day(origin)
    same = _months_on(first, _at_least_one(n))
    return _end(same - _DAY if same.day == first.day else same)


def days_after(origin: datetime, n: int) -> datetime:
    """The last moment of the ``n``-th day after the origin's day, which does not count (CALC-AFTER).

    Source: weekly notification, SI 2012/1876 reg 9.
    """
    return _end(_day(origin) + _at_least_one(n) * _DAY)


def months_after(origin: datetime, n: int) -> datetime:
    """The last moment of the corresponding date ``n`` months on; 31 January and a month is the last of February (CALC-AFTER)."""
    return _end(_months_on(_day(origin), _at_least_one(n)))


def years_after(origin: datetime, n: int) -> datetime:
    """The last moment of the corresponding date ``n`` years on; 29 February and a year is 28 February (CALC-AFTER).

    Source: periodic notification, Sexual Offences Act 2003 s85(1).
    """
    return _end(_months_on(_day(origin), 12 * _at_least_one(n)))


def working_days(origin: datetime, n: int, calendar: Calendar, day0: Day0 = "next_working_day") -> datetime:
    """The last moment of working day ``n`` (CALC-WD); whatever the hour of the event, the whole last day counts.

    The event's own day does **not** count: the first working day after it is working day 1. Under ``event_day`` (a force's
    ``calendar.wd_day0``) it is working day 1 itself, if it is a working day. Source: Working Together 2023 (conference 15,
    assessment 45 working days), Victims' Code 2020 right 6 (5 and 1).

    :raises CalendarEnds: if it would lie outside the calendar's years
    """
    day, left = _day(origin), _at_least_one(n)
    if day0 == "event_day" and calendar.is_working_day(day):
        left -= 1
    for _ in range(left):
        day = calendar.next_working_day(day)
    return _end(day)


def working_days_before(event: datetime, n: int, calendar: Calendar) -> datetime:
    """The last moment of the ``n``-th working day before the event's day, which does not count: a report before a conference.

    :raises CalendarEnds: if it would lie outside the calendar's years
    """
    day = _day(event)
    for _ in range(_at_least_one(n)):
        day = calendar.previous_working_day(day)
    return _end(day)


def hours_disregarding(origin: datetime, hours: int, calendar: Calendar) -> datetime:
    """``hours`` after ``origin``, while Sundays, Christmas Day, Good Friday and bank holidays do not run (CALC-48X).

    Saturdays run. Hours that are used up at midnight end there, though the day that begins is disregarded.
    Source: Crime and Security Act 2010 s27, Domestic Abuse Act 2021 ss25(2)(c), 26 and 29(3).

    :raises CalendarEnds: if it would lie outside the calendar's years
    """
    now, left = _utc(origin), timedelta(hours=_at_least_one(hours))
    while True:
        day = _day(now)
        tomorrow = _at(day + _DAY, time.min)
        if not calendar.is_disregarded(day):
            if now + left <= tomorrow:
                return now + left
            left -= tomorrow - now
        now = tomorrow


def next_school_day_start(origin: datetime, calendar: Calendar, at: time = SCHOOL_STARTS) -> datetime:
    """When the next school day starts: today's start if it is still to come, else the next school day's (CALC-SCHOOL).

    Weekends, bank holidays, school holidays and INSET days are skipped. Source: Operation Encompass, operating standard.

    :raises CalendarEnds: if it would lie outside the school terms held
    """
    day = _day(origin)
    if _at(day, at) <= _utc(origin) or not calendar.is_school_day(day):
        day = calendar.next_school_day(day)
    return _at(day, at)


def not_less_than_before(event: datetime, amount: timedelta) -> datetime:
    """The last moment that is not less than ``amount`` before an event to come, on the absolute timeline (CALC-BEFORE).

    Source: foreign travel, SI 2004/1220 regs 5 and 7 (7 days, 24 h, 12 h). It may lie in the past: then it is too late.
    """
    return _utc(event) - _not_negative(amount)


def before_expiry(expiry: datetime, amount: timedelta) -> datetime:
    """When no more than ``amount`` is left of an order, bail, authority or detention: the time for its review or renewal."""
    return _utc(expiry) - _not_negative(amount)


def paused(origin: datetime, amount: timedelta, pauses: Sequence[Pause]) -> datetime | None:
    """When ``amount`` has run, time inside any of ``pauses`` disregarded (CALC-PAUSE).

    Pauses may come in any order, overlap, and have begun before the origin; one that begins at the very end of the time
    comes too late. ``None`` means that the time does not run out: a pause without an end lies before it. Source: custody,
    hospital and abroad (Sexual Offences Act 2003 s83(6)), hospital (PACE s41(6)), bail with the CPS (PACE s47ZL).

    :raises ValueError: also if a pause ends before it begins
    """
    now, left = _utc(origin), _not_negative(amount)
    for start, end in sorted(map(_pause, pauses), key=lambda pause: pause[0]):
        ran = max(start - now, _NOTHING)
        if ran >= left:
            break
        if end is None:
            return None
        now, left = max(now, end), left - ran
    return now + left


def shift_of(moment: datetime) -> str:
    """The shift of a moment by the local clock: who acts on the hour is in the new one."""
    clock = moment.astimezone(LONDON).time()
    return next((name for name, (starts, ends) in zip(SHIFTS[:-1], pairwise(SHIFT_STARTS), strict=True) if starts <= clock < ends), SHIFTS[-1])


def end_of_shift(origin: datetime, shift_starts: Sequence[time] = SHIFT_STARTS) -> datetime:
    """When the shift of ``origin`` ends: the next of the local ``shift_starts``. Who acts on the hour is in the new shift.

    :raises ValueError: also if no shift starts
    """
    return min(next_time_of_day(origin, start) for start in shift_starts)


def midnight(origin: datetime) -> datetime:
    """The last moment of the origin's local day, 23:59:59: *by midnight*."""
    return _end(_day(origin))


def next_noon(origin: datetime) -> datetime:
    """The first local 12:00 after ``origin``; at noon itself, tomorrow's."""
    return next_time_of_day(origin, NOON)


def next_time_of_day(origin: datetime, at: time) -> datetime:
    """The first local time ``at`` after ``origin``, today or tomorrow; at that very moment, tomorrow's."""
    day = _day(origin)
    today = _at(day, at)
    return today if today > _utc(origin) else _at(day + _DAY, at)


def monthly(origin: datetime, n: int) -> datetime:
    """The ``n``-th of a series on the same day of each month at the same local time, counted from the origin.

    Clipped to the month, so a series begun on the 31st goes 28 February, 31 March, 30 April, and never drifts.
    """
    local = _utc(origin).astimezone(LONDON)
    return _at(_months_on(local.date(), _at_least_one(n)), local.time())


def share(origin: datetime, due: datetime, fraction: float) -> datetime:
    """When ``fraction`` of the time from ``origin`` to ``due`` has gone; above 1 it is past due. With no time to share, the origin.

    :raises ValueError: also if the fraction is negative
    """
    if fraction < 0:
        raise ValueError(f"a share of time cannot be negative: {fraction}")
    start = _utc(origin)
    return start + max(_utc(due) - start, _NOTHING) * fraction


def _utc(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError(f"a moment must carry its zone: {moment}")
    return moment.astimezone(UTC)


def _pause(pause: Pause) -> Pause:
    start, end = _utc(pause[0]), pause[1] and _utc(pause[1])
    if end is not None and end < start:
        raise ValueError(f"a pause from {start} cannot end at {end}")
    return start, end


def _day(moment: datetime) -> date:
    """The local day of a moment."""
    return _utc(moment).astimezone(LONDON).date()


def _at(day: date, at: time) -> datetime:
    """A local time of a day, as UTC."""
    return datetime.combine(day, at.replace(fold=0), LONDON).astimezone(UTC)


def _end(day: date) -> datetime:
    """The last moment of a local day, as UTC."""
    return _at(day, _LAST_SECOND)


def _months_on(day: date, n: int) -> date:
    """The corresponding date ``n`` months on, or the last of that month where it has none."""
    years, month = divmod(day.month - 1 + n, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _at_least_one(n: int) -> int:
    if n < 1:
        raise ValueError(f"a period counts at least one, not {n}")
    return n


def _not_negative(amount: timedelta) -> timedelta:
    if amount < _NOTHING:
        raise ValueError(f"an amount of time cannot be negative: {amount}")
    return amount
