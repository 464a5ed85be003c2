"""Ladders of the management of offenders: set by the risk to a child; what waits by days waits on the worklist."""

from __future__ import annotations

from typing import Final

from tutela.law.kernel.clocks import Clock, within
from tutela.law.kernel.rules import Ladder, Priority, Rung, after_due, at_due, from_origin

OM, SERGEANT, DI = "offender_manager@offenders", "sergeant@offenders", "detective_inspector@offenders"
DCI, DSU = "detective_chief_inspector@offenders", "detective_superintendent@offenders"
ACC, PROBATION = "assistant_chief_constable@force", "probation_lead@probation"
LATER: Final = Priority.SECOND
REPEAT: Final = within("offenders.repeat")
_DECISION: Final = "ask.risk-decision"


def due(*to: str) -> Rung:
    """Told when the time is out, on the worklist."""
    return at_due(*to, priority=LATER)


def late(clock: Clock, *to: str) -> Rung:
    """Told a while after, on the worklist."""
    return after_due(clock, *to, priority=LATER)


def since(clock: Clock, *to: str) -> Rung:
    """Told a while after it began, on the worklist."""
    return from_origin(clock, *to, priority=LATER)


def in_days(*rungs: Rung) -> Ladder:
    """What a child's safety may hang on by the day: a detective superintendent a day after it was due, again each week."""
    return Ladder((*rungs, after_due(within("offenders.superintendent"), DSU, asks=_DECISION, priority=LATER)), REPEAT)


def by_the_day(*rungs: Rung) -> Ladder:
    """A detective inspector a day after it was due, a detective superintendent after three, again each week."""
    top = after_due(within("offenders.superintendent.later"), DSU, asks=_DECISION, priority=LATER)
    return Ladder((*rungs, late(within("offenders.inspector"), DI), top), REPEAT)


def by_the_week(*rungs: Rung) -> Ladder:
    """What waits by weeks and months: a detective inspector a week after it was due, a detective superintendent after four, again each week."""
    top = after_due(within("offenders.superintendent.month"), DSU, asks=_DECISION, priority=LATER)
    return Ladder((*rungs, late(within("offenders.inspector.week"), DI), top), REPEAT)
