"""Reading the audit: what was done about a record, who looked at it, what somebody did, and how far sealing is behind."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import msgspec
from django.db import connection
from django.db.models import Count, Min, Q

from tutela.foundations.audit.models import AuditLine, AuditPayload, Seal, Waiting
from tutela.foundations.kit import clock

LIMIT: Final = 50
Cursor = tuple[datetime, UUID]


class TrailLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line as it is read. ``old`` and ``new`` are ``None`` where two people have redacted them."""

    id: UUID
    at: datetime
    business_at: datetime | None
    officer: str
    on_behalf: str
    role: str
    device: str
    session: str
    request_id: str
    operation_id: str
    kind: str
    action: str
    subjects: tuple[str, ...]
    purpose: str
    reason: str
    outcome: str
    old: dict[str, Any] | None
    new: dict[str, Any] | None
    redacted: bool

    @property
    def cursor(self) -> Cursor:
        """Where the next page begins after this line."""
        return self.at, self.id


def trail(ref: str, after: Cursor | None = None, limit: int = LIMIT, *, kinds: Iterable[str] | None = None) -> tuple[TrailLine, ...]:
    """What was done, refused and looked at about a record, latest first; the page after a line by its cursor."""
    return _lines(Q(subjects__contains=[ref]), after, limit, kinds)


def views_of(ref: str, after: Cursor | None = None, limit: int = LIMIT) -> tuple[TrailLine, ...]:
    """Who looked at a record, latest first."""
    return trail(ref, after, limit, kinds=("view",))


def by_officer(ref: str, after: Cursor | None = None, limit: int = LIMIT, *, kinds: Iterable[str] | None = None) -> tuple[TrailLine, ...]:
    """What somebody did and looked at, latest first."""
    return _lines(Q(officer=ref), after, limit, kinds)


def looks_since(officer: str, page: str, since: datetime, most: int) -> int:
    """How often somebody looked by one page since a moment of the machine's clock; no more than ``most`` are counted."""
    return len(AuditLine.objects.filter(officer=officer, at__gt=since, kind="view", action=page).values_list("id")[:most])


def of_operation(operation_id: str) -> tuple[TrailLine, ...]:
    """The lines of one operation."""
    return _lines(Q(operation_id=operation_id), None, LIMIT, None)


def _lines(which: Q, after: Cursor | None, limit: int, kinds: Iterable[str] | None) -> tuple[TrailLine, ...]:
    if kinds is not None:
        which &= Q(kind__in=list(kinds))
    if after is not None:
        which &= Q(at__lt=after[0]) | Q(at=after[0], id__lt=after[1])
        which &= Q(at__lte=after[0])  # said apart, so that later partitions are not looked into
    rows = list(AuditLine.objects.filter(which).order_by("-at", "-id")[:limit])
    return _with_values(rows)


def _with_values(rows: list[AuditLine]) -> tuple[TrailLine, ...]:
    having = [row for row in rows if row.payload_digest]
    texts: dict[UUID, str | None] = {}
    if having:
        ats = [row.at for row in having]
        found = AuditPayload.objects.filter(pk__in=[row.pk for row in having], at__gte=min(ats), at__lte=max(ats))
        texts = dict(found.values_list("pk", "content"))
    return tuple(_line(row, texts) for row in rows)


def _line(row: AuditLine, texts: dict[UUID, str | None]) -> TrailLine:
    text = texts.get(row.pk) if row.payload_digest else "{}"
    values = json.loads(text) if text is not None else None
    return TrailLine(
        id=row.pk, at=row.at, business_at=row.business_at, officer=row.officer, on_behalf=row.on_behalf, role=row.role, device=row.device,
        session=row.session, request_id=row.request_id, operation_id=row.operation_id, kind=row.kind, action=row.action, subjects=tuple(row.subjects),
        purpose=row.purpose, reason=row.reason, outcome=row.outcome, redacted=values is None,
        old=None if values is None else values.get("old", {}), new=None if values is None else values.get("new", {}),
    )


def unsealed() -> dict[str, int | timedelta]:
    """How many lines wait for their seal, and how long the first of them has: a sign of life of the sealing."""
    found = Waiting.objects.aggregate(count=Count("line"), oldest=Min("at"))
    return {"unsealed": found["count"], "unsealed_age": clock.wall() - found["oldest"] if found["oldest"] else timedelta()}


def last_seal() -> tuple[int, str, datetime] | None:
    """The chain's last link: number, root, when."""
    return Seal.objects.order_by("-seq").values_list("seq", "root", "at").first()


def in_default_partition() -> int:
    """How many lines lie in the default partition, for want of their month's: none, while the daily job runs."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_auditline WHERE tableoid = 'audit_auditline_default'::regclass")
        return int(cursor.fetchone()[0])
