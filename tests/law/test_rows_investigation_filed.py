"""The rows of lines, offers, what does not last, and the filing of a child's case (IN-023 to IN-063, IN-008), each by its evidence, as amended."""

from __future__ import annotations

from typing import Any, Final

import pytest

from tests.law.examples import World, fact, judged
from tests.law.scenes import refused, times, to
from tutela.facts import Fact
from tutela.law.worked import moment

OIC, SERGEANT, DI = "investigator@investigation", "sergeant@investigation", "detective_inspector@investigation"
VIO: Final = "victim_identification_officer@forensics"
DAY, NEXT = "2026-03-02T", "2026-03-03T"
CASE, LINE = ("investigation v1",), ("investigation v1", "action a1")


def done(type: str, at: str, by: str = "investigator o:60", about: tuple[str, ...] = CASE, **data: Any) -> Fact:
    """Something about the investigation."""
    return fact(f"investigation.{type}", at, by, about=about, **data)


OPENED: Final = done("Opened", f"{DAY}09:00", "system", offence="sexual assault", abuse=["contact_sexual"])
AGREED: Final = done("FilingScrutinised", "2026-03-19T10:00", "detective_inspector o:72", agreed=True, why="Nothing more to be found.")


def filed(at: str = "2026-03-20T10:00", by: str = "sergeant o:64", **data: Any) -> Fact:
    """A supervisor files the case."""
    return done("Finalised", at, by, **{"outcome": "no_further_action", "code": "14", "why": "Nobody identified.", "requested_by": "o:60", **data})


def world_of(*facts: Fact) -> World:
    """The case just before it is filed."""
    return judged(OPENED, AGREED, *facts, until="2026-03-20T09:59")


# IN-023: what it is, whatever it is called


@pytest.mark.requirement("IN-023", part="duty")
@pytest.mark.parametrize(("about", "code"), [
    (("investigation v1", "child c1 as victim"), "investigation.specialist-reads-case"),
    (("investigation v1", "incident i1", "child c1 as victim"), "investigation.specialist-reads"),
])
def test_a_blackmail_with_the_naked_image_of_a_child_is_the_specialists_to_read(about: tuple[str, ...], code: str) -> None:
    born = fact("people.Born", "2011-06-01T04:00", "system", about=("child c1",), basis="document")
    opened = done("Opened", f"{DAY}09:00", about=about, offence="blackmail", signs=["online", "sexual_image", "threat_to_share"])
    world = judged(born, opened, until="2026-03-04T10:00")

    assert times(world, "investigation.named-as-abuse") == [("02T09:00", (OIC, SERGEANT))]
    owed = world.one(code)
    assert (owed.due_at, owed.term.owed_by, owed.state.value) == (moment(f"{NEXT}09:00"), SERGEANT, "overdue")
    assert to(world, code, DI) == ["03T09:00"]
    assert len([c for c in ("investigation.specialist-reads", "investigation.specialist-reads-case") if world.owed(c)]) == 1, "never two for one case"
    read = done("SpecialistReviewed", f"{DAY}15:00", "detective_inspector o:70", about, route="specialist_team", abuse=["online_sexual"], why="Images.")
    assert judged(born, opened, read, until="2026-03-04T10:00").one(code).state.value == "done"


@pytest.mark.requirement("IN-023", part="duty")
@pytest.mark.parametrize("said", [{"offence": "blackmail"}, {"offence": "blackmail", "signs": ["online"], "abuse": ["online_sexual"]}])
def test_a_blackmail_without_signs_or_named_as_abuse_is_not(said: dict[str, Any]) -> None:
    world = judged(done("Opened", f"{DAY}09:00", **said), until=f"{NEXT}10:00")

    assert world.told("investigation.named-as-abuse") == []
    assert world.owed("investigation.specialist-reads-case") == []


# IN-028: a line that "cannot be done"


