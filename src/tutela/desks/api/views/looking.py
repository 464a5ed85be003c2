"""Who may be meant while a name is typed: why one looks is known, each look is logged, and nobody leafs through the record by it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final, cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tutela.desks.api import queries
from tutela.desks.api.pages import PeoplePage, people_page
from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.audit.queries import looks_since
from tutela.foundations.design.render import render
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock

PURPOSE: Final = "search_purpose"
"""Where search keeps, for the session, why one looks."""
LONGEST: Final = 120
WITHIN: Final = timedelta(minutes=1)
MOST: Final = 60
"""So many looks in a minute no typing needs: a page asks once a pause."""
_TEMPLATE: Final = "api/people.html"


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Candidates for the name in ``q``, with ``born`` or ``age`` where they are known.

    ``for=report`` is asked by the page on which a report is taken: that is purpose enough. Any other look needs the purpose that search asks
    for once a session.
    """
    asked = cast("Any", request)
    viewer: Viewer = asked.viewer
    text, born, age = request.GET.get("q", "")[:LONGEST].strip(), _day(request.GET.get("born", "")), _years(request.GET.get("age", ""))
    if not queries.enough(text):
        return render(request, _TEMPLATE, PeoplePage())
    purpose = _purpose(request, viewer)
    if not purpose:
        return render(request, _TEMPLATE, PeoplePage(said=words("api.look-up.purpose")))
    if looks_since(viewer.ref, request.path, clock.wall() - WITHIN, MOST) >= MOST:
        return render(request, _TEMPLATE, PeoplePage(said=words("api.look-up.too-many")), status=429)
    found = queries.find(viewer, text, born, age, clock.now(), to_link=_for_report(request, viewer))
    said = " ".join(filter(None, (text, born.isoformat() if born else "", str(age) if age is not None else "")))
    asked.seen([who.card.kept for who in found.people] or ("look-up",), words("api.look-up.logged", purpose=purpose, asked=said))
    return render(request, _TEMPLATE, people_page(found))


def _purpose(request: HttpRequest, viewer: Viewer) -> str:
    return words("api.look-up.report") if _for_report(request, viewer) else str(request.session.get(PURPOSE, ""))


def _for_report(request: HttpRequest, viewer: Viewer) -> bool:
    return request.GET.get("for") == "report" and policy.may_visit(viewer, Permission.INCIDENT_REPORT)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _years(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 3 else None
