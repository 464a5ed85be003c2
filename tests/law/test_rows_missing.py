"""The rows of missing children (AH) while a child is away, each by its acceptance evidence, as amended."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.law.examples import fact, judged
from tests.law.scenes import DAY, NEXT, at, born, call, marker, missing, reviewed, risk, times, to
from tutela.facts import Fact
from tutela.law.language import age_or_frequency
from tutela.law.messages import words
from tutela.law.worked import moment

HIGH, MEDIUM = risk("high"), risk("medium")
PLAN = fact("missing.PlanRecorded", f"{DAY}20:00", "cii o:31", lines=[{"what": "Search the room", "who": "PC 77", "where": "home"}])


# AH-001: the grade is advised, decided by a person, and every indicator is answered


SEEDED = (marker("firearms"), marker("weapons"), marker("suicide"), marker("debt_bondage"), missing())


@pytest.mark.requirement("AH-001", part="duty")
def test_firearms_knife_suicide_and_debt_suggest_high_and_say_why() -> None:
    found = judged(*SEEDED, until=f"{DAY}19:30").suggested(f"{DAY}19:01")

    assert found.holds
    assert dict(found.having)["indicators"] == ("debt_bondage", "firearms", "suicide", "weapons")


@pytest.mark.requirement("AH-001", part="duty")
def test_choosing_medium_leaves_each_indicator_to_be_answered_and_is_told() -> None:
    (told,) = judged(*SEEDED, MEDIUM, until=f"{DAY}19:30").told("missing.below-suggestion")

    assert {"fim@contact", "superintendent@contact"} <= set(told.to)
    assert told.because[0]["with"]["unanswered"] == ("debt_bondage", "firearms", "suicide", "weapons")


@pytest.mark.requirement("AH-001", part="duty")
def test_below_the_suggestion_wants_every_answer_the_reason_and_a_second_line() -> None:
    names = ("debt_bondage", "firearms", "suicide", "weapons")
    every = [{"concern": name, "effect": "none", "because": "Checked today."} for name in names]
    whole: dict[str, Any] = {"answered": every, "override": "Seen by his social worker at 19:20.", "second_line": "o:41"}
    lacking = [{**whole, "answered": every[1:]}, {**whole, "override": ""}, {**whole, "second_line": None}, {**whole, "second_line": "o:5"}]

    assert judged(*SEEDED, risk("medium", by="inspector o:5", **whole), until=f"{DAY}19:30").told("missing.below-suggestion") == []
    for given in lacking:
        assert judged(*SEEDED, risk("medium", by="inspector o:5", **given), until=f"{DAY}19:30").told("missing.below-suggestion"), given


# AH-003: never low


SEVENTEEN = born("2008-07-01")


@pytest.mark.requirement("AH-003")
@pytest.mark.parametrize("level", ["low", "very_low", "absent", "no_apparent_risk"])
def test_a_level_below_the_floor_for_a_seventeen_year_old_does_not_stand(level: str) -> None:
    """The row's "rejected", as amended: saved, flagged, handled as medium, and reviewed."""
    world = judged(SEVENTEEN, missing(), risk(level), until=f"{DAY}19:30")

    assert world.level(f"{DAY}19:30") == "medium"
    assert {"supervisor@contact", "fim@contact"} <= set(world.told("missing.never-low")[0].to)
    assert world.one("missing.low-review").term.owed_by == "fim@contact"
    assert world.one("missing.low-review").due_at == moment(f"{DAY}20:02")


@pytest.mark.requirement("AH-003")
def test_an_imported_absent_is_kept_as_the_sources_value_handled_as_medium_and_reviewed() -> None:
    imported = missing(category="absent")
    world = judged(SEVENTEEN, imported, until=f"{DAY}19:30")

    assert world.facts[-1].data.category == "absent"  # type: ignore[attr-defined]
    assert world.level(f"{DAY}19:30") == "medium"
    assert world.told("missing.never-low")
    assert world.one("missing.low-review").opened_by == imported


