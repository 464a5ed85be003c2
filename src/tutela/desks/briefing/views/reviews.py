"""The specialist team's list of the day."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tutela.desks.briefing.pages.reviews import review_page
from tutela.desks.briefing.queries.meeting import meeting_of
from tutela.desks.briefing.queries.reviews import review_list
from tutela.desks.briefing.views.packs import viewer_of
from tutela.foundations.design.render import render
from tutela.foundations.design.times import local_date
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock
from tutela.foundations.kit.periods import local


@require_safe
def review(request: HttpRequest) -> HttpResponse:
    """Every time missing of the last day, reviewed or not."""
    viewer, at, after = viewer_of(request), clock.now(), request.GET.get("after") or None
    day = local(at).date()
    page = review_page(viewer, review_list(viewer, at=at, after=after), meeting_of(viewer, day, at=at), day=day, at=at, first=after is None)
    cast("Any", request).seen(page.named, words("briefing.review.looked", day=local_date(day)))
    return render(request, "briefing/review.html", page)
