"""Redaction and erasure of values: one person proposes, another approves, a tombstone says so, and the chain still verifies.

Data Protection Act 2018, section 47. The line stays, with who, when and the digest of what was there; only the values go.
These helpers run inside the transaction of the operation that asks who may.
"""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from tutela.foundations.audit.lines import Line, write
from tutela.foundations.audit.models import AuditLine, Redaction
from tutela.foundations.kit import clock


class NotRedactable(ValueError):
    """There is nothing to redact, or this person may not approve it."""


def propose(line: UUID, *, by: str, why: str) -> Redaction:
    """Propose that a line's values be taken out.

    :raises NotRedactable: if there is no such line, or it has no values, or it was proposed before
    """
    row = AuditLine.objects.filter(pk=line).first()
    if row is None or not row.payload_digest or row.kind == "redaction":
        raise NotRedactable(f"line {line} has no values that could be taken out")
    if Redaction.objects.filter(line=line).exists():
        raise NotRedactable(f"for line {line} it was proposed before")
    return Redaction.objects.create(line=line, line_at=row.at, why=why, proposed_at=clock.wall(), proposed_by=by)


def approve(redaction: UUID, *, by: str, role: str = "", request_id: str = "") -> UUID:
    """Approve a proposal of somebody else's: the tombstone is written and the values are gone.

    :returns: the tombstone's key
    :raises NotRedactable: if it is one's own, or was approved before
    """
    held = Redaction.objects.select_for_update().get(pk=redaction)
    if held.approved_at is not None:
        raise NotRedactable("it was approved before")
    if held.proposed_by == by:
        raise NotRedactable("who proposes a redaction cannot approve it")
    row = AuditLine.objects.get(pk=held.line, at=held.line_at)
    tombstone = write(Line(
        officer=by, role=role, request_id=request_id, kind="redaction", action="audit.redact", subjects=tuple(row.subjects), purpose=str(held.line),
        reason=held.why, outcome=row.payload_digest, new={"proposed_by": held.proposed_by, "proposed_at": held.proposed_at.isoformat()},
    ))
    held.approved_at, held.approved_by, held.tombstone = clock.wall(), by, tombstone
    held.save(update_fields=["approved_at", "approved_by", "tombstone"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_redact(%s)", [held.line])
    return tombstone
