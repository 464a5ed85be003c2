"""The days that the law counts: bank holidays, working days and school days, from committed data and never by guessing.

A :class:`Calendar` is one nation's bank holidays (``bank_holidays.yaml``, as GOV.UK publishes them) and, where they are held,
one authority's school terms (``school_terms.yaml``). All days are local days (Europe/London). Asked about a day outside its
years it raises :class:`CalendarEnds`, because a deadline reckoned over an unknown bank holiday is a wrong deadline.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Final, Literal

import msgspec
import msgspec.yaml

Nation = Literal["england_and_wales", "scotland", "northern_ireland"]

_DAY: Final = timedelta(days=1)
_SATURDAY, _SUNDAY = 5, 6


class CalendarEnds(LookupError):
    """A day was asked about of which nothing is held: the data must grow before the deadline can be known."""

    def __init__(self, what: str, day: date, first: date | None = None, last: date | None = None) -> None:
        super().__init__(what, day, first, last)
        self.what, self.day, self.first, self.last = what, day, first, last

    def __str__(self) -> str:
        held = f"held from {self.first} to {self.last}" if self.first else "not held"
        return f"{self.what} are {held}, so nothing can be said of {self.day}: bring tutela/law/calendars up to date"


@dataclass(frozen=True, slots=True)
class Schools:
    """The days on which one authority's schools have pupils in, from ``first`` to ``last``."""

    authority: str
    name: str
    invented: bool
    """Is this authority made up? Then whoever shows a deadline from it says so."""
    first: date
    last: date
    days: frozenset[date] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Calendar:
    """One nation's bank holidays and one authority's school days: a value, the same wherever it is loaded."""

    nation: Nation
    first: date
    last: date
    bank_holidays: frozenset[date] = field(repr=False)
    schools: Schools | None = None

    @staticmethod
    def england_and_wales(authority: str | None = None) -> Calendar:
        """England and Wales, with the school terms of ``authority`` (else of the default one); loaded once.

        :raises KeyError: if no terms of that authority are held
        """
        return _load("england_and_wales", authority)

    @staticmethod
    def of(nation: Nation, authority: str | None = None) -> Calendar:
        """Any nation; the default authority's school terms come along only in the authority's own nation.

        :raises KeyError: if no terms of that authority are held in that nation
        """
        return _load(nation, authority)

    def is_bank_holiday(self, day: date) -> bool:
        """Is it a bank holiday, as GOV.UK lists them: Good Friday and Christmas Day too, but of a weekend the substitute day alone?

        :raises CalendarEnds: outside the years held
        """
        self._holds(day)
        return day in self.bank_holidays

    def is_working_day(self, day: date) -> bool:
        """Is it neither Saturday, Sunday nor a bank holiday?

        :raises CalendarEnds: outside the years held
        """
        return not self.is_bank_holiday(day) and day.weekday() < _SATURDAY

    def is_disregarded(self, day: date) -> bool:
        """Is it a day that the 48-hour and 24-hour court clocks leave out: Sunday, Christmas Day, Good Friday, bank holiday?

        Saturdays run, and so does a Saturday 26 December for which a Monday was proclaimed instead, as GOV.UK lists it
        (Banking and Financial Dealings Act 1971 s1(2)); the earlier hour is the safer one. Christmas Day never runs, on
        whatever day it falls. Source: Crime and Security Act 2010 s27, Domestic Abuse Act 2021 ss25, 26 and 29(3).

        :raises CalendarEnds: outside the years held
        """
        return self.is_bank_holiday(day) or day.weekday() == _SUNDAY or (day.month, day.day) == (12, 25)

    def next_working_day(self, day: date) -> date:
        """The first working day after ``day``, itself never.

        :raises CalendarEnds: if it would lie outside the years held
        """
        return _first(self.is_working_day, day + _DAY, _DAY)

    def previous_working_day(self, day: date) -> date:
        """The last working day before ``day``, itself never.

        :raises CalendarEnds: if it would lie outside the years held
        """
        return _first(self.is_working_day, day - _DAY, -_DAY)

    def is_school_day(self, day: date) -> bool:
        """Have the authority's schools pupils in? Weekends, bank holidays, holidays and INSET days have none.

        :raises CalendarEnds: outside the terms held, and where none are held at all
        """
        if self.schools is None:
            raise CalendarEnds(f"school terms in {self.nation}", day)
        if not self.schools.first <= day <= self.schools.last:
            raise CalendarEnds(f"school terms of {self.schools.name}", day, self.schools.first, self.schools.last)
        return day in self.schools.days

    def next_school_day(self, day: date) -> date:
        """The first school day after ``day``, itself never.

        :raises CalendarEnds: if it would lie outside the terms held
        """
        return _first(self.is_school_day, day + _DAY, _DAY)

    def school_days(self, first: date, last: date) -> tuple[date, ...]:
        """The school days from ``first`` to ``last``, both included.

        :raises CalendarEnds: if either lies outside the terms held
        """
        return tuple(day for day in _days(first, last) if self.is_school_day(day))

    def _holds(self, day: date) -> None:
        if not self.first <= day <= self.last:
            raise CalendarEnds(f"bank holidays of {self.nation}", day, self.first, self.last)


class _Holidays(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``bank_holidays.yaml``: GOV.UK's list as generated, and what was proclaimed after."""

    source: str
    generated: date
    first: date
    last: date
    nations: dict[Nation, dict[date, str]]
    added: dict[Nation, dict[date, str]]


class _Authority(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One authority of ``school_terms.yaml``; terms and INSET days by school year."""

    name: str
    invented: bool
    nation: Nation
    first: date
    last: date
    terms: dict[str, list[tuple[date, date]]]
    inset: dict[str, list[date]]


class _Terms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``school_terms.yaml``."""

    default: str
    authorities: dict[str, _Authority]


@cache
def _load(nation: Nation, authority: str | None) -> Calendar:
    held = msgspec.convert(msgspec.yaml.decode(_text("bank_holidays.yaml")), _Holidays)
    holidays = frozenset(held.nations[nation]) | frozenset(held.added.get(nation, {}))
    return Calendar(nation, held.first, held.last, holidays, _schools(nation, authority, holidays))


def _schools(nation: Nation, authority: str | None, holidays: frozenset[date]) -> Schools | None:
    """The named authority's school days; those of the default one if it lies in this nation, else none."""
    held = msgspec.convert(msgspec.yaml.decode(_text("school_terms.yaml")), _Terms)
    key = authority or held.default
    terms = held.authorities.get(key)
    if terms is None or terms.nation != nation:
        if authority is None:
            return None
        raise KeyError(f"no school terms of {authority!r} in {nation}; held: {', '.join(sorted(held.authorities))}")
    closed = holidays.union(*terms.inset.values())
    spans = (span for year in terms.terms.values() for span in year)
    days = frozenset(d for first, last in spans for d in _days(first, last) if d.weekday() < _SATURDAY and d not in closed)
    return Schools(key, terms.name, terms.invented, terms.first, terms.last, days)


def _first(holds: Callable[[date], bool], day: date, step: timedelta) -> date:
    while not holds(day):
        day += step
    return day


def _days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += _DAY


def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
