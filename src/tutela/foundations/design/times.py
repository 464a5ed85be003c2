"""Moments as people read them: UK local time, always with its date; and how far off, beside it, never instead of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from markupsafe import Markup, escape

from tutela.foundations.design.parts import PersonBanner
from tutela.foundations.design.pictures import local
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock, periods


def local_time(at: datetime) -> str:
    """``Sun 3 Feb 2019, 23:00``; in the hour that October has twice, which of the two."""
    return f"{local.short_day(at, year=True)}, {local.clock(at)}"


def local_clock(at: datetime) -> str:
    """``23:00``."""
    return local.clock(at)


def local_date(day: date | datetime) -> str:
    """``3 February 2019``: the local day of a moment, or a day."""
    there = periods.local(day).date() if isinstance(day, datetime) else day
    return local.long_day(datetime(there.year, there.month, there.day, 12, tzinfo=local.LONDON)).split(" ", 1)[1]


def ago(at: datetime, now: datetime | None = None) -> str:
    """``12 min ago``, ``in 2 h 5 min``, ``now``; by the time of the business."""
    now = now or clock.now()
    length = periods.in_words(at - now)
    if length == periods.in_words(now - now):
        return words("design.time.now")
    return words("design.time.ago" if at < now else "design.time.ahead", length=length)


def near_time(at: datetime, now: datetime) -> str:
    """``23:00 today``, ``01:00 tomorrow``, ``21:55 yesterday``; the whole date where it is further off."""
    days = (periods.local(at).date() - periods.local(now).date()).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(days)
    return words(f"design.time.{near}", time=local.clock(at)) if near else local_time(at)


def time_tag(at: datetime, now: datetime | None = None) -> Markup:
    """The moment as an element that machines can read too; near ``now`` in fewer words, where the page says its own date."""
    return Markup('<time datetime="{}">{}</time>').format(at.isoformat(), escape(near_time(at, now) if now else local_time(at)))


def local_seconds(at: datetime) -> str:
    """``23:00:05``, for what is fetched every few seconds."""
    return f"{periods.local(at):%H:%M:%S}"


def length_words(length: timedelta) -> str:
    """``3 d``, ``2 h 5 min``."""
    return periods.in_words(length)


def age_words(person: PersonBanner) -> str:
    """How old somebody was at the event; who might be a child is called one."""
    if person.age is None:
        return words("design.person.unknown") if person.child else words("design.person.adult")
    kind = "said" if person.said else "about" if person.estimated else "age"
    said = words(f"design.person.{kind}", age=person.age, at=person.at) if person.at else words(f"design.person.{kind}-now", age=person.age)
    return words("design.person.child", age=said) if person.child else said
