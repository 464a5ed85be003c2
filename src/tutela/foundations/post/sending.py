"""Messages leave: one try at a time, with the row held, so that no two workers send one message at once.

A worker that dies between the other side's answer and our commit has sent it, and it is sent again: with the same Message-ID or idempotency key.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

import structlog
from django.db import transaction

from tutela.foundations.kit import clock
from tutela.foundations.post.models import Message
from tutela.foundations.post.outbox import happened
from tutela.foundations.post.transports import Later, Left, Never, send

WAITS: Final = tuple(timedelta(seconds=s) for s in (15, 60, 240, 900, 1800, 3600, 3600))
"""Between one try and the next; after the last it is given up, and shown as such."""
TRIES: Final = len(WAITS) + 1
log = structlog.get_logger("tutela.post")


def send_due(limit: int = 100) -> int:
    """Send what waits and whose moment has come.

    :returns: how many were tried
    """
    due = Message.objects.filter(next_try_at__lte=clock.wall()).order_by("next_try_at", "id").values_list("pk", flat=True)
    return sum(try_one(key) for key in list(due[:limit]))


def try_one(key: UUID | str) -> bool:
    """Try to send one message, if it waits, its moment has come and nobody else is at it.

    :returns: whether it was tried
    """
    with transaction.atomic():
        row = Message.objects.select_for_update(skip_locked=True).filter(pk=key, next_try_at__lte=clock.wall()).first()
        if row is None:
            return False
        row.attempts += 1
        try:
            left = send(row)
        except Never as refused:
            _given_up(row, str(refused))
        except Later as cause:
            _not_now(row, str(cause))
        else:
            _sent(row, left)
        row.save(update_fields=["attempts", "next_try_at", "sent_at", "delivered_at", "failed_at", "last_error", "provider_ref"])
    return True


def _sent(row: Message, left: Left) -> None:
    now = clock.wall()
    row.sent_at, row.next_try_at, row.last_error, row.provider_ref = now, None, "", left.provider_ref
    happened(row, "sent", left.provider_ref, now)
    if left.receipt:
        row.delivered_at = clock.wall()  # a moment later: what happened is read in the order of its times
        happened(row, "delivered", left.receipt, row.delivered_at)
    log.info("post.sent", message=row.ref, attempts=row.attempts, delivered=left.receipt is not None)


def _not_now(row: Message, why: str) -> None:
    if row.attempts >= TRIES:
        _given_up(row, why)
        return
    row.last_error, row.next_try_at = why, clock.wall() + WAITS[row.attempts - 1]
    happened(row, "tried", why)
    log.warning("post.not_now", message=row.ref, attempts=row.attempts, because=why)


def _given_up(row: Message, why: str) -> None:
    row.last_error, row.next_try_at, row.failed_at = why, None, clock.wall()
    happened(row, "failed", why, row.failed_at)
    log.error("post.failed", message=row.ref, attempts=row.attempts, because=why)
