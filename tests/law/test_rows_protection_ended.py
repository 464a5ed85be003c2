"""The rows of how police protection ends (DM-016 to DM-026), each by its acceptance evidence, as amended."""

from __future__ import annotations

from typing import Any, Final

import pytest

from tests.law.examples import fact, judged
from tests.law.scenes import refused, to
from tests.law.uses import DAY, DESIGNATED, DI, NEXT, SUPERINTENDENT, THIRD, done, found, used
from tutela.facts import Fact
from tutela.law.worked import moment

# DM-016, DM-018: the release


WHOLE: Final[dict[str, Any]] = {
    "no_cause": "Sober, ashamed, and the aunt stays.", "changed": "Her aunt moved in for two weeks.", "why_safe": "Known to the school; a visit at 18:00.",
    "child_says": "Home if auntie is there.", "authority_agrees": True, "authority_person": "Social worker Reyes",
}
OUT: Final = done("ReleasedFromProtection", f"{NEXT}12:00", to_whom="Her aunt", where="home")


@pytest.mark.requirement("DM-016", part="duty")
@pytest.mark.parametrize("blank", ["no_cause", "changed", "why_safe", "child_says"])
def test_a_release_that_does_not_say_what_changed_is_never_refused_and_what_it_lacks_is_owed(blank: str) -> None:
    decided = done("ReleaseFromProtectionDecided", f"{NEXT}11:00", plan="home_with_safety_plan", **{k: v for k, v in WHOLE.items() if k != blank})
    world = judged(used(), decided, OUT, until=f"{NEXT}15:00")

    assert refused(judged(used(), until=f"{NEXT}10:00"), decided) == refused(judged(used(), decided, until=f"{NEXT}11:30"), OUT) == set()
    owed = world.one("protection.release-explained")
    assert (owed.opened_at, owed.due_at, owed.term.owed_by) == (moment(f"{NEXT}12:00"), moment(f"{NEXT}13:00"), DESIGNATED)
    assert to(world, "protection.release-explained", SUPERINTENDENT) == ["03T13:00", "03T13:30"]
    for supervisor in ("sergeant@response", "inspector@response"):
        assert to(world, "protection.release-whole", supervisor) == ["03T11:00"], "amendments 1: before the child is out"


@pytest.mark.requirement("DM-016", part="duty")
def test_a_use_that_ends_without_a_decision_is_told_and_a_whole_one_is_not() -> None:
    decided = done("ReleaseFromProtectionDecided", f"{NEXT}11:00", plan="home_with_safety_plan", **WHOLE)

    bare = judged(used(), OUT, until=f"{NEXT}15:00")
    assert to(bare, "protection.release-explained", SUPERINTENDENT) == ["03T13:00", "03T13:30"]
    assert judged(used(), decided, OUT, until=f"{NEXT}15:00").owed("protection.release-explained") == []


@pytest.mark.requirement("DM-018", part="duty")
def test_a_release_that_belongs_to_no_plan_is_the_superintendents_to_answer_with_the_reason() -> None:
    decided = done("ReleaseFromProtectionDecided", f"{NEXT}11:00", no_plan_because="Nobody met.", **WHOLE)
    base = (used(), decided, OUT)
    owed = judged(*base, until=f"{NEXT}12:30").one("protection.release-plan")

    assert (owed.opened_at, owed.due_at, owed.term.owed_by) == (moment(f"{NEXT}11:00"), moment(f"{NEXT}15:00"), SUPERINTENDENT)
    for by, why, state in (("inspector o:30", "Grandmother next door.", "open"), ("superintendent o:5", "", "open"), ("superintendent o:5", "Nan.", "done")):
        answer = done("UnplannedReleaseAnswered", f"{NEXT}13:00", by, decision="accepted", why=why)
        assert judged(*base, answer, until=f"{NEXT}13:30").one("protection.release-plan").state.value == state
    planned = done("ReleaseFromProtectionDecided", f"{NEXT}11:00", plan="home_with_safety_plan", plan_review_on="2026-03-09", **WHOLE)
    assert judged(used(), planned, OUT, until=f"{NEXT}15:00").owed("protection.release-plan") == []


# DM-017: the hours


@pytest.mark.requirement("DM-017")
@pytest.mark.parametrize("entered", [f"{DAY}15:40", f"{DAY}20:30"])
def test_seventy_two_hours_without_a_decision_are_six_prompts_and_a_breach_counted_from_the_use(entered: str) -> None:
    world = judged(used(f"{DAY}15:30", recorded=entered), until="2026-03-05T15:31")

    def hours(code: str, *rungs: int) -> list[float]:
        return [(a.at - moment(f"{DAY}15:30")).total_seconds() / 3600 for a in world.told(code) if a.rung in rungs]

    assert hours("protection.decision", *range(6)) == [6, 12, 24, 48, 60, 70], "six prompts"
    assert hours("protection.decision", 7) == [7.5], "the first of them unanswered is the superintendent's"
    (failure,) = [a for a in world.told("protection.ends") if a.state == "breached"]
    assert (failure.at, failure.to) == (moment("2026-03-05T15:30"), (DESIGNATED, SUPERINTENDENT, "team_manager@local_authority"))
    assert world.one("protection.ends").due_at == moment("2026-03-05T15:30")


