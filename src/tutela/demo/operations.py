"""The training day: its clock moved, and the synthetic day begun, paused, made faster; a seat taken in it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from tutela.demo.day import room
from tutela.demo.models import TrainingDay
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import SYSTEM
from tutela.foundations.forces.models import Deployment
from tutela.foundations.kit import clock, ids
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.record.duties.jobs import sweep
from tutela.record.duties.queries.looks import next_moment

SPEEDS: Final = (1, 10, 60, 300)
"""How many times faster than life a day may go."""


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


@operation(Permission.SIGNED_IN)
def run_day(work: Work, *, speed: int | None = None, running: bool = True) -> dict[str, Any]:
    """Begin the synthetic day, and let its people come to work; or let it go on; pause it; say how many times faster than life it goes.

    :raises Refused: if the database is not marked training, or the speed is none of those offered
    """
    if not Deployment.objects.filter(pk=1, training=True).exists():
        raise Refused("demo.not-training")
    if speed is not None and speed not in SPEEDS:
        raise Refused("demo.no-such-speed")
    row = TrainingDay.objects.select_for_update().filter(pk=1).first()
    if row is None or (row.over and running):
        room.staff(work.at)
        row = TrainingDay(pk=1, begun=work.at, lived=work.at, ticked_at=clock.wall(), seed=1 if row is None else row.seed + 1, seats=row.seats if row else [])
    if running and not row.running:
        row.ticked_at = clock.wall()
    row.running, row.speed = running, speed or row.speed
    row.save()
    return {"begun": row.begun.isoformat(), "running": row.running, "speed": row.speed}


@operation(Permission.SIGNED_IN)
def take_seat(work: Work, *, taken: bool) -> dict[str, Any]:
    """Take one's own seat in the synthetic day, or give it back: while a person has it nobody acts in their name.

    :raises Refused: if no day has begun
    """
    row = TrainingDay.objects.select_for_update().filter(pk=1).first()
    if row is None:
        raise Refused("demo.no-day")
    others = [seat for seat in row.seats if seat != work.by.ref]
    row.seats = [*others, work.by.ref] if taken else others
    row.save(update_fields=["seats"])
    return {"seats": len(row.seats)}


def go_on(by: Any, *, length: timedelta, stopping: bool) -> tuple[datetime, int]:
    """Let time go on, telling everybody at each moment what falls due at it.

    :param stopping: stop at the first moment at which something is due
    :returns: what time it is, and how many moments were passed
    """
    target, passed = clock.now() + length, 0
    sweep(clock.now())
    while (moment := next_moment()) is not None and moment <= target:
        to_moment(by, moment)
        sweep(max(moment, clock.now()))
        passed += 1
        if stopping:
            return clock.now(), passed
    to_moment(by, target)
    return clock.now(), passed


def to_moment(by: Any, moment: datetime) -> None:
    """Move the clock to a moment, unless that has passed by itself."""
    now = clock.now()
    if moment > now:
        move_clock(by=by or SYSTEM, key=f"clock {ids.new()}", at=now, to=moment)
