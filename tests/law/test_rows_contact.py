"""The rows of the control room (IC, and AH where a call waits), each by its acceptance evidence, as amended."""

from __future__ import annotations

import pytest

from tests.law.examples import fact, judged
from tests.law.scenes import DAY, NEXT, at, concern, graded, missing, risk, times, to
from tutela.facts import Fact
from tutela.law.worked import moment

SIX = {
    "threat": "A man.", "harm": "None.", "risk": "High.", "investigation": "Phone.", "vulnerability": "Fourteen.", "engagement": "Carer.",
}


# IC-001: six elements; an empty one is owed, stops no dispatch, and stops a lowering and a closing


@pytest.mark.requirement("IC-001", part="duty")
@pytest.mark.parametrize("empty", sorted(SIX))
def test_an_empty_element_is_owed_and_stops_a_lowering_and_a_closing_and_nothing_that_protects(empty: str) -> None:
    partly = fact("contact.ThriveAssessed", f"{DAY}19:05", "call_handler o:1", **{**SIX, empty: " "})
    world = judged(concern(), graded("immediate"), partly, until=f"{DAY}19:10")

    assert world.one("contact.thrive-complete").state.value == "open"
    for act, data in (("contact.Dispatched", {"resource": "NS21"}), ("contact.Graded", {"grade": "immediate"}), ("contact.LoweringRequested", {**LOWER})):
        assert world.weigh(fact(act, f"{DAY}19:21", "dispatcher o:4", **data)).refused_by == ()
    for act, by, data in (
        ("contact.LoweringApproved", "supervisor o:2", {**LOWER, "requested_by": "o:1"}),
        ("contact.Closed", "dispatcher o:4", {"reason": "Seen.", "seen_by": "police", "approved_by": "o:2"}),
    ):
        (unmet,) = world.weigh(fact(act, f"{DAY}19:21", by, **data)).refused_by
        assert unmet.standard.code == "contact.assessed-whole"
        assert dict(unmet.finding.having)["elements"] == (empty,), "the missing element is named"


LOWER = {"grade": "prompt", "reason": "Her aunt has her."}


@pytest.mark.requirement("IC-001", part="duty")
def test_once_it_is_filled_the_lowering_is_judged_by_its_own_standards_alone() -> None:
    partly = fact("contact.ThriveAssessed", f"{DAY}19:05", "call_handler o:1", **{**SIX, "vulnerability": ""})
    whole = fact("contact.ThriveAssessed", f"{DAY}19:12", "call_handler o:1", **SIX)
    world = judged(concern(), graded("immediate"), partly, whole, until=f"{DAY}19:20")

    assert world.one("contact.thrive-complete").state.value == "done"
    assert world.weigh(fact("contact.LoweringApproved", f"{DAY}19:21", "supervisor o:2", **LOWER, requested_by="o:1")).refused_by == ()


# IC-002: the assessment is repeated when new information comes


@pytest.mark.requirement("IC-002", part="duty")
def test_a_second_call_asks_for_an_assessment_in_the_same_moment_until_it_is_made() -> None:
    call = fact("contact.InformationReceived", f"{DAY}20:00", "call_handler o:1", what="second_call", raises_concern=True)
    first = fact("contact.ThriveAssessed", f"{DAY}19:05", "call_handler o:1", **SIX)
    second = fact("contact.ThriveAssessed", f"{DAY}20:08", "fim o:7", **{**SIX, "risk": "Higher: she rang crying."})

    waiting = judged(missing(), first, call, until=f"{DAY}20:00")
    cleared = judged(missing(), first, call, second, until=f"{DAY}20:30")

    assert waiting.one("contact.reassess").state.value == "open"
    assert times(waiting, "contact.reassess") == [("02T20:00", ("fim@contact",))]
    assert cleared.one("contact.reassess").state.value == "done"
    assert cleared.one("contact.reassess").settled_by == second


