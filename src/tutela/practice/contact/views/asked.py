"""Who asks, and about what: a record of which the viewer may not know is not there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.chrome import tell
from tutela.foundations.design.links import link_to
from tutela.foundations.design.words import known, words
from tutela.foundations.kit import clock
from tutela.foundations.work.errors import Denied
from tutela.foundations.work.operation import Outcome
from tutela.practice.contact.pages.bits import after_words
from tutela.record.occurrences import queries


def viewer_of(request: HttpRequest) -> Viewer:
    """Who looks or acts, as access's middleware found."""
    found: Any = request
    return cast(Viewer, found.viewer)


def held_of(request: HttpRequest, named: UUID | str) -> queries.IncidentHeld:
    """The incident that a page is about; the look is logged.

    :raises Http404: where there is none, or none of which this viewer may know
    :raises Denied: where they may know of it and not its detail, which is all that its page holds
    """
    held = queries.incident(str(named))
    verdict = policy.may(viewer_of(request), Permission.INCIDENT_SEE, held.card.shape.refs, at=clock.now()) if held else None
    if held is None or verdict is None or not verdict.allowed:
        raise Http404
    if verdict.partly:
        raise Denied(verdict, held.card.shape.refs)
    found: Any = request
    found.seen(held.card.shape.refs, "incident")
    return held


def minimum(request: HttpRequest, denied: Denied) -> HttpResponse:
    """What of a record may be known whose detail may not: the child's own page says it, and opens the rest in an emergency.

    :raises Denied: where it is about nobody
    """
    child = next((link for ref in denied.about if ref.startswith("p:") and (link := link_to(ref))), None)
    if child is None:
        raise denied
    tell(request, denied.because, kind="warning")
    return redirect(child)


def tell_done(request: HttpRequest, done: str, outcome: Outcome, *, subjects: Sequence[str] = (), joins: str = "") -> None:
    """Say in one message what was done, what it answered for others and who was told, and what it lacked though it was done.

    :param subjects: the records for which what is owed may have changed; ``joins``: what is owed already, to which this adds
    """
    fact = str(outcome.result.get("fact") or "")
    said = [words(done), *(after_words(viewer_of(request), fact, subjects, joins=joins) if fact and subjects else ())]
    noted = [words(flag.because, **flag.having) for flag in outcome.flags if known(flag.because)]
    tell(request, "contact.said", kind="warning" if noted else "success", words=" ".join([*said, *noted]))
