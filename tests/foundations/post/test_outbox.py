"""The outbox: in the transaction or not at all; no name leaves; sent and delivered are two states; what fails is tried again and then shown."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, connections, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.database import Clone
from tests.foundations.post.servers import Hook, Mailbox, mail_server, webhook
from tests.looping import looped
from tutela.foundations.kit import clock, refs
from tutela.foundations.post import outbox, queries, sending, transports
from tutela.foundations.post.models import Message, MessageEvent

SECRET = "between us and them"


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    with mail_server() as box:
        settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1", box.port
        yield box


@pytest.fixture
def hook(settings: Any) -> Iterator[Hook]:
    settings.POST_WEBHOOK_SECRET = SECRET
    with webhook() as there:
        yield there


def send_now() -> None:
    """As though the moment of the next try had come."""
    Message.objects.filter(next_try_at__isnull=False).update(next_try_at=clock.wall())
    sending.send_due()


def state(ref: str) -> str:
    found = queries.message(ref)
    assert found is not None
    return found.state


def happened(ref: str) -> list[str]:
    return [what for _, what, _ in queries.history(ref)]


@pytest.mark.django_db
def test_a_message_and_its_job_are_there_together_or_not_at_all() -> None:
    def act(fails: bool) -> str:
        with transaction.atomic():
            ref = outbox.queue(to="duty@council.example", subject="Tutela", body="Sign in.", about=["e:1"])
            if fails:
                raise LookupError("the act fails")
        return ref

    with pytest.raises(LookupError):
        act(fails=True)
    assert (Message.objects.count(), ProcrastinateJob.objects.count()) == (0, 0)
    ref = act(fails=False)
    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.args, job.queue_name) == ("post.send", {"message": str(refs.key_of(ref, "message"))}, "post")
    assert (state(ref), happened(ref)) == ("queued", ["queued"])
    assert [m.ref for m in queries.about("e:1")] == [ref]


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["About Mia Field.", "about  MIA\nFIELD", "Mía Field"])
@pytest.mark.parametrize("where", ["subject", "body"])
def test_a_message_that_names_a_child_is_refused(text: str, where: str) -> None:
    given = {"subject": "Tutela", "body": "Sign in.", where: text}
    with pytest.raises(outbox.NamesInMessage) as raised:
        outbox.queue(to="duty@council.example", must_not_contain=["Mia Field", ""], **given)  # type: ignore[arg-type]  # both are texts
    assert "Mia" not in str(raised.value)
    assert not Message.objects.exists()


@pytest.mark.django_db
def test_a_name_inside_another_word_is_no_name() -> None:
    assert outbox.queue(to="duty@council.example", body="Academia and midfield.", must_not_contain=["Mia", "Field"])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("channel", "to"),
    [
        ("smtp", "nobody"), ("smtp", "a@b, c@d"), ("smtp", "a@b\nBcc: x@y"), ("webhook", "http://council.example/in"), ("webhook", "ftp://127.0.0.1/"),
        ("webhook", "council"),
    ],
)
def test_what_is_no_address_is_refused(channel: Any, to: str) -> None:
    with pytest.raises(outbox.NoAddress):
        outbox.queue(to=to, channel=channel, body="Sign in.")


@pytest.mark.django_db
def test_a_template_gives_the_words_and_the_link(settings: Any) -> None:
    settings.POST_LINK = "https://tutela.northshire.invalid/"
    ref = outbox.queue(to="duty@council.example", subject="Tutela: a decision is asked of you", body="", template="alert", to_person="o:1")
    body = Message.objects.get(pk=refs.key_of(ref, "message")).body
    assert "https://tutela.northshire.invalid/" in body
    with pytest.raises(outbox.NoAddress, match="without words"):
        outbox.queue(to="duty@council.example")


@pytest.mark.django_db
def test_the_same_under_one_key_is_one_message() -> None:
    first = outbox.queue(to="duty@council.example", body="Sign in.", once="rung 2 of du:1")
    assert outbox.queue(to="duty@council.example", body="Sign in.", once="rung 2 of du:1") == first
    assert (Message.objects.count(), MessageEvent.objects.count(), ProcrastinateJob.objects.count()) == (1, 1, 1)


def test_two_who_queue_under_one_key_at_once_queue_one(database_clone: Clone) -> None:
    def act() -> str:
        with transaction.atomic():
            return outbox.queue(to="duty@council.example", body="Sign in.", once="one")

    done = database_clone.together(*[act] * 6)
    assert len(set(map(str, done))) == 1
    assert (Message.objects.count(), ProcrastinateJob.objects.count()) == (1, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE post_message SET body = 'another'", "UPDATE post_message SET to_address = 'another@b'", "DELETE FROM post_message",
        "UPDATE post_messageevent SET what = 'sent'", "DELETE FROM post_messageevent", "UPDATE post_message SET delivered_at = queued_at",
        "UPDATE post_message SET next_try_at = NULL", "UPDATE post_message SET sent_at = queued_at",
    ],
)
def test_the_database_keeps_what_was_written_and_its_states_apart(statement: str) -> None:
    outbox.queue(to="duty@council.example", body="Sign in.")
    with pytest.raises((IntegrityError, ProgrammingError)), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
def test_a_mail_is_sent_and_delivered_only_when_somebody_says_so(mailbox: Mailbox) -> None:
    ref = outbox.queue(to="duty@council.example", subject="Tutela:\n a decision", body="Sign in: äöü")
    assert sending.send_due() == 1
    ((to, mail),) = mailbox.mails
    assert (to, mail["Subject"], mail["Auto-Submitted"]) == ("duty@council.example", "Tutela: a decision", "auto-generated")
    assert mail["Message-ID"] == f"<{refs.key_of(ref, 'message')}@northshire.invalid>"
    assert mail.get_payload(decode=True).decode().strip() == "Sign in: äöü"  # type: ignore[union-attr]  # a plain text's payload is bytes
    assert (state(ref), happened(ref)) == ("sent", ["queued", "sent"])
    assert sending.send_due() == 0
    assert queries.undelivered(timedelta()) == ()
    assert outbox.delivered(ref, receipt="report-1")
    assert not outbox.delivered(ref)
    assert (state(ref), happened(ref)) == ("delivered", ["queued", "sent", "delivered"])


@pytest.mark.django_db
def test_what_was_not_sent_cannot_be_delivered_and_what_bounces_has_failed(mailbox: Mailbox) -> None:
    ref = outbox.queue(to="duty@council.example", body="Sign in.")
    with pytest.raises(outbox.NoSuchMessage, match="was not sent"):
        outbox.delivered(ref)
    with pytest.raises(outbox.NoSuchMessage):
        outbox.delivered("m:0192aaaa-0000-7000-8000-000000000000")
    sending.send_due()
    outbox.bounced(ref, "mailbox full")
    assert (state(ref), [m.ref for m in queries.undelivered()]) == ("failed", [ref])
    outbox.again(ref)
    sending.send_due()
    assert (state(ref), len(mailbox.mails)) == ("sent", 2)
    assert happened(ref) == ["queued", "sent", "failed", "again", "sent"]


@pytest.mark.django_db
def test_a_refused_recipient_fails_at_once_and_a_busy_server_is_tried_again(mailbox: Mailbox) -> None:
    mailbox.says = "550 no such user"
    refused = outbox.queue(to="nobody@council.example", body="Sign in.")
    sending.send_due()
    assert state(refused) == "failed"
    mailbox.says = "451 later"
    busy = outbox.queue(to="duty@council.example", body="Sign in.")
    sending.send_due()
    assert (state(busy), happened(busy)) == ("queued", ["queued", "tried"])
    assert sending.send_due() == 0  # its moment has not come
    mailbox.says = "250 ok"
    send_now()
    found = queries.message(busy)
    assert found is not None
    assert (found.state, found.attempts, found.last_error) == ("sent", 2, "")


@pytest.mark.requirement("XX-014", part="queue, retry, and nothing marked sent while the other side is away")
@pytest.mark.django_db
def test_a_server_that_is_not_there_is_tried_so_often_and_then_it_is_shown(settings: Any) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1", 1
    ref = outbox.queue(to="duty@council.example", body="Sign in.")
    waits = []
    for _ in range(sending.TRIES - 1):
        send_now()
        assert state(ref) == "queued"
        row = Message.objects.get()
        assert row.next_try_at is not None
        waits.append(round((row.next_try_at - clock.wall()).total_seconds()))
    assert waits == [int(wait.total_seconds()) for wait in sending.WAITS]
    send_now()
    (found,) = queries.undelivered()
    assert (found.ref, found.state, found.attempts) == (ref, "failed", sending.TRIES)
    assert "refused" in found.last_error
    send_now()
    assert state(ref) == "failed"


@pytest.mark.django_db
def test_a_webhook_is_signed_and_its_receipt_is_its_delivery(hook: Hook) -> None:
    ref = outbox.queue(channel="webhook", to=hook.address, subject="Tutela", body="Sign in.", about=["p:1"])
    sending.send_due()
    ((headers, body),) = hook.came
    key = str(refs.key_of(ref, "message"))
    seconds, mac = (part.partition("=")[2] for part in headers["Tutela-Signature"].split(","))
    assert mac == hmac.new(SECRET.encode(), f"{seconds}.{key}.".encode() + body, hashlib.sha256).hexdigest()
    assert (headers["Idempotency-Key"], json.loads(body)["body"]) == (key, "Sign in.")
    assert "p:1" not in body.decode()
    found = queries.message(ref)
    assert found is not None
    assert (found.state, found.provider_ref, happened(ref)) == ("delivered", "their-7", ["queued", "sent", "delivered"])


@pytest.mark.django_db
@pytest.mark.parametrize("answer", [b"", b"thanks", b"[1]", b'{"receipt": null}'])
def test_a_webhook_without_receipt_is_sent_and_after_a_while_missed(hook: Hook, answer: bytes) -> None:
    hook.answer = answer
    ref = outbox.queue(channel="webhook", to=hook.address, body="Sign in.")
    sending.send_due()
    assert (state(ref), queries.undelivered()) == ("sent", ())
    assert [m.ref for m in queries.undelivered(timedelta())] == [ref]


@pytest.mark.requirement("XX-014", part="restart: all delivered once")
@pytest.mark.django_db
def test_a_partner_at_fault_is_tried_again_with_the_same_key(hook: Hook) -> None:
    hook.status = 503
    ref = outbox.queue(channel="webhook", to=hook.address, body="Sign in.")
    sending.send_due()
    assert state(ref) == "queued"
    hook.status = 200
    send_now()
    send_now()
    assert state(ref) == "delivered"
    assert len({headers["Idempotency-Key"] for headers, _ in hook.came}) == 1
    assert len(hook.came) == 2


@pytest.mark.django_db
@pytest.mark.parametrize(("status", "expected"), [(302, "failed"), (400, "failed"), (410, "failed"), (408, "queued"), (429, "queued"), (500, "queued")])
def test_what_the_partner_answers_decides(hook: Hook, status: int, expected: str) -> None:
    hook.status = status
    ref = outbox.queue(channel="webhook", to=hook.address, body="Sign in.")
    sending.send_due()
    assert (state(ref), len(hook.came)) == (expected, 1)


@pytest.mark.django_db
def test_nothing_goes_out_unsigned(hook: Hook, settings: Any) -> None:
    settings.POST_WEBHOOK_SECRET = ""
    ref = outbox.queue(channel="webhook", to=hook.address, body="Sign in.")
    sending.send_due()
    assert (state(ref), hook.came) == ("failed", [])


@pytest.mark.django_db
def test_the_outbox_says_how_long_the_oldest_waits(mailbox: Mailbox) -> None:
    assert queries.outbox_age() == timedelta()
    outbox.queue(to="duty@council.example", body="Sign in.")
    assert timedelta() < queries.outbox_age() < timedelta(minutes=1)
    sending.send_due()
    assert (queries.outbox_age(), len(mailbox.mails)) == (timedelta(), 1)


def test_several_workers_send_a_message_once(database_clone: Clone, mailbox: Mailbox) -> None:
    with transaction.atomic():
        for n in range(12):
            outbox.queue(to=f"duty{n}@council.example", body="Sign in.")
    done = database_clone.together(*[sending.send_due] * 4)
    assert sum(d for d in done if isinstance(d, int)) == 12
    assert sorted(to for to, _ in mailbox.mails) == sorted(f"duty{n}@council.example" for n in range(12))


@pytest.mark.usefixtures("database_clone")
def test_the_worker_sends_what_an_act_left(mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)  # the job's thread ends with the test, its connection too
    with transaction.atomic():
        ref = outbox.queue(to="duty@council.example", body="Sign in.")
    ours = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]  # Django's connector, which has it

    async def work() -> None:
        async with ours.open_async():
            await ours.run_worker_async(wait=False, install_signal_handlers=False, listen_notify=False, queues=["post"])

    looped(work)
    assert (state(ref), len(mailbox.mails)) == ("sent", 1)
    assert ProcrastinateJob.objects.get(task_name="post.send").status == "succeeded"


def test_a_signature_is_what_the_handbook_says() -> None:
    assert transports.signature("s", 7, "k", b"{}") == "t=7,v1=" + hmac.new(b"s", b"7.k.{}", hashlib.sha256).hexdigest()
