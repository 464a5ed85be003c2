"""Hand-overs: theirs when they take it; declined with a reason, it stays; at the end of a shift nothing is left without an owner."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.desks.worklist.acts import go_on, key, report, restrict
from tutela.foundations.access import grants
from tutela.foundations.forces.models import Shift
from tutela.practice.contact import operations as contact
from tutela.practice.missing import operations as missing
from tutela.record.enquiries.models import HandOver
from tutela.record.occurrences import queries as occurrences
from tutela.record.occurrences.models import Episode, Incident

As = Callable[[str], Any]


def text(page: Any) -> str:
    """What a page says."""
    return str(page.content.decode())


def the(incident: str) -> Incident:
    """The incident of a reference."""
    return Incident.objects.get(pk=incident.partition(":")[2])


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
        assert "Amira Brook, INC-2026-000001" in page
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
    boxes = re.findall(r'name="(risks_[^"]+)"', page)
    assert len(boxes) == 2, "each has words of its own"
    assert "What they must know about Amira Brook, INC-2026-000001" in page
    sent = {"key": key(page), "officer": receiver.ref, **dict(zip(boxes, ("Amira has no coat.", "Ben has no phone."), strict=True))}
    for _ in range(2):
        assert browser.post("/hand-overs/shift/", sent).status_code == 302
    assert HandOver.objects.filter(cause="shift").count() == 2
    assert set(Incident.objects.values_list("owner_officer", flat=True)) == {by.ref}, "the giver's until they are taken"
    taker = as_("okonkwo")
    for row in HandOver.objects.all():
        assert row.risks == {"INC-2026-000001": "Amira has no coat.", "INC-2026-000002": "Ben has no phone."}[the(row.subject).reference]
        assert row.duties
        assert taker.post("/hand-overs/take/", {"key": str(uuid4()), "subject": row.subject}).status_code == 302
    assert set(Incident.objects.values_list("owner_officer", flat=True)) == {receiver.ref}
    assert occurrences.orphans() == []
    assert "You hold no cases" in text(browser.get("/hand-overs/shift/"))


def test_what_is_offered_to_somebody_stays_so_unless_the_giver_replaces_it(as_: As, given: dict[str, Any], viewer: As, now: datetime) -> None:
    other = report(viewer("ashworth"), now, child_name="Ben Castle", where="Quay")
    browser, first, second = as_("tremlett"), given["incident"], other["incident"]
    page = text(browser.get("/hand-overs/shift/"))
    assert "Offered to Ruth Okonkwo already, and not taken yet." in page
    sent = {"officer": viewer("pickersgill").ref, f"risks_{the(second).pk}": "Ben has no phone."}
    assert "Dawn Pickersgill" not in page
    choice = re.findall(r'<option value="(o:[^"]+)"', page)[0]
    sent["officer"] = choice
    offered = re.findall(r'name="offered" value="([^"]+)"', page)
    browser.post("/hand-overs/shift/", {**sent, "key": key(page), "offered": offered})
    waits = HandOver.objects.filter(accepted_at=None, declined_at=None, withdrawn_at=None)
    assert dict(waits.values_list("subject", "receiver")) == {first: viewer("okonkwo").ref, second: choice}, "the earlier offer stands"
    again = text(browser.get("/hand-overs/shift/"))
    ticks: dict[str, Any] = {"offered": re.findall(r'name="offered" value="([^"]+)"', again)} | {f"replace_{the(one).pk}": "on" for one in (first, second)}
    words = {f"risks_{the(first).pk}": "Now yours.", f"risks_{the(second).pk}": ""}
    assert browser.post("/hand-overs/shift/", {"key": key(again), "officer": choice, **ticks, **words}).status_code == 422, "it has its words"
    words[f"risks_{the(second).pk}"] = "Still no phone."
    browser.post("/hand-overs/shift/", {"key": key(again), "officer": choice, **ticks, **words})
    assert dict(waits.values_list("subject", "receiver")) == {first: choice, second: choice}, "one offer a case"


def test_who_starts_within_hours_may_be_chosen_and_a_deadline_that_passed_is_overdue(
    as_: As, given: dict[str, Any], viewer: As, now: datetime, monkeypatch: pytest.MonkeyPatch,
) -> None:
    night = viewer("hale")
    assert "Offered" in text(as_("tremlett").get("/hand-overs/shift/"))
    Shift.objects.filter(officer_id=night.ref.partition(":")[2]).delete()
    Shift.objects.create(
        officer_id=night.ref.partition(":")[2], role="fim", area="contact", since=now + timedelta(hours=2), until=now + timedelta(hours=10),
        rostered_at=now, rostered_by="test",
    )
    page = text(as_("tremlett").get("/hand-overs/shift/"))
    assert re.search(r"Hale[^<]*: starts 22:00 today</option>", page)
    go_on(now + timedelta(hours=3), monkeypatch)
    late = text(as_("tremlett").get("/hand-overs/"))
    assert given["incident"]
    assert re.search(r"overdue by 2 h \d+ min: was due 20:\d\d today", late)


def test_who_is_linked_is_not_among_those_who_could_take_it(as_: As, viewer: As, now: datetime) -> None:
    made = report(viewer("ashworth"), now, child_name="Amira Brook")
    grants.lock_out(viewer("okonkwo").ref, str(made["child"]), "Her aunt.", by="test", since=now)
    page = text(as_("tremlett").get("/hand-overs/shift/"))
    assert "Ruth Okonkwo" not in page


def test_a_shift_that_lacks_a_receiver_says_so_and_keeps_the_words(as_: As, viewer: As, now: datetime) -> None:
    made = report(viewer("ashworth"), now, child_name="Amira Brook")
    answer = as_("tremlett").post("/hand-overs/shift/", {"key": str(uuid4()), "officer": "", f"risks_{the(made['incident']).pk}": "No coat."})
    assert answer.status_code == 422
    assert "No coat." in text(answer)


def test_a_hidden_case_is_on_no_list_of_hand_overs(as_: As, given: dict[str, Any], now: datetime) -> None:
    restrict(str(given["child"]), now)
    for officer in ("okonkwo", "tremlett"):
        for address in ("/hand-overs/", "/hand-overs/shift/"):
            assert "INC-2026-000001" not in text(as_(officer).get(address))


@pytest.mark.requirement("XX-028", part="what was handed to nobody at the end of a shift is shown to who is on duty, and taken over with its searches")
def test_what_nobody_handed_over_is_there_for_who_is_on_duty(as_: As, viewer: As, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    made, other = (report(viewer("ashworth"), now, child_name=name) for name in ("Amira Brook", "Ben Castle"))
    missing.assign_to_cii(by=viewer("tremlett"), key=str(uuid4()), at=now, episode=other["episode"], officer=viewer("siddiqui").ref)
    day = as_("obrien")
    assert "Owner off duty" not in text(day.get("/hand-overs/")), "she is on duty"
    early = day.post("/hand-overs/take-left/", {"key": str(uuid4()), "subject": made["incident"]})
    assert early.status_code in (403, 422)
    assert the(made["incident"]).owner_officer == viewer("tremlett").ref
    go_on(now.replace(hour=23, minute=30), monkeypatch)
    night = as_("obrien")
    assert "2 cases are in the name of somebody who is off duty" in text(night.get("/"))
    page = text(night.get("/hand-overs/"))
    assert "Owner off duty, taken over by nobody: 2" in page
    assert page.count("Gill Tremlett owns it, and is not on duty now") == 2
    assert page.count('action="/hand-overs/take-left/"') == 1, "the other is offered to an inspector, who has not answered"
    assert "Owner off duty" not in text(as_("okonkwo").get("/hand-overs/")), "it is the role's whose owner left it"
    assert as_("okonkwo").post("/hand-overs/take-left/", {"key": str(uuid4()), "subject": made["incident"]}).status_code == 403
    assert night.post("/hand-overs/take-left/", {"key": str(uuid4()), "subject": other["incident"]}).status_code != 302
    sent = {"key": str(uuid4()), "subject": made["incident"]}
    for _ in range(2):
        assert night.post("/hand-overs/take-left/", sent).status_code == 302
    him = viewer("obrien").ref
    assert the(made["incident"]).owner_officer == Episode.objects.get(incident=the(made["incident"])).owner_officer == him
    record = HandOver.objects.get(subject=made["incident"])
    assert (record.giver, record.accepted_by, record.cause) == (viewer("tremlett").ref, him, "shift")
    assert record.duties
    assert occurrences.orphans() == []
    assert "Owner off duty, taken over by nobody: 1" in text(night.get("/hand-overs/"))
    for subject in ("", "rubbish", made["episode"]):
        assert night.post("/hand-overs/take-left/", {"key": str(uuid4()), "subject": subject}).status_code == 404