@pytest.mark.requirement("IC-002", part="duty")
@pytest.mark.parametrize("what", ["second_call", "marker_found", "log_entry", "located_elsewhere"])
def test_each_kind_of_new_information_asks_and_the_owner_may_say_why_it_changes_nothing(what: str) -> None:
    news = fact("contact.InformationReceived", f"{DAY}20:00", "call_handler o:1", what=what)
    answer = fact("contact.InformationAnswered", f"{DAY}20:09", "call_handler o:1", why="Told us at seven.")

    assert judged(concern(), news, until=f"{DAY}20:16").one("contact.reassess").state.value == "overdue"
    assert judged(concern(), news, answer, until=f"{DAY}20:16").one("contact.reassess").state.value == "done"


# IC-009: nothing is lowered without a second person


def lowering(by: str, at: str = f"{DAY}19:30", grade: str = "prompt") -> Fact:
    """An approval of what o:1 asked for."""
    return fact("contact.LoweringApproved", at, by, grade=grade, requested_by="o:1", reason="Aunt spoken to by telephone.")


ASKED = fact("contact.LoweringRequested", f"{DAY}19:20", "call_handler o:1", grade="prompt", reason="Caller confirms he is with his aunt.")


@pytest.mark.requirement("IC-009", part="duty")
def test_a_call_handlers_lowering_is_pending_and_the_higher_grade_stays_live() -> None:
    world = judged(concern(), graded("immediate"), ASKED, until=f"{DAY}19:36")

    assert world.grade(f"{DAY}19:36") == "immediate"
    assert not world.weigh(ASKED).refused_by, "asking is never refused"
    assert world.one("contact.lowering-decision").state.value == "overdue"
    assert world.one("contact.attend").due_at == moment(f"{DAY}19:20")


@pytest.mark.requirement("IC-009", part="duty")
def test_a_lower_grade_typed_over_the_higher_changes_nothing() -> None:
    world = judged(concern(), graded("immediate"), graded("prompt", f"{DAY}19:10"), until=f"{DAY}19:30")

    assert world.grade(f"{DAY}19:30") == "immediate"


@pytest.mark.requirement("IC-009", part="duty")
@pytest.mark.parametrize("by", ["supervisor o:1", "call_handler o:3"])
def test_approval_by_the_same_person_or_without_the_role_is_refused(by: str) -> None:
    world = judged(concern(), graded("immediate"), ASKED, until=f"{DAY}19:29")

    assert [u.standard.code for u in world.weigh(lowering(by)).refused_by] == ["contact.two-people"]
    assert judged(*world.facts, lowering(by), until=f"{DAY}19:40").grade(f"{DAY}19:40") == "immediate"


@pytest.mark.requirement("IC-009", part="duty")
def test_a_supervisors_approval_changes_the_grade_and_both_are_kept() -> None:
    approval = lowering("supervisor o:2")
    world = judged(concern(), graded("immediate"), ASKED, approval, until=f"{DAY}19:40")

    assert world.weigh(approval).refused_by == ()
    assert world.grade(f"{DAY}19:29") == "immediate"
    assert world.grade(f"{DAY}19:30") == "prompt"
    settled = world.one("contact.lowering-decision").settled_by
    assert settled is not None
    assert (settled.data.requested_by, settled.by.ref) == ("o:1", "o:2")  # type: ignore[attr-defined]


@pytest.mark.requirement("IC-009", part="duty")
def test_a_level_of_risk_is_lowered_by_two_people_too() -> None:
    request = fact("missing.LoweringRequested", f"{DAY}21:00", "inspector o:5", level="medium", reason="She has rung.")
    world = judged(missing(), risk("high"), request, risk("medium", f"{DAY}21:10", "inspector o:5"), until=f"{DAY}22:00")

    assert world.level(f"{DAY}22:00") == "high"
    assert world.one("missing.lowering-decision").state.value == "overdue"


# IC-013: attendance by the grade


@pytest.mark.requirement("IC-013")
def test_a_prompt_incident_with_no_arrival_for_61_minutes() -> None:
    world = judged(concern(), graded("prompt"), until=f"{DAY}20:01")

    assert times(world, "contact.attend") == [
        ("02T19:02", ("dispatcher@contact",)),
        ("02T19:30", ("dispatcher@contact",)),
        ("02T19:48", ("supervisor@contact", "dispatcher@contact")),
        ("02T20:00", ("fim@contact", "supervisor@contact")),
    ]
    late = world.one("contact.attend")
    assert late.due_at == moment(f"{DAY}20:00"), "from the report, not from the grading"
    assert late.state.value == "overdue", "a local target is never 'breached' (amendments 3.5)"


