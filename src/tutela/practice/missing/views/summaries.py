"""Who is sent summaries of a child, each act about it, and what became of each summary; every act works without a script."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tutela.foundations.design.render import render
from tutela.foundations.kit import clock
from tutela.foundations.work.errors import Denied
from tutela.practice.missing import pages
from tutela.practice.missing.forms import SUMMARY_ACTS, Summarised
from tutela.practice.missing.views import asked, children
from tutela.practice.missing.views.children import View
from tutela.record.sharing import queries as shared


@require_safe
def summaries(request: HttpRequest, key: UUID) -> HttpResponse:
    """A child's summaries."""
    try:
        child = asked.child_of(request, key, "summaries")
    except Denied as denied:
        return asked.minimum(request, denied)
    return render(request, "missing/summaries.html", pages.summaries_page(asked.viewer_of(request), child, at=clock.now()))


def acting(slug: str) -> View:
    """The view of one act about who is sent summaries."""
    return children.acting(
        slug, SUMMARY_ACTS[slug], purpose="summaries", back="missing:summaries",
        page=lambda slug, form, s: pages.summaries_act_page(s.viewer, slug, form, s.child, at=s.at),
        stands=lambda viewer, child, at: (Summarised(viewer, child, tuple(shared.summary_recipients(child)), at), None),
    )


PERMISSIONS = {slug: form.operation.permission for slug, form in SUMMARY_ACTS.items()}
"""What each act's page asks for."""
