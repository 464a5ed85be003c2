"""How a message leaves: SMTP, or a signed webhook. Each gives what the other side said, or raises whether to try again."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import smtplib
import ssl
from typing import Final
from urllib.parse import urlsplit

import msgspec
from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from tutela.foundations.kit import clock
from tutela.foundations.post.models import Message

TIMEOUT: Final = 10.0
LONGEST_ANSWER: Final = 64 * 1024
SHORTLY: Final = frozenset({408, 409, 425, 429})
"""Answers of a webhook that are worth another try though they are the sender's fault."""


class Later(Exception):
    """It did not leave now; another try may do."""


class Never(Exception):
    """It will not leave, however often it is tried."""


class Left(msgspec.Struct, frozen=True):
    """It left: the other side's reference, and its receipt where it gave one."""

    provider_ref: str = ""
    receipt: str | None = None


def send(row: Message) -> Left:
    """Send a message over its channel.

    :raises Later: if it may be tried again
    :raises Never: if it may not
    """
    return by_smtp(row) if row.channel == "smtp" else by_webhook(row)


def by_smtp(row: Message) -> Left:
    """Hand a message to the mail server. That it took it is *sent*; nothing here says that it arrived.

    The Message-ID is the message's own, so that a server which is handed it twice can tell.

    :raises Later: if the server is not there, or says to come again
    :raises Never: if it refuses the message or its recipient
    """
    message_id = f"<{row.pk}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2] or 'tutela.invalid'}>"
    mail = EmailMessage(
        subject=row.subject, body=row.body, from_email=settings.DEFAULT_FROM_EMAIL, to=[row.to_address],
        headers={"Message-ID": message_id, "Auto-Submitted": "auto-generated"}, connection=get_connection(timeout=TIMEOUT),
    )
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as refused:
        code, said = next(iter(refused.recipients.values()))
        raise _refused(code, said) from refused
    except smtplib.SMTPResponseException as refused:
        raise _refused(refused.smtp_code, refused.smtp_error) from refused
    except (smtplib.SMTPException, OSError) as cause:
        raise Later(f"the mail server: {cause}") from cause
    except ValueError as cause:  # a header or an address that no mail can carry
        raise Never(str(cause)) from cause
    return Left(provider_ref=message_id)


def _refused(code: int, said: bytes | str) -> Exception:
    words = f"{code} {said.decode('utf-8', 'replace') if isinstance(said, bytes) else said}"
    return Never(words) if code >= 500 else Later(words)


def by_webhook(row: Message) -> Left:
    """Post a message to a partner's address as JSON, signed. A 2xx is *sent*; one with a ``receipt`` in it is *delivered*.

    ``Tutela-Signature: t=<seconds>,v1=<HMAC-SHA256 of "t.id.body">``; ``Idempotency-Key`` is the message's id at every try. Redirections are not
    followed: a signed message goes where it was addressed.

    :raises Later: if the other side is not there, is at fault, or says to come again
    :raises Never: if it refuses the message, or no secret is set to sign it with
    """
    secret = str(getattr(settings, "POST_WEBHOOK_SECRET", "") or "")
    if not secret:
        raise Never("no secret is set to sign webhooks with (POST_WEBHOOK_SECRET)")
    body = json.dumps({"id": str(row.pk), "subject": row.subject, "body": row.body, "queued_at": row.queued_at.isoformat()}).encode()
    headers = {
        "Content-Type": "application/json", "Idempotency-Key": str(row.pk), "User-Agent": "Tutela",
        "Tutela-Signature": signature(secret, int(clock.wall().timestamp()), str(row.pk), body),
    }
    try:
        status, answer = _post(row.to_address, body, headers)
    except (OSError, http.client.HTTPException) as cause:
        raise Later(f"the partner's address: {cause!r}") from cause
    if 200 <= status < 300:
        receipt = _receipt(answer)
        return Left(provider_ref=receipt or "", receipt=receipt)
    words = f"{status} {answer[:200].decode('utf-8', 'replace')}".strip()
    raise Later(words) if status >= 500 or status in SHORTLY else Never(words)


def signature(secret: str, seconds: int, key: str, body: bytes) -> str:
    """The value of ``Tutela-Signature``: when it was signed, and the HMAC that the other side makes again."""
    mac = hmac.new(secret.encode(), f"{seconds}.{key}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={seconds},v1={mac}"


def _post(address: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
    parts = urlsplit(address)
    host = parts.hostname or ""
    connection: http.client.HTTPConnection
    if parts.scheme == "https":
        connection = http.client.HTTPSConnection(host, parts.port, timeout=TIMEOUT, context=ssl.create_default_context())
    else:
        connection = http.client.HTTPConnection(host, parts.port, timeout=TIMEOUT)
    try:
        connection.request("POST", (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read(LONGEST_ANSWER)
    finally:
        connection.close()


def _receipt(answer: bytes) -> str | None:
    try:
        said = json.loads(answer)
    except ValueError:
        return None
    receipt = said.get("receipt") if isinstance(said, dict) else None
    return str(receipt)[:200] if receipt else None
