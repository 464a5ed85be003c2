"""The rows of how the room and the teams respond (IC-010 to IC-014, IC-029, IC-030, IC-042, IC-050, AH-014, AH-031), each by its evidence, as amended."""

from __future__ import annotations

from typing import Any, Final

import pytest

from tests.law.examples import fact, judged
from tests.law.scenes import DAY, NEXT, born, concern, graded, missing, refused, times, to
from tutela.facts import Fact
from tutela.law.kernel.rules import Act
from tutela.law.worked import Happened, moment, one

OFFICER, CII, FIM, SUPERVISOR = "response_officer@response", "cii@missing", "fim@contact", "supervisor@contact"
COORDINATOR, DI, DCI = "coordinator@missing", "detective_inspector@missing", "detective_chief_inspector@missing"


# IC-010, IC-011, IC-014: no telephone team, no diary


@pytest.mark.requirement("IC-010", part="duty")
def test_a_childs_incident_given_to_the_initial_inquiry_team_is_refused_by_its_rule_and_who_gave_it_is_told_with_the_supervisor() -> None:
    act = fact("contact.AssignedToTelephone", f"{DAY}19:10", "call_handler o:1", team="Initial inquiry team")
    weighed = judged(concern(), until=f"{DAY}19:05").weigh(act)

    assert (weighed.act, {u.standard.code for u in weighed.refused_by}) == (Act.DEFERS, {"contact.no-telephone"})
    assert {"IC-010"} <= set(weighed.refused_by[0].standard.also)
    happened = judged(concern(), graded("prompt"), act, until=f"{DAY}19:15")
    assert [(a.at, set(a.to)) for a in happened.told("contact.no-telephone")] == [(moment(f"{DAY}19:10"), {"call_handler@contact", SUPERVISOR})]
    assert happened.one("contact.attend").state.value == "open", "somebody is still owed to the child"


def appointment(for_when: str, at: str = f"{DAY}19:30", **data: Any) -> Fact:
    """An appointment in place of attendance."""
    return fact("contact.AppointmentMade", at, "call_handler o:1", for_when=for_when, **data)


WHOLE: Final[dict[str, Any]] = {"approved_by": "o:2", "children_safe": True, "why": "He is in custody; she asks for it when the children sleep."}
ABUSE: Final = fact(
    "contact.Reported", f"{DAY}19:00", "public", about=("incident i1", "adult a1 as victim"), concern="domestic_abuse", children_present=True,
)


@pytest.mark.requirement("IC-011", part="duty")
@pytest.mark.requirement("IC-014", part="duty")
@pytest.mark.parametrize("report", [concern(), ABUSE])
@pytest.mark.parametrize(("for_when", "said", "stopped"), [
    (f"{DAY}21:00", {}, True), (f"{DAY}21:00", {**WHOLE, "approved_by": "o:1"}, True), (f"{DAY}21:00", {**WHOLE, "children_safe": None}, True),
    (f"{DAY}21:00", {**WHOLE, "why": " "}, True), (f"{DAY}21:00", WHOLE, False), ("2026-03-04T18:59", WHOLE, False), ("2026-03-04T19:01", WHOLE, True),
])
def test_an_appointment_needs_approval_each_child_safe_a_reason_and_the_greatest_delay(
    report: Fact, for_when: str, said: dict[str, Any], *, stopped: bool,
) -> None:
    world = judged(report, graded("prompt"), until=f"{DAY}19:20")

    assert refused(world, appointment(for_when, **said)) == ({"contact.no-appointment"} if stopped else set())


@pytest.mark.requirement("IC-014", part="duty")
def test_a_refused_appointment_leaves_the_grade_prompt_and_somebody_owed_in_the_hour() -> None:
    kept = fact("attempts.DeferralRefused", f"{DAY}19:30", "call_handler o:1", act="contact.AppointmentMade", standards=["contact.no-appointment"])
    world = judged(ABUSE, graded("prompt"), kept, until=f"{DAY}20:01")

    assert world.grade(f"{DAY}20:00") == "prompt"
    assert (world.one("contact.attend").due_at, world.one("contact.attend").state.value) == (moment(f"{DAY}20:00"), "overdue")
    assert "20:00" in times(world, "contact.attend")[-1][0]


