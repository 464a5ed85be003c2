"""Taking a report: one screen, keyboard first, never refused."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.render import render
from tutela.foundations.kit import clock, refs
from tutela.practice.contact import operations, pages
from tutela.practice.contact.forms import Report
from tutela.practice.contact.queries.household import household
from tutela.practice.contact.views.asked import tell_done, viewer_of
from tutela.record.occurrences import queries


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Take a report."""
    viewer, at = viewer_of(request), clock.now()
    child = _child(request)
    if request.method != "POST":
        initial = {"missing": "yes"} if request.GET.get("missing") else {}
        return render(request, "contact/report.html", pages.report_page(viewer, Report(initial=initial), at=at, child=child))
    form = Report(request.POST)
    if not form.is_valid():
        return render(request, "contact/report.html", pages.report_page(viewer, form, at=at, child=child), status=422)
    outcome = operations.take_report(by=viewer, key=form.key, at=at, **form.given(child=child))
    said = "back-done" if form.cleaned_data["missing"] == "back" else "again" if outcome.result.get("again") else "done"
    tell_done(request, f"contact.report.{said}", outcome)
    made = queries.incident(outcome.result["incident"])
    asks = made is not None and made.card.concern == "domestic_abuse" and household(viewer, made.card, at).children
    return redirect("contact:household" if asks else "contact:incident", refs.key_of(outcome.result["incident"], "incident"))


def _child(request: HttpRequest) -> str:
    """The child who was found by look-up, if the viewer may know of them."""
    named = str(request.POST.get("child") or request.GET.get("child") or "")
    if not refs.is_ours(named) or refs.split(named)[0] != "person":
        return ""
    return named if policy.may(viewer_of(request), Permission.PERSON_SEE, [named]).allowed else ""
