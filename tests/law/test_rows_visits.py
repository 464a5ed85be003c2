"""The rows of visits: announced, alone, at the office, by the timetable, devices, a move (RO-018 to RO-030, RO-038), each by its evidence, as amended."""

from __future__ import annotations

from typing import Any, Final

import pytest

from tests.law.examples import fact, judged
from tests.law.managed import DI, OM, SERGEANT, done, level, visit
from tests.law.scenes import DAY, NEXT, flagged, refused, times, to
from tutela.facts import Fact
from tutela.law.worked import moment

PROBATION: Final = "probation_lead@probation"


# RO-018, RO-019: announced, alone


@pytest.mark.requirement("RO-018", part="duty")
def test_a_visit_is_announced_only_with_a_reason_and_a_sergeant() -> None:
    world = judged(level("medium"), until=f"{DAY}10:30")

    def stops(by: str, reason: str) -> bool:
        act = done("AnnouncedVisitApproved", f"{DAY}11:00", by, requested_by="o:70", reason=reason)
        return "offenders.visit-approval" in refused(world, act)

    for by, reason in (("sergeant o:80", ""), ("offender_manager o:70", "His mother."), ("offender_manager o:74", "His mother.")):
        assert stops(by, reason)
    assert not stops("sergeant o:80", "To read the order with his mother.")
    announced = visit(f"{NEXT}18:00", announced=True)
    approved = done("AnnouncedVisitApproved", f"{DAY}11:00", "sergeant o:80", requested_by="o:70", reason="To read the order with his mother.")
    assert flagged(world, announced) == {"offenders.visit-unannounced"}
    assert flagged(judged(*world.facts, approved, until=f"{DAY}12:00"), announced) == set()


@pytest.mark.requirement("RO-018", part="duty")
@pytest.mark.parametrize(("spoken", "told"), [("2026-03-02T17:59", []), ("2026-03-03T18:30", ["04T18:00"]), (None, [])])
def test_a_telephone_call_in_the_two_days_before_contradicts_unannounced(spoken: str | None, told: list[str]) -> None:
    call = [done("SpokenToElsewhere", spoken, kind="telephone", arranged=False)] if spoken else []
    world = judged(*call, visit("2026-03-04T18:00"), until="2026-03-05T10:00")

    assert to(world, "offenders.visit-unannounced", SERGEANT) == told
    if told:
        (alert,) = world.told("offenders.visit-unannounced")
        assert alert.because[0]["message"] == "offenders.spoken-to-before"


@pytest.mark.requirement("RO-019", part="duty")
@pytest.mark.parametrize("said", [{"crew": "alone", "officers": ["o:70"]}, {"crew": None, "officers": ["o:70"]}])
def test_one_name_on_a_visit_is_kept_and_told_and_a_second_in_a_row_is_the_inspectors(said: dict[str, Any]) -> None:
    first, second = visit("2026-02-10T18:00", **said), visit("2026-03-04T18:00", **said)
    world = judged(first, second, until="2026-03-05T10:00")

    assert refused(judged(until="2026-02-09T10:00"), first) == set(), "saved"
    assert to(world, "offenders.visit-by-two", SERGEANT) == ["10T18:00", "04T18:00"]
    assert times(world, "offenders.lone-visits") == [("04T18:00", (DI,))]
    pair = judged(first, visit("2026-02-20T18:00"), second, until="2026-03-05T10:00")
    assert pair.told("offenders.lone-visits") == [], "two went in between"


@pytest.mark.requirement("RO-019", part="duty")
def test_a_lone_visit_that_was_approved_before_is_not_told_and_the_approval_is_for_one() -> None:
    approved = done("LoneVisitApproved", "2026-02-10T10:00", "sergeant o:80", requested_by="o:70", reason="As assessed.")
    visits = [visit(at, crew="alone", officers=["o:70"]) for at in ("2026-02-10T18:00", "2026-03-04T18:00")]
    world = judged(approved, *visits, until="2026-03-05T10:00")

    assert to(world, "offenders.visit-by-two", SERGEANT) == ["04T18:00"]


# RO-020, RO-021: the office, the timetable


@pytest.mark.requirement("RO-020", part="duty")
def test_an_interview_at_the_office_moves_no_visit() -> None:
    office = done("SpokenToElsewhere", "2026-04-01T10:00", kind="office", arranged=True, text="An hour.")
    call = done("SpokenToElsewhere", "2026-04-02T10:00", kind="telephone")
    station = done("NotificationMade", "2026-04-03T10:00", "offender", place="prescribed_station", purpose="periodic")

    def due(*acts: Fact) -> Any:
        return judged(level("high"), *acts, until="2026-04-10T10:00").one("offenders.visit").due_at

    assert due() == due(office, call, station) == moment("2026-06-02T23:59:59")
    assert due(visit("2026-04-01T18:00")) == moment("2026-07-01T23:59:59"), "three months from the visit"


