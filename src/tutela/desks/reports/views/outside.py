"""What is still kept outside, said once a month, and counted beside the exports."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tutela.desks.reports import operations
from tutela.desks.reports.forms import OutsideForm
from tutela.desks.reports.pages import outside as pages
from tutela.desks.reports.queries import naming
from tutela.desks.reports.queries import outside as queries
from tutela.desks.reports.views.asked import viewer_of
from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.chrome import tell
from tutela.foundations.design.render import render
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock
from tutela.foundations.work.errors import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def kept(request: HttpRequest) -> HttpResponse:
    """Say it; and read it, for whoever sees measures."""
    viewer, at = viewer_of(request), clock.now()
    form = OutsideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.say_kept_outside(by=viewer, key=form.key, at=at, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, words(refused.because, **refused.having))
        else:
            tell(request, "reports.outside.done")
            return HttpResponseRedirect(reverse("reports:outside"))
    mine = queries.mine(viewer.ref, at)
    if not policy.may_visit(viewer, Permission.REPORTS_SEE):
        page = pages.outside_page(form, mine)
    else:
        months = queries.months(at)
        month = _month(request, [row.first for row in months])
        said = queries.said_in(month)
        page = pages.counted_page(
            form, mine, month=month, months=months, said=said, taken=queries.taken_in(month), names=_names([row.by for row in said], at),
        )
    return render(request, "reports/outside.html", page, status=422 if form.is_bound else 200)


def _month(request: HttpRequest, known: list[date]) -> date:
    """The month that the address names, else this one."""
    return next((month for month in known if month.isoformat() == request.GET.get("month")), known[0])


def _names(officers: list[str], at: datetime) -> dict[str, str]:
    return naming.officers(officers, at)
