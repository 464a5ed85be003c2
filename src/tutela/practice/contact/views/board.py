"""The supervisor's board, and the fragment that is fetched every ten seconds."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tutela.foundations.design.render import render
from tutela.foundations.kit import clock
from tutela.practice.contact import pages
from tutela.practice.contact.queries.board import FILTERS
from tutela.practice.contact.views.asked import viewer_of


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The board."""
    page = _page(request)
    _seen(request, page.named)
    return render(request, "contact/board.html", page)


@require_safe
def board_live(request: HttpRequest) -> HttpResponse:
    """Its rows, for the script that fetches them again."""
    page = _page(request)
    _seen(request, page.named)
    return render(request, "contact/board-live.html", page)


@require_safe
def deferrals(request: HttpRequest) -> HttpResponse:
    """Who tried to put off that somebody goes to a child, and was refused."""
    page = pages.deferrals_page(viewer_of(request), at=clock.now())
    _seen(request, page.named)
    return render(request, "contact/deferrals.html", page)


def _page(request: HttpRequest) -> pages.BoardPage:
    asked = request.GET.get("show", "")
    only = next((name for name in FILTERS if name == asked), FILTERS[0])
    return pages.board_page(viewer_of(request), at=clock.now(), only=only, after=request.GET.get("after"))


def _seen(request: HttpRequest, named: tuple[str, ...]) -> None:
    found: Any = request
    found.seen(named, "supervisor's board")
