"""The rows of the notice, the referral desk and its partners (AH-079 to AH-089, IC-017, IC-031 to IC-036), each by its acceptance evidence, as amended."""

from __future__ import annotations

from typing import Any, Final

import pytest

from tests.law.examples import World, fact, judged
from tests.law.scenes import DAY, NEXT, flagged, refused, times, to
from tutela.facts import Fact
from tutela.law.worked import moment

OFFICER, SERGEANT, INSPECTOR = "response_officer@response", "sergeant@response", "inspector@response"
DESK, DESK_SERGEANT, DESK_DI = "referral_officer@referrals", "sergeant@referrals", "detective_inspector@referrals"
COORDINATOR: Final = "marac_coordinator@referrals"
PC, CLERK, MANAGER = "response_officer o:50", "referral_officer o:61", "team_manager"


def said(type: str, at: str, by: str, /, *about: str, **data: Any) -> Fact:
    """Something of referrals."""
    return fact(f"referrals.{type}", at, by, about=about or None, **data)


def notice(at: str = f"{DAY}19:00", child: str = "1", **data: Any) -> Fact:
    """A notice for one child of the incident."""
    whole = {"aware_complete": True, "ethnicity": "White British", "grade": "amber"}
    return said("NoticeMade", at, PC, f"child c{child}", f"notice n{child}", "incident i1", **{**whole, **data})


def states(world: World, code: str) -> dict[str, str]:
    """How each duty of a code stands, by its subject."""
    return {o.subject.ref: o.state.value for o in world.owed(code)}


# AH-079, AH-080: the school is told of domestic abuse


def abuse(at: str, child: str = "1", incident: str = "1") -> Fact:
    """Domestic abuse is reported where a child lives."""
    about = (f"child c{child}", f"incident i{incident}", f"adult a{child} as victim")
    return fact("contact.Reported", at, "public", about=about, concern="domestic_abuse")


def shared(type: str, at: str, child: str = "1", incident: str = "1", by: str = CLERK, **data: Any) -> Fact:
    """What became of the notice to the school."""
    about = (f"child c{child}", f"incident i{incident}")
    return fact(f"sharing.{type}", at, by, about=about, matter="domestic_abuse", to="school", **data)


THURSDAY: Final = "2026-03-05T22:30"


@pytest.mark.requirement("AH-079", part="duty")
@pytest.mark.parametrize(("reported", "due"), [
    (THURSDAY, "2026-03-06T08:30"), ("2026-03-06T22:30", "2026-03-09T08:30"), ("2026-04-02T22:30", "2026-04-21T08:30"),
    ("2026-07-21T10:00", "2026-09-02T08:30"),
])
def test_abuse_on_a_thursday_night_is_the_schools_before_friday_begins_and_holidays_are_no_school_days(reported: str, due: str) -> None:
    world = judged(abuse(reported), until=due)

    assert world.one("referrals.school-told").due_at == moment(due)
    assert times(world, "referrals.school-told")[0] == (moment(reported).strftime("%dT%H:%M"), (DESK,)), "asked for at once"
    assert DESK_DI in times(world, "referrals.school-told")[-1][1], "told when school begins"


@pytest.mark.requirement("AH-079", part="duty")
def test_a_notice_that_did_not_arrive_is_told_when_it_fails_and_sent_is_not_told() -> None:
    sent, back = shared("Sent", "2026-03-05T22:31"), shared("NotDelivered", "2026-03-05T22:33", by="system", why="Mailbox full.")
    world = judged(abuse(THURSDAY), sent, back, until="2026-03-06T09:00")

    assert times(world, "referrals.school-arrives") == [("05T22:33", (DESK, DESK_SERGEANT))]
    assert world.one("referrals.school-told").state.value == "overdue"
    acknowledged = shared("Told", "2026-03-06T08:10", by="school", person="Safeguarding lead")
    assert judged(abuse(THURSDAY), sent, acknowledged, until="2026-03-06T09:00").one("referrals.school-told").state.value == "done"


