"""Recommendations and actions: by the report's dates, owned, shown by evidence and by their own measure, closed by another."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any, Final

from tutela.facts import governance
from tutela.law.governance.ladders import ACC, CHIEF, LATER, LEAD, SUPERINTENDENT, at_end, to_gold
from tutela.law.kernel.clocks import before, within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import LOCAL, Basis
from tutela.law.kernel.rules import Condition, Duty, Ladder, Once, Standard, Term, after_due, at_due, at_share, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.kernel.subjects import step
from tutela.law.standing.said import is_said, says

_EXPECTED: Final = Basis.INSPECTORATE_EXPECTATION
RECOMMENDATION_REPORT: Final = step("recommendation-report", "recommendation", "inspection", governance.RecommendationMade, governance.ClauseMade)
CLAUSE_OF: Final = step("clause-of", "recommendation", "recommendation", governance.ClauseMade)
_MADE: Final = (governance.RecommendationMade, governance.ClauseMade)


def whole(view: View, row: Row) -> Row | None:
    """The recommendation itself; of a clause, the one that it is a clause of."""
    return view.last(governance.RecommendationMade)


def deadline_is(*words: str) -> Condition:
    """The recommendation, or the whole of which this is a clause, is to be met then."""

    def the_deadline_is(view: View, row: Row) -> Finding:
        found: Any = whole(view, row)
        said = found.fact.data.deadline if found else "none"
        return (yes if said in words else no)("governance.deadline", row.fact, *((found.fact,) if found else ()), deadline=said)

    the_deadline_is.__doc__ = f"It is to be met: {', '.join(words)}."
    return the_deadline_is


def published(view: View, row: Row) -> datetime:
    """From the day on which the report was published; where nobody recorded that, from when the recommendation was."""
    report, made = view.last(governance.ReportPublished), whole(view, row)
    return report.fact.held_from if report else (made or row).fact.held_from


def own_date(view: View, row: Row) -> datetime | None:
    """The end of the day that the report gives."""
    found: Any = whole(view, row)
    return end_of(found.fact.data.due) if found and found.fact.data.due else None


def end_of(day: date) -> datetime:
    """The last moment of a local day."""
    return datetime.combine(day, time(23, 59, 59), LOCAL).astimezone(UTC)


def by_another_than_owner(view: View, row: Row) -> Finding:
    """Somebody who does not own it, and did not call it done or offer the evidence, says so."""
    mine = {r.fact.by.ref for r in view.of(governance.ActionCompleted, governance.EvidenceOffered)}
    mine |= {r.fact.data.ref for r in view.of(governance.OwnerNamed)}  # type: ignore[attr-defined]
    mine |= {r.fact.by.ref for r in view.of(governance.OwnerAccepted)}
    other = row.fact.by.ref is not None and row.fact.by.ref not in mine
    return (yes if other else no)("governance.not-the-owner", row.fact)


def has_recommendations(view: View, row: Row) -> Finding:
    """The report recommends something."""
    made = view.first(governance.RecommendationMade)
    return yes("governance.recommends", made.fact) if made else no("governance.recommends-nothing", row.fact)


def by_the_inspectorate(view: View, row: Row) -> Finding:
    """It is a report of the inspectors of constabulary, not of the force or its peers."""
    said: Any = view.last(governance.InspectionAnnounced)
    own = said is not None and said.fact.data.kind in ("peer", "internal")
    return (no if own else yes)("governance.report-of", row.fact, *((said.fact,) if said else ()))


OWNERS_SAID: Final = (governance.ActionCompleted, governance.EvidenceOffered, governance.OwnerNamed, governance.OwnerAccepted)
"""What says whose it is: who owns it, called it done or offered the evidence shows it to nobody."""
_SHOWN_BY: Final = (
    on(governance.CompletionVerified, by_another_than_owner), on(governance.EvidenceAccepted, by_another_than_owner),
    on(governance.ClosureApproved, says("by", "inspectorate")),
)
_READS: Final = (
    reads(*_MADE, *OWNERS_SAID), reads(governance.ReportPublished, through=RECOMMENDATION_REPORT), reads(governance.RecommendationMade, through=CLAUSE_OF),
)
_ENDS: Final = (on(governance.ClosureApproved),)


def _ladder() -> Ladder:
    return Ladder((
        at_share(0.5, LEAD), at_share(0.9, LEAD, ACC), at_end(LEAD, ACC),
        after_due(within("governance.gold"), CHIEF, asks="ask.recommendation", priority=LATER),
    ), within("governance.repeat"))


def _at_once() -> Ladder:
    """What the report wants immediately is a chief officer's from the first hour, and the chief constable's when the fortnight is over."""
    return Ladder((
        at_share(0.5, LEAD, ACC), at_share(0.9, LEAD, ACC), at_due(CHIEF, ACC, LEAD, asks="ask.recommendation", priority=LATER),
    ), within("governance.repeat"))


MET: Final = Duty(
    "governance.recommendation", "Meet the recommendation by its date, and show it", "recommendation", _EXPECTED, ("hmicfrs-method", "hmicfrs-ny-2022"),
    also=("GO-001", "GO-004", "GO-026", "C79"), once_per=Once.WHILE_OPEN, origin=published,
    opens=(on(governance.RecommendationMade), on(governance.ClauseMade, as_="clause"), on(governance.Reopened)),
    applies=(deadline_is("immediately", "three_months", "six_months", "dated"),), reads=_READS,
    discharged_by=_SHOWN_BY,
    terms=(
        Term(
            within("governance.recommendation.immediate"), ACC, _at_once(), when=deadline_is("immediately"), also=("INS_IMMEDIATE",), informs=(LEAD,),
        ),
        Term(within("governance.recommendation.three"), LEAD, _ladder(), when=deadline_is("three_months"), also=("INS_3M",)),
        Term(within("governance.recommendation.six"), LEAD, _ladder(), when=deadline_is("six_months"), also=("INS_6M",)),
        Term(before("governance.recommendation.own", own_date), LEAD, _ladder()),
    ),
    why="That the owner calls it done proves nothing; evidence that another accepted does. A later date of ours moves no date of the report.",
)
PLAN: Final = Duty(
    "governance.action-plan", "Send the action plan to the inspectorate", "inspection", _EXPECTED, ("hmicfrs-method",), also=("INS_ACTION_PLAN", "GO-032"),
    opens=(on(governance.ReportPublished),), applies=(has_recommendations,), reads=(reads(governance.RecommendationMade),),
    discharged_by=(on(governance.PlanSent, says("what", "plan")),),
    terms=(Term(within("governance.plan"), ACC, Ladder((
        at_share(0.75, ACC), at_due(CHIEF, ACC, asks="ask.governance", priority=LATER),
    ), within("governance.repeat"))),),
)
COMMENT: Final = Duty(
    "governance.commissioner-comment", "See that the commissioner's comment on the report is published", "inspection", Basis.STATUTE,
    ("police-act-1996 s55(5A)",),
    also=("INS_PCC_COMMENT",), opens=(on(governance.ReportPublished),), applies=(by_the_inspectorate,),
    reads=(reads(governance.InspectionAnnounced),), discharged_by=(on(governance.CommentPublished, says("by", "commissioner")),),
    terms=(Term(within("governance.comment"), "commissioner@force", Ladder((
        at_share(0.5, LEAD), at_share(0.75, LEAD), at_end(ACC, LEAD),
    ), within("governance.repeat"))),),
    why="Owed by the local policing body: 56 days beginning with the day of publication. The force gives its own comments in time.",
)


def action_due(view: View, row: Row) -> datetime:
    """By the date that was set, or the later one that another approved; without a date, in the force's own time."""
    moved = [r.fact.data.by_when for r in view.of(governance.LaterDateApproved) if later_date_fits(view, r).holds]  # type: ignore[attr-defined]
    day = moved[-1] if moved else row.fact.data.by_when  # type: ignore[attr-defined]
    return end_of(day) if day else row.fact.held_from + view.lawbook.span("governance.action.undated", row.at)