@pytest.mark.requirement("IC-013")
def test_an_immediate_incident_is_told_at_half_at_four_fifths_and_at_twenty_minutes() -> None:
    world = judged(concern(), graded("immediate"), until=f"{DAY}19:21")

    assert [when for when, _ in times(world, "contact.attend")] == ["02T19:02", "02T19:02", "02T19:10", "02T19:16", "02T19:20"]
    assert "fim@contact" in times(world, "contact.attend")[-1][1]


@pytest.mark.requirement("IC-013")
def test_the_reason_is_asked_for_on_the_close_until_it_is_there_and_stops_nothing() -> None:
    arrived = fact("contact.Arrived", f"{DAY}20:01", "response_officer")
    closing = {"reason": "Well.", "seen_by": "police", "approved_by": "o:2"}
    without = fact("contact.Closed", f"{DAY}21:00", "dispatcher o:4", **closing)
    with_reason = fact("contact.Closed", f"{DAY}21:05", "dispatcher o:4", **closing, delay_reason="Two cars at a stabbing.")
    notice = fact("referrals.NoticeMade", f"{DAY}20:40", "response_officer", about=("child c1", "incident i1", "notice n1"))
    world = judged(concern(), graded("prompt"), arrived, notice, without, with_reason, until=f"{DAY}22:00")

    (told,) = world.told("contact.late-reason")
    assert (told.at, told.opening) == (moment(f"{DAY}21:00"), without.id)
    assert {"dispatcher@contact", "supervisor@contact"} <= set(told.to), "who closed it is asked, and the supervisor knows"
    assert world.weigh(without).refused_by == (), "amendments 1, AH-023: it asks for its reason with the next act and never stops it"


# IC-020: the force incident manager's review


@pytest.mark.requirement("IC-020", part="duty")
def test_a_concern_for_a_child_is_to_be_reviewed_at_once_and_is_told_on_at_thirty_minutes() -> None:
    world = judged(concern(), until=f"{NEXT}09:30")

    assert to(world, "contact.concern-review", "supervisor@contact")[0] == "02T19:00"
    assert to(world, "contact.concern-review", "fim@contact")[0] == "02T19:30"
    assert to(world, "contact.concern-review", "superintendent@contact") == ["03T09:00"], "in the morning (amendments 1)"


@pytest.mark.requirement("IC-020", part="duty")
def test_the_superintendent_is_woken_for_a_missing_child_and_for_immediate_danger_only() -> None:
    lost = judged(missing(), until=f"{DAY}20:00")
    danger = judged(concern(immediate_danger=True), until=f"{DAY}23:00")
    other = judged(concern(), until=f"{DAY}23:59")

    assert to(lost, "contact.fim-review", "fim@contact")[0] == "02T19:00"
    assert to(lost, "contact.fim-review", "superintendent@contact") == ["02T19:30"]
    assert to(danger, "contact.concern-review", "superintendent@contact") == ["02T21:30"]
    assert to(other, "contact.concern-review", "superintendent@contact") == []


# IC-022: high risk is an immediate response


@pytest.mark.requirement("IC-022", part="duty")
def test_high_risk_is_immediate_stays_with_the_force_incident_manager_and_is_before_the_superintendent() -> None:
    world = judged(missing(), risk("high"), until=f"{DAY}19:03")

    assert world.grade(f"{DAY}19:03") == "immediate"
    attend = world.one("contact.attend")
    assert (attend.origin, attend.due_at) == (moment(f"{DAY}19:00"), moment(f"{DAY}19:20"))
    assert times(world, "contact.attend") == [("02T19:02", ("dispatcher@contact",)), ("02T19:02", ("superintendent@contact",))]
    assert world.one("missing.plan").term.owed_by == world.one("missing.review").term.owed_by == "fim@contact"


