"""Pages for what went wrong, each saying what happened, what would be right, and keeping what the person wrote.

Django's handlers are :func:`bad_request`, :func:`forbidden`, :func:`not_found`, :func:`broken` and :func:`forged`; what an
operation did not do is shown by :func:`refused` and :func:`conflict`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import msgspec
from django.http import HttpRequest, HttpResponse
from django.template import loader

from tutela.foundations.design.chrome import bare
from tutela.foundations.design.forms import Form
from tutela.foundations.design.render import render
from tutela.foundations.design.words import words

_MECHANICAL: Final = frozenset({"csrfmiddlewaretoken", "key", "expected"})


class Kept(msgspec.Struct, frozen=True):
    """One answer that somebody gave and must not lose."""

    name: str
    label: str
    text: str


class Problem(msgspec.Struct, frozen=True):
    """What a page of a problem says."""

    title: str
    text: tuple[str, ...]
    kept: tuple[Kept, ...] = ()
    href: str | None = None
    link: str = ""


class Reason(msgspec.Struct, frozen=True):
    """One standard that an act does not meet: why, and what would."""

    why: str
    right: str = ""
    citation: str = ""


class RefusedPage(msgspec.Struct, frozen=True, kw_only=True):
    """What was refused, why, what would be right, and the words that were written."""

    what: str
    reasons: tuple[Reason, ...]
    kept: tuple[Kept, ...] = ()
    attempt_kept: bool = True
    form: Form | None = None
    action: str = ""
    back: str | None = None


class Changed(msgspec.Struct, frozen=True):
    """One thing that another changed while this person was writing."""

    what: str
    was: str
    now: str
    by: str
    at: datetime | None = None
    mine: str | None = None
    """What this person wrote for the same."""


class ConflictPage(msgspec.Struct, frozen=True, kw_only=True):
    """What another changed meanwhile, and this person's words, to copy or to send again upon the version shown."""

    what: str
    changes: tuple[Changed, ...]
    kept: tuple[Kept, ...] = ()
    form: Form | None = None
    action: str = ""
    current: str | None = None
    """Where the record stands as it is now."""


def refused(request: HttpRequest, page: RefusedPage) -> HttpResponse:
    """Show what was refused (422)."""
    return render(request, "design/refused.html", page, status=422)


def conflict(request: HttpRequest, page: ConflictPage) -> HttpResponse:
    """Show that another was first (409)."""
    return render(request, "design/conflict.html", page, status=409)


def problem(request: HttpRequest, status: int, *, title: str, text: Sequence[str], href: str | None = None, link: str = "") -> HttpResponse:
    """Show a problem in words given, keeping what was written."""
    return render(request, f"design/errors/{status}.html", Problem(title, tuple(text), kept_from(request), href, link), status=status)


def kept_from(request: HttpRequest) -> tuple[Kept, ...]:
    """The answers that came with a request, by the names of their fields."""
    if request.method != "POST":
        return ()
    return tuple(
        Kept(name, name.replace("_", " ").replace("-", " ").capitalize(), "\n".join(values))
        for name, values in request.POST.lists()
        if name not in _MECHANICAL and not name.endswith("_shown") and "password" not in name and any(value.strip() for value in map(str, values))
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  # Django gives it
    """What was sent cannot be read (handler400)."""
    return _plain(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The policy says no (handler403): in the words of what was raised, where it has any."""
    said = str(exception) if exception and str(exception) else ""
    return _plain(request, 403, said)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  # its words would name what may not be known
    """There is nothing there, or nothing that this viewer may know of (handler404)."""
    return _plain(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """A bug (handler500): asks nothing of database or session, and says how to report it."""
    return _plain(request, 500)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  # Django gives it; it explains nothing to a reader
    """The token did not fit (CSRF_FAILURE_VIEW): mostly a page left open too long, so the words are kept."""
    return _plain(request, 403, words("design.error.forged"))


def _plain(request: HttpRequest, status: int, said: str = "") -> HttpResponse:
    """A page that comes whatever is broken."""
    text = (said or words(f"design.error.{status}.text"), words(f"design.error.{status}.next"))
    page = Problem(words(f"design.error.{status}.title"), text, kept_from(request) if status != 400 else (), "/", words("design.error.home"))
    context: dict[str, Any] = {"page": page, "chrome": bare(request)}
    return HttpResponse(loader.get_template(f"design/errors/{status}.html").render(context, request), status=status)
