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
from tutela.foundations.kit import clock, refs
from tutela.foundations.work.operation import Outcome
from tutela.record.occurrences import queries


def viewer_of(request: HttpRequest) -> Viewer:
    """Who looks or acts, as access's middleware found."""
    found: Any = request
    return cast(Viewer, found.viewer)


def held_of(request: HttpRequest, named: UUID | str) -> queries.EpisodeHeld:
    """The episode that a page is about; the look is logged.

    :raises Http404: where there is none, or none of which this viewer may know
    """
    held = queries.episode(str(named))
    if held is None or not policy.may(viewer_of(request), Permission.MISSING_SEE, held.shape.refs, at=clock.now()).allowed:
        raise Http404
    seen(request, held.shape.refs, "episode")
    return held


def seen(request: HttpRequest, subjects: tuple[str, ...], purpose: str) -> None:
    """Note the records that a page shows."""
    found: Any = request
    found.seen(subjects, purpose)


def named(request: HttpRequest, name: str, kind: str, permission: Permission) -> str:
    """A record that the address or the form names, if it is of that kind and the viewer may know of it; else nothing."""
    ref = str(request.POST.get(name) or request.GET.get(name) or "")
    if not refs.is_ours(ref) or refs.split(ref)[0] != kind:
        return ""
    return ref if policy.may(viewer_of(request), permission, [ref], at=clock.now()).allowed else ""


def tell_done(request: HttpRequest, done: str, outcome: Outcome) -> None:
    """Say what was done, and what it lacked though it was done."""
    tell(request, done)
    for flag in outcome.flags:
        if known(flag.because):
            tell(request, "missing.flagged", kind="warning", words=words(flag.because, **flag.having))
