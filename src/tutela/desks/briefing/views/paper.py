"""The pack of a morning as a PDF: why and for whom is asked, the print is logged, then the file is given."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tutela.desks.briefing import operations
from tutela.desks.briefing.forms import PrintForm
from tutela.desks.briefing.pages import paper as pages
from tutela.desks.briefing.pages.acting import ActPage
from tutela.desks.briefing.queries import meeting as meetings
from tutela.desks.briefing.queries import packs
from tutela.desks.briefing.views.packs import day_of, viewer_of
from tutela.foundations.design.render import render
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock
from tutela.foundations.work.errors import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def printed_pack(request: HttpRequest, day: str) -> HttpResponse:
    """Ask, log, and give the file.

    :raises Http404: where no pack was kept of that day
    """
    of = day_of(day)
    if not packs.kept_of(of):
        raise Http404
    form = PrintForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _file(request, form, day)
        except Refused as refused:
            form.add_error(None, words(refused.because, **refused.having))
        except pages.CannotPrint:
            form.add_error(None, words("briefing.print.cannot"))
    page = ActPage(
        title=words("briefing.print.title"), about=(words("briefing.print.lead"),), button=words("briefing.print.button"),
        back=reverse("briefing:pack", args=[day]), form=form,
    )
    return render(request, "briefing/act.html", page, status=422 if form.is_bound else 200)


def _file(request: HttpRequest, form: PrintForm, day: str) -> HttpResponse:
    """The file, which leaves only after its line is in the audit."""
    viewer, at, of = viewer_of(request), clock.now(), day_of(day)
    found = packs.of_day(viewer, of, at=at, limit=packs.ON_PAPER)
    if found is None:
        raise Http404
    page = pages.on_screen(viewer, found, meetings.meeting_of(viewer, of, at=at), at=at)
    given = {"name": viewer.name, "at": at, **form.cleaned_data}
    pages.ready()   # nothing is logged that cannot be drawn here
    subjects = tuple(sorted({ref for s in found.sections for seen in s.lines if seen.detail for ref in seen.line.refs}))
    withheld = sum(1 for s in found.sections for seen in s.lines if not seen.detail)
    done = operations.print_pack(by=viewer, key=form.key, at=at, day=of, subjects=subjects, withheld=withheld, **form.cleaned_data)
    number = str(done.result["export"])
    response = HttpResponse(pages.pdf(pages.pack_html(page, number=number, **given)), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{number}.pdf"'
    return response