@pytest.mark.requirement("AH-080", part="duty")
def test_ten_children_and_one_notice_that_never_left_are_nine_in_ten_and_the_tenth_needs_its_cause() -> None:
    children = [str(n) for n in range(10)]
    told = [shared("Told", "2026-03-06T08:10", n, n, by="school", person="Safeguarding lead") for n in children if n != "7"]
    world = judged(*(abuse(THURSDAY, n, n) for n in children), *told, until="2026-03-06T09:00")

    found = states(world, "referrals.school-told")
    assert ([ref for ref, state in found.items() if state != "done"], len(found)) == (["c7"], 10)
    assert to(world, "referrals.school-told", DESK_DI) == ["06T08:30"]
    for why, expected in (("", [{DESK, DESK_DI, DESK_SERGEANT}]), ("Head is the suspect's sister; deputy rung at nine.", [])):
        day = fact(
            "referrals.SchoolNoticesReconciled", "2026-03-06T09:30", CLERK, about=("force f1",), day="2026-03-05", exceptions=[{"child": "c7", "why": why}],
        )
        assert [set(a.to) for a in judged(*world.facts, day, until="2026-03-06T10:00").told("referrals.school-day")] == expected


@pytest.mark.requirement("AH-080", part="duty")
@pytest.mark.parametrize(("instead", "state"), [("health_visitor", "not needed"), ("nursery", "not needed"), ("nobody", "overdue"), (None, "overdue")])
def test_a_child_under_school_age_is_the_health_visitors_or_the_nurserys_and_never_nobodys(instead: str | None, state: str) -> None:
    none = said("NoEstablishmentFound", "2026-03-05T23:00", CLERK, "child c1", "incident i1", because="under_age", instead=instead)

    assert judged(abuse(THURSDAY), none, until="2026-03-06T09:00").one("referrals.school-told").state.value == state


# AH-086: every notice has a destination


def decided(at: str, child: str = "1", number: str = "1", **data: Any) -> Fact:
    """The desk decides with whom a notice is shared."""
    return said("DestinationDecided", at, CLERK, f"notice n{number}", f"child c{child}", **data)


@pytest.mark.requirement("AH-086", part="duty")
def test_of_four_notices_each_went_somewhere_or_nowhere_with_a_reason_or_waits() -> None:
    made = [said("NoticeMade", f"{DAY}09:00", PC, f"child c{n}", f"notice n{n}") for n in "1234"]
    read = [said("Triaged", f"{DAY}10:00", CLERK, f"notice n{n}", f"child c{n}", grade="green", history_read=True) for n in "1234"]
    where = [
        decided(f"{DAY}11:00", "1", "1", to=["mash"]), decided(f"{DAY}11:00", "2", "2", to=["early_help"]),
        decided(f"{DAY}11:00", "3", "3", none_because="below_threshold", why="Shouting; no child at home."),
    ]
    world = judged(*made, *read, *where, until=f"{NEXT}11:00")

    assert states(world, "referrals.destination") == {"n1": "done", "n2": "done", "n3": "done", "n4": "overdue"}
    assert to(world, "referrals.destination", DESK_DI) == ["03T10:00"], "the fourth, after its day"
    bare = decided(f"{NEXT}12:00", "4", "4", none_because="below_threshold")
    assert refused(world, bare) == {"referrals.no-share-reason"}
    assert refused(world, said("NoticeFiled", f"{NEXT}12:00", CLERK, "notice n4", "child c4", why="Old.")) == {"referrals.filed-decided"}


@pytest.mark.requirement("AH-086", part="duty")
def test_a_childs_second_notice_shared_with_nobody_is_looked_back_at_and_another_childs_is_not() -> None:
    nobody: dict[str, Any] = {"none_because": "below_threshold", "why": "Shouting; no child at home."}
    first, second = decided("2026-02-10T11:00", **nobody), decided(f"{DAY}11:00", number="2", **nobody)

    found = judged(first, second, until=f"{DAY}12:00").one("referrals.look-back")
    assert (found.opened_at, found.due_at, found.term.owed_by) == (moment(f"{DAY}11:00"), moment("2026-03-04T23:59:59"), DESK_SERGEANT)
    assert judged(first, decided(f"{DAY}11:00", "2", "2", **nobody), until=f"{DAY}12:00").owed("referrals.look-back") == []


# AH-087 to AH-089: what came of it


def view(agency: str, of: str, at: str) -> Fact:
    """An agency says how it sees the threshold."""
    return said("ThresholdViewGiven", at, "sergeant o:62" if agency == "police" else "social_worker", "child c1", agency=agency, view=of, why="Read it all.")


DIVERGENT: Final = (view("police", "child_protection", f"{DAY}10:00"), view("social_care", "early_help", f"{DAY}11:00"))


