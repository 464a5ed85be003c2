"""Abuse online: packages of the National Crime Agency by risk, hits of software that watches for sharing, warrants that wait."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from tutela.facts import investigation
from tutela.law.investigation import said
from tutela.law.investigation.ladders import ACC, DCI, DI, LATER, OIC, SERGEANT, SUPERINTENDENT, at_risk, by_days, steady
from tutela.law.kernel.clocks import before, within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Act, Condition, Duty, Ladder, Once, Priority, Standard, Term, at_due, at_share, from_origin, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.kernel.subjects import step
from tutela.law.standing.said import gives, says

INTELLIGENCE: Final = "intelligence_officer@investigation"
REQUEST_CASES: Final = step(
    "request-cases", "request", "investigation|warrant", investigation.PackageAllocated, investigation.Opened, investigation.WarrantAsked,
)
REQUEST_UNITS: Final = step("request-units", "request", "unit", investigation.DetectionReceived)
_EXPECTED, _POLICY = Basis.INSPECTORATE_EXPECTATION, Basis.NATIONAL_POLICY


def band_is(*bands: str) -> Condition:
    """The risk as it was last scored, else as the sender graded it; while nobody graded it, very high."""

    def the_band_is(view: View, row: Row) -> Finding:
        scored = view.last(investigation.RiskToolScored)
        by = scored or row
        risk = by.fact.data.risk or "very_high"  # type: ignore[attr-defined]
        return (yes if risk in bands else no)("investigation.band", by.fact, risk=risk)

    the_band_is.__doc__ = f"The risk is {' or '.join(bands)}."
    return the_band_is


def closed_with_reason(view: View, row: Row) -> Finding:
    """Closed with a reason that closes, in words; that nobody had time is none."""
    data: Any = row.fact.data
    ok = data.reason != "demand" and (data.why.strip() or data.reason == "worked")
    return (yes if ok else no)("investigation.detection-closed", row.fact, reason=data.reason)


def approved_by_another(view: View, row: Row) -> Finding:
    """Somebody else approved it, and the reason is there."""
    data: Any = row.fact.data
    ok = data.approved_by not in (None, row.fact.by.ref) and data.why.strip()
    return (yes if ok else no)("investigation.approved-by-another", row.fact, approved=bool(data.approved_by))


def risk_is_taken(view: View, row: Row) -> Finding:
    """A detective inspector accepts the risk of not working it, by name, with a reason, until a day."""
    data: Any = row.fact.data
    ok = row.fact.by.role in said.DETECTIVE_INSPECTORS and data.why.strip() and data.until is not None
    return (yes if ok else no)("investigation.risk-taken", row.fact, role=row.fact.by.role, until=data.until is not None)


def _taken(view: View) -> Row | None:
    return next((r for r in reversed(view.of(investigation.DetectionRiskAccepted)) if risk_is_taken(view, r).holds), None)


def is_accepted(view: View, row: Row) -> Finding:
    """A detective inspector accepted the risk and owns it until their day."""
    found = _taken(view)
    return yes("investigation.risk-taken", found.fact, role=found.fact.by.role, until=True) if found else no("investigation.risk-not-taken", row.fact)


def accepted_until(view: View, row: Row) -> datetime | None:
    """The day until which the risk was accepted."""
    found = _taken(view)
    data: Any = found.fact.data if found else None
    return data.until if data else None


def warrant_is_high(view: View, row: Row) -> Finding:
    """The risk is high or very high, or nobody graded it, or there are children at the address."""
    known = [r for r in view.of(investigation.WarrantAsked, investigation.WarrantRiskReassessed) if r.at <= row.at]
    facts = [row.fact, *(r.fact for r in reversed(known))]
    risk = next((f.data.risk for f in facts if f.data.risk), None)  # type: ignore[attr-defined]
    there = next((f.data.children_at_address for f in facts if f.data.children_at_address), "not_known")  # type: ignore[attr-defined]
    ok = risk in (None, "high", "very_high") or there == "yes"
    return (yes if ok else no)("investigation.warrant-risk", *facts[:2], risk=risk or "not graded", children=there)


_WEEKS: Final = by_days(at_share(0.75, OIC), at_due(SERGEANT, DI))
PACKAGE: Final = Duty(
    "investigation.package-acted", "Act on the package: a door, an arrest, a child seen", "request", _POLICY, ("kirat", "hmicfrs-nn-2019 p266"),
    also=("IN-104",), certainty="low", opens=(on(investigation.PackageReceived),),
    reads=(
        reads(investigation.RiskToolScored),
        reads(investigation.ProtectiveActTaken, investigation.WarrantExecuted, investigation.RiskToolScored, through=REQUEST_CASES),
    ),
    discharged_by=(on(investigation.ProtectiveActTaken), on(investigation.WarrantExecuted)), ends=(on(investigation.PackageClosed, approved_by_another),),
    terms=(
        Term(within("investigation.package.medium"), OIC, _WEEKS, when=band_is("medium"), also=("KIRAT_MEDIUM",)),
        Term(within("investigation.package.low"), OIC, _WEEKS, when=band_is("low"), also=("KIRAT_LOW",)),
        Term(
            within("investigation.package.high"), OIC, at_risk(at_share(0.75, OIC, SERGEANT), at_due(DI)), when=band_is("high"), also=("KIRAT_HIGH",),
        ),
        Term(
            within("investigation.package.very_high"), OIC, at_risk(at_share(0.5, OIC, SERGEANT), at_due(DI, DCI)), also=("KIRAT_VERY_HIGH",),
            priority=Priority.FIRST, informs=(SERGEANT,),
        ),
    ),
    why="From when the force received it, not from when it was scored. Not graded is handled as very high.",
)
TRIAGED: Final = Duty(
    "investigation.detection-triaged", "Look at the hit, and ask whether a child can be reached", "request", _EXPECTED, ("hmicfrs-nn-2019 p268",),
    also=("C40", "IN-105"), opens=(on(investigation.DetectionReceived),),
    discharged_by=(on(investigation.DetectionTriaged), on(investigation.DetectionClosed, closed_with_reason)),
    terms=(Term(within("investigation.detection.triage"), INTELLIGENCE, by_days(at_due(SERGEANT, INTELLIGENCE))),),
)
WORKED: Final = Duty(
    "investigation.detection-worked", "Do the further work on the hit", "request", _EXPECTED, ("hmicfrs-nn-2019 p268",), also=("C40", "IN-106"),
    opens=(on(investigation.DetectionTriaged, says("finding", "further_work")),), once_per=Once.WHILE_OPEN,
    reads=(reads(investigation.DetectionRiskAccepted),),
    discharged_by=(on(investigation.DetectionWorked, gives("result")),), ends=(on(investigation.DetectionClosed, closed_with_reason),),
    terms=(
        Term(before("investigation.detection.accepted", accepted_until), DI, Ladder((
            at_share(0.75, DI), at_due(DI, SUPERINTENDENT, asks="ask.risk-decision"),
        ), within("investigation.repeat.days")), when=is_accepted),
        Term(within("investigation.detection.work"), OIC, Ladder((
            at_due(OIC), from_origin(within("investigation.detection.di"), DI, asks="ask.risk-decision"),
            from_origin(within("investigation.detection.acc"), ACC, asks="ask.risk-decision", priority=LATER),
        ), within("investigation.repeat.days"))),
    ),
    why="Not doing it is a named detective inspector's risk until a day, read each week by the assistant chief constable. Demand is no reason.",
)
RISK_READ: Final = Duty(
    "investigation.accepted-risk-read", "Read the risk that an inspector accepted", "request", _EXPECTED, ("hmicfrs-nn-2019 p268",), also=("IN-106",),
    opens=(on(investigation.DetectionRiskAccepted, risk_is_taken),), once_per=Once.EACH,
    reads=(reads(investigation.AcceptedRisksReviewed, through=REQUEST_UNITS),), discharged_by=(on(investigation.AcceptedRisksReviewed),),
    ends=(on(investigation.DetectionWorked),),
    terms=(Term(within("investigation.detection.read"), ACC, Ladder((at_due(ACC, priority=LATER),), within("investigation.repeat.days"))),),
)
WARRANT: Final = Duty(
    "investigation.warrant-allocated", "Give the warrant to somebody who executes it", "warrant", _EXPECTED, ("hmicfrs-nn-2019 p240",),
    also=("C38", "IN-087"), opens=(on(investigation.WarrantApproved),), applies=(warrant_is_high,),
    reads=(reads(investigation.WarrantAsked, investigation.WarrantRiskReassessed),),
    discharged_by=(on(investigation.WarrantAllocated), on(investigation.WarrantExecuted)),
    ends=(on(investigation.WarrantWithdrawn, approved_by_another), on(investigation.WarrantRefused)),
    terms=(Term(within("investigation.warrant"), SERGEANT, Ladder((
        at_share(0.5, SERGEANT), at_due(DI), from_origin(within("investigation.warrant.superintendent"), SUPERINTENDENT, asks="ask.risk-decision"),
        from_origin(within("investigation.warrant.acc"), ACC, asks="ask.risk-decision"),
    ), within("investigation.repeat.days"))),),
)
WARRANT_RISK: Final = Duty(
    "investigation.warrant-risk", "Look at the risk again: the warrant waits", "warrant", _EXPECTED, ("hmicfrs-nn-2019 p240",), also=("IN-087",),
    opens=(on(investigation.WarrantApproved),), recurs="rolling", once_per=Once.WHILE_OPEN,
    discharged_by=(on(investigation.WarrantRiskReassessed, gives("risk", "text")), on(investigation.ChildRiskReassessed, gives("risk", "text"))),
    ends=(on(investigation.WarrantExecuted), on(investigation.WarrantWithdrawn, approved_by_another), on(investigation.WarrantRefused)),
    terms=(Term(within("investigation.warrant.risk"), OIC, steady(at_due(SERGEANT, DI))),),
    why="Children, access, what has changed, each week for as long as it waits.",
)
DUTIES: Final = (PACKAGE, TRIAGED, WORKED, RISK_READ, WARRANT, WARRANT_RISK)
STANDARDS: Final = (
    Standard(
        "investigation.detection-closing", "A hit is closed for a reason that closes it; demand is none", "request", _EXPECTED, ("hmicfrs-nn-2019 p268",),
        also=("IN-106", "IN-105"), acts=(on(investigation.DetectionClosed),), met=closed_with_reason, to=(SERGEANT,), refuses=True, priority=Priority.FIRST,
    ),
    Standard(
        "investigation.detection-risk", "The risk of not working a hit is a detective inspector's, with a reason and a day", "request", _EXPECTED,
        ("hmicfrs-nn-2019 p268",), also=("IN-106",), acts=(on(investigation.DetectionRiskAccepted),), met=risk_is_taken, to=(SERGEANT, DI), refuses=True,
    ),
    Standard(
        "investigation.warrant-withdrawn", "A warrant is given up for a reason, by another's approval", "warrant", _EXPECTED, ("hmicfrs-nn-2019 p240",),
        also=("IN-087",), acts=(on(investigation.WarrantWithdrawn),), met=approved_by_another, to=(SERGEANT, DI), refuses=True,
    ),
    Standard(
        "investigation.package-closing", "A package is closed for a reason, by another's approval", "request", _EXPECTED, ("hmicfrs-nn-2019 p266",),
        also=("IN-104",), acts=(on(investigation.PackageClosed),), met=approved_by_another, to=(SERGEANT, DI), refuses=True,
    ),
)
ACTS: Final[dict[type, Act]] = {
    investigation.DetectionClosed: Act.CLOSES, investigation.DetectionRiskAccepted: Act.DEFERS, investigation.WarrantWithdrawn: Act.CLOSES,
    investigation.PackageClosed: Act.CLOSES,
}
