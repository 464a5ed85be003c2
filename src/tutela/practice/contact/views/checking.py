"""An incident's systems checks, and the lists of what was not looked at in time."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tutela.foundations.design.render import render
from tutela.foundations.kit import clock
from tutela.foundations.work.errors import Denied
from tutela.practice.contact import pages
from tutela.practice.contact.views.asked import held_of, minimum, viewer_of


@require_safe
def checks(request: HttpRequest, key: UUID) -> HttpResponse:
    """The checks of one incident: the latest whole, or the one that is named."""
    try:
        held = held_of(request, key)
    except Denied as denied:
        return minimum(request, denied)
    said = request.GET.get("number", "")
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 7 else None
    return render(request, "contact/checks.html", pages.checks_page(viewer_of(request), held, at=clock.now(), number=number))


@require_safe
def lists(request: HttpRequest) -> HttpResponse:
    """What waits to be verified, what was graded without a complete check, what was known and not used."""
    after = {name: request.GET.get(name) for name in ("verify", "graded", "known")}
    page = pages.lists_page(viewer_of(request), at=clock.now(), after=after)
    found: Any = request
    found.seen(page.touched, "checks")
    return render(request, "contact/checks-list.html", page)
