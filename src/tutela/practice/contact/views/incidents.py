"""One incident, and each act about it on a page of its own; every act works without a script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from tutela.foundations.design import errors
from tutela.foundations.design.chrome import tell
from tutela.foundations.design.render import render
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock
from tutela.foundations.work.errors import Conflict, Denied, NotDone
from tutela.foundations.work.pages import not_done
from tutela.practice.contact import operations, pages
from tutela.practice.contact.forms import ACTS, Assess, Complete, Setting
from tutela.practice.contact.views.asked import held_of, minimum, tell_done, viewer_of
from tutela.record.enquiries import queries as enquiries

View = Callable[..., HttpResponse]


@require_safe
def incident(request: HttpRequest, key: UUID) -> HttpResponse:
    """One incident."""
    try:
        held = held_of(request, key)
    except Denied as denied:
        return minimum(request, denied)
    page = pages.incident_page(viewer_of(request), held, at=clock.now(), after=request.GET.get("after"))
    return render(request, "contact/incident.html", page)


@require_safe
def by_reference(request: HttpRequest, reference: str) -> HttpResponse:
    """The same by its printed reference: to the address that stays."""
    try:
        held = held_of(request, reference)
    except Denied as denied:
        return minimum(request, denied)
    return redirect("contact:incident", held.card.id)


@require_safe
def assessments(request: HttpRequest, key: UUID) -> HttpResponse:
    """Every version of an incident's assessment, and what each changed."""
    try:
        held = held_of(request, key)
    except Denied as denied:
        return minimum(request, denied)
    before = request.GET.get("before", "")
    number = int(before) if before.isascii() and before.isdigit() and len(before) < 7 else None
    return render(request, "contact/assessments.html", pages.assessments_page(viewer_of(request), held, at=clock.now(), before=number))


def acting(slug: str) -> View:
    """The view of one act: its form, and the one operation that its button calls."""
    form_class = ACTS[slug]

    @require_http_methods(["GET", "HEAD", "POST"])
    def act(request: HttpRequest, key: UUID) -> HttpResponse:
        held, viewer, at = held_of(request, key), viewer_of(request), clock.now()
        form = form_class(request.POST) if request.method == "POST" else form_class(expected=held.card.version if form_class.edits else None)
        form.prepare(Setting(viewer, held, at))
        if request.method != "POST" or not form.is_valid():
            status = 200 if request.method != "POST" else 422
            if isinstance(form, Assess):
                return render(request, "contact/assess.html", pages.assess_page(viewer, form, held, at=at), status=status)
            return render(request, "contact/act.html", pages.act_page(viewer, slug, form, held, at=at), status=status)
        given = {**form.given(), **({"expected": form.expected} if form.edits else {})}
        try:
            outcome = form.chosen()(by=viewer, key=form.key, at=at, words_why=form.words_why, incident=held.card.ref, **given)
        except NotDone as error:
            if isinstance(error, Conflict) and isinstance(form, Assess):
                form.prepare(Setting(viewer, held, at))   # another's version stands now
                return errors.conflict(request, pages.meanwhile(form, Setting(viewer, held, at), error.expected))
            if isinstance(error, Conflict):
                form.renew(expected=error.actual)
            return not_done(request, error, form=form, what=words(f"contact.{slug}.title"))
        if slug == "review" and not outcome.result["counts"]:   # what it lacks is asked for
            tell(request, "contact.review.does-not-count", kind="warning", why=pages.why_not(outcome.result["why_not"]))
            return redirect(f"contact:{slug}", held.card.id)
        asked = slug == "grade" and outcome.result["status"] == "pending"
        tell_done(request, "contact.grade.asked" if asked else f"contact.{slug}.done", outcome, subjects=held.card.shape.refs, joins=_joins(slug, given))
        return redirect("contact:incident", held.card.id)

    act.__name__ = act.__qualname__ = f"act_{slug.replace('-', '_')}"
    return act


def _joins(slug: str, given: dict[str, Any]) -> str:
    """What new information is added to, where a fresh assessment is owed already."""
    return "contact.reassess" if slug == "log" and given.get("kind") == "information" else ""


@require_http_methods(["GET", "HEAD", "POST"])
def complete(request: HttpRequest, action: UUID) -> HttpResponse:
    """Say what came of an action.

    :raises Http404: where there is no such action of an incident that the viewer may know of
    """
    seen = enquiries.action(str(action))
    if seen is None or not seen.subject.startswith("i:"):
        raise Http404
    held, viewer = held_of(request, seen.subject), viewer_of(request)
    form = Complete(request.POST) if request.method == "POST" else Complete()
    if request.method != "POST" or not form.is_valid():
        page = pages.complete_page(viewer, form, seen, held, at=clock.now())
        return render(request, "contact/act.html", page, status=200 if request.method != "POST" else 422)
    try:
        outcome = operations.complete_action(by=viewer, key=form.key, at=clock.now(), action=seen.id, **form.cleaned_data)
    except NotDone as error:
        return not_done(request, error, form=form, what=words("contact.complete.title"))
    tell_done(request, "contact.complete.done", outcome)
    return redirect("contact:incident", held.card.id)


PERMISSIONS = {slug: form.operation.permission for slug, form in ACTS.items()}
"""What each act's page asks for."""
__all__ = ["PERMISSIONS", "acting", "assessments", "by_reference", "complete", "incident"]
