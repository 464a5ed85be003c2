"""The page of one place."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from tutela.desks.profile.pages.place import place_page
from tutela.desks.profile.queries.place import place
from tutela.desks.profile.views.looking import viewer_of
from tutela.foundations.design.render import render
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock


def at_place(request: HttpRequest, key: UUID) -> HttpResponse:
    """Who is at a place, what whoever attends must know, what happened there."""
    found = place(viewer_of(request), key, clock.now())
    if found is None:
        raise Http404
    cast("Any", request).seen(found.refs, words("profile.purpose.place"))
    return render(request, "profile/place.html", place_page(found))
