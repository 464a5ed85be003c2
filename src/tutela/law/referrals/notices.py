"""The notice for a child: owed by the end of the shift, for each child, whole, read by a sergeant; and no child's referral waits for a warrant."""

from __future__ import annotations

from typing import Any, Final

from tutela.facts import contact, investigation, referrals, sharing
from tutela.law.kernel.age import AGE_FACTS
from tutela.law.kernel.clocks import END_OF_SHIFT, within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Condition, Duty, Ladder, Once, Priority, Term, at_due, at_share, from_origin, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.kernel.subjects import step
from tutela.law.referrals import conditions as c
from tutela.law.referrals import whole
from tutela.law.referrals.ladders import (
    ACC,
    CASE_DI,
    CASE_SERGEANT,
    CASE_SUPERINTENDENT,
    DESK_DI,
    DESK_SERGEANT,
    INSPECTOR,
    INVESTIGATOR,
    LATER,
    OFFENDER_MANAGER,
    OFFICER,
    RESPONSE_SUPERINTENDENT,
    SERGEANT,
    climbing,
    urgent,
)
from tutela.law.standing.said import a_child, both, by_role, gives, negated, only_in_an_incident, says

_EXPECTED, _LOCAL = Basis.INSPECTORATE_EXPECTATION, Basis.LOCAL_TARGET


def not_on_return(view: View, row: Row) -> Finding:
    """Not found out on the return of a missing child: that notice is owed already."""
    return negated(says("arose", "return_of_missing"))(view, row)


def no_notice_yet(view: View, row: Row) -> Finding:
    """No notice for this child was made before it, of the same incident."""
    incidents = set(row.fact.refs("incident"))
    made = [r.fact for r in view.of(referrals.NoticeMade) if incidents.intersection(r.fact.refs("incident")) and r.at <= row.at]
    return (no if made else yes)("referrals.notice-made", row.fact, *made)


def _by_end_of_shift(chain: tuple[str, str, str, str], when: Condition | None = None) -> tuple[Term, Term]:
    """By the end of the shift, or in hours where it ends at once: the owner, the sergeant, the inspector, a superintendent."""
    owner, sergeant, inspector, top = chain
    return _of_shift(owner, climbing(
        at_share(0.75, owner), at_due(owner, sergeant), from_origin(within("referrals.notice.inspector"), inspector, priority=LATER), top=top,
    ), when)


def _of_shift(owner: str, ladder: Ladder, when: Condition | None) -> tuple[Term, Term]:
    """By the end of the shift, or in hours where it ends at once."""
    soon = both(when, c.shift_ends_soon) if when else c.shift_ends_soon
    return Term(within("referrals.shift.least"), owner, ladder, when=soon), Term(END_OF_SHIFT, owner, ladder, when=when)


_NAMED: Final = climbing(
    at_due(OFFICER), from_origin(within("referrals.notice.inspector"), SERGEANT, DESK_SERGEANT, INSPECTOR, priority=LATER), top=RESPONSE_SUPERINTENDENT,
)
"""A child who is only named was seen by nobody: after a day the referral desk knows the name too, and need not wait for the notice."""

NOTICE: Final = Duty(
    "referrals.notice", "Make the public protection notice for this child", "child", _EXPECTED, ("hmicfrs-nn-2019 p159", "hmicfrs-ny-2022 p61"),
    also=("C17", "PPN_SUBMIT", "IC-031", "IC-032", "IC-033", "IC-042"), per="incident", once_per=Once.WHILE_OPEN,
    opens=(on(referrals.ConcernIdentified, not_on_return), on(referrals.HouseholdChildFound), on(referrals.AbuseGroundsFound),
           on(investigation.OtherChildNamed, only_in_an_incident), on(contact.Reported, says("concern", "domestic_abuse"), as_="caller")),
    applies=(a_child, no_notice_yet), reads=(reads(*AGE_FACTS, referrals.NoticeMade),),
    discharged_by=(on(referrals.NoticeMade),), ends=(on(referrals.NoNoticeApproved, c.approver_is_another),),
    terms=(
        *_by_end_of_shift(
            (INVESTIGATOR, CASE_SERGEANT, CASE_DI, CASE_SUPERINTENDENT), by_role("investigator", "detective_inspector", "custody_sergeant"),
        ),
        *_by_end_of_shift(
            (OFFENDER_MANAGER, "sergeant@offenders", "detective_inspector@offenders", "detective_superintendent@offenders"), by_role("offender_manager"),
        ),
        *_of_shift(OFFICER, _NAMED, c.has_type("investigation.OtherChildNamed")),
        *_by_end_of_shift((OFFICER, SERGEANT, INSPECTOR, RESPONSE_SUPERINTENDENT)),
    ),
    why="For each child and incident, seen or not, and for the child who rang. That a supervisor agrees to none ends it; asking for that does not.",
)

