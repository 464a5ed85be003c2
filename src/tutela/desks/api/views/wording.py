"""The fragment that a page asks for while somebody writes: what is noticed in their words. It keeps nothing, and stops nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, cast

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tutela.desks.api.pages import KINDS, noticed_fragment
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.render import render
from tutela.foundations.kit import clock
from tutela.foundations.kit.text import clean

MOST: Final = 60
"""How often one person's words are read in a minute: somebody who types asks every second at most."""
LONGEST: Final = 20_000


@require_POST
@never_cache
def noticed(request: HttpRequest) -> HttpResponse:
    """What is noticed in a text. Nothing of it is kept or logged; asked too often, it says nothing for the rest of the minute."""
    found: Any = request
    viewer, at = cast("Viewer", found.viewer), clock.now()
    if _too_often(viewer, at):
        return HttpResponse(status=429)
    text, kind = clean(request.POST.get("text", ""))[:LONGEST], request.POST.get("kind", "")
    if kind not in KINDS:
        return HttpResponse(status=422)
    return render(request, "api/noticed.html", noticed_fragment(viewer, text, kind))


def _too_often(viewer: Viewer, at: datetime) -> bool:
    """Counted in memory, by whom and which minute: never by what was written."""
    key = f"words:{viewer.ref}:{at:%Y%m%d%H%M}"
    cache.add(key, 0, timeout=90)
    return bool(cache.incr(key) > MOST)
