"""What was sent to whoever goes, as it was sent, and how often somebody arrived without having read it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from django.db.models import Count, F, Q

from tutela.record.holdings.models import BriefingPack


class Pack(msgspec.Struct, frozen=True, kw_only=True):
    """One pack as it was sent."""

    number: int
    to: str
    resource: str
    content: tuple[dict[str, Any], ...]
    at: datetime
    by: str
    fact: str
    read_at: datetime | None
    read_by: str
    arrived_at: datetime | None

    @property
    def unread_on_arrival(self) -> bool:
        """Did whoever was sent arrive without having read it?"""
        return self.arrived_at is not None and (self.read_at is None or self.read_at > self.arrived_at)


class Arrivals(msgspec.Struct, frozen=True):
    """Of some time: how many arrived who had been sent a briefing, and how many of them had not read it."""

    all: int
    unread: int


def packs_of(incident: str) -> tuple[Pack, ...]:
    """Every pack of an incident, the latest first."""
    return tuple(
        Pack(
            number=row.number, to=row.to, resource=row.resource, content=tuple(row.content), at=row.at, by=row.by, fact=row.fact, read_at=row.read_at,
            read_by=row.read_by, arrived_at=row.arrived_at,
        )
        for row in BriefingPack.objects.filter(subject=incident).order_by("-number")
    )


def arrivals(since: datetime, until: datetime) -> Arrivals:
    """The statistic: arrivals, and arrivals without having read the briefing."""
    unread = Q(read_at=None) | Q(read_at__gt=F("arrived_at"))
    told = BriefingPack.objects.filter(arrived_at__gt=since, arrived_at__lte=until).aggregate(all=Count("id"), unread=Count("id", filter=unread))
    return Arrivals(told["all"], told["unread"])
