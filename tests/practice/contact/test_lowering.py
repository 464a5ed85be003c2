"""Raising is immediate; lowering takes two people, and the higher grade is live until the second has said yes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.practice.staff import AT, Staff, do
from tutela.foundations.work.errors import AlreadyDone, Conflict, Denied, Refused
from tutela.practice.contact import operations as contact
from tutela.practice.missing import operations as missing
from tutela.record.chronology.models import Entry
from tutela.record.occurrences import engine, queries
from tutela.record.occurrences.models import GradeVersion


def graded(staff: Staff, grade: str = "immediate", concern: str = "concern_for_child") -> dict[str, Any]:
    return do(
        contact.take_report, staff["handler"], who="Amira, 14", where="Quay Street", why_worried="Knife.", concern=concern, grade=grade,
        rationale="Knife seen.",
    ).result


def stands(incident: str) -> str | None:
    held = queries.incident(incident)
    assert held is not None
    found = engine.standing(held.card.shape, AT + timedelta(hours=1)).grade(incident)
    return found.value if found else None


@pytest.mark.requirement("IC-009", part="response grade")
def test_lowering_waits_for_a_supervisor_who_did_not_ask(staff: Staff) -> None:
    incident = graded(staff)["incident"]
    later = AT + timedelta(minutes=3)

    asked = do(contact.grade, staff["supervisor"], later, incident=incident, grade="prompt", rationale="His aunt has him.")
    assert asked.result["status"] == "pending"
    assert [flag.because for flag in asked.flags] == ["contact.lowering-waits"]
    assert stands(incident) == "immediate"
    card = queries.incident(incident).card  # type: ignore[union-attr]  # it was made above
    assert card.live is not None
    assert card.pending is not None
    assert (card.live.value, card.pending.value) == ("immediate", "prompt")

    with pytest.raises(Denied):
        do(contact.approve_lowering, staff["handler"], later, incident=incident, reason="Fine by me.")
    with pytest.raises(Refused) as refused:
        do(contact.approve_lowering, staff["supervisor"], later, incident=incident, reason="Fine by me.")
    assert [flag.rule for flag in refused.value.flags] == ["contact.two-people"]
    assert stands(incident) == "immediate"
    assert Entry.objects.filter(type="attempts.LoweringRefused").count() == 1

    do(contact.approve_lowering, staff["other_supervisor"], later, incident=incident, reason="Aunt spoken to by phone.")
    assert stands(incident) == "prompt"
    live = GradeVersion.objects.get(status="live")
    assert (live.by, live.decided_by, live.grade) == (staff["supervisor"].ref, staff["other_supervisor"].ref, "prompt")
    assert GradeVersion.objects.get(status="replaced").grade == "immediate"


def test_a_declined_lowering_leaves_the_higher_grade(staff: Staff) -> None:
    incident = graded(staff)["incident"]
    do(contact.request_lowering, staff["handler"], incident=incident, grade="routine", reason="Caller is calmer.")
    with pytest.raises(AlreadyDone):
        do(contact.request_lowering, staff["handler"], incident=incident, grade="prompt", reason="Again.")
    do(contact.decline_lowering, staff["supervisor"], incident=incident, reason="Nobody has seen him.")
    assert stands(incident) == "immediate"
    assert GradeVersion.objects.get(status="declined").decided_by == staff["supervisor"].ref


def test_raising_is_immediate_and_by_anybody_in_the_room(staff: Staff) -> None:
    incident = graded(staff, "routine")["incident"]
    assert do(contact.grade, staff["handler"], incident=incident, grade="immediate", rationale="She has pills.").result["status"] == "live"
    assert stands(incident) == "immediate"


@pytest.mark.requirement("IC-022", part="grade and owner")
def test_high_risk_is_an_immediate_response_that_nobody_may_lower(staff: Staff) -> None:
    made = graded(staff, "prompt", "missing_child")
    incident, episode = made["incident"], made["episode"]
    do(missing.grade_risk, staff["handler"], episode=episode, level="high", rationale="Said she would die.")
    assert stands(incident) == "immediate"
    held = queries.episode(episode)
    assert held is not None
    assert (held.card.owner.owner, held.card.owner.officer) == ("fim@contact", staff["fim"].ref)
    assert held.incident.live is not None
    assert held.incident.live.value == "prompt", "what a person set is kept as it was; what stands is the law's"

    assert do(contact.grade, staff["dispatcher"], incident=incident, grade="prompt", rationale="Car is far.").result["status"] == "pending"
    with pytest.raises(Refused) as refused:
        do(contact.approve_lowering, staff["supervisor"], incident=incident, reason="No car.")
    assert [flag.because for flag in refused.value.flags] == ["contact.high-risk-is-immediate"]
    assert stands(incident) == "immediate"


def test_two_who_edit_one_thing_lose_nothing(staff: Staff) -> None:
    incident = graded(staff)["incident"]
    seen = queries.incident(incident).card.version  # type: ignore[union-attr]  # it was made above
    do(contact.hand_over, staff["fim"], incident=incident, to="fim@contact", officer=staff["fim"].ref, expected=seen)
    do(contact.accept, staff["fim"], incident=incident)
    with pytest.raises(Conflict):
        do(contact.close, staff["supervisor"], incident=incident, reason="Seen.", expected=seen)


@pytest.mark.requirement("XX-010", part="nothing lowers by itself")
def test_no_operation_but_an_approval_may_lower() -> None:
    from tutela.foundations.work.operation import OPERATIONS

    ours = {name: op for name, op in OPERATIONS.items() if name.startswith(("practice.contact", "practice.missing"))}
    assert {name for name, op in ours.items() if "lowers" in op.may_be} == {
        "practice.contact.grading.approve_lowering", "practice.missing.grading.approve_lowering",
    }
