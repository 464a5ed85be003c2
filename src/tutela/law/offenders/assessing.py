"""Assessments, plans and their approval, supervisors' reviews, and whom nobody visits."""

from __future__ import annotations

from typing import Final

from tutela.facts import offenders, referrals
from tutela.law.kernel.clocks import before, within
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Once, Standard, Term, on, reads
from tutela.law.kernel.subjects import step
from tutela.law.offenders import judging as j
from tutela.law.offenders import visiting as v
from tutela.law.offenders.ladders import DCI, DI, OM, SERGEANT, by_the_day, by_the_week, due
from tutela.law.offenders.said import ACTION_OFFENDER, ENDS_FILE, FILE_FACTS, PLAN_OFFENDER, the_offender

_EXPECTED, _LOCAL = Basis.INSPECTORATE_EXPECTATION, Basis.LOCAL_TARGET
OFFENDER_CHILDREN: Final = step("offender-children", "offender", "child|person", offenders.ChildContactFound)
_ACTIONS: Final = offenders.RiskPlanActionSet, offenders.RiskPlanActionDone, offenders.RiskPlanActionDropped
_PLAN: Final = reads(offenders.RiskPlanWritten), reads(*_ACTIONS, through=PLAN_OFFENDER)
_STOPS: Final = (*ENDS_FILE, on(offenders.TakenIntoCustody))
_CHILDREN: Final = reads(offenders.ChildContactFound, offenders.ChildContactRuledOut), reads(referrals.NoticeMade, through=OFFENDER_CHILDREN)

