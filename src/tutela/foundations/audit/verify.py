"""Verifying: every line's digest from its columns and values, every link from its lines, and that nothing is there beside them.

What this proves: that since a line was sealed, it, its order and its values are as they were, except values that two people redacted. What it does
not: that a whole chain was not remade by who owns the database. For that, compare the roots that were logged (``expected``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from django.db import connection, transaction

from tutela.foundations.audit.lines import COLUMNS, digest_of, digest_of_text
from tutela.foundations.audit.models import Head, Redaction, Seal, Waiting
from tutela.foundations.audit.sealing import FIRST, root_of

ENOUGH: Final = 200
"""Problems that are named; of more, the number is what matters."""
_ANYWHEN: Final = f"SELECT {', '.join(COLUMNS)}, digest FROM audit_auditline WHERE id = ANY(%s)"
_LINES: Final = f"{_ANYWHEN} AND at >= %s AND at <= %s"
_VALUES: Final = "SELECT id, content FROM audit_auditpayload WHERE id = ANY(%s) AND at >= %s AND at <= %s"
_BESIDE: Final[Mapping[str, str]] = {
    "inserted": """
        SELECT l.id FROM audit_auditline l WHERE NOT EXISTS (SELECT 1 FROM audit_waiting w WHERE w.line = l.id AND w.at = l.at)
        AND NOT EXISTS (SELECT 1 FROM (SELECT unnest(lines) AS id FROM audit_seal) s WHERE s.id = l.id) ORDER BY l.at, l.id LIMIT %s""",
    "doubled": "SELECT id FROM audit_auditline GROUP BY id HAVING count(*) > 1 LIMIT %s",
    "sealed twice": "SELECT id FROM (SELECT unnest(lines) AS id FROM audit_seal) s GROUP BY id HAVING count(*) > 1 LIMIT %s",
    "deleted before it was sealed": """
        SELECT w.line FROM audit_waiting w WHERE NOT EXISTS (SELECT 1 FROM audit_auditline l WHERE l.id = w.line AND l.at = w.at) LIMIT %s""",
    "values without a line": """
        SELECT p.id FROM audit_auditpayload p LEFT JOIN audit_auditline l ON l.id = p.id AND l.at = p.at WHERE coalesce(l.payload_digest, '') = '' LIMIT %s""",
}


class Problem(msgspec.Struct, frozen=True):
    """One thing that is not as it was sealed: what, and of which line or link."""

    what: str
    of: str


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What verifying found."""

    ok: bool
    seals: int
    lines: int
    unsealed: int
    redacted: int
    root: str
    problems: tuple[Problem, ...] = ()

    @property
    def sound(self) -> bool:
        """Is the chain whole?"""
        return self.ok


class _Found:
    """What was found so far."""

    def __init__(self) -> None:
        self.seals = self.lines = self.redacted = 0
        self.problems: list[Problem] = []

    def wrong(self, what: str, of: object) -> None:
        if len(self.problems) < ENOUGH:
            self.problems.append(Problem(what, str(of)))


def verify(since: int | None = None, *, expected: Mapping[int, str] | None = None) -> Verdict:
    """Walk the chain, as it is at one moment.

    :param since: the link from which on to walk; the root before it is then taken on trust
    :param expected: roots kept elsewhere, by the number of their link
    """
    with transaction.atomic():
        if not connection.savepoint_ids:  # the outermost: all of it at one moment
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return _walk(since or 1, expected or {})


