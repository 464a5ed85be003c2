"""A child's trigger plan, each act about it, and the list of the children who go missing most; every act works without a script."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.render import render
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock
from tutela.foundations.work.errors import Denied
from tutela.practice.missing import pages
from tutela.practice.missing.forms import PLAN_ACTS, ChildSetting
from tutela.practice.missing.views import asked, children
from tutela.practice.missing.views.children import View
from tutela.record.occurrences import queries

_FIELDS = ("addresses", "associates", "phones", "transport", "call")


@require_safe
def frequent(request: HttpRequest) -> HttpResponse:
    """The children who go missing most."""
    window = next((days for days in queries.WINDOWS if request.GET.get("days") == str(days)), queries.WINDOWS[0])
    page = pages.frequent_page(asked.viewer_of(request), at=clock.now(), window=window, after=request.GET.get("after"))
    asked.seen(request, page.touched, "children who go missing most")
    return render(request, "missing/frequent.html", page)


@require_safe
def flagged(request: HttpRequest) -> HttpResponse:
    """The children who are flagged because they go missing again and again."""
    page = pages.flagged_page(asked.viewer_of(request), at=clock.now(), after=request.GET.get("after"))
    asked.seen(request, page.touched, "children flagged as often missing")
    return render(request, "missing/flagged.html", page)


@require_safe
def plan(request: HttpRequest, key: UUID) -> HttpResponse:
    """A child's trigger plan."""
    try:
        child = asked.child_of(request, key, "trigger plan")
    except Denied as denied:
        return asked.minimum(request, denied)
    return render(request, "missing/trigger-plan.html", pages.plan_page(asked.viewer_of(request), child, at=clock.now()))


def acting(slug: str) -> View:
    """The view of one act about a trigger plan."""
    def stands(viewer: Viewer, child: str, at: datetime) -> tuple[ChildSetting, int]:
        held = queries.trigger_plan(child)
        return ChildSetting(viewer, child, held, at), held.version

    return children.acting(
        slug, PLAN_ACTS[slug], purpose="trigger plan", back="missing:trigger-plan", stands=stands,
        page=lambda slug, form, s: pages.plan_act_page(s.viewer, slug, form, s.plan, at=s.at),
        names=lambda: {name: words(f"missing.trigger-plan.{name}") for name in (*_FIELDS, "actions")},
    )


PERMISSIONS = {slug: form.operation.permission for slug, form in PLAN_ACTS.items()}
"""What each act's page asks for."""
