"""Who is told of a child in custody, and the ladders that their duties share."""

from __future__ import annotations

from typing import Final

from tutela.law.kernel.clocks import within
from tutela.law.kernel.rules import Ladder, Priority, Rung, after_due

CUSTODY, INSPECTOR, SUPERINTENDENT = "custody_sergeant@custody", "inspector@custody", "superintendent@custody"
OFFICER: Final = "response_officer@response"
ACC: Final = "assistant_chief_constable@force"
LATER: Final = Priority.SECOND


def in_the_suite(*rungs: Rung) -> Ladder:
    """For what is owed while the child is there: a superintendent two hours after it was due, and again."""
    return Ladder((*rungs, after_due(within("custody.superintendent"), SUPERINTENDENT, asks="ask.risk-decision", priority=LATER)), within("custody.repeat"))


def later(*rungs: Rung) -> Ladder:
    """For what is owed when the child has left: a superintendent a day after it was due, on the worklist."""
    return Ladder(
        (*rungs, after_due(within("custody.superintendent.day"), SUPERINTENDENT, asks="ask.risk-decision", priority=LATER)), within("custody.repeat.day"),
    )
