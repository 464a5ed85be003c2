"""What is owed when an offender can reach a child."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tutela.facts import offenders, referrals
from tutela.law.kernel.age import AGE_FACTS, is_child
from tutela.law.kernel.clocks import END_OF_SHIFT, MIDNIGHT, Clock, within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Ladder, Once, Priority, Rung, Term, after_due, at_due, from_origin, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.offenders.ladders import ACC, OM, REPEAT

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
}

REFERRAL: Final = Duty(
    "offenders.child-referral", "Refer the child whom the offender reaches", "child", _EXPECTED, ("hmicfrs-ny-2022 p332", "hmicfrs-ny-2022 p337"),
    also=("RO-004", "RO-031", "RO-032", "RO-034", "RO-017", "C62"), discharged_by=(on(referrals.NoticeMade),), terms=_owed(MIDNIGHT, _referral, Priority.FIRST),
    why="It has no expiry.", **_CONTACT,  # type: ignore[arg-type]
)
DISCLOSURE: Final = Duty(
    "offenders.disclosure", "Decide on disclosure to somebody who can protect the child", "child", _EXPECTED, ("hmicfrs-ny-2022 p332",),
    also=("RO-031", "RO-037", "C64"), discharged_by=(on(offenders.DisclosureDecided),), terms=_owed(within("offenders.disclosure"), _disclosure),
    **_CONTACT,  # type: ignore[arg-type]
)
SAFETY_CHECK: Final = Duty(
    "offenders.child-safety-check", "See that the child is safe", "child", _EXPECTED, ("hmicfrs-ny-2022 p338",), also=("RO-033", "C63"),
    discharged_by=(on(offenders.ChildSeenSafe),), terms=_owed(within("offenders.safety_check"), _safety, Priority.FIRST),
    why="The ladder is set by the risk to the child: a detective inspector in the same shift.", **_CONTACT,  # type: ignore[arg-type]
)
DUTIES: Final = (REFERRAL, DISCLOSURE, SAFETY_CHECK)
