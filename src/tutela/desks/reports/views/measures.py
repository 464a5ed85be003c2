"""The measures, one measure, the records behind a number, and their export."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tutela.desks.reports import operations
from tutela.desks.reports.forms import ExportForm
from tutela.desks.reports.pages import measures as pages
from tutela.desks.reports.pages.asking import AskPage
from tutela.desks.reports.pages.range import Range
from tutela.desks.reports.pages.sheet import body, mark_of, sheet
from tutela.desks.reports.queries import counting, kept, naming
from tutela.desks.reports.queries.measures import Measure
from tutela.desks.reports.queries.registry import BY_KEY
from tutela.desks.reports.views.asked import range_of, viewer_of
from tutela.foundations.access import policy
from tutela.foundations.design.render import render
from tutela.foundations.design.times import local_time
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock
from tutela.foundations.kit.periods import local
from tutela.foundations.work.errors import Denied, Refused


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Every measure, and the lists that were saved."""
    viewer, at = viewer_of(request), clock.now()
    views = kept.views(viewer)
    names = _names((ref for view in views for ref in (view.by, view.person)), at)
    return render(request, "reports/measures.html", pages.listed(viewer, views, names, local(at).date()))


@require_safe
def one(request: HttpRequest, name: str) -> HttpResponse:
    """One measure of a period."""
    measure, range_, at = _measure(name), range_of(request), clock.now()
    counts = counting.count(viewer_of(request), measure, range_.asked, at=at)
    names = _names((t.name for t in counts.by.get("person", ())), at)
    return render(request, "reports/measure.html", pages.measure_page(viewer_of(request), measure, counts, range_, names, at=at))


@require_safe
def behind(request: HttpRequest, name: str) -> HttpResponse:
    """The records behind one of its numbers; the look is logged."""
    measure, range_, at = _measure(name), range_of(request), clock.now()
    which = _which(request, measure)
    found = counting.records(viewer_of(request), measure, range_.asked, at=at, which=which, after=request.GET.get("after", ""))
    cast("Any", request).seen(_subjects(found.rows), words("reports.looked", title=pages.title(measure)))
    names = _names((row.person for row in found.rows), at)
    return render(request, "reports/records.html", pages.records_page(viewer_of(request), measure, found, which, range_, names, at=at))


@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest, name: str) -> HttpResponse:
    """Ask why and for whom, log it, and give the file."""
    measure, range_ = _measure(name), range_of(request)
    viewer, which = viewer_of(request), _which(request, measure)
    if not policy.may_visit(viewer, measure.sees):
        raise Denied(policy.may(viewer, measure.sees))
    form = ExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _file(request, measure, range_, which, form)
        except Refused as refused:
            form.add_error(None, words(refused.because, **refused.having))
    page = AskPage(
        title=words("reports.export-title"), about=(pages.export_words(measure, which, range_), words("reports.export-lead")), form=form,
        back=f"{reverse('reports:records', args=[measure.key])}?{range_.but(which=which)}", back_text=words("reports.back-records"),
        button=words("reports.export-button"), once=False,
    )
    return render(request, "reports/ask.html", page, status=422 if form.is_bound else 200)


def _file(request: HttpRequest, measure: Measure, range_: Range, which: str, form: ExportForm) -> HttpResponse:
    """The file, which leaves only after its line is in the audit."""
    viewer, at, answers = viewer_of(request), clock.now(), form.cleaned_data
    found = counting.everything(viewer, measure, range_.asked, at=at, which=which)
    names = _names((row.person for row in found.rows), at)
    lines = body(measure, found.rows, names)
    done = operations.export(
        by=viewer, key=form.key, at=at, what=f"measure:{measure.key}", asked=range_.but(which=which), subjects=_subjects(found.rows), withheld=found.withheld,
        digest=hashlib.sha256(repr(lines).encode()).hexdigest(), **answers,
    )
    number = str(done.result["export"])
    mark = mark_of(number, answers["marking"], viewer.name, at)
    heads = [
        mark, pages.export_words(measure, which, range_), words("reports.sheet.recipient", who=answers["recipient"], why=answers["reason"]),
        words("reports.sheet.as-at", at=local_time(at), count=len(lines)), *([words("reports.withheld", count=found.withheld)] if found.withheld else []),
        *([words("reports.sheet.cut")] if found.after else []),
    ]
    response = HttpResponse(sheet(lines, heads=heads, mark=mark), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{number}.csv"'
    return response


def _measure(name: str) -> Measure:
    """A measure by its key.

    :raises Http404: where there is none
    """
    if name not in BY_KEY:
        raise Http404
    return BY_KEY[name]


def _which(request: HttpRequest, measure: Measure) -> str:
    asked = request.GET.get("which", "")
    return asked if asked in measure.names else ""


def _subjects(rows: Iterable[counting.Found]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ref for row in rows for ref in row.about))


def _names(persons: Iterable[str], at: datetime) -> dict[str, str]:
    return {**naming.units(), **naming.officers(persons, at)}
