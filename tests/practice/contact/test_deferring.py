"""Putting off that somebody goes to a child: telephone resolution is refused and counted; an appointment needs the force's policy and a second person."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests.practice.contact.test_assessing import address, plain
from tests.practice.contact.test_board import report
from tests.practice.signing import browser, form_of
from tests.practice.staff import Staff, do
from tutela.foundations.access.models import Restriction
from tutela.foundations.kit import clock
from tutela.foundations.work.errors import Refused
from tutela.practice.contact import operations as contact
from tutela.practice.contact.queries import deferring
from tutela.record.chronology.queries import timeline
from tutela.record.duties import queries as duties
from tutela.record.occurrences import queries

pytestmark = pytest.mark.django_db
POLICY = "offered by policy alone, approved by another, within the greatest delay; owner and review date of the policy are kept elsewhere"


@pytest.fixture
def no_diary(settings: Any) -> None:
    """A force whose policy is to make no appointments."""
    settings.LAW_OVERLAYS = ("north-yorkshire",)


def abuse(staff: Staff, **more: Any) -> dict[str, Any]:
    """Domestic abuse where a child lives, graded prompt."""
    return report(staff, "Ada Voll", 0.2, **{"concern": "domestic_abuse", "grade": "prompt", "children_present": True, **more})


def asked(staff: Staff, made: dict[str, Any], hours: float = 4, **more: Any) -> Any:
    given = {"why": "He is in custody; she asks for it.", "safe": [made["child"]], "how": "At her aunt's, who said so herself.", **more}
    return do(contact.ask_appointment, staff["handler"], clock.now(), incident=made["incident"], for_when=clock.now() + timedelta(hours=hours), **given)


def stands(made: dict[str, Any]) -> str:
    held = queries.incident(made["incident"])
    assert held is not None
    assert held.card.live is not None
    return held.card.live.value


def attend(staff: Staff, made: dict[str, Any]) -> duties.DutyCard:
    return next(d for d in duties.for_subjects(staff["fim"], [made["incident"]], at=clock.now()) if d.code == "contact.attend")


@pytest.mark.requirement("IC-010")
def test_a_childs_concern_given_to_the_initial_inquiry_team_is_refused_by_its_rule_kept_and_counted_by_who_tried(now_staff: Staff) -> None:
    made = report(now_staff, "Ada Voll", 1, concern="concern_for_child")
    client = browser(now_staff, "handler")
    form = client.get(address(made, "telephone"))
    answer = client.post(address(made, "telephone"), {**form_of(form), "team": "Initial inquiry team", "why": "She only wants advice."})
    assert answer.status_code == 422
    assert "A child's incident put to telephone resolution" in plain(answer)
    with pytest.raises(Refused) as refused:
        do(contact.assign_to_telephone, now_staff["dispatcher"], clock.now(), incident=made["incident"], team="Initial inquiry team", why="Busy.")
    assert [flag.rule for flag in refused.value.flags] == ["contact.no-telephone"]

    kept = timeline([made["incident"]], types=["attempts.DeferralRefused"])
    assert {(k.fact.by.ref, k.fact.data.words, k.fact.data.standards) for k in kept} == {  # type: ignore[attr-defined]
        (now_staff["handler"].ref, "She only wants advice.", ("contact.no-telephone",)), (now_staff["dispatcher"].ref, "Busy.", ("contact.no-telephone",)),
    }
    with pytest.raises(Refused):
        do(contact.assign_to_telephone, now_staff["dispatcher"], clock.now(), incident=made["incident"], team="Initial inquiry team", why="Still busy.")
    assert [(t.officer, t.count) for t in deferring.tried(clock.now())] == [
        (now_staff["dispatcher"].ref, {"contact.AssignedToTelephone": 2}), (now_staff["handler"].ref, {"contact.AssignedToTelephone": 1}),
    ]
    page = plain(browser(now_staff, "supervisor").get(reverse("contact:deferrals")))
    assert "3 attempts to put off going to a child were refused" in page
    assert "Lee Burrow" in page
    assert "contact.no-telephone" in page
    Restriction.objects.create(subject=made["child"], level="existence", audience=[], since=clock.now() - timedelta(hours=1), why="Linked.", by="o:1")
    assert "nobody tried" in plain(browser(now_staff, "supervisor").get(reverse("contact:deferrals")))


@pytest.mark.requirement("IC-011", part=POLICY)
@pytest.mark.usefixtures("no_diary")
def test_switched_off_it_is_not_offered_and_an_attempt_is_refused_and_kept(now_staff: Staff) -> None:
    made = abuse(now_staff)
    page = plain(browser(now_staff, "handler").get(address(made)))
    assert "Ask for an appointment" not in page
    for slug in ("grade", "lower"):
        assert 'value="scheduled"' not in browser(now_staff, "handler").get(address(made, slug)).content.decode()
    with pytest.raises(Refused) as refused:
        asked(now_staff, made)
    assert refused.value.flags[0].because == "contact.appointments-off"
    assert [t.count for t in deferring.tried(clock.now())] == [{"contact.AppointmentMade": 1}]
    assert stands(made) == "prompt"


@pytest.mark.requirement("IC-011", part=POLICY)
def test_switched_on_another_approves_it_and_the_greatest_delay_runs(now_staff: Staff) -> None:
    made = abuse(now_staff)
    assert "Ask for an appointment" in plain(browser(now_staff, "handler").get(address(made)))
    asked(now_staff, made)
    assert stands(made) == "prompt", "until another approves, somebody is owed as before"
    before = attend(now_staff, made).due_at
    page = plain(browser(now_staff, "supervisor").get(address(made, "decide-lowering")))
    assert "is asked for, in place of going now" in page
    assert "Each child said to be safe" in page
    do(contact.approve_lowering, now_staff["supervisor"], clock.now(), incident=made["incident"], reason="Spoken with the aunt.")
    assert stands(made) == "scheduled"
    held = queries.incident(made["incident"])
    assert held is not None
    assert attend(now_staff, made).due_at == held.card.reported_at + timedelta(hours=48)
    assert before is not None
    kept = timeline([made["incident"]], types=["contact.AppointmentMade"])[0].fact
    assert (kept.data.approved_by, kept.data.requested_by) == (now_staff["supervisor"].ref, now_staff["handler"].ref)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("more", "why"), [
    ({"hours": 60}, "appointment-too-late"), ({"hours": -1}, "appointment-too-late"), ({"why": " "}, "says-nothing"), ({"how": " "}, "says-nothing"),
])
def test_one_that_is_too_late_past_or_says_nothing_is_asked_for_again(now_staff: Staff, more: dict[str, Any], why: str) -> None:
    made = abuse(now_staff)
    with pytest.raises(Refused, match=why):
        asked(now_staff, made, **more)
    assert stands(made) == "prompt"


def test_without_each_child_safe_no_approval_counts_and_a_plain_lowering_is_no_way_round(now_staff: Staff) -> None:
    made = abuse(now_staff)
    asked(now_staff, made, safe=[])
    assert "Not each child is said to be safe" in plain(browser(now_staff, "supervisor").get(address(made, "decide-lowering")))
    with pytest.raises(Refused) as refused:
        do(contact.approve_lowering, now_staff["supervisor"], clock.now(), incident=made["incident"], reason="Fine.")
    assert "contact.no-appointment" in {flag.rule for flag in refused.value.flags}
    do(contact.withdraw_lowering, now_staff["handler"], clock.now(), incident=made["incident"])
    do(contact.request_lowering, now_staff["handler"], clock.now(), incident=made["incident"], grade="scheduled", reason="Tomorrow will do.")
    with pytest.raises(Refused) as refused:
        do(contact.approve_lowering, now_staff["supervisor"], clock.now(), incident=made["incident"], reason="Fine.")
    assert "contact.no-appointment" in {flag.rule for flag in refused.value.flags}
    assert stands(made) == "prompt"
    assert [(t.officer, t.count) for t in deferring.tried(clock.now())] == [(now_staff["supervisor"].ref, {"contact.AppointmentMade": 2})]


def test_who_asked_does_not_approve_and_declining_leaves_the_grade_prompt(now_staff: Staff) -> None:
    made = abuse(now_staff)
    do(
        contact.ask_appointment, now_staff["supervisor"], clock.now(), incident=made["incident"], for_when=clock.now() + timedelta(hours=3), why="She asks.",
        safe=[made["child"]], how="With her aunt.",
    )
    with pytest.raises(Refused):
        do(contact.approve_lowering, now_staff["supervisor"], clock.now(), incident=made["incident"], reason="Mine.")
    do(contact.decline_lowering, now_staff["other_supervisor"], clock.now(), incident=made["incident"], reason="Nobody has seen the child.")
    assert stands(made) == "prompt"
    held = queries.incident(made["incident"])
    assert held is not None
    assert attend(now_staff, made).due_at == held.card.reported_at + timedelta(hours=1)
