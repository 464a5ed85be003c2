"""What acts of referrals must meet. Only lowering, closing, deferring and approving can be refused."""

from __future__ import annotations

from typing import Any, Final

from tutela.facts import investigation, referrals, sharing
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Priority, Standard, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.referrals import conditions as c
from tutela.law.referrals import whole
from tutela.law.referrals.ladders import CASE_DI, CASE_SERGEANT, DESK, DESK_DI, DESK_SERGEANT, INSPECTOR, SERGEANT
from tutela.law.referrals.notices import WARRANT_CASE
from tutela.law.standing.said import gives

_EXPECTED: Final = Basis.INSPECTORATE_EXPECTATION


def shared_or_reasoned(view: View, row: Row) -> Finding:
    """Shared with somebody, or with nobody for a reason of the list and in words."""
    data: Any = row.fact.data
    reasoned = data.none_because is not None and bool(data.why.strip())
    return (yes if data.to or reasoned else no)("referrals.shared-with", row.fact, to=data.to or ("nobody",), reason=reasoned)


def checked_or_said(view: View, row: Row) -> Finding:
    """The national computer and database were searched for the household, or it says why not: the partner must know the limits."""
    data: Any = row.fact.data
    lacks = tuple(name for name in ("pnc", "pnd") if name not in data.checked)
    return no("referrals.household-checked", row.fact, lacks=lacks) if lacks and not data.why_not.strip() else yes("said.whole", row.fact)


def triaged_whole(view: View, row: Row) -> Finding:
    """The history was read and every child is covered; nobody said is not a no."""
    data: Any = row.fact.data
    lacks = tuple(name for name in ("history_read", "all_children_covered") if getattr(data, name) is False)
    return no("referrals.triage-lacks", row.fact, lacks=lacks) if lacks else yes("said.whole", row.fact)


def decided_and_told(view: View, row: Row) -> Finding:
    """Somebody decided where the notice goes before it is put away."""
    decided = view.last(referrals.DestinationDecided)
    return (yes if decided else no)("referrals.filed", *((decided.fact,) if decided else (row.fact,)))


def deferral_is_hours(view: View, row: Row) -> Finding:
    """A detective inspector's, for hours and not days, with the reason and what protects the children meanwhile."""
    data: Any = row.fact.data
    limit = row.at + view.lawbook.span("referrals.deferral.most", row.at)
    lacks = tuple(
        name for name, ok in (
            ("detective_inspector", row.fact.by.role == "detective_inspector"), ("until", data.until is not None and data.until <= limit),
            ("why", bool(data.why.strip())), ("protection_meanwhile", bool(data.protection_meanwhile.strip())),
        ) if not ok
    )
    return no("referrals.deferral-lacks", row.fact, lacks=lacks) if lacks else yes("said.whole", row.fact)


def told_before_the_door(view: View, row: Row) -> Finding:
    """Social care knew of the children at the address before the door; not known whether there are children is treated as children."""
    asked: Any = view.last(investigation.WarrantAsked)
    there = asked.fact.data.children_at_address if asked else None
    flagged = asked is not None and asked.fact.data.social_care_told is True
    told = [r.fact for r in view.of(sharing.Told) if r.at <= row.at and c.social_care_told(view, r).holds]
    told += [r.fact for r in view.of(referrals.StrategyDiscussionAsked, referrals.StrategyDiscussionHeld) if r.at <= row.at]
    ok = there == "no" or flagged or bool(told)
    return (yes if ok else no)("referrals.warrant-children", row.fact, *told[:1], there=there or "not_known", told=flagged or bool(told))


STANDARDS: Final = (
    Standard(
        "referrals.told-before-door", "Social care knows of the children before the door is opened", "warrant", _EXPECTED,
        ("hmicfrs-ny-2022 p214", "hmicfrs-ny-2022 p215"), also=("POLIT_CSC_REFERRAL", "IN-006"), acts=(on(investigation.WarrantExecuted),),
        met=told_before_the_door, to=(CASE_DI, DESK_DI), priority=Priority.FIRST, reads=(
            reads(investigation.WarrantAsked, sharing.Told, referrals.StrategyDiscussionAsked, referrals.StrategyDiscussionHeld),
            reads(sharing.Told, referrals.StrategyDiscussionAsked, referrals.StrategyDiscussionHeld, through=WARRANT_CASE),
        ),
        why="No warrant waits for it: the door is open, and whoever can protect the children tonight must know.",
    ),
    Standard(
        "referrals.no-share-reason", "Shared with nobody has its reason", "notice", _EXPECTED, ("hmicfrs-nn-2019 p175", "hmicfrs-nn-2019 p167"),
        also=("AH-074", "AH-086", "IC-036"), acts=(on(referrals.DestinationDecided),), met=shared_or_reasoned, to=(DESK, DESK_SERGEANT), refuses=True,
    ),
    Standard(
        "referrals.household-checked", "The checks of the household say what they left out", "notice", _EXPECTED, ("hmicfrs-nn-2019 p165",), also=("AH-085",),
        acts=(on(referrals.HouseholdChecked),), met=checked_or_said, to=(DESK, DESK_SERGEANT),
    ),
    Standard(
        "referrals.triage-whole", "Triage reads the history and covers every child", "notice", _EXPECTED, ("hmicfrs-ny-2022 p151", "hmicfrs-ny-2022 p72"),
        also=("AH-069", "IC-033"), acts=(on(referrals.Triaged),), met=triaged_whole, to=(DESK_SERGEANT,),
    ),
    Standard(
        "referrals.filed-decided", "A notice is put away when its destination was decided", "notice", _EXPECTED, ("hmicfrs-nn-2019 p175",),
        also=("IC-036", "AH-086"), acts=(on(referrals.NoticeFiled),), met=decided_and_told, reads=(reads(referrals.DestinationDecided),),
        to=(DESK_SERGEANT, DESK_DI), refuses=True,
    ),
    Standard(
        "referrals.aware-whole", "What was seen and heard of the child is whole, or says why not", "child", _EXPECTED,
        ("hmicfrs-ny-2022 p23", "hmicfrs-ny-2022 p71"), also=("IC-037", "IC-039"), acts=(on(referrals.AwareRecorded),), met=whole.aware_whole, to=(SERGEANT,),
    ),
    Standard(
        "referrals.left-out", "A child is left out of the notices only with a reason", "child", _EXPECTED, ("hmicfrs-ny-2022 p72",), also=("IC-033",),
        acts=(on(referrals.ChildLeftOut),), met=gives("why"), to=(SERGEANT,), refuses=True,
    ),
    Standard(
        "referrals.no-notice-two", "No notice is a supervisor's decision, who did not ask for it", "child", _EXPECTED, ("hmicfrs-ny-2022 p61",),
        also=("IC-031",), acts=(on(referrals.NoNoticeApproved),), met=c.approver_is_another, to=(INSPECTOR, DESK_DI), refuses=True,
    ),
    Standard(
        "referrals.deferral", "No referral waits for a warrant: a deferral is a detective inspector's, for a day at most", "child", _EXPECTED,
        ("hmicfrs-ny-2022 p215", "hmicfrs-ny-2022 p216"), also=("IN-035", "XX-008"), acts=(on(investigation.ReferralDeferred),), met=deferral_is_hours,
        to=(CASE_SERGEANT, CASE_DI), refuses=True, priority=Priority.FIRST,
    ),
)
