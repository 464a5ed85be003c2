"""The rows of children in police custody (PD-001, PD-006 to PD-008, PD-012 to PD-018, PD-021), each by its acceptance evidence, as amended."""

from __future__ import annotations

from typing import Any, Final

import pytest

from tests.law.examples import World, fact, judged
from tests.law.scenes import DAY, NEXT, times, to
from tutela.facts import Fact
from tutela.law.worked import moment

SERGEANT, INSPECTOR, SUPERINTENDENT = "custody_sergeant@custody", "inspector@custody", "superintendent@custody"
ACC: Final = "assistant_chief_constable@force"
BY: Final = "custody_sergeant o:81"


def done(type: str, at: str, by: str = BY, /, *, about: tuple[str, ...] | None = None, **data: Any) -> Fact:
    """Something of the detention."""
    return fact(f"custody.{type}", at, by, about=about, **data)


def booked(at: str = f"{DAY}21:00", number: str = "1", **data: Any) -> Fact:
    """A child's detention is authorised, with what it must say."""
    whole = {"offence": "robbery", "necessity": "The phone is not found.", "alternatives": ["bail"], "why_not": "Two others at large."}
    return done("DetentionAuthorised", at, about=(f"detention dt{number}", f"child c{number}"), **{**whole, **data})


def refused_bail(at: str = f"{DAY}20:00", number: str = "1") -> Fact:
    """The charged child is refused bail."""
    return done("BailRefused", at, about=(f"detention dt{number}",), grounds=["further_offence"])


def asked(at: str, number: str = "1", **data: Any) -> Fact:
    """The local authority is asked for a bed."""
    return done("AccommodationAsked", at, about=(f"detention dt{number}",), **{"type": "non_secure", "person": "Duty worker", **data})


def flagged(world: World, act: Fact) -> dict[str, tuple[str, ...]]:
    """The standards that an act does not meet, and who is told."""
    return {u.standard.code: u.standard.to for u in world.weigh(act).unmet}


def let_through(world: World, act: Fact) -> bool:
    """Is the act never refused, whatever it lacks?"""
    return not world.weigh(act).refused_by


def lacks(world: World, code: str) -> list[tuple[str, ...]]:
    """What each alert of a standard says that an act lacks."""
    return [b["with"]["lacks"] for alert in world.told(code) for b in alert.because]


# PD-001: the appropriate adult


ADULT_ASKED: Final = done("AppropriateAdultAsked", f"{DAY}21:00", who="scheme", provider="North Adults")


@pytest.mark.requirement("PD-001", part="duty")
def test_booked_and_asked_at_nine_no_adult_by_ten_is_the_sergeants_by_eleven_the_inspectors_and_at_ten_past_midnight_190_minutes() -> None:
    world = judged(booked(), ADULT_ASKED, done("AppropriateAdultArrived", f"{NEXT}00:10", "appropriate_adult"), until=f"{NEXT}08:00")

    assert times(world, "custody.adult-arrived") == [
        ("02T21:00", (SERGEANT,)), ("02T22:00", (SERGEANT,)), ("02T23:00", (INSPECTOR,)), ("03T00:00", (SUPERINTENDENT,)),
    ]
    found = world.one("custody.adult-arrived")
    assert found.settled_at is not None
    assert (found.state.value, (found.settled_at - found.origin).total_seconds() / 60) == ("done late", 190)


@pytest.mark.requirement("PD-001", part="duty")
def test_an_adult_whom_nobody_asked_is_the_inspectors_within_the_hour_and_one_who_accepted_is_not_there() -> None:
    assert to(judged(booked(), until=f"{NEXT}08:00"), "custody.adult-asked", INSPECTOR) == ["02T22:00"]
    accepted = done("AppropriateAdultAccepted", f"{DAY}21:20", "appropriate_adult", expected_at=f"{DAY}21:50")
    assert to(judged(booked(), ADULT_ASKED, accepted, until=f"{DAY}23:30"), "custody.adult-arrived", INSPECTOR) == ["02T23:00"]
    in_time = done("AppropriateAdultArrived", f"{DAY}21:50", "appropriate_adult")
    assert times(judged(booked(), ADULT_ASKED, in_time, until=f"{NEXT}08:00"), "custody.adult-arrived") == [("02T21:00", (SERGEANT,))]