@pytest.mark.requirement("AH-087", part="duty")
def test_police_say_it_meets_and_social_care_that_it_does_not_so_they_discuss_it_in_one_working_day() -> None:
    world = judged(*DIVERGENT, until="2026-03-04T01:00")

    found = world.one("referrals.views-differ")
    assert (found.opened_at, found.due_at, found.term.owed_by) == (moment(f"{DAY}11:00"), moment(f"{NEXT}23:59:59"), DESK_SERGEANT)
    assert found.findings[0].having == (("agencies", ("police", "social_care")),)
    assert to(world, "referrals.views-differ", DESK_DI) == ["03T23:59"]
    alike = view("social_care", "child_protection", f"{DAY}11:00")
    assert judged(DIVERGENT[0], alike, until="2026-03-04T01:00").owed("referrals.views-differ") == []


@pytest.mark.requirement("AH-087", part="duty")
def test_only_a_discussion_with_its_result_and_reason_settles_it() -> None:
    def after(**data: Any) -> str:
        held = said("ThresholdDiscussed", f"{NEXT}10:00", "social_worker", "child c1", agencies=["police", "social_care"], **data)
        return judged(*DIVERGENT, held, until=f"{NEXT}11:00").one("referrals.views-differ").state.value

    agreed: dict[str, Any] = {"agreed": True, "came_to": "child_in_need"}
    assert (after(), after(**agreed), after(**agreed, why="Hungry at school.")) == ("open", "open", "done")


def answer(at: str, **data: Any) -> Fact:
    """Social care says what came of the notice."""
    return said("FeedbackReceived", at, "social_worker", "child c1", **{"decision": "no_further_action", "reason": "Known to us.", **data})


@pytest.mark.requirement("AH-088", part="duty")
def test_a_second_time_no_further_action_in_six_months_comes_with_its_history_and_undecided_is_the_detective_inspectors() -> None:
    first, accepted = answer("2025-11-10T10:00"), said("DecisionAccepted", "2025-11-11T10:00", "sergeant o:62", "child c1", why="One notice; a visit was made.")
    world = judged(first, accepted, answer(f"{DAY}10:00"), until="2026-03-05T10:00")

    found = next(o for o in world.owed("referrals.decision-answered") if o.opened_at == moment(f"{DAY}10:00"))
    assert (found.due_at, found.term.owed_by, found.state.value) == (moment("2026-03-04T23:59:59"), DESK_SERGEANT, "overdue")
    history = [b["with"] for a in world.told("referrals.decision-answered") if a.opening == found.opening for b in a.because if "again" in b["message"]]
    assert history, "the earlier one is laid beside it"
    assert {tuple(said.items()) for said in history} == {(("count", 1),)}
    assert to(world, "referrals.decision-answered", DESK_DI) == ["02T10:00", "04T23:59"]
    once = judged(answer(f"{DAY}10:00"), until="2026-03-05T10:00")
    assert to(once, "referrals.decision-answered", DESK_DI) == ["04T23:59"], "the first is not told at once"
    assert judged(answer(f"{DAY}10:00", decision="child_in_need"), until="2026-03-05T10:00").owed("referrals.decision-answered") == []


@pytest.mark.requirement("AH-088", part="duty")
def test_it_is_accepted_with_a_reason_or_challenged() -> None:
    world = judged(answer(f"{DAY}10:00"), until=f"{DAY}11:00")

    assert refused(world, said("DecisionAccepted", f"{DAY}12:00", "sergeant o:62", "child c1")) == {"referrals.accepted-reason"}
    for act in (
        said("DecisionAccepted", f"{DAY}12:00", "sergeant o:62", "child c1", why="Seen at school today."),
        said("ChallengeRaised", f"{DAY}12:00", "sergeant o:62", "request q1", "child c1", disputed="no_further_action", why="Third time this year."),
    ):
        assert refused(world, act) == set()
        assert judged(*world.facts, act, until=f"{DAY}13:00").one("referrals.decision-answered").state.value == "done"


@pytest.mark.requirement("AH-089", part="duty")
def test_a_letter_without_a_plan_is_incomplete_and_the_time_runs_on() -> None:
    sent = fact("sharing.Sent", f"{DAY}09:00", CLERK, about=("notice n1", "child c1"), matter="concern", to="local_authority")
    made = said("NoticeMade", f"{DAY}08:00", PC, "child c1", "notice n1")
    whole = {"decision": "child_in_need", "reason": "Neglect.", "action": "Visits.", "plan": "Weekly.", "lead_worker": "R. Okafor", "review_by": "2026-04-01"}
    letter = answer(f"{NEXT}10:00", **{**whole, "plan": ""})
    world = judged(made, sent, letter, until="2026-03-05T10:00")

    (told,) = world.told("referrals.feedback-whole")
    assert (told.at, set(told.to), told.because[0]["with"]["lacks"]) == (moment(f"{NEXT}10:00"), {DESK_SERGEANT}, ("plan",))
    assert (world.one("referrals.feedback").due_at, world.one("referrals.feedback").state.value) == (moment("2026-03-04T23:59:59"), "overdue")
    done = judged(made, sent, answer(f"{NEXT}10:00", **whole), until="2026-03-05T10:00")
    assert (done.told("referrals.feedback-whole"), done.one("referrals.feedback").state.value) == ([], "done")


