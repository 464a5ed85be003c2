"""An operation's line in the audit: done, refused, or denied."""

from __future__ import annotations

from typing import Any

import msgspec
from django.db import transaction

from tutela.foundations.audit.lines import Line, write
from tutela.foundations.kit import clock
from tutela.foundations.work import context
from tutela.foundations.work.errors import Denied, Refused
from tutela.foundations.work.unit import Work


def done(work: Work, result: dict[str, Any]) -> None:
    """The line of an act that was done, with old and new values."""
    write(_line(work, "operation", "done", old=work.old, new={**work.new, "result": result}))


def refused(work: Work, error: Refused) -> None:
    """The line of an act that was refused, with the words that were written."""
    write(_line(work, "refused", error.because, old={}, new={"words": work.words, "standards": [f.rule for f in error.flags], "having": error.having}))


def denied(work: Work, error: Denied) -> None:
    """The line of an act that the policy denied: an attempt on somebody's record is worth knowing."""
    with transaction.atomic(durable=True):
        write(_line(work, "refused", error.because, old={}, new={"about": list(error.about)}))


def _line(work: Work, kind: str, outcome: str, *, old: dict[str, Any], new: dict[str, Any]) -> Line:
    return Line(
        at=clock.wall(), business_at=work.at, officer=work.by.ref, role=work.by.acting, session=work.by.session, device=work.by.device,
        request_id=context.request_id(), operation_id=str(work.id), kind=kind, action=work.operation, subjects=tuple(sorted(work.subjects)),
        reason=work.reason or "", outcome=outcome, old=plain(old), new=plain(new),
    )


def plain(value: Any) -> Any:
    """Values as JSON holds them."""
    return msgspec.to_builtins(value, enc_hook=str)
