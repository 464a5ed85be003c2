"""Who is told of investigations, and the ladders that they share: set by the risk to the child, not by what a failing force once did."""

from __future__ import annotations

from typing import Final

from tutela.law.kernel.clocks import within
from tutela.law.kernel.rules import Ladder, Priority, Rung, after_due

OIC, SERGEANT, DI, DCI = "investigator@investigation", "sergeant@investigation", "detective_inspector@investigation", "detective_chief_inspector@investigation"
SUPERINTENDENT: Final = "detective_superintendent@investigation"
ACC: Final = "assistant_chief_constable@force"
CUSTODY, CUSTODY_INSPECTOR = "custody_sergeant@custody", "inspector@custody"
LOCAL_SERGEANT: Final = "sergeant@response"
VICTIM_IDENTIFICATION, LABORATORY_MANAGER = "victim_identification_officer@forensics", "forensic_manager@forensics"
LATER: Final = Priority.SECOND


def steady(*rungs: Rung) -> Ladder:
    """For what waits by weeks: a superintendent a fortnight after it was due, and again each four weeks."""
    top = after_due(within("investigation.superintendent"), SUPERINTENDENT, asks="ask.risk-decision", priority=LATER)
    return Ladder((*rungs, top), within("investigation.repeat"))


def by_days(*rungs: Rung) -> Ladder:
    """For what waits by days: a superintendent after three days, and again each week."""
    top = after_due(within("investigation.superintendent.days"), SUPERINTENDENT, asks="ask.risk-decision", priority=LATER)
    return Ladder((*rungs, top), within("investigation.repeat.days"))


def at_risk(*rungs: Rung) -> Ladder:
    """For a child who may be reached: a superintendent a day after it was due, and again each three days."""
    top = after_due(within("investigation.superintendent.risk"), SUPERINTENDENT, asks="ask.risk-decision")
    return Ladder((*rungs, top), within("investigation.repeat.risk"))
