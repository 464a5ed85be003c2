"""Who is told of devices and images, and the ladders that they share: a device that waits is a child of whom nobody knows yet whether they are safe."""

from __future__ import annotations

from typing import Final

from tutela.law.kernel.clocks import Clock, within
from tutela.law.kernel.rules import Ladder, Priority, Rung, after_due, at_due, from_origin

OIC, SERGEANT, DI = "investigator@investigation", "sergeant@investigation", "detective_inspector@investigation"
SUPERINTENDENT, ACC = "detective_superintendent@investigation", "assistant_chief_constable@force"
EXAMINER, HEAD, IDENTIFIER = "digital_examiner@forensics", "head_of_digital_forensics@forensics", "victim_identification_officer@forensics"
LATER: Final = Priority.SECOND


def at_end(*to: str) -> Rung:
    """Told when the time is out, on the worklist."""
    return at_due(*to, priority=LATER)


def later(clock: Clock, *to: str) -> Rung:
    """Told a while after the clock began, on the worklist."""
    return from_origin(clock, *to, priority=LATER)


def steady(*rungs: Rung) -> Ladder:
    """For what waits by weeks: a superintendent four weeks after it was due, and again each four weeks."""
    top = after_due(within("forensics.superintendent.weeks"), SUPERINTENDENT, asks="ask.risk-decision", priority=LATER)
    return Ladder((*rungs, top), within("forensics.repeat"))


def by_days(*rungs: Rung) -> Ladder:
    """For what waits by days: a superintendent three days after it was due, and again each week."""
    top = after_due(within("forensics.superintendent"), SUPERINTENDENT, asks="ask.risk-decision", priority=LATER)
    return Ladder((*rungs, top), within("forensics.repeat.days"))


def at_risk(*rungs: Rung) -> Ladder:
    """For a child who may be in reach: a superintendent a day after it was due, and again each three days."""
    top = after_due(within("forensics.superintendent.risk"), SUPERINTENDENT, asks="ask.risk-decision")
    return Ladder((*rungs, top), within("forensics.repeat.risk"))
