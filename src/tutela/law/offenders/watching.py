"""What counts in the watch of courts, of orders, and of who manages the offender."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any, Final

from tutela.facts import governance, offenders
from tutela.law.kernel.arithmetic import next_time_of_day
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.situation import Row, View
from tutela.law.offenders.said import CONVICTED, INSPECTORS, end_of, filled, make, the_offender

BELOW: Final = frozenset({"constable", "police_staff"})
"""Who approves nobody's work: ranks that stand in for no supervisor."""
convicted: Final = make("offenders.convicted", "The court convicted, or found that it was done.", lambda data: data.result in CONVICTED)
watch_ended: Final = make(
    "offenders.watch-ended", "Taken out of the watch by a named person, with the reason.",
    lambda data: filled((data.reason, data.approved_by)),
)
not_sought: Final = make(
    "offenders.not-sought", "It was decided not to apply, by a named person, with the reason.", lambda data: filled((data.why, data.approved_by)),
)
explained: Final = make("offenders.order-explained", "Served and explained.", lambda data: data.explained is not False)
listed_whole: Final = make(
    "offenders.list-signed", "The list was signed: each charge has its application, or the decision not to apply.",
    lambda data: data.charges is not None and (not data.without_application or bool(data.text.strip())),
)
renewal_decided: Final = make("offenders.renewal-decided", "Decided with the reason; a lapse with somebody's approval.",
                              lambda data: bool(data.why.strip()) and (data.decision == "renew" or data.approved_by is not None))
order_has_end: Final = make("offenders.order-has-end", "The order has an end.", lambda data: data.until is not None)
marks_room: Final = make("offenders.marked", "Where the control room looks.", lambda data: data.channel == "command_and_control")
with_a_child: Final = make("offenders.met-with-a-child", "A child was there.", lambda data: data.children_present is True)
answered: Final = make("offenders.encounter-answered", "Decided, with the reason.", lambda data: bool(data.why.strip()))
supervising: Final = make("offenders.supervisors-post", "A post that approves and supervises.", lambda data: _supervises(data.post))
qualified: Final = make("offenders.cover-qualified", "Cover by somebody of the rank, and qualified.",
                        lambda data: _supervises(data.post) and data.qualified is not False and data.rank not in BELOW)
covers_supervisor: Final = make("offenders.supervisors-post", "Cover for a post that approves and supervises.", lambda data: _supervises(data.post))
by_police_officer: Final = make("offenders.police-officer", "A police officer.", lambda data: data.kind == "police_officer")


def _supervises(post: str | None) -> bool:
    return post in ("sergeant@offenders", "inspector@offenders", "detective_inspector@offenders")


def accepted(view: View, row: Row) -> Finding:
    """The cover was accepted, by somebody of the rank and, where that was said, qualified."""
    data: Any = row.fact.data
    named = [r for r in view.earlier(row).of(governance.CoverNamed) if r.fact.data.post == data.post]  # type: ignore[attr-defined]
    fit = row.fact.by.rank not in BELOW and (not named or qualified(view, named[-1]).holds)
    return (yes if _supervises(data.post) and fit else no)("offenders.cover-accepted", row.fact, *(r.fact for r in named[-1:]))


def next_morning(view: View, row: Row) -> datetime:
    """Nine in the morning of the day after the hearing."""
    hearing: datetime = row.fact.data.at  # type: ignore[attr-defined]
    return next_time_of_day(hearing + timedelta(hours=15), time(9)) if hearing.hour < 9 else next_time_of_day(hearing, time(9))


def checked_from(view: View, row: Row) -> datetime:
    """From the morning after the hearing."""
    return max(next_morning(view, row), row.fact.held_from)


def result_is_open(view: View, row: Row) -> Finding:
    """Nobody has heard what came of this hearing, and it was not moved."""
    heard: datetime = row.fact.data.at  # type: ignore[attr-defined]
    for other in view.of(offenders.CourtResultReceived, offenders.HearingMoved):
        data: Any = other.fact.data
        about = data.heard_at if isinstance(data, offenders.CourtResultReceived) else data.was_at
        if other.at >= row.at and (about == heard or (about is None and (other.at >= heard or isinstance(data, offenders.HearingMoved)))):
            return no("offenders.result-heard", row.fact, other.fact)
    return yes("offenders.no-result", row.fact)


def order_ends(view: View, row: Row) -> datetime | None:
    """The end of the order's last day."""
    day = row.fact.data.until  # type: ignore[attr-defined]
    return end_of(day) if day else None


def months_before_order_ends(view: View, row: Row) -> datetime | None:
    """Some months before the order ends."""
    end = order_ends(view, row)
    return end - view.lawbook.span("offenders.order.watch", row.at) if end else None


def order_watch_from(view: View, row: Row) -> datetime:
    """Some months before the order ends, or when its end became known."""
    return max(months_before_order_ends(view, row) or row.at, row.fact.held_from)


def is_last_end(view: View, row: Row) -> Finding:
    """The order has not been changed since."""
    last = view.last(offenders.CourtOrderMade, offenders.CourtOrderVaried)
    return (yes if last is None or last.fact.id == row.fact.id else no)("offenders.order-as-it-stands", row.fact)


def lapse_by_another(view: View, row: Row) -> Finding:
    """That an order lapses is decided by a detective inspector, with the reason."""
    data: Any = row.fact.data
    ok = data.decision == "renew" or (filled((data.why, data.approved_by)) and data.approved_by != row.fact.by.ref)
    return (yes if ok else no)("offenders.lapse-approved", row.fact)


def has_no_manager(view: View, row: Row) -> Finding:
    """Nobody has been given the offender."""
    last = view.earlier(row).last(offenders.ManagerAssigned, offenders.RegisterDischargeApproved, offenders.OffenderTransferAccepted)
    given = last is not None and isinstance(last.fact.data, offenders.ManagerAssigned)
    return (no if given else yes)("offenders.has-manager", row.fact, *((last.fact,) if given and last else ()))


def manager_left(view: View, row: Row) -> Finding:
    """The post was left by whoever was last given the offender."""
    last = view.last(offenders.ManagerAssigned)
    data: Any = row.fact.data
    refs = {*row.fact.refs("officer"), data.holder} - {None}
    ours = last is not None and bool(refs & {*last.fact.refs("officer"), last.fact.data.ref})  # type: ignore[attr-defined]
    return (yes if ours and data.post.startswith("offender_manager@") else no)("offenders.manager-left", row.fact, *((last.fact,) if last else ()))


def staff_at_high_risk(view: View, row: Row) -> Finding:
    """Raised to high or above while police staff manage the offender."""
    last = view.last(offenders.ManagerAssigned)
    ok = row.fact.data.level in ("high", "very_high") and last is not None and last.fact.data.kind == "police_staff"  # type: ignore[attr-defined]
    return (yes if ok else no)("offenders.staff-at-high-risk", row.fact, *((last.fact,) if last else ()))


def is_theirs(view: View, row: Row) -> Finding:
    """It is about this offender, or about whoever was given this offender."""
    if isinstance(row.fact.data, governance.PostVacated):
        return manager_left(view, row)
    return the_offender(view, row)


def sampled_by_inspector(view: View, row: Row) -> Finding:
    """A detective inspector or above read a sample, and says what it shows."""
    ok = row.fact.by.role in INSPECTORS and bool(row.fact.data.text.strip())  # type: ignore[attr-defined]
    return (yes if ok else no)("offenders.sampled-by", row.fact, role=row.fact.by.role)
