"""The API's addresses. Who asks is known by token, and each endpoint asks for its own permission."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.urls import path as _path

from tutela.desks.api.v1.base import api
from tutela.desks.api.v1.description import description
from tutela.foundations.design.urls import Declared, public, stamped

ENDPOINTS: Final = ("facts", "duties", "alerts", "return_interviews")
for _name in ENDPOINTS:
    import_module(f"tutela.desks.api.v1.{_name}")

_WHY: Final = "The API knows by token who asks, and each endpoint asks for its permission."


def described(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view
    """The API's description (OpenAPI 3.1)."""
    return HttpResponse(description(), content_type="application/json")


def _declared(pattern: URLPattern) -> URLPattern:
    found = _path(str(pattern.pattern), stamped(pattern.callback, Declared(None, _WHY)), name=pattern.name or "")
    found.pattern = pattern.pattern
    return found


urlpatterns = [
    public("openapi.json", described, "api-description", why="The description tells what may be asked, and nothing of anybody's record."),
    *(_declared(pattern) for pattern in api.urls[0] if isinstance(pattern, URLPattern) and pattern.name != "api-root"),
]
app_name = "api"
