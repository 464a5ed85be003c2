"""Sealing: lines that wait are taken in one batch and linked to the batch before, behind the acts that wrote them.

The link's root is a SHA-256 over the root before, the link's number, and each line's key and digest in order. The numbers have no gap, because the
one row that holds the last is held while a link is made; lines of a transaction that is still open cannot be seen, so none is passed over: they
are in a later link. The root is logged as it is made: whoever keeps the log elsewhere can prove that a chain was not remade as a whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

import structlog
from django.db import connection, transaction

from tutela.foundations.audit.models import Head, Seal
from tutela.foundations.kit import clock

FIRST: Final = "0" * 64
"""The root before the first seal."""
BATCH: Final = 5000
log = structlog.get_logger("tutela.audit")

_WAITING: Final = """
    SELECT w.line, l.at, l.digest FROM audit_waiting w LEFT JOIN audit_auditline l ON l.id = w.line AND l.at = w.at
    ORDER BY w.at, w.line LIMIT %s
"""


def root_of(previous: str, seq: int, lines: Iterable[tuple[UUID, str]]) -> str:
    """The root of a link."""
    digest = hashlib.sha256(f"{previous}|{seq}".encode())
    for key, line in lines:
        digest.update(f"|{key}:{line}".encode())
    return digest.hexdigest()


def seal(batch: int = BATCH) -> int:
    """Seal the lines that wait, at most so many.

    :returns: how many were sealed
    """
    with transaction.atomic():
        head = Head.objects.select_for_update().get(pk=1)
        rows = _take(batch)
        if not rows:
            return 0
        seq, ats = head.seq + 1, [at for _, at, _ in rows]
        link = Seal.objects.create(
            seq=seq, at=clock.wall(), count=len(rows), first_at=min(ats), last_at=max(ats), lines=[key for key, _, _ in rows],
            digests=[digest for _, _, digest in rows], previous=head.root,
            root=root_of(head.root, seq, ((key, digest) for key, _, digest in rows)),
        )
        head.seq, head.root = seq, link.root
        head.save(update_fields=["seq", "root"])
    log.info("audit.sealed", seq=seq, lines=len(rows), root=link.root)
    return len(rows)


def seal_all(batch: int = BATCH) -> int:
    """Seal until nothing waits.

    :returns: how many lines were sealed
    """
    total = 0
    while sealed := seal(batch):
        total += sealed
    return total


def _take(batch: int) -> list[tuple[Any, ...]]:
    """The next lines, out of the queue. One whose row is gone stays in the queue, where verifying finds it."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, [batch])
        rows = [row for row in cursor.fetchall() if row[2] is not None]
        if rows:
            cursor.execute("DELETE FROM audit_waiting WHERE line = ANY(%s)", [[row[0] for row in rows]])
    return rows
