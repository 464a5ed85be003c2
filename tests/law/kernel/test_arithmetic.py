"""The clock arithmetic: exact examples, most of them reckoned by hand from ``law.md`` §0.3, and what holds of every moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from tutela.law.calendars.calendar import Calendar, CalendarEnds, Nation
from tutela.law.kernel import arithmetic as clock
from tutela.law.kernel.arithmetic import LONDON

CALENDAR = Calendar.england_and_wales()
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SPRING, AUTUMN = "2026-03-29", "2026-10-25"  # the clocks go forward at 01:00 UTC, and back

moments = st.datetimes(datetime(2018, 1, 1), datetime(2027, 6, 1), timezones=st.just(UTC))  # noqa: DTZ001 - it takes them bare
counts = st.integers(1, 60)
spans = st.timedeltas(timedelta(0), timedelta(days=120))


def at(text: str, fold: int = 0) -> datetime:
    """A local time."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON, fold=fold)


def utc(text: str) -> datetime:
    """A time of UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def end(text: str) -> datetime:
    """The last second of a local day."""
    return at(f"{text} 23:59:59")


def same(got: datetime | None, wanted: datetime) -> bool:
    """Equal moments, and the one got is UTC (aware datetimes of different zones compare equal)."""
    return got is not None and got.tzinfo is UTC and got == wanted.astimezone(UTC)


# Elapsed time


def test_police_protection_for_72_hours_counts_the_weekend() -> None:
    assert same(clock.elapsed(at("2026-11-20 16:05"), 72 * HOUR), at("2026-11-23 16:05"))


@pytest.mark.parametrize(("origin", "due"), [(f"{SPRING} 00:30", "2026-03-30 01:30"), (f"{AUTUMN} 00:30", "2026-10-25 23:30")])
def test_a_change_of_the_clocks_neither_adds_nor_takes_an_hour(origin: str, due: str) -> None:
    assert same(clock.elapsed(at(origin), 24 * HOUR), at(due))
    assert clock.elapsed(at(origin), 24 * HOUR) - at(origin).astimezone(UTC) == 24 * HOUR


def test_the_doubled_hour_in_october_is_two_different_hours() -> None:
    assert same(clock.elapsed(at(f"{AUTUMN} 01:30"), HOUR), at(f"{AUTUMN} 01:30", fold=1))


# Days, months and years


def test_a_conviction_on_friday_is_notified_by_the_end_of_sunday() -> None:
    assert same(clock.days_beginning_with(at("2026-11-06 11:00"), 3), utc("2026-11-08 23:59:59"))
    assert same(clock.days_beginning_with(at("2026-11-02 00:00"), 3), end("2026-11-04"))  # Monday: the end of Wednesday
    assert same(clock.days_beginning_with(at("2026-11-06 23:59"), 6), end("2026-11-11"))


def test_days_are_local_days_on_both_sides_of_a_change() -> None:
    assert same(clock.days_beginning_with(at("2026-03-27 10:00"), 3), utc("2026-03-29 22:59:59"))
    assert same(clock.days_beginning_with(at("2026-10-23 10:00"), 3), utc("2026-10-25 23:59:59"))
    assert same(clock.days_beginning_with(utc("2026-06-30 23:30"), 1), utc("2026-07-01 22:59:59"))  # half past midnight in July


@pytest.mark.parametrize(("months", "due"), [(3, "2026-04-10"), (6, "2026-07-10"), (9, "2026-10-10"), (12, "2027-01-10")])
def test_bail_runs_from_the_day_after_arrest_to_the_day_before_the_corresponding_date(months: int, due: str) -> None:
    arrest = at("2026-01-10 22:15")
    assert same(clock.months_beginning_with(arrest + DAY, months), end(due))


def test_a_month_beginning_with_a_day_ends_with_the_month_where_it_has_no_such_day() -> None:
    ends = {"03-01": "03-31", "02-01": "02-28", "02-28": "03-27", "01-28": "02-27", "01-29": "02-28", "01-31": "02-28"}
    for start, due in ends.items():
        assert same(clock.months_beginning_with(at(f"2026-{start} 12:00"), 1), end(f"2026-{due}"))
    assert same(clock.months_beginning_with(at("2028-01-30 12:00"), 1), end("2028-02-29"))


def test_within_so_many_after_leaves_the_day_of_the_event_out() -> None:
    assert same(clock.days_after(at("2026-11-06 11:00"), 7), end("2026-11-13"))
    assert same(clock.days_after(at("2026-10-20 11:00"), 7), utc("2026-10-27 23:59:59"))
    assert same(clock.months_after(at("2026-11-06 11:00"), 3), end("2027-02-06"))
    assert same(clock.months_after(at("2026-01-31 11:00"), 1), end("2026-02-28"))
    assert same(clock.months_after(at("2028-01-31 11:00"), 1), end("2028-02-29"))
    assert same(clock.months_after(at("2026-09-30 11:00"), 6), utc("2027-03-30 22:59:59"))
    assert same(clock.years_after(at("2025-11-06 11:00"), 1), end("2026-11-06"))
    assert same(clock.years_after(at("2028-02-29 11:00"), 1), end("2029-02-28"))
    assert same(clock.years_after(at("2024-02-29 11:00"), 4), end("2028-02-29"))


def test_a_monthly_series_keeps_its_day_and_hour_and_never_drifts() -> None:
    series = [clock.monthly(at("2026-01-31 09:15"), n) for n in (1, 2, 3, 9)]
    assert series == [at("2026-02-28 09:15"), at("2026-03-31 09:15"), at("2026-04-30 09:15"), at("2026-10-31 09:15")]
    assert same(series[1], utc("2026-03-31 08:15"))


# Working days


@pytest.mark.parametrize(
    ("origin", "n", "due"),
    [
        ("2026-11-20 09:00", 1, "2026-11-23"),  # Friday
        ("2026-11-21 09:00", 1, "2026-11-23"),  # Saturday: Monday is working day 1
        ("2026-11-23 23:30", 5, "2026-11-30"),
        ("2026-11-23 09:00", 15, "2026-12-14"),  # conference
        ("2026-12-24 16:00", 1, "2026-12-29"),  # Christmas 2026: the 25th, and Monday the 28th for Boxing Day
        ("2026-12-24 16:00", 5, "2027-01-05"),
        ("2026-12-24 16:00", 15, "2027-01-19"),
        ("2027-03-25 12:00", 1, "2027-03-30"),  # Easter
        ("2022-09-16 12:00", 1, "2022-09-20"),  # the State Funeral
    ],
)
def test_working_days(origin: str, n: int, due: str) -> None:
    assert same(clock.working_days(at(origin), n, CALENDAR), end(due))


def test_a_force_may_count_the_day_of_the_event() -> None:
    assert same(clock.working_days(at("2026-11-23 09:00"), 1, CALENDAR, "event_day"), end("2026-11-23"))
    assert same(clock.working_days(at("2026-11-23 09:00"), 5, CALENDAR, "event_day"), end("2026-11-27"))
    assert same(clock.working_days(at("2026-11-21 09:00"), 1, CALENDAR, "event_day"), end("2026-11-23"))


def test_the_other_nations_have_their_own_bank_holidays() -> None:
    assert same(clock.working_days(at("2026-11-27 09:00"), 1, Calendar.of("scotland")), end("2026-12-01"))
    assert same(clock.working_days(at("2026-03-16 09:00"), 1, Calendar.of("northern_ireland")), end("2026-03-18"))


def test_working_days_before_a_conference() -> None:
    assert same(clock.working_days_before(at("2026-12-10 10:00"), 2, CALENDAR), end("2026-12-08"))
    assert same(clock.working_days_before(at("2026-12-30 10:00"), 2, CALENDAR), end("2026-12-24"))


# Hours that some days do not run


@pytest.mark.parametrize(
    ("origin", "hours", "due"),
    [
        ("2026-11-17 14:00", 48, "2026-11-19 14:00"),
        ("2026-11-20 14:00", 48, "2026-11-23 14:00"),  # Friday: Sunday is left out
        ("2026-11-22 14:00", 24, "2026-11-24 00:00"),  # arrested on Sunday: all of Monday
        ("2026-12-24 16:00", 48, "2026-12-29 16:00"),  # 8 h of Thursday, 24 h of Saturday the 26th, 16 h of Tuesday
        ("2027-12-24 16:00", 48, "2027-12-30 16:00"),  # Christmas Day is a Saturday; 27th and 28th are substitute days
        ("2026-04-02 20:00", 24, "2026-04-04 20:00"),  # Good Friday
        ("2026-04-02 20:00", 48, "2026-04-07 20:00"),  # and Easter Monday
        ("2026-03-28 23:00", 24, "2026-03-30 23:00"),  # the Sunday of 23 hours
        ("2026-10-24 23:00", 24, "2026-10-26 23:00"),  # the Sunday of 25
        ("2026-11-21 00:00", 24, "2026-11-22 00:00"),  # used up at midnight: it ends there
    ],
)
def test_hours_disregarding(origin: str, hours: int, due: str) -> None:
    assert same(clock.hours_disregarding(at(origin), hours, CALENDAR), at(due))


# School days


@pytest.mark.parametrize(
    ("origin", "due"),
    [
        ("2026-11-24 02:00", "2026-11-24 08:30"),
        ("2026-11-24 08:30", "2026-11-25 08:30"),
        ("2026-11-20 21:00", "2026-11-23 08:30"),
        ("2026-10-23 21:00", "2026-11-03 08:30"),  # half-term, then an INSET day
        ("2026-12-18 21:00", "2027-01-05 08:30"),  # Christmas, then an INSET day
        ("2026-05-01 21:00", "2026-05-05 08:30"),  # Early May bank holiday
        ("2026-08-10 21:00", "2026-09-02 08:30"),
    ],
)
def test_next_school_day_start(origin: str, due: str) -> None:
    assert same(clock.next_school_day_start(at(origin), CALENDAR), at(due))


def test_a_school_may_start_at_another_hour() -> None:
    assert same(clock.next_school_day_start(at("2026-06-10 08:30"), CALENDAR, time(9)), utc("2026-06-10 08:00"))


# Before an event, pauses, shares


def test_before_an_event_and_before_expiry() -> None:
    assert same(clock.not_less_than_before(at("2026-11-30 06:20"), 7 * DAY), at("2026-11-23 06:20"))
    assert same(clock.not_less_than_before(at(f"{AUTUMN} 06:00"), 12 * HOUR), at("2026-10-24 19:00"))
    assert same(clock.before_expiry(at("2026-11-23 16:05"), 24 * HOUR), at("2026-11-22 16:05"))


@pytest.mark.parametrize(
    ("pauses", "due"),
    [
        ([], "2026-11-24 10:00"),
        ([("2026-11-23 12:00", "2026-11-23 15:00")], "2026-11-24 13:00"),
        ([("2026-11-23 20:00", "2026-11-23 21:00"), ("2026-11-23 12:00", "2026-11-23 13:00")], "2026-11-24 12:00"),
        ([("2026-11-23 12:00", "2026-11-23 15:00"), ("2026-11-23 13:00", "2026-11-23 14:00")], "2026-11-24 13:00"),
        ([("2026-11-23 08:00", "2026-11-23 11:00")], "2026-11-24 11:00"),
        ([("2026-11-22 08:00", "2026-11-22 11:00")], "2026-11-24 10:00"),
        ([("2026-11-24 09:00", "2026-11-24 12:00")], "2026-11-24 13:00"),
        ([("2026-11-24 10:00", None)], "2026-11-24 10:00"),
        ([("2026-11-24 09:59", None)], None),
        ([("2026-11-20 09:00", None)], None),
    ],
)
def test_paused(pauses: list[tuple[str, str | None]], due: str | None) -> None:
    got = clock.paused(at("2026-11-23 10:00"), 24 * HOUR, [(at(s), e and at(e)) for s, e in pauses])  # type: ignore[misc]
    assert got is None if due is None else same(got, at(due))


def test_a_pause_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        clock.paused(at("2026-11-23 10:00"), HOUR, [(at("2026-11-23 12:00"), at("2026-11-23 11:00"))])


def test_a_share_of_the_time() -> None:
    origin, due = at("2026-11-23 10:00"), at("2026-11-24 10:00")
    assert same(clock.share(origin, due, 0.5), at("2026-11-23 22:00"))
    assert same(clock.share(origin, due, 1), due)
    assert same(clock.share(origin, due, 1.25), at("2026-11-24 16:00"))
    assert same(clock.share(due, origin, 0.5), due)  # it was late before it began


# Times of day


@pytest.mark.parametrize(
    ("origin", "due"),
    [
        ("2026-11-23 06:59", "2026-11-23 07:00"),
        ("2026-11-23 07:00", "2026-11-23 15:00"),
        ("2026-11-23 22:10", "2026-11-23 23:00"),
        ("2026-11-23 23:10", "2026-11-24 07:00"),
        (f"{SPRING} 00:10", f"{SPRING} 07:00"),
        ("2026-10-24 23:10", f"{AUTUMN} 07:00"),
    ],
)
def test_end_of_shift(origin: str, due: str) -> None:
    assert same(clock.end_of_shift(at(origin)), at(due))


def test_a_force_has_its_own_shifts() -> None:
    assert same(clock.end_of_shift(at("2026-11-23 07:00"), [time(6), time(18)]), at("2026-11-23 18:00"))
    with pytest.raises(ValueError, match="empty"):
        clock.end_of_shift(at("2026-11-23 07:00"), [])


def test_midnight_noon_and_morning() -> None:
    assert same(clock.midnight(at("2026-07-01 00:00")), utc("2026-07-01 22:59:59"))
    assert same(clock.midnight(at(f"{AUTUMN} 00:30")), utc("2026-10-25 23:59:59"))
    assert same(clock.next_noon(at("2026-07-01 11:59")), utc("2026-07-01 11:00"))
    assert same(clock.next_noon(at("2026-07-01 12:00")), at("2026-07-02 12:00"))
    assert same(clock.next_time_of_day(at("2026-03-28 21:00"), clock.MORNING), utc("2026-03-29 08:00"))


def test_a_skipped_hour_comes_an_hour_later_and_a_doubled_one_counts_first() -> None:
    assert same(clock.next_time_of_day(at(f"{SPRING} 00:10"), time(1, 30)), at(f"{SPRING} 02:30"))
    assert same(clock.next_time_of_day(at(f"{AUTUMN} 00:10"), time(1, 30)), utc("2026-10-25 00:30"))


# What it refuses


@pytest.mark.parametrize("call", [clock.midnight, clock.next_noon, lambda o: clock.elapsed(o, HOUR), lambda o: clock.days_after(o, 1)])
def test_a_moment_without_a_zone_is_refused(call: Any) -> None:
    with pytest.raises(ValueError, match="zone"):
        call(datetime(2026, 11, 23, 10))  # noqa: DTZ001


def test_counts_below_one_and_negative_amounts_are_refused() -> None:
    origin = at("2026-11-23 10:00")
    for counted in (clock.days_beginning_with, clock.months_beginning_with, clock.days_after, clock.years_after, clock.monthly):
        with pytest.raises(ValueError, match="at least one"):
            counted(origin, 0)
    for amounted in (clock.elapsed, clock.not_less_than_before, clock.before_expiry):
        with pytest.raises(ValueError, match="negative"):
            amounted(origin, -HOUR)
    with pytest.raises(ValueError, match="negative"):
        clock.share(origin, origin + HOUR, -0.1)


def test_beyond_its_years_the_calendar_refuses_to_answer() -> None:
    with pytest.raises(CalendarEnds, match="2028-12-31"):
        clock.working_days(at("2028-12-29 10:00"), 1, CALENDAR)
    with pytest.raises(CalendarEnds, match="2012-01-01"):
        CALENDAR.is_bank_holiday(date(2011, 12, 27))
    with pytest.raises(CalendarEnds, match="Example County Council"):
        clock.next_school_day_start(at("2027-12-17 10:00"), CALENDAR)
    with pytest.raises(CalendarEnds, match="not held"):
        Calendar.of("scotland").is_school_day(date(2026, 11, 23))
    with pytest.raises(KeyError, match="held: example"):
        Calendar.england_and_wales("nowhere")


# The data


@pytest.mark.parametrize("nation", ["england_and_wales", "scotland", "northern_ireland"])
def test_bank_holidays_are_those_of_gov_uk(nation: Nation) -> None:
    oracle = BankHolidays(use_cached_holidays=True).get_holidays(division=nation.replace("_", "-"))
    added = {"scotland": {date(2026, 6, 15)}}.get(nation, set())  # proclaimed after the oracle's cache was made
    assert Calendar.of(nation).bank_holidays == {holiday["date"] for holiday in oracle} | added


def test_the_invented_authority_says_so_and_keeps_190_days() -> None:
    assert CALENDAR is Calendar.england_and_wales()
    assert Calendar.of("england_and_wales", "example") == CALENDAR
    assert CALENDAR.schools is not None
    assert CALENDAR.schools.invented
    years = [CALENDAR.school_days(date(y, 8, 1), date(y + 1, 7, 31)) for y in range(2018, 2027)]
    assert [len(days) for days in years] == [190] * 9
    assert all(CALENDAR.is_working_day(day) for days in years for day in days)
    assert not CALENDAR.is_school_day(date(2026, 9, 1))  # INSET
    assert CALENDAR.is_working_day(date(2026, 9, 1))
    assert all(last - first < timedelta(days=50) for days in years for first, last in pairwise(days))


# What holds of every moment

MONOTONE: dict[str, Any] = {
    "days_beginning_with": clock.days_beginning_with,
    "months_beginning_with": clock.months_beginning_with,
    "days_after": clock.days_after,
    "months_after": clock.months_after,
    "years_after": clock.years_after,
    "working_days": lambda o, n: clock.working_days(o, n, CALENDAR),
    "working_days_event_day": lambda o, n: clock.working_days(o, n, CALENDAR, "event_day"),
    "working_days_before": lambda o, n: clock.working_days_before(o, n, CALENDAR),
    "hours_disregarding": lambda o, n: clock.hours_disregarding(o, n, CALENDAR),
    "next_school_day_start": lambda o, _: clock.next_school_day_start(o, CALENDAR),
    "end_of_shift": lambda o, _: clock.end_of_shift(o),
    "midnight": lambda o, _: clock.midnight(o),
    "next_noon": lambda o, _: clock.next_noon(o),
}


@pytest.mark.parametrize("name", MONOTONE)
@given(origin=moments, later=spans, n=st.integers(1, 12))
def test_who_begins_later_is_due_no_earlier(name: str, origin: datetime, later: timedelta, n: int) -> None:
    assert MONOTONE[name](origin, n) <= MONOTONE[name](origin + later, n)
    assert MONOTONE[name](origin, n) == MONOTONE[name](origin.astimezone(LONDON), n)


@given(moments, spans)
def test_elapsed_time_is_unaffected_by_the_zone_and_the_season(origin: datetime, amount: timedelta) -> None:
    assert clock.elapsed(origin.astimezone(LONDON), amount) - origin == amount
    assert clock.not_less_than_before(clock.elapsed(origin, amount), amount) == origin


@given(moments, counts)
def test_the_last_working_day_is_one_and_so_many_lie_between(origin: datetime, n: int) -> None:
    due = clock.working_days(origin, n, CALENDAR).astimezone(LONDON)
    first = origin.astimezone(LONDON).date()
    days = [first + DAY * k for k in range(1, (due.date() - first).days + 1)]
    assert CALENDAR.is_working_day(due.date())
    assert due.time() == time(23, 59, 59)
    assert sum(map(CALENDAR.is_working_day, days)) == n


@given(moments, st.integers(1, 96))
def test_disregarded_hours_only_ever_give_more_time(origin: datetime, hours: int) -> None:
    due = clock.hours_disregarding(origin, hours, CALENDAR)
    assert due >= clock.elapsed(origin, hours * HOUR)
    assert not CALENDAR.is_disregarded((due - timedelta(microseconds=1)).astimezone(LONDON).date())
    assert clock.hours_disregarding(origin, hours + 1, CALENDAR) > due


@given(moments, spans, st.lists(st.tuples(moments, spans), max_size=4))
def test_pauses_only_ever_give_more_time_and_their_order_does_not_matter(origin: datetime, amount: timedelta, stood: Any) -> None:
    pauses = [(start, start + length) for start, length in stood]
    due = clock.paused(origin, amount, pauses)
    total = sum((length for _, length in stood), timedelta(0))
    assert due is not None
    assert clock.elapsed(origin, amount) <= due <= clock.elapsed(origin, amount + total)
    assert due == clock.paused(origin, amount, pauses[::-1])
    assert clock.paused(origin, amount, [*pauses, (due, None)]) == due


@given(moments, spans, st.floats(0, 1), st.floats(0, 1))
def test_shares_lie_in_order_between_origin_and_due(origin: datetime, amount: timedelta, a: float, b: float) -> None:
    assert origin <= clock.share(origin, origin + amount, min(a, b)) <= clock.share(origin, origin + amount, max(a, b)) <= origin + amount


@given(moments)
def test_times_of_day_come_within_a_day_and_an_hour(origin: datetime) -> None:
    for due in (clock.end_of_shift(origin), clock.next_noon(origin), clock.next_time_of_day(origin, time(1, 30))):
        assert origin < due <= origin + 25 * HOUR
    assert origin.replace(microsecond=0) <= clock.midnight(origin) < origin + 25 * HOUR
