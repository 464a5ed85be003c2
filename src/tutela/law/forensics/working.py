"""Triage and results by their priority; what is found that puts a child at risk; the declaration; the report that somebody reads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from tutela.facts import Payload, forensics, investigation, referrals, sharing
from tutela.law.forensics import said
from tutela.law.forensics.ladders import ACC, DI, EXAMINER, HEAD, OIC, SERGEANT, SUPERINTENDENT, at_end, by_days, later, steady
from tutela.law.kernel.clocks import END_OF_SHIFT, before, within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Condition, Duty, Ladder, Once, Priority, Standard, Term, at_due, from_origin, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.kernel.subjects import step
from tutela.law.standing.asked import first_of
from tutela.law.standing.said import SOCIAL_CARE, both, gives, says

_EXPECTED, _LOCAL, _CODE = Basis.INSPECTORATE_EXPECTATION, Basis.LOCAL_TARGET, Basis.STATUTORY_CODE
RISK_CHILD: Final = step(
    "risk-child", "submission|device", "child|person", forensics.ChildRiskFound, forensics.TriageDone, forensics.KioskUsed,
)
_DEVICES: Final = (reads(*said.PRIORITY_READS, *said.WORK), reads(*said.PRIORITY_READS, *said.WORK, through=said.SUBMISSION_DEVICES))
SOCIAL_CARE_TOLD: Final = both(says("matter", "concern"), says("to", *sorted(SOCIAL_CARE)), gives("person"))
_TRIAGED: Final[tuple[type[Payload], ...]] = (forensics.TriageDone, *said.WORK)
_RESULTS: Final[tuple[type[Payload], ...]] = (forensics.ReportIssued, forensics.KioskUsed, forensics.DeviceLeftOut)


_TRIAGE_BY: Final = {"p1": "forensics.triage.first", "p2": "forensics.triage.second", "p3": "forensics.triage", "p4": "forensics.triage"}
_RESULT_BY: Final = {"p1": "forensics.result.first", "p2": "forensics.result.second", "p3": "forensics.result.third", "p4": "forensics.result"}


def _runs_from(keys: dict[str, str]) -> Callable[[View, Row], datetime]:
    """When the clock begins: with the taking in; where it came to be more urgent later, then; and it is never due later than it was before."""

    def runs_from(view: View, row: Row) -> datetime:
        taken, raised = row.fact.held_from, said.raised_by(view)
        if raised is None or raised[0].fact.held_from <= taken:
            return taken
        since, now = raised[0].fact.held_from, keys[said.priority(view)[0]]
        was, will = view.lawbook.after(keys[raised[1]], taken), view.lawbook.after(now, since)
        sooner = was is not None and will is not None and was < will
        return max(taken, was - (will - since)) if sooner and was and will else since

    return runs_from


def _triage(key: str, when: Condition | None = None) -> Term:
    return Term(within(key), HEAD, by_days(at_end(HEAD, DI)), when=when)


def _result(key: str, when: Condition | None = None) -> Term:
    return Term(within(key), HEAD, steady(at_end(HEAD, DI)), when=when)


TRIAGE: Final = Duty(
    "forensics.triage", "Look at the devices quickly: is a child at risk", "submission", _LOCAL, ("local",), also=("DF_TRIAGE", "IN-100"), certainty="low",
    opens=(on(forensics.SubmissionAccepted),), once_per=Once.WHILE_OPEN, reads=_DEVICES, origin=_runs_from(_TRIAGE_BY),
    discharged_by=tuple(on(cls, said.covers(*_TRIAGED)) for cls in _TRIAGED), ends=said.OVER,
    terms=(
        _triage("forensics.triage.first", said.priority_is("p1")), _triage("forensics.triage.second", said.priority_is("p2")), _triage("forensics.triage"),
    ),
    why="By the priority that its facts ask for, where nobody gave one or gave a lesser.",
)
RESULT: Final = Duty(
    "forensics.result", "Give the result", "submission", _LOCAL, ("local", "hmicfrs-ny-2022 p219"), also=("DF_RESULT", "IN-039"), certainty="low",
    opens=(on(forensics.SubmissionAccepted),), once_per=Once.WHILE_OPEN, reads=_DEVICES, origin=_runs_from(_RESULT_BY),
    discharged_by=tuple(on(cls, said.covers(*_RESULTS)) for cls in _RESULTS), ends=said.OVER,
    terms=(
        _result("forensics.result.first", said.priority_is("p1")), _result("forensics.result.second", said.priority_is("p2")),
        _result("forensics.result.third", said.priority_is("p3")), _result("forensics.result"),
    ),
    why="Finished is not reported. What is found on the way makes it urgent from when it is found, not from before anybody could know.",
)


HELD_UP: Final = Duty(
    "forensics.held-up", "Get the examination moving again, or say what is done instead", "submission", _LOCAL, ("hmicfrs-nn-2019 p248",),
    also=("IN-096",), opens=(on(forensics.ExaminationHeldUp),), once_per=Once.WHILE_OPEN,
    reads=(
        reads(forensics.DevicesSubmitted, *said.WORK),
        reads(forensics.ExaminationHeldUp, forensics.CopyTaken, forensics.AccessAnswered, *said.WORK, through=said.SUBMISSION_DEVICES),
    ),
    discharged_by=(
        on(forensics.CopyTaken), on(forensics.AccessAnswered, says("answer", "given", "found", "not_locked")), on(forensics.OutsourcingAgreed),
        *said.BEGUN,
    ), ends=said.OVER,
    terms=(Term(within("forensics.held_up"), HEAD, by_days(at_end(HEAD, DI)), informs=(OIC,)),),
    why="No storage, no code, no staff: it stands in no queue any more, and nobody sees it wait.",
)


def lacks_declaration(view: View, row: Row) -> Finding:
    """A statement or an expert's report, or one of which nobody said what it is, without a declaration."""
    data: Any = row.fact.data
    lacks = data.kind != "summary" and data.declaration in (None, "none")
    return (yes if lacks else no)("forensics.declaration", row.fact, declaration=data.declaration or "none", kind=data.kind or "not said")


