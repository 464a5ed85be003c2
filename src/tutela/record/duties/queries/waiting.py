"""Requests that wait for another's approval."""

from __future__ import annotations

from datetime import datetime

import msgspec

from tutela.foundations.access import policy
from tutela.foundations.access.viewer import Viewer
from tutela.law.kernel.findings import RESTRICTED
from tutela.law.messages import words
from tutela.record.duties.models import Duty, Request
from tutela.record.duties.queries.cards import DutyCard, cards


class WaitingRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody asks that a duty be not needed."""

    request: str
    duty: DutyCard
    reason: str
    asked_at: datetime
    asked_by: str


def waiting_requests(viewer: Viewer, *, at: datetime, limit: int = 100, duty: str | None = None) -> list[WaitingRequest]:
    """The requests that wait, the oldest first, of duties of which this viewer may know; why, where they may know the detail."""
    rows = Request.objects.filter(decided_at=None).select_related("duty").order_by("asked_at", "id")
    if duty is not None:
        rows = rows.filter(duty__pk=duty.partition(":")[2])
    held: dict[str, Request] = {row.duty.printed: row for row in rows[:limit]}
    duties: list[Duty] = [row.duty for row in held.values()]
    access = policy.accesses(viewer, {ref for d in duties for ref in d.about}, at=at)
    return [
        WaitingRequest(
            request=str(held[c.ref].pk), duty=c, asked_at=held[c.ref].asked_at, asked_by=held[c.ref].asked_by,
            reason=held[c.ref].reason if all(access[ref] == "full" for ref in held[c.ref].duty.about) else words(RESTRICTED, {}),
        )
        for c in cards(viewer, duties, at=at)
    ]
