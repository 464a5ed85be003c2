"""The rows of a child abused online and of children who are only named (IC-025, IC-032, IC-033, IN-025, IN-026, XX-024), each by its evidence, as amended."""

from __future__ import annotations

from typing import Any, Final

import pytest

from tests.law.examples import fact, judged
from tests.law.scenes import times, to
from tutela.facts import Fact
from tutela.law.contact.online import LINES
from tutela.law.standing.own_life import fears_for_life, mentions_own_life

DAY: Final = "2026-03-02T"
WORDS: Final = "She will send the images to two friends. He is very upset and has talked about suicide."
CALL: Final = fact("contact.Reported", f"{DAY}16:40", "parent", about=["incident i1", "child c1 as victim"], concern="online_abuse", why_worried=WORDS)
CAME: Final = fact("contact.Arrived", f"{DAY}16:55", "response_officer o:41", about=["incident i1"])
CLOSED: Final = fact("contact.Closed", f"{DAY}18:10", "supervisor o:14", about=["incident i1"], reason="Seen.", seen_by="police", approved_by="o:13")


def advice(at: str, by: str, *given: str, **more: Any) -> Fact:
    """What somebody told the family."""
    return fact("contact.AdviceGiven", f"{DAY}{at}", by, about=["incident i1"], given=list(given), **more)


def named(child: str, at: str = "16:40") -> Fact:
    """A friend, named in the log."""
    return fact(
        "investigation.OtherChildNamed", f"{DAY}{at}", "call_handler o:11", about=[f"child {child} as friend", "incident i1"], route="friend", found_in="log",
    )


def known(child: str) -> Fact:
    """A child who has had a social worker since January."""
    return fact("people.ProfessionalRecorded", "2026-01-12T10:00", "social_worker", about=[f"child {child}"], profession="social_worker", agency="la:north")


def notice(child: str, at: str = "17:10", **data: Any) -> Fact:
    """A notice for one child of the incident."""
    return fact("referrals.NoticeMade", f"{DAY}{at}", "response_officer o:41", about=[f"child {child}", "incident i1", f"notice n-{child}"], **data)


@pytest.mark.requirement("IC-025", part="duty")
def test_a_log_of_sextortion_closed_without_the_lines_is_told() -> None:
    code = "contact.closed-with-advice"

    assert times(judged(CALL, CLOSED, until=f"{DAY}19:00"), code) == [("02T18:10", ("supervisor@contact",))]
    assert times(judged(CALL, advice("16:50", "call_handler o:11", *LINES), CLOSED, until=f"{DAY}19:00"), code) == []


@pytest.mark.requirement("IN-025", part="duty")
def test_neither_handler_nor_officer_advises_so_the_sergeant_is_told_at_the_end_of_the_incident() -> None:
    code = "contact.evidence-advice"
    neither = judged(CALL, CAME, CLOSED, until=f"{DAY}18:30")

    assert times(neither, code) == [
        ("02T16:40", ("call_handler@contact",)), ("02T16:55", ("response_officer@response",)), ("02T18:10", ("sergeant@response",)),
    ]
    advised = judged(CALL, CAME, advice("17:30", "response_officer o:41", *LINES), CLOSED, until=f"{DAY}18:30")
    assert to(advised, code, "sergeant@response") == []
    assert [o.state.value for o in advised.owed(code)] == ["done"]


@pytest.mark.requirement("IN-025", part="duty")
def test_half_of_the_advice_from_each_is_the_whole() -> None:
    half, rest = LINES[:3], LINES[3:]
    world = judged(CALL, advice("16:50", "call_handler o:11", *half), CAME, advice("17:30", "response_officer o:41", *rest), CLOSED, until=f"{DAY}18:30")

    assert [o.state.value for o in world.owed("contact.evidence-advice")] == ["done"]


@pytest.mark.requirement("IN-026", part="duty")
def test_the_log_says_suicide_and_the_notice_is_blank() -> None:
    code = "referrals.notice-silent"
    blank = judged(CALL, notice("c1", what="Sent images to a girl."), until=f"{DAY}17:30")

    assert times(blank, code) == [("02T17:10", ("response_officer@response",)), ("02T17:10", ("sergeant@response",))]
    for said in ({"suicidal_thoughts": True}, {"suicidal_thoughts": False}, {"concerns": ["suicide"]}, {"fears": "That he kills himself, says his mother."}):
        assert times(judged(CALL, notice("c1", **said), until=f"{DAY}17:30"), code) == []
    assert times(judged(CALL, notice("c9", what="His sister."), until=f"{DAY}17:30"), code) == []


@pytest.mark.parametrize(("text", "mentioned", "feared"), [
    ("He has talked about suicide.", True, True),
    ("says she'll kill herself if they see it", True, True),
    ("He does not want to be here any more", True, True),
    ("Self-harm last month.", True, True),
    ("No thoughts of suicide.", True, False),
    ("Denies any self-harm", True, False),
    ("She is worried that the images harm his chances", False, False),
    ("He wants to live with his aunt", False, False),
    ("", False, False),
])
def test_words_of_suicide(text: str, *, mentioned: bool, feared: bool) -> None:
    assert (mentions_own_life(text), fears_for_life(text)) == (mentioned, feared)


@pytest.mark.requirement("XX-024", part="duty")
def test_two_friends_who_are_on_record_are_two_duties_of_their_own() -> None:
    world = judged(known("c2"), known("c3"), CALL, named("c2"), named("c3"), until=f"{DAY}17:30")

    duties = world.owed("referrals.named-child")
    assert {o.subject.ref for o in duties} == {"c2", "c3"}
    assert {"XX-024" in o.duty.also for o in duties} == {True}
    assert to(world, "referrals.named-child", "response_officer@response") == ["02T16:40", "02T16:40"]


@pytest.mark.requirement("IC-033", part="duty")
@pytest.mark.requirement("IC-032", part="duty")
def test_of_two_friends_with_one_notice_one_is_owed() -> None:
    world = judged(CALL, named("c2"), named("c3"), notice("c2", "18:00"), until="2026-03-03T17:00")

    assert {o.subject.ref: o.state.value for o in world.owed("referrals.notice")} == {"c2": "done", "c3": "overdue"}
    assert to(world, "referrals.notice", "sergeant@referrals") == ["03T16:40"]


def test_a_child_who_is_named_is_one_persons_to_see_to_and_not_two() -> None:
    incident = judged(known("c2"), named("c2"), until="2026-03-03T17:00")
    case = fact("investigation.OtherChildNamed", f"{DAY}16:40", "investigator o:60", about=["child c2 as friend", "incident i1", "investigation v1"])
    investigation = judged(known("c2"), case, until="2026-03-03T17:00")

    theirs, ours = ("investigation.who-speaks", "referrals.known-child"), ("referrals.named-child", "referrals.notice")
    assert [bool(incident.owed(code)) for code in (*ours, *theirs)] == [True, True, False, False]
    assert [bool(investigation.owed(code)) for code in (*ours, *theirs)] == [False, False, True, True]