@pytest.mark.requirement("IC-014", part="duty")
def test_each_child_on_record_at_the_address_is_owed_a_notice_and_a_school_that_knows() -> None:
    how = {"connection": "lives_there", "found_in": "address_history"}
    found = [fact("referrals.HouseholdChildFound", f"{DAY}19:01", "system", about=(f"child c{n}", "incident i1"), **how) for n in "12"]
    world = judged(ABUSE, *found, until=f"{DAY}19:30")

    for code in ("referrals.notice", "referrals.school-told"):
        assert {o.subject.ref for o in world.owed(code)} == {"c1", "c2"}


# IC-029, IC-030: what a check is worth, and what was held and not used


def checked(at: str, by: str = "call_handler o:1", skills: tuple[str, ...] = (), hits: tuple[str, ...] = ()) -> Fact:
    """Somebody looks in the systems."""
    data = {"checked": ["crime", "markers"], "hits": list(hits)}
    return one(Happened(fact="contact.SystemsChecked", at=at, by=by, skills=skills, id=f"check {at}", data=data), 0)


LOWER: Final = fact("contact.LoweringRequested", f"{DAY}19:10", "call_handler o:1", grade="routine", reason="Nothing on our systems.")
APPROVED: Final = fact("contact.LoweringApproved", f"{DAY}19:40", "supervisor o:2", grade="routine", requested_by="o:1", reason="Nothing on our systems.")
LOWER_RISK: Final = fact(
    "missing.LoweringApproved", f"{DAY}19:40", "detective_inspector o:70", level="medium", requested_by="o:1", reason="At her aunt's.", new_information="f1",
)


@pytest.mark.requirement("IC-029", part="duty")
def test_nothing_is_lowered_on_a_call_handlers_check_until_a_specialist_has_verified_it() -> None:
    handlers = (concern(), checked(f"{DAY}19:02"), graded("prompt"), LOWER)
    world = judged(*handlers, until=f"{DAY}19:30")

    assert refused(world, APPROVED) == {"contact.lowering-verified"}
    assert "contact.lowering-verified" in refused(world, LOWER_RISK), "the level of risk neither"
    found = world.one("contact.check-verified")
    assert (found.opened_at, found.due_at, found.term.owed_by) == (moment(f"{DAY}19:10"), moment(f"{DAY}19:40"), "intelligence_officer@contact")
    for specialist in (checked(f"{DAY}19:25", "intelligence_officer o:8"), checked(f"{DAY}19:25", skills=("intelligence_research",))):
        verified = judged(*handlers, specialist, until=f"{DAY}19:30")
        assert (refused(verified, APPROVED), verified.one("contact.check-verified").state.value) == (set(), "done")


@pytest.mark.requirement("IC-029", part="duty")
def test_a_check_that_nobody_verified_stops_no_grade_that_raises_and_an_old_one_is_not_enough() -> None:
    world = judged(concern(), checked(f"{DAY}19:02"), graded("prompt"), until=f"{DAY}19:30")

    assert refused(world, graded("immediate", f"{DAY}19:31")) == set()
    assert world.owed("contact.check-verified") == [], "nobody asks to lower anything"
    before = judged(concern(), checked(f"{DAY}19:01", "intelligence_officer o:8"), checked(f"{DAY}19:20"), graded("prompt"), LOWER, until=f"{DAY}19:30")
    assert refused(before, APPROVED) == {"contact.lowering-verified"}, "what was looked up since is not verified"


def answered(at: str, hit: str = "m1", *, used: bool = True) -> Fact:
    """What a hit means for the risk."""
    return fact("contact.HitAnswered", at, "fim o:7", hit=hit, used=used, because="Met at the station before.")


MARKER: Final = fact("people.MarkerRecorded", "2026-01-10T09:00", "intelligence_officer", id="m1", marker="child_sexual_exploitation", level="high")


@pytest.mark.requirement("IC-030", part="duty")
@pytest.mark.parametrize("later", [answered(f"{DAY}20:05"), checked(f"{DAY}20:05", hits=("m1",)), answered(f"{DAY}20:05", "child_sexual_exploitation")])
def test_a_marker_of_before_the_grading_that_comes_up_after_it_was_known_and_not_used(later: Fact) -> None:
    world = judged(MARKER, concern(), graded("prompt"), later, until=f"{DAY}20:30")

    (alert,) = world.told("contact.known-not-used")
    assert (alert.at, alert.to) == (moment(f"{DAY}20:05"), (SUPERVISOR, FIM))
    assert (alert.because[0]["with"]["count"], alert.because[0]["with"]["graded_at"]) == (1, moment(f"{DAY}19:02"))


