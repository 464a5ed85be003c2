"""The rows of warrants and hits that wait, and of what meetings leave on paper (IN-074, IN-083, IN-087, IN-106), each by its evidence, as amended."""

from __future__ import annotations

from typing import Any, Final

import pytest

from tests.law.examples import fact, judged
from tests.law.scenes import flagged, refused, times, to
from tutela.facts import Fact
from tutela.law.worked import moment

OIC, SERGEANT, DI = "investigator@investigation", "sergeant@investigation", "detective_inspector@investigation"
SUPERINTENDENT, ACC = "detective_superintendent@investigation", "assistant_chief_constable@force"
DESK_SERGEANT, DESK_DI, MANAGER = "sergeant@referrals", "detective_inspector@referrals", "team_manager@local_authority"
STRATEGIC: Final = "strategic_lead@local_authority"
DAY, NEXT = "2026-03-02T", "2026-03-03T"


def done(type: str, at: str, by: str = "investigator o:60", about: tuple[str, ...] = (), **data: Any) -> Fact:
    """Something about a warrant or a hit."""
    return fact(f"investigation.{type}", at, by, about=about, **data)


# IN-087: warrants


def waiting(n: int, risk: str, there: str = "no") -> list[Fact]:
    """A warrant is asked for and approved, and nobody has it."""
    about = (f"warrant w{n}", f"investigation v{n}")
    return [
        done("WarrantAsked", f"{DAY}08:00", about=about, risk=risk, children_at_address=there),
        done("WarrantApproved", f"{DAY}09:00", "court", about, by_whom="court", risk=risk, children_at_address=there),
    ]


@pytest.mark.requirement("IN-087", part="duty")
def test_of_twelve_warrants_the_two_of_high_risk_climb_and_all_are_looked_at_again_each_week() -> None:
    facts = [f for n in range(1, 13) for f in waiting(n, "high" if n < 3 else "low")]
    world = judged(*facts, until="2026-03-09T10:00")

    owed = world.owed("investigation.warrant-allocated")
    assert {(o.subject.ref, o.state.value, o.due_at) for o in owed} == {(f"w{n}", "overdue", moment(f"{NEXT}09:00")) for n in (1, 2)}, "from the approval"
    for address, when in ((DI, "03T09:00"), (SUPERINTENDENT, "05T09:00"), (ACC, "09T09:00")):
        assert to(world, "investigation.warrant-allocated", address) == [when] * 2
    again = world.owed("investigation.warrant-risk")
    assert (len(again), {o.state.value for o in again}, {o.due_at for o in again}) == (12, {"overdue"}, {moment("2026-03-09T09:00")})


@pytest.mark.requirement("IN-087", part="duty")
def test_a_low_risk_with_a_child_at_the_address_is_high_and_its_missing_notice_shows() -> None:
    world = judged(*waiting(1, "low", "yes"), until="2026-03-05T10:00")

    assert world.one("investigation.warrant-allocated").state.value == "overdue"
    assert to(world, "referrals.warrant-children", DI) == to(world, "referrals.warrant-children", DESK_DI) == ["03T08:00"]
    assert judged(*waiting(1, "low"), until="2026-03-05T10:00").owed("referrals.warrant-children") == []
    given = done("WarrantAllocated", f"{DAY}12:00", "sergeant o:64", ("warrant w1",), team="online abuse team", officer="o:60")
    assert judged(*waiting(1, "high"), given, until="2026-03-05T10:00").one("investigation.warrant-allocated").state.value == "done"


@pytest.mark.requirement("IN-087", part="duty")
def test_a_look_without_words_is_none_and_a_whole_one_gives_a_week() -> None:
    def due(**data: Any) -> Any:
        look = done("WarrantRiskReassessed", "2026-03-06T09:00", about=("warrant w1",), **data)
        return judged(*waiting(1, "high"), look, until="2026-03-06T10:00").one("investigation.warrant-risk").due_at

    assert (due(risk="high", text=""), due(risk="high", text="His daughter has moved in.")) == (moment("2026-03-09T09:00"), moment("2026-03-13T09:00"))


