"""Who looks, and what for: asked once a session about each person, and logged with every look (Data Protection Act 2018, section 62)."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse

from tutela.desks.profile.queries.linked import Linked, find
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock, refs
from tutela.record.occurrences.queries import EpisodeCard, IncidentCard
from tutela.record.people import queries as people

PURPOSES = "purposes"
SEARCHED = "search_purpose"
"""Where search keeps, for the session, why one looks: who comes from what it found is not asked again."""


def viewer_of(request: HttpRequest) -> Viewer:
    """The viewer whom the policy's middleware found."""
    return cast("Viewer", cast("Any", request).viewer)


def person_of(request: HttpRequest, key: UUID) -> Linked:
    """The person of an address, as this viewer may see them.

    :raises Http404: where there is none of whom they may know
    """
    found = find(viewer_of(request), refs.make("person", key), clock.now())
    if found is None:
        raise Http404
    return found


def kept_key(key: UUID) -> UUID:
    """The key of the one who is kept, where two were decided to be one."""
    return refs.key_of(people.kept(refs.make("person", key)), "person")


def purpose_of(request: HttpRequest, linked: Linked) -> str:
    """What the viewer looks for: what they said in this session, else what they plainly work on; empty where they have to say."""
    if request.GET.get("for") == "search" and request.session.get(SEARCHED):
        say_purpose(request, linked.ref, request.session[SEARCHED])
    said: dict[str, str] = request.session.get(PURPOSES, {})
    return said.get(linked.ref) or _works_on(viewer_of(request), linked)


def say_purpose(request: HttpRequest, ref: str, purpose: str) -> None:
    """Keep for this session what they look for."""
    request.session[PURPOSES] = {**request.session.get(PURPOSES, {}), ref: purpose}


def seen(request: HttpRequest, linked: Linked, purpose: str) -> None:
    """Log the look, before the page leaves."""
    shown = linked.refs if linked.whole else linked.profile.aliases
    cast("Any", request).seen(shown, purpose)


def home(key: UUID) -> str:
    """The person's page."""
    return reverse("profile:person", args=[key])


def _works_on(viewer: Viewer, linked: Linked) -> str:
    """The open record of this person that the viewer owns, or that a role of theirs owns now."""
    records: list[EpisodeCard | IncidentCard] = [*linked.episodes, *linked.incidents]
    for record in records:
        owner = record.owner
        if record.closed_at is None and (owner.officer == viewer.ref or owner.owner in viewer.roles or owner.supervisor in viewer.roles):
            return words("profile.purpose.works-on", reference=record.reference)
    return ""