@pytest.mark.requirement("RO-020", part="duty")
def test_an_assessment_made_at_the_office_is_marked_and_comes_back_unless_accepted_with_a_reason() -> None:
    made = done("RiskAssessmentMade", f"{DAY}10:00", tool="arms", level="medium", where="office", text="As he says.")
    home = done("RiskAssessmentMade", f"{DAY}10:00", tool="arms", level="medium", where="home", text="As seen.")

    def accepted(why: str = "", by: str = "sergeant o:80") -> Fact:
        return done("RiskAssessmentAccepted", f"{NEXT}10:00", by, made_by="o:70", why=why)

    def state(*acts: Fact) -> str:
        return judged(*acts, until=f"{NEXT}12:00").one("offenders.assessment-decided").state.value

    assert to(judged(made, until=f"{DAY}11:00"), "offenders.assessed-at-home", OM) == ["02T10:00"]
    assert judged(home, until=f"{DAY}11:00").told("offenders.assessed-at-home") == []
    assert (state(made, accepted()), state(made, accepted("Bailed away from home."))) == ("open", "done")
    assert state(made, accepted("Fine.", "offender_manager o:70")) == "open", "not by who made it"
    assert state(made, done("RiskAssessmentReturned", f"{NEXT}10:00", "sergeant o:80", why="Do it in his home.")) == "done"
    assert state(home, accepted()) == "done"


@pytest.mark.requirement("RO-021", part="duty")
@pytest.mark.parametrize(("days", "how"), [
    (("2026-03-03T10:00", "2026-03-10T10:10", "2026-03-31T10:00", "2026-04-21T10:05"), "weekday_and_hour"),
    (("2026-01-05T09:00", "2026-02-04T18:00", "2026-03-06T07:30", "2026-04-05T20:00"), "days_apart"),
    (("2026-01-05T09:00", "2026-02-24T18:00", "2026-03-06T07:30", "2026-04-25T20:00"), None),
    (("2026-03-02T09:00", "2026-03-03T18:00", "2026-03-04T07:30", "2026-03-05T20:00"), None),
])
def test_visits_that_can_be_foreseen_are_noticed_by_the_clock_on_the_wall_and_by_their_spacing(days: tuple[str, ...], how: str | None) -> None:
    world = judged(*(visit(day) for day in days), until="2026-04-27T10:00")

    noticed = [(to, alert.because[0]["with"]) for alert in world.told("offenders.regular-visits") for to in (alert.to,)]
    assert noticed == ([((OM, SERGEANT), {"count": 4, "how": how})] if how else [])


@pytest.mark.requirement("RO-021", part="duty")
def test_a_higher_level_shortens_the_window_at_once() -> None:
    before, after = level("medium"), level("very_high", "2026-03-20T10:00")

    assert judged(before, until="2026-03-20T09:00").one("offenders.visit").due_at == moment("2026-09-02T23:59:59")
    assert judged(before, after, until="2026-03-20T10:00").one("offenders.visit").due_at == moment("2026-04-02T23:59:59")


# RO-023: every known device


PHONE: Final = done("DeviceDeclared", "2026-01-12T10:00", "offender", about=("device d1", "offender o1"), what="phone")
TABLET: Final = done("DeviceDeclared", "2026-01-12T10:00", "offender", about=("device d2", "offender o1"), what="tablet")


def looked(what: str, device: str, /, **data: Any) -> Fact:
    """What became of a device on the visit."""
    return done(f"Device{what}", f"{DAY}11:30", about=(f"device {device}", "offender o1"), **data)


@pytest.mark.requirement("RO-023", part="as amended: the visit is kept, and what became of each device is owed by the end of the shift")
def test_a_visit_with_one_device_left_out_is_kept_and_what_became_of_it_is_owed() -> None:
    examined = looked("Examined", "d1", how="by_hand", result="nothing_found")
    world = judged(PHONE, TABLET, visit(f"{DAY}11:00"), examined, until=f"{DAY}16:00")

    (phone, tablet) = world.owed("offenders.device-answered")
    assert (str(phone.subject.ref), phone.state.value, str(tablet.subject.ref), tablet.state.value) == ("d1", "done", "d2", "overdue")
    assert (tablet.term.owed_by, tablet.due_at) == (OM, moment(f"{DAY}15:00"))
    assert times(world, "offenders.device-answered") == [("02T11:00", (OM,)), ("02T11:00", (OM,)), ("02T15:00", (SERGEANT,))]
    assert flagged(judged(PHONE, until=f"{DAY}10:00"), visit(f"{DAY}11:00", devices_asked=False)) == {"offenders.visit-asks"}

    def state(*acts: Fact) -> str:
        return judged(TABLET, visit(f"{DAY}11:00"), *acts, until=f"{DAY}14:00").one("offenders.device-answered").state.value

    assert state(looked("Examined", "d2")) == "due soon", "looked at: how, and with what result?"
    answers = (looked("NotProduced", "d2", words="At work."), looked("Refused", "d2", what="unlocking"), looked("Gone", "d2", how="sold"))
    assert [state(answer) for answer in answers] == ["done"] * 3