@pytest.mark.requirement("AH-003")
def test_a_low_level_of_our_own_stands_on_an_inspectors_recorded_override() -> None:
    """Amendments 1: choosing it here needs an inspector's recorded override; with it, it is met."""
    override = {"override": "Spoken to on a video call; with her aunt, who is bringing her.", "second_line": "o:41"}

    assert judged(SEVENTEEN, missing(), risk("low", by="call_handler o:1", **override), until=f"{DAY}19:30").told("missing.never-low")
    assert judged(SEVENTEEN, missing(), risk("low", by="inspector o:5"), until=f"{DAY}19:30").told("missing.never-low")
    assert judged(SEVENTEEN, missing(), risk("low", by="inspector o:5", **override), until=f"{DAY}19:30").told("missing.never-low") == []


@pytest.mark.requirement("AH-003")
def test_where_a_child_is_known_to_be_is_a_state_of_its_own_and_no_missing_episode() -> None:
    """Amendments 1: "whereabouts known, not where they should be" is its own state."""
    world = judged(SEVENTEEN, missing(whereabouts_known=True), until=f"{NEXT}19:30")

    search = {"missing.questionnaire", "missing.room-search", "missing.drift", "missing.inspector-review", "missing.ukmpu"}
    assert search & world.codes() == set()


# AH-004: a birthday lowers nothing


@pytest.mark.requirement("AH-004")
def test_a_child_who_turns_18_during_the_episode_stays_at_the_level_and_somebody_is_asked() -> None:
    before = judged(born("2008-03-05"), missing(), HIGH, until="2026-03-04T23:59")
    after = judged(born("2008-03-05"), missing(), HIGH, until="2026-03-05T09:00")

    assert before.level("2026-03-04T23:59") == after.level("2026-03-05T09:00") == "high"
    assert before.owed("missing.transition-decision") == []
    assert times(after, "missing.transition-decision") == [("05T00:00", ("cii@missing",))]
    assert before.codes() == after.codes() - {"missing.transition-decision"}


@pytest.mark.requirement("AH-004")
def test_who_appears_to_be_under_18_is_treated_as_a_child() -> None:
    young = fact("people.AgeEstimated", f"{DAY}18:00", "public", youngest=16, oldest=21, basis="appearance")

    assert "missing.initial-risk" in judged(young, missing(), until=f"{DAY}19:10").codes()


# AH-006: back before the record was made


@pytest.mark.requirement("AH-006", part="duty")
def test_back_in_twenty_minutes_the_log_cannot_become_a_concern_and_the_episode_is_owed() -> None:
    recoding = {"was": "missing_child", "now": "concern_for_child", "reason": "Back before recorded."}
    alone = fact("contact.Recoded", f"{DAY}19:20", "call_handler o:1", **recoding)
    approved = fact("contact.Recoded", f"{DAY}19:20", "call_handler o:1", **recoding, approved_by="o:2")

    assert [u.standard.code for u in judged(call(), until=f"{DAY}19:19").weigh(alone).refused_by] == ["contact.recoded-with-approval"]
    kept = judged(call(), approved, until=f"{DAY}19:30")
    assert kept.weigh(approved).refused_by == ()
    assert kept.one("missing.episode-recorded").state.value == "overdue", "the re-coding keeps the episode owed"


@pytest.mark.requirement("AH-006", part="duty")
def test_the_episode_of_a_child_who_is_back_carries_its_duties() -> None:
    recorded = fact("missing.Reported", f"{DAY}19:25", "call_handler o:1", missing_from="foster")
    back = fact("missing.Returned", f"{DAY}19:20", "foster_carer", by="self", to="foster")
    world = judged(call(), back, recorded, until=f"{DAY}19:30")

    assert world.one("missing.episode-recorded", "incident i1").state.value == "done late"
    assert {"missing.return-told", "missing.return-visit", "missing.return-interview", "missing.return-notice"} <= world.codes()
    assert world.one("missing.return-visit").due_at == moment(f"{NEXT}19:20")


