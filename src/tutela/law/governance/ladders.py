"""Who is told of governance, and the ladders that they share: they end with an assistant chief constable or a superintendent."""

from __future__ import annotations

from typing import Final

from tutela.law.kernel.clocks import Clock, within
from tutela.law.kernel.rules import Ladder, Priority, Rung, after_due, at_due, at_share

LEAD, AUDITOR, PROTECTION_LEAD = "assurance_lead@assurance", "auditor@assurance", "child_protection_lead@force"
ACC, CHIEF, SUPERINTENDENT = "assistant_chief_constable@force", "chief_constable@force", "superintendent@force"
LEARNING, ANALYST = "head_of_learning@force", "intelligence_officer@force"
ROOM_MANAGER, ROOM_HEAD, READER = "supervisor@contact", "head_of_contact@contact", "superintendent@missing"
DESK, DESK_SERGEANT, DESK_DI = "referral_officer@referrals", "sergeant@referrals", "detective_inspector@referrals"
MANAGER, STRATEGIC = "team_manager@local_authority", "strategic_lead@local_authority"
LATER: Final = Priority.SECOND


def at_end(*to: str) -> Rung:
    """Told when the time is out, on the worklist."""
    return at_due(*to, priority=LATER)


def later(clock: Clock, *to: str) -> Rung:
    """Told a while after the time is out, on the worklist."""
    return after_due(clock, *to, priority=LATER)


def to_gold(owner: str, *, top: str = ACC) -> Ladder:
    """What waits by weeks: the owner before and at its end, the chief officer a week after, again each month."""
    return Ladder((
        at_share(0.75, owner), at_end(owner), after_due(within("governance.gold"), top, asks="ask.governance", priority=LATER),
    ), within("governance.repeat"))


def by_the_day(*rungs: Rung, top: str = SUPERINTENDENT) -> Ladder:
    """What a child may wait for by the day: a superintendent a day after it was due, again every third day."""
    return Ladder((*rungs, after_due(within("governance.superintendent"), top, asks="ask.governance", priority=LATER)), within("governance.repeat.day"))