@pytest.mark.requirement("RO-023", part="duty")
def test_what_is_answered_with_the_visit_or_gone_or_nobodys_asks_for_nothing() -> None:
    gone = done("DeviceGone", "2026-02-01T10:00", about=("device d1", "offender o1"), how="sold")
    before = done("DeviceExamined", f"{DAY}10:50", about=("device d1", "offender o1"), how="by_hand", result="concern")

    for acts in ((gone, visit(f"{DAY}11:00")), (visit(f"{DAY}11:00", seen=False),), (before, visit(f"{DAY}11:00"))):
        assert judged(PHONE, *acts, until=f"{DAY}16:00").owed("offenders.device-answered") == []
    found = done("DeviceFound", f"{DAY}11:20", about=("device d9", "offender o1"), what="phone", declared=False)
    assert judged(visit(f"{DAY}11:00"), found, until=f"{DAY}16:00").owed("offenders.device-answered") == [], "whether that is a breach is its own question"


# RO-028, RO-030: a move, and the end of the licence


MOVED: Final = done("DetailsChanged", f"{DAY}10:00", "offender", what="home_address")


@pytest.mark.requirement("RO-028", part="duty")
@pytest.mark.parametrize("opening", [MOVED, done("LicenceEnded", f"{DAY}10:00", "probation")])
def test_a_move_or_the_end_of_supervision_asks_for_two_unannounced_within_seven_days_and_the_office_is_no_substitute(opening: Fact) -> None:
    office = done("AppointmentGiven", f"{DAY}12:00", for_when="2026-03-04T10:00:00Z", where="office", in_place_of_visit=True)
    came = done("SpokenToElsewhere", "2026-03-04T10:00", kind="office", arranged=True)

    def owed(*acts: Fact) -> Any:
        return judged(opening, *acts, until="2026-03-09T10:00").one("offenders.first-visit")

    assert (owed().due_at, owed().term.owed_by, owed().duty.title) == (moment("2026-03-09T23:59:59"), OM, "First visit: unannounced, by two")
    alone, announced = visit("2026-03-05T18:00", crew="alone", officers=["o:70"]), visit("2026-03-05T18:00", announced=True)
    assert [owed(*acts).state.settled for acts in ((office, came), (alone,), (announced,), (visit("2026-03-05T18:00"),))] == [False, False, False, True]


@pytest.mark.requirement("RO-030", part="duty")
def test_a_licence_that_ends_without_a_hand_over_is_told_to_both_agencies_and_the_first_visit_is_late_on_day_8() -> None:
    licence = done("LicenceRecorded", "2025-03-02T10:00", "probation", ends="2026-03-01")
    ended = done("LicenceEnded", "2026-03-01T00:00", "probation")
    half = done("ProbationHandOverHeld", "2026-02-10T10:00", assessments_received=False, plan_agreed=True)
    world = judged(licence, half, ended, until="2026-03-09T10:00")

    assert times(world, "offenders.probation-hand-over")[:3] == [
        ("01T00:00", (OM,)), ("01T00:00", (PROBATION,)), ("01T00:00", (SERGEANT, PROBATION)),
    ], "28 days before, and when it is over"
    assert [alert.at for alert in world.told("offenders.probation-hand-over")][:3] == [moment("2026-02-01T00:00")] * 2 + [moment("2026-03-01T00:00")]
    assert to(world, "offenders.first-visit", SERGEANT) == ["08T23:59"]
    whole = done("ProbationHandOverHeld", "2026-02-10T10:00", assessments_received=True, plan_agreed=True)
    kept = judged(licence, whole, ended, visit("2026-03-06T18:00"), until="2026-03-09T10:00")
    assert (kept.one("offenders.probation-hand-over").state.value, kept.one("offenders.first-visit").state.value) == ("done", "done")


# RO-038: what waits each day


def counted(day: str, waiting: int) -> Fact:
    """The morning's count of overdue visits."""
    return fact("governance.BacklogCounted", f"{day}T06:00", "system", about=("unit u1",), queue="overdue-visits", waiting=waiting)


@pytest.mark.requirement("RO-038", part="duty")
def test_overdue_visits_are_gone_through_each_day_by_noon() -> None:
    signed = done("OverdueVisitsScrutinised", "2026-03-02T09:00", "sergeant o:80", about=("unit u1",), outstanding=14, text="The two high first: both tonight.")
    empty = done("OverdueVisitsScrutinised", "2026-03-03T09:00", "sergeant o:80", about=("unit u1",), outstanding=12)
    world = judged(counted("2026-03-02", 14), signed, counted("2026-03-03", 12), empty, counted("2026-03-05", 0), until="2026-03-03T13:00")

    first, second = world.owed("offenders.overdue-scrutiny")
    assert (first.state.value, second.due_at, second.state.value) == ("done", moment("2026-03-03T12:00"), "overdue"), "each day; and it says what will be done"
    assert to(world, "offenders.overdue-scrutiny", DI) == ["03T12:00"]
    assert judged(counted("2026-03-05", 0), until="2026-03-05T13:00").owed("offenders.overdue-scrutiny") == []
