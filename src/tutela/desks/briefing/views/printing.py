"""Where the list for a day without the system is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tutela.desks.briefing.pages.printing import printed_page
from tutela.desks.briefing.queries.printing import printed as last_printed
from tutela.foundations.design.render import render
from tutela.foundations.kit import clock


@require_safe
def printed(request: HttpRequest) -> HttpResponse:
    """Where it is, and of when."""
    last, failed = last_printed()
    return render(request, "briefing/printed.html", printed_page(last, failed, at=clock.now()))