@pytest.mark.requirement("IC-022", part="duty")
@pytest.mark.parametrize("act", [graded("prompt", f"{DAY}19:10", "dispatcher o:4"), lowering("supervisor o:2", f"{DAY}19:10")])
def test_no_dispatcher_and_no_supervisor_can_choose_another_grade(act: Fact) -> None:
    world = judged(missing(), risk("high"), act, until=f"{DAY}19:30")

    assert world.grade(f"{DAY}19:30") == "immediate"
    assert world.one("contact.attend").due_at == moment(f"{DAY}19:20")


# IC-023: medium risk is handed to an inspector of the area


ASSIGNED = fact("missing.OwnershipAssigned", f"{DAY}19:30", "fim o:7", to="cii@missing", ref="o:31")


@pytest.mark.requirement("IC-023", part="duty")
def test_not_accepted_in_fifteen_minutes_it_is_still_the_force_incident_managers_who_is_told() -> None:
    world = judged(missing(), risk("medium"), ASSIGNED, until=f"{DAY}19:50")

    (opened, late) = world.told("missing.acceptance")
    assert (opened.at, opened.to) == (moment(f"{DAY}19:30"), ("cii@missing",))
    assert (late.at, late.to, late.asks) == (moment(f"{DAY}19:45"), ("fim@contact",), "ask.owner")
    assert world.owed("missing.plan") == [], "ownership has not passed: the inspector owes no plan yet"


@pytest.mark.requirement("IC-023", part="duty")
def test_until_it_is_accepted_what_the_search_owes_is_owed_by_the_force_incident_manager() -> None:
    world = judged(missing(), risk("medium"), ASSIGNED, until=f"{DAY}19:50")
    codes = ("missing.review", "missing.inspector-review", "missing.drift", "missing.room-search")

    assert {code: world.one(code).term.owed_by for code in codes} == dict.fromkeys(codes, "fim@contact")


@pytest.mark.requirement("IC-023", part="duty")
def test_accepted_the_owner_changes_and_the_time_is_kept() -> None:
    accepted = fact("missing.OwnershipAccepted", f"{DAY}19:40", "cii o:31", role="cii@missing")
    world = judged(missing(), risk("medium"), ASSIGNED, accepted, until=f"{DAY}20:00")

    settled = world.one("missing.acceptance")
    assert (settled.state.value, settled.settled_at) == ("done", moment(f"{DAY}19:40"))
    assert world.one("missing.plan").term.owed_by == "cii@missing"
    assert world.one("missing.plan").due_at == moment(f"{DAY}20:40")


# AH-095, AH-096, AH-098: calls that wait, review beside dispatch, and nobody to send


@pytest.mark.requirement("AH-095")
def test_a_log_of_ten_hours_gives_three_escalations_each_asking_for_a_decision() -> None:
    world = judged(missing(), until=f"{NEXT}05:00")

    first = {address: next(a for a in world.told("contact.outstanding") if address in a.to and a.rung) for address in (
        "supervisor@contact", "fim@contact", "superintendent@contact",
    )}
    assert [at(alert) for alert in first.values()] == ["02T20:00", "02T21:00", "02T23:00"]
    assert {alert.asks for alert in first.values()} == {"ask.resource"}


@pytest.mark.requirement("AH-095")
def test_none_of_them_can_be_dismissed() -> None:
    """To acknowledge, to decide on the risk, to note a reason, to approve one's own exemption: the call stays outstanding."""
    said = {"duty": "contact.outstanding"}
    dismissals = [
        fact("duties.Acknowledged", f"{DAY}20:05", "supervisor o:2", **said, rung=1),
        fact("duties.ReasonGiven", f"{DAY}20:06", "supervisor o:2", **said, reason="Busy."),
        fact("duties.Acknowledged", f"{DAY}21:05", "fim o:7", **said, rung=2),
        fact("duties.NotNeeded", f"{DAY}22:00", "fim o:7", **said, reason="Often comes back.", approved_by="o:7"),
        fact("duties.RiskDecided", f"{DAY}23:05", "superintendent o:9", **said, decision="wait", why="Next shift."),
    ]
    world = judged(missing(), *dismissals, until=f"{NEXT}05:00")

    assert world.one("contact.outstanding").state.value == "overdue"
    assert [when for when, _ in times(world, "contact.outstanding")][:4] == ["02T19:00", "02T20:00", "02T21:00", "02T23:00"]
    assert to(world, "contact.outstanding", "superintendent@contact") == ["02T23:00", "03T03:05"], "asked again"


