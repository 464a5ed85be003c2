"""Two sites from one service: the force's own, and the partners', at a host and with cookies of its own.

By the name under which it is asked for a request is of one site or the other (docs/decisions/0010-partners-site.md). At the partners' site there is
nothing but signing in and the partners' pages; at the force's there is nothing of the partners'. What is of the other site is not there.
"""

from __future__ import annotations

from collections.abc import Callable
from http.cookies import SimpleCookie
from typing import Final, Literal

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from tutela.foundations.access.models import Account
from tutela.foundations.design.links import place

Site = Literal["force", "partners"]
HOME: Final = "partners-home"
SPACE: Final = "gateway"
"""Whose addresses are the partners' pages."""
BOTH: Final = frozenset({
    "health", "sign-in", "sign-in-code", "sign-in-as", "sign-out", "locked", "lock", "here", "held", "account", "sessions", "sessions-end", "prove",
    "recovery-codes", "authenticator", "password", "api:receive_return_interview",
})
"""Pages of either site: signing in and one's own account; and the one door for a partner's own system."""
_SUFFIX: Final = "-partners"


def site_of(request: HttpRequest) -> Site:
    """Of which site a request is."""
    return "partners" if request.get_host().partition(":")[0] in settings.PARTNERS_HOSTS else "force"


def at_home(request: HttpRequest, account: Account) -> bool:
    """Is this the site of the account's holder? A session opens nothing at the other, wherever its cookie came from."""
    return (account.partner_id is not None) == (site_of(request) == "partners")


class Sites:
    """Django's middleware, before sessions: it says of which site a request is, keeps the cookies of the two apart, and hides what is the other's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        site = site_of(request)
        request.of_site = site  # type: ignore[attr-defined]  # what the chrome finds there
        if site == "force":
            return self.get_response(request)
        for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
            request.COOKIES.pop(name, None)
            if (theirs := request.COOKIES.pop(f"{name}{_SUFFIX}", None)) is not None:
                request.COOKIES[name] = theirs
        response = HttpResponseRedirect(place(HOME) or "/") if request.path == "/" else self.get_response(request)
        response.cookies = _renamed(response.cookies)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple[object, ...], given: dict[str, object],  # noqa: ARG002  # as Django calls it
    ) -> None:
        """Hide a page of the other site.

        :raises Http404: as from an address that is none
        """
        found = request.resolver_match
        if found is None or found.view_name in BOTH:
            return
        if (found.namespace == SPACE) != (site_of(request) == "partners"):
            raise Http404


def _renamed(cookies: SimpleCookie) -> SimpleCookie:
    """The same cookies under the partners' names."""
    named: SimpleCookie = SimpleCookie()
    for name, held in cookies.items():
        ours = f"{name}{_SUFFIX}" if name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME) else name
        named[ours] = held.value
        for key, value in held.items():
            named[ours][key] = value
    return named
