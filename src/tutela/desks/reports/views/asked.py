"""Who asks, for which days, and for whose work."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, Final, cast

from django.http import HttpRequest
from django.utils.http import urlencode

from tutela.desks.reports.pages.range import Range, choices
from tutela.desks.reports.queries import naming
from tutela.desks.reports.queries.counting import Asked
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock, refs
from tutela.foundations.kit.periods import LONDON, local
from tutela.law.kernel.arithmetic import SHIFTS

PRESETS: Final = (1, 7, 28, 90)
USUAL: Final = 28
MOST: Final = timedelta(days=184)


def viewer_of(request: HttpRequest) -> Viewer:
    """Who asks."""
    return cast("Viewer", cast("Any", request).viewer)


def range_of(request: HttpRequest) -> Range:
    """What the address names, else the last 28 days of everybody; what cannot be read is said, and those days stand."""
    today, at = local(clock.now()).date(), clock.now()
    days = _days(request, today)
    problem = "" if days or not (request.GET.get("from") or request.GET.get("to")) else words("reports.range.problem", most=MOST.days)
    first, last = days or (today - timedelta(days=USUAL - 1), today)
    units = naming.units()
    team, shift, person = (request.GET.get(name, "") for name in ("team", "shift", "person"))
    asked = Asked(
        since=_begins(first), until=_begins(last + timedelta(days=1)), team=team if team in units else "", shift=shift if shift in SHIFTS else "",
        person=person if refs.is_ours(person) and person.startswith("o:") else "",
    )
    teams, shifts = choices(asked, units)
    names = naming.officers([asked.person], at) if asked.person else {}
    return Range(
        asked=asked, first=first, last=last, presets=tuple(_presets(request, today, (first, last))), teams=teams, shifts=shifts,
        person=names.get(asked.person, ""), problem=problem,
    )


def _presets(request: HttpRequest, today: date, shown: tuple[date, date]) -> list[tuple[str, str, bool]]:
    kept = {name: request.GET[name] for name in ("team", "shift", "person", "which") if request.GET.get(name)}
    found = []
    for days in PRESETS:
        begins = today - timedelta(days=days - 1)
        href = "?" + urlencode({"from": begins.isoformat(), "to": today.isoformat(), **kept})
        found.append((words("reports.range.days", count=days), href, shown == (begins, today)))
    return found


def _days(request: HttpRequest, today: date) -> tuple[date, date] | None:
    """The two days that the address names, in order and not too far apart."""
    try:
        first, last = date.fromisoformat(request.GET.get("from", "")), date.fromisoformat(request.GET.get("to", "") or today.isoformat())
    except ValueError:
        return None
    return (first, last) if timedelta() <= last - first <= MOST else None


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=LONDON)
