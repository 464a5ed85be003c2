"""Every address: each area's and desk's own list, included by name. What a list holds is declared there, each with its permission."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Final

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from tutela.config.health import health
from tutela.foundations.design.urls import public

LISTS: Final = (
    ("", "tutela.foundations.access.urls"),
    ("", "tutela.foundations.design.routes"),
    *(("", f"tutela.practice.{name}.urls") for name in settings.PRACTICE),
    *(("", f"tutela.desks.{name}.urls") for name in settings.DESKS),
    ("api/v1/", "tutela.desks.api.v1.urls"),
    ("training/", "tutela.demo.urls"),
)

urlpatterns: list[URLPattern | URLResolver] = [
    public("health", health, "health", why="Whoever watches the service has no account; it tells ages and counts, and nothing of anybody's record."),
    *(path(route, include(name)) for route, name in LISTS if find_spec(name)),
]

handler400 = "tutela.foundations.design.errors.bad_request"
handler403 = "tutela.foundations.design.errors.forbidden"
handler404 = "tutela.foundations.design.errors.not_found"
handler500 = "tutela.foundations.design.errors.broken"
