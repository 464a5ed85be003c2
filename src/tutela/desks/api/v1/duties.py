"""``GET /duties``: what is owed, as the holder of the token may know it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema

from tutela.desks.api.v1.base import RESPONSES, api, tagged, viewer
from tutela.foundations.access.permissions import Permission
from tutela.foundations.kit import clock
from tutela.record.duties import queries
from tutela.record.duties.queries import DutyCard


class Reason(Schema):
    """Why, in words, and the ids of the facts that were seen."""

    words: str
    saw: list[str]
    redacted: bool


class Owed(Schema):
    """One duty as it stands."""

    ref: str
    code: str
    title: str
    state: Literal["open", "due soon", "overdue", "breached", "in question", "inherited", "done", "done late", "not needed", "failed"]
    owed_by: str
    officer: str
    due_at: datetime | None
    legal: bool
    opened_at: datetime
    settled_at: datetime | None
    basis: str
    cites: list[str]
    occurrence: int
    rung: int
    subject: str
    about: list[str]
    reasons: list[Reason]
    law: str


class Duties(Schema):
    """Some duties, by when they are due, and where the next begin."""

    duties: list[Owed]
    after: str | None


class Wanted(Schema):
    """Which duties."""

    subject: str | None = None
    settled: bool = False
    after: str | None = None
    limit: int = Query(50, ge=1, le=200)  # type: ignore[type-arg]  # ninja's own way to say it


@api.get("/duties", response={200: Duties, 304: None, **RESPONSES}, operation_id="list_duties", summary="What is owed")
def list_duties(request: HttpRequest, wanted: Query[Wanted]) -> HttpResponse:
    """Duties about one ``subject`` (a reference of this system, or ``system:ref`` of the source), or all that are open."""
    by = viewer(request, Permission.DUTIES_READ)
    now = clock.now()
    if wanted.subject:
        rows, after = queries.for_subjects(by, queries.known_as([wanted.subject]), at=now, settled=wanted.settled), None
    else:
        page = queries.all_open(by, at=now, after=wanted.after, limit=wanted.limit)
        rows, after = list(page.rows), page.after
    return tagged(request, {"duties": [_plain(card) for card in rows], "after": after})


def _plain(card: DutyCard) -> dict[str, Any]:
    said: dict[str, Any] = msgspec.to_builtins(card)
    return {name: said[name] for name in Owed.model_fields}
