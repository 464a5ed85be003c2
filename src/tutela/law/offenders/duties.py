"""What is owed when an offender can reach a child."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from tutela.facts import offenders, people, referrals
from tutela.law.kernel.age import AGE_FACTS, is_child
from tutela.law.kernel.clocks import END_OF_SHIFT, MIDNIGHT, Clock, before, within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Ladder, Once, Priority, Rung, Standard, Term, after_due, at_due, from_origin, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.kernel.subjects import step
from tutela.law.offenders import judging as j
from tutela.law.offenders.ladders import ACC, DI, OM, REPEAT, SERGEANT, by_the_day, due, in_days

_EXPECTED: Final = Basis.INSPECTORATE_EXPECTATION


def reaches_a_child(view: View, row: Row) -> Finding:
    """The named person is the child whom the offender reaches, not the offender; doubt about age favours the child."""
    if view.subject.ref in row.fact.refs("offender"):
        return no("offenders.is-the-offender", row.fact)
    return is_child(view, row)


def in_an_investigation(view: View, row: Row) -> Finding:
    """It was learnt of a suspect who is being investigated and has no offender manager."""
    inside = bool(row.fact.refs("investigation")) or row.fact.by.role in ("investigator", "custody_sergeant")
    return (yes if inside else no)("offenders.suspect", row.fact, role=row.fact.by.role)


def _owed(clock: Clock, ladder: Callable[[str], tuple[Rung, ...]], priority: Priority = Priority.SECOND) -> tuple[Term, Term]:
    """The same ladder for a suspect's investigation and for a managed offender."""
    return (
        Term(clock, "investigator@investigation", Ladder(ladder("investigation"), REPEAT), when=in_an_investigation, priority=priority),
        Term(clock, OM, Ladder(ladder("offenders"), REPEAT), priority=priority),
    )


def _referral(area: str) -> tuple[Rung, ...]:
    return (
        from_origin(within("offenders.referral.officer"), OM if area == "offenders" else "investigator@investigation"),
        from_origin(within("offenders.referral.sergeant"), f"sergeant@{area}"), from_origin(within("offenders.referral.di"), f"detective_inspector@{area}"),
        from_origin(within("offenders.safety_check.acc"), f"detective_superintendent@{area}", asks="ask.risk-decision"),
    )


def _disclosure(area: str) -> tuple[Rung, ...]:
    late = after_due(within("offenders.superintendent"), f"detective_superintendent@{area}", asks="ask.risk-decision")
    return (at_due(f"detective_inspector@{area}", f"sergeant@{area}"), late)


def _safety(area: str) -> tuple[Rung, ...]:
    return (
        from_origin(END_OF_SHIFT, f"detective_inspector@{area}"),
        at_due(f"detective_superintendent@{area}", f"sergeant@{area}", asks="ask.risk-decision"),
        from_origin(within("offenders.safety_check.acc"), ACC, asks="ask.risk-decision"),
    )


_CONTACT = {
    "opens": (on(offenders.ChildContactFound),), "applies": (reaches_a_child,), "reads": (reads(*AGE_FACTS),), "per": "offender", "once_per": Once.SUBJECT,
    "ends": (on(offenders.ChildContactRuledOut, j.ruled_out),),
}

