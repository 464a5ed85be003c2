"""The rows of the use of police protection (DM-001 to DM-015), each by its acceptance evidence, as amended."""

from __future__ import annotations

from typing import Any, Final

import pytest

from tests.law.examples import fact, judged
from tests.law.scenes import refused, times, to
from tests.law.uses import DAY, DCI, DESIGNATED, DI, FOUND, NEXT, OFFICER, SUPERINTENDENT, THIRD, USE, done, found, used
from tutela.facts import Fact
from tutela.law.worked import moment

# DM-001: where the child is


@pytest.mark.requirement("DM-001", part="duty")
def test_a_child_at_a_station_for_an_hour_is_the_superintendents_and_again_each_hour() -> None:
    station = done("ChildArrivedAtPlace", f"{DAY}16:00", "response_officer o:50", place="police_station")
    world = judged(used(), station, until=f"{DAY}18:30")

    owed = world.one("protection.station")
    assert (owed.opened_at, owed.due_at, owed.term.owed_by, owed.state.value) == (moment(f"{DAY}16:00"), moment(f"{DAY}17:00"), DESIGNATED, "overdue")
    assert to(world, "protection.station", SUPERINTENDENT) == ["02T17:00", "02T18:00"]
    assert times(world, "protection.never-a-station") == [("02T16:00", (OFFICER, DESIGNATED, SUPERINTENDENT))]


@pytest.mark.requirement("DM-001", part="duty")
@pytest.mark.parametrize(("by", "why", "told"), [
    ("inspector o:30", "Snow; the carers are on their way.", False), ("sergeant o:51", "Snow.", True), ("inspector o:30", "", True),
])
def test_only_an_inspectors_authority_with_its_reason_answers_for_a_station_and_the_hour_runs_on(by: str, why: str, told: bool) -> None:
    authority = done("PoliceStationAuthorised", f"{DAY}15:50", by, why=why)
    station = done("ChildArrivedAtPlace", f"{DAY}16:00", "response_officer o:50", place="police_station")
    world = judged(used(), authority, station, until=f"{DAY}16:30")

    assert refused(judged(used(), authority, until=f"{DAY}15:55"), station) == set(), "amendments 1: where a child is, is never refused"
    assert bool(world.told("protection.never-a-station")) is told
    assert world.one("protection.station").due_at == moment(f"{DAY}17:00")


@pytest.mark.requirement("DM-001", part="duty")
def test_a_foster_carers_house_is_no_station_and_moving_on_ends_the_hour() -> None:
    carer = done("ChildArrivedAtPlace", f"{DAY}16:40", "response_officer o:50", place="foster_carer", arranged_by="local_authority")
    station = done("ChildArrivedAtPlace", f"{DAY}16:00", "response_officer o:50", place="police_station")

    assert judged(used(), carer, until=f"{DAY}20:00").owed("protection.station") == []
    world = judged(used(), station, carer, until=f"{DAY}20:00")
    assert world.one("protection.station").state.value == "done"
    assert to(world, "protection.station", SUPERINTENDENT) == []


# DM-002: offences


@pytest.mark.requirement("DM-002", part="duty")
def test_the_drunken_mothers_neglect_is_shown_and_a_blank_answer_passes_no_review() -> None:
    call = fact(
        "contact.Reported", f"{DAY}15:00", "call_handler o:1", about=("incident i1", "child c1"), concern="concern_for_child",
        why_worried="Mother at the gate, barefoot and very drunk.",
    )
    blank = done("OffencesConsidered", f"{DAY}17:00", "response_officer o:50", offences=[{"offence": "neglect"}])
    answered = done("OffencesConsidered", f"{DAY}18:00", "response_officer o:50", offences=[{"offence": "neglect", "number": "C/2026/118"}])
    passed = done("PoliceProtectionReviewPassed", f"{NEXT}10:00", "detective_inspector o:70", text="Complete.")

    noticed = judged(call, until=f"{DAY}15:01")
    assert times(noticed, "protection.offence-shown") == [("02T15:00", (OFFICER,))]
    assert [f.data.offences for f in noticed.judge.world.facts.values() if f.type == "protection.OffencesNoticed"] == [("drunk_in_charge", "neglect")]  # type: ignore[attr-defined]

    left = judged(call, used(), found(), blank, until=f"{NEXT}09:00")
    assert left.one("protection.offences").state.value == "overdue", "neglect without a number or a reason is no answer"
    assert refused(left, passed) == {"protection.review-whole"}
    whole = judged(call, used(), found(), blank, answered, until=f"{NEXT}09:00")
    assert whole.one("protection.offences").state.value == "done"
    assert refused(whole, passed) == set()


