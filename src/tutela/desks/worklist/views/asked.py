"""What a request asks for: by whom, which filter, from which place on, and where to go back to."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final, TypeVar, cast

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from tutela.foundations.access.viewer import Viewer
from tutela.foundations.audit import seen
from tutela.foundations.kit import clock

V = TypeVar("V", bound=str)
_AN_HOUR: Final = timedelta(hours=1)
_NEVER: Final = datetime.min.replace(tzinfo=UTC)
_MOST: Final = 20_000
_shown: OrderedDict[tuple[str, str], datetime] = OrderedDict()
"""Whom each session was shown last, in this process alone: forgetting it only logs once more."""


def viewer(request: HttpRequest) -> Viewer:
    """Who looks or acts, as access's middleware found."""
    found: Any = request
    return cast(Viewer, found.viewer)


def one_of(request: HttpRequest, name: str, values: Sequence[V], otherwise: V) -> V:
    """One of a few values in the address; anything else is the usual one."""
    given = request.GET.get(name, "")
    return next((value for value in values if value == given), otherwise)


def place(request: HttpRequest, name: str = "after") -> str | None:
    """From where on."""
    return request.GET.get(name) or None


def back(request: HttpRequest, otherwise: str) -> str:
    """Where to go when it is done: a page of ours."""
    given = request.POST.get("back", "")
    return given if url_has_allowed_host_and_scheme(given, allowed_hosts=None) and given.startswith("/") else otherwise


def looked(request: HttpRequest, named: tuple[str, ...], page: str) -> None:
    """Log that persons were shown by name."""
    by = viewer(request)
    _remember(by.session, named)
    seen(by.ref, named, "worklist", page, str(getattr(request, "request_id", "")), role=by.acting, session=by.session, device=by.device)


def looked_again(request: HttpRequest, named: tuple[str, ...], page: str) -> None:
    """Log those whose names came with what a page fetches by itself, and whom this session was not shown within the hour."""
    session, hour_ago = viewer(request).session, clock.wall() - _AN_HOUR
    fresh = tuple(ref for ref in named if _shown.get((session, ref), _NEVER) < hour_ago)
    if fresh:
        looked(request, fresh, page)


def _remember(session: str, named: tuple[str, ...]) -> None:
    for ref in named:
        _shown[session, ref] = clock.wall()
        _shown.move_to_end((session, ref))
    while len(_shown) > _MOST:
        _shown.popitem(last=False)
