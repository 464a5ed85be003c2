"""The rows of children whom an offender reaches and of who tells whom (RO-004, RO-031 to RO-037), each by its evidence, as amended."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

import pytest

from tests.law.examples import World, fact, judged
from tests.law.managed import DI, OM, SERGEANT, done, reviewed
from tests.law.scenes import DAY, NEXT, at, refused, times, to
from tutela.facts import Fact
from tutela.law.worked import moment

DSU, ACC = "detective_superintendent@offenders", "assistant_chief_constable@force"
CLOCKS: Final = ("offenders.child-referral", "offenders.child-safety-check", "offenders.disclosure")
PAIR: Final = ("offender o1", "child c1")
WHY: Final = "She is the witness; the trial is on Monday."


def found(at: str = f"{DAY}10:00", **data: Any) -> Fact:
    """It is learnt that the offender reaches a child."""
    return done("ChildContactFound", at, about=PAIR, **{"how": "new partner's daughter", "kind": "contact", **data})


def notice(at: str) -> Fact:
    """A public protection notice is made about the child."""
    return fact("referrals.NoticeMade", at, "offender_manager o:70", about=("child c1",), aware_complete=True, grade="red", what="He is alone with her.")


def states(world: World, *codes: str) -> dict[str, str]:
    """Where the child's duties stand."""
    return {code: world.one(code).state.value for code in codes or CLOCKS}


# RO-004: three clocks for the daughter


def related(at: str, *people: str, relation: str) -> Fact:
    """How two persons stand to each other."""
    return fact("people.RelationshipRecorded", at, "offender_manager o:70", about=people, relation=relation)


@pytest.mark.requirement("RO-004", part="duty")
def test_a_new_partner_has_a_daughter_and_three_clocks_open_for_her() -> None:
    world = judged(found(), until=f"{DAY}10:30")

    assert {code: (world.one(code).due_at, world.one(code).term.owed_by) for code in CLOCKS} == {
        "offenders.child-referral": (moment(f"{DAY}23:59:59"), OM),
        "offenders.child-safety-check": (moment(f"{NEXT}10:00"), OM),
        "offenders.disclosure": (moment(f"{NEXT}10:00"), OM),
    }
    assert {str(world.one(code).subject.ref) for code in CLOCKS} == {"c1"}
    both = judged(found(), done("ChildContactFound", f"{DAY}10:00", about=("offender o1", "child c2"), how="her son"), until=f"{DAY}10:30")
    assert [len(both.owed(code)) for code in CLOCKS] == [2, 2, 2], "each child has their own"


@pytest.mark.requirement("RO-004", part="duty")
def test_the_partners_record_names_the_daughter_and_whether_he_reaches_her_is_asked_the_same_day() -> None:
    mother = related("2024-05-01T10:00", "adult p2", "child c1 as daughter", relation="parent")
    partner = related(f"{DAY}10:00", "offender o1", "adult p2 as partner", relation="partner")
    world = judged(mother, partner, until=f"{NEXT}09:00")

    owed = world.one("offenders.partners-child")
    assert (owed.term.owed_by, owed.due_at, owed.state.value) == (OM, moment(f"{DAY}23:59:59"), "overdue")
    assert times(world, "offenders.partners-child") == [("02T10:00", (OM,)), ("02T23:59", (SERGEANT,))]
    assert judged(partner, until=f"{NEXT}09:00").owed("offenders.partners-child") == [], "no child of hers is on record"