# IC-017: the conference on domestic abuse


def conference(number: str, type: str, at: str, **data: Any) -> Fact:
    """Something of one conference."""
    return said(type, at, "marac_coordinator o:65", f"meeting m{number}", f"request q{number}", f"adult a{number} as victim", **data)


@pytest.mark.requirement("IC-017", part="duty")
def test_two_were_heard_and_neither_has_minutes_after_six_working_days() -> None:
    world = judged(*(conference(n, "MaracHeard", f"{DAY}10:00") for n in "12"), until="2026-03-10T12:00")

    assert states(world, "referrals.marac-minutes") == {"m1": "overdue", "m2": "overdue"}
    told = [(a.at, a.to) for a in world.told("referrals.marac-minutes") if a.state == "overdue" and a.rung]
    assert told[:2] == [(moment("2026-03-09T23:59:59"), (COORDINATOR, DESK_DI))] * 2, "five working days"
    came = conference("1", "MinutesReceived", "2026-03-06T10:00", meeting="marac")
    assert states(judged(conference("1", "MaracHeard", f"{DAY}10:00"), came, until="2026-03-10T12:00"), "referrals.marac-minutes") == {"m1": "done"}


@pytest.mark.requirement("IC-017", part="duty")
def test_minutes_that_came_are_not_on_the_record_until_they_and_every_action_are() -> None:
    came = (conference("1", "MaracHeard", f"{DAY}10:00"), conference("1", "MinutesReceived", "2026-03-06T10:00", meeting="marac"))
    minutes, actions = (conference("1", type, "2026-03-06T11:00", meeting="marac") for type in ("MinutesEntered", "ActionsEntered"))
    task = said("MeetingActionSet", "2026-03-06T11:10", "marac_coordinator o:65", "action a1", "meeting m1", what="Panic alarm.", by_when="2026-03-13T12:00")

    assert states(judged(*came, minutes, until="2026-03-06T12:00"), "referrals.minutes-entered") == {"m1": "open"}
    world = judged(*came, minutes, task, actions, until="2026-03-06T12:00")
    assert states(world, "referrals.minutes-entered") == {"m1": "done"}
    assert world.one("referrals.meeting-action").due_at == moment("2026-03-13T12:00"), "an action is a record, not an attachment"


# IC-031: every attended incident ends with a notice


NOTICED: Final = "contact.closed-with-notice"
CONCERN: Final = fact("contact.Reported", f"{DAY}18:00", "school", about=("child c1", "incident i1"), concern="concern_for_child")
CAME: Final = fact("contact.Arrived", f"{DAY}18:30", PC, about=("incident i1",))
CLOSE: Final = fact("contact.Closed", f"{DAY}21:00", "dispatcher o:4", about=("incident i1",), reason="Well.", seen_by="police", approved_by="o:2")
BABY: Final = said("HouseholdChildFound", f"{DAY}18:40", PC, "child c2", "incident i1", connection="lives_there")


@pytest.mark.requirement("IC-031", part="told at the closing, and owed on; a closing is refused only when notices are made here")
def test_an_attended_incident_that_closes_with_a_child_and_no_notice_is_told_to_the_supervisor() -> None:
    assert flagged(judged(CONCERN, CAME, until=f"{DAY}20:55"), CLOSE) == {NOTICED}
    assert NOTICED not in flagged(judged(CONCERN, CAME, notice(), until=f"{DAY}20:55"), CLOSE)
    assert NOTICED in flagged(judged(CONCERN, CAME, notice(), BABY, until=f"{DAY}20:55"), CLOSE), "one for each child"
    assert NOTICED not in flagged(judged(CONCERN, until=f"{DAY}20:55"), CLOSE), "nobody attended"
    assert refused(judged(CONCERN, CAME, until=f"{DAY}20:55"), CLOSE) == set(), "who closes here cannot make a notice here"


