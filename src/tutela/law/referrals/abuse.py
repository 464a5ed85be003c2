"""Domestic abuse where there are children: the victim's risk, her safety, a protection notice, the conference (MARAC) and its minutes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from tutela.facts import contact, referrals
from tutela.law.kernel.clocks import END_OF_SHIFT, within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Once, Priority, Standard, Term, at_due, at_share, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.kernel.subjects import step
from tutela.law.referrals import conditions as c
from tutela.law.referrals.ladders import (
    COORDINATOR,
    DESK_DI,
    DESK_SERGEANT,
    INSPECTOR,
    LATER,
    OFFICER,
    RESPONSE_SUPERINTENDENT,
    SERGEANT,
    climbing,
)
from tutela.law.standing.said import both, either, gives

_EXPECTED: Final = Basis.INSPECTORATE_EXPECTATION


def abuse_with_children(view: View, row: Row) -> Finding:
    """Domestic abuse was reported there, and nobody says that no child lives with it."""
    reports = [r.fact for r in view.of(contact.Reported)]
    abuse: list[Any] = [f for f in reports if f.data.concern == "domestic_abuse"]  # type: ignore[attr-defined]
    ok = any(c.names_child(f) or f.data.children_present is not False for f in abuse)
    return (yes if ok else no)("referrals.domestic-abuse-reported", row.fact, *abuse)


def the_victim(view: View, row: Row) -> Finding:
    """The subject is the victim of it; where nobody is named so, any adult, and where there is none, the child."""
    named = row.fact.refs("adult", "victim") + row.fact.refs("child", "victim") + row.fact.refs("person", "victim")
    victims = named or row.fact.refs("adult") or (view.subject.ref,)
    return (yes if view.subject.ref in victims else no)("referrals.the-victim", row.fact)


def reaches_the_score(view: View, data: Any) -> bool:
    """As many questions answered yes as make it visibly high."""
    return bool((data.yes or 0) >= view.number("referrals.marac.score"))


def is_high(view: View, row: Row) -> Finding:
    """High, by the grade or by the count: judgement never takes the count away."""
    data: Any = row.fact.data
    ok = data.grade == "high" or reaches_the_score(view, data)
    return (yes if ok else no)("referrals.abuse-risk", row.fact, grade=data.grade or "not_graded", count=data.yes or 0)


def for_the_conference(view: View, row: Row) -> Finding:
    """High, or again within a year of the conference that heard the victim's case."""
    since = row.at - timedelta(days=view.number("referrals.marac.repeat"))
    heard = [r.fact for r in view.of(referrals.MaracHeard) if since <= r.at < row.at]
    return yes("referrals.heard-before", row.fact, *heard) if heard else is_high(view, row)


VICTIM_INCIDENT: Final = step("victim-incident", "adult|child|person", "incident", referrals.AbuseAssessed)
_VICTIM: Final = (either(c.of_a_child, abuse_with_children),)
_WHERE: Final = reads(contact.Reported, through=VICTIM_INCIDENT)
"""The assessment names the victim; the children may be named by the report alone."""

_BEFORE_THEY_GO: Final = climbing(at_share(0.75, OFFICER), at_due(SERGEANT, OFFICER), top=RESPONSE_SUPERINTENDENT)

ASSESSED: Final = Duty(
    "referrals.abuse-assessed", "Assess the victim's risk", "incident", Basis.NATIONAL_PRACTICE, ("app-domestic-abuse", "hmicfrs-nn-2019 p124"),
    also=("DA_RISK_ASSESS",), opens=(on(contact.Arrived, abuse_with_children),), reads=(reads(contact.Reported),), once_per=Once.SUBJECT,
    discharged_by=(on(referrals.AbuseAssessed),),
    terms=(Term(within("referrals.shift.least"), OFFICER, _BEFORE_THEY_GO, when=c.shift_ends_soon), Term(END_OF_SHIFT, OFFICER, _BEFORE_THEY_GO)),
    why="A victim who will not answer is graded from what was seen. No hit that waits for an answer holds it up.",
)

REVIEWED: Final = Duty(
    "referrals.abuse-reviewed", "Read the assessment of the victim's risk", "person", Basis.NATIONAL_PRACTICE, ("app-domestic-abuse",),
    also=("DA_RISK_ASSESS",), opens=(on(referrals.AbuseAssessed, the_victim),), applies=_VICTIM, reads=(_WHERE,), once_per=Once.WHILE_OPEN,
    discharged_by=(on(referrals.AbuseAssessmentReviewed, gives("outcome")),),
    terms=(Term(
        within("referrals.abuse_reviewed"), SERGEANT, climbing(at_share(0.75, SERGEANT), at_due(INSPECTOR, SERGEANT), top=RESPONSE_SUPERINTENDENT),
    ),),
)

