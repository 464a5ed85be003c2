"""The month's audits, the month's calls, and the case that is looked at again."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from tutela.facts import governance
from tutela.law.governance.ladders import AUDITOR, ROOM_HEAD, to_gold
from tutela.law.governance.recommendations import end_of
from tutela.law.kernel.clocks import before, within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Once, Term, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.standing.said import both, gives, negated, says

_CALLS: Final = says("theme", "initial_contact")


def enough_calls(view: View, row: Row) -> Finding:
    """Of the calls reviewed since the sample was drawn, enough are about child protection."""
    drawn = [r for r in view.of(governance.CasesSampled) if _CALLS(view, r).holds and r.at <= row.at]
    since = drawn[-1].at if drawn else row.at
    count = len([r for r in view.of(governance.CallReviewed) if r.at >= since and r.fact.data.child_protection])  # type: ignore[attr-defined]
    ok = bool(drawn) and count >= view.number("governance.calls.child")
    return (yes if ok else no)("governance.calls", row.fact, count=count)


def has_date(view: View, row: Row) -> Finding:
    """The auditor gave a day on which it is looked at again."""
    return (yes if row.fact.data.re_audit else no)("governance.re-audit-day", row.fact)  # type: ignore[attr-defined]


def re_audit_day(view: View, row: Row) -> datetime | None:
    """The end of that day."""
    day: Any = row.fact.data.re_audit  # type: ignore[attr-defined]
    return end_of(day) if day else None


DUTIES: Final = (
    Duty(
        "governance.audits", "Finish the month's audits, and say what they found", "unit", Basis.LOCAL_TARGET, ("hmicfrs-ny-2022 p170",),
        also=("INS_INTERNAL_AUDIT", "IN-011", "GO-011"), once_per=Once.WHILE_OPEN, recurs="rolling",
        opens=(on(governance.CasesSampled, both(says("programme", "monthly"), negated(_CALLS))),),
        discharged_by=(on(governance.TeamSampled, gives("text")),), terms=(Term(within("governance.audits"), AUDITOR, to_gold(AUDITOR)),),
    ),
    Duty(
        "governance.call-reviews", "Review the month's calls, those about children among them", "unit", Basis.INSPECTORATE_EXPECTATION, ("hmicfrs-ny-2022",),
        also=("C75", "IC-008"), once_per=Once.EACH, opens=(on(governance.CasesSampled, _CALLS),),
        reads=(reads(governance.CasesSampled, governance.CallReviewed),), discharged_by=(on(governance.CallReviewed, enough_calls),),
        terms=(Term(within("governance.calls"), ROOM_HEAD, to_gold(ROOM_HEAD)),),
    ),
    Duty(
        "governance.re-audit", "Look at the case again", "child", Basis.INSPECTORATE_EXPECTATION, ("hmicfrs-ny-2022 p217",), also=("IN-038", "GO-033"),
        once_per=Once.WHILE_OPEN, opens=(on(governance.CaseAudited, has_date),), discharged_by=(on(governance.CaseReadAgain), on(governance.CaseAudited)),
        terms=(Term(before("governance.re-audit", re_audit_day), AUDITOR, to_gold(AUDITOR)),),
    ),
)
