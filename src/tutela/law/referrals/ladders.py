"""Who is told of referrals: officers and their sergeants, the referral desk, partners; and the ladders that they share."""

from __future__ import annotations

from typing import Final

from tutela.law.kernel.clocks import within
from tutela.law.kernel.rules import Ladder, Priority, Rung, after_due

OFFICER, SERGEANT, INSPECTOR = "response_officer@response", "sergeant@response", "inspector@response"
RESPONSE_SUPERINTENDENT: Final = "superintendent@response"
DESK, DESK_SERGEANT, DESK_DI = "referral_officer@referrals", "sergeant@referrals", "detective_inspector@referrals"
SUPERINTENDENT: Final = "detective_superintendent@referrals"
COORDINATOR: Final = "marac_coordinator@referrals"
INVESTIGATOR, CASE_SERGEANT, CASE_DI = "investigator@investigation", "sergeant@investigation", "detective_inspector@investigation"
CASE_SUPERINTENDENT: Final = "detective_superintendent@investigation"
CUSTODY, CUSTODY_INSPECTOR = "custody_sergeant@custody", "inspector@custody"
OFFENDER_MANAGER: Final = "offender_manager@offenders"
MANAGER, STRATEGIC = "team_manager@local_authority", "strategic_lead@local_authority"
ACC: Final = "assistant_chief_constable@force"
LATER: Final = Priority.SECOND


def climbing(*rungs: Rung, top: str = SUPERINTENDENT) -> Ladder:
    """A superintendent a day after it was due, and again while nothing changes."""
    return Ladder((*rungs, after_due(within("referrals.superintendent"), top, asks="ask.risk-decision", priority=LATER)), within("referrals.repeat"))


def urgent(*rungs: Rung, top: str = SUPERINTENDENT) -> Ladder:
    """The same for a child who may be hurt tonight: in hours, and told at once."""
    return Ladder((*rungs, after_due(within("referrals.superintendent.urgent"), top, asks="ask.risk-decision")), within("referrals.repeat.urgent"))


def of_partner(*rungs: Rung) -> Ladder:
    """For what a partner owes and the force watches: their strategic lead and our superintendent, after days."""
    return Ladder((
        *rungs, after_due(within("referrals.superintendent.partner"), STRATEGIC, SUPERINTENDENT, asks="ask.risk-decision", priority=LATER),
    ), within("referrals.repeat"))
