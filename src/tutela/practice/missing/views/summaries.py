"""Who is sent summaries of a child, each act about it, and what became of each summary; every act works without a script."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from tutela.foundations.design.render import render
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock, refs
from tutela.foundations.work.errors import Denied, NotDone
from tutela.foundations.work.pages import not_done
from tutela.practice.missing import pages
from tutela.practice.missing.forms import SUMMARY_ACTS, Summarised
from tutela.practice.missing.views import asked
from tutela.record.sharing import queries as shared

View = Callable[..., HttpResponse]


@require_safe
def summaries(request: HttpRequest, key: UUID) -> HttpResponse:
    """A child's summaries."""
    try:
        child = asked.child_of(request, key, "summaries")
    except Denied as denied:
        return asked.minimum(request, denied)
    return render(request, "missing/summaries.html", pages.summaries_page(asked.viewer_of(request), child, at=clock.now()))


def acting(slug: str) -> View:
    """The view of one act about who is sent summaries: its form, and the operation that its button calls."""
    form_class = SUMMARY_ACTS[slug]

    @require_http_methods(["GET", "HEAD", "POST"])
    def act(request: HttpRequest, key: UUID) -> HttpResponse:
        child, viewer, at = asked.child_of(request, key, "summaries"), asked.viewer_of(request), clock.now()
        form = form_class(request.POST) if request.method == "POST" else form_class()
        form.prepare(Summarised(viewer, child, tuple(shared.summary_recipients(child)), at))
        if request.method != "POST" or not form.is_valid():
            page = pages.summaries_act_page(viewer, slug, form, child, at=at)
            return render(request, "missing/act.html", page, status=200 if request.method != "POST" else 422)
        try:
            outcome = form_class.operation(by=viewer, key=form.key, at=at, child=child, **form.given())
        except NotDone as error:
            return not_done(request, error, form=form, what=words(f"missing.{slug}.title"))
        asked.tell_done(request, f"missing.{slug}.done", outcome, subjects=(child,))
        return redirect("missing:summaries", refs.key_of(child, "person"))

    act.__name__ = act.__qualname__ = f"act_{slug.replace('-', '_')}"
    return act


PERMISSIONS = {slug: form.operation.permission for slug, form in SUMMARY_ACTS.items()}
"""What each act's page asks for."""
