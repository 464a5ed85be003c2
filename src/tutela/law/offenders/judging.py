"""What counts in assessments, plans, approvals and reviews."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from tutela.facts import offenders, referrals
from tutela.law import language
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.situation import Row, View
from tutela.law.offenders.said import INSPECTORS, by_another, end_of, filled, make
from tutela.law.offenders.visiting import ORDER, SUPERVISORS, level

TRAINED_ACTS: Final = (
    offenders.VisitMade, offenders.RiskAssessmentMade, offenders.RiskPlanApproved, offenders.RiskLoweringApproved, offenders.ReactiveManagementApproved,
)
"""Acts in which the record shows, if it ever does, what those who do them are trained in."""
returned_or_asked: Final = make("offenders.assess-again", "To be assessed again.", lambda data: data.decision == "assess_again")
says_level: Final = make("offenders.assessment-says-level", "An assessment that proposes a level.", lambda data: data.level is not None)
dropped_with_reason: Final = make("offenders.action-dropped", "Given up with the reason and somebody's approval.",
                                  lambda data: filled((data.reason, data.approved_by)))
says_result: Final = make("offenders.action-result", "It says what came of it.", lambda data: bool(data.result.strip()))


def very_high_plan(view: View, row: Row) -> Finding:
    """The plan is for an offender at very high risk."""
    data: Any = row.fact.data
    return (yes if data.level == "very_high" else no)("offenders.plan-level", row.fact, level=data.level or "not_set")


def at_home(view: View, row: Row) -> Finding:
    """The assessment was made in the offender's home."""
    data: Any = row.fact.data
    return (yes if data.where == "home" else no)("offenders.assessed-where", row.fact, where=data.where or "nobody_said")


def accepted_by_another(view: View, row: Row) -> Finding:
    """Accepted by a supervisor who did not make it; one made away from home with the reason."""
    data: Any = row.fact.data
    made = [r for r in view.earlier(row).of(offenders.RiskAssessmentMade) if data.of in (None, r.fact.id)]
    author = data.made_by or (made[-1].fact.by.ref if made else None)
    if row.fact.by.role not in SUPERVISORS or (author is not None and author == row.fact.by.ref):
        return no("offenders.accepted-by-another", row.fact, role=row.fact.by.role)
    away = bool(made) and made[-1].fact.data.where not in ("home", None)  # type: ignore[attr-defined]
    return (no if away and not data.why.strip() else yes)("offenders.accepted-with-reason", row.fact, *(r.fact for r in made[-1:]))


def plan_answers(view: View, row: Row) -> Finding:
    """Whoever approves did not write it, answers what it must satisfy, every objective has its actions, and every action whose day is over its result."""
    data: Any = row.fact.data
    written = view.earlier(row).last(offenders.RiskPlanWritten)
    said: Any = written.fact.data if written else None
    author = data.submitted_by or (written.fact.by.ref if written else None)
    if row.fact.by.role not in SUPERVISORS or author is None or author == row.fact.by.ref:
        return no("offenders.plan-by-another", row.fact, role=row.fact.by.role)
    answers = (data.risks_covered, data.children_considered, data.actions_dated, data.visits_right, data.disclosure_considered)
    if not all(a is True for a in answers) or not data.reason.strip():
        return no("offenders.plan-unanswered", row.fact, open=sum(a is not True for a in answers))
    if said is not None and any(not o.actions for o in said.objectives):
        return no("offenders.plan-without-actions", row.fact, *((written.fact,) if written else ()))
    if late := _without_result(view.earlier(row), row):
        return no("offenders.actions-without-result", row.fact, *(r.fact for r in late), count=len(late))
    return yes("offenders.plan-answered", row.fact)


def _without_result(view: View, row: Row) -> list[Row]:
    """The actions whose day is over and of which nobody has said what came of it, nor given them up."""
    ended = {
        ref for r in view.of(offenders.RiskPlanActionDone, offenders.RiskPlanActionDropped)
        if (says_result if isinstance(r.fact.data, offenders.RiskPlanActionDone) else dropped_with_reason)(view, r).holds for ref in r.fact.refs("action")
    }
    default = view.lawbook.span("offenders.action", row.at)
    return [
        r for r in view.of(offenders.RiskPlanActionSet)
        if (own_day(view, r) or r.at + default) < row.at and not ended & set(r.fact.refs("action"))
    ]


