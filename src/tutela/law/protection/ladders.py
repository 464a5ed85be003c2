"""Who is told of a child in police protection, and the ladders that their duties share."""

from __future__ import annotations

from typing import Final

from tutela.law.kernel.clocks import within
from tutela.law.kernel.rules import Ladder, Priority, Rung, after_due

OFFICER, SERGEANT, DESIGNATED = "response_officer@response", "sergeant@response", "designated_officer@response"
INSPECTOR: Final = "inspector@response"
DI, DCI = "detective_inspector@referrals", "detective_chief_inspector@referrals"
SUPERINTENDENT, MANAGER = "superintendent@protection", "team_manager@local_authority"
LATER: Final = Priority.SECOND


def urgent(*rungs: Rung) -> Ladder:
    """For what is owed while the power is used: a superintendent in half an hour after it was due, and again."""
    return Ladder((*rungs, after_due(within("protection.superintendent"), SUPERINTENDENT, asks="ask.risk-decision")), within("protection.repeat"))


def later(*rungs: Rung) -> Ladder:
    """For the record and what follows: a superintendent a day after it was due, on the worklist."""
    return Ladder(
        (*rungs, after_due(within("protection.superintendent.day"), SUPERINTENDENT, asks="ask.risk-decision", priority=LATER)),
        within("protection.repeat.day"),
    )