@pytest.mark.requirement("DM-002", part="duty")
def test_none_with_its_reason_is_an_answer() -> None:
    none = done("OffencesConsidered", f"{DAY}17:00", "response_officer o:50", none_because="She fell ill; her neighbour came at once.")

    assert judged(used(), found(), none, until=f"{NEXT}09:00").one("protection.offences").state.value == "done"


@pytest.mark.requirement("DM-002", part="duty")
def test_a_record_with_an_offence_left_blank_is_not_closed() -> None:
    blank = done("OffencesConsidered", f"{DAY}17:00", "response_officer o:50", offences=[{"offence": "neglect"}])
    answered = done("OffencesConsidered", f"{DAY}18:00", "response_officer o:50", offences=[{"offence": "neglect", "number": "C/2026/118"}])
    closing = done("ProtectionRecordCompleted", f"{DAY}19:00", "response_officer o:50")

    assert refused(judged(used(), found(), blank, until=f"{DAY}18:30"), closing) == {"protection.record-whole"}
    assert refused(judged(used(), found(), blank, answered, until=f"{DAY}18:30"), closing) == set()


# DM-005: the local authority


def told_authority(at: str, **data: Any) -> Fact:
    """Children's services are told of the use."""
    about = ("protection pp1", "child c1")
    given = {"matter": "police_protection", "to": "emergency_duty_team", "person": "Duty worker Okafor", "how": "call", **data}
    return fact("sharing.Told", at, "response_officer o:50", about=about, **given)


@pytest.mark.requirement("DM-005")
def test_at_ten_past_two_nobody_calls_and_the_ladder_runs_until_somebody_does() -> None:
    use = used(f"{DAY}02:10")
    silent = judged(use, until=f"{DAY}04:00")

    assert to(silent, "protection.authority-told", DESIGNATED) == ["02T02:40"]
    assert to(silent, "protection.authority-told", SUPERINTENDENT) == ["02T03:10"]
    called = judged(use, told_authority(f"{DAY}02:52"), until=f"{DAY}23:00")
    owed = called.one("protection.authority-told")
    assert to(called, "protection.authority-told", SUPERINTENDENT) == [], "the call stopped the ladder"
    assert owed.settled_at is not None
    assert (owed.state.value, (owed.settled_at - owed.origin).total_seconds() / 60) == ("done late", 42)


@pytest.mark.requirement("DM-005", part="duty")
@pytest.mark.parametrize("less", [
    {"person": ""}, {"matter": "concern"}, {"to": "school"},
])
def test_a_call_to_nobody_by_name_or_of_something_else_is_not_told(less: dict[str, Any]) -> None:
    world = judged(used(f"{DAY}02:10"), told_authority(f"{DAY}02:20", **less), until=f"{DAY}03:00")

    assert world.one("protection.authority-told").state.value != "done"
    assert to(world, "protection.authority-told", DESIGNATED) == ["02T02:40"]


@pytest.mark.requirement("DM-005", part="duty")
def test_a_message_that_is_sent_is_not_told() -> None:
    sent = fact(
        "sharing.Sent", f"{DAY}02:15", "response_officer o:50", about=USE, matter="police_protection", to="emergency_duty_team", channel="gateway",
        basis="Children Act 1989 s46",
    )

    assert to(judged(used(f"{DAY}02:10"), sent, until=f"{DAY}04:00"), "protection.authority-told", SUPERINTENDENT) == ["02T03:10"]


