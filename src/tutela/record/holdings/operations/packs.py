"""Keeping what was sent to whoever goes: as it was sent, when it was read, and that they arrived without."""

from __future__ import annotations

from typing import Any

from django.db.models import Max

from tutela.facts import Fact
from tutela.foundations.work.unit import Work
from tutela.record.holdings.models import BriefingPack


def keep_pack(work: Work, incident: str, fact: Fact, content: list[dict[str, Any]]) -> BriefingPack:
    """Keep a pack as it is sent, with its next number."""
    data: Any = fact.data
    number = (BriefingPack.objects.filter(subject=incident).aggregate(last=Max("number"))["last"] or 0) + 1
    row = BriefingPack(
        subject=incident, number=number, to=data.to, resource=data.resource, content=content, at=fact.occurred.earliest, by=fact.by.ref or fact.by.role,
        fact=fact.id,
    )
    work.add(row)
    work.note_change(incident, {}, {"briefing": number, "to": data.to or data.resource})
    return row


def pack_read(work: Work, incident: str, fact: Fact) -> None:
    """Somebody who goes has read it; the first time counts."""
    data: Any = fact.data
    read = BriefingPack.objects.filter(subject=incident, fact=data.sent, read_at=None)
    if read.update(read_at=fact.occurred.earliest, read_by=fact.by.ref or fact.by.role):
        work.note_change(incident, {}, {"briefing read by": fact.by.ref or fact.by.role})


def pack_arrived(incident: str, fact: Fact) -> None:
    """Whoever was sent arrived: of the pack that was sent last, read or not."""
    last = BriefingPack.objects.filter(subject=incident, at__lte=fact.occurred.earliest).order_by("-number").first()
    if last is not None and last.arrived_at is None:
        last.arrived_at = fact.occurred.earliest
        last.save(update_fields=["arrived_at"])
