"""Reviewers, one reviewer, a review that is read a second time, and what was talked about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tutela.desks.reports import operations
from tutela.desks.reports.forms import CoachingForm, DrawForm, ReadForm, TrainingForm
from tutela.desks.reports.pages import reviewers as pages
from tutela.desks.reports.queries import counting, kept, naming
from tutela.desks.reports.queries.registry import BY_KEY
from tutela.desks.reports.views.asked import range_of, viewer_of
from tutela.foundations.design.chrome import tell
from tutela.foundations.design.forms import Form
from tutela.foundations.design.render import render
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock, refs
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import Outcome

MEASURES = ("reviews", "overrides", "refused", "words", "second-readings")


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Everybody who reviewed a search in these days."""
    range_, at, measure = range_of(request), clock.now(), BY_KEY["reviews"]
    tallies = counting.count(viewer_of(request), measure, range_.asked, at=at).by["person"]
    names, training = naming.officers((t.name for t in tallies), at), kept.training_of(t.name for t in tallies if t.name.startswith("o:"))
    return render(request, "reports/reviewers.html", pages.reviewers_page(range_, measure, tallies, names, training))


@require_safe
def one(request: HttpRequest, key: UUID) -> HttpResponse:
    """One reviewer's work."""
    return _show(request, refs.make("officer", key), DrawForm(), CoachingForm())


@require_POST
def draw(request: HttpRequest, key: UUID) -> HttpResponse:
    """Draw some of their reviews of these days, to be read by another."""
    form, range_ = DrawForm(request.POST), range_of(request)
    officer = refs.make("officer", key)
    done = _do(request, operations.sample_reviews, form, officer=officer, since=range_.asked.since, until=range_.asked.until) if form.is_valid() else None
    if done is None:
        return _show(request, officer, form, CoachingForm())
    tell(request, "reports.reviewers.drawn", count=int(done.result["drawn"]))
    return HttpResponseRedirect(reverse("reports:reviewer", args=[key]))


@require_POST
def coach(request: HttpRequest, key: UUID) -> HttpResponse:
    """Keep what was talked about."""
    form, officer = CoachingForm(request.POST), refs.make("officer", key)
    done = _do(request, operations.note_coaching, form, officer=officer, **form.cleaned_data) if form.is_valid() else None
    if done is None:
        return _show(request, officer, DrawForm(), form)
    tell(request, "reports.reviewers.noted")
    return HttpResponseRedirect(reverse("reports:reviewer", args=[key]))


@require_POST
def ask_training(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask that they are trained in supervising searches."""
    return _train(request, key, operations.ask_training, "asked")


@require_POST
def give_training(request: HttpRequest, key: UUID) -> HttpResponse:
    """Record that they were."""
    return _train(request, key, operations.give_training, "given")


def _train(request: HttpRequest, key: UUID, what: Callable[..., Outcome], said: str) -> HttpResponse:
    form, officer = TrainingForm(request.POST), refs.make("officer", key)
    if not form.is_valid() or _do(request, what, form, officer=officer) is None:
        return _show(request, officer, DrawForm(), CoachingForm(), training=form)
    tell(request, f"reports.reviewers.training-{said}-now")
    return HttpResponseRedirect(reverse("reports:reviewer", args=[key]))


@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest, reading: UUID) -> HttpResponse:
    """Read a review that was drawn, and say what one thinks of it."""
    at = clock.now()
    row = kept.reading(viewer_of(request), reading, at=at)
    if row is None:
        raise Http404
    cast("Any", request).seen((row.subject,), words("reports.reviewers.read-title"))
    form = ReadForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = form.cleaned_data
        if _do(request, operations.read_again, form, reading=row.id, agrees=answer["agrees"] == "yes", words=answer["words"]) is not None:
            tell(request, "reports.reviewers.read-done")
            return HttpResponseRedirect(reverse("reports:reviewer", args=[refs.key_of(row.reviewer, "officer")]))
    page = pages.read_page(row, naming.officers([row.reviewer], at), form)
    return render(request, "reports/ask.html", page, status=422 if form.is_bound else 200)


def _show(
    request: HttpRequest, officer: str, draw_: DrawForm, coaching: CoachingForm, *, training: TrainingForm | None = None,
) -> HttpResponse:
    viewer, range_, at = viewer_of(request), range_of(request), clock.now()
    named = naming.officers([officer], at)
    if officer not in named:
        raise Http404
    asked = counting.Asked(since=range_.asked.since, until=range_.asked.until, person=officer)
    counted = [(BY_KEY[key], counting.count(viewer, BY_KEY[key], asked, at=at).all) for key in MEASURES]
    drawn, notes = kept.readings(viewer, officer, at=at), kept.notes(officer)
    names = naming.officers([*(row.read_by for row in drawn), *(note.by for note in notes)], at)
    page = pages.reviewer_page(
        officer, named[officer], range_, counted, drawn, notes, names, draw=draw_, coaching=coaching,
        train=training or TrainingForm(), training=kept.training_of([officer])[officer],
    )
    cast("Any", request).seen(page.touched, words("reports.reviewers.looked"))
    return render(request, "reports/reviewer.html", page, status=422 if draw_.is_bound or coaching.is_bound or training else 200)


def _do(request: HttpRequest, what: Callable[..., Outcome], form: Form, **given: Any) -> Outcome | None:
    """Do it; where it is refused, say why on the form."""
    try:
        return what(by=viewer_of(request), key=form.key, at=clock.now(), **given)
    except Refused as refused:
        form.add_error(None, words(refused.because, **refused.having))
        return None
