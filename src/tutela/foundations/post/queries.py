"""What waits in the outbox, what did not arrive, and what became of a message."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
from django.db.models import Min, Q

from tutela.foundations.kit import clock, refs
from tutela.foundations.post.models import Message, MessageEvent


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """A message as it is shown: never its body."""

    ref: str
    channel: str
    to_address: str
    to_person: str
    subject: str
    about: tuple[str, ...]
    state: str
    queued_at: datetime
    sent_at: datetime | None
    delivered_at: datetime | None
    failed_at: datetime | None
    attempts: int
    last_error: str
    provider_ref: str


def _shown(row: Message) -> Sent:
    return Sent(
        ref=row.ref, channel=row.channel, to_address=row.to_address, to_person=row.to_person, subject=row.subject, about=tuple(row.about), state=row.state,
        queued_at=row.queued_at, sent_at=row.sent_at, delivered_at=row.delivered_at, failed_at=row.failed_at, attempts=row.attempts,
        last_error=row.last_error, provider_ref=row.provider_ref,
    )


def message(ref: str) -> Sent | None:
    """One message."""
    row = Message.objects.filter(pk=refs.key_of(ref, "message")).first()
    return _shown(row) if row else None


def outbox_age() -> timedelta:
    """How long the message has waited that waits longest; nothing where none waits."""
    oldest = Message.objects.filter(next_try_at__isnull=False).aggregate(oldest=Min("queued_at"))["oldest"]
    return clock.wall() - oldest if oldest else timedelta()


def undelivered(after: timedelta = timedelta(hours=1), limit: int = 200) -> tuple[Sent, ...]:
    """What was given up, and what was sent by webhook so long ago without a receipt, oldest first.

    Of an e-mail nobody says that it arrived: it counts once a report says that it did not.
    """
    silent = Q(channel="webhook", delivered_at=None, sent_at__lt=clock.wall() - after)
    return tuple(map(_shown, Message.objects.filter(Q(failed_at__isnull=False) | silent).order_by("queued_at", "id")[:limit]))


def about(ref: str, limit: int = 100) -> tuple[Sent, ...]:
    """Messages about a record, latest first."""
    return tuple(map(_shown, Message.objects.filter(about__contains=[ref]).order_by("-queued_at", "-id")[:limit]))


def history(ref: str) -> tuple[tuple[datetime, str, str], ...]:
    """What happened to a message: when, what, and what was said."""
    rows = MessageEvent.objects.filter(message_id=refs.key_of(ref, "message")).order_by("at", "id")
    return tuple((row.at, row.what, row.detail) for row in rows)