FIRST: Final = Duty(
    "offenders.first-assessment", "First active risk assessment, accepted", "offender", Basis.NATIONAL_PRACTICE, ("app-offenders",), certainty="low",
    also=("RSO_ARMS_INITIAL", "RO-047"),
    opens=(
        on(offenders.NotificationMade, v.first_counted), on(offenders.ReleasedIntoCommunity, v.in_the_community),
        on(offenders.RiskLevelSet, j.never_assessed),
    ),
    applies=(the_offender,), once_per=Once.WHILE_OPEN, discharged_by=(on(offenders.RiskAssessmentAccepted, j.accepted_by_another),), ends=_STOPS,
    reads=(reads(offenders.RiskAssessmentMade, offenders.RiskAssessmentAccepted),),
    terms=(Term(within("offenders.assessment.first"), OM, by_the_week(due(OM, SERGEANT))),),
)
YEARLY: Final = Duty(
    "offenders.assessment", "Assess the risk again within the year", "offender", Basis.NATIONAL_PRACTICE, ("app-offenders", "hmicfrs-nn-2019 p380"),
    also=("RSO_ARMS_REVIEW", "RO-047"), opens=(on(offenders.RiskAssessmentAccepted),), applies=(the_offender,), once_per=Once.WHILE_OPEN, recurs="rolling",
    discharged_by=(on(offenders.RiskAssessmentAccepted, j.accepted_by_another),), ends=_STOPS, reads=(reads(offenders.RiskAssessmentMade),),
    terms=(Term(within("offenders.assessment.yearly"), OM, by_the_week(due(OM, SERGEANT))),),
)
AGAIN: Final = Duty(
    "offenders.assess-again", "Assess the risk again, and decide on the plan: something has changed", "offender", _EXPECTED,
    ("hmicfrs-nn-2019 p388", "hmicfrs-ny-2022 p336"), also=("RO-051", "RO-035", "RSO_ARMS_REVIEW"),
    opens=(
        on(offenders.RepeatBreachNoticed), on(offenders.ConcernsNoticed), on(offenders.RiskAssessmentAsked),
        on(offenders.EncounterAnswered, j.returned_or_asked),
    ),
    applies=(the_offender,), once_per=Once.WHILE_OPEN, discharged_by=(on(offenders.RiskAssessmentMade, j.says_level),), ends=_STOPS,
    terms=(Term(within("offenders.assessment.again"), OM, by_the_day(due(OM, SERGEANT))),),
)
JUDGED: Final = Duty(
    "offenders.assessment-decided", "Accept the assessment, or send it back", "offender", _EXPECTED, ("hmicfrs-ny-2022 p317",),
    also=("RO-020", "RSO_ARMS_REVIEW"),
    opens=(on(offenders.RiskAssessmentMade),), applies=(the_offender,), once_per=Once.WHILE_OPEN, reads=(reads(offenders.RiskAssessmentMade),),
    discharged_by=(on(offenders.RiskAssessmentAccepted, j.accepted_by_another), on(offenders.RiskAssessmentReturned)), ends=ENDS_FILE,
    terms=(Term(within("offenders.assessment.decided"), SERGEANT, by_the_day(due(SERGEANT))),),
    why="One that was made away from the home needs a supervisor's reason.",
)
APPROVAL: Final = Duty(
    "offenders.plan-approval", "Approve the risk management plan, or send it back", "plan", _LOCAL, ("hmicfrs-nn-2019 p378", "visor-standards"),
    also=("RO-045", "C65", "RSO_RMP_APPROVE"), opens=(on(offenders.RiskPlanSubmitted),), once_per=Once.WHILE_OPEN,
    discharged_by=(on(offenders.RiskPlanApproved, j.plan_answers), on(offenders.RiskPlanReturned)), ends=ENDS_FILE,
    reads=(*_PLAN, reads(*FILE_FACTS, through=PLAN_OFFENDER)),
    terms=(
        Term(within("offenders.plan.very_high"), SERGEANT, by_the_day(due(DCI)), when=j.very_high_plan),
        Term(within("offenders.plan.approved"), SERGEANT, by_the_day(due(SERGEANT, DCI))),
    ),
    why="Until then it is shown as not approved wherever it is used.",
)
WRITTEN: Final = Duty(
    "offenders.plan-written", "Submit the risk management plan", "offender", Basis.NATIONAL_POLICY, ("visor-standards",), certainty="low",
    also=("RO-016", "RO-051"), opens=(on(offenders.RiskAssessmentAccepted, j.no_plan_yet), on(offenders.RepeatBreachNoticed)), applies=(the_offender,),
    reads=(reads(offenders.RiskAssessmentMade, offenders.RiskPlanSubmitted),), once_per=Once.WHILE_OPEN,
    discharged_by=(on(offenders.RiskPlanSubmitted), on(offenders.RiskPlanReviewed)), ends=_STOPS,
    terms=(Term(within("offenders.plan.written"), OM, by_the_week(due(OM, SERGEANT))),),
)
ACTION: Final = Duty(
    "offenders.plan-action", "Do what the plan says, and say what came of it", "action", _EXPECTED, ("hmicfrs-ny-2022 p315",), also=("RO-016",),
    opens=(on(offenders.RiskPlanActionSet),), once_per=Once.SUBJECT, discharged_by=(on(offenders.RiskPlanActionDone, j.says_result),),
    ends=(on(offenders.RiskPlanActionDropped, j.dropped_with_reason), *ENDS_FILE), reads=(reads(*FILE_FACTS, through=ACTION_OFFENDER),),
    terms=(
        Term(before("offenders.action.own_day", j.own_day), OM, by_the_week(due(OM, SERGEANT)), when=j.has_own_day),
        Term(within("offenders.action"), OM, by_the_week(due(OM, SERGEANT))),
    ),
)
SUPERVISION: Final = Duty(
    "offenders.supervision", "Review how the offender is managed", "offender", _EXPECTED, ("hmicfrs-ny-2022 p314",), also=("RO-014", "RO-034"),
    opens=(on(offenders.RiskLevelSet), on(offenders.ManagerAccepted)), applies=(the_offender,), reads=(reads(*v.LEVELS), *_CHILDREN), once_per=Once.WHILE_OPEN,
    recurs="rolling", discharged_by=(on(offenders.SupervisionRecorded, j.review_decides),), ends=_STOPS,
    terms=(
        Term(within("offenders.supervision.high"), SERGEANT, by_the_week(due(SERGEANT)), when=v.level_is("high", "very_high")),
        Term(within("offenders.supervision"), SERGEANT, by_the_week(due(SERGEANT))),
    ),
    why="A read receipt (\"seen\", \"noted\") is kept and reviews nothing.",
)
LOWERING: Final = Duty(
    "offenders.lowering-decision", "Decide the request to lower the level", "offender", _EXPECTED, ("hmicfrs-nn-2019 p380",), also=("RO-048",),
    opens=(on(offenders.RiskLoweringRequested),), applies=(the_offender,), once_per=Once.WHILE_OPEN,
    discharged_by=(on(offenders.RiskLoweringApproved), on(offenders.RiskLoweringDeclined)), ends=ENDS_FILE,
    terms=(Term(within("offenders.request"), SERGEANT, by_the_week(due(SERGEANT))),), why="Until then the higher level is live.",
)
DISCHARGE: Final = Duty(
    "offenders.discharge-decision", "Decide the request to close the file", "offender", Basis.NATIONAL_PRACTICE, ("app-offenders",),
    also=("RSO_PERIOD_END", "RO-034"),
    opens=(on(offenders.RegisterDischargeRequested),), applies=(the_offender,), once_per=Once.WHILE_OPEN,
    discharged_by=(on(offenders.RegisterDischargeApproved), on(offenders.RegisterDischargeDeclined)),
    terms=(Term(within("offenders.request"), DI, by_the_week(due(DI))),),
)
REACTIVE: Final = Duty(
    "offenders.reactive-review", "Review an offender whom nobody visits", "offender", Basis.NATIONAL_POLICY, ("app-offenders",), certainty="medium",
    also=("RSO_REACTIVE_REVIEW",), opens=(on(offenders.ReactiveManagementApproved),), applies=(the_offender,), once_per=Once.WHILE_OPEN, recurs="rolling",
    discharged_by=(on(offenders.ReactiveManagementReviewed, j.continues),), ends=(*_STOPS, on(offenders.ReactiveManagementEnded)),
    terms=(Term(within("offenders.reactive"), OM, by_the_week(due(OM, DI))),),
)
DUTIES: Final = (FIRST, YEARLY, AGAIN, JUDGED, APPROVAL, WRITTEN, ACTION, SUPERVISION, LOWERING, DISCHARGE, REACTIVE)

