"""Every rule of referrals, and the class of its acts."""

from __future__ import annotations

from typing import Final

from tutela.facts import investigation, referrals
from tutela.law.kernel.gate import Classing
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Act, Rule, on
from tutela.law.kernel.situation import Row, View
from tutela.law.referrals import abuse, answers, conferences, directions, named, notices, orders, schools, standards, strategy, triage

RULES: Final[tuple[Rule, ...]] = (
    *notices.DUTIES, *named.DUTIES, *triage.DUTIES, *standards.STANDARDS, *answers.DUTIES, *answers.STANDARDS, *strategy.DUTIES, *strategy.STANDARDS,
    *conferences.DUTIES, *abuse.DUTIES, *abuse.STANDARDS, *directions.DUTIES, *directions.STANDARDS,
    *schools.DUTIES, *schools.STANDARDS, *orders.DUTIES, *orders.STANDARDS,
)


def _destination(view: View, row: Row) -> Act:
    return Act.PROTECTS if row.fact.data.to else Act.CLOSES  # type: ignore[attr-defined]


_DESTINATION: Final = Classing(
    "referrals.class-of-destination", "Shares the notice, or closes it", "notice", Basis.INSPECTORATE_EXPECTATION, ("hmicfrs-nn-2019 p175",),
    act=on(referrals.DestinationDecided), of=_destination,
)
ACTS: Final[dict[type, Act | Classing]] = {
    referrals.DestinationDecided: _DESTINATION, referrals.ChildLeftOut: Act.CLOSES, referrals.NoNoticeApproved: Act.APPROVES, referrals.NoticeFiled: Act.CLOSES,
    investigation.ReferralDeferred: Act.DEFERS, referrals.NoticeMade: Act.PROTECTS, referrals.StrategyDiscussionAsked: Act.PROTECTS,
    referrals.DecisionAccepted: Act.CLOSES, referrals.ChallengeClosed: Act.CLOSES, referrals.StrategyDiscussionWithdrawn: Act.CLOSES,
    referrals.MeetingActionDropped: Act.CLOSES, referrals.MeetingActionMoved: Act.DEFERS, referrals.ChallengeRaised: Act.RAISES,
    referrals.AbuseLoweringApproved: Act.LOWERS, referrals.DirectionDropped: Act.CLOSES,
    referrals.SchoolNoticeDelayed: Act.DEFERS, referrals.SchoolNoticesSwitchedOff: Act.CLOSES,
}
"""The class of each act; every other fact type records."""