@pytest.mark.requirement("PD-001", part="as amended: an interview before the adult is kept, and told to sergeant and inspector at once")
@pytest.mark.parametrize(("present", "told"), [(False, [("02T23:30", (SERGEANT, INSPECTOR))]), (None, [("02T23:30", (SERGEANT, INSPECTOR))]), (True, [])])
def test_an_interview_before_the_adult_came_is_told(present: bool | None, told: list[Any]) -> None:
    begun = done("DetaineeInterviewBegun", f"{DAY}23:30", adult_present=present)

    assert let_through(judged(booked(), ADULT_ASKED, until=f"{DAY}23:20"), begun)
    assert times(judged(booked(), ADULT_ASKED, begun, until=f"{DAY}23:40"), "custody.interview-adult") == told


# PD-006: only when necessary


@pytest.mark.requirement("PD-006", part="as amended: a detention that thought of nothing else is kept, and told to sergeant and inspector at once")
@pytest.mark.parametrize(("said", "missing"), [
    ({"alternatives": []}, [("alternatives",)]), ({"alternatives": ["none"]}, [("alternatives",)]),
    ({"necessity": " ", "why_not": ""}, [("necessity", "why_not")]), ({}, []),
])
def test_a_child_detained_with_no_alternative_considered_is_told(said: dict[str, Any], missing: list[tuple[str, ...]]) -> None:
    world = judged(booked(**said), until=f"{DAY}21:10")

    assert lacks(world, "custody.necessary") == missing
    assert times(world, "custody.necessary") == [("02T21:00", (SERGEANT, INSPECTOR)) for _ in missing]


@pytest.mark.requirement("PD-006", part="duty")
def test_an_inspectors_view_of_each_detained_child_is_owed_in_the_hour() -> None:
    viewed = done("InspectorRecordedView", f"{DAY}21:40", "inspector o:90", text="Interview by eleven, then home.")

    assert to(judged(booked(), until=f"{NEXT}06:00"), "custody.inspector-view", INSPECTOR) == ["02T22:00"]
    assert to(judged(booked(), viewed, until=f"{NEXT}06:00"), "custody.inspector-view", INSPECTOR) == []


# PD-007, PD-012: a bed foreseen, and asked for in time


def foreseen(answer: str, at: str = f"{DAY}14:10") -> Fact:
    """Somebody says whether the child may need a bed."""
    return done("AccommodationForeseen", at, answer=answer)


MORNING: Final = booked(f"{DAY}11:10")


@pytest.mark.requirement("PD-007", part="duty")
def test_whether_a_bed_may_be_needed_is_said_in_three_hours_and_a_maybe_owes_a_warning_in_one() -> None:
    assert judged(MORNING, until=f"{DAY}15:00").one("custody.bed-foreseen").due_at == moment(f"{DAY}14:10")
    world = judged(MORNING, foreseen("maybe"), until=f"{DAY}16:00")
    assert world.one("custody.bed-foreseen").state.value == "done"
    assert times(world, "custody.bed-forewarned") == [("02T14:10", (SERGEANT,)), ("02T15:10", (INSPECTOR,))]
    assert judged(MORNING, foreseen("no"), until=f"{DAY}16:00").owed("custody.bed-forewarned") == []


@pytest.mark.requirement("PD-007", part="duty")
def test_the_lag_runs_from_the_warning_to_the_request_and_a_warning_is_no_request() -> None:
    warned = done("AccommodationForewarned", f"{DAY}14:30", authority="la:north", person="Duty worker", type="non_secure")
    world = judged(MORNING, foreseen("maybe"), warned, refused_bail(), asked(f"{DAY}20:20"), until=f"{DAY}21:00")
    without = judged(MORNING, foreseen("maybe"), warned, refused_bail(), until=f"{DAY}21:00")

    warning, request = world.one("custody.bed-forewarned"), world.one("custody.accommodation-asked")
    assert warning.settled_at is not None
    assert request.settled_at is not None
    assert (request.settled_at - warning.settled_at).total_seconds() / 60 == 350
    assert without.one("custody.accommodation-asked").state.value == "overdue"


@pytest.mark.requirement("PD-007", part="duty")
def test_a_review_that_does_not_answer_for_a_bed_is_told_and_a_later_maybe_owes_the_warning() -> None:
    review = done("DetentionReviewed", f"{DAY}17:00", "inspector o:90", decision="continue", why="Two statements to come.", adult="Here.", health="Seen.")
    world = judged(MORNING, foreseen("no"), review, foreseen("maybe", f"{DAY}17:05"), until=f"{DAY}18:30")

    assert lacks(world, "custody.review-whole") == [("accommodation",)]
    assert world.one("custody.bed-forewarned").due_at == moment(f"{DAY}18:05")


