"""Ladders of missing children: set by the risk to the child, not by what a failing force once did."""

from __future__ import annotations

from typing import Final

from tutela.law.kernel.clocks import within
from tutela.law.kernel.rules import Ladder, Priority, Rung, after_due

HANDLER, SUPERVISOR, FIM = "call_handler@contact", "supervisor@contact", "fim@contact"
ROOM_SUPERINTENDENT: Final = "superintendent@contact"
INSPECTOR: Final = "inspector@missing"
CII, COORDINATOR, SERGEANT, DI = "cii@missing", "coordinator@missing", "sergeant@missing", "detective_inspector@missing"
SUPERINTENDENT: Final = "superintendent@missing"
OFFICER, RESPONSE_SERGEANT, RESPONSE_INSPECTOR = "response_officer@response", "sergeant@response", "inspector@response"
INTERVIEWER, MANAGER, STRATEGIC = "return_interviewer@local_authority", "team_manager@local_authority", "strategic_lead@local_authority"
EXPLOITATION_DI: Final = "detective_inspector@exploitation"
LATER: Final = Priority.SECOND


def while_missing(*rungs: Rung, top: str = SUPERINTENDENT, asks: str = "ask.risk-decision") -> Ladder:
    """A ladder for a child who is still missing: a superintendent in hours, again each half day."""
    return Ladder((*rungs, after_due(within("missing.superintendent"), top, asks=asks)), within("missing.repeat"))


def when_back(*rungs: Rung) -> Ladder:
    """A ladder for what is owed after the child is back: a superintendent after a day, again each day."""
    top = after_due(within("missing.superintendent.day"), SUPERINTENDENT, asks="ask.risk-decision", priority=LATER)
    return Ladder((*rungs, top), within("missing.repeat.day"))
