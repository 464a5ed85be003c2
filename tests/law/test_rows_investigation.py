"""The rows of a child's investigation: referral, allocation, review, stall, the suspect's children (IN-006 to IN-076), each by its evidence, as amended."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

import pytest

from tests.law.examples import fact, judged
from tests.law.scenes import flagged, refused, times, to
from tutela.facts import Fact
from tutela.law.worked import Happened, moment, one

OIC, SERGEANT, DI = "investigator@investigation", "sergeant@investigation", "detective_inspector@investigation"
DCI, SUPERINTENDENT, ACC = "detective_chief_inspector@investigation", "detective_superintendent@investigation", "assistant_chief_constable@force"
DESK_DI, DESK_SERGEANT = "detective_inspector@referrals", "sergeant@referrals"
DAY, NEXT = "2026-03-02T", "2026-03-03T"
CASE: Final = ("investigation v1",)


def done(type: str, at: str, by: str = "investigator o:60", about: tuple[str, ...] = CASE, **data: Any) -> Fact:
    """Something about the investigation."""
    return fact(f"investigation.{type}", at, by, about=about, **data)


def opened(at: str = f"{DAY}09:00", about: tuple[str, ...] = ("investigation v1", "child c1 as victim"), **data: Any) -> Fact:
    """A child's case is opened."""
    return done("Opened", at, "system", about, **{"offence": "rape", "abuse": ["rape"], **data})


# IN-006, IN-009, IN-036: the child whom the force knows of


def warrant(at: str = f"{DAY}09:00", **data: Any) -> Fact:
    """A warrant is asked for at an address."""
    said = {"power": "protection_of_children_act", "risk": "high", "children_at_address": "yes", **data}
    return done("WarrantAsked", at, about=("warrant w1", "investigation v1"), **said)


def social_care(at: str, about: tuple[str, ...] = ("child c2", "investigation v1"), **data: Any) -> Fact:
    """A named person of social care is told."""
    said = {"matter": "concern", "to": "local_authority", "person": "Duty worker Okafor", "how": "call", **data}
    return fact("sharing.Told", at, "investigator o:60", about=about, **said)


@pytest.mark.requirement("IN-006", part="duty")
@pytest.mark.parametrize("there", ["yes", "not_known"])
def test_a_warrant_with_a_child_whom_nobody_referred_is_both_inspectors_after_a_day(there: str) -> None:
    world = judged(warrant(children_at_address=there), until="2026-03-05T10:00")

    owed = world.one("referrals.warrant-children")
    assert (owed.due_at, owed.term.owed_by, owed.state.value) == (moment(f"{NEXT}09:00"), OIC, "overdue")
    assert to(world, "referrals.warrant-children", DI) == to(world, "referrals.warrant-children", DESK_DI) == ["03T09:00"]
    assert to(world, "referrals.warrant-children", SUPERINTENDENT) == ["05T09:00"]


@pytest.mark.requirement("IN-006", part="duty")
def test_no_child_there_or_social_care_told_by_name_owes_nothing() -> None:
    assert judged(warrant(children_at_address="no"), until=f"{NEXT}10:00").owed("referrals.warrant-children") == []
    assert judged(warrant(social_care_told=True), until=f"{NEXT}10:00").owed("referrals.warrant-children") == []
    told = judged(warrant(), social_care(f"{DAY}12:00"), until=f"{NEXT}10:00")
    assert told.one("referrals.warrant-children").state.value == "done"
    assert to(told, "referrals.warrant-children", DI) == []
    nobody = judged(warrant(), social_care(f"{DAY}12:00", person=""), until=f"{NEXT}10:00")
    assert nobody.one("referrals.warrant-children").state.value == "overdue"


def named(known: str, at: str, about: tuple[str, ...] = ("child c2", "investigation v1")) -> Fact:
    """A child at the suspect's address is on the crime; the force knew of them from its intelligence."""
    return one(Happened(
        fact="investigation.OtherChildNamed", by="intelligence_officer o:8", at=at, known=known, about=about, id=f"named {about}",
        data={"route": "suspects_own", "found_in": "intelligence", "named": True, "how": "School record."},
    ), 0)