@pytest.mark.requirement("AH-006", part="duty")
def test_of_a_child_who_was_back_before_the_report_nobody_is_asked_to_search_in_whichever_order_it_is_entered() -> None:
    report = fact("contact.Reported", f"{DAY}19:25", "foster_carer", concern="missing_child")
    recorded = fact("missing.Reported", f"{DAY}19:25", "call_handler o:1", missing_from="foster")
    back = fact("missing.Returned", f"{DAY}19:20", "foster_carer", by="self", to="foster")

    for told in ((report, recorded, back), (back, recorded, report)):
        alerts = judged(*told, until=f"{NEXT}12:00").alerts
        assert {a.code for a in alerts} == {"missing.return-told", "missing.return-visit", "missing.return-notice", "missing.return-interview"}


def test_a_child_who_is_back_ends_no_search_for_another_of_the_same_incident() -> None:
    other = ("child c2 as missing", "episode e2", "incident i1")
    back = fact("missing.Returned", f"{DAY}19:20", "foster_carer", by="self", to="foster")
    second = fact("missing.Reported", f"{DAY}19:40", "foster_carer", about=other, id="second", missing_from="foster")
    first = fact("missing.Reported", f"{DAY}19:25", "call_handler o:1", missing_from="foster")

    world = judged(first, back, second, until=f"{DAY}23:00")
    assert world.one("missing.initial-risk", "episode e1").state.value == "not needed"
    assert world.one("missing.initial-risk", "episode e2").state.value == "overdue"


# AH-012: three clocks, from report to plan


@pytest.mark.requirement("AH-012", part="duty")
def test_a_delay_of_95_minutes_is_told_at_thirty_and_its_reason_kept() -> None:
    why = fact("duties.ReasonGiven", f"{DAY}20:30", "fim o:7", duty="contact.fim-review", reason="Two other critical incidents from 19:05.")
    sends = {"decision": "deploy", "by_when": f"{DAY}21:00", "text": "PC 12 to the home by 21:00."}
    review = fact("contact.Reviewed", f"{DAY}20:35", "fim o:7", **sends)
    world = judged(missing(), why, review, until=f"{DAY}21:00")

    assert to(world, "contact.fim-review", "fim@contact")[0] == "02T19:00"
    assert to(world, "contact.fim-review", "superintendent@contact") == ["02T19:30"]
    late = world.one("contact.fim-review")
    assert late.state.value == "done late"
    assert (late.settled_at or late.origin) - late.origin == timedelta(minutes=95), "what the distribution is made of"
    assert late.settled_by == review, "to give a reason is not to do it"


@pytest.mark.requirement("AH-012", part="duty")
def test_assignment_to_acceptance_and_acceptance_to_plan_have_clocks_of_their_own() -> None:
    assigned = fact("missing.OwnershipAssigned", f"{DAY}20:35", "fim o:7", to="cii@missing", ref="o:31")
    accepted = fact("missing.OwnershipAccepted", f"{DAY}21:00", "cii o:31", role="cii@missing")
    world = judged(missing(), MEDIUM, assigned, accepted, until=f"{DAY}22:30")

    assert (world.one("missing.acceptance").due_at, world.one("missing.acceptance").state.value) == (moment(f"{DAY}20:50"), "done late")
    assert (world.one("missing.plan").due_at, world.one("missing.plan").state.value) == (moment(f"{DAY}22:00"), "overdue")


# AH-013: high risk stays with the force incident manager


TO_CII = fact("missing.OwnershipAssigned", f"{DAY}19:30", "fim o:7", to="cii@missing", ref="o:31")


@pytest.mark.requirement("AH-013")
def test_high_given_to_an_inspector_of_the_area_is_told_and_stays_where_it_was() -> None:
    """The row's "refused", as amended: a hand-over is never refused; this one passes nothing."""
    accepted = fact("missing.OwnershipAccepted", f"{DAY}19:40", "cii o:31", role="cii@missing")
    world = judged(missing(), HIGH, TO_CII, accepted, until=f"{DAY}20:00")

    assert world.weigh(TO_CII).refused_by == ()
    assert {"fim@contact", "superintendent@contact"} <= set(world.told("missing.high-with-fim")[0].to)
    assert world.one("missing.plan").term.owed_by == world.one("missing.review").term.owed_by == "fim@contact"


