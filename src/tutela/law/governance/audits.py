"""The month's audits, the month's calls, and the case that is looked at again."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from tutela.facts import governance
from tutela.law.governance.ladders import ACC, AUDITOR, LATER, READER, ROOM_HEAD, ROOM_MANAGER, at_end, to_gold
from tutela.law.governance.recommendations import end_of
from tutela.law.kernel.clocks import before, within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Ladder, Once, Term, after_due, at_share, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.standing.said import both, gives, negated, says

_CALLS: Final = says("theme", "initial_contact")
_ROOM: Final = Ladder((
    at_share(0.75, ROOM_MANAGER), at_end(ROOM_MANAGER), at_end(ROOM_HEAD), after_due(within("governance.gold"), ACC, asks="ask.governance", priority=LATER),
), within("governance.repeat"))
"""The manager before and at the month's end, the head of the room at its end, a chief officer a week after."""


def _reviewed(view: View, row: Row) -> dict[str, int]:
    """Of the month's calls that a fact names: how many were reviewed by now, how many of those are about children, and how many are owed of each."""
    months = row.fact.refs("plan")
    reviews = [r for r in view.of(governance.CallReviewed) if not months or not {*months}.isdisjoint(r.fact.refs("plan"))]
    children = [r for r in reviews if r.fact.data.child_protection]  # type: ignore[attr-defined]
    return {
        "done": len(reviews), "all": int(view.number("governance.calls.all")),
        "children": len(children), "least": int(view.number("governance.calls.child")),
    }


def calls_so_far(view: View, row: Row) -> Finding:
    """How many of the month's calls are reviewed, and how many of those about children."""
    return yes("governance.calls", row.fact, **_reviewed(view, row))


def enough_calls(view: View, row: Row) -> Finding:
    """As many calls of the month are reviewed as are owed, and enough of them are about child protection."""
    so_far = _reviewed(view, row)
    ok = so_far["done"] >= so_far["all"] and so_far["children"] >= so_far["least"]
    return (yes if ok else no)("governance.calls", row.fact, **so_far)


def reviewers_lot(view: View, row: Row) -> Finding:
    """Reviews of searches were drawn, to be read a second time."""
    data: Any = row.fact.data
    return (yes if data.programme == "dip_sample" and data.theme == "missing" and data.cases else no)("governance.lot", row.fact)


def all_read_again(view: View, row: Row) -> Finding:
    """Each review of the lot was read by another."""
    lot = {*row.fact.refs("plan")}
    samples: list[Any] = [r.fact.data for r in view.of(governance.CasesSampled) if lot & {*r.fact.refs("plan")}]
    drawn = sum(sample.cases or 0 for sample in samples)
    read = len([r for r in view.of(governance.CaseReadAgain) if lot & {*r.fact.refs("plan")}])
    return (yes if drawn and read >= drawn else no)("governance.readings", row.fact, read=read, drawn=drawn)


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
        "governance.call-reviews", "Review the month's calls, those about children among them", "officer", Basis.INSPECTORATE_EXPECTATION,
        ("hmicfrs-ny-2022 p48",), also=("C75", "IC-008"), once_per=Once.EACH, per="plan", own=True, opens=(on(governance.CasesSampled, _CALLS),),
        reads=(reads(governance.CasesSampled, governance.CallReviewed),), discharged_by=(on(governance.CallReviewed, enough_calls),),
        terms=(Term(within("governance.calls"), ROOM_MANAGER, _ROOM, when=calls_so_far, counts=True),),
        why="Each manager of the control room owes their own month: another's reviews do not count for it.",
    ),
    Duty(
        "governance.second-reading", "Read the reviews that were drawn, as the second reader", "officer", Basis.INSPECTORATE_EXPECTATION,
        ("hmicfrs-nn-2019 p286",), also=("AH-104",), once_per=Once.EACH, per="plan", opens=(on(governance.CasesSampled, reviewers_lot),),
        reads=(reads(governance.CasesSampled, governance.CaseReadAgain),), discharged_by=(on(governance.CaseReadAgain, all_read_again),),
        terms=(Term(within("governance.second-reading"), READER, to_gold(READER)),),
        why="For coaching. What a second reader thinks is said to the reviewer, and nothing follows from it by itself.",
    ),
    Duty(
        "governance.re-audit", "Look at the case again", "child", Basis.INSPECTORATE_EXPECTATION, ("hmicfrs-ny-2022 p217",), also=("IN-038", "GO-033"),
        once_per=Once.WHILE_OPEN, opens=(on(governance.CaseAudited, has_date),), discharged_by=(on(governance.CaseReadAgain), on(governance.CaseAudited)),
        terms=(Term(before("governance.re-audit", re_audit_day), AUDITOR, to_gold(AUDITOR)),),
    ),
)