@pytest.mark.requirement("IN-009", part="duty")
def test_the_clock_of_a_child_runs_from_the_intelligence_and_not_from_the_search() -> None:
    search = done("WarrantExecuted", "2026-03-20T06:00", about=("warrant w1", "investigation v1"), children_present=1)
    world = judged(named(f"{DAY}09:00", f"{DAY}09:00"), search, until="2026-03-20T07:00")

    owed = world.one("referrals.known-child")
    assert (owed.origin, owed.due_at, owed.term.owed_by) == (moment(f"{DAY}09:00"), moment(f"{NEXT}09:00"), OIC)
    assert owed.state.value == "overdue"
    entered = one(Happened(
        fact="investigation.OtherChildNamed", by="investigator o:60", at=f"{DAY}09:00", known=f"{DAY}09:00", recorded="2026-03-10T09:00",
        about=("child c2", "investigation v1"), data={"route": "suspects_own", "named": True, "how": "School record."},
    ), 0)
    assert judged(entered, until="2026-03-10T10:00").one("referrals.known-child").origin == moment(f"{DAY}09:00"), "entered late: known no later"


@pytest.mark.requirement("IN-036", part="duty")
def test_forty_two_days_known_and_not_referred_by_the_ladder_of_the_amended_row() -> None:
    known, referred = "2022-03-01T10:00", "2022-04-12T10:00"
    base = (opened("2022-03-01T09:00"), named(known, known))
    silent = judged(*base, until="2022-04-12T09:59")

    first = {address: to(silent, "referrals.known-child", address)[0] for address in (OIC, SERGEANT, DI, SUPERINTENDENT, ACC)}
    assert first == {OIC: "01T10:00", SERGEANT: "01T10:00", DI: "01T15:00", SUPERINTENDENT: "02T10:00", ACC: "04T10:00"}
    owed = judged(*base, social_care(referred), until="2022-04-12T11:00").one("referrals.known-child")
    assert owed.settled_at is not None
    assert (owed.state.value, (owed.settled_at - owed.origin)) == ("done late", timedelta(days=42) - timedelta(hours=1)), "the clocks went forward"
    again = one(Happened(
        fact="investigation.OtherChildNamed", by="investigator o:60", at="2022-04-11T10:00", about=("child c2", "investigation v1"),
        data={"route": "suspects_own", "named": True, "how": "Seen at the search."},
    ), 0)
    assert judged(*base, again, until="2022-04-12T09:59").one("referrals.known-child").origin == moment(known), "a later entry moves nothing"


# IN-008, IN-034: the review


WHOLE: Final[dict[str, Any]] = {
    "text": "Reviewed.", "children": "Both sons stay with their mother; seen on Friday.", "victim_contact": "Spoke to her father on Friday.",
    "suspect_risk": "Low; his doctor knows.", "wider": [{"route": "suspects_own", "answer": "Two sons; not there since May."}],
    "tasks": [{"what": "Download her phone", "who": "DC Farrow", "by_when": "2026-03-20T17:00:00Z"}],
}


def review(at: str = "2026-03-16T10:00", **data: Any) -> Fact:
    """A sergeant's review."""
    return done("Reviewed", at, "sergeant o:64", **{**WHOLE, **data})


@pytest.mark.requirement("IN-008", part="duty")
def test_a_review_that_sets_nothing_and_says_not_why_is_kept_and_does_not_count() -> None:
    bare = review(tasks=[])
    world = judged(opened(), bare, until="2026-03-30T12:00")

    assert refused(judged(opened(), until="2026-03-16T09:00"), bare) == set(), "amendments 1: saved as an entry"
    assert {who for _, told in times(world, "investigation.review-whole") for who in told} == {"sergeant@response", SERGEANT, DI}
    assert (world.one("investigation.review").due_at, world.one("investigation.review").state.value) == (moment("2026-03-30T10:00"), "overdue")
    for counts in (review(), review(tasks=[], nothing_more_because="Charged on Friday; the file is with the prosecutor.")):
        assert flagged(judged(opened(), until="2026-03-16T09:00"), counts) == set()
        assert judged(opened(), counts, until="2026-03-30T12:00").one("investigation.review").due_at == moment("2026-04-13T11:00")


@pytest.mark.requirement("IN-008", part="duty")
@pytest.mark.parametrize("blank", ["children", "victim_contact", "suspect_risk"])
def test_a_review_begins_with_the_child(blank: str) -> None:
    assert flagged(judged(opened(), until="2026-03-16T09:00"), review(**{blank: ""})) == {"investigation.review-whole"}


# IN-010: strategy discussions