@pytest.mark.requirement("RO-004", part="duty")
def test_none_of_the_three_closes_from_the_offenders_side() -> None:
    visit = done("VisitMade", f"{DAY}11:00", announced=False, crew="pair", seen=True, children_present=False, text="Child safe and well.")
    noted = done("SupervisionRecorded", f"{DAY}12:00", "sergeant o:80", plan_adequate=True, next_action="Call at her school", next_by="2026-03-09",
                 text="The child is referred and safe, I am told.")
    bare = [done("ChildSeenSafe", f"{DAY}13:00", about=("child c1",)), done("DisclosureDecided", f"{DAY}13:00", about=PAIR, disclose=True)]
    world = judged(found(), visit, noted, *bare, until=f"{DAY}14:00")
    assert set(states(world).values()) == {"open"}, "no notice; nobody who saw her; nobody who is to be told"

    evidence = [
        notice(f"{DAY}14:00"), done("ChildSeenSafe", f"{DAY}15:00", about=("child c1",), by="social_worker", how="At school, alone."),
        done("DisclosureDecided", f"{DAY}16:00", "detective_inspector o:71", about=PAIR, disclose=True, to="mother", content="Not alone with her."),
    ]
    for one, code in zip(evidence, ("offenders.child-referral", "offenders.child-safety-check", "offenders.disclosure"), strict=True):
        closed = states(judged(found(), one, until=f"{DAY}17:00"))
        assert {c for c, state in closed.items() if state == "done"} == {code}, "each by its own evidence, and no other"


# RO-031, RO-037: to tell, or not to tell


@pytest.mark.requirement("RO-031", part="duty")
def test_contact_found_and_nothing_done_is_two_late_duties_and_more_than_four_alerts_in_a_day() -> None:
    world = judged(found(), until=f"{NEXT}10:00:01")

    assert states(world, "offenders.child-referral", "offenders.disclosure") == {"offenders.child-referral": "overdue", "offenders.disclosure": "overdue"}
    assert times(world, "offenders.child-referral") == [("02T10:00", (OM,)), ("02T14:00", (OM,)), ("02T18:00", (SERGEANT,)), ("03T10:00", (DI,))]
    assert times(world, "offenders.disclosure") == [("02T10:00", (OM,)), ("03T10:00", (DI, SERGEANT))]


@pytest.mark.requirement("RO-031", part="duty")
@pytest.mark.parametrize(("by", "why", "state"), [
    ("offender_manager o:70", WHY, "open"), ("sergeant o:80", WHY, "open"), ("detective_inspector o:71", "", "open"), ("detective_inspector o:71", WHY, "done"),
])
def test_not_to_tell_needs_a_detective_inspector_and_the_reason(by: str, why: str, state: str) -> None:
    declined = done("DisclosureDecided", f"{DAY}15:00", by, about=PAIR, disclose=False, why=why)
    world = judged(found(), declined, until=f"{DAY}16:00")

    assert world.one("offenders.disclosure").state.value == state
    assert to(world, "offenders.not-to-tell", DI) == (["02T15:00"] if state == "open" else [])


@pytest.mark.requirement("RO-037", part="duty")
def test_a_decision_on_disclosure_that_pends_25_hours_is_told() -> None:
    world = judged(found(), done("DisclosureProposed", f"{DAY}12:00", about=PAIR, to="mother", why="She leaves them alone."), until=f"{NEXT}11:00")

    assert times(world, "offenders.disclosure") == [("02T10:00", (OM,)), ("03T10:00", (DI, SERGEANT))]
    assert to(judged(found(), until=f"{NEXT}09:59"), "offenders.disclosure", DI) == [], "not before the day is over"


