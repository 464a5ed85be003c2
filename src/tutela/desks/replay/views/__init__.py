"""The live replay of one record, and the same law with other numbers."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse

from tutela.desks.replay.pages.record import record_page
from tutela.desks.replay.pages.trying import SEVERAL, Asked, asked, try_page
from tutela.desks.replay.queries.live import live
from tutela.desks.replay.queries.trying import PERIODS, Change, numbers, read_change, try_out
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.render import render
from tutela.foundations.kit import clock
from tutela.law.kernel.parameters import OverlayRefused


def record(request: HttpRequest, ref: str) -> HttpResponse:
    """One record through the law: what should have been told, to whom, when, and where nobody coming would have ended."""
    asked = cast("Any", request)
    viewer: Viewer = asked.viewer
    found = live(viewer, ref, clock.now())
    if found is None:
        raise Http404
    asked.seen(found.records, "replay")
    return render(request, "replay/timelines.html", record_page(found))


def try_policy(request: HttpRequest) -> HttpResponse:
    """What other numbers would have told of the last days. It is asked for by an address, changes nothing and is kept nowhere."""
    keys, values = request.GET.getlist("key")[:SEVERAL], request.GET.getlist("value")[:SEVERAL]
    given = [(key, values[index] if index < len(values) else "") for index, key in enumerate(keys) if key]
    days = next((period for period in PERIODS if str(period) == request.GET.get("days")), PERIODS[1])
    rows, changes = _read(given, run="value" in request.GET)
    viewer: Viewer = cast("Any", request).viewer
    tried = try_out(viewer, changes, days=days, at=clock.now()) if changes and len(changes) == len(rows) else None
    return render(request, "replay/try.html", try_page(rows or [asked(1, "", "", None)], numbers(), days, changes, tried))


def _read(given: list[tuple[str, str]], *, run: bool) -> tuple[list[Asked], list[Change]]:
    """The rows of the form as they were filled in, and the changes that can be tried."""
    rows, changes, known = list[Asked](), list[Change](), {number.key: number for _, number in numbers()}
    for index, (key, value) in enumerate(given, 1):
        error = ""
        if run:
            try:
                changes.append(read_change(key, value))
            except OverlayRefused as refused:
                error = str(refused).removeprefix(f"{key}: ")
        rows.append(asked(index, key, value, known.get(key), error))
    return rows, changes