@pytest.mark.requirement("PD-012", part="duty")
def test_a_request_three_hours_after_the_refusal_is_late_and_its_need_was_foreseeable_since_ten_past_two() -> None:
    world = judged(MORNING, foreseen("yes"), refused_bail(), asked(f"{DAY}23:00"), until=f"{NEXT}08:00")

    found = world.one("custody.accommodation-asked")
    assert (found.due_at, found.state.value, found.settled_at) == (moment(f"{DAY}20:30"), "done late", moment(f"{DAY}23:00"))
    assert times(world, "custody.accommodation-asked") == [("02T20:00", (SERGEANT,)), ("02T20:30", (INSPECTOR,)), ("02T22:30", (SUPERINTENDENT,))]
    assert world.one("custody.bed-forewarned").opened_at == moment(f"{DAY}14:10"), "foreseeable since then, and nobody was warned"
    assert to(world, "custody.bed-forewarned", INSPECTOR) == ["02T15:10"]


@pytest.mark.requirement("PD-012", part="duty")
def test_from_request_to_offer_is_a_clock_of_its_own() -> None:
    world = judged(MORNING, refused_bail(), asked(f"{DAY}20:20"), until=f"{DAY}21:00")

    assert (world.one("custody.accommodation-asked").state.value, world.one("custody.accommodation-offered").due_at) == ("done", moment(f"{DAY}21:20"))
    assert judged(MORNING, refused_bail(), until=f"{DAY}21:00").owed("custody.accommodation-offered") == []


# PD-008, PD-013: the certificate


CALLS: Final = [
    {"at": f"{DAY}{time}", "person": who, "asked": "non-secure", "answer": answer}
    for time, who, answer in (("20:20", "R. Okafor", "None free."), ("21:30", "M. Lund", "Looking."), ("22:40", "Head of service A. Reyes", "At ten tomorrow."))
]


def certified(at: str, **data: Any) -> list[Fact]:
    """A certificate is made and signed."""
    said = {
        "ground": "impracticable", "why_bail_refused": "Third robbery in a month.", "type_asked": "non_secure", "calls": CALLS,
        "circumstances": "Carer at Hill Road can take him at ten; no driver of the council before; PC Osei offered at 22:50, carer not up.", **data,
    }
    return [done("DetentionCertificateMade", at, **said), done("DetentionCertificateSigned", at)]


KEPT: Final = (MORNING, refused_bail(), asked(f"{DAY}20:20"))


@pytest.mark.requirement("PD-008", part="as amended: the file goes, for the court must see the child; without its certificate that is late and told at once")
def test_a_child_is_kept_the_certificate_is_owed_and_is_late_when_the_file_leaves_without_it() -> None:
    file = done("CourtFileReleased", f"{NEXT}08:30", court="North Youth Court")
    before = judged(*KEPT, until=f"{NEXT}08:00")
    world = judged(*KEPT, file, until=f"{NEXT}08:40")

    assert (before.one("custody.certificate").opened_at, before.one("custody.certificate").state.value) == (moment(f"{DAY}20:00"), "open")
    assert let_through(before, file)
    assert (world.one("custody.certificate").due_at, world.one("custody.certificate").state.value) == (moment(f"{NEXT}08:30"), "overdue")
    assert times(world, "custody.certificate") == [("02T20:00", (SERGEANT,)), ("03T04:00", (INSPECTOR,)), ("03T08:30", (SERGEANT, INSPECTOR))]
    assert judged(*KEPT, *certified(f"{NEXT}07:00"), file, until=f"{NEXT}08:40").one("custody.certificate").state.value == "done"


@pytest.mark.requirement("PD-008", part="duty")
def test_a_child_who_was_moved_or_bailed_needs_none() -> None:
    moved = done("TransferredToAuthority", f"{DAY}22:00", to_whom="R. Okafor")

    assert judged(*KEPT, moved, until=f"{NEXT}08:00").one("custody.certificate").state.value == "not needed"
    assert judged(MORNING, done("BailGranted", f"{DAY}20:00"), until=f"{NEXT}08:00").owed("custody.certificate") == []


@pytest.mark.requirement("PD-013", part="as amended: a certificate without detail is kept, told, and does not count")
def test_no_beds_available_is_no_certificate() -> None:
    bare = certified(f"{NEXT}07:00", circumstances="No beds available", calls=[])
    world = judged(*KEPT, *bare, until=f"{NEXT}07:10")

    assert lacks(world, "custody.certificate-detail") == [("circumstances", "calls")]
    assert times(world, "custody.certificate-detail") == [("03T07:00", (SERGEANT,))]
    assert world.one("custody.certificate").state.value == "open", "signed, and still owed"