@pytest.mark.requirement("AH-013")
def test_high_may_go_to_a_duty_detective_inspector_and_is_theirs_when_they_accept() -> None:
    handed = fact("missing.OwnershipAssigned", f"{DAY}19:30", "fim o:7", to="detective_inspector@missing", ref="o:41")
    accepted = fact("missing.OwnershipAccepted", f"{DAY}19:40", "detective_inspector o:41", role="detective_inspector@missing")
    world = judged(missing(), HIGH, handed, accepted, until=f"{DAY}20:10")

    assert world.told("missing.high-with-fim") == []
    assert world.one("missing.plan").term.owed_by == "detective_inspector@missing"


@pytest.mark.requirement("AH-013")
def test_an_inspector_with_five_open_episodes_is_a_warning() -> None:
    def assigned(at_: str, *about: str) -> Fact:
        return fact("missing.OwnershipAssigned", at_, "fim o:7", about=("officer o31", *about), to="cii@missing", ref="o:31")

    held = [assigned(f"{DAY}1{n}:00", f"episode e1{n}") for n in range(5)]
    sixth = assigned(f"{DAY}19:30", "child c1 as missing", "episode e1")

    (warning,) = judged(missing(), MEDIUM, *held, sixth, until=f"{DAY}19:30").told("missing.owner-load")

    assert at(warning) == "02T19:30"
    assert warning.because[0]["with"] == {"owner": "o:31", "open": 5}


@pytest.mark.requirement("AH-013")
def test_an_inspector_who_declines_gives_it_back_to_the_force_incident_manager_with_an_alert() -> None:
    declined = fact("missing.OwnershipDeclined", f"{DAY}19:40", "cii o:31", reason="Five episodes open.")
    world = judged(missing(), MEDIUM, TO_CII, declined, until=f"{DAY}20:00")

    assert world.one("missing.acceptance").state.value == "done"
    assert times(world, "missing.owner-again")[0] == ("02T19:40", ("fim@contact",))


def test_of_two_offers_only_the_last_is_waited_for() -> None:
    again = fact("missing.OwnershipAssigned", f"{DAY}19:40", "fim o:7", to="cii@missing", ref="o:32")
    world = judged(missing(), MEDIUM, TO_CII, again, until=f"{DAY}20:00")

    first, last = world.owed("missing.acceptance")
    assert (first.state.value, first.settled_at) == ("not needed", moment(f"{DAY}19:40"))
    assert (last.state.value, last.due_at) == ("overdue", moment(f"{DAY}19:55"))


def test_of_two_offers_in_one_moment_one_is_waited_for() -> None:
    again = fact("missing.OwnershipAssigned", f"{DAY}19:30", "fim o:7", to="cii@missing", ref="o:32")
    world = judged(missing(), MEDIUM, TO_CII, again, until=f"{DAY}19:35")

    assert sorted(duty.state.value for duty in world.owed("missing.acceptance")) == ["not needed", "open"]


# AH-016: age never lowers a risk


@pytest.mark.requirement("AH-016")
def test_medium_because_he_is_17() -> None:
    grading = risk("medium", f"{DAY}19:50", "inspector o:5", rationale="medium because he is 17")
    world = judged(missing(), grading, until=f"{DAY}23:59")

    flag = age_or_frequency("medium because he is 17")
    assert flag is not None
    assert "Age used to lower risk" in flag.suggestion
    (told,) = world.told("missing.age-or-frequency")
    assert told.because[0]["with"]["category"] == "age-based"
    assert "superintendent@contact" in told.to
    assert times(world, "missing.second-line-review")[0] == ("02T19:50", ("detective_inspector@exploitation",))


