"""What is recorded on a person's page: the glass broken, a marker, a name, an address, a relation, a correction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from tutela.desks.profile import operations
from tutela.desks.profile.forms import FORMS, CorrectForm, GlassForm, ReviewMarkerForm
from tutela.desks.profile.operations.correcting import words_of
from tutela.desks.profile.pages.person import AskPage, part_page, person_banner
from tutela.desks.profile.queries import timeline
from tutela.desks.profile.views.looking import home, person_of, say_purpose, viewer_of
from tutela.foundations.design.chrome import tell
from tutela.foundations.design.forms import Form
from tutela.foundations.design.render import render
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock, refs
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import Operation, Outcome

OPERATIONS: Final[dict[str, Operation]] = {
    "name": operations.add_name, "address": operations.add_address, "relation": operations.relate, "marker": operations.record_marker,
}
EDITS: Final = frozenset({"name", "marker"})


def open_(request: HttpRequest, key: UUID) -> HttpResponse:
    """Break the glass: with a reason, for eight hours, reviewed tomorrow at noon."""
    linked = person_of(request, key)
    form = GlassForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = _do(request, operations.break_glass, form, person=linked.ref, **form.cleaned_data)
        if done is not None:
            say_purpose(request, linked.ref, words("profile.purpose.emergency", why=form.cleaned_data["why"]))
            tell(request, "profile.done.opened", kind="warning")
            return HttpResponseRedirect(home(key))
    page = part_page(linked, viewer_of(request), form, request.path)
    return render(request, "profile/part.html", page, status=422 if form.is_bound else 200)


def act(request: HttpRequest, key: UUID, what: str) -> HttpResponse:
    """Record a name, an address, a relation or a marker."""
    if what not in FORMS:
        raise Http404
    linked = person_of(request, key)
    if not linked.whole:
        raise Http404
    form = FORMS[what](request.POST or None, expected=linked.profile.version if what in EDITS else None)
    if request.method == "POST" and form.is_valid():
        edits = {"expected": form.expected} if what in EDITS else {}
        done = _do(request, OPERATIONS[what], form, person=linked.ref, **edits, **form.cleaned_data)
        if done is not None:
            tell(request, f"profile.done.{what}")
            return HttpResponseRedirect(home(key))
    return _ask(request, AskPage(
        person=person_banner(linked), title=words(f"profile.act.{what}.title"), lead=words(f"profile.act.{what}.lead"), form=form,
        button=words(f"profile.act.{what}.button"), back=home(key),
    ))


def record_marker(request: HttpRequest, key: UUID) -> HttpResponse:
    """Record a marker."""
    return act(request, key, "marker")


def marker(request: HttpRequest, key: UUID, marker: UUID) -> HttpResponse:
    """Look at a marker again: it stands until another day, or is taken off."""
    linked = person_of(request, key)
    ref = refs.make("marker", marker)
    shown = next((m for m in linked.markers if m.ref == ref and not m.detail_hidden), None)
    if shown is None or not linked.whole:
        raise Http404
    form = ReviewMarkerForm(request.POST or None, expected=linked.profile.version)
    if request.method == "POST" and form.is_valid():
        answer, common = form.cleaned_data, {"person": linked.ref, "marker": ref, "expected": form.expected}
        done = (
            _do(request, operations.review_marker, form, **common, review_by=answer["review_by"], evidence=answer["words"])
            if answer["stands"] == "stands" else _do(request, operations.end_marker, form, **common, why=answer["words"])
        )
        if done is not None:
            tell(request, f"profile.done.{answer['stands']}")
            return HttpResponseRedirect(home(key))
    return _ask(request, AskPage(
        person=person_banner(linked), title=words("profile.act.review.title", marker=shown.title), lead=shown.means, form=form,
        button=words("profile.act.review.button"), back=home(key), original=shown.shown,
    ))


def correct(request: HttpRequest, key: UUID, entry: UUID) -> HttpResponse:
    """Correct one's own words: the entry before stays beside the new one."""
    linked = person_of(request, key)
    fact = timeline.one(viewer_of(request), entry, at=clock.now())
    said = words_of(fact) if fact and linked.whole and set(linked.refs) & {a.ref for a in fact.about} else None
    if fact is None or said is None or fact.by.ref != viewer_of(request).ref:
        raise Http404
    form = CorrectForm(request.POST or None, initial={"words": said[1]})
    if request.method == "POST" and form.is_valid():
        done = _do(request, operations.correct, form, fact=fact.id, **form.cleaned_data)
        if done is not None:
            tell(request, "profile.done.correct")
            return HttpResponseRedirect(home(key))
    return _ask(request, AskPage(
        person=person_banner(linked), title=words("profile.act.correct.title"), lead=words("profile.act.correct.lead"), form=form,
        button=words("profile.act.correct.button"), back=home(key), original=said[1],
    ))


def _ask(request: HttpRequest, page: AskPage) -> HttpResponse:
    return render(request, "profile/ask.html", page, status=422 if page.form.is_bound else 200)


def _do(request: HttpRequest, what: Callable[..., Outcome], form: Form, **given: Any) -> Outcome | None:
    """Do it; where it is refused, say why on the form, with the answers kept."""
    try:
        return what(by=viewer_of(request), key=form.key, at=clock.now(), reason=None, **given)
    except Refused as refused:
        form.add_error(None, words(refused.because, **refused.having))
        return None
