"""A search is given to somebody by name, whose load is shown, with a time for the first action; what nobody begins is the owner's again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.practice.missing.test_found import plain
from tests.practice.missing.test_pages_of_the_team import page_of, report
from tests.practice.signing import browser, form_of
from tests.practice.staff import Staff, do
from tutela.foundations.kit import clock
from tutela.practice.missing import operations as missing
from tutela.record.duties.jobs import sweep
from tutela.record.duties.models import Alert, Duty
from tutela.record.enquiries.models import Action
from tutela.record.enquiries.operations import Asked

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("AH-014")
def test_what_nobody_begins_within_the_hour_is_the_owners_again_and_inspector_and_room_are_told(now_staff: Staff) -> None:
    made = report(now_staff, minutes=90)
    began = clock.now() - timedelta(minutes=70)
    do(missing.grade_risk, now_staff["fim"], began - timedelta(minutes=10), episode=made["episode"], level="medium", rationale="Phone off.")
    do(missing.accept_ownership, now_staff["cii"], began - timedelta(minutes=5), episode=made["episode"])
    constable = now_staff["constable"].ref
    done = do(
        missing.allocate, now_staff["cii"], began, episode=made["episode"], to="response_officer@response", officer=constable,
        direction="To her room for the phone by nine.", actions=[Asked(what="Search her room", within=timedelta(minutes=60))],
    )
    assert done.result["officer"] == constable
    assert Action.objects.get().who == "Constable Pat Kirby"
    owed = Duty.objects.get(code="missing.allocation-begun")
    assert owed.due_at == began + timedelta(minutes=60)
    sweep(began + timedelta(minutes=60))
    told = set(Alert.objects.filter(duty=owed.pk, at=owed.due_at).values_list("address", flat=True))
    assert {"cii@missing", "fim@contact"} <= told
    page = plain(browser(now_staff, "fim").get(page_of(made)).content.decode())
    assert "Inspector Ruth Farley has it again" in page
    assert "not begun by" in page
    do(missing.search, now_staff["constable"], clock.now(), episode=made["episode"], what="room", result="A bus ticket.")
    assert "has it again" not in plain(browser(now_staff, "fim").get(page_of(made)).content.decode())


def test_the_form_shows_what_each_holds_and_says_what_an_allocation_lacks(now_staff: Staff) -> None:
    made = report(now_staff)
    client = browser(now_staff, "fim")
    form = client.get(page_of(made, "allocate"))
    shown = plain(form.content.decode())
    assert "Constable Pat Kirby, " in shown
    assert "Holds 0 open searches and 0 other incidents" in shown.partition("Constable Pat Kirby, ")[2][:120]
    value = f"response_officer@response {now_staff['constable'].ref}"
    neither = client.post(page_of(made, "allocate"), {**form_of(form), "what_1": "Search her room"})
    assert neither.status_code == 422, "a team, or somebody by name"
    assert "Choose an answer to “To which team”" in plain(neither.content.decode())
    saved = client.post(page_of(made, "allocate"), {**form_of(form), "officer": value, "what_1": "Search her room"}, follow=True)
    page = plain(saved.content.decode())
    assert "No time is given for the first action" in page
    assert "No officer is named" not in page
    assert "Given to Constable Pat Kirby" in page
    nobody = do(missing.allocate, now_staff["fim"], clock.now(), episode=made["episode"], to="response_officer@response", direction="Go.")
    assert "missing.allocated-to-nobody" in [flag.because for flag in nobody.flags]
