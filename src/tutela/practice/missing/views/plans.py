"""A child's trigger plan, each act about it, and the list of the children who go missing most; every act works without a script."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from tutela.foundations.design.render import render
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock, refs
from tutela.foundations.work.errors import Conflict, Denied, NotDone
from tutela.foundations.work.pages import not_done
from tutela.practice.missing import pages
from tutela.practice.missing.forms import PLAN_ACTS, ChildSetting
from tutela.practice.missing.views import asked
from tutela.record.occurrences import queries

View = Callable[..., HttpResponse]
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
    """The view of one act about a trigger plan: its form, and the operation that its button calls."""
    form_class = PLAN_ACTS[slug]

    @require_http_methods(["GET", "HEAD", "POST"])
    def act(request: HttpRequest, key: UUID) -> HttpResponse:
        child, viewer, at = asked.child_of(request, key, "trigger plan"), asked.viewer_of(request), clock.now()
        held = queries.trigger_plan(child)
        form = form_class(request.POST) if request.method == "POST" else form_class(expected=held.version)
        form.prepare(ChildSetting(viewer, child, held, at))
        if request.method != "POST" or not form.is_valid():
            page = pages.plan_act_page(viewer, slug, form, held, at=at)
            return render(request, "missing/act.html", page, status=200 if request.method != "POST" else 422)
        given = {**form.given(), **({"expected": form.expected} if form.edits else {})}
        try:
            outcome = form_class.operation(by=viewer, key=form.key, at=at, child=child, **given)
        except NotDone as error:
            if isinstance(error, Conflict):
                form.renew(expected=error.actual)
            names = {name: words(f"missing.trigger-plan.{name}") for name in (*_FIELDS, "actions")}
            return not_done(request, error, form=form, what=words(f"missing.{slug}.title"), names=names)
        asked.tell_done(request, f"missing.{slug}.done", outcome, subjects=(child,))
        return redirect("missing:trigger-plan", refs.key_of(child, "person"))

    act.__name__ = act.__qualname__ = f"act_{slug.replace('-', '_')}"
    return act


PERMISSIONS = {slug: form.operation.permission for slug, form in PLAN_ACTS.items()}
"""What each act's page asks for."""
