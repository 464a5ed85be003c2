"""A manager's month of call reviews, the drawing of calls, and the month of every manager."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from tutela.foundations.design.chrome import tell
from tutela.foundations.design.render import render
from tutela.foundations.design.words import words
from tutela.foundations.forces import queries as forces
from tutela.foundations.kit import clock, refs
from tutela.foundations.work.errors import Refused
from tutela.practice.contact import operations, pages
from tutela.practice.contact.forms import Draw
from tutela.practice.contact.pages.calls import may_see
from tutela.practice.contact.views.asked import viewer_of


@require_safe
def everybody(request: HttpRequest) -> HttpResponse:
    """Every manager's month, for who answers for them; a manager's own."""
    return render(request, "contact/managers.html", pages.managers_page(viewer_of(request), at=clock.now()))


def month(request: HttpRequest, key: UUID) -> HttpResponse:
    """One manager's month. Whose it is not to see is told so, however they ask."""
    manager = _manager(request, key)
    return _show(request, manager) if request.method in ("GET", "HEAD") else HttpResponseNotAllowed(["GET", "HEAD"])


def draw(request: HttpRequest, key: UUID) -> HttpResponse:
    """Draw calls by lot, as many as are owed."""
    manager, form = _manager(request, key), Draw(request.POST)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not form.is_valid():
        return _show(request, manager, form)
    try:
        done = operations.draw_calls(by=viewer_of(request), key=form.key, at=clock.now(), manager=manager)
    except Refused as refused:
        form.add_error(None, words(refused.because, **refused.having))
        return _show(request, manager, form)
    tell(request, "contact.calls.drawn", count=int(done.result["drawn"]))
    return redirect("contact:calls", key)


def _show(request: HttpRequest, manager: str, form: Draw | None = None) -> HttpResponse:
    page = pages.calls_page(viewer_of(request), manager, at=clock.now(), month=_month(request), form=form)
    found: Any = request
    found.seen(page.named, "call reviews")
    return render(request, "contact/calls.html", page, status=422 if form else 200)


def _manager(request: HttpRequest, key: UUID) -> str:
    """The manager whose month is asked for.

    :raises PermissionDenied: where the month is not the viewer's to see
    :raises Http404: where there is no such officer
    """
    manager = refs.make("officer", key)
    if not may_see(viewer_of(request), manager):
        raise PermissionDenied(words("access.no-permission"))
    if forces.card(manager) is None:
        raise Http404
    return manager


def _month(request: HttpRequest) -> date | None:
    """The month that the address names; none where it names none that can be read."""
    try:
        return date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        return None