@pytest.mark.requirement("IN-028", part="duty")
def test_a_colleagues_word_ends_no_line_until_the_specialist_agrees() -> None:
    opened = done("LineOpened", f"{DAY}10:00", about=LINE, kind="subscriber_check", what="Who holds the username")
    hearsay = done("LineMarkedNotPossible", f"{DAY}16:00", about=LINE, kind="subscriber_check", reason="hearsay", on_whose_word="A colleague")
    support = done("VictimSupportReferred", f"{DAY}10:00", about=("investigation v1", "child c1"), service="The county's service")
    base = (opened, hearsay, support)
    world = judged(OPENED, *base, until="2026-03-06T09:00")

    owed = world.one("investigation.line-not-possible")
    assert (owed.due_at, owed.term.owed_by, owed.state.value) == (moment("2026-03-05T23:59:59"), VIO, "overdue")
    assert to(world, "investigation.line-not-possible", DI) == ["05T23:59"]
    assert refused(world_of(*base), filed()) == {"investigation.filing-open"}
    by_officer = done("NotPossibleConfirmed", f"{NEXT}09:00", about=LINE, why="As I was told.")
    assert judged(OPENED, *base, by_officer, until=f"{NEXT}10:00").one("investigation.line-not-possible").state.value == "open", "the officer's own word"
    assert refused(world_of(*base, by_officer), filed()) == {"investigation.filing-open"}
    confirmed = done("NotPossibleConfirmed", f"{NEXT}09:00", "victim_identification_officer o:81", LINE, why="Deleted in January; nothing is kept.")
    after = judged(OPENED, *base, confirmed, until=f"{NEXT}10:00").one("investigation.line-not-possible")
    assert after.settled_by is not None
    assert (after.state.value, after.settled_by.data.why) == ("done", "Deleted in January; nothing is kept."), "her reply is kept"  # type: ignore[attr-defined]
    assert refused(world_of(*base, confirmed), filed()) == set()


@pytest.mark.requirement("IN-028", part="duty")
def test_denied_with_the_other_ways_the_line_stays_open() -> None:
    opened = done("LineOpened", f"{DAY}10:00", about=LINE, kind="subscriber_check", what="Who holds the username")
    hearsay = done("LineMarkedNotPossible", f"{DAY}16:00", about=LINE, kind="subscriber_check", reason="hearsay")
    denied = done("NotPossibleDenied", f"{NEXT}09:00", "victim_identification_officer o:81", LINE, how=["Ask the platform by username", "Download the phone"])
    bare = done("NotPossibleDenied", f"{NEXT}09:00", "victim_identification_officer o:81", LINE)

    assert judged(OPENED, opened, hearsay, denied, until=f"{NEXT}10:00").one("investigation.line-not-possible").state.value == "done"
    assert judged(OPENED, opened, hearsay, bare, until=f"{NEXT}10:00").one("investigation.line-not-possible").state.value == "open"
    assert refused(world_of(opened, hearsay, denied), filed()) == {"investigation.filing-open"}


# IN-029, IN-030, IN-045: the filing


def friend(n: int) -> Fact:
    """A friend who may be a victim is named."""
    about = (f"child c{n} as friend", "investigation v1")
    return done("OtherChildNamed", f"{DAY}10:0{n}", about=about, route="friend", found_in="log", named=True, possible_victim=True)


def offered(n: int = 1, case: int = 1, at: str = "2026-03-09T10:00") -> Fact:
    """The unit of victim identification offers its help."""
    about = (f"investigation v{case}", f"request q{n}")
    return done("SpecialistHelpOffered", at, "victim_identification_officer o:81", about, kind="victim_identification", what="How to ask the platform.")


