"""Search: one box, one answer. Why one looks is asked once a session; every look-up is logged, also one that found nothing."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from tutela.desks.search import queries
from tutela.desks.search.forms import SearchForm
from tutela.desks.search.pages import search_page
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.render import render
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock

PURPOSE = "search_purpose"
LONGEST = 120


def find(request: HttpRequest) -> HttpResponse:
    """Ask, or answer: a GET with ``q`` or ``born`` is answered where the purpose is known, and asked for it where it is not."""
    if request.method == "POST":
        return _asked(request)
    purpose = str(request.session.get(PURPOSE, ""))
    text, born = request.GET.get("q", "")[:LONGEST].strip(), _day(request.GET.get("born", ""))
    form = SearchForm(initial={"q": text, "born": born}, purpose=purpose)
    if not purpose or not (text or born):
        return render(request, "search/search.html", search_page(form, purpose))
    asked = cast("Any", request)
    viewer: Viewer = asked.viewer
    found = queries.find(viewer, text, born, clock.now())
    asked.seen(found.refs or ("search",), words("search.logged", purpose=purpose, asked=" ".join(filter(None, (text, born.isoformat() if born else "")))))
    return render(request, "search/search.html", search_page(form, purpose, text, born, found))


def _asked(request: HttpRequest) -> HttpResponse:
    """Keep the purpose for this session, and go to the answer."""
    purpose = str(request.session.get(PURPOSE, ""))
    form = SearchForm(request.POST, purpose=purpose)
    if not form.is_valid():
        return render(request, "search/search.html", search_page(form, purpose), status=422)
    answer = form.cleaned_data
    if not purpose:
        request.session[PURPOSE] = answer["words"] if answer["purpose"] == "other" else words(f"search.purpose.{answer['purpose']}")
    asked = {"q": answer["q"][:LONGEST], "born": answer["born"].isoformat() if answer["born"] else ""}
    return HttpResponseRedirect(f"{reverse('search:find')}?{urlencode({name: value for name, value in asked.items() if value})}")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
