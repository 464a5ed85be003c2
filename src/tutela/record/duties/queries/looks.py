"""When to look again, and whether the sweep lives."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from tutela.foundations.kit import clock
from tutela.record.duties.models import Heartbeat, Watch

SILENT: Final = timedelta(minutes=2)
"""After this long without a beat everybody is told that nobody is being told."""


def due(at: datetime, limit: int) -> list[tuple[str, str, datetime]]:
    """The subjects to look at, the longest waiting first: family, reference, and since when."""
    rows = Watch.objects.filter(look_at__lte=at).order_by("look_at", "id")
    return list(rows.values_list("family", "ref", "look_at")[:limit])


def next_moment() -> datetime | None:
    """The next moment at which something about anybody is due or told."""
    return Watch.objects.order_by("look_at").values_list("look_at", flat=True).first()


def silent_since() -> datetime | None:
    """Since when the sweep has given no sign of life; ``None`` while it lives."""
    last = Heartbeat.objects.values_list("beat_at", flat=True).first()
    return last if last is not None and clock.wall() - last > SILENT else None
