"""Lines, and how they are written: one statement puts the line, its values and its place in the queue for sealing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from django.db import connection, transaction

from tutela.foundations.kit import clock, ids, looks

NOBODY: Final = "nobody"
"""By whom a line is of which nobody is known: a failed sign-in."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was done, refused or looked at."""

    officer: str
    kind: str
    """One of :data:`tutela.foundations.audit.models.KINDS`."""
    action: str
    at: datetime | None = None
    """By the machine's clock; now, where it is not said."""
    business_at: datetime | None = None
    on_behalf: str = ""
    role: str = ""
    session: str = ""
    device: str = ""
    request_id: str = ""
    operation_id: str = ""
    subjects: tuple[str, ...] = ()
    purpose: str = ""
    reason: str = ""
    outcome: str = ""
    old: dict[str, Any] = msgspec.field(default_factory=dict)
    new: dict[str, Any] = msgspec.field(default_factory=dict)


COLUMNS: Final = (
    "id", "at", "business_at", "officer", "on_behalf", "role", "session", "device", "request_id", "operation_id", "kind", "action", "subjects", "purpose",
    "reason", "outcome", "payload_digest",
)
"""What the digest of a line covers, in its order. The order and the form of a value never change: old chains must verify."""
_LINE: Final = f"INSERT INTO audit_auditline ({', '.join(COLUMNS)}, digest)"
_TYPES: Final = {"id": "uuid", "at": "timestamptz", "business_at": "timestamptz"}


def digest_of(values: Iterable[Any]) -> str:
    """The digest of a line's columns: SHA-256 over their JSON, times in UTC to the microsecond."""
    return hashlib.sha256(json.dumps([_plain(value) for value in values], separators=(",", ":")).encode("ascii")).hexdigest()


def digest_of_text(content: str) -> str:
    """The digest of old and new values as they are stored."""
    return hashlib.sha256(content.encode("utf-8")).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, UUID):
        return str(value)
    return list(value) if isinstance(value, list | tuple) else value


def _text(value: str) -> str:
    """As PostgreSQL can hold it: what a keyboard or a feed sends must not make an act fail."""
    return value.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def content_of(line: Line) -> str:
    """Old and new values as JSON text, in ASCII; empty where there are none."""
    if not line.old and not line.new:
        return ""
    values = msgspec.to_builtins({"old": line.old, "new": line.new}, enc_hook=str, str_keys=True)
    return json.dumps(values, sort_keys=True, separators=(",", ":"))


def write(line: Line) -> UUID:
    """Write a line in the transaction that runs.

    :returns: its key
    """
    return write_many((line,))[0]


def write_many(lines: Iterable[Line]) -> list[UUID]:
    """Write several lines in the transaction that runs, in one statement."""
    rows = [_row(line) for line in lines]
    if not rows:
        return []
    one = f"({', '.join('%s::' + _TYPES.get(name, 'text[]' if name == 'subjects' else 'text') for name in (*COLUMNS, 'digest', 'content'))})"
    statement = f"""
        WITH given ({', '.join((*COLUMNS, 'digest', 'content'))}) AS (VALUES {', '.join([one] * len(rows))}),
        line AS ({_LINE} SELECT {', '.join(COLUMNS)}, digest FROM given),
        payload AS (INSERT INTO audit_auditpayload (id, at, content) SELECT id, at, content FROM given WHERE content <> '')
        INSERT INTO audit_waiting (line, at) SELECT id, at FROM given
    """
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for row in rows for value in row])
    return [row[0] for row in rows]


def _row(line: Line) -> tuple[Any, ...]:
    content = content_of(line)
    values: tuple[Any, ...] = (
        ids.new(), line.at or clock.wall(), line.business_at, *map(_text, (
            line.officer or NOBODY, line.on_behalf, line.role, line.session, line.device, line.request_id, line.operation_id, line.kind, line.action,
        )), [_text(subject) for subject in line.subjects], _text(line.purpose), _text(line.reason), _text(line.outcome),
        digest_of_text(content) if content else "",
    )
    return (*values, digest_of(values), content)


def seen(
    viewer: str, subjects: Iterable[str], purpose: str, page: str, request_id: str = "", *, role: str = "", session: str = "", device: str = "",
    outcome: str = "shown", business_at: datetime | None = None,
) -> None:
    """Log that somebody looked at records: one line, however many records the page shows. Looking at nothing is no look.

    Inside a reading transaction it is written as soon as that ends, before the page leaves; a page whose look cannot be logged is not shown.
    """
    looked_at = tuple(dict.fromkeys(ref for ref in subjects if ref))
    if not looked_at:
        return
    line = Line(
        at=clock.wall(), business_at=business_at or clock.now(), officer=viewer, role=role, session=session, device=device, request_id=request_id, kind="view",
        action=page, subjects=looked_at, purpose=purpose, outcome=outcome,
    )
    if _only_reading():
        transaction.on_commit(lambda: _alone(line))
    else:
        _alone(line)


def _alone(line: Line) -> None:
    with transaction.atomic():
        write(line)


def _only_reading() -> bool:
    if not connection.in_atomic_block:
        return False
    if looks.on():
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('transaction_read_only')")
        return bool(cursor.fetchone()[0] == "on")
