"""A case that inspectors or auditors bring to the force's leaders: answered, acted on, verified by another, within a day."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from tutela.facts import governance
from tutela.law.governance.ladders import ACC, CHIEF, LEAD, PROTECTION_LEAD
from tutela.law.kernel.clocks import within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Condition, Duty, Ladder, Once, Priority, Standard, Term, at_due, at_share, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.standing.asked import first_of
from tutela.law.standing.said import is_said, says

_KINDS: Final = ("child", "investigation", "incident", "episode")
_ANSWERS: Final = (governance.ConcernAcknowledged, governance.ConcernActedOn, governance.ConcernVerified)
at_risk: Final = says("at_risk_now", True)


def nobody_acknowledged(view: View, row: Row) -> Finding:
    """Nobody has taken note of this concern, nor done anything."""
    answers = [r for r in view.of(*_ANSWERS) if r.at >= row.at and r.fact.data.raised in (None, row.fact.id)]  # type: ignore[attr-defined]
    return (no if answers else yes)("governance.concern-answered", row.fact, *(r.fact for r in answers))


def unanswered_since(view: View, row: Row) -> datetime:
    """The moment after which a concern that nobody has acknowledged is a chief officer's."""
    return row.fact.held_from + view.lawbook.span("governance.concern.acknowledge", row.fact.held_from)


def verifies(view: View, act: Row, raised: Row) -> bool:
    """Does the act verify that this concern's child is protected, by another than who acted?"""
    said: Any = act.fact.data
    of = (None, raised.fact.id)
    acted = [r for r in view.of(governance.ConcernActedOn) if raised.at <= r.at <= act.at and r.fact.data.raised in of]  # type: ignore[attr-defined]
    other = bool(acted) and act.fact.by.ref is not None and act.fact.by.ref != acted[-1].fact.by.ref
    return act.at >= raised.at and said.protects and said.raised in of and is_said(said.text) and other


def _all_verified(about: Condition) -> Condition:
    def every_concern_is_verified(view: View, row: Row) -> Finding:
        """Every concern about the case is verified, by another than who acted."""
        raised = [r for r in view.of(governance.ConcernRaised) if about(view, r).holds]
        raised += [r for r in view.of(governance.CaseAudited) if at_risk(view, r).holds and about(view, r).holds]
        checks = view.of(governance.ConcernVerified)
        open_ = [r for r in raised if not any(verifies(view, c, r) for c in checks)]
        return (no if open_ else yes)("governance.concerns-open", row.fact, *(r.fact for r in open_), count=len(open_))

    return every_concern_is_verified


def _concern(kind: str) -> tuple[Duty, Duty]:
    about = first_of(kind, *_KINDS)
    opens = (on(governance.ConcernRaised), on(governance.CaseAudited, at_risk))
    return Duty(
        f"governance.concern-{kind}", "Answer the concern: see that the child is safe, and have another verify it", kind, Basis.INSPECTORATE_EXPECTATION,
        ("hmicfrs-ny-2022 p190",), also=("IN-016", "C81", "GO-012"), opens=opens, applies=(about,), once_per=Once.EACH,
        reads=(reads(governance.ConcernRaised, governance.CaseAudited, *_ANSWERS),),
        discharged_by=(on(governance.ConcernVerified, _all_verified(about)),),
        terms=(Term(within("governance.concern"), PROTECTION_LEAD, Ladder((
            at_share(0.75, PROTECTION_LEAD), at_due(ACC, PROTECTION_LEAD, asks="ask.concern"),
        ), within("governance.repeat.concern")), priority=Priority.FIRST),),
        why="Acknowledged is not acted on, and acted on is not verified. Of two concerns about one case both are open until both are verified.",
    ), Duty(
        f"governance.concern-unanswered-{kind}", "Take the concern that nobody has acknowledged", kind, Basis.LOCAL_TARGET, ("hmicfrs-ny-2022 p190",),
        also=("IN-016", "C81"), opens=opens, applies=(about, nobody_acknowledged), once_per=Once.EACH, delay=unanswered_since, origin=unanswered_since,
        reads=(reads(*_ANSWERS),), discharged_by=tuple(on(cls) for cls in _ANSWERS),
        terms=(Term(within("governance.concern.unanswered"), ACC, Ladder((at_due(CHIEF, ACC, asks="ask.concern"),), within("governance.repeat.concern")),
                    priority=Priority.FIRST),),
    )


DUTIES: Final = tuple(duty for kind in _KINDS for duty in _concern(kind))


def inadequate_answers(view: View, row: Row) -> Finding:
    """A case graded inadequate has its evidence, and says whether a child is at risk now."""
    data: Any = row.fact.data
    if data.grade != "inadequate":
        return yes("governance.not-inadequate", row.fact)
    ok = is_said(data.evidence) and data.at_risk_now is not None
    return (yes if ok else no)("governance.audit-answers", row.fact, evidence=is_said(data.evidence), at_risk=data.at_risk_now is not None)


def evidence_enough(view: View, row: Row) -> Finding:
    """A finding rests on two pieces of evidence, or is marked as of one source."""
    data: Any = row.fact.data
    ok = len(set(data.rests_on)) > 1 or (len(data.rests_on) == 1 and data.single_source)
    return (yes if ok else no)("governance.rests-on", row.fact, count=len(data.rests_on))


STANDARDS: Final = (
    Standard(
        "governance.audit-inadequate", "An inadequate case has its evidence, and an answer whether a child is at risk now", "child",
        Basis.LOCAL_TARGET, ("hmicfrs-ny-2022",),
        also=("GO-012",), acts=(on(governance.CaseAudited),), met=inadequate_answers, to=(LEAD,),
    ),
    Standard(
        "governance.finding-evidence", "A finding rests on more than one piece of evidence, or says that it does not", "inspection",
        Basis.LOCAL_TARGET, ("local",),
        also=("GO-015",), acts=(on(governance.FindingMade),), met=evidence_enough, to=(LEAD,),
    ),
)
