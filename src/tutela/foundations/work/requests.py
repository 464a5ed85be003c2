"""What stands around every request: its id, a reading transaction for looks, and pages for what was not done."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import ExitStack
from typing import Final

import structlog
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

from tutela.foundations.kit import ids, looks
from tutela.foundations.work.errors import NotDone

Respond = Callable[[HttpRequest], HttpResponse]
READS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_ID: Final = re.compile(r"[A-Za-z0-9._-]{8,64}")
log = structlog.get_logger("tutela.request")


class RequestIds:
    """Gives each request an id, or keeps the one that the proxy gave; it is in every log line, job and audit line."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if _ID.fullmatch(given) else str(ids.new())
        request.request_id = request_id  # type: ignore[attr-defined]
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = self.get_response(request)
        response["X-Request-ID"] = request_id
        return response


class Reading:
    """Serves a look inside one read-only transaction, so that a page shows one moment and writes nothing.

    Pages that must write on a look (sign-in, the log of views) do so outside: they carry ``writes_on_get``.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with ExitStack() as look:
            request.look = look  # type: ignore[attr-defined]  # which the view that is found may enter
            response = self.get_response(request)
            render = getattr(response, "render", None)
            return render() if callable(render) and not getattr(response, "is_rendered", True) else response

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple[object, ...], given: dict[str, object]) -> None:  # noqa: ARG002  # as Django calls it
        """Open the transaction of a look. The view itself is left to Django, so that what it raises is shown as any other."""
        if request.method not in READS or getattr(view, "writes_on_get", False) or view.__module__.startswith(("allauth.", "django.")):
            return
        if connection.in_atomic_block:  # a test's own transaction
            return
        request.look.enter_context(transaction.atomic())  # type: ignore[attr-defined]  # as above
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
        request.look.enter_context(looks.looking())  # type: ignore[attr-defined]  # as above


class Refusals:
    """Shows what was not done, and why, on a page that keeps the person's words."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A page for what is anticipated; anything else is a bug and goes on."""
        if not isinstance(error, NotDone):
            return None
        log.info("request.not_done", because=error.because, status=error.STATUS)
        show: Callable[[HttpRequest, Exception], HttpResponse] = import_string("tutela.foundations.work.pages.not_done")
        return show(request, error)
