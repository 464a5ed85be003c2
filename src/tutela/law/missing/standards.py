"""What acts about missing children must meet. Only lowering, closing, deferring and approving can be refused."""

from __future__ import annotations

from typing import Any, Final

from tutela.facts import attempts, contact, missing
from tutela.law.kernel.age import AGE_FACTS
from tutela.law.kernel.gate import Classing
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Act, Priority, Standard, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.missing import back
from tutela.law.missing import conditions as c
from tutela.law.missing.ladders import CII, COORDINATOR, DI, EXPLOITATION_DI, FIM, LATER, RESPONSE_SERGEANT, ROOM_SUPERINTENDENT, SUPERVISOR
from tutela.law.standing import risk
from tutela.law.standing.risk import RISK_READS
from tutela.law.standing.steps import EPISODE_CHILD, EPISODE_INCIDENT

_EXPECTED = Basis.INSPECTORATE_EXPECTATION
_GRADINGS = (on(missing.RiskGraded), on(missing.LoweringRequested), on(missing.LoweringApproved), on(missing.Reviewed))
_SENT = reads(contact.Dispatched, contact.Arrived), reads(contact.Dispatched, contact.Arrived, through=EPISODE_INCIDENT)
_ENTERED = (
    missing.RiskGraded, missing.Reviewed, missing.Searched, missing.EnquiryMade, missing.Found, missing.Returned, missing.PreventionInterviewHeld,
)

