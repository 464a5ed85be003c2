"""My team's duties, the requests that wait, the gaps in the roster."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tutela.desks.supervision.pages import team as pages
from tutela.desks.supervision.views import asked
from tutela.foundations.design.render import render
from tutela.foundations.kit import clock


@require_safe
def team(request: HttpRequest) -> HttpResponse:
    """My team."""
    only: pages.Only = "overdue" if request.GET.get("show") == "overdue" else ""
    page = pages.team(asked.viewer(request), at=clock.now(), only=only, after=request.GET.get("after") or None)
    asked.looked(request, page.named, "supervision:team")
    return render(request, "supervision/team.html", page)


@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """Requests that wait for another's approval."""
    page = pages.requests(asked.viewer(request), at=clock.now())
    asked.looked(request, page.named, "supervision:requests")
    return render(request, "supervision/list.html", page)


@require_safe
def gaps(request: HttpRequest) -> HttpResponse:
    """Where the roster had nobody."""
    page = pages.gaps(asked.viewer(request), at=clock.now())
    asked.looked(request, page.named, "supervision:gaps")
    return render(request, "supervision/list.html", page)
