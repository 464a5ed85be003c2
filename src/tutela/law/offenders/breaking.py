"""Breaches: what counts as recording, deciding and closing one, and what is noticed across them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any, Final

from tutela.facts import offenders
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.situation import Row, View
from tutela.law.offenders.said import INSPECTORS, by_another, filled, make

UNPROSECUTED: Final = frozenset({"not_in_public_interest", "community_resolution"})
held_by_inspector: Final = make(
    "offenders.no-offence-held", "Held to be no offence by a detective inspector or above, with the reason.",
    lambda data: bool(data.why.strip()) and data.approver_role in INSPECTORS,
)
decided_with_reason: Final = make("offenders.breach-decided", "Decided, with the reason.", lambda data: bool(data.why.strip()))
has_number: Final = make("offenders.crime-number", "Recorded as a crime, with its number.", lambda data: bool((data.number or "").strip()))
kept_not: Final = make("offenders.condition-not-kept", "A condition of an order was not kept.", lambda data: data.kept is False)
reaches_a_child: Final = make(
    "offenders.breach-near-a-child", "The breach is of contact with, or living with, a child.",
    lambda data: data.what in ("contact_with_child", "living_with_child"),
)


def closing_has_grounds(view: View, row: Row) -> Finding:
    """Recorded as a crime, or no offence by a detective inspector; not prosecuted, with why it happened and all that decides, by one who did not ask."""
    earlier = view.earlier(row)
    recorded = any(has_number(view, r).holds for r in earlier.of(offenders.BreachRecordedAsCrime))
    held = any(held_by_inspector(view, r).holds for r in earlier.of(offenders.BreachHeldNoOffence))
    if not recorded and not held and row.fact.data.outcome != "no_offence":  # type: ignore[attr-defined]
        return no("offenders.closing-without-crime", row.fact)
    return _decides(row)


def _decides(row: Row) -> Finding:
    """Does the closing itself say what its outcome needs?"""
    data: Any = row.fact.data
    inspector = data.approver_role in INSPECTORS or row.fact.by.role in INSPECTORS
    if data.outcome == "no_offence":
        return (yes if inspector and data.reason.strip() else no)("offenders.closing-no-offence", row.fact)
    if data.outcome not in UNPROSECUTED:
        return yes("offenders.closing-other", row.fact)
    said = filled((data.why_it_happened, data.history, data.circumstances, data.child_risk, data.alternatives, data.reason))
    by_two = data.approved_by is not None and data.requested_by is not None and data.approved_by != data.requested_by
    both = data.isolated is True and data.engaging is True
    if said and by_two and inspector and both and not data.not_read:
        return yes("offenders.closing-grounded", row.fact)
    return no("offenders.closing-lacks", row.fact, why=bool(data.why_it_happened.strip()), inspector=inspector and by_two, both=both, unread=len(data.not_read))


def closed_without_grounds(view: View, row: Row) -> Finding:
    """Closed without prosecution, and without the grounds that it needs."""
    found = _decides(row)
    return Finding(not found.holds, found.because, found.having, found.seen)


def no_workload(view: View, row: Row) -> Finding:
    """Workload is no reason for a decision about risk."""
    data: Any = row.fact.data
    words = " ".join(str(getattr(data, name, "")) for name in ("reason", "why", "rationale"))
    found = re.search(str(view.lawbook.value("offenders.workload.words", row.at)), words, re.IGNORECASE)
    return no("offenders.workload", row.fact, words=found.group()) if found else yes("offenders.no-workload", row.fact)


def third_warning_has_reason(view: View, row: Row) -> Finding:
    """From the third warning in twelve months on, a detective inspector says why the offender is not prosecuted; every one is approved by another."""
    begins = row.at - timedelta(days=view.number("offenders.breach.window"))
    given = [r.fact for r in view.earlier(row).of(offenders.WarningGiven) if r.at >= begins]
    if len(given) + 1 >= view.number("offenders.warnings") and row.fact.by.role not in INSPECTORS:
        return no("offenders.warned-again", row.fact, *given, count=len(given) + 1)
    return by_another(view, row)


warning_whole: Final = make(
    "offenders.warning-whole", "A warning keeps its words, its reasons, who approved it, the evidence, and the proof that it reached the offender.",
    lambda data: filled((data.words, data.rationale, data.approved_by, data.evidence, data.served_how)) and data.requirement_explained is True,
)


def repeat_breach(view: View, row: Row) -> Any:
    """A second breach, or a later one, within the window; each breach counts once, however often it is found."""
    window = timedelta(days=view.number("offenders.breach.window"))
    found: dict[str, Row] = {}
    for seen in view.of(offenders.BreachFound):
        if row.at - window <= seen.at <= row.at:
            found.setdefault((seen.fact.refs("breach") or (seen.fact.id,))[0], seen)
    if found.get((row.fact.refs("breach") or (row.fact.id,))[0]) is row and len(found) >= view.number("offenders.breach.repeat"):
        saw = tuple(r.fact for r in sorted(found.values(), key=lambda r: r.key))
        yield offenders.RepeatBreachNoticed(count=len(saw), window_days=window.days, saw=tuple(f.id for f in saw)), saw


def concerns_add_up(view: View, row: Row) -> Any:
    """Concerns about the offender add up within the window, and a child who comes into reach beside one; whether a warning came before is shown."""
    window = timedelta(days=view.number("offenders.breach.window"))
    kinds = (offenders.ConcernNoted, offenders.AppointmentMissed, offenders.MonitoringAlerted, offenders.DeviceRefused, offenders.ChildContactFound)
    seen = [r for r in view.of(*kinds) if row.at - window <= r.at <= row.at and r.key <= row.key]
    concerns = [r for r in seen if not isinstance(r.fact.data, offenders.ChildContactFound)]
    if concerns and len(seen) >= view.number("offenders.concerns"):
        saw = tuple(r.fact for r in seen)
        warned = any(r.at >= row.at - window for r in view.of(offenders.WarningGiven))
        yield offenders.ConcernsNoticed(count=len(saw), window_days=window.days, warned_before=warned, saw=tuple(f.id for f in saw)), saw


def routine_closing(view: View, row: Row) -> Any:
    """A unit closes one breach after the other without prosecution, and none otherwise."""
    window = timedelta(days=view.number("offenders.routine.window"))
    closed = [r for r in view.of(offenders.BreachClosed) if row.at - window <= r.at <= row.at and r.key <= row.key]
    count = int(view.number("offenders.routine"))
    alike = [r for r in closed if r.fact.data.outcome in UNPROSECUTED]  # type: ignore[attr-defined]
    if alike and len(alike) == len(closed) and len(alike) % count == 0:
        saw = tuple(r.fact for r in alike)
        yield offenders.RoutineClosingNoticed(count=len(saw), window_days=window.days, saw=tuple(f.id for f in saw)), saw


# Devices and conditions


def _conditions(view: View) -> list[tuple[Row, Any]]:
    """The conditions of the orders that stand, each with the fact that set it."""
    stand: dict[str, tuple[Row, Any]] = {}
    for row in view.of(offenders.CourtOrderMade, offenders.CourtOrderVaried, offenders.CourtOrderEnded):
        data: Any = row.fact.data
        for ref in row.fact.refs("order"):
            if isinstance(data, offenders.CourtOrderEnded):
                stand.pop(ref, None)
            elif data.conditions or isinstance(data, offenders.CourtOrderMade):
                stand[ref] = row, data.conditions
    return [(row, condition) for row, conditions in stand.values() for condition in conditions]


def undeclared_under_order(view: View, row: Row) -> Finding:
    """A device that was found was not declared, and an order asks that it be."""
    data: Any = row.fact.data
    declared = [r for r in view.earlier(row).of(offenders.DeviceDeclared) if set(r.fact.refs("device")) & set(row.fact.refs("device"))]
    if data.declared or (declared and data.declared is None):
        return no("offenders.device-declared", row.fact, *(r.fact for r in declared))
    for made, condition in _conditions(view):
        if condition.kind == "declare_devices":
            return yes("offenders.device-undeclared", row.fact, made.fact)
    return no("offenders.no-such-condition", row.fact)
