"""Who is meant, and what a fact itself says: the small conditions of the management of offenders."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time
from typing import Any, Final

from tutela.facts import Fact, offenders, people
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import LOCAL
from tutela.law.kernel.rules import Condition, on
from tutela.law.kernel.situation import Row, View
from tutela.law.kernel.subjects import step

ENDS_FILE: Final = (
    on(offenders.RegisterDischargeApproved), on(offenders.OffenderTransferAccepted), on(people.Died),
)
"""Nobody here manages the offender any more."""
FILE_FACTS: Final = (offenders.RegisterDischargeApproved, offenders.OffenderTransferAccepted, people.Died)
BREACH_OFFENDER: Final = step("breach-offender", "breach", "offender", offenders.BreachFound, offenders.BreachClosed)
ORDER_OFFENDER: Final = step("order-offender", "order", "offender|adult|person", offenders.CourtOrderMade, offenders.OrderConditionChecked)
DEVICE_OFFENDER: Final = step("device-offender", "device", "offender", offenders.DeviceFound, offenders.DeviceDeclared)
PLAN_OFFENDER: Final = step("plan-offender", "plan", "offender", offenders.RiskPlanSubmitted)
ACTION_OFFENDER: Final = step("action-offender", "action", "offender", offenders.RiskPlanActionSet)
CONVICTED: Final = frozenset({"convicted", "pleaded_guilty", "finding"})
INSPECTORS: Final = frozenset({
    "detective_inspector", "detective_chief_inspector", "detective_superintendent", "superintendent", "assistant_chief_constable",
})


def make(because: str, sentence: str, test: Callable[[Any], bool]) -> Condition:
    """A condition on what the fact itself says."""

    def said(view: View, row: Row) -> Finding:
        return (yes if test(row.fact.data) else no)(because, row.fact)

    said.__doc__ = sentence
    return said


def opposite(condition: Condition, sentence: str) -> Condition:
    """The condition does not hold."""

    def otherwise(view: View, row: Row) -> Finding:
        found = condition(view, row)
        return Finding(not found.holds, found.because, found.having, found.seen)

    otherwise.__doc__ = sentence
    return otherwise


def offender_of(fact: Fact) -> tuple[str, ...]:
    """Whom a fact is about as an offender; before anybody is one, whom it is about at all."""
    return fact.refs("offender") or tuple(a.ref for a in fact.about if a.kind in ("adult", "person", "child"))


def the_offender(view: View, row: Row) -> Finding:
    """It is about this offender, not about another whom the fact names."""
    return (yes if view.subject.ref in offender_of(row.fact) else no)("offenders.of-the-offender", row.fact)


def end_of(day: date) -> datetime:
    """The last moment of a local day."""
    return datetime.combine(day, time(23, 59, 59), LOCAL).astimezone(UTC)


def start_of(day: date) -> datetime:
    """The first moment of a local day."""
    return datetime.combine(day, time(0), LOCAL).astimezone(UTC)


def day_of(moment: datetime) -> date:
    """The local day of a moment."""
    return moment.astimezone(LOCAL).date()


def by_another(view: View, row: Row) -> Finding:
    """Whoever approves is not whoever asked, and says why."""
    data: Any = row.fact.data
    asked = getattr(data, "requested_by", None) or getattr(data, "submitted_by", None)
    approver = getattr(data, "approved_by", None) or row.fact.by.ref
    ok = bool(data.reason.strip()) and approver is not None and asked is not None and approver != asked
    return (yes if ok else no)("offenders.by-another", row.fact)


def filled(values: Iterable[Any]) -> bool:
    """Is each of them said?"""
    return all(v is not None and (not isinstance(v, str) or v.strip()) for v in values)
