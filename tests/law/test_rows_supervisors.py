"""The rows of those who supervise: cover, reviews, assessments, plans, approval (RO-013 to RO-016, RO-045, RO-047), each by its evidence, as amended."""

from __future__ import annotations

from typing import Any, Final

import pytest

from tests.law.examples import World, fact, judged
from tests.law.managed import DI, OM, PLAN, SERGEANT, done, level, reviewed
from tests.law.scenes import DAY, NEXT, refused, times, to
from tutela.facts import Fact
from tutela.law.worked import Happened, moment
from tutela.law.worked import one as as_fact

DCI: Final = "detective_chief_inspector@offenders"


# RO-013: a supervisor is away


AWAY: Final = fact("governance.AbsenceBegan", f"{DAY}09:00", "system", about=("officer o:80",), kind="leave", post=SERGEANT)


def cover(kind: str, at: str, who: str, by: str, **data: Any) -> Fact:
    """Cover for the sergeant: named, accepted or declined."""
    return fact(f"governance.Cover{kind}", at, by, about=("officer o:80 as absent", f"officer {who} as cover"), post=SERGEANT, **data)


@pytest.mark.requirement("RO-013", part="duty")
def test_a_sergeant_on_leave_is_covered_by_a_peer_and_never_by_a_constable() -> None:
    peer = [
        cover("Named", f"{DAY}10:00", "o:81", "detective_inspector o:71", rank="sergeant", qualified=True),
        cover("Accepted", f"{DAY}11:00", "o:81", "sergeant o:81"),
    ]
    constable = [
        cover("Named", f"{DAY}10:00", "o:70", "detective_inspector o:71", rank="constable"), cover("Accepted", f"{DAY}11:00", "o:70", "offender_manager o:70"),
    ]

    def state(*acts: Fact) -> str:
        return judged(AWAY, *acts, until=f"{DAY}12:00").one("offenders.cover", "officer o:80").state.value

    assert (state(), state(*peer), state(*constable), state(*constable, *peer)) == ("open", "done", "open", "done")
    assert to(judged(AWAY, *constable, until=f"{DAY}12:00"), "offenders.cover-qualified", DI) == ["02T10:00"] * 2, "of both whom it names"
    assert judged(AWAY, *peer, until=f"{DAY}12:00").told("offenders.cover-qualified") == []
    assert refused(judged(AWAY, until=f"{DAY}09:30"), constable[0]) == set(), "told, and not refused: someone has to be named"


@pytest.mark.requirement("RO-013", part="duty")
def test_with_no_peer_the_inspector_has_it_and_after_a_day_the_chief_inspector_is_told() -> None:
    declined = cover("Declined", f"{DAY}15:00", "o:81", "sergeant o:81", reason="On a course too.")
    world = judged(AWAY, declined, until=f"{NEXT}10:00")

    assert times(world, "offenders.cover") == [("02T09:00", (DI,)), ("03T09:00", (DCI,))]
    assert world.one("offenders.cover", "officer o:80").state.value == "overdue"


# RO-014: "seen"


@pytest.mark.requirement("RO-014", part="duty")
def test_seen_is_a_read_receipt_and_the_review_is_owed_still() -> None:
    seen = done("SupervisionRead", "2026-03-20T10:00", "sergeant o:80", words="Seen.")
    agreed = done("SupervisionRecorded", "2026-03-20T10:00", "sergeant o:80", plan_adequate=True, next_action="Continue", next_by="2026-04-10", text="Agreed.")

    def world(*acts: Fact) -> World:
        return judged(level("high"), *acts, until="2026-03-21T09:00")

    def stands(*acts: Fact) -> list[str]:
        return [o.state.value for o in world(*acts).owed("offenders.supervision")]

    assert (stands(), stands(seen), stands(agreed)) == (["open"], ["open"], ["open"])
    assert stands(reviewed("2026-03-20T10:00")) == ["done", "open"], "and the next is owed from there"
    assert to(world(agreed), "offenders.review-decides", DI) == ["20T10:00"]
    assert world(seen).told("offenders.review-decides") == [], "who only reads claims no review"
    owed = world(seen).one("offenders.supervision")
    assert (owed.term.owed_by, owed.due_at) == (SERGEANT, moment("2026-03-30T23:59:59")), "28 days at high risk"


