"""How many questionnaires are completed, and which wait."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tutela.foundations.design.render import render
from tutela.foundations.kit import clock
from tutela.practice.missing.pages.questionnaire import questionnaires_page
from tutela.practice.missing.views import asked


@require_safe
def questionnaires(request: HttpRequest) -> HttpResponse:
    """The page of all questionnaires."""
    page = questionnaires_page(asked.viewer_of(request), at=clock.now(), after=request.GET.get("after"))
    asked.seen(request, page.touched, "questionnaires")
    return render(request, "missing/questionnaires.html", page)
