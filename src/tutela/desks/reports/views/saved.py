"""Lists that people saved under a name."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from tutela.desks.reports import operations
from tutela.desks.reports.forms import RemoveForm, ViewForm
from tutela.desks.reports.pages import measures as pages
from tutela.desks.reports.pages.asking import AskPage
from tutela.desks.reports.queries.registry import BY_KEY
from tutela.desks.reports.views.asked import range_of, viewer_of
from tutela.foundations.design.chrome import tell
from tutela.foundations.design.render import render
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock
from tutela.foundations.work.errors import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest, name: str) -> HttpResponse:
    """Save a list with its filters, of the last so many days."""
    if name not in BY_KEY:
        raise Http404
    measure, range_ = BY_KEY[name], range_of(request)
    which = request.GET.get("which", "")
    which = which if which in measure.names else ""
    form = ViewForm(request.POST or None, initial={"days": (range_.last - range_.first).days + 1})
    if request.method == "POST" and form.is_valid():
        asked = range_.asked
        try:
            operations.save_view(
                by=viewer_of(request), key=form.key, at=clock.now(), measure=measure.key, which=which, team=asked.team, shift=asked.shift, person=asked.person,
                **form.cleaned_data,
            )
        except Refused as refused:
            form.add_error(None, words(refused.because, **refused.having))
        else:
            tell(request, "reports.view-saved")
            return HttpResponseRedirect(reverse("reports:measures"))
    back = f"{reverse('reports:records', args=[measure.key])}?{range_.but(which=which)}"
    about = (pages.export_words(measure, which, range_),)
    page = AskPage(title=words("reports.view-title"), back=back, about=about, button=words("reports.view-button"), form=form)
    return render(request, "reports/ask.html", page, status=422 if form.is_bound else 200)


@require_POST
def remove(request: HttpRequest, view: UUID) -> HttpResponse:
    """Take one's own saved list away."""
    form = RemoveForm(request.POST)
    if form.is_valid():
        operations.remove_view(by=viewer_of(request), key=form.key, at=clock.now(), view=str(view))
        tell(request, "reports.view-removed")
    return HttpResponseRedirect(reverse("reports:measures"))