SAFETY: Final = Duty(
    "referrals.safety-plan", "Plan with the victim how she and the children are safe tonight, and how she can be reached", "person", _EXPECTED,
    ("hmicfrs-ny-2022 p69",), also=("IC-044",), opens=(on(referrals.AbuseAssessed, both(the_victim, is_high)),), applies=_VICTIM, reads=(_WHERE,),
    once_per=Once.WHILE_OPEN, discharged_by=(on(referrals.AbuseSafetyPlanMade, gives("plan", "safe_contact")),),
    terms=(Term(
        within("referrals.safety_plan"), OFFICER, climbing(at_share(0.5, OFFICER), at_due(SERGEANT, INSPECTOR), top=RESPONSE_SUPERINTENDENT),
        priority=Priority.FIRST,
    ),),
)

CONSIDERED: Final = Duty(
    "referrals.protection-considered", "Decide whether to ask for a protection notice", "person", _EXPECTED, ("hmicfrs-ny-2022 p69",), also=("IC-044",),
    opens=(on(referrals.AbuseAssessed, both(the_victim, is_high)),), applies=_VICTIM, reads=(_WHERE,), once_per=Once.WHILE_OPEN,
    discharged_by=(on(referrals.ProtectionNoticeConsidered, gives("why")), on(referrals.ProtectionNoticeDeclined)),
    terms=(Term(
        within("referrals.protection_considered"), SERGEANT, climbing(at_share(0.75, SERGEANT), at_due(INSPECTOR, SERGEANT), top=RESPONSE_SUPERINTENDENT),
    ),),
    why="Before he is bailed: what keeps him from the door tomorrow.",
)

LOWERING: Final = Duty(
    "referrals.abuse-lowering", "Decide the request to lower the victim's risk", "person", _EXPECTED, ("hmicfrs-nn-2019 p124",), also=("IC-016",),
    opens=(on(referrals.AbuseLoweringRequested, the_victim),), once_per=Once.EACH,
    discharged_by=(on(referrals.AbuseLoweringApproved), on(referrals.AbuseLoweringDeclined)),
    terms=(Term(within("referrals.abuse_lowering"), SERGEANT, climbing(at_due(INSPECTOR, SERGEANT, priority=LATER), top=RESPONSE_SUPERINTENDENT)),),
    why="Until then the higher grade is live.",
)

MARAC: Final = Duty(
    "referrals.marac-referred", "Refer the victim to the conference on domestic abuse (MARAC)", "person", Basis.NATIONAL_POLICY,
    ("safelives-marac", "hmicfrs-nn-2019 p124"), also=("MARAC_REFER", "IC-017"), opens=(
        on(referrals.AbuseAssessed, both(the_victim, for_the_conference)), on(referrals.MaracReturned, the_victim),
    ),
    applies=_VICTIM, reads=(_WHERE, reads(referrals.MaracHeard)), once_per=Once.WHILE_OPEN,
    discharged_by=(on(referrals.MaracAccepted), on(referrals.MaracListed), on(referrals.MaracHeard)),
    terms=(Term(within("referrals.marac"), DESK_SERGEANT, climbing(at_share(0.75, DESK_SERGEANT), at_due(DESK_DI, COORDINATOR))),),
    why="By the count, by judgement, or because it happened again. Who refuses consent is referred where the risk is high, with the reason. "
        "Sent is not accepted: it is done when the co-ordinator has it.",
)

MINUTES: Final = Duty(
    "referrals.marac-minutes", "Get the minutes of the conference: what it decided is not known", "meeting", _EXPECTED, ("hmicfrs-nn-2019 p124",),
    also=("C28", "IC-017"), opens=(on(referrals.MaracHeard),), starts="occurred", once_per=Once.WHILE_OPEN,
    discharged_by=(on(referrals.MinutesReceived), on(referrals.MinutesEntered)),
    terms=(Term(within("referrals.minutes"), COORDINATOR, climbing(at_share(0.75, COORDINATOR), at_due(COORDINATOR, DESK_DI))),),
    why="Minutes that came in are then entered, each action as one.",
)

DUTIES: Final = (ASSESSED, REVIEWED, SAFETY, CONSIDERED, LOWERING, MARAC, MINUTES)


def score_stands(view: View, row: Row) -> Finding:
    """Judgement raises and never lowers: as many yes as make it high, and it is high."""
    data: Any = row.fact.data
    below = reaches_the_score(view, data) and data.grade not in (None, "high")
    return (no if below else yes)("referrals.abuse-risk", row.fact, grade=data.grade or "not_graded", count=data.yes or 0)


STANDARDS: Final = (
    Standard(
        "referrals.abuse-score", "The count that makes a victim's risk high is not taken away by judgement", "person", Basis.NATIONAL_POLICY,
        ("safelives-marac",), also=("MARAC_REFER", "IC-016"), acts=(on(referrals.AbuseAssessed, the_victim),), met=score_stands, to=(SERGEANT, DESK_SERGEANT),
        priority=Priority.FIRST,
    ),
    Standard(
        "referrals.abuse-lowered", "A victim's risk is lowered by a supervisor who did not ask for it, with the reason", "person", _EXPECTED,
        ("hmicfrs-nn-2019 p124",), also=("IC-016",), acts=(on(referrals.AbuseLoweringApproved, the_victim),), met=c.approver_is_another,
        to=(INSPECTOR, DESK_DI), refuses=True, priority=Priority.FIRST,
    ),
)