STANDARDS: Final = (
    Standard(
        "offenders.assessed-at-home", "An assessment is made in the offender's home", "offender", _EXPECTED, ("hmicfrs-ny-2022 p317",), also=("RO-020",),
        acts=(on(offenders.RiskAssessmentMade, the_offender),), met=j.at_home, to=(OM,),
    ),
    Standard(
        "offenders.plan-approved-on-answers", "A plan is approved by another who answers for it, and every objective has its actions", "plan", _EXPECTED,
        ("hmicfrs-nn-2019 p378", "hmicfrs-ny-2022 p315"), also=("RO-046", "RO-016"), acts=(on(offenders.RiskPlanApproved),), met=j.plan_answers,
        reads=_PLAN, to=(DI,), refuses=True,
    ),
    Standard(
        "offenders.actions-answered", "A review looks at what came of each action", "offender", _EXPECTED, ("hmicfrs-ny-2022 p315",), also=("RO-016",),
        acts=(on(offenders.RiskPlanReviewed, the_offender), on(offenders.SupervisionRecorded, the_offender)), met=j.actions_have_results,
        reads=(reads(*_ACTIONS),), to=(SERGEANT,),
    ),
    Standard(
        "offenders.plan-read", "A plan is read before it is approved", "plan", _EXPECTED, ("hmicfrs-nn-2019 p378",), also=("RO-046",),
        acts=(on(offenders.RiskPlanApproved),), met=j.was_read, to=(DI,),
    ),
    Standard(
        "offenders.approver-trained", "Whoever approves is trained as a manager of offenders is", "offender", _EXPECTED,
        ("hmicfrs-nn-2019 p370", "hmicfrs-ny-2022 p315"), also=("RO-041", "RO-015"),
        acts=(
            on(offenders.RiskPlanApproved, the_offender), on(offenders.RiskLoweringApproved, the_offender),
            on(offenders.ReactiveManagementApproved, the_offender),
        ),
        met=j.is_trained, reads=(reads(*j.TRAINED_ACTS),), to=(DCI,), refuses=True,
    ),
    Standard(
        "offenders.review-decides", "A supervisor's review decides", "offender", _EXPECTED, ("hmicfrs-ny-2022 p314", "hmicfrs-ny-2022 p338"),
        also=("RO-014", "RO-034"), acts=(on(offenders.SupervisionRecorded, the_offender),), met=j.review_decides, reads=_CHILDREN, to=(DI,),
    ),
    Standard(
        "offenders.lowering-grounds", "A lower level rests on something new, and on another person", "offender", _EXPECTED, ("hmicfrs-nn-2019 p380",),
        also=("RO-034", "RO-048"), acts=(on(offenders.RiskLoweringApproved, the_offender),), met=j.lowering_has_grounds,
        reads=(reads(offenders.RiskLoweringRequested, *v.LEVELS), *_CHILDREN), to=(DI,), refuses=True,
    ),
    Standard(
        "offenders.level-not-lowered", "A level is lowered by asking, not by setting it", "offender", _EXPECTED, ("hmicfrs-nn-2019 p380",), also=("RO-048",),
        acts=(on(offenders.RiskLevelSet, the_offender),), met=j.not_a_lowering, reads=(reads(*v.LEVELS),), to=(SERGEANT, DI),
    ),
    Standard(
        "offenders.reactive-grounds", "Visits stop only where every criterion is met", "offender", Basis.NATIONAL_POLICY, ("app-offenders",),
        certainty="medium",
        also=("RSO_REACTIVE_REVIEW",), acts=(on(offenders.ReactiveManagementApproved, the_offender),), met=j.reactive_has_grounds,
        reads=(
            reads(
                offenders.ReactiveManagementRequested, offenders.ChildContactFound, offenders.ChildContactRuledOut, offenders.CourtOrderMade,
                offenders.CourtOrderEnded, *v.LEVELS,
            ),
        ), to=(DCI,), refuses=True,
    ),
    Standard(
        "offenders.discharge-grounds", "A file closes by another, with no child still to be referred", "offender", _EXPECTED, ("hmicfrs-ny-2022 p338",),
        also=("RO-034", "RSO_PERIOD_END"), acts=(on(offenders.RegisterDischargeApproved, the_offender),), met=j.discharge_has_grounds,
        reads=(
            reads(offenders.RegisterDischargeRequested, offenders.BreachFound, offenders.BreachClosed, offenders.BreachHeldNoOffence), *_CHILDREN,
        ), to=(DI,), refuses=True,
    ),
)