@pytest.mark.requirement("AH-016")
@pytest.mark.parametrize("text", [
    "High because she is 12 and too young to be out at night.", "Fourteen, no coat, four degrees: medium until found.",
])
def test_age_may_raise(text: str) -> None:
    world = judged(missing(), risk("high", f"{DAY}19:50", rationale=text), until=f"{DAY}23:59")

    assert world.told("missing.age-or-frequency") == []
    assert world.owed("missing.second-line-review") == []


# AH-018: a plan, and with lines


ACCEPTED = fact("missing.OwnershipAccepted", f"{DAY}19:40", "cii o:31", role="cii@missing")


@pytest.mark.requirement("AH-018", part="duty")
def test_sixty_minutes_after_acceptance_without_a_plan_it_is_told() -> None:
    world = judged(missing(), MEDIUM, TO_CII, ACCEPTED, until=f"{DAY}20:41")

    assert to(world, "missing.plan", "cii@missing")[0] == "02T19:40"
    assert to(world, "missing.plan", "fim@contact") == ["02T20:40"]


@pytest.mark.requirement("AH-018", part="duty")
def test_a_plan_with_no_line_is_saved_and_does_not_count() -> None:
    """The row's "refused", as amended."""
    empty = fact("missing.PlanRecorded", f"{DAY}20:00", "cii o:31", hypotheses=["With a friend."])
    world = judged(missing(), MEDIUM, TO_CII, ACCEPTED, empty, until=f"{DAY}20:41")

    assert world.weigh(empty).refused_by == ()
    assert world.one("missing.plan").state.value == "overdue"
    assert judged(missing(), MEDIUM, TO_CII, ACCEPTED, empty, PLAN, until=f"{DAY}20:41").one("missing.plan").state.value == "done"


# AH-019, AH-099, AH-102, AH-103: reviews


NOTED = tuple(reviewed("Noted.", when) for when in (f"{DAY}21:00", f"{DAY}23:00", f"{NEXT}00:30"))


@pytest.mark.requirement("AH-019")
def test_three_noted_reviews_count_as_none_and_the_alert_continues() -> None:
    world = judged(missing(), MEDIUM, *NOTED, until=f"{NEXT}13:30")

    assert [o.occurrence for o in world.owed("missing.review")] == [1], "none of them counted"
    assert len(world.told("missing.review-adds")) == 3
    assert to(world, "missing.review", "superintendent@missing") == ["03T01:00", "03T07:00", "03T13:00"]
    assert world.one("missing.review").state.value == "overdue"


@pytest.mark.requirement("AH-019")
def test_high_is_reviewed_every_two_hours_by_the_same_rule() -> None:
    world = judged(missing(), HIGH, *NOTED, until=f"{NEXT}01:30")

    assert to(world, "missing.review", "superintendent@contact") == ["02T21:00", "02T23:00", "03T01:00"]


AWARE = "Aware needs an officer deploying."


@pytest.mark.requirement("AH-099")
def test_aware_needs_an_officer_does_not_count_and_is_answered_with_the_four_choices() -> None:
    """The row's "refused", as amended: saved as an entry that does not count, with the choices asked for."""
    world = judged(missing(), MEDIUM, reviewed(AWARE, f"{NEXT}00:30", "inspector o:6"), until=f"{NEXT}01:30")

    (told,) = world.told("missing.review-decides")
    assert "superintendent@contact" in told.to
    said = words(told.because[0]["message"], told.because[0]["with"])
    assert all(choice in said for choice in ("deploy", "grade again", "escalate", "hand over", "by when"))
    assert world.one("missing.review").state.value == "overdue"
    assert world.one("missing.review").occurrence == 1


@pytest.mark.requirement("AH-099")
def test_the_same_words_on_the_next_shift_escalate() -> None:
    again = reviewed(AWARE, f"{NEXT}08:30", "inspector o:8")
    world = judged(missing(), MEDIUM, reviewed(AWARE, f"{NEXT}00:30", "inspector o:6"), again, until=f"{NEXT}13:30")

    assert [at(alert) for alert in world.told("missing.review-decides")] == ["03T00:30", "03T08:30"]
    assert to(world, "missing.review", "superintendent@missing") == ["03T01:00", "03T07:00", "03T13:00"]