@pytest.mark.requirement("RO-037", part="duty")
@pytest.mark.requirement("RO-031", part="duty")
def test_told_is_not_understood_and_the_plan_that_ends_it_is_the_childs() -> None:
    decided = done("DisclosureDecided", f"{DAY}12:00", "detective_inspector o:71", about=PAIR, disclose=True, to="mother", by_when=f"{DAY}18:00")
    asked = done("OffenderAskedToDisclose", f"{DAY}12:30", about=PAIR, words="I will tell her tonight.")
    late = judged(found(), decided, asked, until=f"{DAY}19:00")
    assert times(late, "offenders.disclosure-given")[-1] == ("02T18:00", (SERGEANT, DI)), "that he was asked to say it is no disclosure"

    given = done("DisclosureGiven", f"{DAY}17:00", about=PAIR, to="mother", how="in_person", together_with="social_worker")
    dazed = done("DisclosureFollowedUp", "2026-03-04T10:00", about=PAIR, understood=False, acted=False, reaction="Does not believe it.")
    plan = done("DisclosureFollowedUp", "2026-03-05T10:00", about=PAIR, understood=True, acted=True, plan="Never alone with him; ring 101.")

    def after(*acts: Fact) -> str:
        return judged(found(), decided, given, *acts, until="2026-03-06T10:00").one("offenders.disclosure-followed-up").state.value

    assert (after(), after(dazed), after(dazed, plan)) == ("open", "open", "done"), "who does not believe it protects nobody yet"
    owed = judged(found(), decided, given, until="2026-03-10T10:00").one("offenders.disclosure-followed-up")
    assert (str(owed.subject.ref), owed.due_at, owed.state.value) == ("c1", moment("2026-03-09T17:00"), "overdue")


# RO-032, RO-033: two days, two weeks


@pytest.mark.requirement("RO-032", part="duty")
def test_contact_known_on_day_0_and_referred_on_day_2_is_three_alerts_and_48_hours() -> None:
    world = judged(found(kind="mentioned"), notice("2026-03-04T10:00"), until="2026-03-09T10:00")

    assert times(world, "offenders.child-referral") == [
        ("02T10:00", (OM,)), ("02T14:00", (OM,)), ("02T18:00", (SERGEANT,)), ("03T10:00", (DI,)),
    ], "as it opens, and then three; none once it is done"
    owed = world.one("offenders.child-referral")
    assert owed.settled_at is not None
    assert (owed.settled_at - owed.origin, owed.state.value) == (timedelta(hours=48), "done late")


@pytest.mark.requirement("RO-033", part="as amended (C63): the inspector in the same shift, the superintendent at 24 hours, the chief officer at 72")
def test_a_nephew_named_on_day_0_and_seen_on_day_14_climbs_the_whole_ladder() -> None:
    seen = done("ChildSeenSafe", "2026-03-16T10:00", about=("child c1",), by="social_worker", how="At home, alone.", alone=True)
    world = judged(found(how="nephew", kind="can_reach"), seen, until="2026-03-20T10:00")

    shift, *rest = [(at(alert), alert.to) for alert in world.told("offenders.child-safety-check") if alert.rung]
    assert shift == ("02T15:00", (DI,)), "the end of the early shift"
    assert rest == [
        ("03T10:00", (DSU, SERGEANT)), ("05T10:00", (ACC,)), ("12T10:00", (ACC,)),
    ], "again each week while nothing changes, and not after the child was seen"
    assert world.one("offenders.child-safety-check").state.value == "done late"
    asks = {alert.to: alert.asks for alert in world.told("offenders.child-safety-check")}
    assert (asks[(DSU, SERGEANT)], asks[(ACC,)]) == ("ask.risk-decision", "ask.risk-decision")


@pytest.mark.requirement("RO-033", part="as amended (C63): the inspector in the same shift, the superintendent at 24 hours, the chief officer at 72")
def test_who_asks_for_a_check_or_finds_nobody_at_home_has_not_seen_the_child() -> None:
    asked = done("SafetyCheckAsked", f"{DAY}11:00", about=PAIR, of_whom="social_worker", by_when=f"{DAY}16:00")
    missed = done("ChildNotSeen", f"{DAY}16:00", about=("child c1",), by="offender_manager", why="Nobody at home.")
    world = judged(found(), asked, missed, until=f"{NEXT}10:01")

    assert states(world, "offenders.child-safety-check") == {"offenders.child-safety-check": "overdue"}


# RO-034: no expiry, and nothing is reviewed or closed past it


@pytest.mark.requirement("RO-034", part="duty")
def test_a_notice_is_owed_still_on_day_60_and_told_each_week() -> None:
    world = judged(found(), until="2026-05-01T10:00")

    assert states(world, "offenders.child-referral") == {"offenders.child-referral": "overdue"}
    assert [alert.at - moment(f"{DAY}10:00") for alert in world.told("offenders.child-referral") if DSU in alert.to] == [
        timedelta(days=3 + 7 * week) for week in range(9)
    ]


