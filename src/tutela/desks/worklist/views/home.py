"""My worklist, its fragment, everything I was told, and taking note."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tutela.desks.worklist.forms import Acknowledge
from tutela.desks.worklist.pages.home import FILTERS, HomePage
from tutela.desks.worklist.pages.home import home as page_of_home
from tutela.desks.worklist.pages.told import told as page_of_told
from tutela.desks.worklist.views import asked
from tutela.foundations.design.chrome import tell
from tutela.foundations.design.render import render
from tutela.foundations.kit import clock
from tutela.record.duties import operations as duties


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """My worklist."""
    page = _home(request)
    asked.looked(request, page.named, "worklist:home")
    return render(request, "worklist/home.html", page)


@require_safe
def home_fragment(request: HttpRequest) -> HttpResponse:
    """The same without what stands around it, for the script that fetches it again."""
    page = _home(request)
    asked.looked_again(request, page.named, "worklist:home-fragment")
    return render(request, "worklist/home-live.html", page)


def _home(request: HttpRequest) -> HomePage:
    return page_of_home(
        asked.viewer(request), at=clock.now(), only=asked.one_of(request, "show", FILTERS, ""), after=asked.place(request),
        whole=asked.one_of(request, "decide", ("", "all"), "") == "all",
    )


@require_safe
def told(request: HttpRequest) -> HttpResponse:
    """Everything I was ever told, noted or not."""
    page = page_of_told(asked.viewer(request), at=clock.now(), before=asked.place(request, "before"))
    asked.looked(request, page.named, "worklist:told")
    return render(request, "worklist/told.html", page)


@require_POST
def acknowledge(request: HttpRequest) -> HttpResponse:
    """Take note of one or many."""
    form, here = Acknowledge(request.POST), asked.back(request, reverse("worklist:home"))
    chosen = form.chosen()
    if not form.is_valid() or not chosen:
        tell(request, "worklist.acknowledge.nothing", kind="warning")
        return redirect(here)
    done = duties.acknowledge(by=asked.viewer(request), key=form.key, at=clock.now(), alerts=chosen)
    tell(request, "worklist.acknowledge.done", count=done.result["acknowledged"])
    return redirect(here)