NO_NOTICE: Final = Duty(
    "referrals.no-notice", "Decide the request that no notice be made", "child", _EXPECTED, ("hmicfrs-ny-2022 p61",), also=("IC-031",), once_per=Once.EACH,
    opens=(on(referrals.NoNoticeRequested),), applies=(a_child,), reads=(reads(*AGE_FACTS),),
    discharged_by=(on(referrals.NoNoticeApproved), on(referrals.NoNoticeDeclined), on(referrals.NoticeMade)),
    terms=(Term(within("referrals.no_notice"), SERGEANT, climbing(at_due(INSPECTOR, SERGEANT), top=RESPONSE_SUPERINTENDENT)),),
    why="Until then the notice is owed.",
)

COMPLETE: Final = Duty(
    "referrals.notice-complete", "Complete the notice: what was seen and heard of the child, and who they are", "notice", _EXPECTED,
    ("hmicfrs-ny-2022 p71", "hmicfrs-ny-2022 p152", "hmicfrs-ny-2022 p23"), also=("C21", "IC-037", "IC-038", "AH-070", "IC-039"), once_per=Once.WHILE_OPEN,
    opens=(on(referrals.NoticeMade, whole.lacks_something), on(referrals.ReturnedToOfficer)), applies=(c.of_a_child,), reads=whole.READS,
    discharged_by=(
        on(referrals.OfficerAnswered, whole.lacks_nothing), on(referrals.NoticeAmended, whole.lacks_nothing), on(referrals.AwareRecorded, whole.lacks_nothing),
    ),
    terms=(
        Term(
            within("referrals.notice_complete"), INVESTIGATOR, climbing(at_share(0.75, INVESTIGATOR), at_due(CASE_SERGEANT), top=CASE_SUPERINTENDENT),
            when=whole.by_investigator, informs=(CASE_SERGEANT,),
        ),
        Term(
            within("referrals.notice_complete"), OFFICER, climbing(at_share(0.75, OFFICER), at_due(SERGEANT), top=RESPONSE_SUPERINTENDENT),
            informs=(SERGEANT,),
        ),
    ),
    why="It holds nothing up: triage and sharing go on meanwhile, and what is urgent is shared at once.",
)

REVIEWED: Final = Duty(
    "referrals.notice-reviewed", "Read the officer's notice and mark it", "notice", _EXPECTED, ("hmicfrs-ny-2022 p41",), also=("C19", "IC-034", "IC-035"),
    opens=(on(referrals.NoticeMade),), applies=(c.of_a_child,), discharged_by=(on(referrals.NoticeReviewed, whole.by_another),),
    reads=(reads(referrals.NoticeMade),),
    terms=(Term(within("referrals.notice_reviewed"), SERGEANT, climbing(at_share(0.75, SERGEANT), at_due(INSPECTOR, SERGEANT), top=RESPONSE_SUPERINTENDENT)),),
    why="Beside the triage, never before it.",
)