# RO-016: plans whose actions come to something


def written(*actions: str) -> list[Fact]:
    """A plan is written and submitted."""
    objective = {"what": "No child in his home", "actions": list(actions)}
    return [
        done("RiskPlanWritten", f"{DAY}10:00", about=PLAN, level="high", objectives=[objective]),
        done("RiskPlanSubmitted", f"{DAY}11:00", about=PLAN, level="high"),
    ]


APPROVED: Final = done(
    "RiskPlanApproved", f"{NEXT}11:00", "sergeant o:80", about=PLAN, submitted_by="o:70", reason="Visits cover her hours.", risks_covered=True,
    children_considered=True, actions_dated=True, visits_right=True, disclosure_considered=True,
)
CALL: Final = done("RiskPlanActionSet", "2026-02-10T10:00", about=("action a1", "offender o1"), what="Call at the club that he named", by_when="2026-02-20")
CALLED: Final = done("RiskPlanActionDone", "2026-02-19T10:00", about=("action a1", "offender o1"), result="He has left the club.", lowered_risk=True)
BARE: Final = done("RiskPlanActionDone", "2026-02-19T10:00", about=("action a1", "offender o1"))


@pytest.mark.requirement("RO-016", part="duty")
def test_a_plan_with_an_objective_that_lacks_an_action_is_not_approved() -> None:
    def stops(*facts: Fact) -> bool:
        return "offenders.plan-approved-on-answers" in refused(judged(*facts, until=f"{NEXT}10:00"), APPROVED)

    assert (stops(*written()), stops(*written("Evening visits"))) == (True, False)
    assert stops(CALL, *written("Evening visits")), "an action of 20 February has no result"
    assert stops(CALL, BARE, *written("Evening visits")), "done, and nobody says what came of it"
    assert not stops(CALL, CALLED, *written("Evening visits"))


@pytest.mark.requirement("RO-016", part="duty")
def test_a_visits_action_without_a_result_at_the_review_is_told_to_the_supervisor() -> None:
    review = done("RiskPlanReviewed", f"{DAY}10:00", about=PLAN, changed=False, text="Stands as it is.")

    assert to(judged(CALL, review, until=f"{DAY}11:00"), "offenders.actions-answered", SERGEANT) == ["02T10:00"]
    assert judged(CALL, CALLED, review, until=f"{DAY}11:00").told("offenders.actions-answered") == []
    late = judged(CALL, until="2026-02-28T10:00")
    assert times(late, "offenders.plan-action") == [("10T10:00", (OM,)), ("20T23:59", (OM, SERGEANT)), ("27T23:59", (DI,))]


# RO-047: how assessments stand, and what nobody knows


@pytest.mark.requirement("RO-047", part="duty")
def test_each_of_four_is_current_overdue_due_or_not_known_and_one_that_is_assessed_moves() -> None:
    def of(offender: str, type: str, at: str, by: str, **data: Any) -> Fact:
        return done(type, at, by, about=(f"offender {offender}",), **data)

    accepted: dict[str, Any] = {"made_by": "o:70", "why": "As read."}
    caseload = [
        of("o1", "RiskAssessmentAccepted", "2025-09-01T10:00", "sergeant o:80", **accepted),
        of("o2", "RiskAssessmentAccepted", "2025-02-02T10:00", "sergeant o:80", **accepted),
        of("o3", "ReleasedIntoCommunity", f"{DAY}09:00", "prison", how="licence"),
        of("o4", "RiskLevelSet", f"{DAY}10:00", "sergeant o:80", level="medium", why="As in the old system."),
    ]

    def stands(*more: Fact) -> dict[str, tuple[str, str, str]]:
        world = judged(*caseload, *more, until=f"{NEXT}12:00")
        return {
            str(o.subject.ref): (code, o.state.value, o.opened_by.type) for code in ("offenders.first-assessment", "offenders.assessment")
            for o in world.owed(code) if not o.state.settled
        }

    current = ("offenders.assessment", "open", "offenders.RiskAssessmentAccepted")
    first = stands()
    assert first == {
        "o1": current, "o2": ("offenders.assessment", "overdue", "offenders.RiskAssessmentAccepted"),
        "o3": ("offenders.first-assessment", "open", "offenders.ReleasedIntoCommunity"), "o4": ("offenders.first-assessment", "open", "offenders.RiskLevelSet"),
    }, "nobody is left out: what is not known is owed too"
    assert stands(of("o4", "RiskAssessmentAccepted", f"{NEXT}10:00", "sergeant o:80", **accepted)) == {**first, "o4": current}