def actions_have_results(view: View, row: Row) -> Finding:
    """Of every action whose day is over somebody has said what came of it."""
    late = _without_result(view.earlier(row), row)
    return (no if late else yes)("offenders.actions-without-result", row.fact, *(r.fact for r in late), count=len(late))


def was_read(view: View, row: Row) -> Finding:
    """The plan was open long enough to be read, where that is measured."""
    minutes = row.fact.data.minutes_open  # type: ignore[attr-defined]
    ok = minutes is None or minutes >= view.number("offenders.plan.read")
    return (yes if ok else no)("offenders.plan-read", row.fact)


def is_trained(view: View, row: Row) -> Finding:
    """Whoever approves holds the training that managers of offenders hold; not known, where the record holds nobody's training."""
    skill = str(view.lawbook.value("offenders.approver.skill", row.at))
    if skill in row.fact.by.skills:
        return yes("offenders.approver-trained", row.fact)
    # A force whose record names what anybody here is trained in has said by its silence that this person is not; one that never does has said nothing.
    recorded = [r.fact for r in view.earlier(row).of(*TRAINED_ACTS) if r.fact.by.skills]
    if row.fact.by.skills or recorded:
        return no("offenders.approver-untrained", row.fact, *recorded[-1:])
    return no("offenders.approver-training-not-known", row.fact)


def review_decides(view: View, row: Row) -> Finding:
    """A supervisor's review says whether the plan is adequate, what comes next and by when, with no child still to be referred; "seen" reviews nothing."""
    data: Any = row.fact.data
    if row.fact.by.role not in SUPERVISORS or data.plan_adequate is None or not (data.next_action.strip() and data.next_by):
        return no("offenders.review-decides-nothing", row.fact)
    if children := children_answered(view.earlier(row), row):
        return no("offenders.child-still-to-refer", row.fact, *children)
    flag = language.superficial(f"{data.text} {data.changes} {data.next_action}")
    return no("offenders.review-superficial", row.fact, words=flag.words) if flag else yes("offenders.review-decides", row.fact)


def children_answered(view: View, row: Row) -> list[Any]:
    """The facts of children whom the offender can reach and for whom no notice was made since: one of another year told nobody of this."""
    noticed = {(ref, r.at) for r in view.of(referrals.NoticeMade) for ref in r.fact.refs("child")}
    ruled_out = {ref for r in view.of(offenders.ChildContactRuledOut) if r.fact.data.approved_by for ref in r.fact.refs("child")}  # type: ignore[attr-defined]
    return [
        r.fact for r in view.of(offenders.ChildContactFound)
        if set(r.fact.refs("child")) - {ref for ref, at in noticed if at >= r.at} - ruled_out
    ]


def discharge_has_grounds(view: View, row: Row) -> Finding:
    """A file closes by another, after a final review, with no child still to be referred and no breach still open."""
    earlier = view.earlier(row)
    if row.fact.by.role not in SUPERVISORS or not by_another(view, row).holds:
        return no("offenders.by-another", row.fact)
    if children := children_answered(earlier, row):
        return no("offenders.child-still-to-refer", row.fact, *children)
    asked = earlier.last(offenders.RegisterDischargeRequested)
    if asked is None or asked.fact.data.final_review is not True:  # type: ignore[attr-defined]
        return no("offenders.no-final-review", row.fact)
    closed = {ref for r in earlier.of(offenders.BreachClosed, offenders.BreachHeldNoOffence) for ref in r.fact.refs("breach")}
    if any(set(r.fact.refs("breach")) - closed for r in earlier.of(offenders.BreachFound)):
        return no("offenders.breach-still-open", row.fact)
    return yes("offenders.discharge-grounded", row.fact)


def lowering_has_grounds(view: View, row: Row) -> Finding:
    """A lower level is approved by a supervisor who did not ask, with the reason, on something new, and with no child still to be referred."""
    earlier = view.earlier(row)
    if row.fact.by.role not in SUPERVISORS or not by_another(view, row).holds:
        return no("offenders.by-another", row.fact)
    if children := children_answered(earlier, row):
        return no("offenders.child-still-to-refer", row.fact, *children)
    asked = earlier.last(offenders.RiskLoweringRequested)
    new = asked.fact.data.new_information if asked else None  # type: ignore[attr-defined]
    stands, by = level(earlier)
    cited = view.cited(new) if new else None
    fresh = cited is not None and (by is None or cited.at >= by.at)
    return (yes if fresh else no)("offenders.lowering-on-something-new", row.fact, level=stands or "not_set")