@pytest.mark.requirement("AH-099")
def test_on_the_log_of_the_control_room_the_same_words_decide_nothing_either() -> None:
    review = fact("contact.Reviewed", f"{DAY}19:20", "fim o:7", text=AWARE, decision="none")
    world = judged(missing(), review, until=f"{DAY}20:00")

    assert world.told("contact.review-decides")
    assert world.one("contact.fim-review").state.value == "overdue"


@pytest.mark.requirement("AH-099")
@pytest.mark.parametrize("decision", ["deploy", "regrade", "escalate", "hand_over"])
def test_each_of_the_four_choices_comes_with_a_time(decision: str) -> None:
    """The row: "deploy, re-grade, escalate for resource, or hand over, each with a time"."""
    timed = reviewed("PC 12 to Harbour Row.", f"{NEXT}00:30", decision=decision, by_when=f"{NEXT}02:00")
    bare = reviewed("PC 12 to Harbour Row.", f"{NEXT}00:30", decision=decision)

    assert judged(missing(), MEDIUM, timed, until=f"{NEXT}01:30").told("missing.review-decides") == []
    assert judged(missing(), MEDIUM, bare, until=f"{NEXT}01:30").told("missing.review-decides"), "a decision without a time decides nothing"


@pytest.mark.requirement("AH-102")
def test_medium_sets_the_next_review_six_hours_on_and_a_missed_one_is_told() -> None:
    set_ = judged(missing(), MEDIUM, until=f"{DAY}19:02").one("missing.review")
    missed = judged(missing(), MEDIUM, ACCEPTED, until=f"{NEXT}01:01")

    assert (set_.state.value, set_.due_at) == ("open", moment(f"{NEXT}01:00")), "from the report (amendments 3.3)"
    assert to(missed, "missing.review", "fim@contact") == ["02T19:02"], "whose it is until it is accepted"
    assert to(missed, "missing.review", "cii@missing")[0] == "02T19:40"
    assert to(missed, "missing.review", "superintendent@missing") == ["03T01:00"]


@pytest.mark.requirement("AH-102")
def test_a_change_of_the_timetable_needs_its_reason() -> None:
    later = {"to": f"{NEXT}04:00"}
    bare = fact("missing.ReviewTimeChanged", f"{DAY}23:00", "cii o:31", **later)
    reasoned = fact("missing.ReviewTimeChanged", f"{DAY}23:00", "cii o:31", **later, reason="Search team briefing at 03:45.")
    world = judged(missing(), MEDIUM, until=f"{DAY}22:59")

    assert [u.standard.code for u in world.weigh(bare).refused_by] == ["missing.review-time"]
    assert world.weigh(reasoned).refused_by == ()


@pytest.mark.requirement("AH-103", part="duty")
def test_the_daily_review_without_tasks_is_saved_and_does_not_count() -> None:
    """The row's "refused", as amended."""
    decided = {"decision": "escalate", "by_when": f"{NEXT}20:00"}
    empty = reviewed("More staff asked for, by 20:00.", f"{NEXT}18:00", **decided)
    task = {"what": "Visit the flat", "who": "PC 12", "by_when": f"{NEXT}20:00"}
    tasked = reviewed("More staff asked for, by 20:00.", f"{NEXT}18:30", **decided, tasks=[task])
    bare = judged(missing(), MEDIUM, empty, until=f"{NEXT}19:30")

    assert bare.weigh(empty).refused_by == ()
    assert "superintendent@contact" in bare.told("missing.review-tasks")[0].to
    assert bare.one("missing.inspector-review").state.value == "overdue"
    assert to(bare, "missing.inspector-review", "superintendent@missing") == ["03T19:00"]
    counted = judged(missing(), MEDIUM, empty, tasked, until=f"{NEXT}19:30").owed("missing.inspector-review")
    assert [(o.occurrence, o.state.value) for o in counted] == [(1, "done"), (2, "open")]


