"""Looking again at subjects whose next moment has come, and the sweep's sign of life."""

from __future__ import annotations

from datetime import datetime, time

from django.db.models import F

from tutela.foundations.forces.queries import policy_changes
from tutela.foundations.kit import clock
from tutela.foundations.kit.periods import LONDON
from tutela.law.kernel.subjects import Subject
from tutela.record.duties.engine.judging import judge
from tutela.record.duties.engine.reconcile import look_again, reconcile
from tutela.record.duties.engine.scope import WIDE, Scope, around
from tutela.record.duties.engine.telling import tell
from tutela.record.duties.models import Heartbeat, Watch


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


def wake(at: datetime) -> int:
    """Where a number of the force's own began or ended to hold since the last sweep, have everything that runs looked at again.

    :returns: how many subjects
    """
    swept_to = Heartbeat.objects.values_list("swept_to", flat=True).first()
    turns = [datetime.combine(day, time(), LONDON) for row in policy_changes() for day in (row.since, row.until) if day is not None]
    if swept_to is None or not any(swept_to < turn <= at for turn in turns):
        return 0
    return Watch.objects.filter(look_at__gt=at).update(look_at=at)


def beat(swept_to: datetime, looked: int) -> None:
    """Give a sign of life."""
    now = clock.wall()
    if not Heartbeat.objects.filter(pk=1).update(beat_at=now, swept_to=swept_to, looked=F("looked") + looked):
        Heartbeat.objects.bulk_create([Heartbeat(beat_at=now, swept_to=swept_to, looked=looked)], ignore_conflicts=True)