@pytest.mark.requirement("IC-030", part="duty")
@pytest.mark.parametrize("facts", [
    (MARKER, concern(), answered(f"{DAY}19:01"), graded("prompt"), answered(f"{DAY}20:05")),
    (MARKER, concern(), answered(f"{DAY}19:01", used=False), graded("prompt"), answered(f"{DAY}20:05")),
    (MARKER, concern(), graded("prompt"), answered(f"{DAY}20:05", used=False)),
    (MARKER, concern(), graded("prompt"), answered(f"{DAY}20:05", "another")),
    (concern(), graded("prompt"), fact("people.MarkerRecorded", f"{DAY}19:30", "intelligence_officer", id="m1", marker="trafficking"), answered(f"{DAY}20:05")),
])
def test_what_was_used_or_answered_in_time_or_learnt_only_afterwards_is_not_listed(facts: tuple[Fact, ...]) -> None:
    assert judged(*facts, until=f"{DAY}20:30").told("contact.known-not-used") == []


@pytest.mark.requirement("IC-030", part="duty")
def test_it_is_listed_once_when_it_is_found_and_then_used() -> None:
    world = judged(MARKER, concern(), graded("prompt"), checked(f"{DAY}20:05", hits=("m1",)), answered(f"{DAY}20:15"), until=f"{DAY}20:30")

    assert times(world, "contact.known-not-used") == [("02T20:05", (SUPERVISOR, FIM))]


# IC-042: a child who rings


def rang(age_born: str, **data: Any) -> tuple[Fact, Fact]:
    """Somebody of an age rings about their parents."""
    call = fact(
        "contact.Reported", f"{DAY}19:00", "child", about=("incident i1", "child c1 as caller", "adult a1 as victim"), **{"concern": "domestic_abuse", **data},
    )
    return born(age_born), call


@pytest.mark.requirement("IC-042", part="duty")
def test_a_caller_of_eleven_is_owed_a_notice_of_their_own_though_nobody_saw_them_there() -> None:
    world = judged(*rang("2014-11-20"), until=f"{DAY}23:30")

    found = world.one("referrals.notice", "child c1")
    assert (found.opened_at, found.due_at, found.term.owed_by) == (moment(f"{DAY}19:00"), moment(f"{DAY}23:00"), OFFICER)
    assert to(world, "referrals.notice", "sergeant@response") == ["02T23:00"]
    brother = fact("referrals.NoticeMade", f"{DAY}21:00", "response_officer o:50", about=("child c2", "notice n2", "incident i1"))
    still = judged(*rang("2014-11-20"), brother, until=f"{DAY}23:30").one("referrals.notice", "child c1")
    assert still.state.value == "overdue", "another child's is not theirs"


@pytest.mark.requirement("IC-042", part="duty")
def test_a_grown_up_caller_and_a_child_who_rings_about_a_burglary_are_owed_none() -> None:
    assert judged(*rang("2007-11-20"), until=f"{DAY}23:30").owed("referrals.notice") == []
    assert judged(*rang("2014-11-20", concern="crime"), until=f"{DAY}23:30").owed("referrals.notice") == []


# IC-050: return interviews that wait


def interview(type: str, at: str, number: str) -> Fact:
    """What became of the return interview of an earlier episode."""
    return fact(f"missing.ReturnInterview{type}", at, "coordinator o:52", about=(f"episode e{number}", f"child c{number} as missing"))


@pytest.mark.requirement("IC-050", part="duty")
def test_201_interviews_that_wait_are_each_due_in_a_working_day_and_one_child_who_is_missing_again_is_told_first() -> None:
    waiting = [interview("Received", "2026-02-23T10:00", str(n)) for n in range(100, 301)]
    again = fact("missing.Reported", f"{DAY}19:00", "foster_carer", about=("episode again", "child c117 as missing", "incident i1"), missing_from="foster")
    world = judged(*waiting, again, until=f"{DAY}19:30")

    owed = world.owed("missing.return-interview-entered")
    assert (len(owed), {o.state.value for o in owed}, {o.due_at for o in owed}) == (201, {"overdue"}, {moment("2026-02-24T23:59:59")})
    (alert,) = world.told("missing.unread-interview")
    assert (alert.at, alert.to) == (moment(f"{DAY}19:00"), (COORDINATOR, FIM))
    assert {a["ref"] for a in alert.about} == {"c117", "again", "i1"}


