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
from tutela.foundations.kit import clock, refs
from tutela.foundations.work.errors import Denied
from tutela.foundations.work.operation import Outcome
from tutela.practice.missing.pages.bits import after_words
from tutela.record.occurrences import queries
from tutela.record.people import queries as people


def viewer_of(request: HttpRequest) -> Viewer:
    """Who looks or acts, as access's middleware found."""
    found: Any = request
    return cast(Viewer, found.viewer)


def held_of(request: HttpRequest, named: UUID | str) -> queries.EpisodeHeld:
    """The episode that a page is about; the look is logged.

    :raises Http404: where there is none, or none of which this viewer may know
    :raises Denied: where they may know of it and not its detail, which is all that its page holds
    """
    held = queries.episode(str(named))
    verdict = policy.may(viewer_of(request), Permission.MISSING_SEE, held.shape.refs, at=clock.now()) if held else None
    if held is None or verdict is None or not verdict.allowed:
        raise Http404
    if verdict.partly:
        raise Denied(verdict, held.shape.refs)
    seen(request, held.shape.refs, "episode")
    return held


def child_of(request: HttpRequest, key: UUID, purpose: str) -> str:
    """The child whom a page is about; the look is logged.

    :raises Http404: where there is no such person, or none of whom this viewer may know
    :raises Denied: where they may know of the child and not the detail, which is all that such a page holds
    """
    child = refs.make("person", key)
    verdict = policy.may(viewer_of(request), Permission.MISSING_SEE, [child], at=clock.now()) if people.exists(child) else None
    if verdict is None or not verdict.allowed:
        raise Http404
    if verdict.partly:
        raise Denied(verdict, (child,))
    seen(request, (child,), purpose)
    return people.kept(child)


def minimum(request: HttpRequest, denied: Denied) -> HttpResponse:
    """What of a record may be known whose detail may not: the child's own page says it, and opens the rest in an emergency.

    :raises Denied: where nobody shows the child
    """
    child = next((link for ref in denied.about if ref.startswith("p:") and (link := link_to(ref))), None)
    if child is None:
        raise denied
    tell(request, denied.because, kind="warning")
    return redirect(child)


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


def tell_done(request: HttpRequest, done: str, outcome: Outcome, *, subjects: Sequence[str] = (), **having: Any) -> None:
    """Say in one message what was done, what it answered for others and who was told, and what it lacked though it was done.

    :param subjects: the records for which what is owed may have changed
    """
    fact = str(outcome.result.get("fact") or "")
    said = [words(done, **having), *(after_words(viewer_of(request), fact, subjects) if fact and subjects else ())]
    noted = [words(flag.because, **flag.having) for flag in outcome.flags if known(flag.because)]
    tell(request, "missing.said", kind="warning" if noted else "success", words=" ".join([*said, *noted]))
