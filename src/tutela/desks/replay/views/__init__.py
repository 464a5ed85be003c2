"""The live replay of one record."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse

from tutela.desks.replay.pages.record import record_page
from tutela.desks.replay.queries.live import live
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.render import render
from tutela.foundations.kit import clock


def record(request: HttpRequest, ref: str) -> HttpResponse:
    """One record through the law: what should have been told, to whom, when, and where nobody coming would have ended."""
    asked = cast("Any", request)
    viewer: Viewer = asked.viewer
    found = live(viewer, ref, clock.now())
    if found is None:
        raise Http404
    asked.seen(found.records, "replay")
    return render(request, "replay/timelines.html", record_page(found))