def held(at: str, agencies: tuple[str, ...] = ("police", "social_care", "health"), of: int = 1) -> Fact:
    """A strategy discussion is held."""
    return fact(
        "referrals.StrategyDiscussionHeld", at, "social_worker", about=(f"child c{of}", f"meeting m{of}"), decision="joint", outcome="Joint enquiries",
        agencies=list(agencies),
    )


@pytest.mark.requirement("IN-010", part="duty")
def test_from_request_to_discussion_is_counted_and_a_discussion_without_the_police_is_told() -> None:
    asked = [fact("referrals.StrategyDiscussionAsked", f"{DAY}10:00", "sergeant o:62", about=(f"child c{n}",), why="Bruise on a baby.") for n in (1, 2)]
    world = judged(*asked, held(f"{NEXT}15:00"), held("2026-03-06T10:00", ("social_care", "health"), 2), until="2026-03-06T11:00")

    owed = {o.subject.ref: o for o in world.owed("referrals.strategy-held")}
    assert {ref: (o.settled_at and o.settled_at - o.origin, o.state.value) for ref, o in owed.items()} == {
        "c1": (timedelta(hours=29), "done"), "c2": (timedelta(days=4), "done late"),
    }
    assert {o.due_at for o in owed.values()} == {moment(f"{NEXT}23:59:59")}
    assert times(world, "referrals.strategy-agencies") == [("06T10:00", (DESK_DI,))]


@pytest.mark.requirement("IN-010", part="duty")
def test_a_task_of_the_discussion_is_its_owners_and_a_partners_is_not() -> None:
    def set_(agency: str, to_: str, ref: str) -> Fact:
        return fact(
            "referrals.MeetingActionSet", f"{NEXT}15:00", "social_worker", about=(f"action {ref}", "meeting m1"), what="Joint visit", agency=agency, to=to_,
            by_when="2026-03-05T17:00:00Z",
        )

    world = judged(set_("police", OIC, "a1"), set_("health", "", "a2"), until="2026-03-06T09:00")
    ours, theirs = world.one("referrals.meeting-action", "action a1"), world.one("referrals.meeting-action", "action a2")
    assert (ours.term.owed_by, ours.due_at, ours.state.value) == (OIC, moment("2026-03-05T17:00"), "overdue")
    assert theirs.term.owed_by == "marac_coordinator@referrals"


# IN-069: the stall


@pytest.mark.requirement("IN-069")
def test_from_june_to_december_each_rung_of_the_stall_is_told_on_its_day() -> None:
    progress = [done("ProgressMade", at, what="Her friend's account") for at in ("2022-06-20T10:00", "2022-07-01T10:00")]
    notes = [done("NoteEntered", f"2022-{month:02}-05T10:00", text="Reviewed; still waiting.") for month in (8, 9, 10, 11)]
    world = judged(opened("2022-06-13T09:00"), *progress, *notes, until="2022-12-13T10:00")

    alerts = [(a.at.date().isoformat(), a.to[-1]) for a in world.told("investigation.progress") if a.rung]
    assert alerts[:4] == [("2022-07-15", OIC), ("2022-07-22", DI), ("2022-07-29", DCI), ("2022-08-12", SUPERINTENDENT)], "14, 21, 28 and 42 days from 1 July"
    assert alerts[4:] == [(day, SUPERINTENDENT) for day in ("2022-09-09", "2022-10-07", "2022-11-04", "2022-12-02")], "again each four weeks: notes are none"
    assert SERGEANT in next(a.to for a in world.told("investigation.progress") if a.at.date().isoformat() == "2022-07-15")


@pytest.mark.requirement("IN-069", part="duty")
@pytest.mark.parametrize(("given", "refuses", "due"), [
    ({"why": "The funeral.", "until": "2026-05-01T09:00:00Z", "approved_by": "o:64"}, False, "2026-05-08T10:00"),
    ({"why": "The funeral.", "approved_by": "o:64"}, True, "2026-03-16T09:00"),
    ({"until": "2026-05-01T09:00:00Z", "approved_by": "o:64"}, True, "2026-03-16T09:00"),
    ({"why": "The funeral.", "until": "2026-05-01T09:00:00Z", "approved_by": "o:60"}, True, "2026-03-16T09:00"),
])
def test_a_pause_has_a_reason_a_day_and_anothers_approval_or_stops_nothing(given: dict[str, Any], refuses: bool, due: str) -> None:
    pause = done("ProgressPaused", "2026-03-09T09:00", **given)

    assert bool(refused(judged(opened(), until="2026-03-09T08:00"), pause)) is refuses
    assert judged(opened(), pause, until="2026-03-10T09:00").one("investigation.progress").due_at == moment(due)


