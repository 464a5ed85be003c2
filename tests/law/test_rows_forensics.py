"""The rows of digital forensics (IN-039 to IN-043, IN-067 to IN-071, IN-092 to IN-102), each by its acceptance evidence, as amended."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from tests.law.examples import fact, judged
from tests.law.scenes import flagged, refused, times, to
from tutela.facts import Fact
from tutela.law.worked import moment

DAY, NEXT = "2026-03-02T", "2026-03-03T"
OIC, SERGEANT, DI = "investigator@investigation", "sergeant@investigation", "detective_inspector@investigation"
HEAD, SUPERINTENDENT = "head_of_digital_forensics@forensics", "detective_superintendent@investigation"
CASE = ("submission s1", "device d1", "investigation v1")


def submitted(at: str = f"{DAY}09:00", about: tuple[str, ...] = CASE, **data: Any) -> Fact:
    """Devices of somebody suspected of raping a child are submitted."""
    return fact("forensics.DevicesSubmitted", at, "investigator o:60", about=about, **{"whose": "suspect", "case": "contact_abuse", **data})


def done(type: str, at: str, by: str = "digital_examiner o:80", about: tuple[str, ...] = ("submission s1",), **data: Any) -> Fact:
    """Something about the submission."""
    return fact(f"forensics.{type}", at, by, about=about, **data)


# IN-039, IN-042: how long a device waits


@pytest.mark.requirement("IN-042", part="duty")
def test_183_days_and_no_step_is_silent() -> None:
    world = judged(submitted("2022-06-13T10:00"), until="2022-12-13T10:00")

    reminders = [(alert.at - moment("2022-06-13T10:00"), set(alert.to), alert.asks) for alert in world.told("forensics.waits") if alert.rung]
    assert [(since.days, who) for since, who, _ in reminders] == [
        (28, {OIC, SERGEANT}), (28, {DI}), (56, {OIC, SERGEANT}), (84, {OIC, SERGEANT}), (90, {DI}), (180, {SUPERINTENDENT, HEAD}),
    ]
    assert [asks for _, _, asks in reminders] == ["ask.wait", "ask.wait-risk", "ask.wait", "ask.wait", "ask.wait-risk", "ask.long-wait"]


@pytest.mark.requirement("IN-042", part="duty")
def test_a_chase_is_on_record_and_begins_nothing() -> None:
    chased = done("WaitChased", "2026-03-10T10:00", "investigator o:60", answer="Sixty before it.")

    assert judged(submitted(), chased, until="2026-04-01T10:00").one("forensics.waits").state.value == "overdue"


@pytest.mark.requirement("IN-039", part="duty")
def test_the_clock_runs_from_submission_to_start_and_from_acceptance_to_result_by_the_risk_to_the_child() -> None:
    accepted = done("SubmissionAccepted", f"{DAY}10:00")
    for case, result in (("contact_abuse", 7), ("indecent_images", 28)):
        world = judged(submitted(case=case), accepted, until=f"{NEXT}10:00")
        found = world.one("forensics.result")
        assert found.due_at is not None
        assert (found.due_at - found.origin, world.one("forensics.waits").due_at) == (timedelta(days=result), moment("2026-03-30T10:00"))

    begun = judged(submitted(), accepted, done("ExaminationStarted", f"{NEXT}09:00"), until=f"{NEXT}10:00")
    assert (begun.one("forensics.waits").state.value, begun.one("forensics.result").state.value) == ("done", "open"), "begun is not reported"


@pytest.mark.requirement("IN-039", part="duty")
def test_a_breach_asks_for_a_look_at_the_risk_by_officer_and_supervisor() -> None:
    world = judged(submitted(), until="2026-04-01T10:00")

    asked = {alert.asks: set(alert.to) for alert in world.told("forensics.waits") if alert.rung}
    assert asked == {"ask.wait": {OIC, SERGEANT}, "ask.wait-risk": {DI}}


# IN-040, IN-092: the day is put off


def promised(begins: str, at: str = "2022-07-25T10:00") -> Fact:
    """The unit says when it begins."""
    return done("ForecastGiven", at, begins_by=begins)


def moved(begins: str, was: str, at: str = "2022-08-15T10:00") -> Fact:
    """The unit says another day."""
    return done("ForecastChanged", at, begins_by=begins, was=was)


ONLINE = submitted("2022-07-25T10:00", case="online_abuse")
TWELVE = moved("2023-07-25", "2023-01-25")


@pytest.mark.requirement("IN-040", part="duty")
@pytest.mark.requirement("IN-092", part="duty")
def test_six_months_become_twelve_and_a_look_at_the_children_is_owed_the_same_day() -> None:
    world = judged(ONLINE, promised("2023-01-25"), TWELVE, until="2022-08-15T11:00")

    owed = world.one("forensics.later-risk")
    assert (owed.due_at, owed.state.value) == (moment("2022-08-15T23:59:59"), "open")
    assert [who for _, who in times(world, "forensics.later-risk")] == [(OIC,), (SERGEANT,)]


@pytest.mark.requirement("IN-040", part="duty")
def test_the_promise_before_is_kept_and_a_day_moved_again_is_a_decision() -> None:
    again = moved("2023-12-01", "2023-07-25", "2022-10-03T10:00")
    world = judged(ONLINE, promised("2023-01-25"), TWELVE, again, until="2022-10-04T10:00")

    found = world.one("forensics.promises")
    assert (found.opened_at, found.term.owed_by) == (moment("2022-10-03T10:00"), DI)
    assert [msgspec.to_builtins(f.data)["begins_by"] for f in world.facts if "Forecast" in f.type] == ["2023-01-25", "2023-07-25", "2023-12-01"]
    assert judged(ONLINE, promised("2023-01-25"), TWELVE, until="2022-10-04T10:00").owed("forensics.promises") == []


@pytest.mark.requirement("IN-092", part="duty")
def test_only_a_look_at_the_children_answers_a_delay() -> None:
    def after(*acts: Fact) -> str:
        return judged(ONLINE, promised("2023-01-25"), TWELVE, *acts, until="2022-08-15T20:00").one("forensics.later-risk").state.value

    chased = done("WaitChased", "2022-08-15T12:00", "investigator o:60", answer="When?")
    looked = fact(
        "investigation.ChildRiskReassessed", "2022-08-15T12:00", "sergeant o:64", about=("investigation v1",), because="delay", risk="low", text="No child.",
    )
    assert (after(chased), after(looked)) == ("open", "done")


# IN-041: priority


@pytest.mark.requirement("IN-041", part="duty")
@pytest.mark.parametrize("said", [
    {}, {"case": "other", "child_at_risk_now": True}, {"case": "other", "in_custody": True}, {"case": "indecent_images", "risk_band": "very_high"},
])
def test_its_own_facts_put_it_first_and_a_grade_behind_them_is_told(said: dict[str, Any]) -> None:
    world = judged(submitted(**said), until=f"{DAY}09:30")

    assert flagged(world, done("PriorityGiven", f"{DAY}10:00", priority="p2")) == {"forensics.priority-fits-submission"}
    assert flagged(world, done("PriorityGiven", f"{DAY}10:00", priority="p1")) == set()
    assert refused(world, done("PriorityGiven", f"{DAY}10:00", priority="p2")) == set(), "told, and not refused"


@pytest.mark.requirement("IN-041", part="duty")
def test_a_request_that_nobody_answers_for_two_working_days_is_told() -> None:
    wish = done("PriorityRequested", f"{DAY}10:00", "investigator o:60", priority="p1", why="He sees his sons on Saturday.")
    world = judged(submitted(), wish, until="2026-03-05T10:00")

    assert world.one("forensics.priority-answered").due_at == moment("2026-03-04T23:59:59")
    assert to(world, "forensics.priority-answered", DI) == ["04T23:59"]


@pytest.mark.requirement("IN-041", part="duty")
def test_declined_without_a_reason_is_not_answered_and_declined_with_a_child_at_risk_is_told() -> None:
    wish = done("PriorityRequested", f"{DAY}10:00", "investigator o:60", priority="p1")
    bare, reasoned = (done("PriorityDeclined", f"{NEXT}10:00", "head_of_digital_forensics o:85", why=why) for why in ("", "Six before it."))

    assert judged(submitted(), wish, bare, until=f"{NEXT}12:00").one("forensics.priority-answered").state.value == "open"
    world = judged(submitted(), wish, reasoned, until=f"{NEXT}12:00")
    assert world.one("forensics.priority-answered").state.value == "done"
    assert [set(alert.to) for alert in world.told("forensics.priority-declined-submission")] == [{"head_of_digital_forensics@forensics", DI, OIC}]


@pytest.mark.requirement("IN-041", part="duty")
def test_a_device_is_put_back_by_two_people_after_a_look_at_the_children() -> None:
    world = judged(submitted(child_at_risk_now=True), until=f"{DAY}09:30")
    act = done("PriorityLowered", f"{NEXT}10:00", "head_of_digital_forensics o:85", priority="p3", why="Remanded.", requested_by="o:60")

    assert refused(world, act) == {"forensics.priority-lowered-submission"}
    looked = fact("investigation.ChildRiskReassessed", f"{NEXT}09:00", "sergeant o:64", about=("investigation v1",), risk="low", text="Both abroad.")
    assert refused(judged(*world.facts, looked, until=f"{NEXT}09:30"), act) == set()


# IN-043, IN-071: a review that reads past a wait


@pytest.mark.requirement("IN-043", part="duty")
def test_a_review_that_says_nothing_of_the_wait_is_kept_and_the_challenge_is_the_sergeants() -> None:
    review = fact("investigation.Reviewed", "2026-05-04T10:00", "sergeant o:64", about=("investigation v1",), text="Statement by Friday.")
    world = judged(submitted(), review, until="2026-05-04T11:00")

    assert refused(judged(submitted(), until="2026-05-04T09:00"), review) == set(), "amendments 1: saved"
    found = world.one("forensics.wait-challenged")
    assert (found.term.owed_by, found.due_at) == (SERGEANT, moment("2026-05-05T10:00"))


@pytest.mark.requirement("IN-043", part="duty")
def test_each_of_two_waits_is_answered() -> None:
    other = submitted("2026-03-02T09:30", ("submission s2", "device d2", "investigation v1"))
    review = fact("investigation.Reviewed", "2026-05-04T10:00", "sergeant o:64", about=("investigation v1",), text="Statement by Friday.")
    one = done("WaitChallenged", "2026-05-04T12:00", "sergeant o:64", text="This week.")
    two = done("WaitChallenged", "2026-05-04T12:30", "sergeant o:64", ("submission s2",), text="This week.")

    def state(*acts: Fact) -> str:
        return judged(submitted(), other, review, *acts, until="2026-05-04T15:00").one("forensics.wait-challenged").state.value

    assert (state(one), state(one, two)) == ("open", "done")


@pytest.mark.requirement("IN-043", part="duty")
def test_a_wait_is_accepted_by_who_may_until_a_day_and_that_day_asks_again() -> None:
    why: dict[str, Any] = {"why": "No child in reach; seen on Monday.", "until": "2026-05-01T09:00"}
    world = judged(submitted(), until="2026-04-02T09:00")
    accepted = done("WaitAccepted", "2026-04-02T10:00", "detective_inspector o:70", **why)

    assert refused(world, accepted) == set()
    assert refused(world, done("WaitAccepted", "2026-04-02T10:00", "sergeant o:64", **why)) == {"forensics.wait-accepted-submission"}
    assert refused(world, done("WaitAccepted", "2026-04-02T10:00", "detective_inspector o:70", why="Queue.")) == {"forensics.wait-accepted-submission"}
    again = judged(*world.facts, accepted, until="2026-05-01T10:00").one("forensics.accepted-wait")
    assert (again.opened_at, again.state.value) == (moment("2026-05-01T09:00"), "open")


@pytest.mark.requirement("IN-071", part="duty")
@pytest.mark.parametrize(("waits", "owed"), [([], 1), ([{"submission": "s1", "decision": "prioritise", "why": "Five months."}], 0)])
def test_a_bail_review_with_a_device_that_waits_five_months_chooses(waits: list[dict[str, str]], owed: int) -> None:
    review = fact("investigation.BailReviewed", "2026-08-03T10:00", "sergeant o:64", about=("offender o1", "investigation v1"), text="As before.", waits=waits)

    assert len(judged(submitted(), review, until="2026-08-03T11:00").owed("forensics.wait-challenged")) == owed


# IN-067, IN-068: what comes back


@pytest.mark.requirement("IN-067", part="duty")
def test_devices_that_came_back_are_sent_again_in_two_working_days() -> None:
    back = done("SubmissionSentBack", f"{NEXT}10:00", about=("submission s1", "investigation v1"), why="No authority.")
    world = judged(submitted(), back, until="2026-03-10T10:00")

    assert to(world, "forensics.sent-again", SERGEANT) == ["05T23:59"], "two working days"
    assert to(world, "forensics.sent-again", DI) == ["09T10:00"], "the sixth day"
    assert world.one("forensics.waits").state.value == "open", "what came back waits still"


@pytest.mark.requirement("IN-068", part="duty")
def test_a_second_time_is_told_to_the_inspector_and_the_head_of_the_unit_and_its_cause_is_owed() -> None:
    back = [done("SubmissionSentBack", at, about=(f"submission {of}", "investigation v1"), why="Wrong form.")
            for at, of in ((f"{NEXT}10:00", "s1"), ("2026-03-09T10:00", "s2"))]
    world = judged(submitted(), *back, until="2026-03-09T10:00")

    assert {who for _, addresses in times(world, "forensics.sent-back-cause") for who in addresses} == {HEAD, DI}
    assert world.one("forensics.sent-back-cause").opened_at == moment("2026-03-09T10:00")


# IN-094 to IN-097: the queue


@pytest.mark.requirement("IN-094", part="duty")
def test_624_after_344_asks_why() -> None:
    counted = [fact("governance.BacklogCounted", at, "inspectorate", about=("unit u1",), queue="digital-examination", waiting=n)
               for at, n in (("2018-03-05T09:00", 344), ("2019-03-11T09:00", 624))]
    world = judged(*counted, until="2019-03-11T10:00")

    (seen,) = world.told("forensics.growth")
    assert seen.because[0]["with"] == {"waiting": 624, "was": 344}
    assert judged(counted[1], until="2019-03-11T10:00").owed("forensics.growth") == [], "nothing to compare it with"


@pytest.mark.requirement("IN-095", part="duty")
def test_images_since_october_2016_were_due_a_look_each_quarter() -> None:
    queued = fact(
        "forensics.QueueJoined", "2016-10-03T09:00", "system", about=("submission s1", "investigation v1"), stage="awaiting_examination",
        case="indecent_images",
    )
    world = judged(queued, until="2019-03-11T12:00")

    missed = [alert for alert in world.told("forensics.oldest-risk-submission") if alert.state == "overdue"]
    assert len(missed) == 9
    assert all({HEAD, DI} <= set(alert.to) for alert in missed)


@pytest.mark.requirement("IN-096", part="duty")
def test_at_95_per_cent_a_decision_is_the_assistant_chief_constables() -> None:
    measured = fact("forensics.StorageMeasured", f"{DAY}10:00", "digital_examiner o:80", about=("unit u1",), percent_full=95, full_by="2026-04-02")
    world = judged(measured, until=f"{DAY}11:00")

    assert world.one("forensics.storage").term.owed_by == "assistant_chief_constable@force"
    assert world.one("forensics.storage").findings[0].having == (("percent", 95),)


@pytest.mark.requirement("IN-097", part="duty")
def test_outside_help_declined_for_cost_at_high_risk_needs_the_assistant_chief_constable() -> None:
    world = judged(submitted(), until=f"{DAY}09:30")

    def declined(by: str) -> set[str]:
        return refused(world, done("OutsourcingDeclined", f"{NEXT}10:00", by, reason="cost", why="Budget spent until April."))

    assert declined("head_of_digital_forensics o:85") == {"forensics.outsourcing-declined-submission"}
    assert declined("assistant_chief_constable o:1") == set()


# IN-099, IN-100: kiosk and triage


@pytest.mark.requirement("IN-099", part="duty")
def test_a_phone_of_a_case_of_images_at_a_kiosk_is_kept_and_told() -> None:
    read = done("KioskUsed", f"{DAY}16:00", "response_officer o:50", ("device d1",), operator="o:50", skills=["kiosk"], read=True, whole=True)

    def at_kiosk(case: str) -> set[str]:
        world = judged(submitted(case=case), until=f"{DAY}10:00")
        assert refused(world, read) == set()
        return flagged(world, read)

    assert (at_kiosk("indecent_images"), at_kiosk("other")) == ({"forensics.kiosk"}, set())


@pytest.mark.requirement("IN-100", part="duty")
def test_a_find_at_the_door_is_told_at_once() -> None:
    found = done("TriageDone", f"{DAY}10:00", about=("device d1",), on_scene=True, found=["images_made_by_suspect"], child_at_risk="yes")
    world = judged(found, until=f"{DAY}10:00")

    told = world.told("forensics.child-risk-device")
    assert {(alert.at, *alert.to) for alert in told} == {(moment(f"{DAY}10:00"), OIC), (moment(f"{DAY}10:00"), SERGEANT, DI)}
    assert told[0].priority == 1


@pytest.mark.requirement("IN-100", part="duty")
def test_triage_that_finds_nothing_clears_no_device_and_two_people_leave_one_out() -> None:
    nothing = done("TriageDone", f"{DAY}10:00", about=("device d1",), found=["nothing"], child_at_risk="no", proposes="leave_out")
    out = done("DeviceLeftOut", f"{DAY}11:00", about=("device d1",), why="His mother's.", approved_by="o:64")
    alone = done("DeviceLeftOut", f"{DAY}11:00", about=("device d1",), why="His mother's.")

    def waits(*acts: Fact) -> str:
        return judged(submitted(), *acts, until=f"{DAY}12:00").one("forensics.waits").state.value

    assert (waits(nothing), waits(nothing, out)) == ("open", "done")
    assert refused(judged(submitted(), nothing, until=f"{DAY}10:30"), alone) == {"forensics.left-out"}


# IN-101, IN-102: images


GRADED = done("ImagesGraded", f"{DAY}10:00", a_stills=12, unknown_child=True)


@pytest.mark.requirement("IN-101", part="duty")
def test_a_graded_set_that_is_not_uploaded_is_told_on_the_eighth_day_whatever_the_reason() -> None:
    reason = done("NationalUploadNotMade", f"{NEXT}10:00", reason="no_access", why="Awaiting accounts.")
    world = judged(GRADED, reason, until="2026-03-17T10:00")

    assert to(world, "forensics.upload-submission", HEAD) == ["09T10:00"]
    assert to(world, "forensics.upload-submission", "assistant_chief_constable@force") == ["16T10:00"]


@pytest.mark.requirement("IN-101", part="duty")
def test_a_child_whom_nobody_knows_is_sought_within_a_day_and_asked_about_until_found() -> None:
    began = fact("forensics.VictimIdentificationBegan", f"{DAY}16:00", "victim_identification_officer o:82", about=("child c8", "submission s1"))
    world = judged(GRADED, began, until="2026-04-01T10:00")

    assert world.one("forensics.new-child-submission").state.value == "done"
    assert world.one("forensics.child-sought").state.value == "overdue"


@pytest.mark.requirement("IN-102", part="duty")
def test_an_allocation_above_the_cap_is_told_and_not_refused() -> None:
    above = done("GradingAllocated", f"{DAY}10:00", grader="o:81", hours_viewed_this_week=16)
    world = judged(GRADED, until=f"{DAY}10:00")

    assert flagged(world, above) == {"forensics.grader-submission"}
    assert refused(world, above) == set()


# Beyond the rows: what nobody opened, and a child's own device


@pytest.mark.requirement("IN-070", part="duty")
def test_a_report_that_nobody_opened_is_told_after_three_working_days() -> None:
    world = judged(submitted(), done("ReportIssued", f"{DAY}10:00", kind="statement", declaration="compliant"), until="2026-03-06T10:00")

    assert to(world, "forensics.report-read-submission", DI) == ["05T23:59"]


def test_a_childs_phone_is_owed_back_in_a_day_that_is_never_called_a_legal_deadline() -> None:
    handed = done("DeviceHandedOver", f"{DAY}16:00", "response_officer o:50", ("device d1", "child c1 as victim"), whose="victim", agreed_by="parent")
    world = judged(handed, until="2026-03-10T10:00")

    assert world.one("forensics.device-back").state.value == "overdue", "not breached: the code gives no hours"
