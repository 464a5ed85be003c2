"""Protection notices and orders against domestic abuse: the hearing, the court after a breach, the end of the order."""

from __future__ import annotations

from typing import Any, Final

from tutela.facts import referrals
from tutela.law.kernel.clocks import before, within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Ladder, Once, Priority, Standard, Term, at_due, at_share, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.referrals.ladders import (
    CUSTODY,
    CUSTODY_INSPECTOR,
    DESK_DI,
    DESK_SERGEANT,
    INSPECTOR,
    RESPONSE_SUPERINTENDENT,
    SERGEANT,
    climbing,
)
from tutela.law.standing.said import moment_given, negated, says


def by_scheme(scheme: str) -> Any:
    """The notice is one of this Act."""
    return says("scheme", scheme)


def is_contempt(view: View, row: Row) -> Finding:
    """Breach of a notice, or of a domestic violence protection order: brought to court in the Act's hours. Breach of an abuse protection order is a crime."""
    heard = view.last(referrals.ProtectionOrderHeard)
    said: Any = heard.fact.data if heard else None
    data: Any = row.fact.data
    ok = data.of == "notice" or said is None or said.scheme == "dvpo"
    return (yes if ok else no)("referrals.breach-of", row.fact, *((heard.fact,) if heard else ()), of=data.of)


def order_made(view: View, row: Row) -> Finding:
    """An order was made, and until when."""
    data: Any = row.fact.data
    ok = data.outcome == "made" and data.until is not None
    return (yes if ok else no)("referrals.order-heard", row.fact, outcome=data.outcome)


order_ends: Final = moment_given("until", "When the order ends.")


def checked_near_its_end(view: View, row: Row) -> Finding:
    """Somebody went to see, in the last days of the order, and says what follows."""
    made = [r.fact.data.until for r in view.of(referrals.ProtectionOrderHeard) if r.fact.data.until]  # type: ignore[attr-defined]
    near = bool(made) and row.at >= max(made) - view.lawbook.span("referrals.order.end.near", row.at)
    result = bool(row.fact.data.result.strip())  # type: ignore[attr-defined]
    return (yes if near and result else no)("referrals.order-checked", row.fact, near=near, result=result)


def _hearing(code: str, title: str, scheme: str, cites: str, also: str, certainty: Any) -> Duty:
    """The court must hear the application in 48 hours, without Sundays, Christmas Day, Good Friday and bank holidays."""
    return Duty(
        code, title, "order", Basis.STATUTE, (cites,), also=(also,), certainty=certainty, starts="occurred", once_per=Once.WHILE_OPEN,
        opens=(on(referrals.ProtectionNoticeServed, by_scheme(scheme)),), discharged_by=(on(referrals.ProtectionOrderHeard),),
        ends=(on(referrals.ProtectionEnded),),
        terms=(Term(within("referrals.order.hearing"), SERGEANT, Ladder((
            at_share(0.5, SERGEANT), at_share(0.75, INSPECTOR, priority=Priority.FIRST), at_due(RESPONSE_SUPERINTENDENT, INSPECTOR, asks="ask.risk-decision"),
        ), within("referrals.repeat.urgent"))),),
    )


HEARING: Final = _hearing(
    "referrals.dvpo-hearing", "Have the protection order heard", "dvpn", "csa-2010 s27", "DVPO_HEARING_48", "high",
)
ABUSE_HEARING: Final = _hearing(
    "referrals.dapo-hearing", "Have the abuse protection order heard", "dapn", "daa-2021 s25", "DAPO_HEARING_48", "medium",
)
BREACH: Final = Duty(
    "referrals.breach-court", "Bring who broke the notice before the court", "order", Basis.STATUTE, ("csa-2010 s26", "csa-2010 s29", "daa-2021 s26"),
    also=("DAPN_BREACH_24",), certainty="medium", starts="occurred", once_per=Once.EACH, opens=(on(referrals.BreachArrestMade, is_contempt),),
    reads=(reads(referrals.ProtectionOrderHeard),), discharged_by=(on(referrals.BreachBroughtToCourt),),
    terms=(Term(within("referrals.order.breach"), CUSTODY, Ladder((
        at_share(0.5, CUSTODY), at_share(0.75, CUSTODY_INSPECTOR, priority=Priority.FIRST),
        at_due("superintendent@custody", CUSTODY_INSPECTOR, asks="ask.risk-decision"),
    ), within("referrals.repeat.urgent"))),),
)
ENDING: Final = Duty(
    "referrals.order-end", "See whether the order is kept, and decide what follows when it ends", "order", Basis.LOCAL_TARGET,
    ("csa-2010 s28", "hmicfrs-ny-2022 p69"), also=("DVPO_EXPIRY", "IC-044"), once_per=Once.WHILE_OPEN, opens=(on(referrals.ProtectionOrderHeard, order_made),),
    reads=(reads(referrals.ProtectionOrderHeard),), discharged_by=(on(referrals.ComplianceChecked, checked_near_its_end),),
    ends=(on(referrals.ProtectionEnded, negated(says("how", "ran_out"))),),
    terms=(Term(before("referrals.order.end", order_ends), DESK_SERGEANT, climbing(at_share(0.75, DESK_SERGEANT), at_due(DESK_DI))),),
    why="An order that runs out unseen leaves the children as they were before it: that it ran out ends nothing.",
)

DUTIES: Final = (HEARING, ABUSE_HEARING, BREACH, ENDING)


def children_considered(view: View, row: Row) -> Finding:
    """The welfare of each child was considered, and an officer of the rank that the Act asks for authorised it."""
    data: Any = row.fact.data
    superintendents = ("superintendent", "detective_superintendent", "assistant_chief_constable", "chief_constable")
    inspectors = ("inspector", "fim", "cii", "detective_inspector", "chief_inspector", "detective_chief_inspector", *superintendents)
    rank = row.fact.by.role in (superintendents if data.scheme == "dvpn" else inspectors)
    ok = data.children_considered is True and rank
    return (yes if ok else no)("referrals.notice-authorised", row.fact, children=data.children_considered is True, role=row.fact.by.role)


STANDARDS: Final = (
    Standard(
        "referrals.protection-authorised", "A protection notice considers each child, and is authorised by the rank that the Act asks for", "order",
        Basis.STATUTE, ("csa-2010 s24", "daa-2021 s24"), also=("IC-044",), acts=(on(referrals.ProtectionNoticeAuthorised),), met=children_considered,
        to=(RESPONSE_SUPERINTENDENT, DESK_DI),
    ),
)
