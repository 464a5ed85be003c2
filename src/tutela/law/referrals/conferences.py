"""Child protection conferences and what leads to them: the local authority's times, the police report, reviews and core groups (England)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from tutela.facts import referrals, sharing
from tutela.law.kernel.age import AGE_FACTS
from tutela.law.kernel.arithmetic import working_days_before
from tutela.law.kernel.clocks import before, within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Ladder, Once, Term, at_due, at_share, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.referrals import conditions as c
from tutela.law.referrals.ladders import DESK, DESK_DI, DESK_SERGEANT, LATER, MANAGER, climbing, of_partner
from tutela.law.standing.said import a_child, both, gives, says

_GUIDANCE: Final = Basis.STATUTORY_GUIDANCE
_CHILD: Final = (reads(*AGE_FACTS),)


def _watched() -> Ladder:
    return of_partner(at_share(0.75, DESK_SERGEANT), at_due(DESK_SERGEANT, DESK_DI, MANAGER, priority=LATER))


def no_conference_follows(view: View, row: Row) -> Finding:
    """The enquiries ended otherwise than with a conference."""
    outcome = row.fact.data.outcome  # type: ignore[attr-defined]
    return (yes if outcome not in (None, "conference") else no)("referrals.enquiry-ended", row.fact, outcome=outcome or "not_said")


def has_plan(view: View, row: Row) -> Finding:
    """A child protection plan was made or goes on."""
    return says("plan", True)(view, row)


CONFERENCE: Final = Duty(
    "referrals.conference-held", "Hold the first child protection conference", "child", _GUIDANCE, ("wt-2023",), also=("ICPC_15WD",), extent="England",
    opens=(on(referrals.StrategyDiscussionHeld, says("section_47", True)),), applies=(a_child,), reads=_CHILD, once_per=Once.WHILE_OPEN,
    starts="occurred", discharged_by=(on(referrals.ConferenceHeld, says("kind", "initial")),),
    ends=(on(referrals.ConferenceNotNeeded, gives("why")), on(referrals.EnquiryConcluded, no_conference_follows)),
    terms=(Term(within("referrals.conference"), MANAGER, _watched(), informs=(DESK_SERGEANT,)),),
    why="From the strategy discussion at which the enquiries began; a later one moves nothing.",
)

REVIEW: Final = Duty(
    "referrals.review-conference", "Hold the review conference", "child", _GUIDANCE, ("wt-2023",), also=("RCPC_FIRST", "RCPC_NEXT"), extent="England",
    opens=(on(referrals.ConferenceHeld, has_plan),), applies=(a_child,), reads=_CHILD, once_per=Once.EACH, starts="occurred",
    discharged_by=(on(referrals.ConferenceHeld, says("kind", "first_review", "review")),), ends=(on(referrals.ProtectionPlanEnded),),
    terms=(
        Term(within("referrals.conference.first_review"), MANAGER, _watched(), when=says("kind", "initial")),
        Term(within("referrals.conference.review"), MANAGER, _watched()),
    ),
)

CORE_GROUP: Final = Duty(
    "referrals.core-group", "Hold the first core group", "child", _GUIDANCE, ("wt-2023",), also=("CORE_GROUP",), extent="England", starts="occurred",
    opens=(on(referrals.ConferenceHeld, both(has_plan, says("kind", "initial"))),), applies=(a_child,), reads=_CHILD, once_per=Once.EACH,
    discharged_by=(on(referrals.CoreGroupHeld),), ends=(on(referrals.ProtectionPlanEnded),), terms=(Term(within("referrals.core_group"), MANAGER, _watched()),),
)


def referral_made(view: View, row: Row) -> datetime:
    """The referral: when social care was last told before it decided; else the decision."""
    told = [r for r in view.of(sharing.Told) if r.at <= row.at and c.social_care_told(view, r).holds]
    return told[-1].at if told else row.at


ASSESSMENT: Final = Duty(
    "referrals.assessment", "Conclude the assessment of the child", "child", _GUIDANCE, ("wt-2023",), also=("S47_ASSESS_45WD",), extent="England",
    certainty="medium", opens=(on(referrals.ThresholdDecided, says("threshold", "child_in_need", "child_protection")),), applies=(a_child,),
    reads=(reads(*AGE_FACTS, sharing.Told),), once_per=Once.WHILE_OPEN, origin=referral_made, discharged_by=(on(referrals.AssessmentConcluded),),
    terms=(Term(within("referrals.assessment"), MANAGER, _watched()),),
    why="From the referral, not from the decision.",
)


def arranged_for(view: View) -> datetime | None:
    """The time of the conference, as it stands."""
    last = view.last(referrals.ConferenceArranged, referrals.ConferencePostponed)
    data: Any = last.fact.data if last else None
    if isinstance(data, referrals.ConferencePostponed):
        return data.to
    return data.for_when if data is not None else None


def _report_due(key: str) -> Any:
    def due(view: View, row: Row) -> datetime | None:
        when = arranged_for(view)
        return when and working_days_before(when, int(view.lawbook.book.number(key, row.at)), view.lawbook.calendar)

    return due


_LADDER: Final = climbing(at_share(0.75, DESK), at_due(DESK_SERGEANT, DESK_DI))
REPORT: Final = Duty(
    "referrals.conference-report", "Send the police report for the conference", "meeting", Basis.LOCAL_TARGET, ("local",), also=("ICPC_POLICE_REPORT",),
    certainty="medium", opens=(on(referrals.ConferenceArranged),), reads=(reads(referrals.ConferenceArranged, referrals.ConferencePostponed),),
    once_per=Once.WHILE_OPEN, discharged_by=(on(referrals.ConferenceReportSubmitted),), ends=(on(referrals.ConferenceHeld),),
    terms=(
        Term(before("referrals.own_time", _report_due("referrals.conference.report")), DESK, _LADDER, when=says("kind", "initial")),
        Term(before("referrals.own_time", _report_due("referrals.conference.report_review")), DESK, _LADDER),
    ),
    why="Written is not sent.",
)

DUTIES: Final = (CONFERENCE, REVIEW, CORE_GROUP, ASSESSMENT, REPORT)
