"""Looking again at subjects whose next moment has come, and the sweep's sign of life."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import F

from tutela.foundations.kit import clock
from tutela.law.kernel.subjects import Subject
from tutela.record.duties.engine.judging import judge
from tutela.record.duties.engine.reconcile import look_again, reconcile
from tutela.record.duties.engine.scope import WIDE, Scope, around
from tutela.record.duties.engine.telling import tell
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


def look(family: str, ref: str, at: datetime) -> tuple[int, Scope]:
    """Judge everything about one subject as at a moment, and tell what is new.

    :returns: how many people were told, and the scope that was read
    """
    subject = Subject(family, ref)
    scope = around(subjects=[subject], wide=family in WIDE)
    judged = judge(scope, scope.of(subject), at)
    told = tell(reconcile(judged, [n for n in scope.noticing.found.values() if n.subject == subject and n.at <= at], at), at)
    look_again(judged.next_looks, exactly=[(family, ref)])
    return len(told), scope


def beat(swept_to: datetime, looked: int) -> None:
    """Give a sign of life."""
    now = clock.wall()
    if not Heartbeat.objects.filter(pk=1).update(beat_at=now, swept_to=swept_to, looked=F("looked") + looked):
        Heartbeat.objects.bulk_create([Heartbeat(beat_at=now, swept_to=swept_to, looked=looked)], ignore_conflicts=True)


def silent_since() -> datetime | None:
    """Since when the sweep has given no sign of life; ``None`` while it lives."""
    last = Heartbeat.objects.values_list("beat_at", flat=True).first()
    return last if last is not None and clock.wall() - last > SILENT else None
