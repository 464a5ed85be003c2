"""Offences, the record, the release and its plan, and who looks at each use afterwards."""

from __future__ import annotations

from typing import Final

from tutela.facts import governance, protection, referrals
from tutela.law.kernel.clocks import END_OF_SHIFT, within
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Ladder, Once, Term, at_due, on, reads
from tutela.law.protection import conditions as c
from tutela.law.protection.ladders import DCI, DESIGNATED, DI, LATER, MANAGER, OFFICER, SERGEANT, SUPERINTENDENT, later, urgent
from tutela.law.standing.said import says
from tutela.law.standing.steps import PROTECTION_CHILD

_EXPECTED: Final = Basis.INSPECTORATE_EXPECTATION
_USED = (on(protection.TakenIntoPoliceProtection),)
_NEVER = on(protection.PoliceProtectionEnded, says("how", "never_used"))

OFFENCES: Final = Duty(
    "protection.offences", "Consider which offences the circumstances show", "protection", _EXPECTED, ("hmicfrs-ny-2022 p264", "hmicfrs-ny-2022 p281"),
    also=("DM-002", "DM-008"), starts="occurred", opens=_USED, discharged_by=(on(protection.OffencesConsidered, c.offences_answered),), ends=(_NEVER,),
    terms=(Term(END_OF_SHIFT, OFFICER, later(at_due(SERGEANT))),),
    why="Each with its crime number, or why none: seen by the sergeant in the same shift, not later by a reviewer.",
)

STRATEGY: Final = Duty(
    "protection.strategy", "Ask for a strategy discussion, or hold it", "protection", Basis.STATUTORY_GUIDANCE, ("wt-2023",), also=("PP_STRATEGY",),
    extent="England", starts="occurred", opens=_USED, reads=(reads(referrals.StrategyDiscussionAsked, referrals.StrategyDiscussionHeld,
    through=PROTECTION_CHILD),),
    discharged_by=(on(referrals.StrategyDiscussionAsked), on(referrals.StrategyDiscussionHeld)), ends=(_NEVER,),
    terms=(Term(within("protection.strategy"), DI, later(at_due(DI, MANAGER, priority=LATER))),),
    why="The authority must make enquiries about a child in police protection (s47(1)). Once it is asked for, that it is held is owed with referrals.",
)

REVIEW: Final = Duty(
    "protection.review", "Review the use of police protection", "protection", _EXPECTED, ("hmicfrs-ny-2022 p275",), also=("C53", "DM-006", "DM-014"),
    starts="occurred", opens=_USED, reads=(reads(protection.PoliceProtectionReviewed),),
    discharged_by=(on(protection.PoliceProtectionReviewed, c.no_defects), on(protection.PoliceProtectionReviewPassed)), ends=(_NEVER,),
    terms=(Term(within("protection.review"), DI, later(at_due(DCI, DI, priority=LATER))),),
    why="Every use, the next working day. What is found wanting goes back to who owns it, and the review stays open until it is cured.",
)

DEFECT: Final = Duty(
    "protection.defect", "Answer what the review of the use found wanting", "protection", _EXPECTED, ("hmicfrs-ny-2022 p275",), also=("DM-006", "DM-002"),
    once_per=Once.EACH, opens=(on(protection.PoliceProtectionReviewed, c.has_defects),),
    reads=(reads(protection.PoliceProtectionReviewed, protection.ProtectionDefectAnswered, protection.ProtectionDefectCured),),
    discharged_by=(
        on(protection.ProtectionDefectAnswered, c.all_answered), on(protection.ProtectionDefectCured, c.all_answered),
        on(protection.PoliceProtectionReviewPassed),
    ),
    terms=(Term(within("protection.defect"), OFFICER, later(at_due(SERGEANT, DI, priority=LATER)), informs=(SERGEANT,)),),
)

RELEASE: Final = Duty(
    "protection.release-explained", "Record why the child could be released", "protection", _EXPECTED, ("hmicfrs-ny-2022 p287",), also=("DM-016",),
    once_per=Once.SUBJECT, opens=(on(protection.ReleasedFromProtection), on(protection.PoliceProtectionEnded)), applies=(c.release_unexplained,),
    reads=(reads(protection.ReleaseFromProtectionDecided),), discharged_by=(on(protection.ReleaseFromProtectionDecided, c.release_is_whole),),
    terms=(Term(within("protection.release"), DESIGNATED, urgent(at_due(DESIGNATED, SUPERINTENDENT, priority=LATER))),),
    why="A release is never refused: what it lacks is owed after it.",
)

PLAN: Final = Duty(
    "protection.release-plan", "Answer a release that belongs to no plan", "protection", _EXPECTED, ("hmicfrs-ny-2022 p287",), also=("DM-018",),
    once_per=Once.WHILE_OPEN, opens=(on(protection.ReleaseFromProtectionDecided, c.has_no_plan),),
    discharged_by=(on(protection.UnplannedReleaseAnswered, c.answers_unplanned), on(protection.ReleaseFromProtectionDecided, c.has_plan)),
    terms=(Term(within("protection.release.plan"), SUPERINTENDENT, Ladder((at_due(SUPERINTENDENT, DESIGNATED, asks="ask.risk-decision"),),
        within("protection.repeat"))),),
)

PAPER: Final = Duty(
    "protection.paper", "Enter what the authorisation on paper says", "protection", _EXPECTED, ("hmicfrs-ny-2022 p285",), also=("DM-013", "DM-014"),
    once_per=Once.EACH, opens=(on(protection.ProtectionPaperFound),), discharged_by=(on(protection.ProtectionPaperTranscribed),),
    terms=(Term(within("protection.paper"), OFFICER, later(at_due(SERGEANT, priority=LATER))),),
    why="The document stands for no field: what it says is owed until it is in the record.",
)

MONTH: Final = Duty(
    "protection.month", "Review the month's uses of police protection together", "meeting", _EXPECTED, ("hmicfrs-ny-2022 p282",), also=("C55", "DM-009"),
    recurs="rolling", once_per=Once.WHILE_OPEN, opens=(on(governance.ForumCreated, c.is_of_monthly_meeting),),
    discharged_by=(on(governance.MeetingHeld, c.is_of_monthly_meeting),), ends=(on(governance.ForumEnded),),
    terms=(Term(within("protection.month"), DCI, later(at_due(DCI, SUPERINTENDENT, priority=LATER))),),
)

DUTIES: Final = (OFFENCES, STRATEGY, REVIEW, DEFECT, RELEASE, PLAN, PAPER, MONTH)
