"""The advice on keeping evidence in writing: only where it is safe to write, without a word of the child; and what was told, seen by whoever comes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.foundations.post.servers import Mailbox
from tests.practice.contact.test_assessing import address, plain
from tests.practice.contact.test_sending import owed
from tests.practice.signing import browser, form_of
from tests.practice.staff import Staff, do
from tutela.foundations.kit import clock, ids
from tutela.foundations.post.models import Message
from tutela.foundations.post.sending import send_due
from tutela.foundations.work.errors import Refused
from tutela.law.contact.online import LINES
from tutela.practice.contact import operations as contact
from tutela.record.chronology.queries import timeline
from tutela.record.things.models import Account

pytestmark = pytest.mark.django_db
TO = "aunt@example.org"


def online(staff: Staff, **more: Any) -> dict[str, Any]:
    said = {"who": "Ned Orr, 14", "where": "Home", "why_worried": "Threatened with pictures.", "concern": "online_abuse", "child_name": "Ned Orr", **more}
    made: dict[str, Any] = dict(do(contact.take_report, staff["handler"], clock.now(), **said).result)
    return made


def sent_line(answer: Any) -> str:
    """What stands before the message: the badge of its state."""
    return plain(answer).partition(f"Message with the advice, to {TO}")[0].strip()[-20:]


@pytest.mark.requirement("IC-025")
def test_a_sextortion_call_is_not_closed_without_the_advice_and_who_comes_sees_what_was_told_and_sent(now_staff: Staff, mailbox: Mailbox) -> None:
    made = online(now_staff)
    seen: dict[str, Any] = {"reason": "Seen by PC Kirby.", "seen_by": "police", "approved_by": now_staff["fim"].ref, "delay_reason": "None sent."}
    with pytest.raises(Refused) as refused:
        do(contact.close, now_staff["supervisor"], clock.now(), incident=made["incident"], **seen)
    assert "contact.closed-with-advice" in {flag.rule for flag in refused.value.flags}

    handler = browser(now_staff, "handler")
    form = handler.get(address(made, "advice"))
    assert handler.post(address(made, "advice"), {**form_of(form), "given_lines": LINES[:4], "why_not": "She had to go to her sister."}).status_code == 302
    form = handler.get(address(made, "send-advice"))
    assert "Whoever reads it may be the abuser." in plain(form)
    unsafe = handler.post(address(made, "send-advice"), {**form_of(form), "address": TO})
    assert unsafe.status_code == 422
    assert "If it is not, tell it in words and send nothing" in plain(unsafe)
    assert not Message.objects.filter(about__contains=[made["incident"]]).exists()
    assert handler.post(address(made, "send-advice"), {**form_of(form), "address": TO, "safe": "on"}).status_code == 302

    row = Message.objects.get(about__contains=[made["incident"]])
    card = browser(now_staff, "constable")
    assert sent_line(card.get(address(made))).endswith("Waiting to be sent")
    send_due()
    ((to, sent),) = mailbox.mails
    body = str(sent.get_payload())
    assert to == TO
    assert "delete nothing" in body
    for private in ("Ned", "Orr", "Home", "child", "abuse", "INC-", "http"):
        assert private not in f"{sent['Subject']} {body}", private
    page = plain(card.get(address(made)))
    for words in ("Told Keep the device on",
                  "Told Delete nothing", "Not told Report Remove can have images taken down", "Why not: She had to go to her sister."):
        assert words in page
    assert sent_line(card.get(address(made))).endswith("Sent")
    do(contact.dispatch, now_staff["dispatcher"], clock.now(), incident=made["incident"], officer=now_staff["constable"].ref, resource="NS21")
    assert "Told Delete nothing" in plain(card.get(address(made, "briefing"))), "the card that they read before they arrive"
    fact = timeline([made["incident"]], types=["contact.AdviceSent"])[0].fact
    assert (fact.data.message, TO in str(fact.data)) == (row.ref, False)  # type: ignore[attr-defined]
    do(contact.close, now_staff["supervisor"], clock.now(), incident=made["incident"], **seen)


def test_sent_is_not_told(now_staff: Staff) -> None:
    made = online(now_staff)
    do(contact.send_advice, now_staff["handler"], clock.now(), incident=made["incident"], address=TO, safe=True)
    assert owed(now_staff, "contact.evidence-advice", made["incident"], clock.now()) == ["open"]


def test_nothing_is_sent_to_an_address_on_record_or_that_is_none_or_of_another_kind_of_log_and_once_under_one_key(now_staff: Staff) -> None:
    made = online(now_staff)
    Account.objects.create(
        id=ids.new(), reference="ACC-1", platform="mail", handle="Bad.Man@Example.org", created_at=clock.now(), created_by="o:1", retention="child_protection",
    )
    given: dict[str, Any] = {"incident": made["incident"], "safe": True}
    for to, why in (("bad.man@example.org", "advice-known-address"), ("no address", "advice-no-address")):
        with pytest.raises(Refused, match=why):
            do(contact.send_advice, now_staff["handler"], clock.now(), address=to, **given)
    with pytest.raises(Refused, match="advice-not-safe"):
        do(contact.send_advice, now_staff["handler"], clock.now(), incident=made["incident"], address=TO, safe=False)
    other = online(now_staff, concern="neglect")
    with pytest.raises(Refused, match="advice-not-online"):
        do(contact.send_advice, now_staff["handler"], clock.now(), incident=other["incident"], address=TO, safe=True)
    assert browser(now_staff, "handler").get(address(other)).status_code == 200
    for _ in range(2):
        do(contact.send_advice, now_staff["handler"], clock.now(), key="same", address=TO, **given)
    assert Message.objects.filter(about__contains=[made["incident"]]).count() == 1
