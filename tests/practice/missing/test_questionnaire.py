"""The missing child questionnaire keeps what was said, so that whoever looks for the child finds it; what is empty stays owed, and stops nobody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.practice.missing.test_found import plain
from tests.practice.signing import browser, form_of
from tests.practice.staff import Staff, do
from tutela.foundations.kit import clock, refs
from tutela.law.missing.questions import QUESTIONS
from tutela.practice.contact import operations as contact
from tutela.practice.missing import operations as missing
from tutela.record.duties.models import Duty
from tutela.record.enquiries.queries import heard

ALL = {
    "description": "Blue coat, fair hair", "phone": "07700 900777, off since six", "friends": "Casey", "places": "Bus station", "medication": "Inhaler",
    "online": "Asked; the carer does not know", "money": "None", "bus_pass": "Junior pass", "abroad": "Has never had a passport",
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
    assert Duty.objects.get(code="missing.questionnaire").settled_at is None, "most questions have no answer"
    assert ALL["phone"] in client.get(address).content.decode()


def test_another_hand_loses_nothing_that_was_answered_before(now_staff: Staff, made: dict[str, Any]) -> None:
    do(missing.complete_questionnaire, now_staff["handler"], clock.now(), episode=made["episode"], answers={"phone": ALL["phone"]})
    rest = {name: said for name, said in ALL.items() if name != "phone"}
    do(missing.complete_questionnaire, now_staff["fim"], clock.now(), episode=made["episode"], answers=rest)
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


@pytest.mark.requirement("IC-018")
def test_it_is_there_with_the_report_and_a_transfer_goes_through_with_its_unanswered_questions_named(now_staff: Staff, made: dict[str, Any]) -> None:
    client, address = page_of(now_staff, made)
    page = client.get(address).content.decode()
    said = page.partition('id="questionnaire"')[2].partition('id="log"')[0]
    assert said.count("No answer yet") == len(QUESTIONS), "opened by itself, with every question"
    assert Duty.objects.get(code="missing.questionnaire").settled_at is None

    do(missing.complete_questionnaire, now_staff["handler"], clock.now(), episode=made["episode"], answers={"phone": "Off"}, not_asked={"money": "Rang off"})
    handed = do(contact.hand_over, now_staff["handler"], clock.now(), incident=made["incident"], to="fim@contact", officer=now_staff["fim"].ref)
    (flag,) = (flag for flag in handed.flags if flag.rule == "missing.questionnaire")
    assert flag.having["count"] == len(QUESTIONS) - 2
    assert "medication and health" in flag.having["questions"]
    assert not {"phone", "money and cards"}.intersection(flag.having["questions"])
    assert handed.result["hand_over"], "it is never refused"

    form, rates = reverse("missing:questionnaire", args=[refs.key_of(made["episode"], "episode")]), reverse("missing:questionnaires")
    asked = client.get(form).content.decode()
    assert f"2 of {len(QUESTIONS)} questions answered" in asked
    assert 'value="Rang off"' in asked, "why it was not asked stands in the form"
    before = plain(browser(now_staff, "coordinator").get(rates).content.decode())
    assert "0% (0 of 1)" in before
    assert "MIS-" in before
    rest = {name: "Told by the carer" for name in ALL if name not in ("phone", "money")}
    assert client.post(form, {**form_of(client.get(form)), **rest, "abroad_is": "no", "phone": "Off", "money_not_asked": "Rang off"}).status_code == 302
    assert Duty.objects.get(code="missing.questionnaire").state == "done"
    after = plain(client.get(address).content.decode())
    assert "Complete: " in after
    assert "after the report" in after
    assert "Not asked: Rang off" in after
    assert "No. Told by the carer" in after
    assert "100% (1 of 1)" in plain(browser(now_staff, "coordinator").get(rates).content.decode())
    assert not any(f.rule == "missing.questionnaire" for f in do(
        contact.hand_over, now_staff["handler"], clock.now(), incident=made["incident"], to="fim@contact", officer=now_staff["fim"].ref,
    ).flags)


@pytest.mark.usefixtures("made")
def test_the_page_of_all_asks_as_much_for_many_as_for_one(now_staff: Staff) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert browser(now_staff, "coordinator").get(reverse("missing:questionnaires")).status_code == 200
        return len(seen)

    queries()
    one = queries()
    for n in range(4):
        given = {"who": "Carer", "where": "Harbour Row", "why_worried": "Late.", "concern": "missing_child", "child_name": f"Child {n}"}
        do(contact.take_report, now_staff["handler"], clock.now() - timedelta(hours=n), **given)
    assert queries() == one


def test_a_child_who_may_leave_the_country_asks_for_a_decision_on_the_ports_and_either_answer_says_why(now_staff: Staff, made: dict[str, Any]) -> None:
    client, address = page_of(now_staff, made, "questionnaire")
    client.post(address, {**form_of(client.get(address)), "abroad_is": "yes", "abroad": "Her passport is gone."})
    owed = Duty.objects.get(code="missing.ports-alert")
    assert (owed.state, owed.owed_by) == ("open", "fim@contact")
    fim, decide = browser(now_staff, "fim"), reverse("missing:alert", args=[refs.key_of(made["episode"], "episode")])
    form = fim.get(decide)
    assert fim.post(decide, {**form_of(form), "kind": "ports", "asked": "no", "why": ""}).status_code == 422
    assert fim.post(decide, {**form_of(form), "kind": "ports", "asked": "yes", "why": "Her uncle flies tonight.", "reference": "N-1"}).status_code == 302
    assert Duty.objects.get(code="missing.ports-alert").state == "done"
    page = fim.get(reverse("missing:episode", args=[refs.key_of(made["episode"], "episode")])).content.decode()
    assert "The ports are asked to look out Her uncle flies tonight." in plain(page)


def test_an_assessment_beside_it_takes_nothing_from_it(now_staff: Staff, made: dict[str, Any]) -> None:
    do(missing.complete_questionnaire, now_staff["handler"], clock.now(), episode=made["episode"], answers={"phone": "Off"})
    do(contact.assess, now_staff["handler"], clock.now(), incident=made["incident"], threat="Unknown man", harm="None yet")
    told = heard(made["incident"], made["episode"])
    assert told.answers == {"phone": "Off"}
    assert told.thrive["threat"] == "Unknown man"