@pytest.mark.requirement("RO-047", part="duty")
def test_a_level_with_no_assessment_behind_it_is_worked_down_within_thirty_days() -> None:
    world = judged(level("medium"), until="2026-04-02T10:00")

    owed = world.one("offenders.first-assessment")
    assert (owed.due_at, owed.state.value) == (moment("2026-04-01T23:59:59"), "overdue")
    assert times(world, "offenders.first-assessment") == [("02T10:00", (OM,)), ("01T22:59", (OM, SERGEANT))]
    made = done("RiskAssessmentMade", "2026-03-02T09:00", tool="arms", level="medium", where="home")
    assert judged(made, level("medium"), until="2026-04-02T10:00").owed("offenders.first-assessment") == [], "made, and on its way to be accepted"


# RO-045: plans that wait


@pytest.mark.requirement("RO-045", part="duty")
def test_a_very_high_risk_plan_that_waits_two_days_is_told_to_the_chief_inspector() -> None:
    def world(risk: str, *acts: Fact) -> World:
        return judged(done("RiskPlanSubmitted", f"{DAY}11:00", about=PLAN, level=risk), *acts, until="2026-03-04T11:00")

    assert times(world("very_high"), "offenders.plan-approval") == [("02T11:00", (SERGEANT,)), ("03T23:59", (DCI,))]
    assert to(world("medium"), "offenders.plan-approval", DCI) == [], "five working days"
    assert world("medium").one("offenders.plan-approval").due_at == moment("2026-03-09T23:59:59")
    assert world("very_high").one("offenders.plan-approval").state.value == "overdue", "a plan that nobody approved"
    assert world("very_high", done("RiskPlanReturned", f"{DAY}15:00", "sergeant o:80", about=PLAN, why="The nephew is not in it.")).one(
        "offenders.plan-approval",
    ).state.value == "done"


@pytest.mark.requirement("RO-045", part="duty")
def test_a_plan_of_december_2018_waits_still() -> None:
    world = judged(done("RiskPlanSubmitted", "2018-12-03T11:00", about=PLAN, level="medium"), until="2019-03-04T11:00")

    assert world.one("offenders.plan-approval").state.value == "overdue"
    assert [alert.at.date().isoformat() for alert in world.told("offenders.plan-approval") if alert.again][-1] == "2019-02-28", "again each week"


# Whoever approves is trained: known to be, known not to be, not known


def approves(*skills: str) -> Fact:
    """A detective inspector approves the plan, with what the record says that they are trained in."""
    by = {"submitted_by": "o:70"}
    return as_fact(Happened(fact="offenders.RiskPlanApproved", at=f"{NEXT}11:00", by="detective_inspector o:71", about=PLAN, skills=skills, data=by), 0)


def test_that_nobodys_training_was_recorded_is_not_known_and_not_that_there_is_none() -> None:
    trained = as_fact(Happened(fact="offenders.VisitMade", at=f"{DAY}18:00", by="offender_manager o:70", skills=("visor",), data={"seen": True}), 1)

    def said(*facts: Fact) -> list[str]:
        world = judged(*facts, until=f"{NEXT}12:00")
        return [alert.because[0]["message"] for alert in world.told("offenders.approver-trained") if DCI in alert.to]

    assert said(approves()) == ["offenders.approver-training-not-known"]
    assert said(approves("pip2")) == ["offenders.approver-untrained"], "the record says what they are trained in, and it is not this"
    assert said(trained, approves()) == ["offenders.approver-untrained"], "everybody is trained except the detective inspector"
    assert said(approves("visor")) == []