@pytest.mark.requirement("DM-017", part="duty")
def test_a_decision_needs_its_reason_and_its_plan_and_answers_only_its_own_moment() -> None:
    bare = done("PoliceProtectionContinued", f"{DAY}21:35", because="Mother not sober.")
    whole = done("PoliceProtectionContinued", f"{DAY}21:35", because="Mother not sober.", plan="Discussion at 09:00.")

    assert [o.state.value for o in judged(used(), bare, until=f"{DAY}23:00").owed("protection.decision")] == ["overdue"]
    after = judged(used(), whole, until=f"{NEXT}05:00").owed("protection.decision")
    assert [(o.state.value, o.opened_at) for o in after] == [("done", moment(f"{DAY}21:30")), ("overdue", moment(f"{NEXT}03:30"))]
    assert judged(used(), OUT, until="2026-03-06T09:00").one("protection.ends").state.value == "done"


# DM-022: a decision that the force disputes


def challenge(at: str, about: tuple[str, ...] = ("request q1", "child c1", "protection pp1"), **data: Any) -> Fact:
    """The force disputes that the child is to go home."""
    said = {"disputed": "return_home", "of": "social_care", "level": "practitioner", "why": "He is still there.", **data}
    return fact("referrals.ChallengeRaised", at, "sergeant o:62", about=about, **said)


@pytest.mark.requirement("DM-022", part="duty")
def test_a_return_home_is_disputed_in_four_hours_a_level_and_ends_with_what_it_came_to() -> None:
    raised = challenge(f"{NEXT}09:00")
    world = judged(used(), raised, until=f"{NEXT}14:00")

    owed = world.one("referrals.challenge-answered")
    assert (owed.due_at, owed.term.owed_by, owed.state.value) == (moment(f"{NEXT}13:00"), "team_manager@local_authority", "overdue")
    assert to(world, "referrals.challenge-answered", "strategic_lead@local_authority") == ["03T13:00"], "no reply: the next level"
    higher = fact("referrals.ChallengeTakenHigher", f"{NEXT}13:10", "detective_inspector o:70", about=("request q1", "child c1", "protection pp1"),
                  level="head_of_service", person="Head of service Okoro", why="No reply.")
    answered = fact("referrals.ChallengeAnswered", f"{NEXT}15:00", "strategic_lead", about=("request q1", "child c1"), answer="changed", words="Stays.")
    closed = fact("referrals.ChallengeClosed", f"{NEXT}16:00", "detective_inspector o:70", about=("request q1", "child c1"), result="changed",
                  for_the_child="With her aunt.")
    after = judged(used(), raised, higher, answered, closed, until=f"{NEXT}18:00")
    assert [(o.term.owed_by, o.due_at, o.state.value) for o in after.owed("referrals.challenge-answered")] == [
        ("team_manager@local_authority", moment(f"{NEXT}13:00"), "done late"), ("strategic_lead@local_authority", moment(f"{NEXT}17:10"), "done"),
    ]
    assert after.one("referrals.challenge-concluded").state.value == "done"
    silent = fact("referrals.ChallengeClosed", f"{NEXT}16:00", "detective_inspector o:70", about=("request q1", "child c1"), result="changed")
    assert refused(judged(used(), raised, answered, until=f"{NEXT}15:30"), silent) == {"referrals.challenge-result"}


@pytest.mark.requirement("DM-022", part="duty")
def test_of_a_child_who_is_not_in_police_protection_two_working_days() -> None:
    world = judged(challenge(f"{NEXT}09:00", ("request q1", "child c1")), until=f"{NEXT}14:00")

    assert world.one("referrals.challenge-answered").due_at == moment("2026-03-05T23:59:59")


# DM-026: the strategy discussion's note


@pytest.mark.requirement("DM-026", part="duty")
def test_a_use_is_not_closed_while_our_note_of_the_discussion_is_owed() -> None:
    held = fact("referrals.StrategyDiscussionHeld", f"{NEXT}10:00", "social_worker", about=("child c1", "protection pp1", "meeting m1"), decision="joint")
    answered = done("OffencesConsidered", f"{DAY}18:00", "response_officer o:50", none_because="No offence: illness.")
    note = fact("referrals.MeetingNoteMade", f"{THIRD}09:30", "detective_inspector o:70", about=("meeting m1",), decided="Grandmother moves in.")
    closing = done("ProtectionRecordCompleted", f"{THIRD}10:00", "response_officer o:50")
    passing = done("PoliceProtectionReviewPassed", f"{THIRD}10:00", "detective_inspector o:70", text="Complete.")
    base = (used(), found(), answered, held)
    world = judged(*base, until=f"{THIRD}09:00")

    assert [next(iter(u.finding.having)) for act in (closing, passing) for u in world.weigh(act).refused_by] == [("lacks", ("strategy_note",))] * 2
    owed = world.one("referrals.meeting-note")
    assert (owed.due_at, owed.state.value) == (moment(f"{NEXT}23:59:59"), "overdue")
    assert to(world, "referrals.meeting-note", DI) == ["03T23:59"], "on the detective inspector's list the next morning"
    minutes = world.one("referrals.strategy-minutes")
    assert (minutes.due_at, minutes.term.owed_by) == (moment("2026-03-10T23:59:59"), "team_manager@local_authority"), "the minutes have their own clock"
    assert refused(judged(*base, note, until=f"{THIRD}09:40"), closing) == refused(judged(*base, note, until=f"{THIRD}09:40"), passing) == set()
