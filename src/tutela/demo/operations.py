"""Moving the clock of a training day: to the next moment at which something is due, or through all of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import SYSTEM
from tutela.foundations.forces.models import Deployment
from tutela.foundations.kit import clock, ids
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.record.duties.jobs import sweep
from tutela.record.duties.queries.looks import next_moment


@operation(Permission.SIGNED_IN)
def move_clock(work: Work, *, to: datetime) -> dict[str, Any]:
    """Move the training day's clock forward to a moment. It is never moved back: what was told stays told.

    :raises Refused: if the database is not marked training, or the moment has passed
    """
    row = Deployment.objects.select_for_update().filter(pk=1, training=True).first()
    if row is None:
        raise Refused("demo.not-training")
    if to < work.at:
        raise Refused("demo.backwards")
    moved = max(row.clock_moved, to - clock.wall())   # while one waits for it, time goes on by itself
    work.note_change("deployment", {"clock_moved": row.clock_moved}, {"clock_moved": moved})
    row.clock_moved = moved
    row.save(update_fields=["clock_moved"])
    return {"now": to.isoformat()}


def go_on(by: Any, *, length: timedelta, stopping: bool) -> tuple[datetime, int]:
    """Let time go on, telling everybody at each moment what falls due at it.

    :param stopping: stop at the first moment at which something is due
    :returns: what time it is, and how many moments were passed
    """
    target, passed = clock.now() + length, 0
    sweep(clock.now())
    while (moment := next_moment()) is not None and moment <= target:
        _to(by, moment)
        sweep(max(moment, clock.now()))
        passed += 1
        if stopping:
            return clock.now(), passed
    _to(by, target)
    return clock.now(), passed


def _to(by: Any, moment: datetime) -> None:
    """Move it, unless the moment has passed by itself."""
    now = clock.now()
    if moment > now:
        move_clock(by=by or SYSTEM, key=f"clock {ids.new()}", at=now, to=moment)
