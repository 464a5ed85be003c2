"""Hand-overs: taking over, declining with a reason, and handing over everything at the end of a shift."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tutela.desks.worklist.forms import Decline, Shift, Take
from tutela.desks.worklist.pages import hand_overs as pages
from tutela.desks.worklist.views import asked
from tutela.foundations.design.chrome import tell
from tutela.foundations.design.render import render
from tutela.foundations.kit import clock, refs
from tutela.practice.contact import operations as contact
from tutela.practice.missing import operations as missing


@require_safe
def hand_overs(request: HttpRequest) -> HttpResponse:
    """What waits for me, and what I gave."""
    page = pages.hand_overs(asked.viewer(request), at=clock.now())
    asked.looked(request, page.named, "worklist:hand-overs")
    return render(request, "worklist/hand-overs.html", page)


@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Take over: it is mine from now on."""
    form, viewer = Take(request.POST), asked.viewer(request)
    match _kind(form):
        case "incident":
            contact.accept(by=viewer, key=form.key, at=clock.now(), incident=form.subject)
        case _:
            missing.accept_ownership(by=viewer, key=form.key, at=clock.now(), episode=form.subject)
    tell(request, "worklist.hand-over.taken")
    return redirect("worklist:hand-overs")


@require_POST
def take_left(request: HttpRequest) -> HttpResponse:
    """Take over what its owner left when they went off duty."""
    form, viewer = Take(request.POST), asked.viewer(request)
    if _kind(form) != "incident":
        raise Http404
    contact.take_left(by=viewer, key=form.key, at=clock.now(), incident=form.subject)
    tell(request, "worklist.left.done")
    return redirect("worklist:hand-overs")


@require_POST
def decline(request: HttpRequest) -> HttpResponse:
    """Decline, with the reason: it stays with the giver."""
    form, viewer = Decline(request.POST), asked.viewer(request)
    kind = _kind(form)
    if not form.is_valid():
        page = pages.hand_overs(viewer, at=clock.now(), answered=form.subject, declined=form)
        return render(request, "worklist/hand-overs.html", page, status=422)
    reason = form.cleaned_data["reason"]
    match kind:
        case "incident":
            contact.decline(by=viewer, key=form.key, at=clock.now(), incident=form.subject, reason=reason)
        case _:
            missing.decline_ownership(by=viewer, key=form.key, at=clock.now(), episode=form.subject, reason=reason)
    tell(request, "worklist.hand-over.declined")
    return redirect("worklist:hand-overs")


@require_http_methods(["GET", "HEAD", "POST"])
def shift(request: HttpRequest) -> HttpResponse:
    """Everything that I hold, to hand to a named officer on duty."""
    viewer, at = asked.viewer(request), clock.now()
    if request.method != "POST":
        page = pages.shift(viewer, at=at)
        asked.looked(request, page.named, "worklist:shift")
        return render(request, "worklist/shift.html", page)
    form = Shift(request.POST)
    held = pages.prepare(form, viewer, at=at)
    if not form.is_valid():
        return render(request, "worklist/shift.html", pages.shift(viewer, at=at, form=form), status=422)
    own, leave = pages.words_of(form, held)
    done = contact.hand_over_shift(by=viewer, key=form.key, at=at, officer=form.cleaned_data["officer"], own=own, leave=leave)
    tell(request, "worklist.shift.done", count=len(done.result["handed_over"]))
    return redirect("worklist:hand-overs")


def _kind(form: Take) -> str:
    """Of what kind the record is.

    :raises Http404: where none of ours is named
    """
    if not form.subject:
        raise Http404
    return refs.split(form.subject)[0]
