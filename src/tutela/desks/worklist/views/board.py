"""The control room's board, and the fragment that is fetched every ten seconds."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tutela.desks.worklist.pages.board import BoardPage
from tutela.desks.worklist.pages.board import board as page_of_board
from tutela.desks.worklist.queries.board import FILTERS
from tutela.desks.worklist.views import asked
from tutela.foundations.design.render import render
from tutela.foundations.kit import clock


@require_safe
def room(request: HttpRequest) -> HttpResponse:
    """The board."""
    page = _board(request)
    asked.looked(request, page.named, "worklist:room")
    return render(request, "worklist/room.html", page)


@require_safe
def room_fragment(request: HttpRequest) -> HttpResponse:
    """Its rows, for the script that fetches them again."""
    page = _board(request)
    asked.looked_again(request, page.named, "worklist:room-fragment")
    return render(request, "worklist/room-live.html", page)


def _board(request: HttpRequest) -> BoardPage:
    return page_of_board(asked.viewer(request), at=clock.now(), only=asked.one_of(request, "show", FILTERS, ""), after=asked.place(request))
