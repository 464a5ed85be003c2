"""The card of a child, in one click from the incident: why it is opened is known from where one comes, and each opening is logged."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from tutela.desks.briefing.pages import card_page
from tutela.desks.briefing.queries import find_this_child
from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.chrome import tell
from tutela.foundations.design.links import link_to
from tutela.foundations.design.render import render
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock, refs
from tutela.record.occurrences import queries as occurrences
from tutela.record.people import queries as people


@require_safe
def card(request: HttpRequest, key: UUID) -> HttpResponse:
    """Everything that helps to find this child.

    :raises Http404: where there is no such child, or none of whom the viewer may know
    """
    found: Any = request
    viewer, at, child = cast("Viewer", found.viewer), clock.now(), people.kept(refs.make("person", key))
    verdict = policy.may(viewer, Permission.MISSING_SEE, people.aliases([child]).get(child, (child,)), at=at)
    home = link_to(child)
    if not verdict.allowed or home is None:
        raise Http404
    if verdict.partly:   # the child's own page says the minimum, and opens the rest in an emergency
        tell(request, "briefing.card.partly", kind="warning")
        return redirect(home)
    held = find_this_child(viewer, child, at)
    if held is None:
        raise Http404
    incident = _incident(request, viewer, child)
    reference = incident.card.reference if incident else ""
    found.seen(held.refs, words("briefing.card.opened-for", reference=reference) if reference else words("briefing.card.opened"))
    back = (link_to(incident.card.ref) or home) if incident else home
    page = card_page(viewer, held, at=at, back=back, back_text=words("briefing.card.back", name=reference or held.profile.card.display))
    return render(request, "briefing/card.html", page)


def _incident(request: HttpRequest, viewer: Viewer, child: str) -> occurrences.IncidentHeld | None:
    """The incident from which one comes, where it is about this child and the viewer may know of it."""
    said = request.GET.get("incident", "")
    try:
        held = occurrences.incident(str(UUID(said)))
    except ValueError:
        return None
    theirs = set(people.aliases([child]).get(child, (child,)))
    if held is None or not theirs.intersection(held.card.children):
        return None
    return held if policy.may(viewer, Permission.INCIDENT_SEE, held.card.shape.refs, at=clock.now()).allowed else None
