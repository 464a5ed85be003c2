"""Two people at once: real commits on several connections; nothing twice, nothing lost."""

from __future__ import annotations

from typing import Any

from tests.database import Clone
from tests.practice.staff import AT, Staff, do
from tutela.foundations.work.errors import Conflict, NotDone
from tutela.practice.contact import operations as contact
from tutela.practice.missing import operations as missing
from tutela.record.chronology.models import Entry
from tutela.record.occurrences.models import Episode, GradeVersion, Incident, RiskVersion


def test_several_reports_of_one_child_at_once_are_one_search(database_clone: Clone) -> None:
    staff = Staff()
    first: dict[str, Any] = do(contact.take_report, staff["handler"], who="Amira", where="Quay", why_worried="Late.", child_name="Amira Brook").result
    child = first["child"]
    given: dict[str, Any] = {"concern": "missing_child", "child": child, "where": "Quay", "why_worried": "Late."}
    answers = database_clone.together(*(lambda: do(contact.take_report, staff["handler"], **given) for _ in range(5)))
    assert not [a for a in answers if isinstance(a, Exception)]
    assert Episode.objects.filter(child=child).count() == 1
    assert Incident.objects.count() == 2
    assert Entry.objects.filter(type="contact.InformationReceived").count() == 4


def test_two_decisions_on_one_version_are_one_and_a_conflict(database_clone: Clone) -> None:
    staff = Staff()
    made = do(contact.take_report, staff["handler"], who="A", where="B", why_worried="C", concern="missing_child", grade="immediate").result
    incident, episode = made["incident"], made["episode"]
    do(contact.request_lowering, staff["handler"], incident=incident, grade="prompt", reason="Calmer.")
    answers = database_clone.together(
        lambda: do(contact.approve_lowering, staff["supervisor"], incident=incident, reason="Aunt rang."),
        lambda: do(contact.decline_lowering, staff["other_supervisor"], incident=incident, reason="Nobody has seen her."),
    )
    assert sum(isinstance(a, NotDone) for a in answers) == 1
    assert not GradeVersion.objects.filter(status="pending").exists()
    version = Episode.objects.get().version
    both = database_clone.together(
        lambda: do(missing.assign_to_cii, staff["fim"], episode=episode, to="detective_inspector@missing", officer=staff["missing_di"].ref, expected=version),
        lambda: do(missing.grade_risk, staff["handler"], episode=episode, level="high", rationale="Pills.", expected=version),
    )
    assert not [a for a in both if isinstance(a, Exception) and not isinstance(a, Conflict)]
    assert RiskVersion.objects.filter(status="live").count() <= 1


def test_one_click_twice_at_once_is_one_act(database_clone: Clone) -> None:
    staff = Staff()
    given: dict[str, Any] = {"who": "A", "where": "B", "why_worried": "C", "concern": "missing_child"}
    answers = database_clone.together(*(lambda: contact.take_report(by=staff["handler"], key="the same", at=AT, **given) for _ in range(4)))
    assert not [a for a in answers if isinstance(a, Exception)]
    assert (Incident.objects.count(), Episode.objects.count()) == (1, 1)
