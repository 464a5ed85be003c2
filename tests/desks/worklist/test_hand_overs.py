"""Hand-overs: theirs when they take it; declined with a reason, it stays; at the end of a shift nothing is left without an owner."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest

from tests.desks.worklist.acts import key, report, restrict
from tutela.foundations.access import grants
from tutela.practice.contact import operations as contact
from tutela.practice.missing import operations as missing
from tutela.record.enquiries.models import HandOver
from tutela.record.occurrences import queries as occurrences
from tutela.record.occurrences.models import Episode, Incident

As = Callable[[str], Any]


def text(page: Any) -> str:
    """What a page says."""
    return str(page.content.decode())


@pytest.fixture
def given(viewer: As, now: datetime) -> dict[str, Any]:
    """A missing child whose incident the manager of the room hands to the superintendent."""
    made = report(viewer("ashworth"), now, child_name="Amira Brook", child_ages=(13, 15), grade="prompt")
    contact.hand_over(
        by=viewer("tremlett"), key=str(uuid4()), at=now, incident=made["incident"], to="superintendent@contact", officer=viewer("okonkwo").ref,
        risks="She has no coat, and her phone is off.",
    )
    return made


@pytest.mark.usefixtures("given")
def test_what_waits_says_what_is_passed_on(as_: As) -> None:
    for address in ("/", "/hand-overs/"):
        page = text(as_("okonkwo").get(address))
        assert "She has no coat" in page
        assert "Gill Tremlett" in page
    assert "Review and grade the missing child" in page, "its open duties"


def test_taking_over_twice_is_once_and_then_it_is_theirs(as_: As, given: dict[str, Any], viewer: As) -> None:
    browser = as_("okonkwo")
    sent = {"key": key(text(browser.get("/hand-overs/"))), "subject": given["incident"]}
    for _ in range(2):
        assert browser.post("/hand-overs/take/", sent).status_code == 302
    assert Incident.objects.get().owner_officer == viewer("okonkwo").ref
    assert "Nothing waits for you to take over." in text(browser.get("/hand-overs/"))


def test_declining_needs_its_reason_and_leaves_it_with_the_giver(as_: As, given: dict[str, Any], viewer: As) -> None:
    browser = as_("okonkwo")
    empty = browser.post("/hand-overs/decline/", {"key": str(uuid4()), "subject": given["incident"], "reason": " "})
    assert empty.status_code == 422
    assert "There is a problem" in text(empty)
    done = browser.post("/hand-overs/decline/", {"key": str(uuid4()), "subject": given["incident"], "reason": "Three open already."}, follow=True)
    assert "stays with the giver" in text(done)
    assert Incident.objects.get().owner_officer == viewer("tremlett").ref
    assert HandOver.objects.get().declined_why == "Three open already."


def test_nobody_takes_what_was_given_to_another(as_: As, given: dict[str, Any]) -> None:
    assert as_("pickersgill").post("/hand-overs/take/", {"key": str(uuid4()), "subject": given["incident"]}).status_code in (403, 404)
    assert HandOver.objects.get().accepted_at is None


def test_an_episode_that_was_assigned_is_taken_over_here_too(as_: As, viewer: As, now: datetime) -> None:
    made = report(viewer("ashworth"), now, child_name="Amira Brook")
    missing.assign_to_cii(by=viewer("tremlett"), key=str(uuid4()), at=now, episode=made["episode"], officer=viewer("siddiqui").ref)
    browser = as_("siddiqui")
    assert "MIS-2026-000001" in text(browser.get("/hand-overs/"))
    assert browser.post("/hand-overs/take/", {"key": str(uuid4()), "subject": made["episode"]}).status_code == 302
    assert Episode.objects.get().owner_officer == viewer("siddiqui").ref


@pytest.mark.usefixtures("force")
def test_rubbish_is_no_record(as_: As) -> None:
    for subject in ("", "rubbish", "p:01890000-0000-7000-8000-000000000000"):
        assert as_("okonkwo").post("/hand-overs/take/", {"key": str(uuid4()), "subject": subject}).status_code == 404


@pytest.mark.requirement("XX-028", part="at the end of a shift all that one holds is listed and handed over; the giver's until taken; no orphans")
def test_the_end_of_a_shift_leaves_nothing_without_an_owner(as_: As, viewer: As, now: datetime) -> None:
    report(viewer("ashworth"), now, child_name="Amira Brook", child_ages=(13, 15))
    report(viewer("ashworth"), now, child_name="Ben Castle", where="Quay")
    browser, by = as_("tremlett"), viewer("tremlett")
    page = text(browser.get("/hand-overs/shift/"))
    assert "You hold 2 cases" in page
    assert "INC-2026-000001" in page
    assert "INC-2026-000002" in page
    assert len(re.findall(r"open dut(?:y|ies)\.", page)) == 2
    receiver = viewer("okonkwo")
    sent = {"key": key(page), "officer": receiver.ref, "risks": "Both without coats."}
    for _ in range(2):
        assert browser.post("/hand-overs/shift/", sent).status_code == 302
    assert HandOver.objects.filter(cause="shift").count() == 2
    assert set(Incident.objects.values_list("owner_officer", flat=True)) == {by.ref}, "the giver's until they are taken"
    taker = as_("okonkwo")
    for row in HandOver.objects.all():
        assert row.risks == "Both without coats."
        assert row.duties
        assert taker.post("/hand-overs/take/", {"key": str(uuid4()), "subject": row.subject}).status_code == 302
    assert set(Incident.objects.values_list("owner_officer", flat=True)) == {receiver.ref}
    assert occurrences.orphans() == []
    assert "You hold no cases" in text(browser.get("/hand-overs/shift/"))


def test_who_is_linked_is_not_among_those_who_could_take_it(as_: As, viewer: As, now: datetime) -> None:
    made = report(viewer("ashworth"), now, child_name="Amira Brook")
    grants.lock_out(viewer("okonkwo").ref, str(made["child"]), "Her aunt.", by="test", since=now)
    page = text(as_("tremlett").get("/hand-overs/shift/"))
    assert "Ruth Okonkwo" not in page


def test_a_shift_that_lacks_a_receiver_says_so_and_keeps_the_words(as_: As, viewer: As, now: datetime) -> None:
    report(viewer("ashworth"), now, child_name="Amira Brook")
    answer = as_("tremlett").post("/hand-overs/shift/", {"key": str(uuid4()), "officer": "", "risks": "No coat."})
    assert answer.status_code == 422
    assert "No coat." in text(answer)


def test_a_hidden_case_is_on_no_list_of_hand_overs(as_: As, given: dict[str, Any], now: datetime) -> None:
    restrict(str(given["child"]), now)
    for officer in ("okonkwo", "tremlett"):
        for address in ("/hand-overs/", "/hand-overs/shift/"):
            assert "INC-2026-000001" not in text(as_(officer).get(address))
