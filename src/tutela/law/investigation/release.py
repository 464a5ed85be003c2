"""While a suspect is free, on bail or without: the children in reach, the plan, the risk looked at again, his own welfare, where he lives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from tutela.facts import Fact, Payload, investigation, referrals
from tutela.law.investigation import said
from tutela.law.investigation.bail import SUSPECT_CASES
from tutela.law.investigation.ladders import CUSTODY, CUSTODY_INSPECTOR, DI, LOCAL_SERGEANT, OIC, SERGEANT, at_risk, steady
from tutela.law.kernel.clocks import END_OF_SHIFT, MIDNIGHT, within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Once, Pattern, Priority, Term, at_due, at_share, from_origin, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.standing.said import gives

_EXPECTED: Final = Basis.INSPECTORATE_EXPECTATION


def _unprotected(reach: tuple[str, ...], data: Any) -> list[str]:
    covered = {ref for condition in getattr(data, "conditions", ()) for ref in condition.protects}
    return [ref for ref in reach if ref not in covered]


def leaves_children(view: View, row: Row) -> Finding:
    """A child whom the suspect can reach is protected by no condition."""
    data: Any = row.fact.data
    bare = _unprotected(data.can_reach, data)
    unknown = getattr(data, "access_to_children", None) in ("yes", "not_known") and not data.can_reach
    return (yes if bare or unknown else no)("investigation.in-reach", row.fact, count=len(bare) or "not known")


def covers_everybody(view: View, row: Row) -> Finding:
    """The conditions now protect every child whom he can reach."""
    given = [r for r in view.of(investigation.SuspectBailed) if r.at <= row.at]
    reach: Any = given[-1].fact.data if given else None
    bare = _unprotected(reach.can_reach, row.fact.data) if reach else ["?"]
    return (no if bare else yes)("investigation.in-reach", row.fact, *(r.fact for r in given[-1:]), count=len(bare))


def risk_is_owned(view: View, row: Row) -> Finding:
    """A detective inspector accepted it by name of each child, with what protects them instead."""
    data: Any = row.fact.data
    released = [r.fact for r in view.of(investigation.SuspectReleased, investigation.SuspectBailed) if r.at <= row.at]
    last: Any = released[-1].data if released else None
    left = [ref for ref in _unprotected(last.can_reach, last) if ref not in data.can_reach] if last else []
    ok = row.fact.by.role in said.DETECTIVE_INSPECTORS and data.why.strip() and data.instead.strip() and not left
    return (yes if ok else no)("investigation.risk-accepted", row.fact, *released[-1:], role=row.fact.by.role, left=len(left))


def no_plan_yet(view: View, row: Row) -> Finding:
    """Nobody made a plan before he was released."""
    cases = set(row.fact.refs("investigation"))
    made = [r.fact for r in view.of(investigation.SuspectRiskPlanMade) if r.at <= row.at and cases.intersection(r.fact.refs("investigation"))]
    return (no if made else yes)("investigation.release-plan", row.fact, *made[-1:], made=bool(made))


def brings_news(view: View, row: Row) -> Finding:
    """Who went to see him found a child there, or signs that a condition is broken."""
    data: Any = row.fact.data
    found = data.children_seen.strip() or data.breach_signs.strip()
    return (yes if found else no)("investigation.welfare-news", row.fact)


def free_still(view: View, row: Row) -> Finding:
    """Bail ended and he is released under investigation: it goes on."""
    how = row.fact.data.how  # type: ignore[attr-defined]
    return (no if how in ("released_under_investigation", "ran_out") else yes)("said.says", row.fact, field="how", value=how)


def without_bail(view: View, row: Row) -> Finding:
    """It began with a release without bail."""
    ok = isinstance(row.fact.data, investigation.SuspectReleased)
    return (yes if ok else no)("investigation.without-bail", row.fact, bail=not ok)


_FREE: Final = (on(investigation.SuspectReleased), on(investigation.SuspectBailed))
_OVER: Final = (
    on(investigation.SuspectCharged), on(investigation.SuspectToldNoAction), on(investigation.BailEnded, free_still), on(investigation.Finalised),
)

REACH: Final = Duty(
    "investigation.children-in-reach", "Protect each child in reach by a condition, or own the risk by name", "offender", _EXPECTED,
    ("hmicfrs-nn-2019 p242", "hmicfrs-ny-2022 p253"), also=("IN-003", "IN-066", "IN-091"),
    opens=(on(investigation.SuspectReleased, leaves_children), on(investigation.SuspectBailed, leaves_children)), applies=(said.the_suspect,),
    reads=(reads(investigation.SuspectReleased, investigation.SuspectBailed), reads(investigation.Finalised, through=SUSPECT_CASES)),
    per="investigation", once_per=Once.WHILE_OPEN,
    discharged_by=(on(investigation.ReleaseRiskAccepted, risk_is_owned), on(investigation.BailVaried, covers_everybody)), ends=_OVER,
    terms=(Term(END_OF_SHIFT, DI, at_risk(at_due(DI)), informs=(OIC, SERGEANT), priority=Priority.FIRST),),
    why="A release is never refused. Whoever is left without a condition is left so by a detective inspector who knows their names.",
)
PLAN: Final = Duty(
    "investigation.release-plan", "Plan how the risk of the suspect who is free is managed", "offender", _EXPECTED, ("hmicfrs-nn-2019 p244",),
    also=("IN-091", "IN-090"), opens=_FREE, applies=(said.the_suspect, no_plan_yet),
    reads=(reads(investigation.SuspectRiskPlanMade), reads(investigation.Finalised, through=SUSPECT_CASES)), per="investigation", once_per=Once.WHILE_OPEN,
    discharged_by=(on(investigation.SuspectRiskPlanMade, gives("measures", "own_safety")),), ends=_OVER,
    terms=(Term(END_OF_SHIFT, OIC, at_risk(at_due(SERGEANT), from_origin(within("investigation.access.di"), DI)),
                informs=(SERGEANT, CUSTODY, CUSTODY_INSPECTOR)),),
    why="Who may be reached, who is told, bail first, and his own life. Due before the release; owed after it.",
)
_RISK_LADDER: Final = steady(at_share(0.75, SERGEANT, OIC), at_due(DI))
RISK: Final = Duty(
    "investigation.release-risk", "Look again at the risk to the victim and other children", "investigation", _EXPECTED, ("hmicfrs-nn-2019 p244",),
    also=("C42", "IN-092"), opens=_FREE, recurs="rolling", once_per=Once.WHILE_OPEN,
    discharged_by=(on(investigation.ChildRiskReassessed, gives("text", "risk")),), ends=_OVER,
    terms=(
        Term(within("investigation.release_risk"), SERGEANT, _RISK_LADDER, when=without_bail, also=("RUI_REVIEW",)),
        Term(within("investigation.release_risk"), SERGEANT, _RISK_LADDER),
    ),
    why="By name, while the case is open and the suspect is free, with conditions or without.",
)
NEWS: Final = Duty(
    "investigation.risk-again", "Look again today at the risk to the children: something has changed", "investigation", _EXPECTED, ("hmicfrs-nn-2019 p244",),
    also=("IN-092", "IN-093", "IN-066"), opens=(on(investigation.BailBreachFound), on(investigation.SuspectWelfareChecked, brings_news)),
    once_per=Once.WHILE_OPEN, discharged_by=(on(investigation.ChildRiskReassessed, gives("text")),), ends=(on(investigation.Finalised),),
    terms=(Term(MIDNIGHT, OIC, at_risk(at_due(SERGEANT, DI)), informs=(SERGEANT,), priority=Priority.FIRST),),
)
WELFARE: Final = Duty(
    "investigation.suspect-welfare", "See the suspect who waits: how he is, who lives there, which children come", "offender", _EXPECTED,
    ("hmicfrs-nn-2019 p244",), also=("C43", "IN-093"), opens=_FREE, applies=(said.the_suspect,), recurs="rolling", once_per=Once.WHILE_OPEN,
    reads=(reads(investigation.Finalised, through=SUSPECT_CASES),), per="investigation",
    discharged_by=(on(investigation.SuspectWelfareChecked, gives("own_safety", "who_lives_there")),), ends=_OVER,
    terms=(Term(within("investigation.welfare"), LOCAL_SERGEANT, steady(at_share(0.8, LOCAL_SERGEANT), at_due(LOCAL_SERGEANT, OIC))),),
)
DUTIES: Final = (REACH, PLAN, RISK, NEWS, WELFARE)


def same_address(view: View, row: Row) -> Iterator[tuple[Payload, tuple[Fact, ...]]]:
    """A suspect is free at an address where a child of the case, or another suspect, lives."""
    free = [r for r in view.of(investigation.SuspectBailed, investigation.SuspectReleased) if r.at <= row.at]
    children = [r for r in view.of(referrals.HouseholdChildFound, investigation.OtherChildNamed) if r.at <= row.at]
    suspects = {ref: r for r in free for ref in _suspects(r)}
    young = {ref: r for r in children for ref in (*r.fact.refs("child"), *r.fact.refs("person")) if ref not in suspects}
    if suspects and (young or len(suspects) > 1) and (row in free or row in children):
        saw = tuple(r.fact for r in {r.fact.id: r for r in (*suspects.values(), *young.values())}.values())
        yield investigation.ReleaseAddressNoticed(children=len(young), suspects=len(suspects), saw=tuple(f.id for f in saw)), saw


def _suspects(row: Row) -> list[str]:
    people = [a for a in row.fact.about if a.kind in ("offender", "person", "adult", "child")]
    return [a.ref for a in people if a.kind == "offender" or a.as_ in ("suspect", "offender")] or [a.ref for a in people[:1]]


PATTERNS: Final = (
    Pattern(
        "investigation.release-address", "A suspect is free at an address where a child or another suspect lives", "place", _EXPECTED,
        ("hmicfrs-nn-2019 p242",), also=("IN-003", "IN-066", "IN-090"), find=same_address, notes=investigation.ReleaseAddressNoticed,
        watches=(
            on(investigation.SuspectBailed), on(investigation.SuspectReleased), on(referrals.HouseholdChildFound), on(investigation.OtherChildNamed),
        ), to=(DI, SERGEANT, OIC), priority=Priority.FIRST,
    ),
)
