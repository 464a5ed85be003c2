"""How a URL is declared: with the permission that it asks for, or with the reason why it asks for none.

The policy's middleware reads the declaration of the view that was found; a view without one is shut, and fails a test.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple

from django.http import HttpResponseBase
from django.urls import ResolverMatch, URLPattern, path

View = Callable[..., HttpResponseBase]


class Declared(NamedTuple):
    """What a URL asks for: a permission, or nothing and why."""

    permission: str | None
    public: str | None


def page(route: str, view: View, name: str, *, permission: str) -> URLPattern:
    """A URL that asks for a permission."""
    return path(route, stamped(view, Declared(permission, None)), name=name)


def public(route: str, view: View, name: str, *, why: str) -> URLPattern:
    """A URL that anybody may ask for, and why."""
    return path(route, stamped(view, Declared(None, why)), name=name)


def stamped(view: View, declared: Declared) -> View:
    """The view with its declaration; a view of its own, so that two URLs of one view may ask for different permissions."""

    @wraps(view)
    def declaring(*args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(*args, **kwargs)

    declaring.declared = declared  # type: ignore[attr-defined]  # Django hands the view itself to middleware, which reads it here
    declaring.permission = declared.permission  # type: ignore[attr-defined]  # as above
    return declaring


def declared(view: object) -> Declared | None:
    """What a view declares; None if nothing."""
    found = getattr(view, "declared", None)
    return found if isinstance(found, Declared) else None


def declared_permission(match: ResolverMatch | None) -> Declared | None:
    """What the URL that was found declares; None if nothing, which is to be refused."""
    return declared(match.func) if match else None