def declares(view: View, row: Row) -> Finding:
    """It declares that the code was met, or in what it was not."""
    data: Any = row.fact.data
    ok = data.declaration == "compliant" or (data.declaration == "not_compliant" and bool(data.not_compliant_in.strip()))
    return (yes if ok else no)("forensics.declaration", row.fact, declaration=data.declaration or "none", kind=getattr(data, "kind", None) or "not said")


def code_in_force(view: View, row: Row) -> Finding:
    """The regulator's code is in force."""
    there = view.lawbook.value("forensics.declaration", row.at) is not None
    return (yes if there else no)("forensics.code", row.fact, law=there)


def served(view: View, row: Row) -> datetime | None:
    """When the report was first served."""
    found = [r.at for r in view.of(forensics.ReportServed) if r.at >= row.at]
    return found[0] if found else None


DECLARATION: Final = Duty(
    "forensics.declaration", "Put the declaration that the regulator's code asks for into the report", "submission", _CODE, ("fsr-code",),
    also=("FSR_DECLARATION",), certainty="medium", opens=(on(forensics.ReportIssued, lacks_declaration),), applies=(code_in_force,), once_per=Once.WHILE_OPEN,
    reads=(
        reads(forensics.ReportServed),
        reads(forensics.ReportIssued, forensics.ReportServed, forensics.DeclarationAdded, through=said.SUBMISSION_DEVICES),
    ),
    discharged_by=(on(forensics.DeclarationAdded, declares), on(forensics.ReportIssued, declares)),
    terms=(Term(before("forensics.declaration", served), EXAMINER, Ladder((
        later(within("forensics.declaration.head"), HEAD), at_end(HEAD, OIC),
        from_origin(within("forensics.declaration.superintendent"), SUPERINTENDENT, asks="ask.risk-decision", priority=Priority.SECOND),
    ), within("forensics.repeat"))),),
    why="Before it is served. That the code was not met may be declared; that nothing is said may not. Which activities fall under it the unit knows.",
)


