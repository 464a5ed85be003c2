"""The pages of a training day: its clock, and the synthetic day."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import msgspec
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from tutela.demo import operations, queries
from tutela.demo.clock import is_training
from tutela.demo.jobs import go_on
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.chrome import tell
from tutela.foundations.design.render import render
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock, ids
from tutela.foundations.kit.periods import local

LENGTHS: Final = {"next": (timedelta(days=30), True), "hour": (timedelta(hours=1), False), "day": (timedelta(days=1), False)}
_SHOWN: Final = "%A %-d %B %Y, %H:%M"


class DayPage(msgspec.Struct, frozen=True, kw_only=True):
    """How far the synthetic day has come."""

    state: str
    """``none``, ``running``, ``paused`` or ``over``."""
    lines: tuple[str, ...]
    stalled: bool
    """It should run, and nothing has happened for a minute."""
    seated: bool
    speed: int
    speeds: tuple[int, ...] = operations.SPEEDS


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


_STALLED: Final = timedelta(minutes=1)


def day(request: HttpRequest) -> HttpResponse:
    """Show how far the synthetic day has come, and let it be begun, paused, made faster, and sat in."""
    if not is_training():
        raise Http404
    viewer = request.viewer  # type: ignore[attr-defined]  # set by the doors
    if request.method == "POST":
        _asked(viewer, request)
        return HttpResponseRedirect(request.path)
    found = queries.progress()
    if found is None:
        return render(request, "demo/day.html", DayPage(state="none", lines=(), stalled=False, seated=False, speed=10))
    lines = (
        words("demo.day.lived", begun=local(found.begun).strftime(_SHOWN), lived=local(found.lived).strftime(_SHOWN), speed=found.speed),
        words("demo.day.taken", count=found.taken, of=found.of), words("demo.day.missing", count=found.searches),
    )
    return render(request, "demo/day.html", DayPage(
        state=found.state, lines=lines, seated=viewer.ref in found.seats, speed=found.speed,
        stalled=found.state == "running" and clock.wall() - found.ticked_at > _STALLED,
    ))


def _asked(viewer: Viewer, request: HttpRequest) -> None:
    """What was pressed. A stretch that was lost with its worker is asked for again by any button that lets the day go on."""
    how, key, at = request.POST.get("how", ""), f"day {ids.new()}", clock.now()
    if how in ("sit", "stand"):
        operations.take_seat(by=viewer, key=key, at=at, taken=how == "sit")
        tell(request, f"demo.day.{how}-done")
        return
    said = request.POST.get("speed", "")
    operations.run_day(by=viewer, key=key, at=at, running=how != "pause", speed=int(said) if said.isdecimal() else None)
    if how != "pause":
        go_on()
    tell(request, "demo.day.paused-now" if how == "pause" else "demo.day.goes-on")