# IN-065, IN-066: the suspect's own children


SUSPECT: Final = ("offender o1 as suspect", "investigation v1")


@pytest.mark.requirement("IN-066", part="duty")
def test_a_suspect_on_bail_with_children_of_his_own_and_a_condition_for_the_victim_alone() -> None:
    def bailed(*protects: str) -> Fact:
        return done(
            "SuspectBailed", f"{DAY}15:00", "custody_sergeant o:80", SUSPECT, until="2026-06-02T14:00:00Z", arrested_on="2026-03-02",
            conditions=[{"what": "No contact", "protects": list(protects)}], can_reach=["c2", "c3"],
        )

    world = judged(bailed("c1"), until=f"{DAY}16:00")
    owed = world.one("investigation.children-in-reach")
    assert (owed.opened_at, owed.term.owed_by, owed.findings[0].having) == (moment(f"{DAY}15:00"), DI, (("count", 2),))
    assert {who for _, told in times(world, "investigation.children-in-reach") for who in told} == {DI, OIC, SERGEANT}
    assert judged(bailed("c1", "c2", "c3"), until=f"{DAY}16:00").owed("investigation.children-in-reach") == []


@pytest.mark.requirement("IN-066", part="duty")
def test_the_gap_closes_by_a_condition_for_each_child_or_a_detective_inspectors_name() -> None:
    bailed = done("SuspectBailed", f"{DAY}15:00", "custody_sergeant o:80", SUSPECT, conditions=[{"what": "No contact", "protects": ["c1"]}],
                  can_reach=["c2", "c3"])

    def state(*acts: Fact) -> str:
        return judged(bailed, *acts, until=f"{DAY}18:00").one("investigation.children-in-reach").state.value

    def varied(*protects: str) -> Fact:
        return done("BailVaried", f"{DAY}17:00", "custody_sergeant o:80", SUSPECT, conditions=[{"what": "No child", "protects": list(protects)}])

    def accepted(by: str, *reach: str) -> Fact:
        return done("ReleaseRiskAccepted", f"{DAY}17:00", by, SUSPECT, can_reach=list(reach), why="Their mother moved.", instead="Weekly visits.")

    assert (state(varied("c1", "c2")), state(varied("c1", "c2", "c3"))) == ("open", "done")
    assert (state(accepted("sergeant o:64", "c2", "c3")), state(accepted("detective_inspector o:70", "c2"))) == ("open", "open")
    assert state(accepted("detective_inspector o:70", "c2", "c3")) == "done"
    broken = done("BailBreachFound", f"{DAY}17:00", about=SUSPECT, condition="No contact", how="Messages.")
    again = judged(bailed, broken, until=f"{DAY}18:00").one("investigation.risk-again")
    assert (again.due_at, again.term.owed_by) == (moment(f"{DAY}23:59:59"), OIC)


QUOTED: Final = "I would never do anything like this as I have children of my own."


@pytest.mark.requirement("IN-065", part="duty")
def test_what_he_says_at_the_desk_of_his_own_children_is_checked_before_the_shift_ends() -> None:
    held = fact("custody.DetentionAuthorised", f"{DAY}10:00", "custody_sergeant o:80", about=("detention dt1", "offender o1"), offence="rape")
    said = fact("custody.SpokenInDetention", f"{DAY}11:00", "custody_sergeant o:80", about=("detention dt1",), words=QUOTED, to_whom="custody officer")
    world = judged(held, said, until=f"{NEXT}12:00")

    owed = world.one("investigation.child-access")
    assert (owed.opened_at, owed.due_at, owed.term.owed_by) == (moment(f"{DAY}11:00"), moment(f"{DAY}15:00"), OIC)
    assert (to(world, "investigation.child-access", SERGEANT), to(world, "investigation.child-access", DI)) == (["02T15:00"], ["03T11:00"])
    checked = done("ChildAccessChecked", f"{DAY}14:00", about=("offender o1",), found=True, how="School and his sister.", what="Two sons.")
    assert judged(held, said, checked, until=f"{NEXT}12:00").one("investigation.child-access").state.value == "done"
    unsaid = done("ChildAccessChecked", f"{DAY}14:00", about=("offender o1",), found=True)
    assert judged(held, said, unsaid, until=f"{DAY}15:30").one("investigation.child-access").state.value == "overdue", "it says how it was found out"