STANDARDS: Final = (
    Standard(
        "missing.never-low", "No missing child is graded below the floor", "episode", _EXPECTED, ("hmicfrs-ny-2022 p106", "hmicfrs-nn-2019 p280"),
        also=("AH-003", "AH-004"), acts=(on(missing.RiskGraded), on(missing.Reported), on(missing.LoweringApproved)), met=c.not_low,
        reads=(reads(*AGE_FACTS, through=EPISODE_CHILD), reads(missing.Reported)), to=(SUPERVISOR, FIM),
    ),
    Standard(
        "missing.lowering-grounds", "A lower level rests on new information and another person outside the room", "episode", _EXPECTED,
        ("hmicfrs-nn-2019 p286", "hmicfrs-ny-2022 p49"), also=("AH-035", "IC-009"), acts=(on(missing.RiskGraded), on(missing.LoweringApproved)),
        met=c.lowering_has_grounds, reads=RISK_READS, to=(EXPLOITATION_DI, FIM, ROOM_SUPERINTENDENT), refuses=True, priority=Priority.FIRST,
    ),
    Standard(
        "missing.below-suggestion", "A level below the one suggested answers every indicator", "episode", _EXPECTED,
        ("hmicfrs-ny-2022 p115", "hmicfrs-ny-2022 p120"),
        also=("AH-001", "AH-015", "AH-035"), acts=(on(missing.RiskGraded),), met=c.answers_suggestion, reads=RISK_READS, to=(FIM, ROOM_SUPERINTENDENT),
        priority=Priority.FIRST,
    ),
    Standard(
        "missing.age-or-frequency", "Age and frequency never lower a risk", "episode", _EXPECTED, ("hmicfrs-ny-2022 p120", "hmicfrs-ny-2022 p123"),
        also=("AH-016", "AH-032"), acts=_GRADINGS, met=c.no_age_or_frequency, to=(FIM, ROOM_SUPERINTENDENT), refuses=True, priority=Priority.FIRST,
    ),
    Standard(
        "missing.minimising", "No words make exploitation small", "episode", _EXPECTED, ("hmicfrs-nn-2019 p286",), also=("AH-034", "AH-033"),
        acts=_GRADINGS, met=c.no_minimising, to=(EXPLOITATION_DI, ROOM_SUPERINTENDENT), refuses=True, priority=Priority.FIRST,
    ),
    Standard(
        "missing.attempt", "A refused lowering is known to those who answer for it", "episode", _EXPECTED, ("hmicfrs-nn-2019 p286",), also=("AH-035", "AH-034"),
        acts=(on(attempts.LoweringRefused), on(attempts.ClosingRefused)), met=c.never, to=(EXPLOITATION_DI, ROOM_SUPERINTENDENT),
    ),
    Standard(
        "missing.high-with-fim", "High risk is never given to a critical incident inspector alone", "episode", _EXPECTED, ("hmicfrs-ny-2022 p114",),
        also=("AH-013", "IC-022"), acts=(on(missing.OwnershipAssigned, c.to_inspector_of_area),), met=c.not_high_to_cii, reads=RISK_READS,
        to=(FIM, ROOM_SUPERINTENDENT), priority=Priority.FIRST,
    ),
    Standard(
        "missing.allocation-action", "An allocation names a specific action", "episode", _EXPECTED, ("hmicfrs-ny-2022 p121",), also=("AH-024",),
        acts=(on(missing.Allocated),), met=c.has_action, to=(CII, FIM),
    ),
    Standard(
        "missing.direction-specific", "A direction says who, what, where, when", "episode", _EXPECTED, ("hmicfrs-ny-2022 p121",), also=("AH-025",),
        acts=(on(missing.Allocated),), met=c.direction_is_specific, to=(CII, FIM),
    ),
    Standard(
        "missing.review-decides", "A review of an unmet need decides", "episode", _EXPECTED, ("hmicfrs-nn-2019 p296",), also=("AH-099",),
        acts=(on(missing.Reviewed),), met=c.decides, reads=_SENT, to=(ROOM_SUPERINTENDENT, FIM), priority=Priority.FIRST,
    ),
    Standard(
        "missing.review-adds", "A review adds a line, a change or a reason", "episode", _EXPECTED,
        ("hmicfrs-ny-2022 p102", "hmicfrs-nn-2019 p306"), also=("AH-019",),
        acts=(on(missing.Reviewed),), met=c.adds_something, to=(FIM,),
    ),
    Standard(
        "missing.review-tasks", "An inspector's daily review sets tasks", "episode", _EXPECTED, ("hmicfrs-nn-2019 p306",), also=("AH-103",),
        acts=(on(missing.Reviewed, c.is_inspectors),), met=c.has_tasks, reads=(reads(missing.Reported),), to=(CII, ROOM_SUPERINTENDENT),
    ),
    Standard(
        "missing.child-verified", "An episode closes when somebody verified the child", "episode", _EXPECTED, ("hmicfrs-nn-2019 p282",), also=("AH-094",),
        acts=(on(missing.EpisodeClosed),), met=c.is_verified, reads=(reads(missing.Verified, missing.PreventionInterviewHeld),), to=(DI, COORDINATOR),
        refuses=True, priority=Priority.FIRST,
    ),
    Standard(
        "missing.where-and-who", "A closing says where the child was, and with whom", "episode", _EXPECTED, ("hmicfrs-ny-2022 p84",), also=("AH-028",),
        acts=(on(missing.EpisodeClosed),), met=back.says_where_and_who,
        reads=(reads(missing.Found, missing.ReturnInterviewEntered, missing.ReturnRecorded),), to=(CII, COORDINATOR),
    ),
    Standard(
        "missing.plan-followed", "A closing says of each action of the trigger plan that was not done why", "episode", _EXPECTED, ("hmicfrs-ny-2022 p110",),
        also=("AH-009",), acts=(on(missing.EpisodeClosed),), met=back.says_why_not_done, to=(COORDINATOR,), refuses=True,
    ),
    Standard(
        "missing.return-answered", "A closing has every question of the return answered, or why it cannot be", "episode", _EXPECTED,
        ("hmicfrs-ny-2022 p104",), also=("AH-021",), acts=(on(missing.EpisodeClosed),), met=back.says_all_of_return, to=(COORDINATOR,), refuses=True,
    ),
    Standard(
        "missing.form-signed", "A closing has the record of the return signed off, by the line manager and by the responsible inspector", "episode", _EXPECTED,
        ("hmicfrs-ny-2022 p127",), also=("AH-041",), acts=(on(missing.EpisodeClosed),), met=back.signed_off, to=(RESPONSE_SERGEANT, CII), refuses=True,
    ),
    Standard(
        "missing.review-time", "A later review than the timetable's has its reason", "episode", _EXPECTED,
        ("hmicfrs-nn-2019 p306",), also=("AH-102", "MISS_REVIEW_TIME_SET"),
        acts=(on(missing.ReviewTimeChanged),), met=c.has_reason, to=(FIM,), refuses=True,
    ),
    Standard(
        "missing.entered-in-time", "What happened is entered while it can still help", "episode", _EXPECTED, ("hmicfrs-nn-2019 p325",), also=("XX-007",),
        acts=tuple(on(cls) for cls in _ENTERED), met=c.told_in_time, to=("sergeant@missing",), priority=LATER,
    ),
)


def _graded(view: View, row: Row) -> Act:
    before, _ = risk.level(view.earlier(row))
    data: Any = row.fact.data
    if before is None or risk.ORDER[data.level] > risk.ORDER[before]:
        return Act.RAISES
    return Act.LOWERS if risk.is_lowering(view, row) else Act.RECORDS


_GRADING: Final = Classing(
    "missing.class-of-grading", "Raises, records or lowers the level of risk", "episode", _EXPECTED, ("hmicfrs-nn-2019 p286",), act=on(missing.RiskGraded),
    of=_graded, reads=RISK_READS,
)
ACTS: Final[dict[type, Act | Classing]] = {
    missing.RiskGraded: _GRADING, missing.LoweringRequested: Act.RECORDS, missing.LoweringApproved: Act.LOWERS, missing.EpisodeClosed: Act.CLOSES,
    missing.ReviewTimeChanged: Act.DEFERS, missing.OwnershipAssigned: Act.PROTECTS, missing.Allocated: Act.PROTECTS, missing.Searched: Act.PROTECTS,
    missing.TriggerPlanEnded: Act.CLOSES, missing.TriggerPlanApproved: Act.APPROVES, missing.RepeatMeetingDeclined: Act.CLOSES,
    missing.FormSigned: Act.APPROVES,
}
"""The class of each act; every other fact type records."""