KNOWN_CHILD: Final = Duty(
    "referrals.known-child", "Refer the child whom the force knows of: now, whatever a warrant waits for", "child", _EXPECTED,
    ("hmicfrs-ny-2022 p214", "hmicfrs-ny-2022 p215", "hmicfrs-ny-2022 p216"), also=("C18", "C17", "IN-036", "IN-009", "IN-035"), per="investigation",
    once_per=Once.WHILE_OPEN, opens=(on(investigation.OtherChildNamed, negated(only_in_an_incident)),), applies=(a_child, whole.not_referred), reads=(
        reads(*AGE_FACTS, referrals.NoticeMade, sharing.Told, referrals.StrategyDiscussionAsked),
    ),
    discharged_by=(on(referrals.NoticeMade), on(sharing.Told, c.social_care_told), on(referrals.StrategyDiscussionAsked, gives("why"))),
    terms=(Term(
        within("referrals.known_child"), INVESTIGATOR,
        Ladder((
            from_origin(END_OF_SHIFT, CASE_DI), at_due(INVESTIGATOR, CASE_SERGEANT, CASE_SUPERINTENDENT, asks="ask.risk-decision"),
            from_origin(within("referrals.known_child.acc"), ACC, asks="ask.risk-decision"),
        ), within("referrals.repeat")),
        priority=Priority.FIRST, informs=(CASE_SERGEANT,),
    ),),
    why="The clock runs from when the force knew, not from the search. A restricted strategy discussion tells social care now and the household nothing; "
        "a deferral moves no clock.",
)

DEFERRAL: Final = Duty(
    "referrals.deferral-decision", "Decide whether telling social care may wait, for hours and not days", "child", _EXPECTED, ("hmicfrs-ny-2022 p215",),
    also=("IN-035",), once_per=Once.EACH, opens=(on(investigation.ReferralDeferralAsked),), applies=(a_child,), reads=(reads(*AGE_FACTS),),
    discharged_by=(
        on(investigation.ReferralDeferred, by_role("detective_inspector")), on(investigation.ReferralDeferralDeclined), on(sharing.Told, c.social_care_told),
        on(referrals.StrategyDiscussionAsked),
    ),
    terms=(Term(within("referrals.deferral.decide"), CASE_DI, urgent(at_due(CASE_DI, CASE_SERGEANT), top=CASE_SUPERINTENDENT), priority=Priority.FIRST),),
    why="A restricted strategy discussion is the way that needs no waiting.",
)


def children_untold(view: View, row: Row) -> Finding:
    """Children are, or may be, at the address, and social care does not know."""
    data: Any = row.fact.data
    there = data.children_at_address in ("yes", "not_known", None)
    told = getattr(data, "social_care_told", None) is True
    return (yes if there and not told else no)("referrals.warrant-children", row.fact, there=data.children_at_address or "not_known", told=told)


WARRANT_CASE: Final = step("warrant-case", "warrant", "investigation", investigation.WarrantAsked, investigation.WarrantExecuted)
WARRANT: Final = Duty(
    "referrals.warrant-children", "Tell social care of the children at the address before the warrant is executed", "warrant", _EXPECTED,
    ("hmicfrs-ny-2022 p214",), also=("POLIT_CSC_REFERRAL", "IN-006", "IN-087"), opens=(on(investigation.WarrantAsked, children_untold),),
    reads=(reads(sharing.Told, referrals.StrategyDiscussionAsked, referrals.NoticeMade, through=WARRANT_CASE),),
    discharged_by=(on(sharing.Told, c.social_care_told), on(referrals.StrategyDiscussionAsked), on(referrals.NoticeMade)),
    ends=(on(investigation.WarrantAsked, negated(children_untold)), on(investigation.WarrantRefused)),
    terms=(Term(
        within("referrals.known_child"), INVESTIGATOR,
        Ladder((
            at_share(0.5, CASE_SERGEANT), at_due(CASE_DI, DESK_DI),
            from_origin(within("referrals.known_child.acc"), CASE_SUPERINTENDENT, asks="ask.risk-decision"),
        ), within("referrals.repeat")),
    ),),
    why="Not known whether there are children is treated as children.",
)

DUTIES: Final = (NOTICE, NO_NOTICE, COMPLETE, REVIEWED, KNOWN_CHILD, DEFERRAL, WARRANT)