@pytest.mark.requirement("AH-096")
def test_a_log_with_no_inspectors_review_is_deployed_to_at_once() -> None:
    provisional = risk("medium", f"{DAY}19:03", provisional=True)
    sent = fact("contact.Dispatched", f"{DAY}19:05", "dispatcher o:4", resource="NS21")
    here = fact("contact.Arrived", f"{DAY}19:25", "response_officer", resource="NS21")
    before = judged(missing(), provisional, until=f"{DAY}19:04")
    world = judged(missing(), provisional, sent, here, until=f"{DAY}20:00")

    assert ("02T19:03", ("dispatcher@contact",)) in times(before, "contact.attend"), "the dispatcher should"
    assert before.weigh(sent).refused_by == before.weigh(sent).unmet == (), "the dispatcher may"
    assert (world.level(f"{DAY}19:04"), world.grade(f"{DAY}19:04")) == ("medium", "priority")
    assert world.one("contact.attend").state.value == world.one("contact.outstanding").state.value == "done"
    assert world.one("contact.fim-review").state.value == "overdue", "the review is overdue by itself"


@pytest.mark.requirement("AH-096")
@pytest.mark.parametrize(("second", "stands"), [("high", "high"), ("medium", "medium"), ("low", "medium")])
def test_until_it_is_reviewed_a_level_only_goes_up(second: str, stands: str) -> None:
    world = judged(missing(), risk("medium"), risk(second, f"{DAY}19:10"), until=f"{DAY}19:20")

    assert world.level(f"{DAY}19:20") == stands
    assert judged(missing(), risk("high"), risk(second, f"{DAY}19:10"), until=f"{DAY}19:20").level(f"{DAY}19:20") == "high"


NOBODY = fact("contact.ResourceUnavailable", f"{DAY}19:30", "dispatcher o:4", text="No officers available to deal with the report.")


@pytest.mark.requirement("AH-098", part="duty")
def test_twenty_hours_of_no_resource_stand_before_the_superintendent_who_has_to_decide() -> None:
    world = judged(missing(), NOBODY, until=f"{NEXT}15:30")

    waits = world.one("contact.no-resource")
    assert (waits.state.value, waits.term.owed_by, waits.due_at) == ("overdue", "superintendent@contact", moment(f"{DAY}20:00"))
    told = {address for alert in world.told("contact.no-resource") for address in alert.to}
    assert {"supervisor@contact", "fim@contact", "superintendent@contact"} <= told
    assert {alert.asks for alert in world.told("contact.no-resource") if alert.rung} == {"ask.resource"}


@pytest.mark.requirement("AH-098", part="duty")
@pytest.mark.parametrize(("decision", "state"), [
    ("wait", "overdue"), ("deploy", "done"), ("redeploy", "done"), ("call_in", "done"), ("mutual_aid", "done"),
])
def test_only_a_decision_that_brings_somebody_answers_it(decision: str, state: str) -> None:
    decided = fact("contact.ResourceDecided", f"{DAY}19:45", "superintendent o:9", decision=decision, by_when=f"{DAY}21:00")

    assert judged(missing(), NOBODY, decided, until=f"{DAY}20:30").one("contact.no-resource").state.value == state


@pytest.mark.requirement("AH-098", part="duty")
def test_the_review_of_monday_does_not_pass_without_deploying_anybody() -> None:
    monday = {"text": "Aware that the call still needed an officer to be deployed to locate the child."}
    world = judged(
        missing(), risk("medium"), NOBODY, fact("missing.Reviewed", f"{NEXT}09:00", "inspector o:6", **monday),
        fact("contact.Reviewed", f"{NEXT}09:00", "inspector o:6", **monday), until=f"{NEXT}09:30",
    )

    assert world.told("missing.review-decides")
    assert world.told("contact.review-decides")
    assert world.one("missing.review").state.value == world.one("contact.fim-review").state.value == "overdue"
    assert world.one("contact.no-resource").state.value == "overdue"
