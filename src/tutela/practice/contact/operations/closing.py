"""Closing a log, or making it another kind of log: the two acts of the room that the law may refuse, and whose words are kept then."""

from __future__ import annotations

from typing import Any

from tutela.facts import contact
from tutela.foundations.access.permissions import Permission
from tutela.foundations.kit.text import clean
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.practice.contact.operations.held import hold, noted
from tutela.practice.contact.operations.rows import keep


@operation(Permission.INCIDENT_CLOSE, may_be=("closes",), about=("incident",))
def close(
    work: Work, *, incident: str, reason: str, seen_by: str = "nobody", approved_by: str = "", delay_reason: str = "", expected: int | None = None,
) -> dict[str, Any]:
    """Close the log. A child's log closes when somebody saw the child and another approved; where it does not, the attempt is kept."""
    work.words = {"reason": reason, "delay_reason": delay_reason}
    held = hold(work, incident, Permission.INCIDENT_CLOSE, expected=expected)
    payload = contact.Closed(reason=clean(reason), seen_by=_any(seen_by), approved_by=approved_by or None, delay_reason=clean(delay_reason))
    keep(work, held, noted(work, held, payload))
    return {"incident": incident}


@operation(Permission.INCIDENT_CLOSE, may_be=("closes",), about=("incident",))
def recode(work: Work, *, incident: str, now: str, reason: str, approved_by: str = "", expected: int | None = None) -> dict[str, Any]:
    """Make it another kind of log. A missing child's becomes another thing only with another's approval."""
    work.words = {"reason": reason}
    held = hold(work, incident, Permission.INCIDENT_CLOSE, expected=expected)
    payload = contact.Recoded(was=_any(held.row.concern), now=_any(now), approved_by=approved_by or None, reason=clean(reason))
    keep(work, held, noted(work, held, payload))
    return {"incident": incident, "concern": now}


def _any(value: Any) -> Any:
    """A value that the form has held to the vocabulary of facts."""
    return value