REFERRAL: Final = Duty(
    "offenders.child-referral", "Refer the child whom the offender reaches", "child", _EXPECTED, ("hmicfrs-ny-2022 p332", "hmicfrs-ny-2022 p337"),
    also=("RO-004", "RO-031", "RO-032", "RO-034", "RO-017", "C62"), discharged_by=(on(referrals.NoticeMade),), terms=_owed(MIDNIGHT, _referral, Priority.FIRST),
    why="It has no expiry.", **_CONTACT,  # type: ignore[arg-type]
)
DISCLOSURE: Final = Duty(
    "offenders.disclosure", "Decide on disclosure to somebody who can protect the child", "child", _EXPECTED, ("hmicfrs-ny-2022 p332",),
    also=("RO-031", "RO-037", "RO-004", "C64"), discharged_by=(on(offenders.DisclosureDecided, j.disclosure_decided),),
    terms=_owed(within("offenders.disclosure"), _disclosure),
    **_CONTACT,  # type: ignore[arg-type]
)
SAFETY_CHECK: Final = Duty(
    "offenders.child-safety-check", "See that the child is safe", "child", _EXPECTED, ("hmicfrs-ny-2022 p338",), also=("RO-033", "RO-004", "C63"),
    discharged_by=(on(offenders.ChildSeenSafe, j.seen_by),), terms=_owed(within("offenders.safety_check"), _safety, Priority.FIRST),
    why="The ladder is set by the risk to the child: a detective inspector in the same shift.", **_CONTACT,  # type: ignore[arg-type]
)
GIVEN: Final = Duty(
    "offenders.disclosure-given", "Tell the person who can protect the child", "child", _EXPECTED, ("hmicfrs-ny-2022 p305", "hmicfrs-ny-2022 p332"),
    also=("RO-037", "RO-031"), opens=(on(offenders.DisclosureDecided, j.tells),), applies=(reaches_a_child,), reads=(reads(*AGE_FACTS),), per="offender",
    once_per=Once.WHILE_OPEN, discharged_by=(on(offenders.DisclosureGiven),), ends=(on(offenders.ChildContactRuledOut, j.ruled_out),),
    terms=(Term(before("offenders.disclosure.by_when", j.by_when), OM, in_days(at_due(SERGEANT, DI))),),
    why="That the offender was asked to tell it is no disclosure.",
)
FOLLOWED_UP: Final = Duty(
    "offenders.disclosure-followed-up", "See that the person understood, and acts", "child", _EXPECTED, ("hmicfrs-ny-2022 p332",), also=("RO-031", "RO-037"),
    opens=(on(offenders.DisclosureGiven),), applies=(reaches_a_child,), reads=(reads(*AGE_FACTS),), per="offender", once_per=Once.WHILE_OPEN,
    discharged_by=(on(offenders.DisclosureFollowedUp, j.understood),), ends=(on(offenders.ChildContactRuledOut, j.ruled_out),),
    terms=(Term(within("offenders.disclosure.followed_up"), OM, by_the_day(due(SERGEANT))),),
)
NOT_SAFE: Final = Duty(
    "offenders.child-not-safe", "Ask for a strategy discussion: the child was seen and is not safe", "child", _EXPECTED, ("hmicfrs-ny-2022 p338",),
    also=("RO-033",), opens=(on(offenders.ChildNotSafe),), applies=(reaches_a_child,), reads=(reads(*AGE_FACTS),), once_per=Once.WHILE_OPEN,
    discharged_by=(on(referrals.StrategyDiscussionAsked), on(referrals.StrategyDiscussionHeld)),
    terms=(Term(within("offenders.not_safe"), OM, in_days(at_due(SERGEANT, DI)), priority=Priority.FIRST),),
)
OFFENDER_RELATED: Final = step("offender-related", "offender", "adult|person", people.RelationshipRecorded)


def brings_a_child(view: View, row: Row) -> Finding:
    """Somebody came into the offender's life whose record names a child."""
    data: Any = row.fact.data
    mine = set(row.fact.refs("offender"))
    theirs = {a.ref for a in row.fact.about if a.kind in ("adult", "person")}
    if view.subject.ref not in mine or data.ended or not theirs:
        return no("offenders.of-the-offender", row.fact)
    for other in view.of(people.RelationshipRecorded):
        said: Any = other.fact.data
        child = set(other.fact.refs("child")) - mine
        if child and not said.ended and theirs & {a.ref for a in other.fact.about if a.kind in ("adult", "person")}:
            return yes("offenders.brings-a-child", row.fact, other.fact)
    return no("offenders.brings-no-child", row.fact)


PARTNERS_CHILD: Final = Duty(
    "offenders.partners-child", "Record whether the offender reaches the child of somebody new in his life", "offender", _EXPECTED, ("hmicfrs-ny-2022 p315",),
    also=("RO-017", "RO-004"), opens=(on(people.RelationshipRecorded, brings_a_child),),
    reads=(reads(people.RelationshipRecorded), reads(people.RelationshipRecorded, through=OFFENDER_RELATED)), once_per=Once.EACH,
    discharged_by=(on(offenders.ChildContactFound), on(offenders.ChildContactRuledOut, j.ruled_out)),
    terms=(Term(MIDNIGHT, OM, in_days(at_due(SERGEANT)), priority=Priority.FIRST),),
    why="Nobody has to type the child again: the partner's record names her.",
)
DUTIES: Final = (REFERRAL, DISCLOSURE, SAFETY_CHECK, GIVEN, FOLLOWED_UP, NOT_SAFE, PARTNERS_CHILD)
STANDARDS: Final = (
    Standard(
        "offenders.not-to-tell", "Not to disclose is a detective inspector's decision, with the reason", "child", _EXPECTED, ("hmicfrs-ny-2022 p332",),
        also=("RO-031", "RO-037"), acts=(on(offenders.DisclosureDecided, reaches_a_child),), met=j.by_inspector, reads=(reads(*AGE_FACTS),), to=(DI,),
    ),
)
