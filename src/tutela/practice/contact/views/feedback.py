"""Feedback on one's own records; and a month's by shift."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tutela.foundations.design.render import render
from tutela.foundations.kit import clock
from tutela.practice.contact import pages
from tutela.practice.contact.views.asked import viewer_of


@require_safe
def feedback(request: HttpRequest) -> HttpResponse:
    """What reviewers said of one's own records."""
    page = pages.feedback_page(viewer_of(request), at=clock.now(), after=request.GET.get("after"))
    found: Any = request
    found.seen(page.named, "feedback")
    return render(request, "contact/feedback.html", page)


@require_safe
def themes(request: HttpRequest) -> HttpResponse:
    """What they said in a month, by shift."""
    return render(request, "contact/themes.html", pages.themes_page(viewer_of(request), at=clock.now(), month=request.GET.get("month", "")))
