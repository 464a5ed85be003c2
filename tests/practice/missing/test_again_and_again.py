"""A child who goes missing again and again: the pattern stands on the episode, the third time asks for a decision, declined by an inspector with a reason."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests.practice.missing.test_found import plain
from tests.practice.missing.test_pages_of_the_team import page_of, report
from tests.practice.signing import browser, form_of
from tests.practice.staff import Staff, do
from tutela.foundations.kit import clock, refs
from tutela.foundations.work.errors import Denied, Refused
from tutela.practice.contact import operations as contact
from tutela.practice.missing import operations as missing
from tutela.record.chronology.models import Entry
from tutela.record.duties.models import Duty

pytestmark = pytest.mark.django_db


def gone(staff: Staff, *days: int) -> dict[str, Any]:
    """A girl who was missing so many days ago, each time found at the bus station with Marko; the last time is not over."""
    made: dict[str, Any] = {}
    for ago in days:
        at = clock.now() - timedelta(days=ago, minutes=30)
        child = {"child": made["child"]} if made else {"child_name": "Amira Brook"}
        given = {"who": "Amira Brook", "where": "Harbour Row", "why_worried": "Late.", "concern": "missing_child", **child}
        made = dict(do(contact.take_report, staff["handler"], at, **given).result)
        if ago != days[-1]:
            do(missing.found, staff["constable"], at + timedelta(hours=3), episode=made["episode"], found_by="police", where="Bus station", with_whom="Marko")
            do(missing.returned, staff["fim"], at + timedelta(hours=4), episode=made["episode"], returned_by="police")
    return made


@pytest.mark.requirement("AH-031")
def test_the_third_time_prompts_a_meeting_the_panel_lists_all_three_and_declining_takes_an_inspectors_reason(now_staff: Staff) -> None:
    made = gone(now_staff, 40, 12, 0)
    page = browser(now_staff, "cii").get(page_of(made)).content.decode()
    panel = plain(page.partition('id="pattern"')[2].partition('id="plan"')[0])
    for said in (
        "Missing 2 times before this", "3 times in the last 90 days", "Going missing often raises the risk", "The gaps get shorter",
        "Found more than once at Bus station", "Found more than once with Marko",
        "The third time in 90 days: convene a strategy meeting, or say why not", "this time",
    ):
        assert said in panel, said
    assert panel.count("MIS-") == 2, "the two before, and this one"
    assert "<svg" in page
    assert Duty.objects.get(code="missing.repeat-meeting").settled_at is None
    address = reverse("missing:repeat-declined", args=[refs.key_of(made["child"], "person")])
    assert address in page
    with pytest.raises(Denied):
        do(missing.decline_repeat_meeting, now_staff["coordinator"], clock.now(), child=made["child"], reason="The plan works.")
    with pytest.raises(Refused):
        do(missing.decline_repeat_meeting, now_staff["cii"], clock.now(), child=made["child"], reason=" ")
    assert Entry.objects.filter(type="attempts.ClosingRefused").exists(), "the attempt is kept"
    client = browser(now_staff, "cii")
    form = client.get(address)
    assert "Write why no meeting is needed" in plain(client.post(address, {**form_of(form), "reason": ""}).content.decode())
    assert client.post(address, {**form_of(form), "reason": "The agencies met on Tuesday, about the second time."}).status_code == 302
    assert Duty.objects.get(code="missing.repeat-meeting").state == "done"
    assert "convene a strategy meeting" not in client.get(page_of(made)).content.decode()


def test_a_meeting_that_was_held_ends_what_was_asked(now_staff: Staff) -> None:
    made = gone(now_staff, 40, 12, 0)
    address = reverse("missing:repeat-held", args=[refs.key_of(made["child"], "person")])
    client = browser(now_staff, "coordinator")
    assert client.post(address, {**form_of(client.get(address)), "kind": "strategy", "decided": "The station is watched."}).status_code == 302
    assert Duty.objects.get(code="missing.repeat-meeting").state == "done"


def test_the_first_time_has_no_pattern_and_the_second_prompts_nobody(now_staff: Staff) -> None:
    assert 'id="pattern"' not in browser(now_staff, "cii").get(page_of(report(now_staff, "Bo Lund"))).content.decode()
    page = browser(now_staff, "cii").get(page_of(gone(now_staff, 12, 0))).content.decode()
    assert "Missing once before" in page
    assert "convene a strategy meeting" not in page


def test_the_unit_for_missing_persons_is_told_and_a_long_search_is_reviewed_by_a_senior_officer(now_staff: Staff) -> None:
    made = gone(now_staff, 6)
    fim, di = browser(now_staff, "fim"), browser(now_staff, "missing_di")
    bureau, senior = page_of(made, "bureau"), page_of(made, "senior")
    assert fim.post(bureau, {**form_of(fim.get(bureau)), "reference": ""}).status_code == 422
    assert fim.post(bureau, {**form_of(fim.get(bureau)), "reference": "26-001122"}).status_code == 302
    assert Duty.objects.get(code="missing.ukmpu").settled_at is not None
    assert fim.get(senior).status_code == 403
    assert di.post(senior, {**form_of(di.get(senior)), "decision": "Media appeal agreed; the river search ends."}).status_code == 302
    assert "Media appeal agreed" in plain(fim.get(page_of(made)).content.decode())
    rows = list(Duty.objects.filter(code="missing.long-term-review").values_list("occurrence", "state"))  # the first is done, the second runs
    assert rows == [(2, "open")]