def later_date_fits(view: View, row: Row) -> Finding:
    """Another than who asked moves it, with the reason; and no date of a report is moved."""
    data: Any = row.fact.data
    other = row.fact.by.ref is not None and data.requested_by not in (None, row.fact.by.ref)
    ours = not row.fact.refs("recommendation")
    ok = other and is_said(data.reason) and ours
    return (yes if ok else no)("governance.later-date", row.fact, another=other, reason=is_said(data.reason), ours=ours)


ACTION: Final = Duty(
    "governance.action", "Do what was set, and have another verify it", "action", _EXPECTED, ("hmicfrs-ny-2022 p217",), also=("GO-002", "GO-004", "IN-038"),
    once_per=Once.WHILE_OPEN, opens=(on(governance.ActionSet),), reads=(reads(governance.LaterDateApproved, *OWNERS_SAID),),
    discharged_by=(on(governance.CompletionVerified, by_another_than_owner),), ends=_ENDS,
    terms=(Term(before("governance.action.own", action_due), LEAD, to_gold(LEAD)),),
)


def _owner(kind: str, opens: tuple[Any, ...]) -> Duty:
    return Duty(
        f"governance.owner-{kind}", "Find an owner who accepts it", kind, _EXPECTED, ("hmicfrs-ny-2022 p217",), also=("GO-003", "GO-001"),
        once_per=Once.WHILE_OPEN,
        opens=(*opens, on(governance.OwnerRemoved), on(governance.OwnerDeclined)), discharged_by=(on(governance.OwnerAccepted),), ends=_ENDS,
        terms=(Term(within("governance.owner"), LEAD, to_gold(LEAD), informs=(SUPERINTENDENT,)),),
        why="Named is not accepted. What nobody owns is nobody's work.",
    )


