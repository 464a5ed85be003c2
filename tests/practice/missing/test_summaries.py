"""Summaries of a return and an episode go by themselves as is set for each child; one that does not arrive alarms the team, with every try on view."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.foundations.post.servers import Mailbox
from tests.practice.missing.closing import TOLD, close
from tests.practice.missing.test_closing import ALL_BUT_WHERE, address_of, seen
from tests.practice.missing.test_found import plain
from tests.practice.missing.test_returns import HOTEL, record, report
from tests.practice.signing import browser, form_of
from tests.practice.staff import Staff, do
from tutela.foundations.access.models import Restriction
from tutela.foundations.forces.models import PartnerPerson
from tutela.foundations.kit import clock, refs
from tutela.foundations.post import sending
from tutela.foundations.post.models import Message
from tutela.foundations.work.errors import Denied, Refused
from tutela.practice.missing import operations
from tutela.record.duties.jobs import sweep
from tutela.record.duties.models import Alert, Duty
from tutela.record.sharing import jobs
from tutela.record.sharing.models import Share, SummaryRecipient

pytestmark = pytest.mark.django_db
SCHOOL, HEALTH, HOME, SOCIAL = "lead@school.example", "nurse@health.example", "home@larches.example", "duty@council.example"


def social_care() -> None:
    since = clock.now() - timedelta(days=9)
    PartnerPerson.objects.create(
        agency="Northshire Council", name="Helen Frost", role="team_manager", area="local_authority", telephone="01632 960001", email=SOCIAL, since=since,
        recorded_at=since, recorded_by="o:1",
    )


def add(staff: Staff, child: str, to: str, agency: str, email: str, **more: Any) -> str:
    act = operations.add_summary_recipient
    return str(do(act, staff["coordinator"], clock.now(), child=child, to=to, agency=agency, email=email, **more).result["recipient"])


def tried() -> None:
    """As though the moment of the next try had come; then what became of it is taken over."""
    Message.objects.filter(next_try_at__isnull=False).update(next_try_at=clock.wall())
    sending.send_due()
    jobs.follow(clock.now())


def sent(matter: str = "episode_summary") -> dict[str, Share]:
    return {row.email: row for row in Share.objects.filter(matter=matter).order_by("created_at")}


def page(staff: Staff, child: str, key: str = "coordinator") -> str:
    return plain(browser(staff, key).get(reverse("missing:summaries", args=[refs.key_of(child, "person")])).content.decode())


def closed(staff: Staff, made: dict[str, Any]) -> str:
    episode = seen(staff, made, ALL_BUT_WHERE)
    close(staff, episode, told=TOLD)
    return episode


@pytest.mark.requirement("AH-029")
def test_a_closed_episode_is_dispatched_to_each_and_what_cannot_be_delivered_alarms_the_team_within_the_hour(
    now_staff: Staff, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = report(now_staff)
    child = str(made["child"])
    social_care()
    add(now_staff, child, "school", "Harbour Academy", SCHOOL)
    add(now_staff, child, "health", "Looked-after nurses", HEALTH)
    home = add(now_staff, child, "care_home", "The Larches", HOME)
    do(operations.confirm_summary_recipient, now_staff["cii"], clock.now(), child=child, recipient=home, why="The manager's own box.")
    episode = closed(now_staff, made)
    assert set(sent()) == {SOCIAL, SCHOOL, HEALTH, HOME}, "a row for each recipient"
    assert set(sent("return_summary")) == {SOCIAL, SCHOOL, HEALTH, HOME}, "and of the return before"
    assert "Waiting to leave" in page(now_staff, child)
    mailbox.to = {SCHOOL: "550 no such mailbox", HEALTH: "451 come again"}
    for _ in range(3):
        tried()
    assert {to for to, _ in mailbox.mails} == {SOCIAL, HOME}
    assert all("amira" not in mail.as_string().lower() and "brook" not in mail.as_string().lower() for _, mail in mailbox.mails)
    text = page(now_staff, child)
    assert "Did not arrive" in text
    assert "550 no such mailbox" in text
    assert "3 tries" in text, "the health team's, which is tried again"
    assert "They said: 451 come again" in text
    shown = plain(browser(now_staff, "coordinator").get(reverse("missing:episode", args=[refs.key_of(episode, "episode")])).content.decode())
    assert "Harbour Academy: Did not arrive, 1 try" in shown
    at_once = Duty.objects.filter(code="missing.summary-arrives", ref=episode)
    assert {d.state for d in at_once} == {"open"}
    coordinator = now_staff["coordinator"].ref
    school = sent()["lead@school.example"]
    alerts = Alert.objects.filter(duty__in=[d.pk for d in at_once])
    assert alerts.exists()
    assert all(alert.at - school.created_at < timedelta(hours=1) for alert in alerts)
    assert coordinator in {alert.officer for alert in alerts}
    later = clock.now() + timedelta(minutes=61)
    monkeypatch.setattr(clock, "now", lambda: later)
    sweep(later)
    waits = Duty.objects.filter(code="missing.summary-sent", ref=episode).exclude(state__in=("done", "done late", "not needed"))
    assert {d.state for d in waits} <= {"overdue", "open"}
    by_then = Alert.objects.filter(duty__in=[d.pk for d in waits], at__lte=school.created_at + timedelta(hours=1, minutes=1))
    assert by_then.exists(), "it never left: told within the hour"


def test_told_by_telephone_or_sent_again_answers_for_that_one_alone(now_staff: Staff, mailbox: Mailbox) -> None:
    made = report(now_staff)
    child = str(made["child"])
    add(now_staff, child, "local_authority", "Northshire Council", SOCIAL, returns=False)
    add(now_staff, child, "school", "Harbour Academy", SCHOOL, returns=False)
    episode = closed(now_staff, made)
    mailbox.to = {SCHOOL: "550 no", SOCIAL: "550 no"}
    tried()
    owed = Duty.objects.filter(code="missing.summary-arrives", ref=episode, state="open")
    assert owed.count() == 2
    client = browser(now_staff, "coordinator")
    form = form_of(client.get(address_of(episode, "summary")))
    answer = client.post(address_of(episode, "summary"), {**form, "share": sent()[SCHOOL].ref, "how": "told"})
    assert answer.status_code == 422, "who was told has a name"
    assert client.post(address_of(episode, "summary"), {**form, "share": sent()[SCHOOL].ref, "how": "told", "person": "Ms Hale, lead"}).status_code == 302
    assert owed.count() == 1
    again = form_of(client.get(address_of(episode, "summary")))
    posted = {**again, "share": sent()[SOCIAL].ref, "how": "again", "email": "new@council.example"}
    assert client.post(address_of(episode, "summary"), posted).status_code == 302
    assert owed.count() == 1, "on its way is not arrived"
    tried()
    assert owed.count() == 0
    assert {to for to, _ in mailbox.mails} == {"new@council.example"}
    text = page(now_staff, child)
    assert "Ms Hale, lead was told" in text


def test_nobody_set_means_social_care_alone_and_the_gap_is_said(now_staff: Staff) -> None:
    made = report(now_staff)
    social_care()
    assert "Nobody is set: social care alone is sent summaries." in page(now_staff, str(made["child"]))
    record(now_staff, made)
    assert set(sent("return_summary")) == {SOCIAL}
    again = record(now_staff, made, HOTEL, seen="not_now")
    assert again["fact"]
    assert Share.objects.filter(matter="return_summary").count() == 1, "the same words go nowhere twice"


def test_where_nobody_in_social_care_can_be_written_to_a_call_is_owed_at_once(now_staff: Staff) -> None:
    made = report(now_staff)
    outcome = do(
        operations.record_return, now_staff["constable"], clock.now(), episode=made["episode"], told=HOTEL, seen="seen", alone=True, now_at="home",
    )
    assert "missing.summary-sent" in {flag.rule for flag in outcome.flags}
    assert Duty.objects.get(code="missing.summary-sent", ref=made["episode"]).state == "open"
    assert "Nobody to write to" in page(now_staff, str(made["child"]))
    share = sent("return_summary")[""]
    do(operations.tell_summary, now_staff["coordinator"], clock.now(), episode=made["episode"], share=share.ref, person="Duty worker Okafor")
    assert Duty.objects.get(code="missing.summary-sent", ref=made["episode"]).state == "done"


def test_a_carer_is_sent_nothing_until_a_second_person_confirmed_them(now_staff: Staff) -> None:
    made = report(now_staff)
    child = str(made["child"])
    social_care()
    home = add(now_staff, child, "care_home", "The Larches", HOME)
    assert "A carer is sent nothing until a second person has confirmed them: The Larches" in page(now_staff, child)
    confirm = operations.confirm_summary_recipient
    with pytest.raises(Refused, match=r"approver-is-author"):
        do(confirm, now_staff["coordinator"], clock.now(), child=child, recipient=home, why="I know them.")
    with pytest.raises(Refused, match=r"say-looked"):
        do(confirm, now_staff["cii"], clock.now(), child=child, recipient=home, why=" ")
    with pytest.raises(Denied):
        do(confirm, now_staff["cii"], clock.now(), child=str(report(now_staff, "Kai Rowe")["child"]), recipient=home, why="Another child's.")
    record(now_staff, made)
    held_back = sent("return_summary")[HOME]
    assert held_back.withheld_at is not None
    assert not Message.objects.filter(to_address=HOME).exists()
    assert "Not sent on purpose" in page(now_staff, child)
    client, key = browser(now_staff, "cii"), refs.key_of(child, "person")
    form = form_of(client.get(reverse("missing:summaries-confirm", args=[key])))
    assert client.post(reverse("missing:summaries-confirm", args=[key]), {**form, "recipient": home, "why": "The manager's own box."}).status_code == 302
    closed(now_staff, made)
    assert Message.objects.filter(to_address=HOME).count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        SummaryRecipient.objects.update(confirmed_by=now_staff["coordinator"].ref)


def test_of_a_restricted_record_only_social_care_is_told_and_what_a_child_said_is_in_no_summary(now_staff: Staff) -> None:
    made = report(now_staff)
    child = str(made["child"])
    social_care()
    add(now_staff, child, "school", "Harbour Academy", SCHOOL)
    record(now_staff, made, msgspec.structs.replace(HOTEL, harm=True))
    told = sent("return_summary")
    assert all("hotel" not in row.content.lower() and "marko" not in row.content.lower() for row in told.values())
    assert "Harm is indicated." in told[SOCIAL].content
    assert "arm is" not in told[SCHOOL].content
    may = ["coordinator@missing", "cii@missing", "sergeant@response", "response_officer@response"]
    Restriction.objects.create(
        subject=child, level="detail", audience=may, why="Sensitive.", since=clock.now(), by="o:1",
    )
    closed(now_staff, made)
    assert sent()[SCHOOL].withheld_why.startswith("The record is restricted")
    assert sent()[SOCIAL].withheld_at is None


def test_set_on_a_page_and_ended_with_the_reason(now_staff: Staff) -> None:
    child = str(report(now_staff)["child"])
    client, key = browser(now_staff, "coordinator"), refs.key_of(child, "person")
    address = reverse("missing:summaries-add", args=[key])
    form = form_of(client.get(address))
    given = {**form, "to": "school", "agency": "Harbour Academy", "email": SCHOOL, "kinds": ["episodes"]}
    assert client.post(address, {**given, "email": "not an address"}).status_code == 422
    assert client.post(address, given).status_code == 302
    text = page(now_staff, child)
    assert SCHOOL in text
    assert "Return summaries" not in text.partition("Stands")[2]
    twice = client.post(address, {**given, **{k: v for k, v in form_of(client.get(address)).items() if k not in given or k == "key"}})
    assert "is sent summaries there already" in plain(twice.content.decode())
    end = reverse("missing:summaries-end", args=[key])
    form = form_of(client.get(end))
    assert client.post(end, {**form, "recipient": SummaryRecipient.objects.get().ref, "why": "Left the school."}).status_code == 302
    assert "Left the school." in page(now_staff, child)


def test_many_summaries_take_as_many_queries_as_one(now_staff: Staff) -> None:
    made = report(now_staff)
    child = str(made["child"])
    add(now_staff, child, "school", "Harbour Academy", SCHOOL)
    add(now_staff, child, "local_authority", "Northshire Council", SOCIAL)
    record(now_staff, made)
    client, address = browser(now_staff, "coordinator"), reverse("missing:summaries", args=[refs.key_of(child, "person")])
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for n in range(3):
        add(now_staff, child, "health", f"Clinic {n}", f"{n}@health.example")
    record(now_staff, made, ALL_BUT_WHERE)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(one) == len(many)
