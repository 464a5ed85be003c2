"""Who asks, and about what: a record of which the viewer may not know is not there."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest

from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.chrome import tell
from tutela.foundations.design.words import known, words
from tutela.foundations.kit import clock
from tutela.foundations.work.operation import Outcome
from tutela.record.occurrences import queries


def viewer_of(request: HttpRequest) -> Viewer:
    """Who looks or acts, as access's middleware found."""
    found: Any = request
    return cast(Viewer, found.viewer)


def held_of(request: HttpRequest, named: UUID | str) -> queries.IncidentHeld:
    """The incident that a page is about; the look is logged.

    :raises Http404: where there is none, or none of which this viewer may know
    """
    held = queries.incident(str(named))
    viewer = viewer_of(request)
    if held is None or not policy.may(viewer, Permission.INCIDENT_SEE, held.card.shape.refs, at=clock.now()).allowed:
        raise Http404
    found: Any = request
    found.seen(held.card.shape.refs, "incident")
    return held


def tell_done(request: HttpRequest, done: str, outcome: Outcome) -> None:
    """Say what was done, and what it lacked though it was done."""
    tell(request, done)
    for flag in outcome.flags:
        if known(flag.because):
            tell(request, "contact.flagged", kind="warning", words=words(flag.because, **flag.having))
