"""Emergency openings reviewed, records restricted, linked officers locked out; and each of these ended."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tutela.desks.supervision import forms, operations
from tutela.desks.supervision.pages import closing as pages
from tutela.desks.supervision.queries import closing
from tutela.desks.supervision.views import asked
from tutela.foundations.design.chrome import tell
from tutela.foundations.design.forms import Form
from tutela.foundations.design.render import render
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock


@require_safe
def glass(request: HttpRequest) -> HttpResponse:
    """Emergency openings to review."""
    return _glass(request)


@require_POST
def review_glass(request: HttpRequest, review: UUID) -> HttpResponse:
    """Record what a review found."""
    form = forms.ReviewGlass(request.POST)
    if not form.is_valid():
        return _glass(request, (str(review), form))
    operations.review_break_glass(by=asked.viewer(request), key=form.key, at=clock.now(), review=str(review), **form.cleaned_data)
    tell(request, "supervision.glass.done")
    return redirect("supervision:broken-glass")


@require_safe
def restrictions(request: HttpRequest) -> HttpResponse:
    """What is restricted, and who is locked out."""
    return _restrictions(request)


@require_POST
def restrict(request: HttpRequest) -> HttpResponse:
    """Restrict a record."""
    form, at = forms.Restrict(request.POST), clock.now()
    form.offer(pages.audiences(at))
    subject = _record(request, form)
    if subject is None:
        return _restrictions(request, ("restrict", form))
    given = form.cleaned_data
    operations.restrict(
        by=asked.viewer(request), key=form.key, at=at, subject=subject, level=given["level"], audience=list(given["audience"]), why=given["why"],
    )
    tell(request, "supervision.restrict.done")
    return redirect("supervision:restrictions")


@require_POST
def end_restriction(request: HttpRequest, restriction: UUID) -> HttpResponse:
    """End a restriction."""
    form = forms.EndRestriction(request.POST)
    if not form.is_valid():
        return _restrictions(request, (str(restriction), form))
    operations.end_restriction(by=asked.viewer(request), key=form.key, at=clock.now(), restriction=str(restriction), why=form.cleaned_data["why"])
    tell(request, "supervision.restrict.ended")
    return redirect("supervision:restrictions")


@require_POST
def lock_out(request: HttpRequest) -> HttpResponse:
    """Lock a linked officer out of a record."""
    form = forms.LockOut(request.POST)
    subject = _record(request, form)
    officer = closing.by_collar(form.cleaned_data["collar"]) if form.is_valid() else None
    if form.is_valid() and officer is None:
        form.add_error("collar", words("supervision.lock-out.no-such-collar"))
    if subject is None or officer is None:
        return _restrictions(request, ("lock-out", form))
    operations.lock_out(by=asked.viewer(request), key=form.key, at=clock.now(), officer=officer, subject=subject, why=form.cleaned_data["why"])
    tell(request, "supervision.lock-out.done")
    return redirect("supervision:restrictions")


@require_POST
def end_lock_out(request: HttpRequest, lock_out: UUID) -> HttpResponse:
    """Let an officer whose link proved wrong know of a record again."""
    form = forms.EndRestriction(request.POST)
    if not form.is_valid():
        return _restrictions(request, (str(lock_out), form))
    operations.end_lock_out(by=asked.viewer(request), key=form.key, at=clock.now(), lock_out=str(lock_out), why=form.cleaned_data["why"])
    tell(request, "supervision.lock-out.ended")
    return redirect("supervision:restrictions")


def _record(request: HttpRequest, form: Form) -> str | None:
    """The record that a form names by its printed reference; where there is none that this viewer may know of, the form says so."""
    if not form.is_valid():
        return None
    found = closing.by_reference(asked.viewer(request), form.cleaned_data["reference"], at=clock.now())
    if found is None:
        form.add_error("reference", words("supervision.restrict.no-such-record"))
    return found


def _glass(request: HttpRequest, sent: tuple[str, Form] | None = None) -> HttpResponse:
    page = pages.glass(asked.viewer(request), at=clock.now(), sent=sent)
    asked.looked(request, page.named, "supervision:broken-glass")
    return render(request, "supervision/broken-glass.html", page, status=422 if sent else 200)


def _restrictions(request: HttpRequest, sent: tuple[str, Form] | None = None) -> HttpResponse:
    page = pages.restrictions(asked.viewer(request), at=clock.now(), sent=sent)
    asked.looked(request, page.named, "supervision:restrictions")
    return render(request, "supervision/restrictions.html", page, status=422 if sent else 200)