@pytest.mark.requirement("RO-034", part="as amended: the review is kept and counts for nothing until the child is referred; lowering and closing are refused")
def test_a_supervisor_deals_with_the_notice_first() -> None:
    level = done("RiskLevelSet", "2026-04-01T10:00", "sergeant o:80", level="high", why="A child in reach.")

    def review(*acts: Fact) -> World:
        return judged(found(), level, *acts, reviewed("2026-04-10T10:00"), until="2026-04-10T11:00")

    before = review()
    assert before.one("offenders.supervision").state.value == "open"
    assert to(before, "offenders.review-decides", DI) == ["10T09:00"]
    after = review(notice("2026-04-10T09:00"))
    assert after.owed("offenders.supervision")[0].state.value == "done"
    assert after.told("offenders.review-decides") == []


@pytest.mark.requirement("RO-034", part="duty")
def test_no_file_is_closed_and_no_level_lowered_while_the_notice_is_owed_nor_by_a_notice_of_another_year() -> None:
    asked = done("RegisterDischargeRequested", "2026-04-09T10:00", reason="Period over.", final_review=True)
    fresh = done("RiskAssessmentMade", "2026-04-09T10:00", tool="arms", level="medium", where="home", text="Isolated; works again.")
    lowering = done("RiskLoweringRequested", "2026-04-09T11:00", level="medium", reason="As assessed.", new_information=fresh.id)
    closed = done("RegisterDischargeApproved", "2026-04-10T10:00", "sergeant o:80", requested_by="o:70", reason="Nothing owed.")
    lowered = done("RiskLoweringApproved", "2026-04-10T10:00", "sergeant o:80", requested_by="o:70", level="medium", reason="As assessed.")

    def stops(*acts: Fact) -> set[str]:
        world = judged(*acts, found(), asked, fresh, lowering, until="2026-04-10T09:30")
        grounds = {"offenders.discharge-grounds", "offenders.lowering-grounds"}
        return (refused(world, closed) | refused(world, lowered)) & grounds

    assert stops() == {"offenders.discharge-grounds", "offenders.lowering-grounds"}
    assert stops(notice("2023-05-01T10:00")) == {"offenders.discharge-grounds", "offenders.lowering-grounds"}
    assert stops(notice("2026-04-10T09:00")) == set()


# RO-035: concerns that add up


@pytest.mark.requirement("RO-035", part="duty")
@pytest.mark.parametrize("warned", [True, False])
def test_a_deleted_history_and_then_a_child_are_assessed_again_and_the_earlier_warning_is_shown(warned: bool) -> None:
    deleted = done("ConcernNoted", "2025-11-03T10:00", what="history_deleted", text="Browser empty since Friday.")
    warning = [done("WarningGiven", "2025-11-03T11:00", form="oral", words="Keep the history.")] if warned else []
    world = judged(deleted, *warning, found(), until=f"{DAY}12:00")

    assert times(world, "offenders.concerns") == [("02T10:00", (OM, SERGEANT))]
    (seen,) = world.told("offenders.concerns")
    assert seen.because[0]["with"] == {"count": 2, "window_days": 365, "warned_before": warned}
    owed = world.one("offenders.assess-again")
    assert (owed.term.owed_by, owed.opened_at, owed.due_at) == (OM, moment(f"{DAY}10:00"), moment("2026-03-16T10:00"))


@pytest.mark.requirement("RO-035", part="duty")
def test_one_concern_or_one_of_two_years_ago_asks_for_nothing() -> None:
    deleted = done("ConcernNoted", "2024-11-04T10:00", what="history_deleted")

    assert judged(deleted, found(), until=f"{DAY}12:00").told("offenders.concerns") == []
    assert judged(found(), until=f"{DAY}12:00").owed("offenders.assess-again") == []