# IN-106: hits that say further work


def hit(n: int) -> Fact:
    """A hit is looked at and says that more is to be done."""
    about = (f"request q{n}", "unit u1")
    return done("DetectionTriaged", f"{DAY}09:00", "intelligence_officer o:8", about, finding="further_work", child_at_risk="not_known", why="New address.")


@pytest.mark.requirement("IN-106", part="duty")
def test_nine_hits_are_nine_tasks_and_demand_closes_none() -> None:
    world = judged(*(hit(n) for n in range(1, 10)), until="2026-03-17T09:00")

    owed = world.owed("investigation.detection-worked")
    assert {(o.term.owed_by, o.due_at, o.state.value) for o in owed} == {(OIC, moment("2026-03-04T23:59:59"), "overdue")}
    assert (len(owed), len({o.subject for o in owed})) == (9, 9)
    assert to(world, "investigation.detection-worked", DI) == ["09T23:59"] * 9
    assert to(world, "investigation.detection-worked", ACC) == ["16T23:59"] * 9
    closing = done("DetectionClosed", f"{NEXT}09:00", "sergeant o:64", ("request q1",), reason="demand", why="Nobody free until June.")
    assert refused(judged(hit(1), until=f"{NEXT}08:00"), closing) == {"investigation.detection-closing"}
    assert judged(hit(1), closing, until="2026-03-06T09:00").one("investigation.detection-worked").state.value == "overdue"


@pytest.mark.requirement("IN-106", part="duty")
def test_not_doing_one_is_a_detective_inspectors_by_name_until_a_day_and_the_chief_officer_reads_it_in_a_week() -> None:
    def accepted(by: str = "detective_inspector o:70", **data: Any) -> Fact:
        return done("DetectionRiskAccepted", f"{NEXT}09:00", by, ("request q1",), **{"why": "Two warrants with children first.", **data})

    until = {"until": "2026-03-12T09:00:00Z"}
    before = judged(hit(1), until=f"{NEXT}08:00")
    assert refused(before, accepted()) == refused(before, accepted("sergeant o:64", **until)) == {"investigation.detection-risk"}
    assert refused(before, accepted(**until)) == set()
    world = judged(hit(1), accepted(**until), until="2026-03-12T10:00")
    read = world.one("investigation.accepted-risk-read")
    assert (read.term.owed_by, read.due_at, read.state.value) == (ACC, moment("2026-03-10T09:00"), "overdue")
    assert to(world, "investigation.accepted-risk-read", ACC) == ["03T09:00", "10T09:00"]
    worked = world.one("investigation.detection-worked")
    assert (worked.term.owed_by, worked.due_at, worked.state.value) == (DI, moment("2026-03-12T09:00"), "overdue"), "until the day; then it is asked again"
    review = done("AcceptedRisksReviewed", "2026-03-09T10:00", "assistant_chief_constable o:1", ("unit u1", "request q1"), accepted=1, upheld=True)
    assert judged(hit(1), accepted(**until), review, until="2026-03-10T10:00").one("investigation.accepted-risk-read").state.value == "done"


# IN-074, IN-083: our note, the partner's minutes


def held(at: str = f"{DAY}15:00", n: int = 1) -> Fact:
    """A strategy discussion is held."""
    return fact("referrals.StrategyDiscussionHeld", at, "social_worker", about=(f"child c{n}", f"meeting m{n}"), decision="joint", outcome="Joint enquiries")


def paper(type: str, at: str, by: str = "sergeant o:62", n: int = 1, **data: Any) -> Fact:
    """A paper of the meeting."""
    return fact(f"referrals.{type}", at, by, about=(f"meeting m{n}",), **data)


