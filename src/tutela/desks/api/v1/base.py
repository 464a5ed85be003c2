"""The API itself: who asks (by token), and how an answer says that something was not done (RFC 9457)."""

from __future__ import annotations

import hashlib
from typing import Any, Final

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, ValidationError
from ninja.security import HttpBearer

from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.access.viewers import viewer_of_token
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock
from tutela.foundations.work.errors import Denied, NotDone

PROBLEM: Final = "application/problem+json"


class Problem(Schema):
    """Why something was not done."""

    type: str
    title: str
    status: int
    detail: str
    instance: str


class Token(HttpBearer):
    """``Authorization: Bearer …``: a feed's token, or an officer's."""

    def authenticate(self, request: HttpRequest, token: str) -> Viewer | None:  # noqa: ARG002 - as ninja calls it
        """Who holds the token; nobody, where nobody does."""
        return viewer_of_token(token, at=clock.now())


api = NinjaAPI(
    title="Tutela", version="1", urls_namespace="api-1", auth=Token(), docs_url=None, openapi_url=None,
    description="Facts in, duties out. Times are ISO 8601 with offset. The law known is that of England and Wales.",
)
RESPONSES: Final[dict[Any, Any]] = {400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem}


def viewer(request: HttpRequest, permission: Permission) -> Viewer:
    """Who asks, if they may ask this at all.

    :raises Denied: if not
    """
    asking: Viewer = request.auth  # type: ignore[attr-defined]  # ninja puts there what Token found
    verdict = policy.may(asking, permission)
    if not verdict.allowed:
        raise Denied(verdict)
    return asking


def problem(request: HttpRequest, status: int, because: str, detail: str) -> HttpResponse:
    """An answer that says why not."""
    said = {"type": f"about:blank#{because}", "title": because, "status": status, "detail": detail, "instance": getattr(request, "request_id", "")}
    return HttpResponse(msgspec.json.encode(said), status=status, content_type=PROBLEM)


def tagged(request: HttpRequest, answer: dict[str, Any]) -> HttpResponse:
    """An answer with its ETag; nothing anew to who has it already."""
    body = msgspec.json.encode(answer)
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers={"ETag": tag})
    return HttpResponse(body, content_type="application/json", headers={"ETag": tag})


@api.exception_handler(NotDone)
def _not_done(request: HttpRequest, error: NotDone) -> HttpResponse:
    if isinstance(error, Denied) and error.hidden:
        return problem(request, 404, "not-found", "There is no such thing.")
    return problem(request, error.STATUS, error.because, words(error.because, **error.having))


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:  # noqa: ARG001 - as ninja calls it
    answer = problem(request, 401, "not-signed-in", "Send Authorization: Bearer with a token that is known here.")
    answer["WWW-Authenticate"] = "Bearer"
    return answer


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    said = "; ".join(f"{'.'.join(map(str, e.get('loc', ())))}: {e.get('msg', '')}" for e in error.errors)
    return problem(request, 422, "invalid", said)