@pytest.mark.requirement("IN-029", part="duty")
def test_two_friends_whom_nobody_answered_for_stop_the_filing_and_a_sergeants_override_is_the_inspectors_to_read() -> None:
    friends = (friend(2), friend(3))
    (why,) = world_of(*friends).weigh(filed()).refused_by
    assert (why.standard.code, why.finding.having) == ("investigation.filing-open", (("open", ("other children: 2",)),))

    over = filed(overrides=["other_child"], why="Both moved abroad; their force is told.")
    assert refused(world_of(*friends), over) == set()
    assert times(judged(OPENED, AGREED, *friends, over, until="2026-03-20T10:30"), "investigation.filed-over") == [("20T10:00", ("sergeant@response", DI))]
    assert "investigation.filing-open" in refused(world_of(*friends), filed(by="investigator o:61", overrides=["other_child"])), "no officer's own"
    assert "investigation.filing-open" in refused(world_of(*friends), filed(overrides=["other_child"], why="")), "with its reason"
    one = done("OtherChildAnswered", "2026-03-12T10:00", about=("child c2", "investigation v1"), outcome="protected", why="Seen at home; notice made.")
    both = done("OtherChildAnswered", "2026-03-12T10:00", about=("child c3", "investigation v1"), outcome="protected", why="Seen at school; notice made.")
    assert refused(world_of(*friends, one), filed()) == {"investigation.filing-open"}
    assert refused(world_of(*friends, one, both), filed()) == set()
    assert judged(OPENED, AGREED, *friends, one, both, filed(), until="2026-03-20T10:30").told("investigation.filed-over") == []


@pytest.mark.requirement("IN-029", part="duty")
def test_each_friend_is_referred_and_somebody_says_who_speaks_to_them() -> None:
    world = judged(OPENED, friend(2), friend(3), until=f"{NEXT}12:00")

    for child, minute in (("child c2", "02"), ("child c3", "03")):
        for code in ("referrals.known-child", "investigation.who-speaks"):
            owed = world.one(code, child)
            assert (owed.due_at, owed.term.owed_by, owed.state.value) == (moment(f"{NEXT}10:{minute}"), OIC, "overdue")


@pytest.mark.requirement("IN-030", part="duty")
@pytest.mark.requirement("IN-045", part="duty")
def test_an_offer_that_nobody_answered_stops_the_filing_and_cannot_be_filed_over() -> None:
    accepted = done("SpecialistHelpAccepted", "2026-03-10T10:00", about=("investigation v1", "request q1"), words="Yes please.")
    silent = done("SpecialistHelpDeclined", "2026-03-10T10:00", about=("investigation v1", "request q1"), why="Done by the online team on Monday.")

    assert refused(world_of(offered()), filed()) == {"investigation.filing-open"}
    assert refused(world_of(offered()), filed(overrides=["specialist_offer"])) == {"investigation.filing-open"}
    assert refused(world_of(offered(), accepted), filed()) == refused(world_of(offered(), silent), filed()) == set()
    assert refused(judged(OPENED, until="2026-03-20T09:59"), filed()) == {"investigation.filing-scrutinised"}, "and somebody outside the team reads it"
    assert refused(world_of(), filed(by="sergeant o:60")) == {"investigation.filing-by-another"}


@pytest.mark.requirement("IN-045", part="duty")
def test_of_three_offers_the_two_that_nobody_answered_are_told_to_sergeant_and_inspector() -> None:
    offers = [offered(n, n) for n in (1, 2, 3)]
    cases = [done("Opened", f"{DAY}09:00", "system", (f"investigation v{n}",), offence="blackmail", abuse=["online_sexual"]) for n in (1, 2, 3)]
    yes = done("SpecialistHelpAccepted", "2026-03-10T10:00", about=("investigation v1", "request q1"), words="Yes please.")
    world = judged(*cases, *offers, yes, until="2026-03-17T09:00")

    owed = {o.subject.ref: (o.state.value, o.due_at) for o in world.owed("investigation.offer-answered")}
    assert owed == {
        "v1": ("done", moment("2026-03-12T23:59:59")), "v2": ("overdue", moment("2026-03-12T23:59:59")), "v3": ("overdue", moment("2026-03-12T23:59:59")),
    }
    assert to(world, "investigation.offer-answered", SERGEANT) == ["12T23:59"] * 2, "three working days"
    assert to(world, "investigation.offer-answered", DI) == ["16T23:59"] * 2, "five"
    bare = done("SpecialistHelpDeclined", "2026-03-10T10:00", about=("investigation v2", "request q2"))
    assert judged(cases[1], offers[1], bare, until="2026-03-11T09:00").one("investigation.offer-answered").state.value == "open", "no, and why"


# IN-063: what does not last; the first review