@pytest.mark.requirement("IC-050", part="duty")
def test_an_interview_that_was_entered_is_told_to_nobody_when_the_child_is_missing_again() -> None:
    before = (interview("Received", "2026-02-23T10:00", "117"), interview("Entered", "2026-02-24T10:00", "117"))
    again = fact("missing.Reported", f"{DAY}19:00", "foster_carer", about=("episode again", "child c117 as missing", "incident i1"), missing_from="foster")
    world = judged(*before, again, until=f"{DAY}19:30")

    assert (world.told("missing.unread-interview"), world.one("missing.return-interview-entered").state.value) == ([], "done")


# AH-014: an allocation that nobody begins


def allocated(at: str = f"{DAY}20:00", by_when: str | None = None) -> Fact:
    """The search is given to an officer of the area."""
    action = {"what": "Visit the friend", "who": "PC 77", "where": "Mill Lane", **({"by_when": by_when} if by_when else {})}
    return fact("missing.Allocated", at, "cii o:31", to="response_officer@response", actions=[action])


@pytest.mark.requirement("AH-014", part="duty")
def test_an_allocation_that_nobody_begins_in_the_hour_is_the_owners_again_and_the_force_incident_manager_knows() -> None:
    world = judged(missing(), allocated(), until=f"{DAY}21:30")

    assert times(world, "missing.allocation-begun") == [
        ("02T20:00", (OFFICER,)), ("02T20:45", (OFFICER,)), ("02T21:00", (CII, FIM, OFFICER)),
    ]
    assert world.told("missing.allocation-begun")[-1].asks == "ask.owner"


@pytest.mark.requirement("AH-014", part="duty")
def test_the_first_action_has_its_own_time_and_what_was_begun_is_told_to_nobody() -> None:
    own = judged(missing(), allocated(by_when=f"{DAY}20:30"), until=f"{DAY}21:30")
    assert to(own, "missing.allocation-begun", CII) == ["02T20:30"]
    begun = fact("missing.EnquiryMade", f"{DAY}20:25", "response_officer o:77", what="Friend visited", result="Not there.")
    assert to(judged(missing(), allocated(by_when=f"{DAY}20:30"), begun, until=f"{DAY}23:30"), "missing.allocation-begun", CII) == []
    home = fact("missing.Returned", f"{DAY}20:20", "foster_carer", by="self", to="foster")
    assert to(judged(missing(), allocated(), home, until=f"{DAY}23:30"), "missing.allocation-begun", CII) == []


# AH-031: the third time


THREE: Final = tuple(
    fact("missing.Reported", at, "foster_carer", about=(f"episode e{n}", "child c1 as missing"), missing_from="foster")
    for n, at in enumerate(("2026-01-12T22:00", "2026-02-09T21:00", f"{DAY}19:00"), 1)
)


@pytest.mark.requirement("AH-031", part="duty")
def test_the_third_episode_in_ninety_days_asks_for_a_meeting_and_lists_all_three() -> None:
    world = judged(*THREE, until=f"{DAY}19:30")

    (alert,) = world.told("missing.third-episode")
    assert (alert.at, alert.to) == (moment(f"{DAY}19:00"), (COORDINATOR,))
    found = world.one("missing.repeat-meeting")
    noticed: Any = found.opened_by.data
    assert (found.opened_at, found.term.owed_by) == (moment(f"{DAY}19:00"), COORDINATOR)
    assert (noticed.count, noticed.saw) == (3, tuple(f.id for f in THREE))
    assert judged(*THREE[:2], until=f"{DAY}19:30").owed("missing.repeat-meeting") == []
    spread = fact("missing.Reported", "2025-11-20T22:00", "foster_carer", about=("episode e0", "child c1 as missing"), missing_from="foster")
    assert judged(spread, *THREE[1:], until=f"{DAY}19:30").owed("missing.repeat-meeting") == [], "two in ninety days"


@pytest.mark.requirement("AH-031", part="duty")
@pytest.mark.parametrize(("by", "data", "state"), [
    ("coordinator o:52", {"reason": "Plan works."}, "open"), ("inspector o:30", {"reason": " "}, "open"), ("inspector o:30", {"reason": "Plan works."}, "done"),
])
def test_declining_the_meeting_needs_an_inspectors_reason(by: str, data: dict[str, str], state: str) -> None:
    declined = fact("missing.RepeatMeetingDeclined", f"{NEXT}10:00", by, about=("child c1",), **data)

    assert judged(*THREE, declined, until=f"{NEXT}11:00").one("missing.repeat-meeting").state.value == state