# AH-020: drift


@pytest.mark.requirement("AH-020", part="duty")
def test_an_episode_frozen_for_six_hours_is_told_to_owner_inspector_and_superintendent() -> None:
    world = judged(missing(), MEDIUM, TO_CII, ACCEPTED, *NOTED, until=f"{NEXT}01:00")

    assert "02T21:00" in to(world, "missing.drift", "cii@missing")
    assert to(world, "missing.drift", "fim@contact") == ["02T19:00", "02T23:00"], "at the report, as whose it was; then as the next rank"
    assert to(world, "missing.drift", "superintendent@missing") == ["03T01:00"]


# AH-024, AH-025: allocation and direction


USUAL = fact("missing.Allocated", f"{DAY}19:10", "fim o:7", to="response_officer@response", direction="All usual enquiries please.")
SPECIFIC = "PC 77 to search her room for telephone and tickets by 21:00."


@pytest.mark.requirement("AH-024")
def test_an_allocation_without_an_action_goes_through_flagged_and_its_first_action_is_owed() -> None:
    """The row's "impossible", as amended: the giver keeps watching until an action exists."""
    world = judged(missing(), MEDIUM, USUAL, until=f"{DAY}19:21")

    assert world.weigh(USUAL).refused_by == ()
    assert {"cii@missing", "fim@contact"} <= set(world.told("missing.allocation-action")[0].to)
    assert to(world, "missing.first-action", "cii@missing")[0] == "02T19:10"
    assert "02T19:20" in to(world, "missing.first-action", "fim@contact")


@pytest.mark.requirement("AH-024")
def test_the_room_search_is_there_by_default_and_undone_after_two_hours_and_ten_minutes_is_listed() -> None:
    world = judged(missing(), MEDIUM, USUAL, until=f"{DAY}21:20")

    search = world.one("missing.room-search")
    assert (search.due_at, search.state.value) == (moment(f"{DAY}19:40"), "overdue")
    assert "02T19:40" in to(world, "missing.room-search", "fim@contact")


@pytest.mark.requirement("AH-025", part="duty")
def test_all_usual_enquiries_please_scores_low_and_specific_words_pass() -> None:
    """The row's "blocked", as amended: saved, flagged, and it does not count as an action."""
    said = {"to": "response_officer@response", "direction": SPECIFIC, "actions": [{"what": "Search", "who": "PC 77"}]}
    plain = fact("missing.Allocated", f"{DAY}19:10", "fim o:7", **said)
    vague, specific = judged(missing(), USUAL, until=f"{DAY}19:30"), judged(missing(), plain, until=f"{DAY}19:30")

    assert vague.weigh(USUAL).refused_by == ()
    assert vague.told("missing.direction-specific")
    assert vague.one("missing.first-action").state.value == "overdue"
    assert specific.told("missing.direction-specific") == []
    assert specific.owed("missing.first-action") == []


# AH-034, AH-035: high is not made medium


NN_286 = (
    "Regraded from high to medium. While the child is having sex with older men, this is not a criminal offence. "
    "Police cannot confirm the existence of the men named on a list the child had."
)
OLDER_MEN = marker("child_sexual_exploitation")


def downgrade(by: str = "detective_inspector o:41", reason: str = "Voice known; aunt spoken to.", new: str | None = "rang") -> Fact:
    """An approval of a lower level, as good as it can be but for what is under test."""
    return fact("missing.LoweringApproved", f"{DAY}21:30", by, level="medium", requested_by="o:5", reason=reason, new_information=new)


RANG = fact("contact.InformationReceived", f"{DAY}21:00", "foster_carer", id="rang", what="second_call", text="With her aunt.")