OWNERS: Final = (
    _owner("action", (on(governance.ActionSet),)), _owner("recommendation", (on(governance.RecommendationMade), on(governance.ClauseMade, as_="clause"))),
)
DUTIES: Final = (MET, PLAN, COMMENT, ACTION, *OWNERS)


def measured(view: View) -> tuple[list[str], list[Row]]:
    """Which of its own measures do not show it, and the facts: not taken, short of the target, or worse than where it began."""
    fails: list[str] = []
    seen: list[Row] = []
    taken = view.of(governance.MeasureTaken)
    for set_ in view.of(governance.MeasureSet):
        want: Any = set_.fact.data
        of = [r for r in taken if r.fact.data.measure == want.measure]  # type: ignore[attr-defined]
        seen += [set_, *of[-1:]]
        if not of or _short(want, of):
            fails.append(want.measure)
    named = [r for r in view.of(governance.ClauseMade) if view.subject.ref in r.fact.refs("recommendation", "clause")]
    fails += [r.fact.data.measure for r in named if is_said(r.fact.data.measure) and not taken]  # type: ignore[attr-defined]
    return fails, seen


def _short(want: Any, of: list[Row]) -> bool:
    last: float = of[-1].fact.data.value  # type: ignore[attr-defined]
    first: float = of[0].fact.data.value if want.baseline is None else want.baseline  # type: ignore[attr-defined]
    higher = want.better != "lower"
    target: float | None = want.target
    if target is not None:
        return last < target if higher else last > target
    return False if want.better is None else last < first if higher else last > first


def shown_by_its_measure(view: View, row: Row) -> Finding:
    """Its own measures show it, and nobody who looked found no better result for children."""
    fails, seen = measured(view)
    looked: Any = view.last(governance.ChangeChecked)
    bad = looked is not None and looked.fact.data.verdict in ("not_used", "no_better_result", "harm")
    data: Any = row.fact.data
    worse = getattr(data, "better_result", None) is False
    ok = not fails and not bad and not worse
    facts = (row.fact, *(r.fact for r in seen), *((looked.fact,) if looked else ()))
    return (yes if ok else no)("governance.measure", *facts, fails=tuple(fails) or ("none",), looked=looked.fact.data.verdict if looked else "nobody looked")