@pytest.mark.requirement("IC-031", part="duty")
def test_no_notice_is_a_supervisors_to_approve_within_the_hour_and_until_then_it_is_owed() -> None:
    asked = said("NoNoticeRequested", f"{DAY}20:00", PC, "child c2", "incident i1", reason="At his grandmother's.")
    begun = (CONCERN, CAME, notice(), BABY, asked)
    world = judged(*begun, until=f"{DAY}21:30")

    assert times(world, "referrals.no-notice") == [("02T20:00", (SERGEANT,)), ("02T21:00", (INSPECTOR, SERGEANT))]
    assert states(world, "referrals.notice")["c2"] == "open"
    own = said("NoNoticeApproved", f"{DAY}20:30", PC, "child c2", "incident i1", requested_by="o:50", reason="Quiet.")
    agreed = said("NoNoticeApproved", f"{DAY}20:30", "sergeant o:51", "child c2", "incident i1", requested_by="o:50", reason="Seen at hers on Friday.")
    assert refused(judged(*begun, until=f"{DAY}20:15"), own) == {"referrals.no-notice-two"}
    after = judged(*begun, agreed, until=f"{DAY}20:55")
    assert (states(after, "referrals.notice")["c2"], states(after, "referrals.no-notice"), refused(after, CLOSE)) == ("not needed", {"c2": "done"}, set())
    assert NOTICED not in flagged(after, CLOSE)


# IC-034 to IC-036: read by the sergeant beside the desk, and by the desk


@pytest.mark.requirement("IC-034", part="duty")
@pytest.mark.requirement("IC-035", part="duty")
def test_the_desk_has_a_notice_at_once_and_the_sergeant_reads_it_within_a_day_beside_it() -> None:
    world = judged(notice(), until=f"{NEXT}19:30")

    assert times(world, "referrals.triage")[0] == ("02T19:00", (DESK,))
    assert times(world, "referrals.notice-reviewed") == [
        ("02T19:00", (SERGEANT,)), ("03T13:00", (SERGEANT,)), ("03T19:00", (INSPECTOR, SERGEANT)),
    ]
    assert world.one("referrals.notice-reviewed").due_at == moment(f"{NEXT}19:00")


@pytest.mark.requirement("IC-034", part="duty")
def test_only_another_than_the_author_reviews_it() -> None:
    def after(by: str) -> str:
        read = said("NoticeReviewed", f"{DAY}20:00", by, "notice n1", "child c1", aware="good", outcome="stands")
        return judged(notice(), read, until=f"{NEXT}08:00").one("referrals.notice-reviewed").state.value

    assert (after("sergeant o:51"), after("response_officer o:50")) == ("done", "open")


@pytest.mark.requirement("IC-035", part="duty")
def test_of_ten_notices_in_a_month_those_that_nobody_reviewed_are_named() -> None:
    made = [notice(f"2026-01-{n + 10}T10:00", str(n)) for n in range(10)]
    read = [said("NoticeReviewed", f"2026-01-{n + 10}T15:00", "sergeant o:51", f"notice n{n}", f"child c{n}", outcome="returned") for n in range(7)]
    world = judged(*made, *read, until="2026-01-31T12:00")

    found = states(world, "referrals.notice-reviewed")
    assert ({ref for ref, state in found.items() if state == "overdue"}, len(found)) == ({"n7", "n8", "n9"}, 10)
    assert len(to(world, "referrals.notice-reviewed", INSPECTOR)) == 3


@pytest.mark.requirement("IC-036", part="duty")
def test_what_waits_at_the_desk_is_what_was_made_less_what_was_triaged_and_an_old_one_is_the_detective_inspectors() -> None:
    read = said("Triaged", f"{DAY}20:00", CLERK, "notice n1", "child c1", grade="green")
    world = judged(notice(), notice(child="2"), notice(child="3", grade="red"), read, until=f"{NEXT}19:30")

    waiting = [o for o in world.owed("referrals.triage") if not o.state.settled]
    assert {o.subject.ref: o.due_at for o in waiting} == {"n2": moment(f"{NEXT}19:00"), "n3": moment(f"{DAY}20:00")}
    assert to(world, "referrals.triage", DESK_DI) == ["02T20:00", "03T19:00"]


@pytest.mark.requirement("IC-036", part="duty")
def test_shared_with_nobody_without_a_reason_is_refused_and_nothing_closes_by_itself() -> None:
    read = said("Triaged", f"{DAY}20:00", CLERK, "notice n1", "child c1", grade="green")
    world = judged(notice(), read, until="2026-03-30T09:00")

    assert refused(world, decided("2026-03-30T10:00")) == {"referrals.no-share-reason"}
    assert refused(world, decided("2026-03-30T10:00", none_because="already_known", why="Open case; worker told.")) == set()
    assert states(world, "referrals.destination") == {"n1": "overdue"}, "four weeks on"
