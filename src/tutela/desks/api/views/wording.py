"""The fragment that a page asks for while somebody writes: what is noticed in their words. It keeps nothing, and stops nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, cast, get_args

import msgspec
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.links import link_to
from tutela.foundations.design.render import render
from tutela.foundations.design.times import local_time
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock
from tutela.foundations.kit.text import clean
from tutela.record.wording.engine import Kind, Passage, passages

KINDS: Final = frozenset(get_args(Kind))
MOST: Final = 60
"""How often one person's words are read in a minute: somebody who types asks every second at most."""
LONGEST: Final = 20_000


class Noticed(msgspec.Struct, frozen=True):
    """One thing noticed, as it is shown: the sentence, and where the entry stands of which it is a copy."""

    said: str
    first: str | None = None


class NoticedFragment(msgspec.Struct, frozen=True):
    """Everything that is noticed in a text."""

    noticed: tuple[Noticed, ...]


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
    page = NoticedFragment(tuple(_shown(each) for each in passages(viewer, text, cast("Kind", kind))))
    return render(request, "api/noticed.html", page)


def _shown(each: Passage) -> Noticed:
    having = {"percent": each.first.percent, "at": local_time(each.first.at)} if each.first else {}
    return Noticed(words(each.because, words=each.words, suggestion=each.suggestion, **having), link_to(each.first.subject) if each.first else None)


def _too_often(viewer: Viewer, at: datetime) -> bool:
    """Counted in memory, by whom and which minute: never by what was written."""
    key = f"words:{viewer.ref}:{at:%Y%m%d%H%M}"
    cache.add(key, 0, timeout=90)
    return bool(cache.incr(key) > MOST)
