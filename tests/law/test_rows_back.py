"""The rows of missing children (AH) once a child is back, and before the next time, each by its acceptance evidence, as amended."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.law.examples import fact, judged
from tests.law.scenes import DAY, NEXT, at, call, marker, missing, refused, returned, risk, times, to
from tutela.facts import Fact
from tutela.law.messages import words
from tutela.law.worked import moment

BACK = returned()
HELD = fact("missing.ReturnInterviewHeld", "2026-03-06T06:00", "return_interviewer")

EPISODES = (
    fact("missing.EpisodeOnRecord", "2025-12-10T21:00", "system"),
    fact("missing.EpisodeOnRecord", "2026-02-10T21:00", "system"),
    missing(),
)
LISTED = fact("missing.PriorityListed", "2026-02-20T19:00", "coordinator o:11", rank=2)


def plan(at_: str = f"{NEXT}10:00", **data: object) -> Fact:
    """A trigger plan is approved."""
    return fact("missing.TriggerPlanApproved", at_, "detective_inspector o:41", **data)


# AH-008, AH-011: the trigger plan


@pytest.mark.requirement("AH-008", part="duty")
def test_three_episodes_and_no_plan_is_a_gap_dated_the_day_of_the_third() -> None:
    world = judged(*EPISODES, until=f"{NEXT}09:00")

    gap = world.one("missing.trigger-plan")
    assert (gap.opened_at, gap.state.value) == (moment(f"{DAY}19:00"), "open")
    assert times(world, "missing.trigger-plan") == [("02T19:00", ("coordinator@missing",)), ("02T19:00", ("detective_inspector@missing",))]


@pytest.mark.requirement("AH-008", part="duty")
@pytest.mark.parametrize("ground", [
    LISTED, marker("priority_missing"),
    marker("child_sexual_exploitation", level="high"), marker("child_criminal_exploitation", level="high"),
])
def test_each_ground_of_the_rule_asks_for_a_plan(ground: Fact) -> None:
    assert judged(ground, until=f"{NEXT}09:00").one("missing.trigger-plan").opened_at == ground.held_from


@pytest.mark.requirement("AH-008", part="duty")
def test_a_plan_clears_the_gap_and_is_amber_when_its_review_is_due() -> None:
    cleared = judged(*EPISODES, plan(), until=f"{NEXT}12:00")
    quarter = judged(*EPISODES, plan(), until="2026-06-03T11:00")

    assert cleared.one("missing.trigger-plan").state.value == "done"
    assert cleared.one("missing.trigger-plan-review").due_at == moment("2026-06-03T10:00")
    assert quarter.one("missing.trigger-plan-review").state.value == "overdue"


@pytest.mark.requirement("AH-008", part="duty")
def test_a_plan_past_its_own_review_date_is_amber() -> None:
    """The evidence: "plan past review date: amber"; the date is written in the plan."""
    world = judged(*EPISODES, plan(review_by="2026-04-02"), until="2026-04-03T10:00")

    assert world.one("missing.trigger-plan-review").state.value == "overdue"


@pytest.mark.requirement("AH-011")
def test_a_child_of_the_first_five_goes_missing_without_a_plan_and_the_superintendent_is_told_how_long() -> None:
    world = judged(LISTED, missing(), until=f"{DAY}19:00")

    (gap,) = world.told("missing.no-trigger-plan")
    assert at(gap) == "02T19:00"
    assert {"superintendent@missing", "detective_inspector@missing"} <= set(gap.to)
    assert gap.priority == 1
    owed_since = gap.because[0]["with"]["owed_since"]
    assert owed_since == moment("2026-02-20T19:00")
    assert "20 Feb 2026" in words(gap.because[0]["message"], gap.because[0]["with"])
    waits = world.one("missing.trigger-plan")
    assert waits.due_at is not None
    assert (waits.state.value, gap.at - waits.due_at) == ("overdue", timedelta(days=8)), "days overdue"


@pytest.mark.requirement("AH-011")
def test_each_such_child_is_owed_a_plan_in_48_hours_by_somebody() -> None:
    listed, approved = ("missing.PriorityListed", "2026-02-20T19:00"), ("missing.TriggerPlanApproved", "2026-02-21T19:00")
    five = [fact(*listed, "coordinator o:11", about=(f"child c{n}",), rank=n) for n in range(1, 6)]
    elsewhere = [fact(*approved, "detective_inspector o:41", about=(f"child c{n}",)) for n in (8, 9)]
    world = judged(*five, *elsewhere, until=f"{DAY}19:00")

    owed = world.owed("missing.trigger-plan")
    assert len(owed) == 5
    assert {(o.due_at, o.term.owed_by, o.state.value) for o in owed} == {(moment("2026-02-22T19:00"), "coordinator@missing", "overdue")}


# AH-026, AH-030: what a return opens


@pytest.mark.requirement("AH-026", part="duty")
def test_a_self_return_opens_three_tasks() -> None:
    world = judged(marker("county_lines"), missing(), BACK, until=f"{DAY}22:05")

    codes = ("missing.return-visit", "missing.return-notice", "missing.return-strategy")
    assert {code: (world.one(code).due_at, world.one(code).term.owed_by) for code in codes} == {
        "missing.return-visit": (moment(f"{NEXT}22:00"), "response_officer@response"),
        "missing.return-notice": (moment(f"{NEXT}22:00"), "response_officer@response"),
        "missing.return-strategy": (moment(f"{NEXT}22:00"), "sergeant@missing"),
    }


@pytest.mark.requirement("AH-026", part="duty")
def test_the_strategy_discussion_is_considered_where_exploitation_or_harm_is_indicated_and_only_there() -> None:
    plain = judged(missing(), BACK, until=f"{DAY}22:05")
    harmed = judged(missing(), returned(harm_indicated=True), until=f"{DAY}22:05")

    assert plain.owed("missing.return-strategy") == []
    assert harmed.one("missing.return-strategy").state.value == "open"


@pytest.mark.requirement("AH-026", part="duty")
def test_who_else_sees_a_child_who_often_returns_is_said_by_the_plan_with_the_reason() -> None:
    """Amendments 1: the trigger plan may name who else sees the child; the reason is recorded."""
    by_worker = {"mode": "in_person", "alone": True, "by": "worker"}
    reasoned = fact("missing.PreventionInterviewHeld", f"{NEXT}10:00", "coordinator o:11", **by_worker, why_not_police="As the plan says.")
    bare = fact("missing.PreventionInterviewHeld", f"{NEXT}10:00", "coordinator o:11", **by_worker)
    named = plan("2026-01-10T10:00", also_sees_child="worker")

    def visit(*facts: Fact) -> str:
        return judged(missing(), BACK, *facts, until=f"{NEXT}12:00").one("missing.return-visit").state.value

    assert (visit(named, reasoned), visit(named, bare), visit(reasoned)) == ("done", "open", "open")


@pytest.mark.requirement("AH-030", part="duty")
def test_the_authority_is_to_be_told_in_the_same_minute_and_a_held_gateway_is_late_at_sixty() -> None:
    sent = fact("sharing.Sent", f"{DAY}22:00", "coordinator o:11", matter="found", to="local_authority", channel="gateway", message="m:2")
    world = judged(missing(), BACK, sent, until=f"{DAY}23:01")

    told = world.one("missing.return-told")
    assert (told.opened_at, told.due_at, told.state.value) == (moment(f"{DAY}22:00"), moment(f"{DAY}23:00"), "overdue")
    assert "02T23:00" in to(world, "missing.return-told", "coordinator@missing")
    assert world.one("missing.return-interview").due_at == moment("2026-03-05T22:00"), "72 hours, from the return"


@pytest.mark.requirement("AH-030", part="duty")
def test_told_is_a_named_person_and_neither_sent_nor_delivered() -> None:
    def after(type: str, **data: str) -> str:
        act = fact(type, f"{DAY}22:20", "coordinator o:11", matter="found", to="emergency_duty_team", **data)
        return judged(missing(), BACK, act, until=f"{DAY}23:01").one("missing.return-told").state.value

    assert after("sharing.Told", person="Duty worker", how="call") == "done"
    assert after("sharing.Delivered", message="m:2") == after("sharing.CallAttempted") == "overdue"
    assert after("sharing.Told", person=" ") == "overdue"


# AH-043, AH-045, AH-046: the return home interview


@pytest.mark.requirement("AH-043")
def test_a_return_is_chased_after_73_hours_then_the_manager_at_five_days_and_the_strategic_lead_at_ten() -> None:
    world = judged(missing(), BACK, until="2026-03-13T09:00")

    asked, chased = to(world, "missing.return-interview", "return_interviewer@local_authority")
    assert (asked, chased) == ("02T22:00", "05T23:00"), "asked for at the return; chaser 1 at +73 h"
    assert "07T22:00" in to(world, "missing.return-interview", "team_manager@local_authority"), "+5 d"
    assert to(world, "missing.return-interview", "strategic_lead@local_authority") == ["12T22:00"], "+10 d"


@pytest.mark.requirement("AH-043")
def test_each_chase_is_on_record_and_ends_nothing() -> None:
    chased = [
        fact("missing.PartnerChased", when, "coordinator o:11", level=level, answer="By Friday.")
        for when, level in (("2026-03-05T23:10", "team"), ("2026-03-07T22:30", "manager"), ("2026-03-12T22:30", "strategic"))
    ]
    world = judged(missing(), BACK, *chased, until="2026-03-13T09:00")

    assert world.one("missing.return-interview").state.value == "overdue"
    history = [alert for alert in world.told("missing.return-interview") if alert.rung]
    assert [alert.at for alert in history] == sorted(alert.at for alert in history)
    assert len(history) >= 4, "the strategic escalation comes with its history"
    assert {f for f in world.facts if f.type == "missing.PartnerChased"} == set(chased)


@pytest.mark.requirement("AH-043")
def test_every_stage_after_it_was_held_has_its_own_clock() -> None:
    received = fact("missing.ReturnInterviewReceived", "2026-03-11T10:00", "coordinator o:11", by_channel="gateway")
    read = fact("missing.ReturnInterviewRead", "2026-03-11T11:00", "coordinator o:11")
    world = judged(missing(), BACK, HELD, received, read, until="2026-03-13T09:00")

    assert [world.one(f"missing.return-interview{stage}").due_at for stage in ("", "-shared", "-entered")] == [
        moment("2026-03-05T22:00"), moment("2026-03-11T23:59:59"), moment("2026-03-12T23:59:59"),
    ]
    assert world.one("missing.return-interview-entered").state.value == "overdue", "read is not entered"


@pytest.mark.requirement("AH-045", part="duty")
def test_held_at_hour_eighty_is_late_and_shared_six_days_later_is_late_again() -> None:
    shared = fact("missing.ReturnInterviewReceived", "2026-03-12T06:00", "coordinator o:11", by_channel="gateway")
    world = judged(missing(), BACK, HELD, shared, until="2026-03-13T09:00")

    held, then = world.one("missing.return-interview"), world.one("missing.return-interview-shared")
    assert (held.state.value, (held.settled_at or BACK.held_from) - BACK.held_from) == ("done late", timedelta(hours=80))
    assert (then.state.value, (then.settled_at or HELD.held_from) - HELD.held_from) == ("done late", timedelta(days=6))


@pytest.mark.requirement("AH-045", part="duty")
def test_both_sides_see_that_the_72_hours_are_over() -> None:
    world = judged(missing(), BACK, until="2026-03-05T22:00")

    told = set(next(alert for alert in world.told("missing.return-interview") if at(alert) == "05T22:00").to)
    assert {"team_manager@local_authority", "detective_inspector@missing"} <= told
    assert world.one("missing.return-interview").term.owed_by.endswith("@local_authority")


@pytest.mark.requirement("AH-046", part="duty")
def test_an_interview_is_to_be_entered_within_a_working_day_and_an_unread_one_surfaces_in_the_next_episode() -> None:
    first = ("child c1 as missing", "episode e0")
    received = fact("missing.ReturnInterviewReceived", "2026-02-27T10:00", "coordinator o:11", about=first)
    found = {"places": ["place:9"], "people": ["p:unknown-4"]}
    entered = fact("missing.ReturnInterviewEntered", "2026-03-02T16:00", "coordinator o:11", about=first, **found)
    waiting = judged(received, missing(), until=f"{DAY}19:00")
    read = judged(received, entered, missing(), until=f"{DAY}19:00")

    assert waiting.one("missing.return-interview-entered").due_at == moment("2026-03-02T23:59:59"), "a Friday's, by the end of Monday"
    (card,) = waiting.told("missing.unread-interview")
    assert (at(card), card.because[0]["with"]["received_at"]) == ("02T19:00", moment("2026-02-27T10:00"))
    assert {"fim@contact", "coordinator@missing"} <= set(card.to)
    assert read.one("missing.return-interview-entered").state.value == "done"
    assert read.told("missing.unread-interview") == []


# AH-094: nobody is closed unseen


@pytest.mark.requirement("AH-094", part="duty")
def test_returned_no_attendance_cannot_be_closed_and_the_visit_is_still_owed() -> None:
    why = {"reason": "Returned, no attendance.", "approved_by": "o:9"}
    closing = fact("contact.Closed", f"{DAY}22:30", "dispatcher o:4", **why, seen_by="nobody")
    filing = fact("missing.EpisodeClosed", f"{DAY}22:30", "dispatcher o:4", **why, approver_role="inspector")
    world = judged(call(), missing(), risk("medium"), BACK, until=f"{DAY}22:29")

    assert "contact.child-seen" in refused(world, closing)
    assert "missing.child-verified" in refused(world, filing)
    late = judged(*world.facts, closing, filing, until="2026-03-04T09:00")
    assert late.one("missing.return-visit").state.value == "overdue", "no closing takes the visit away"


@pytest.mark.requirement("AH-094", part="duty")
@pytest.mark.parametrize("by", ["police", "other_force", "professional", "abroad", "died", "duplicate"])
def test_an_episode_closes_when_somebody_verified_the_child_and_an_inspector_approves(by: str) -> None:
    """Amendments 1: who, how, and the approving inspector."""
    verified = fact("missing.Verified", f"{NEXT}10:00", "response_officer o:50", by=by, how="Seen at the door, by name.")
    world = judged(missing(), BACK, verified, until=f"{NEXT}10:30")

    def closing(approver_role: str) -> Fact:
        said = {"reason": "Verified.", "approved_by": "o:9", "approver_role": approver_role}
        return fact("missing.EpisodeClosed", f"{NEXT}11:00", "coordinator o:11", **said)

    assert refused(world, closing("inspector")) == set()
    assert refused(world, closing("sergeant")) == {"missing.child-verified"}


@pytest.mark.requirement("AH-094", part="duty")
def test_a_childrens_home_lowers_nothing() -> None:
    home, foster = (judged(missing(missing_from=place), risk("high"), until=f"{DAY}20:00") for place in ("childrens_home", "foster"))

    assert home.codes() | home.codes("incident") == foster.codes() | foster.codes("incident")
    assert (home.level(f"{DAY}20:00"), home.grade(f"{DAY}20:00")) == ("high", "immediate")