@pytest.mark.requirement("AH-034", part="duty")
def test_the_downgrade_of_northamptonshire_is_blocked_and_goes_to_the_exploitation_inspector() -> None:
    world = judged(missing(), HIGH, RANG, until=f"{DAY}21:29")
    tried = fact("missing.RiskGraded", f"{DAY}21:30", "inspector o:5", level="medium", rationale=NN_286)

    for act in (tried, downgrade(reason=NN_286)):
        assert "missing.minimising" in {u.standard.code for u in world.weigh(act).refused_by}
    after = judged(*world.facts, tried, until=f"{DAY}23:00")
    assert after.level(f"{DAY}23:00") == "high"
    assert times(after, "missing.second-line-review")[0] == ("02T21:30", ("detective_inspector@exploitation",))
    assert "detective_inspector@exploitation" in after.told("missing.minimising")[0].to


@pytest.mark.requirement("AH-034", part="duty")
@pytest.mark.parametrize("said", [
    "This was not a criminal offence.", "The sex was consensual.", "She is with her boyfriend.",
    "Police could not confirm the existence of the men.",
])
def test_each_minimising_phrase_is_flagged_and_sent_to_review(said: str) -> None:
    asked = fact("missing.LoweringRequested", f"{DAY}21:30", "inspector o:5", level="medium", reason=said)
    world = judged(missing(), HIGH, asked, until=f"{DAY}22:00")

    assert world.told("missing.minimising")
    assert world.owed("missing.second-line-review")


@pytest.mark.requirement("AH-034", part="duty")
def test_the_refused_attempt_and_its_words_are_kept_and_told() -> None:
    words_ = {"act": "missing.LoweringApproved", "standards": ["missing.minimising"], "words": NN_286, "wanted": "medium"}
    world = judged(missing(), HIGH, fact("attempts.LoweringRefused", f"{DAY}21:30", "inspector o:5", **words_), until=f"{DAY}22:00")

    assert "detective_inspector@exploitation" in world.told("missing.attempt")[0].to
    assert world.owed("missing.second-line-review")


@pytest.mark.requirement("AH-035", part="duty")
def test_with_sexual_activity_with_adults_open_nothing_lowers_the_risk() -> None:
    """By rule (c) alone: new information is cited and a detective inspector approves."""
    world = judged(OLDER_MEN, missing(), HIGH, RANG, until=f"{DAY}21:29")

    (refused,) = world.weigh(downgrade()).refused_by
    assert (refused.standard.code, dict(refused.finding.having)["lacks"]) == ("missing.lowering-grounds", ("exploitation-open",))
    assert judged(*world.facts, downgrade(), until=f"{DAY}22:00").level(f"{DAY}22:00") == "high"


@pytest.mark.requirement("AH-035", part="duty")
@pytest.mark.parametrize(("act", "lacks"), [
    (downgrade(new=None), "new-information"),
    (downgrade(new="nobody knows"), "new-information"),
    (downgrade(by="fim o:7"), "outside-the-room"),
    (downgrade(by="inspector o:6"), "outside-the-room"),
    (downgrade(by="detective_inspector o:5"), "outside-the-room"),
])
def test_each_ground_is_needed(act: Fact, lacks: str) -> None:
    world = judged(missing(), HIGH, RANG, until=f"{DAY}21:29")

    (refused,) = world.weigh(act).refused_by
    assert dict(refused.finding.having)["lacks"] == (lacks,)
    assert judged(*world.facts, act, until=f"{DAY}22:00").level(f"{DAY}22:00") == "high"


@pytest.mark.requirement("AH-035", part="duty")
def test_with_all_three_grounds_it_is_lowered_and_each_refused_attempt_is_counted() -> None:
    tried = {"act": "missing.LoweringApproved", "standards": ["missing.lowering-grounds"], "wanted": "medium"}
    refused = [fact("attempts.LoweringRefused", f"{DAY}2{n}:10", "inspector o:5", **tried) for n in range(2)]
    world = judged(missing(), HIGH, RANG, *refused, downgrade(), until=f"{DAY}22:00")

    assert world.weigh(downgrade()).refused_by == ()
    assert (world.level(f"{DAY}21:29"), world.level(f"{DAY}21:30")) == ("high", "medium")
    assert len(world.told("missing.attempt")) == 2
