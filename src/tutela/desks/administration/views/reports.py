"""The reports of late entry and of suggestions beside decisions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, Final, cast

from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode

from tutela.desks.administration.pages.reports import Range, lag_page, overrides_page
from tutela.desks.administration.queries import lag, naming
from tutela.desks.administration.queries import overrides as decisions
from tutela.desks.administration.queries.hidden import hidden_from
from tutela.desks.administration.views.asking import viewer_of
from tutela.facts import Fact
from tutela.foundations.design.render import render
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock
from tutela.foundations.kit.periods import LONDON, local

PRESETS: Final = (1, 7, 28, 90)
MOST: Final = timedelta(days=366)


def lag_of_entry(request: HttpRequest) -> HttpResponse:
    """Lag by unit; with ``unit`` that unit's late entries too."""
    viewer, shown = viewer_of(request), range_of(request)
    hidden = hidden_from(viewer, clock.now())
    rows = lag.by_unit(shown.since, shown.until, hidden=hidden)
    asked = request.GET.get("unit")
    unit = None if asked is None else "" if asked == "-" else asked[:40]
    late: list[lag.Late] = []
    next_ = ""
    if unit is not None:
        late, next_ = lag.late_entries(viewer, unit, shown.since, shown.until, hidden=hidden, after=request.GET.get("after", ""))
    names = _names(request, (row.fact for row in late))
    return render(request, "administration/lag.html", lag_page(shown, rows, naming.units(), unit, late, names, next_))


def overrides(request: HttpRequest) -> HttpResponse:
    """Decisions on the level of risk that were not what was suggested."""
    viewer, shown = viewer_of(request), range_of(request)
    hidden = hidden_from(viewer, clock.now())
    counted = decisions.counted(shown.since, shown.until, hidden=hidden)
    rows, next_ = decisions.overrides(viewer, shown.since, shown.until, hidden=hidden, after=request.GET.get("after", ""))
    names = _names(request, (row.fact for row in rows))
    return render(request, "administration/overrides.html", overrides_page(shown, counted, rows, names, next_))


def _names(request: HttpRequest, facts: Iterable[Fact]) -> dict[str, str]:
    """What is named in a report; who of the persons is named, is looked at, and that is logged."""
    found = naming.called(viewer_of(request), (ref for fact in facts for ref in (fact.by.ref or "", *(a.ref for a in fact.about))), clock.now())
    if found.persons:
        cast("Any", request).seen(found.persons, words("administration.report"))
    return found.texts


def range_of(request: HttpRequest) -> Range:
    """The days that the address names, else the last seven; what cannot be read is said, and the seven days stand."""
    today = local(clock.now()).date()
    asked = _asked(request, today)
    problem = "" if asked or not (request.GET.get("from") or request.GET.get("to")) else words("administration.range.problem")
    first, last = asked or (today - timedelta(days=6), today)
    presets = []
    for days in PRESETS:
        begins = today - timedelta(days=days - 1)
        href = "?" + urlencode({"from": begins.isoformat(), "to": today.isoformat()})
        presets.append((words("administration.range.days", count=days), href, (first, last) == (begins, today)))
    return Range(first=first, last=last, since=_begins(first), until=_begins(last + timedelta(days=1)), presets=tuple(presets), problem=problem)


def _asked(request: HttpRequest, today: date) -> tuple[date, date] | None:
    """The two days that the address names, in order and not too far apart."""
    try:
        first, last = date.fromisoformat(request.GET.get("from", "")), date.fromisoformat(request.GET.get("to", "") or today.isoformat())
    except ValueError:
        return None
    return (first, last) if timedelta() <= last - first <= MOST else None


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=LONDON)
