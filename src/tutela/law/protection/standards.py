"""What acts of police protection must meet. Only the passing of a review and the closing of the record can be refused."""

from __future__ import annotations

from typing import Final

from tutela.facts import protection, referrals
from tutela.law.kernel.gate import Classing
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Act, Priority, Standard, on, reads
from tutela.law.kernel.subjects import step
from tutela.law.protection import conditions as c
from tutela.law.protection.ladders import DESIGNATED, DI, INSPECTOR, OFFICER, SERGEANT, SUPERINTENDENT
from tutela.law.standing.said import gives

_EXPECTED: Final = Basis.INSPECTORATE_EXPECTATION
_ENTERED = (
    protection.TakenIntoPoliceProtection, protection.CircumstancesRecorded, protection.InquiryRecorded, protection.PoliceProtectionContinued,
    protection.DesignatedHandOverAccepted, protection.ReleaseFromProtectionDecided, protection.ReleasedFromProtection,
)

PROTECTION_MEETINGS: Final = step("protection-meetings", "protection", "meeting", referrals.StrategyDiscussionHeld)
_RECORD: Final = (
    reads(protection.OffencesConsidered, protection.CircumstancesRecorded, referrals.StrategyDiscussionHeld, referrals.MeetingNoteMade),
    reads(referrals.MeetingNoteMade, through=PROTECTION_MEETINGS),
)
"""What says whether the record of a use is complete; our note may name the meeting alone."""

STANDARDS: Final = (
    Standard(
        "protection.never-a-station", "No child in police protection is at a police station without an inspector's authority and its reason", "protection",
        _EXPECTED, ("hmicfrs-ny-2022 p274", "ho-circular-2008-17"), also=("DM-001", "DM-004"), acts=(on(protection.ChildArrivedAtPlace),),
        met=c.station_authorised,
        reads=(reads(protection.PoliceStationAuthorised),), to=(DESIGNATED, SUPERINTENDENT), priority=Priority.FIRST,
    ),
    Standard(
        "protection.independent", "The designated officer is not who used the power", "protection", Basis.STATUTE, ("children-act-1989 s46(3)(e)",),
        also=("PP_DESIGNATED", "DM-007"), certainty="medium", acts=(on(protection.InquiryOpened),), met=c.is_independent,
        reads=(reads(protection.TakenIntoPoliceProtection),), to=(SUPERINTENDENT,),
    ),
    Standard(
        "protection.own-words", "The designated officer's reasons are their own", "protection", _EXPECTED, ("hmicfrs-ny-2022 p284",), also=("DM-010",),
        acts=(on(protection.InquiryRecorded),), met=c.not_copied, reads=(reads(protection.CircumstancesRecorded),), to=(DESIGNATED, DI),
    ),
    Standard(
        "protection.review-whole", "A review passes when the record is complete and every defect is cured", "protection", _EXPECTED,
        ("hmicfrs-ny-2022 p275", "hmicfrs-ny-2022 p264"), also=("DM-002", "DM-006", "DM-020", "DM-026"), acts=(on(protection.PoliceProtectionReviewPassed),),
        met=c.review_may_pass, to=(DI,), refuses=True, reads=(reads(protection.PoliceProtectionReviewed, protection.ProtectionDefectCured), *_RECORD),
    ),
    Standard(
        "protection.record-whole", "The record is complete when offences, circumstances and our note of the strategy discussion are in it", "protection",
        _EXPECTED, ("hmicfrs-ny-2022 p264", "hmicfrs-nn-2019 p346"), also=("DM-002", "DM-026"), acts=(on(protection.ProtectionRecordCompleted),),
        met=c.record_is_whole, to=(OFFICER, DI), refuses=True, reads=_RECORD,
    ),
    Standard(
        "protection.release-whole", "A decision to release says why there is no cause, what changed, why it is safe and what the child says", "protection",
        _EXPECTED, ("hmicfrs-ny-2022 p287",), also=("DM-016",), acts=(on(protection.ReleaseFromProtectionDecided),), met=c.release_is_whole,
        to=(SERGEANT, INSPECTOR), why="Told before the child is out, and owed after it: a release is never refused.",
    ),
    Standard(
        "protection.step-skipped", "A step of the guidance that is left out has its reason", "protection", _EXPECTED, ("hmicfrs-nn-2019 p346",),
        also=("DM-027",),
        acts=(on(protection.GuidanceStepSkipped),), met=gives("why"), to=(DESIGNATED,),
    ),
    Standard(
        "protection.home-of-record", "The authorisation is kept with the use and nowhere else", "protection", _EXPECTED, ("hmicfrs-ny-2022 p285",),
        also=("DM-014", "DM-003"),
        acts=(on(protection.ProtectionPaperFound),), met=c.in_its_home, to=(OFFICER, DI),
    ),
    Standard(
        "protection.entered-in-time", "What happened is entered while it can still help", "protection", _EXPECTED, ("hmicfrs-nn-2019 p325",), also=("DM-021",),
        acts=tuple(on(cls) for cls in _ENTERED), met=c.entered_in_time, to=(SERGEANT,),
    ),
)
ACTS: Final[dict[type, Act | Classing]] = {
    protection.PoliceProtectionReviewPassed: Act.CLOSES, protection.ProtectionRecordCompleted: Act.CLOSES, protection.TakenIntoPoliceProtection: Act.PROTECTS,
    protection.ReleasedFromProtection: Act.RECORDS,
}
"""The class of each act; every other fact type records."""
