"""The missing child questionnaire keeps what was said, so that whoever looks for the child finds it; what is empty stays owed, and stops nobody."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests.practice.signing import browser, form_of
from tests.practice.staff import Staff, do
from tutela.foundations.kit import clock, refs
from tutela.practice.contact import operations as contact
from tutela.practice.missing import operations as missing
from tutela.record.duties.models import Duty
from tutela.record.enquiries.queries import heard

ALL = {
    "description": "Blue coat, fair hair", "phone": "07700 900777, off since six", "friends": "Casey", "places": "Bus station", "medication": "Inhaler",
    "online": "Asked; the carer does not know", "money": "None", "bus_pass": "Junior pass",
}


@pytest.fixture
def made(now_staff: Staff) -> dict[str, Any]:
    given = {"who": "Ellie Marsh", "where": "8 Orchard Close", "why_worried": "Late.", "concern": "missing_child", "child_name": "Ellie Marsh"}
    return dict(do(contact.take_report, now_staff["handler"], clock.now(), **given).result)


def page_of(staff: Staff, made: dict[str, Any], slug: str = "") -> tuple[Any, str]:
    key = refs.key_of(made["episode"], "episode")
    address = reverse(f"missing:{slug}" if slug else "missing:episode", args=[key])
    client = browser(staff, "handler")
    return client, address


def test_what_was_said_is_kept_shown_and_there_when_the_form_is_opened_again(now_staff: Staff, made: dict[str, Any]) -> None:
    client, address = page_of(now_staff, made, "questionnaire")
    done = client.post(address, {**form_of(client.get(address)), "phone": ALL["phone"], "friends": ALL["friends"]}, follow=True)
    page = " ".join(done.content.decode().split())
    said = page.partition('id="questionnaire"')[2].partition('id="log"')[0]
    assert ALL["phone"] in said
    assert "Friends" in said
    assert f"Phone: {ALL['phone']}" in page.partition('id="log"')[2]
    assert Duty.objects.get(code="missing.questionnaire").settled_at is None, "six questions have no answer"
    assert ALL["phone"] in client.get(address).content.decode()


def test_another_hand_loses_nothing_that_was_answered_before(now_staff: Staff, made: dict[str, Any]) -> None:
    do(missing.complete_questionnaire, now_staff["handler"], clock.now(), episode=made["episode"], answers={"phone": ALL["phone"]}, unanswered=("money",))
    rest = {name: said for name, said in ALL.items() if name != "phone"}
    do(missing.complete_questionnaire, now_staff["fim"], clock.now(), episode=made["episode"], answers=rest, unanswered=("phone",))
    assert heard(made["incident"], made["episode"]).answers == ALL
    duty = Duty.objects.get(code="missing.questionnaire")
    assert duty.state == "done", "the phone was answered, though the second form did not know"


def test_whoever_goes_reads_it_on_the_first_screen(now_staff: Staff, made: dict[str, Any]) -> None:
    said = {"medication": "Inhaler, twice a day", "places": "Bus station"}
    do(missing.complete_questionnaire, now_staff["handler"], clock.now(), episode=made["episode"], answers=said)
    keys = {"person": made["child"], "episode": made["episode"], "incident": made["incident"]}
    for kind, name in (("person", "profile:person"), ("episode", "missing:episode"), ("incident", "contact:incident")):
        page = browser(now_staff, "fim").get(reverse(name, args=[refs.key_of(keys[kind], kind)])).content.decode()
        before = page.partition("What must I know before I go?")[2].partition("Who else is working")[0]
        assert "Inhaler, twice a day" in before, name
        assert "Bus station" in before, name