# DM-006: the review of each use


@pytest.mark.requirement("DM-006", part="duty")
def test_three_uses_are_three_reviews_and_the_one_left_for_two_days_is_the_chief_inspectors() -> None:
    uses = [used(f"{DAY}1{n}:30", (f"protection pp{n}", f"child c{n}")) for n in (1, 2, 3)]
    clean = [done("PoliceProtectionReviewed", f"{NEXT}10:0{n}", "detective_inspector o:70", (f"protection pp{n}",), text="Complete.") for n in (1, 2)]
    world = judged(*uses, *clean, until="2026-03-05T09:00")

    reviews = world.owed("protection.review")
    assert [(o.subject.ref, o.state.value) for o in reviews] == [("pp1", "done"), ("pp2", "done"), ("pp3", "overdue")]
    assert {o.due_at for o in reviews} == {moment(f"{NEXT}23:59:59")}, "the next working day"
    assert [t.to for o in reviews[:2] for t in o.tellings] == [(DI,), (DI,)]
    assert to(world, "protection.review", DCI) == ["03T23:59"]


@pytest.mark.requirement("DM-006", part="duty")
def test_a_transfer_that_was_not_recorded_goes_back_and_the_review_stays_open_until_it_is_cured() -> None:
    considered = done("OffencesConsidered", f"{DAY}18:00", "response_officer o:50", none_because="No offence: illness.")
    review = done(
        "PoliceProtectionReviewed", f"{NEXT}10:00", "detective_inspector o:70", chain_unbroken=False, defects=[{"what": "officer_chain"}],
    )
    passed = done("PoliceProtectionReviewPassed", "2026-03-05T10:00", "detective_inspector o:70", text="Complete.")
    cured = done("ProtectionDefectCured", f"{THIRD}12:00", "detective_inspector o:70", what="officer_chain")
    base = (used(), found(), considered, review)

    open_ = judged(*base, until=f"{THIRD}09:00")
    defect = open_.one("protection.defect")
    assert (defect.opened_at, defect.due_at, defect.state.value) == (moment(f"{NEXT}10:00"), moment(f"{THIRD}23:59:59"), "open")
    assert open_.one("protection.review").state.value == "overdue"
    assert refused(open_, passed) == {"protection.review-whole"}
    assert judged(*base, cured, until=f"{THIRD}13:00").one("protection.review").state.value == "overdue", "cured is not yet passed"
    assert refused(judged(*base, cured, until=f"{THIRD}13:00"), passed) == set()
    assert judged(*base, cured, passed, until="2026-03-05T11:00").one("protection.review").state.value == "done late"


# DM-007, DM-010: the designated officer's record and the constable's


INQUIRY: Final[dict[str, Any]] = {
    "reasonable_cause": "Very drunk in charge of both children at 15:10.", "harm_feared": "Nobody sober to feed or watch two children under six tonight.",
    "enquiries": "Spoke to the teacher and the duty social worker.", "best_interests": "With carers they know until she is sober.", "decision": "continue",
    "next_decision_at": "2026-03-02T22:00:00Z",
}


@pytest.mark.requirement("DM-007", part="duty")
@pytest.mark.parametrize("blank", ["reasonable_cause", "harm_feared", "enquiries", "best_interests", "decision", "next_decision_at"])
def test_an_inquiry_with_a_blank_is_kept_and_does_not_count(blank: str) -> None:
    opened = done("InquiryOpened", f"{DAY}16:10", independent=True)
    form = done("InquiryRecorded", f"{DAY}17:00", **{k: v for k, v in INQUIRY.items() if k != blank})
    world = judged(used(), opened, form, until=f"{DAY}18:30")

    assert refused(judged(used(), opened, until=f"{DAY}16:30"), form) == set(), "amendments 1: saved as an entry"
    owed = world.one("protection.inquiry")
    assert (owed.due_at, owed.term.owed_by, owed.state.value) == (moment(f"{DAY}18:10"), DESIGNATED, "overdue")
    assert to(world, "protection.inquiry", DESIGNATED) == ["02T16:10", "02T18:10"]


