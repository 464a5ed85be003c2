"""Who is told of information law, and the ladders that they share: they end with the senior information risk owner."""

from __future__ import annotations

from typing import Final

from tutela.law.kernel.clocks import within
from tutela.law.kernel.rules import Ladder, Priority, Rung, after_due, at_due, at_share

DPO, OFFICER, RECORDS = "data_protection_officer@information", "disclosure_officer@information", "records_manager@information"
SIRO: Final = "senior_information_risk_owner@force"
LATER: Final = Priority.SECOND


def legal(*owners: str, asks: str) -> Ladder:
    """What the law gives a time for: the data protection officer before it is out, the risk owner when it is."""
    return Ladder((
        at_share(0.5, *owners), at_share(0.75, *dict.fromkeys((*owners, DPO))), at_due(SIRO, DPO, asks=asks, priority=LATER),
    ), within("information.repeat"))


def by_the_day(*rungs: Rung) -> Ladder:
    """The risk owner a few days after it was due, again each week."""
    return Ladder((*rungs, after_due(within("information.risk_owner"), SIRO, asks="ask.information", priority=LATER)), within("information.repeat"))


def by_the_month(*rungs: Rung) -> Ladder:
    """What waits by years: the risk owner a month after it was due, again each quarter."""
    return Ladder((*rungs, after_due(within("information.risk_owner.month"), SIRO, asks="ask.information", priority=LATER)),
    within("information.repeat.quarter"))


def at_end(*to: str) -> Rung:
    """Told when the time is out, on the worklist."""
    return at_due(*to, priority=LATER)