def _walk(since: int, expected: Mapping[int, str]) -> Verdict:
    found = _Found()
    seq, root = since - 1, FIRST if since == 1 else str(Seal.objects.values_list("root", flat=True).get(seq=since - 1))
    for link in _links(since):
        for missing in range(seq + 1, link.seq):
            found.wrong("link missing", f"seal {missing}")
        if link.previous != root:
            found.wrong("link does not follow the one before", f"seal {link.seq}")
        if root_of(link.previous, link.seq, zip(link.lines, link.digests, strict=False)) != link.root:
            found.wrong("link altered or its lines reordered", f"seal {link.seq}")
        if link.seq in expected and expected[link.seq] != link.root:
            found.wrong("root is not the one that was kept", f"seal {link.seq}")
        _check(found, link.lines, link.digests, link.first_at, link.last_at)
        found.seals += 1
        seq, root = link.seq, link.root
    head = Head.objects.get(pk=1)
    for missing in range(seq + 1, head.seq + 1):
        found.wrong("link missing", f"seal {missing}")
    if (head.seq, head.root) != (seq, root):
        found.wrong("the chain does not end where it should", f"seal {head.seq}")
    for missing in sorted(seq for seq in expected if seq > head.seq):
        found.wrong("link missing", f"seal {missing}")
    waiting = _waiting(found)
    _beside(found)
    return Verdict(
        ok=not found.problems, seals=found.seals, lines=found.lines, unsealed=waiting, redacted=found.redacted, root=root, problems=tuple(found.problems),
    )


def _links(since: int) -> Iterator[Seal]:
    return Seal.objects.filter(seq__gte=since).order_by("seq").iterator(chunk_size=20)


def _check(found: _Found, keys: Sequence[UUID], digests: Sequence[str | None], first: datetime, last: datetime) -> None:
    """Lines against the digests that were sealed (``None``: not sealed yet, so against their own)."""
    with connection.cursor() as cursor:
        cursor.execute(_LINES, [list(keys), first, last])
        rows = {row[0]: row for row in cursor.fetchall()}
        if len(rows) < len(keys):  # a line whose time was altered is elsewhere, and not deleted
            cursor.execute(_ANYWHEN, [[key for key in keys if key not in rows]])
            rows.update((row[0], row) for row in cursor.fetchall())
        cursor.execute(_VALUES, [list(keys), first, last])
        values: dict[UUID, str | None] = dict(cursor.fetchall())
    gone = [key for key in keys if key in values and values[key] is None]
    redacted = _redacted(gone) if gone else set()
    for key, sealed in zip(keys, digests, strict=False):
        row = rows.get(key)
        if row is None:
            found.wrong("deleted", f"line {key}")
            continue
        found.lines += 1
        if not digest_of(row[:-1]) == row[-1] == (sealed or row[-1]):
            found.wrong("altered", f"line {key}")
        _check_values(found, key, row[COLUMNS.index("payload_digest")], values, redacted)


def _check_values(found: _Found, key: UUID, digest: str, values: Mapping[UUID, str | None], redacted: set[UUID]) -> None:
    if not digest:
        return
    if key not in values:
        found.wrong("values deleted", f"line {key}")
        return
    content = values[key]
    if content is None:
        found.redacted += 1
        if key not in redacted:
            found.wrong("values taken out without two people", f"line {key}")
    elif digest_of_text(content) != digest:
        found.wrong("values altered", f"line {key}")


def _redacted(keys: Sequence[UUID]) -> set[UUID]:
    """Those of which two people agreed, and whose tombstone stands and says so."""
    agreed = dict(Redaction.objects.filter(line__in=keys, approved_at__isnull=False).values_list("line", "tombstone"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, purpose FROM audit_auditline WHERE id = ANY(%s) AND kind = 'redaction'", [list(agreed.values())])
        stones: dict[UUID, Any] = dict(cursor.fetchall())
    return {line for line, stone in agreed.items() if stone is not None and stones.get(stone) == str(line)}


def _waiting(found: _Found) -> int:
    """Check the lines that wait for their seal.

    :returns: how many there are
    """
    rows = list(Waiting.objects.order_by("at", "line").values_list("line", "at"))
    present = [(key, at) for key, at in rows]
    for start in range(0, len(present), 5000):
        part = present[start : start + 5000]
        before = len(found.problems)
        _check(found, [key for key, _ in part], [None] * len(part), part[0][1], part[-1][1])
        # a line that is gone from the queue's side is named once, with what is beside the chain
        found.problems[before:] = [p for p in found.problems[before:] if p.what != "deleted"]
    return len(rows)


def _beside(found: _Found) -> None:
    """What is there beside the chain, or twice in it."""
    for what, statement in _BESIDE.items():
        with connection.cursor() as cursor:
            cursor.execute(statement, [ENOUGH])
            for row in cursor.fetchall():
                found.wrong(what, f"line {row[0]}")