@pytest.mark.requirement("IN-065", part="duty")
@pytest.mark.parametrize(("words", "asks"), [
    (QUOTED, 1), ("Lives with his girlfriend and her two kids.", 1), ("My daughter stays at weekends.", 1), ("I have no children.", 0),
    ("I don\u2019t have any kids.", 0), ("I want to go home.", 0), ("She is only a child.", 0),
])
def test_words_at_the_desk_that_speak_of_children_open_the_check(words: str, asks: int) -> None:
    held = fact("custody.DetentionAuthorised", f"{DAY}10:00", "custody_sergeant o:80", about=("detention dt1", "offender o1"), offence="rape")
    said = fact("custody.SpokenInDetention", f"{DAY}11:00", "custody_sergeant o:80", about=("detention dt1",), words=words)

    assert len(judged(held, said, until=f"{DAY}12:00").owed("investigation.child-access")) == asks


@pytest.mark.requirement("IN-065", part="duty")
def test_released_before_anybody_checked_is_a_detective_inspectors_risk_and_is_never_refused() -> None:
    out = done("SuspectReleased", f"{DAY}13:00", "custody_sergeant o:80", SUSPECT, access_to_children="not_known", why_not_bail="Phones take a year.")
    world = judged(out, until=f"{DAY}13:30")

    assert refused(judged(opened(), until=f"{DAY}12:00"), out) == set()
    owed = world.one("investigation.children-in-reach")
    assert (owed.term.owed_by, to(world, "investigation.children-in-reach", DI)) == (DI, ["02T13:00"])
    none = done("SuspectReleased", f"{DAY}13:00", "custody_sergeant o:80", SUSPECT, access_to_children="no")
    assert judged(none, until=f"{DAY}13:30").owed("investigation.children-in-reach") == []


# IN-076: nobody's case


@pytest.mark.requirement("IN-076", part="duty")
def test_each_childs_case_that_nobody_has_is_told_after_a_day_since_december_2018() -> None:
    crimes = [opened(f"{day}T09:00", (f"investigation v{n}", f"child c{n} as victim")) for n, day in enumerate(("2018-12-03", "2019-02-04", "2019-03-11"))]
    taken = done("OfficerAllocated", "2019-02-04T15:00", "sergeant o:64", ("investigation v1",), officer="o:60", skills=["pip2", "scaidp"])
    world = judged(*crimes, taken, until="2019-03-11T12:00")

    owed = world.owed("investigation.allocated")
    assert [(o.subject.ref, o.state.value) for o in owed] == [("v0", "overdue"), ("v1", "done"), ("v2", "open")]
    assert owed[0].due_at == moment("2018-12-04T09:00")
    assert to(world, "investigation.allocated", DI) == ["04T09:00"], "only the case of December"
    triaged = done("UnallocatedCrimeTriaged", "2018-12-03T10:00", "sergeant o:64", ("investigation v0",), risk="high", why="He lives with her.")
    assert judged(crimes[0], triaged, until="2019-03-11T12:00").one("investigation.allocated").state.value == "overdue", "a triage is no allocation"


# IN-034: think wider


@pytest.mark.requirement("IN-034", part="asked way by way at the opening, and answered by a review that does; each later review is not held to it")
def test_which_other_children_he_can_reach_is_asked_at_the_opening_and_a_review_without_the_block_answers_nothing() -> None:
    def reviewed(**data: Any) -> Fact:
        return done("Reviewed", f"{DAY}15:00", "sergeant o:80", text="Take her account first.", directs=True, children="At her aunt's, seen today.", **data)

    asked = judged(opened(), until=f"{DAY}16:00").one("investigation.wider-risk")
    assert (asked.opened_at, asked.term.owed_by, asked.state.value) == (moment(f"{DAY}09:00"), OIC, "open")
    assert judged(opened(), reviewed(), until=f"{DAY}16:00").one("investigation.wider-risk").state.value == "open", "the block is not there"
    block = [{"route": "suspects_own", "answer": "Two sons, at school; their mother told."}, {"route": "workplace", "answer": "Coaches under-twelves."}]
    assert judged(opened(), reviewed(wider=block), until=f"{DAY}16:00").one("investigation.wider-risk").state.value == "done"
