"""The page on which a training day's clock is moved."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import msgspec
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from tutela.demo import operations
from tutela.demo.clock import is_training
from tutela.foundations.design.chrome import tell
from tutela.foundations.design.render import render
from tutela.foundations.kit import clock
from tutela.foundations.kit.periods import local

LENGTHS: Final = {"next": (timedelta(days=30), True), "hour": (timedelta(hours=1), False), "day": (timedelta(days=1), False)}
_SHOWN: Final = "%A %-d %B %Y, %H:%M"


class ClockPage(msgspec.Struct, frozen=True):
    """What time it is."""

    now: str


def moving(request: HttpRequest) -> HttpResponse:
    """Show the clock, and move it."""
    if not is_training():
        raise Http404
    if request.method == "POST":
        length, stopping = LENGTHS.get(request.POST.get("how", ""), LENGTHS["hour"])
        now, passed = operations.go_on(request.viewer, length=length, stopping=stopping)  # type: ignore[attr-defined]  # set by the doors
        tell(request, "demo.clock.moved", now=local(now).strftime(_SHOWN), count=passed)
        return HttpResponseRedirect(request.path)
    return render(request, "demo/clock.html", ClockPage(local(clock.now()).strftime(_SHOWN)))
