"""The outbox: a message is a row of the transaction that it tells of, and its job is deferred in that transaction. Both are there, or neither.

What leaves carries a link and no child: :func:`queue` refuses a text with a name that it was told to keep out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final, Literal
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from procrastinate.contrib.django import app

from tutela.foundations.design.words import words
from tutela.foundations.kit import clock, ids, refs
from tutela.foundations.kit.text import clean, folded
from tutela.foundations.post.models import Message, MessageEvent

Channel = Literal["smtp", "webhook"]
JOB: Final = "post.send"
LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})


class NamesInMessage(ValueError):
    """The text holds a name that may not leave the house."""


class NoAddress(ValueError):
    """A message cannot be sent to that."""


class NoSuchMessage(LookupError):
    """The reference names no message."""


def queue(
    *, to: str, subject: str = "", body: str = "", about: Iterable[str] = (), channel: Channel = "smtp", to_person: str = "", template: str = "",
    having: dict[str, Any] | None = None, must_not_contain: Iterable[str] = (), once: str | None = None,
) -> str:
    """Write a message and leave its job, both in the transaction that runs.

    :param template: the id of a text (``post.<template>``) in place of a body; it is given ``link`` and what is in ``having``
    :param must_not_contain: names that may not be in subject or body
    :param once: the same again under this key is the first message
    :returns: the message's reference
    :raises NamesInMessage: if one of the names is in it
    :raises NoAddress: if it cannot be sent there
    """
    text = words(f"post.{template}", **{"link": link(), **(having or {})}) if template else body
    row = Message(
        id=ids.new(), channel=channel, to_address=_address(to, channel), to_person=to_person, subject=" ".join(clean(subject).split()), body=clean(text),
        about=list(about), once=once, queued_at=clock.wall(), next_try_at=clock.wall(),
    )
    if not row.body:
        raise NoAddress("a message without words is not sent")
    _nameless(f"{row.subject}\n{row.body}", must_not_contain)
    written = Message.objects.bulk_create([row], ignore_conflicts=once is not None)
    if once is not None:
        kept = Message.objects.get(once=once)
        if kept.pk != row.pk:
            return kept.ref
    happened(written[0], "queued")
    app.configure_task(JOB).defer(message=str(row.pk))
    return row.ref


def link() -> str:
    """Where the product is, for a message: whoever follows it signs in, and sees what they may."""
    return str(getattr(settings, "POST_LINK", "") or next(iter(settings.CSRF_TRUSTED_ORIGINS), ""))


def _address(to: str, channel: Channel) -> str:
    given = to.strip()
    if channel == "smtp":
        if not re.fullmatch(r"[^@\s<>,;]+@[^@\s<>,;]+", given):
            raise NoAddress(f"{given!r} is no address of e-mail")
        return given
    parts = urlsplit(given)
    if not parts.hostname or parts.scheme not in {"https", "http"} or (parts.scheme == "http" and parts.hostname not in LOOPBACK):
        raise NoAddress(f"{given!r} is no https:// address")
    return given


def _nameless(text: str, names: Iterable[str]) -> None:
    said = folded(text)
    for name in names:
        looked_for = folded(name)
        if looked_for and re.search(rf"(?<!\w){re.escape(looked_for)}(?!\w)", said):
            raise NamesInMessage("the message names somebody whom it may not name; it carries a link in place of a name")


def happened(row: Message, what: str, detail: str = "", at: datetime | None = None) -> None:
    """Write down what happened to a message."""
    MessageEvent.objects.create(message=row, at=at or clock.wall(), what=what, detail=detail)


def delivered(ref: str, *, receipt: str = "") -> bool:
    """Record that the other side says it has a message: a receipt, or a delivery report.

    :returns: whether that was news
    :raises NoSuchMessage: if there is none, or it was not sent
    """
    row = held(ref)
    if row.sent_at is None or row.failed_at is not None:
        raise NoSuchMessage(f"{ref} was not sent, so that it cannot have been delivered")
    if row.delivered_at is not None:
        return False
    row.delivered_at, row.provider_ref = clock.wall(), receipt or row.provider_ref
    row.save(update_fields=["delivered_at", "provider_ref"])
    happened(row, "delivered", receipt)
    return True


def bounced(ref: str, why: str) -> None:
    """Record that a message which was sent came back.

    :raises NoSuchMessage: if there is none
    """
    row = held(ref)
    row.delivered_at, row.failed_at, row.next_try_at, row.last_error = None, clock.wall(), None, why
    row.save(update_fields=["delivered_at", "failed_at", "next_try_at", "last_error"])
    happened(row, "failed", why)


def again(ref: str) -> None:
    """Try a message again that was given up.

    :raises NoSuchMessage: if there is none that was given up
    """
    row = held(ref)
    if row.failed_at is None:
        raise NoSuchMessage(f"{ref} was not given up")
    row.failed_at = row.sent_at = None
    row.attempts, row.next_try_at = 0, clock.wall()
    row.save(update_fields=["failed_at", "sent_at", "attempts", "next_try_at"])
    happened(row, "again")
    app.configure_task(JOB).defer(message=str(row.pk))


def held(ref: str) -> Message:
    """A message's row, held for changing.

    :raises NoSuchMessage: if there is none
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a message is changed inside a transaction")
    try:
        return Message.objects.select_for_update().get(pk=refs.key_of(ref, "message"))
    except (Message.DoesNotExist, refs.NotOurs):
        raise NoSuchMessage(f"{ref!r} names no message") from None
