"""The pack of a day and the live one; what the meeting decides, says and who came; what came of an action."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tutela.desks.briefing import operations
from tutela.desks.briefing.forms import AttendForm, DecideForm, DoneForm, SayForm
from tutela.desks.briefing.pages.acting import ActPage
from tutela.desks.briefing.pages.pack import pack_page
from tutela.desks.briefing.queries import meeting as meetings
from tutela.desks.briefing.queries import packs
from tutela.desks.briefing.queries.composing import SECTIONS
from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.chrome import tell
from tutela.foundations.design.forms import Form
from tutela.foundations.design.links import link_to
from tutela.foundations.design.links import place as place_of
from tutela.foundations.design.render import render
from tutela.foundations.design.times import local_date, local_time
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock
from tutela.foundations.kit.periods import local
from tutela.foundations.work.errors import NotDone
from tutela.foundations.work.operation import Operation
from tutela.foundations.work.pages import not_done
from tutela.record.duties.queries.cards import place
from tutela.record.occurrences.queries.called import called, name_of

View = Callable[..., HttpResponse]
_ACTS: Final[dict[str, tuple[type[Form], Operation]]] = {
    "decide": (DecideForm, operations.decide), "say": (SayForm, operations.say), "attend": (AttendForm, operations.attended),
}


@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """What the pack says now."""
    viewer, at = viewer_of(request), clock.now()
    return _shown(request, packs.live(viewer, at=at, day=local(at).date(), **_asked(request)), at)


@require_safe
def pack(request: HttpRequest, day: str) -> HttpResponse:
    """The pack that was kept of a day.

    :raises Http404: where none was
    """
    at = clock.now()
    found = packs.of_day(viewer_of(request), day_of(day), at=at, **_asked(request))
    if found is None:
        raise Http404
    return _shown(request, found, at)


def _asked(request: HttpRequest) -> dict[str, Any]:
    after, section = request.GET.get("after", ""), request.GET.get("section", "")
    return {
        "area": request.GET.get("area", "")[:120], "section": section if section in SECTIONS else "",
        "after": int(after) if after.isdecimal() and len(after) < 9 else 0,
    }


def _shown(request: HttpRequest, found: packs.PackSeen, at: datetime) -> HttpResponse:
    viewer, asked = viewer_of(request), _asked(request)
    held = meetings.meeting_of(viewer, found.day, at=at)
    page = pack_page(viewer, found, held, at=at, days=packs.days(), area=asked["area"], section=asked["section"])
    cast("Any", request).seen(page.named, words("briefing.pack.looked", day=local_date(found.day)))
    return render(request, "briefing/pack.html", page)


def acting(name: str) -> View:
    """The view of one act of the meeting: its form, and the operation that its button calls."""
    form_class, act = _ACTS[name]

    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, day: str) -> HttpResponse:
        viewer, at, of = viewer_of(request), clock.now(), day_of(day)
        about = request.GET.get("about", "")
        form = form_class(request.POST if request.method == "POST" else None)
        if isinstance(form, DecideForm):
            form.prepare(at)
        back = _back(request, of)
        page = ActPage(
            title=words(f"briefing.meeting.{name}.title"), about=_about(viewer, about, at), button=words(f"briefing.meeting.{name}.button"), back=back,
            form=form,
        )
        if request.method != "POST" or not form.is_valid():
            return render(request, "briefing/act.html", page, status=422 if form.is_bound else 200)
        given = form.given() if isinstance(form, DecideForm) else dict(form.cleaned_data)
        try:
            act(by=viewer, key=form.key, at=at, day=of, **given, **({"about": about} if about else {}))
        except NotDone as error:
            return not_done(request, error, form=form, what=page.title, names={})
        tell(request, f"briefing.meeting.{name}.done")
        return redirect(back)

    view.__name__ = view.__qualname__ = name
    return view


def _back(request: HttpRequest, day: date) -> str:
    """The screen from which one came: the specialist team's, or the pack of the day."""
    if request.GET.get("from") == "review" or request.GET.get("about") == meetings.REVIEW:
        return reverse("briefing:review")
    return reverse("briefing:pack", args=[day.isoformat()]) if packs.kept_of(day) else reverse("briefing:live")


def _about(viewer: Viewer, about: str, at: datetime) -> tuple[str, ...]:
    """What a word in the meeting is about, by name.

    :raises Http404: where it is about nothing of which the viewer may know in full
    """
    if about in ("", meetings.REVIEW):
        return ()
    found = [a.ref for a in meetings.subjects_of(about)]
    if not found or any(access != "full" for access in policy.accesses(viewer, found, at=at).values()):
        raise Http404
    named = called(viewer, found, at=at)
    return tuple(dict.fromkeys(name_of(named, ref).text for ref in found))


@require_http_methods(["GET", "HEAD", "POST"])
def action(request: HttpRequest, key: UUID) -> HttpResponse:
    """One action that a meeting set, and what came of it.

    :raises Http404: where there is none of which the viewer may know
    """
    viewer, at = viewer_of(request), clock.now()
    held = meetings.action(viewer, key, at=at)
    if held is None:
        raise Http404
    d = held.decision
    form = DoneForm(request.POST) if request.method == "POST" else DoneForm()
    named = called(viewer, held.about, at=at)
    owed = words("briefing.meeting.owed", owner=place(d.owner), time=local_time(d.due_at)) if d.due_at else ""
    page = ActPage(
        title=words("briefing.action.title"), about=(d.text, owed, *dict.fromkeys(name_of(named, ref).text for ref in held.about)),
        button=words("briefing.action.button"), back=next(filter(None, map(link_to, held.about)), place_of("home") or "/"),
        form=None if held.result else form, said=held.result,
    )
    if request.method != "POST" or not form.is_valid():
        cast("Any", request).seen(held.about, words("briefing.action.looked"))
        return render(request, "briefing/act.html", page, status=422 if form.is_bound else 200)
    try:
        operations.action_done(by=viewer, key=form.key, at=at, action=d.action, result=form.cleaned_data["result"])
    except NotDone as error:
        return not_done(request, error, form=form, what=page.title, names={})
    tell(request, "briefing.action.done")
    return redirect("briefing:action", key)


def viewer_of(request: HttpRequest) -> Viewer:
    """Who looks or acts."""
    return cast("Viewer", cast("Any", request).viewer)


def day_of(day: str) -> date:
    """The day that an address names.

    :raises Http404: where it names none
    """
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise Http404 from None


PERMISSION: Final = Permission.MISSING_OWN
"""Whoever owns and reviews searches sits in the meeting."""