def not_a_lowering(view: View, row: Row) -> Finding:
    """A level that is set without asking is not below the one that stands."""
    stands, by = level(view.earlier(row))
    data: Any = row.fact.data
    lower = stands is not None and ORDER[data.level] < ORDER[stands]
    return (no if lower else yes)("offenders.level-set", row.fact, *((by.fact,) if by and lower else ()), level=data.level, before=stands or "not_set")


def reactive_has_grounds(view: View, row: Row) -> Finding:
    """Visits stop only at low risk, by a detective inspector who did not ask, with the criteria on record, no child in reach and no order in force."""
    data: Any = row.fact.data
    earlier = view.earlier(row)
    asked = earlier.last(offenders.ReactiveManagementRequested)
    if row.fact.by.role not in INSPECTORS or not by_another(view, row).holds:
        return no("offenders.by-another", row.fact)
    stands, _ = level(earlier)
    ended = {ref for r in earlier.of(offenders.ChildContactRuledOut) for ref in r.fact.refs("child")}
    near = any(set(r.fact.refs("child")) - ended for r in earlier.of(offenders.ChildContactFound))
    gone = {ref for r in earlier.of(offenders.CourtOrderEnded) for ref in r.fact.refs("order")}
    ordered = any(set(r.fact.refs("order")) - gone for r in earlier.of(offenders.CourtOrderMade))
    met = asked is not None and bool(asked.fact.data.criteria_met)  # type: ignore[attr-defined]
    ok = stands == "low" and met and not near and not ordered and data.reason.strip()
    return (yes if ok else no)("offenders.reactive-grounds", row.fact, level=stands or "not_set", near=near, ordered=ordered, criteria=met)


def by_inspector(view: View, row: Row) -> Finding:
    """To tell, or not to tell by a detective inspector's decision, with the reason."""
    data: Any = row.fact.data
    inspector = row.fact.by.role in INSPECTORS or data.approver_role in INSPECTORS
    ok = data.disclose or (inspector and bool(data.why.strip()))
    return (yes if ok else no)("offenders.disclosure-decided-by", row.fact, disclose=data.disclose, role=row.fact.by.role)


def disclosure_decided(view: View, row: Row) -> Finding:
    """Decided: to tell somebody who is named, or not to tell by a detective inspector with the reason."""
    data: Any = row.fact.data
    return no("offenders.told-nobody-named", row.fact) if data.disclose and not data.to.strip() else by_inspector(view, row)


def by_when(view: View, row: Row) -> datetime | None:
    """By when the decision says that the person is told; else a day after it."""
    data: Any = row.fact.data
    return data.by_when or row.at + view.lawbook.span("offenders.disclosure.given", row.at)


def own_day(view: View, row: Row) -> datetime | None:
    """The end of the day by which the action is to be done."""
    day = row.fact.data.by_when  # type: ignore[attr-defined]
    return end_of(day) if day else None


tells: Final = make("offenders.to-tell", "It was decided to tell.", lambda data: data.disclose is True)
understood: Final = make("offenders.followed-up", "The person understood, and acted.", lambda data: data.understood is True and data.acted is True)
seen_by: Final = make("offenders.seen-by", "It says who saw the child, or how.", lambda data: bool(data.by.strip() or data.how.strip()))
ruled_out: Final = make("offenders.ruled-out", "Ruled out by a named person, with the reason.", lambda data: filled((data.why, data.approved_by)))
continues: Final = make("offenders.reactive-continues", "Reactive management goes on.", lambda data: data.decision == "continue" and bool(data.text.strip()))
has_own_day: Final = make("offenders.action-own-day", "The action has its own day.", lambda data: data.by_when is not None)


def never_assessed(view: View, row: Row) -> Finding:
    """A level stands and no assessment is on record: nobody knows on what it rests."""
    made = view.earlier(row).of(offenders.RiskAssessmentMade, offenders.RiskAssessmentAccepted)
    return (no if made else yes)("offenders.never-assessed", row.fact, *(r.fact for r in made[-1:]))


def no_plan_yet(view: View, row: Row) -> Finding:
    """No plan came since the assessment was made: one that came with it need not be written again when it is accepted."""
    made = [r for r in view.of(offenders.RiskAssessmentMade) if r.at <= row.at]
    sent = [r.fact for r in view.of(offenders.RiskPlanSubmitted) if made and made[-1].at <= r.at <= row.at]
    return (no if sent else yes)("offenders.plan-came", row.fact, *sent[-1:])