@pytest.mark.requirement("PD-013", part="duty")
def test_a_whole_certificate_lists_three_calls_with_names_and_times() -> None:
    world = judged(*KEPT, *certified(f"{NEXT}07:00"), until=f"{NEXT}07:10")

    assert world.told("custody.certificate-detail") == []
    assert world.one("custody.certificate").state.value == "done"
    nameless = [{**call, "person": " "} for call in CALLS]
    assert lacks(judged(*KEPT, *certified(f"{NEXT}07:00", calls=nameless), until=f"{NEXT}07:10"), "custody.certificate-detail") == [("calls",)]


# PD-014, PD-017: no offer is taken up, level by level


NONE: Final = done("AccommodationNotOffered", f"{DAY}22:00", "duty_social_worker", person="R. Okafor", why="There is none.")


def taken_up(level: str, person: str, at: str, number: str = "1", **data: Any) -> Fact:
    """Somebody senior takes it up with the authority."""
    about = (f"detention dt{number}",)
    return fact("governance.PartnerEscalated", at, "inspector o:90", about=about, agency="la:north", level=level, person=person, what="accommodation", **data)


@pytest.mark.requirement("PD-014", part="duty")
def test_a_refusal_at_ten_in_the_evening_is_three_levels_before_midnight_and_an_answer_that_there_is_none_ends_nothing() -> None:
    late = (MORNING, refused_bail(f"{DAY}21:00"), asked(f"{DAY}21:10"), NONE)
    world = judged(*late, until=f"{NEXT}00:30")

    told = [(alert.at, alert.to, alert.asks) for alert in world.told("custody.accommodation-offered") if alert.rung]
    assert told == [
        (moment(f"{DAY}22:10"), (INSPECTOR,), "ask.authority-manager"), (moment(f"{DAY}23:10"), (SUPERINTENDENT,), "ask.authority-head"),
        (moment(f"{DAY}23:45"), (ACC,), "ask.authority-director"),
    ]
    offered = done("AccommodationOffered", f"{DAY}22:50", "social_worker", type="non_secure", person="A. Reyes")
    assert to(judged(*late, offered, until=f"{NEXT}00:30"), "custody.accommodation-offered", ACC) == []


@pytest.mark.requirement("PD-014", part="duty")
def test_told_without_a_name_is_no_escalation() -> None:
    gone = done("ReleasedFromDetention", f"{NEXT}08:30", how="to_court")

    def noticed(*more: Fact) -> list[tuple[str, tuple[str, ...]]]:
        return times(judged(*KEPT, NONE, *more, gone, until=f"{NEXT}09:00"), "custody.unescalated-refusal")

    assert noticed() == [("03T08:30", (SUPERINTENDENT, INSPECTOR))]
    assert noticed(taken_up("manager", " ", f"{DAY}22:10")) == [("03T08:30", (SUPERINTENDENT, INSPECTOR))], "nobody was named"
    assert noticed(taken_up("manager", "M. Lund", f"{DAY}22:10")) == []


@pytest.mark.requirement("PD-017", part="duty")
def test_of_five_refusals_of_which_four_were_taken_up_the_fifth_is_named() -> None:
    told: list[Fact] = []
    for number in "12345":
        told += [booked(f"{DAY}11:10", number), refused_bail(number=number), asked(f"{DAY}20:20", number)]
        told.append(done("AccommodationNotOffered", f"{DAY}21:00", "duty_social_worker", about=(f"detention dt{number}",), why="None."))
        told += [] if number == "3" else [taken_up("manager", "M. Lund", f"{DAY}21:30", number)]
        told.append(done("BroughtToCourt", f"{NEXT}10:00", "court", about=(f"detention dt{number}",)))
    world = judged(*told, until=f"{NEXT}11:00")

    (alert,) = world.told("custody.unescalated-refusal")
    assert (alert.at, alert.to, [a["ref"] for a in alert.about]) == (moment(f"{NEXT}10:00"), (SUPERINTENDENT, INSPECTOR), ["dt3"])


@pytest.mark.requirement("PD-017", part="duty")
def test_a_refusal_is_named_once_however_the_leaving_is_recorded_and_only_if_the_authority_gave_nothing() -> None:
    gone = (done("ReleasedFromDetention", f"{NEXT}08:30", how="to_court"), done("BroughtToCourt", f"{NEXT}10:00", "court"))

    assert len(judged(*KEPT, NONE, *gone, until=f"{NEXT}11:00").told("custody.unescalated-refusal")) == 1
    assert judged(*KEPT, *gone, until=f"{NEXT}11:00").told("custody.unescalated-refusal") == [], "no answer is no refusal: the ladder runs"
    moved = done("TransferredToAuthority", f"{DAY}23:00", to_whom="R. Okafor")
    assert judged(*KEPT, NONE, moved, gone[1], until=f"{NEXT}11:00").told("custody.unescalated-refusal") == []