@pytest.mark.requirement("IN-063", part="footage and what a provider keeps; samples that perish have no clock yet")
def test_footage_that_a_camera_keeps_for_thirty_days_is_told_before_it_is_gone() -> None:
    camera = done("LineOpened", f"{DAY}09:00", about=LINE, kind="cctv", what="The bus at 01:20")
    world = judged(OPENED, camera, until="2026-04-02T09:00")

    owed = world.one("investigation.perishing-evidence")
    assert (owed.due_at, owed.term.owed_by, owed.state.value) == (moment("2026-04-01T10:00"), OIC, "overdue")
    assert [(when, who) for when, who in times(world, "investigation.perishing-evidence")][1:] == [
        ("25T09:00", (OIC, SERGEANT)), ("30T09:00", (DI,)), ("01T09:00", (SERGEANT, DI)),
    ]
    secured = done("LineClosed", "2026-03-10T09:00", about=LINE, result="Footage secured.")
    assert to(judged(OPENED, camera, secured, until="2026-04-02T09:00"), "investigation.perishing-evidence", DI) == []


@pytest.mark.requirement("IN-063", part="duty")
def test_what_a_provider_keeps_for_a_week_has_its_own_day_and_a_witness_has_none() -> None:
    log = done("LineOpened", f"{DAY}09:00", about=LINE, kind="platform_request", what="Messages", perishes_at="2026-03-09T09:00:00Z")
    witness = done("LineOpened", f"{DAY}09:00", about=LINE, kind="witness", what="Her friend")

    world = judged(OPENED, log, until="2026-03-08T09:00")
    assert world.one("investigation.perishing-evidence").due_at == moment("2026-03-09T09:00")
    assert to(world, "investigation.perishing-evidence", DI) == ["07T09:00"]
    assert judged(OPENED, witness, until="2026-04-02T09:00").owed("investigation.perishing-evidence") == []
    assert judged(OPENED, log, filed(f"{NEXT}10:00"), until="2026-03-12T09:00").one("investigation.perishing-evidence").state.value == "not needed"


@pytest.mark.requirement("IN-063", part="duty")
def test_the_first_review_is_owed_in_a_day_of_the_recording() -> None:
    owed = judged(OPENED, until="2026-03-03T10:00").one("investigation.first-review")

    assert (owed.due_at, owed.term.owed_by, owed.state.value) == (moment(f"{NEXT}09:00"), SERGEANT, "overdue")


# IN-008: what a review set


@pytest.mark.requirement("IN-008", part="duty")
def test_each_action_that_a_review_set_is_on_the_officers_list_until_it_is_answered() -> None:
    tasks = [
        {"what": "Visit both friends", "who": "DC Farrow", "by_when": "2026-03-20T17:00:00Z", "ref": "a1"},
        {"what": "Read her phone", "who": "DC Farrow", "by_when": "2026-03-23T17:00:00Z", "ref": "a2"},
    ]
    review = done("Reviewed", "2026-03-16T10:00", "sergeant o:64", text="Two things.", children="Safe.", suspect_risk="Low.", tasks=tasks)
    world = judged(OPENED, review, until="2026-03-21T09:00")

    owed = world.one("investigation.further-work")
    assert (owed.due_at, owed.term.owed_by, owed.state.value) == (moment("2026-03-20T17:00"), OIC, "overdue")
    visited = done("FurtherWorkDone", "2026-03-18T10:00", about=LINE, result="Both seen.")
    left = judged(OPENED, review, visited, until="2026-03-21T09:00").one("investigation.further-work")
    assert (left.due_at, left.state.value) == (moment("2026-03-23T17:00"), "open"), "one done, the other has its own time"
    blank = done("FurtherWorkDone", "2026-03-19T10:00", about=("investigation v1", "action a2"))
    answered = done("FurtherWorkNotDone", "2026-03-19T10:00", about=("investigation v1", "action a2"), why="Returned to her; read there.", not_needed=True)
    assert judged(OPENED, review, visited, blank, until="2026-03-21T09:00").one("investigation.further-work").state.value == "open"
    assert judged(OPENED, review, visited, answered, until="2026-03-21T09:00").one("investigation.further-work").state.value == "done"