@pytest.mark.requirement("IN-074", part="duty")
def test_a_meeting_without_our_own_note_by_midnight_is_told_whatever_minutes_may_come() -> None:
    minutes = paper("MinutesReceived", f"{DAY}20:00", "social_worker", meeting="strategy", agency="social_care")
    world = judged(held(), minutes, until=f"{NEXT}09:00")

    owed = world.one("referrals.meeting-note")
    assert (owed.due_at, owed.term.owed_by, owed.state.value) == (moment(f"{DAY}23:59:59"), DESK_SERGEANT, "overdue")
    assert to(world, "referrals.meeting-note", DESK_DI) == ["02T23:59"]
    note = paper("MeetingNoteMade", f"{DAY}17:00", decided="Joint visit tomorrow; the brother included.")
    assert judged(held(), note, until=f"{NEXT}09:00").one("referrals.meeting-note").state.value == "done"
    blank = paper("MeetingNoteMade", f"{DAY}17:00")
    assert judged(held(), blank, until=f"{NEXT}09:00").one("referrals.meeting-note").state.value == "overdue"


@pytest.mark.requirement("IN-074", part="duty")
def test_minutes_that_say_otherwise_are_told_and_settled_in_two_working_days() -> None:
    note = paper("MeetingNoteMade", f"{DAY}17:00", decided="The brother included.")
    differ = paper("MinutesCompared", f"{NEXT}11:00", differ=True, how="The brother is not in the minutes.")
    world = judged(held(), note, differ, until="2026-03-06T09:00")

    assert times(world, "referrals.minutes-differ") == [("03T11:00", ("sergeant@response", DESK_SERGEANT, DESK_DI))]
    owed = world.one("referrals.minutes-settled")
    assert (owed.due_at, owed.term.owed_by, owed.state.value) == (moment("2026-03-05T23:59:59"), DESK_SERGEANT, "overdue")
    assert to(world, "referrals.minutes-settled", DESK_DI) == ["05T23:59"]
    same = paper("MinutesCompared", "2026-03-04T11:00", differ=False)
    assert judged(held(), note, differ, same, until="2026-03-06T09:00").one("referrals.minutes-settled").state.value == "done"
    alike = judged(held(), note, same, until="2026-03-06T09:00")
    assert (alike.owed("referrals.minutes-settled"), flagged(judged(held(), note, until=f"{NEXT}09:00"), same)) == ([], set())


@pytest.mark.requirement("IN-083", part="duty")
def test_minutes_are_chased_on_the_sixth_working_day_and_the_strategic_lead_is_told_on_the_tenth() -> None:
    world = judged(held(), held(n=2), paper("MinutesReceived", "2026-03-06T10:00", "social_worker", 2, meeting="strategy"), until="2026-03-17T09:00")

    owed = {o.subject.ref: o for o in world.owed("referrals.strategy-minutes")}
    assert {ref: (o.term.owed_by, o.due_at, o.state.value) for ref, o in owed.items()} == {
        "c1": (MANAGER, moment("2026-03-09T23:59:59"), "overdue"), "c2": (MANAGER, moment("2026-03-09T23:59:59"), "done"),
    }
    assert to(world, "referrals.strategy-minutes", DESK_SERGEANT) == ["09T23:59"], "five working days are out: the sixth begins"
    assert [when for when in to(world, "referrals.strategy-minutes", MANAGER) if when == "09T23:59"] == ["09T23:59"]
    assert to(world, "referrals.strategy-minutes", STRATEGIC)[0] == "16T23:59", "ten"
    assert to(world, "referrals.strategy-minutes", DESK_DI) == ["16T23:59"]
    chased = fact("governance.PartnerReminded", "2026-03-10T09:00", "sergeant o:62", about=("meeting m1", "child c1"), what="minutes", agency="la:north")
    assert judged(held(), chased, until="2026-03-12T09:00").one("referrals.strategy-minutes").state.value == "overdue", "a chaser brings no minutes"