# PD-015, PD-018: what was kept is looked at


@pytest.mark.requirement("PD-015", part="duty")
def test_each_child_who_was_kept_after_charge_is_the_panels_and_one_who_was_bailed_is_not() -> None:
    world = judged(*KEPT, done("BroughtToCourt", f"{NEXT}10:00", "court"), until="2026-06-05T09:00")

    found = world.one("custody.panel")
    assert (found.opened_at, found.due_at, found.term.owed_by) == (moment(f"{DAY}20:00"), moment("2026-06-02T20:00"), SUPERINTENDENT)
    assert judged(MORNING, done("BailGranted", f"{DAY}20:00"), until="2026-06-05T09:00").owed("custody.panel") == []


@pytest.mark.requirement("PD-018", part="duty")
def test_six_denials_are_six_items_the_unreviewed_carry_over_and_a_hearing_without_a_finding_is_none() -> None:
    six = [f for n in "123456" for f in (
        booked(f"{DAY}11:10", n), refused_bail(number=n), done("BroughtToCourt", f"{NEXT}10:00", "court", about=(f"detention dt{n}",)),
    )]

    def heard(number: str, **data: Any) -> Fact:
        return done("CustodyPanelHeard", "2026-04-08T10:00", "superintendent o:90", about=(f"detention dt{number}",), **data)

    authority = [heard(n, avoidable=True, by_whom="local_authority", cause="No carers on call.") for n in "123"]
    world = judged(*six, *authority, heard("4", avoidable=False, by_whom="nobody"), heard("5"), until="2026-06-03T09:00")

    states = {o.subject.ref: o.state.value for o in world.owed("custody.panel")}
    assert states == {"dt1": "done", "dt2": "done", "dt3": "done", "dt4": "done", "dt5": "overdue", "dt6": "overdue"}


# PD-021: a health professional sees every child


LEFT: Final = done("ReleasedFromDetention", f"{NEXT}02:00", how="bail", to_whom="mother")


@pytest.mark.requirement("PD-021", part="duty")
def test_a_health_professional_is_owed_in_the_hour_and_nobody_could_come_does_not_count() -> None:
    none = done("HealthProfessionalUnavailable", f"{DAY}21:30", why="One for three suites.")

    world = judged(booked(), none, until=f"{NEXT}00:30")
    assert times(world, "custody.health") == [("02T21:00", (SERGEANT,)), ("02T22:00", (INSPECTOR,)), ("03T00:00", (SUPERINTENDENT,))]
    for words, state in (("", "overdue"), ("I am fine.", "done")):
        declined = done("HealthProfessionalDeclined", f"{DAY}21:40", words=words)
        assert judged(booked(), declined, until=f"{NEXT}00:30").one("custody.health").state.value == state


@pytest.mark.requirement("PD-021", part="as amended: a release is never refused: what lacks is told to sergeant and inspector before it, and owed after it")
def test_a_child_released_unseen_is_told_before_and_owed_after() -> None:
    inside = judged(booked(), until=f"{NEXT}01:55")

    assert let_through(inside, LEFT)
    assert flagged(inside, LEFT)["custody.leaves"] == (SERGEANT, INSPECTOR)
    world = judged(booked(), LEFT, until=f"{NEXT}09:00")
    assert "health" in lacks(world, "custody.leaves")[0]
    after = world.one("custody.health-after")
    assert (after.opened_at, after.due_at, after.term.owed_by) == (moment(f"{NEXT}02:00"), moment("2026-03-04T02:00"), SERGEANT)
    assert judged(booked(), LEFT, until="2026-03-06T09:00").one("custody.health-after").state.value == "overdue"


@pytest.mark.requirement("PD-021", part="duty")
@pytest.mark.parametrize(("seen", "lacking", "owed"), [
    (done("SeenByHealthProfessional", f"{DAY}21:50", "health"), False, 0), (done("HealthProfessionalDeclined", f"{DAY}21:50", words="No."), False, 0),
    (done("HealthProfessionalDeclined", f"{DAY}21:50"), True, 1), (done("HealthProfessionalUnavailable", f"{DAY}21:50", why="Busy."), True, 1),
])
def test_only_seen_or_declined_with_the_childs_reason_lets_a_child_leave_in_order(seen: Fact, lacking: bool, owed: int) -> None:
    world = judged(booked(), seen, LEFT, until=f"{NEXT}09:00")

    assert ("health" in lacks(world, "custody.leaves")[0]) is lacking
    assert len(world.owed("custody.health-after")) == owed
