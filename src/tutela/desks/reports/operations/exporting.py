"""Taking records out of the product: an export is a disclosure, so it says why, for whom and how it is to be handled, and is logged before it leaves."""

from __future__ import annotations

from typing import Any, Final

from tutela.desks.reports.models import Export
from tutela.foundations import audit
from tutela.foundations.access.permissions import Permission
from tutela.foundations.kit import clock
from tutela.foundations.kit.text import clean
from tutela.foundations.work import context
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work

MARKINGS: Final = ("official", "official_sensitive")


@operation(Permission.REPORTS_EXPORT)
def export(
    work: Work, *, what: str, asked: str, marking: str, reason: str, recipient: str, subjects: tuple[str, ...], withheld: int, digest: str,
) -> dict[str, Any]:
    """Log an export: what, of which records, by whom, why, for whom, under which marking, and the digest of the file itself.

    :param what: the measure or list, by its key
    :param asked: period and filters, as the address of the list carries them
    :param subjects: the records in the file
    :param withheld: how many were counted and left out
    :raises Refused: without a reason, a recipient or a marking
    """
    work.words = {"reason": reason, "recipient": recipient}
    if not clean(reason) or not clean(recipient) or marking not in MARKINGS:
        raise Refused("reports.export-says-nothing")
    number = work.reference("EXP")
    work.touch(*subjects)
    work.add(Export(number=number, what=what, records=len(subjects), by=work.by.ref, at=work.at))
    audit.write(audit.Line(
        at=clock.wall(), business_at=work.at, officer=work.by.ref, role=work.by.acting, session=work.by.session, device=work.by.device,
        request_id=context.request_id(), operation_id=str(work.id), kind="export", action=work.operation, subjects=subjects, reason=clean(reason),
        purpose=clean(recipient), outcome="exported",
        new={"export": number, "what": what, "asked": asked, "marking": marking, "records": len(subjects), "withheld": withheld, "sha256": digest},
    ))
    return {"export": number}