def _read(kind: str) -> Duty:
    """The report that waits on a desk; twice, for a log may know the device alone."""
    return Duty(
        f"forensics.report-read-{kind}", "Read the report, and say what follows for each child", kind, _EXPECTED, ("hmicfrs-ny-2022 p255",),
        also=("IN-070",), opens=(on(forensics.ReportIssued),), applies=(first_of(kind, *said.KINDS),), once_per=Once.WHILE_OPEN,
        reads=(reads(forensics.ReportRead, through=said.other_side(kind)), reads(investigation.ResultDecided, through=said.WAITS_CASE)),
        discharged_by=(on(forensics.ReportRead, gives("follows")), on(investigation.ResultDecided)),
        terms=(Term(within("forensics.read"), OIC, by_days(at_end(SERGEANT, DI)), informs=(SERGEANT,)),),
        why="A result that nobody opened helps nobody. A laboratory's result is the same duty in `investigation`.",
    )


def _risk(kind: str) -> Duty:
    """What is said at once; twice, for at a door nobody has submitted anything."""
    found = says("child_at_risk", "yes")
    return Duty(
        f"forensics.child-risk-{kind}", "A device shows a child at risk: protect the child now, before any report", kind, _EXPECTED,
        ("hmicfrs-nn-2019 p254",), also=("IN-100", "IN-092"),
        opens=(on(forensics.ChildRiskFound), on(forensics.TriageDone, found), on(forensics.KioskUsed, found)), applies=(first_of(kind, *said.KINDS),),
        once_per=Once.WHILE_OPEN,
        reads=(
            reads(investigation.ProtectiveActTaken, referrals.NoticeMade, referrals.StrategyDiscussionAsked, sharing.Told, through=said.WAITS_CASE),
            reads(referrals.NoticeMade, referrals.StrategyDiscussionAsked, investigation.ChildSpokenTo, sharing.Told, through=RISK_CHILD),
        ),
        discharged_by=(
            on(investigation.ProtectiveActTaken, gives("what")), on(referrals.NoticeMade), on(referrals.StrategyDiscussionAsked),
            on(investigation.ChildSpokenTo), on(sharing.Told, SOCIAL_CARE_TOLD),
        ),
        terms=(Term(END_OF_SHIFT, OIC, Ladder((
            at_due(DI, OIC), from_origin(within("forensics.risk.superintendent"), SUPERINTENDENT, asks="ask.risk-decision"),
            from_origin(within("forensics.risk.chief"), ACC, asks="ask.risk-decision"),
        ), within("forensics.repeat.risk")), priority=Priority.FIRST, informs=(SERGEANT, DI)),),
    )


DUTIES: Final = (
    TRIAGE, RESULT, HELD_UP, DECLARATION, *(_read(kind) for kind in said.KINDS), *(_risk(kind) for kind in said.KINDS),
)
_SEXUAL: Final = frozenset({"contact_abuse", "online_abuse", "indecent_images", "exploitation"})


def fit_for_kiosk(view: View, row: Row) -> Finding:
    """Read whole by a trained operator, and not in a case of a sexual offence or of images."""
    data: Any = row.fact.data
    cases = {r.fact.data.case for r in view.of(forensics.DevicesSubmitted)}  # type: ignore[attr-defined]
    lacks = tuple(word for word, wrong in (
        ("a trained operator", "kiosk" not in {skill.lower() for skill in data.skills}), ("the whole of it", data.whole is not True),
        ("another kind of case", data.sexual_or_images is True or bool(cases & _SEXUAL)),
    ) if wrong)
    return (no if lacks else yes)("forensics.lacks", row.fact, lacks=lacks or ("nothing",))


STANDARDS: Final = (
    Standard(
        "forensics.kiosk", "A kiosk is for a trained operator, reads the whole, and is not for sexual offences or images", "device", _EXPECTED,
        ("hmicfrs-nn-2019 p252",), also=("IN-099",), acts=(on(forensics.KioskUsed),), met=fit_for_kiosk,
        reads=(reads(forensics.DevicesSubmitted),), to=(HEAD, OIC), why="What was read is kept; what the rule leaves out is told.",
    ),
)