@pytest.mark.requirement("DM-007", part="duty")
def test_a_whole_inquiry_answers_and_who_used_the_power_may_not_inquire() -> None:
    opened = done("InquiryOpened", f"{DAY}16:10", independent=True)
    world = judged(used(), opened, done("InquiryRecorded", f"{DAY}17:00", **INQUIRY), until=f"{DAY}18:30")

    assert world.one("protection.inquiry").state.value == "done"
    assert world.told("protection.independent") == []
    own = done("InquiryOpened", f"{DAY}16:10", "response_officer o:50")
    assert times(judged(used(), own, until=f"{DAY}16:30"), "protection.independent") == [("02T16:10", (OFFICER, SUPERINTENDENT))]


@pytest.mark.requirement("DM-010", part="duty")
@pytest.mark.parametrize("said", [
    {"circumstances": "risk of harm"}, {"harm_feared": "Risk of harm."}, {"circumstances": ""}, {"harm_feared": ""}, {"nothing_less": ""},
])
def test_risk_of_harm_alone_says_nothing_and_each_of_the_three_is_asked_for(said: dict[str, str]) -> None:
    world = judged(used(), found(**said), until=f"{DAY}17:00")

    owed = world.one("protection.circumstances")
    assert (owed.state.value, owed.due_at, owed.term.owed_by) == ("overdue", moment(f"{DAY}16:30"), OFFICER)
    assert judged(used(), found(), until=f"{DAY}17:00").one("protection.circumstances").state.value == "done"


@pytest.mark.requirement("DM-010", part="duty")
def test_the_constables_words_again_are_told_as_copied_to_the_reviewer() -> None:
    opened = done("InquiryOpened", f"{DAY}16:10", independent=True)
    copied = done("InquiryRecorded", f"{DAY}17:00", **{**INQUIRY, "reasonable_cause": FOUND})
    own = done("InquiryRecorded", f"{DAY}17:00", **INQUIRY)

    assert times(judged(used(), found(), opened, copied, until=f"{DAY}17:30"), "protection.own-words") == [("02T17:00", (DESIGNATED, DI))]
    assert judged(used(), found(), opened, own, until=f"{DAY}17:30").told("protection.own-words") == []


# DM-015: the chain of designated officers


@pytest.mark.requirement("DM-015", part="duty")
def test_a_turn_that_ends_and_nobody_has_taken_the_child_is_told_to_both_and_the_superintendent() -> None:
    opened = done("InquiryOpened", f"{DAY}16:10", turn_ends="2026-03-02T22:00:00Z", independent=True)
    offered = done("DesignatedHandOverOffered", f"{DAY}21:30", ref="o:32", state="Asleep at the carer's.")
    world = judged(used(), opened, offered, until=f"{NEXT}09:00")

    owed = world.one("protection.hand-over")
    assert (owed.due_at, owed.state.value) == (moment(f"{DAY}22:00"), "overdue")
    assert times(world, "protection.hand-over")[1:3] == [("02T21:30", (DESIGNATED,)), ("02T22:00", (DESIGNATED, SUPERINTENDENT))]
    accepted = done("DesignatedHandOverAccepted", f"{DAY}21:50", "designated_officer o:32", turn_ends="2026-03-03T07:00:00Z")
    taken = judged(used(), opened, offered, accepted, until=f"{DAY}23:00").owed("protection.hand-over")
    assert [(o.state.value, o.due_at) for o in taken] == [("done", moment(f"{DAY}22:00")), ("open", moment(f"{NEXT}07:00"))], "no gap: the next owes his own"
