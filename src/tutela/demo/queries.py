"""How far the synthetic day has come."""

from __future__ import annotations

from datetime import datetime

import msgspec

from tutela.demo.models import TrainingDay
from tutela.record.occurrences.models import Episode


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """The day as it stands: ``state`` is ``running``, ``paused`` or ``over``; ``ticked_at`` by the machine's own clock."""

    state: str
    begun: datetime
    lived: datetime
    ticked_at: datetime
    speed: int
    taken: int
    of: int
    searches: int
    seats: tuple[str, ...]


def progress() -> Progress | None:
    """The day, or ``None`` before the first was begun."""
    row = TrainingDay.objects.filter(pk=1).first()
    if row is None:
        return None
    return Progress(
        state="over" if row.over else "running" if row.running else "paused", begun=row.begun, lived=row.lived, ticked_at=row.ticked_at, speed=row.speed,
        taken=len(row.made), of=row.incidents, searches=Episode.objects.filter(closed_at=None).count(), seats=tuple(row.seats),
    )
