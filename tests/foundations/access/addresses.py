"""The addresses that these tests ask for: those of signing in, and a few pages that stand for all others."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path

from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.policy import Verdict
from tutela.foundations.design.urls import page, public
from tutela.foundations.work.errors import Denied

CHILD = "p:01890000-0000-7000-8000-000000000001"


def child(request: HttpRequest) -> HttpResponse:
    """A page about a child: what it shows is logged."""
    request.seen([CHILD], "profile")  # type: ignore[attr-defined]
    return HttpResponse("Everything about the child")


def board(request: HttpRequest) -> HttpResponse:
    """A page that takes words."""
    return HttpResponse(f"{request.method} {request.POST.get('words', '')}".strip())


def hidden(_: HttpRequest) -> HttpResponse:
    """A record of which one may not know."""
    raise Denied(Verdict("none", "access.restricted"), (CHILD,))


def detail(_: HttpRequest) -> HttpResponse:
    """A record whose detail one may not see."""
    raise Denied(Verdict("detail_hidden", "access.detail-restricted"), (CHILD,))


def nothing(_: HttpRequest) -> HttpResponse:
    """Nothing there."""
    raise Http404


def broken(_: HttpRequest) -> HttpResponse:
    """A bug."""
    raise ZeroDivisionError


def forbidden(_: HttpRequest) -> HttpResponse:
    """What Django itself forbids."""
    raise PermissionDenied


urlpatterns = [
    path("", include("tutela.foundations.access.urls")),
    path("", include("tutela.foundations.design.routes")),
    page("", board, "home", permission=Permission.SIGNED_IN),
    page("child", child, "child", permission=Permission.PERSON_SEE),
    page("board", board, "board", permission=Permission.BOARD_SEE),
    page("hidden", hidden, "hidden", permission=Permission.PERSON_SEE),
    page("detail", detail, "detail", permission=Permission.PERSON_SEE),
    page("roster", board, "roster", permission=Permission.ROSTER_KEEP),
    page("api/v1/duties", board, "duties", permission=Permission.DUTIES_READ),
    public("nothing", nothing, "nothing", why="A test's."),
    public("broken", broken, "broken", why="A test's."),
    public("forbidden", forbidden, "forbidden", why="A test's."),
    path("undeclared", board, name="undeclared"),
]

handler400 = "tutela.foundations.design.errors.bad_request"
handler403 = "tutela.foundations.design.errors.forbidden"
handler404 = "tutela.foundations.design.errors.not_found"
handler500 = "tutela.foundations.design.errors.broken"
