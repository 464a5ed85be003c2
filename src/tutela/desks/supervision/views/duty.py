"""One duty, and what may be done about it: each form leads to one operation."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tutela.desks.supervision import forms
from tutela.desks.supervision.pages import duty as pages
from tutela.desks.supervision.views import asked
from tutela.foundations.design.chrome import tell
from tutela.foundations.design.errors import Reason, RefusedPage
from tutela.foundations.design.errors import refused as show_refused
from tutela.foundations.design.forms import Form
from tutela.foundations.design.links import link_to
from tutela.foundations.design.render import render
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock, refs
from tutela.foundations.work.errors import Conflict, Refused
from tutela.foundations.work.operation import Operation
from tutela.foundations.work.pages import not_done
from tutela.record.duties import operations
from tutela.record.duties import queries as duties

_NEEDS_ANOTHER: Final = frozenset({"work.approver-is-author", "work.approver-absent", "work.approver-training-lapsed"})


@require_safe
def duty(request: HttpRequest, key: UUID) -> HttpResponse:
    """One duty."""
    return _show(request, key)


@require_POST
def decide(request: HttpRequest, key: UUID) -> HttpResponse:
    """Record what is decided on the risk."""
    return _act(request, key, "decide", forms.DecideRisk(request.POST), operations.decide_risk)


@require_POST
def reason(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say why it is late."""
    return _act(request, key, "reason", forms.GiveReason(request.POST), operations.give_reason)


@require_POST
def promise(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say by when it will be done instead."""
    return _act(request, key, "promise", forms.Promise(request.POST), operations.promise)


@require_POST
def reallocate(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give it to a named officer on duty."""
    viewer, at = asked.viewer(request), clock.now()
    card = duties.one(viewer, refs.make("duty", key), at=at)
    if card is None:
        raise Http404
    form = forms.Reallocate(request.POST)
    form.offer(pages.choices(card, at=at))
    return _act(request, key, "reallocate", form, operations.reallocate)


@require_POST
def ask_not_needed(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask that it be not needed: another decides."""
    return _act(request, key, "not-needed", forms.AskNotNeeded(request.POST), operations.request_not_needed)


@require_POST
def failed(request: HttpRequest, key: UUID) -> HttpResponse:
    """Record that it was not done and cannot be any more."""
    return _act(request, key, "failed", forms.Failed(request.POST), operations.record_failed)


@require_POST
def approve(request: HttpRequest, key: UUID, asked_for: UUID) -> HttpResponse:
    """Approve another's request that it be not needed."""
    return _decide_request(request, key, asked_for, "approve", forms.Approve(request.POST), operations.approve_not_needed)


@require_POST
def decline(request: HttpRequest, key: UUID, asked_for: UUID) -> HttpResponse:
    """Decline another's request: it stays owed."""
    return _decide_request(request, key, asked_for, "decline", forms.DeclineRequest(request.POST), operations.decline_not_needed)


def _show(request: HttpRequest, key: UUID, sent: tuple[str, Form] | None = None) -> HttpResponse:
    page = pages.duty(asked.viewer(request), refs.make("duty", key), at=clock.now(), sent=sent)
    if page is None:
        raise Http404
    asked.looked(request, page.named, "supervision:duty")
    return render(request, "supervision/duty.html", page, status=422 if sent else 200)


def _act(request: HttpRequest, key: UUID, name: str, form: Form, operation: Operation) -> HttpResponse:
    """Do one thing about a duty; what was sent is shown again where it could not be taken."""
    if not form.is_valid():
        return _show(request, key, (name, form))
    given: dict[str, Any] = {**form.cleaned_data, **({"expected": form.expected} if form.edits else {})}
    try:
        operation(by=asked.viewer(request), key=form.key, at=clock.now(), duty=refs.make("duty", key), **given)
    except Conflict as conflict:
        form.renew(expected=conflict.having["actual"])
        return not_done(request, conflict, form=form, what=words(f"supervision.{name}.title"))
    tell(request, f"supervision.{name}.done")
    return redirect("supervision:duty", key)


def _decide_request(request: HttpRequest, key: UUID, asked_for: UUID, name: str, form: Form, operation: Operation) -> HttpResponse:
    """Decide another's request; who may not is told who may, now."""
    viewer, at = asked.viewer(request), clock.now()
    if not form.is_valid():
        return _show(request, key, (name, form))
    try:
        operation(by=viewer, key=form.key, at=at, request=str(asked_for), **form.cleaned_data)
    except Refused as refused:
        if refused.because not in _NEEDS_ANOTHER:
            raise
        return _another(request, refs.make("duty", key), refused)
    tell(request, f"supervision.{name}.done")
    return redirect("supervision:duty", key)


def _another(request: HttpRequest, ref: str, refused: Refused) -> HttpResponse:
    """Somebody else must decide: who could, by name."""
    viewer, at = asked.viewer(request), clock.now()
    card = duties.one(viewer, ref, at=at)
    waiting = duties.waiting_requests(viewer, at=at, duty=ref)
    author = waiting[0].asked_by if waiting else viewer.ref
    others = tuple(name for name in pages.who_may_decide(card, author, at=at)) if card else ()
    right = words("supervision.request.others", names=others) if others else words("supervision.request.nobody")
    return show_refused(request, RefusedPage(
        what=words("supervision.request.title"), reasons=(Reason(words(refused.because), right),), attempt_kept=False, back=link_to(ref),
    ))
