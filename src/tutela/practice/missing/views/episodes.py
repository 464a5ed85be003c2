"""The team's list, one search, and each act about it on a page of its own; every act works without a script."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.chrome import tell
from tutela.foundations.design.render import render
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock, refs
from tutela.foundations.work.errors import Conflict, Denied, NotDone
from tutela.foundations.work.pages import not_done
from tutela.practice.missing import operations, pages
from tutela.practice.missing.forms import ACTS, Complete, Opening, Setting
from tutela.practice.missing.views import asked
from tutela.record.enquiries import queries as enquiries
from tutela.record.occurrences.queries import STEPS

View = Callable[..., HttpResponse]


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The team's list."""
    return _list(request, "missing/list.html")


@require_safe
def listing_live(request: HttpRequest) -> HttpResponse:
    """The same list, as the page fetches it again."""
    return _list(request, "missing/list-live.html")


@require_safe
def return_interviews(request: HttpRequest) -> HttpResponse:
    """The return interviews that are to be worked down."""
    after: dict[str, str | None] = {step: request.GET.get(step) for step in STEPS}
    page = pages.interviews_page(asked.viewer_of(request), at=clock.now(), after=after)
    asked.seen(request, page.touched, "return interviews")
    return render(request, "missing/return-interviews.html", page)


@require_safe
def episode(request: HttpRequest, key: UUID) -> HttpResponse:
    """One search."""
    try:
        held = asked.held_of(request, key)
    except Denied as denied:
        return asked.minimum(request, denied)
    return render(request, "missing/episode.html", pages.episode_page(asked.viewer_of(request), held, at=clock.now(), after=request.GET.get("after")))


@require_safe
def report(request: HttpRequest, key: UUID) -> HttpResponse:
    """One search as a whole, to be read and printed when it is over."""
    try:
        held = asked.held_of(request, key)
    except Denied as denied:
        return asked.minimum(request, denied)
    return render(request, "missing/report.html", pages.report_page(asked.viewer_of(request), held, at=clock.now()))


@require_safe
def by_reference(request: HttpRequest, reference: str) -> HttpResponse:
    """The same by its printed reference: to the address that stays."""
    try:
        held = asked.held_of(request, reference)
    except Denied as denied:
        return asked.minimum(request, denied)
    return redirect("missing:episode", held.card.id)


@require_http_methods(["GET", "HEAD", "POST"])
def opening(request: HttpRequest) -> HttpResponse:
    """Open a search."""
    viewer, at = asked.viewer_of(request), clock.now()
    incident, child = asked.named(request, "incident", "incident", Permission.INCIDENT_SEE), asked.named(request, "child", "person", Permission.PERSON_SEE)
    form = Opening(request.POST) if request.method == "POST" else Opening()
    if request.method != "POST" or not form.is_valid():
        page = pages.open_page(viewer, form, at=at, incident=incident, child=child)
        return render(request, "missing/act.html", page, status=200 if request.method != "POST" else 422)
    outcome = operations.open_episode(by=viewer, key=form.key, at=at, incident=incident or None, child=child, **form.given())
    asked.tell_done(request, "missing.open.again" if outcome.result.get("again") else "missing.open.done", outcome)
    return redirect("missing:episode", refs.key_of(outcome.result["episode"], "episode"))


def acting(slug: str) -> View:
    """The view of one act: its form, and the one operation that its button calls."""
    form_class = ACTS[slug]

    @require_http_methods(["GET", "HEAD", "POST"])
    def act(request: HttpRequest, key: UUID) -> HttpResponse:
        held, viewer, at = asked.held_of(request, key), asked.viewer_of(request), clock.now()
        form = form_class(request.POST, request.FILES) if request.method == "POST" else form_class(expected=held.card.version if form_class.edits else None)
        form.prepare(Setting(viewer, held, at))
        form.fill(request.GET)
        if request.method != "POST" or not form.is_valid():
            page = pages.act_page(viewer, slug, form, held, at=at)
            return render(request, form.template, page, status=200 if request.method != "POST" else 422)
        given = {**form.given(), **({"expected": form.expected} if form.edits else {})}
        try:
            outcome = form.chosen()(by=viewer, key=form.key, at=at, words_why=form.words_why, episode=held.card.ref, **given)
        except NotDone as error:
            if isinstance(error, Conflict):
                form.renew(expected=error.actual)
            if isinstance(error, Conflict) and slug == "enter-interview":   # what another entered of it, beside what this person did
                return not_done(request, error, form=form, what=words("missing.enter-interview.this"), names=pages.changed_names())
            return not_done(request, error, form=form, what=words(f"missing.{slug}.title"))
        if slug == "review" and not outcome.result["counts"]:   # what it lacks is asked for
            tell(request, "missing.review.does-not-count", kind="warning", why=pages.why_not(outcome.result["why_not"]))
            return redirect(f"missing:{slug}", held.card.id)
        if slug == "allocate" and not form.words_why and any(flag.rule == "missing.direction-specific" for flag in outcome.flags):
            asked.tell_done(request, "missing.allocate.direction-does-not-count", outcome)   # it is asked for again; the allocation stands
            return redirect("missing:allocate", held.card.id)
        done = "missing.grade.asked" if slug == "grade" and outcome.result["status"] == "pending" else form.done(slug, outcome.result)
        goes_on = slug == "enter-interview" and "next" in request.POST   # through the backlog, without the list in between
        asked.tell_done(request, f"{done}-next" if goes_on else done, outcome, subjects=held.shape.refs, reference=held.card.reference)
        if goes_on:
            return redirect(pages.next_to_enter(viewer, held.card.ref))
        if slug == "grade" and outcome.result.get("below"):   # each indicator is to be answered, now that the person has graded
            return redirect("missing:override", held.card.id)
        return redirect("missing:episode", held.card.id)

    act.__name__ = act.__qualname__ = f"act_{slug.replace('-', '_')}"
    return act


@require_http_methods(["GET", "HEAD", "POST"])
def complete(request: HttpRequest, action: UUID) -> HttpResponse:
    """Say what came of an action.

    :raises Http404: where there is no such action of a search that the viewer may know of
    """
    seen = enquiries.action(str(action))
    if seen is None or not seen.subject.startswith("e:"):
        raise Http404
    held, viewer = asked.held_of(request, seen.subject), asked.viewer_of(request)
    form = Complete(request.POST) if request.method == "POST" else Complete()
    if request.method != "POST" or not form.is_valid():
        return render(request, "missing/act.html", pages.complete_page(form, seen, held), status=200 if request.method != "POST" else 422)
    try:
        outcome = operations.complete_action(by=viewer, key=form.key, at=clock.now(), action=seen.id, **form.cleaned_data)
    except NotDone as error:
        return not_done(request, error, form=form, what=words("missing.complete.title"))
    asked.tell_done(request, "missing.complete.done", outcome)
    return redirect("missing:episode", held.card.id)


def _list(request: HttpRequest, template: str) -> HttpResponse:
    page = pages.list_page(asked.viewer_of(request), at=clock.now(), after={name: request.GET.get(name) for name in pages.PARTS})
    asked.seen(request, page.touched, "missing list")
    return render(request, template, page)


PERMISSIONS = {slug: form.operation.permission for slug, form in ACTS.items()}
"""What each act's page asks for."""
