"""What a request asks for: by whom, which filter, from which place on, and where to go back to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar, cast

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from tutela.foundations.access.viewer import Viewer

V = TypeVar("V", bound=str)


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
