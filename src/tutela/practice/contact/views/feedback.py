"""Feedback on one's own records; and a month's by shift."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tutela.foundations.design.chrome import tell
from tutela.foundations.design.render import render
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock
from tutela.foundations.work.errors import Refused
from tutela.practice.contact import pages
from tutela.practice.contact.forms import PowerHour
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


@require_POST
def topic(request: HttpRequest) -> HttpResponse:
    """Make a theme the topic of a shift's power hour, or record that it was held."""
    form = PowerHour(request.POST)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("shift", "theme")}
        try:
            form.chosen()(by=viewer_of(request), key=form.key, at=clock.now(), **given)
        except Refused as refused:
            form.add_error(None, words(refused.because, **refused.having))
        else:
            tell(request, f"contact.topic.{form.cleaned_data['what']}-done")
            return redirect("contact:feedback-themes")
    return render(request, "contact/themes.html", pages.themes_page(viewer_of(request), at=clock.now(), form=form), status=422)