def is_verified(view: View, row: Row) -> Finding:
    """Another than its owner verified it on evidence, by its own measure."""
    another = by_another_than_owner(view, row)
    data: Any = row.fact.data
    if not another.holds or not data.rests_on or not is_said(data.why):
        return no("governance.verified", row.fact, another=another.holds, evidence=bool(data.rests_on))
    return shown_by_its_measure(view, row)


def may_be_closed(view: View, row: Row) -> Finding:
    """The inspectorate's word closes what it recommended; else another than who asked closes what is verified, clause by clause, and shown by its measure."""
    data: Any = row.fact.data
    if data.by == "inspectorate" and row.fact.by.role == "inspectorate":
        return yes("governance.closed-by-inspectorate", row.fact)
    lacks = [] if row.fact.by.ref is not None and data.requested_by not in (None, row.fact.by.ref) else ["another person"]
    asked: Any = view.last(governance.ClosureRequested)
    made = view.last(governance.RecommendationMade)
    if row.fact.refs("recommendation") and not (made and made.fact.by.role in ("auditor", "assurance_lead")):
        lacks.append("the inspectorate's word")
    if asked is None or asked.fact.data.because == "done":
        lacks += [] if _verified(view, view.subject.ref) else ["verification"]
        lacks += [f"clause {ref}" for ref in clauses(view) if not _verified(view, ref)]
        lacks += [] if shown_by_its_measure(view, row).holds else ["its own measure"]
    return no("governance.closing-lacks", row.fact, lacks=tuple(lacks)) if lacks else yes("governance.closing-whole", row.fact)


def clauses(view: View) -> list[str]:
    """The clauses of this recommendation."""
    found = [r.fact for r in view.of(governance.ClauseMade) if view.subject.ref in r.fact.refs("recommendation", "of")]
    return list(dict.fromkeys(ref for fact in found for ref in fact.refs("recommendation", "clause")))


def _verified(view: View, ref: str) -> bool:
    """Does a verification stand that nothing has reopened since?"""
    of = [r for r in view.of(governance.CompletionVerified, governance.CompletionReturned, governance.Reopened)
          if ref in (*r.fact.refs("recommendation"), *r.fact.refs("action"))]
    return bool(of) and isinstance(of[-1].fact.data, governance.CompletionVerified)


_SHOWN: Final = (
    governance.RecommendationMade, governance.MeasureSet, governance.MeasureTaken, governance.ChangeChecked, governance.ClauseMade,
    governance.CompletionVerified,
    governance.CompletionReturned, governance.Reopened, governance.ClosureRequested, *OWNERS_SAID,
)
_CLAUSES: Final = reads(governance.CompletionVerified, governance.CompletionReturned, governance.Reopened, through=CLAUSE_OF)


def _verified_rule(kind: str) -> Standard:
    return Standard(
        f"governance.verified-{kind}", "It is verified by another than its owner, on evidence, and by its own measure", kind, _EXPECTED,
        ("hmicfrs-ny-2022 p217",), also=("GO-004", "GO-020"), acts=(on(governance.CompletionVerified),), met=is_verified, reads=(reads(*_SHOWN),), to=(LEAD,),
        refuses=True,
    )


def _closing(kind: str) -> Standard:
    return Standard(
        f"governance.closing-{kind}", "It closes when every clause is verified and its own measure shows it", kind, _EXPECTED,
        ("hmicfrs-method", "hmicfrs-ny-2022 p217"),
        also=("GO-004", "GO-020", "GO-001"), acts=(on(governance.ClosureApproved),), met=may_be_closed,
        reads=(reads(*_SHOWN), *((_CLAUSES,) if kind == "recommendation" else ())), to=(LEAD, ACC), refuses=True,
    )


def _later_date(kind: str) -> Standard:
    return Standard(
        f"governance.later-date-{kind}", "A later date is another's, with the reason, and moves no date of a report", kind, _EXPECTED, ("hmicfrs-method",),
        also=("GO-001", "XX-012"), acts=(on(governance.LaterDateApproved),), met=later_date_fits, to=(LEAD,), refuses=True,
    )


STANDARDS: Final = (
    _verified_rule("action"), _verified_rule("recommendation"), _closing("action"), _closing("recommendation"), _later_date("action"),
    _later_date("recommendation"),
)
