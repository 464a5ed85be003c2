"""What counts as a visit, at what risk, and what else is said of one."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, Final, Literal

from tutela.facts import offenders
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import LOCAL
from tutela.law.kernel.rules import Condition
from tutela.law.kernel.situation import Row, View
from tutela.law.offenders.notifying import counts_as_notification
from tutela.law.offenders.said import by_another, day_of, end_of, make, start_of

LEVELS: Final = (offenders.RiskLevelSet, offenders.RiskLoweringApproved)
ORDER: Final = {"low": 0, "medium": 1, "high": 2, "very_high": 3}
SUPERVISORS: Final = frozenset({
    "sergeant", "inspector", "detective_inspector", "detective_chief_inspector", "detective_superintendent", "superintendent",
})


def level(view: View) -> tuple[str | None, Row | None]:
    """The level at which the offender is managed."""
    last = view.last(*LEVELS)
    return (last.fact.data.level if last else None), last  # type: ignore[attr-defined]


def level_is(*levels: str) -> Condition:
    """The level at which the offender is managed is one of these."""

    def the_level(view: View, row: Row) -> Finding:
        stands, by = level(view)
        return (yes if stands in levels else no)("offenders.level", *((by.fact,) if by else ()), level=stands or "not_set")

    the_level.__doc__ = f"The offender is managed at {' or '.join(levels).replace('_', ' ')} risk."
    return the_level


is_a_visit: Final = make("offenders.a-visit", "A visit to the home, on which the offender was seen.", lambda data: data.seen is True)
in_the_community: Final = make("offenders.released", "Released, not for a few days only.", lambda data: data.how != "temporary")
home_changed: Final = make(
    "offenders.home-changed", "The offender lives elsewhere now.", lambda data: data.what in ("home_address", "no_fixed_abode"),
)
put_off: Final = by_another


def by_two(data: Any) -> bool:
    """Was the visit made by two or more, as far as somebody said?"""
    return data.crew in ("pair", "more") or len(data.officers) > 1


two_unannounced: Final = make(
    "offenders.two-unannounced", "A visit to the home by two, unannounced, on which the offender was seen.",
    lambda data: data.seen is True and data.announced is False and by_two(data),
)


def first_counted(view: View, row: Row) -> Finding:
    """The first notification that counts."""
    before = [r for r in view.earlier(row).of(offenders.NotificationMade) if counts_as_notification(view, r).holds]
    return (yes if counts_as_notification(view, row).holds and not before else no)("offenders.first-counted", row.fact)


def after_licence_or_move(view: View, row: Row) -> Finding:
    """The licence ended, or the offender moved."""
    ok = isinstance(row.fact.data, offenders.LicenceEnded | offenders.DetailsChanged)
    return (yes if ok else no)("offenders.licence-or-move", row.fact)


def deferred_to(view: View, row: Row) -> datetime | None:
    """The end of the later day that was approved."""
    return end_of(row.fact.data.to)  # type: ignore[attr-defined]


def licence_ends(view: View, row: Row) -> datetime | None:
    """When the licence ends."""
    return start_of(row.fact.data.ends)  # type: ignore[attr-defined]


def weeks_before_licence_ends(view: View, row: Row) -> datetime:
    """Some weeks before the licence ends."""
    return start_of(row.fact.data.ends) - view.lawbook.span("offenders.hand_over", row.at)  # type: ignore[attr-defined]


def from_then_or_now(view: View, row: Row) -> datetime:
    """Some weeks before the licence ends, or when its end became known."""
    return max(weeks_before_licence_ends(view, row), row.fact.held_from)


def is_last_licence(view: View, row: Row) -> Finding:
    """No other end of the licence was recorded since."""
    last = view.last(offenders.LicenceRecorded)
    return (yes if last is None or last.fact.id == row.fact.id else no)("offenders.last-licence", row.fact)


hand_over_whole: Final = make(
    "offenders.hand-over-whole", "Probation's assessments came and a plan was agreed.",
    lambda data: data.assessments_received is not False and data.plan_agreed is not False,
)
some_overdue: Final = make(
    "offenders.overdue-visits", "Visits are overdue in the morning's count.", lambda data: data.queue == "overdue-visits" and data.waiting > 0,
)
says_what_is_done: Final = make("offenders.says-what-is-done", "It says what will be done.", lambda data: bool(data.text.strip()))
checked: Final = make("offenders.claim-checked", "It says whether the claim holds.", lambda data: data.holds is not None)


def _spoken(view: View, row: Row) -> Row | None:
    """Contact with the offender shortly before a visit that is said to be unannounced."""
    begins = row.at - view.lawbook.span("offenders.visit.contact", row.at)
    spoken = [r for r in view.earlier(row).of(offenders.SpokenToElsewhere, offenders.AppointmentGiven) if begins <= r.at < row.at]
    return spoken[-1] if spoken else None


def _approved(view: View, row: Row, cls: type[Any]) -> Row | None:
    """An approval for this visit: since the last one."""
    earlier = view.earlier(row)
    last = earlier.last(offenders.VisitMade)
    found = [r for r in earlier.of(cls) if (last is None or r.at > last.at) and by_another(view, r).holds]
    return found[-1] if found else None


def unannounced(view: View, row: Row) -> Finding:
    """Unannounced, and nobody spoke to the offender shortly before; or announced with a supervisor's approval."""
    data: Any = row.fact.data
    if (allowed := _approved(view, row, offenders.AnnouncedVisitApproved)) is not None:
        return yes("offenders.announced-with-approval", row.fact, allowed.fact)
    if data.announced is not False:
        return no("offenders.announced", row.fact)
    if (spoken := _spoken(view, row)) is not None:
        return no("offenders.spoken-to-before", row.fact, spoken.fact)
    return yes("offenders.unannounced", row.fact)


def made_by_two(view: View, row: Row) -> Finding:
    """Made by two, or by one with a supervisor's approval."""
    if by_two(row.fact.data):
        return yes("offenders.by-two", row.fact)
    allowed = _approved(view, row, offenders.LoneVisitApproved)
    return yes("offenders.alone-with-approval", row.fact, allowed.fact) if allowed else no("offenders.alone", row.fact)


visit_asks: Final = make(
    "offenders.visit-asks", "Every device and account, and whether anything changed between people, was asked about.",
    lambda data: data.seen is not True or (data.devices_asked is True and data.relationships_asked is True),
)


ANSWERED: Final = (offenders.DeviceExamined, offenders.DeviceNotProduced, offenders.DeviceRefused)


def says_what_became(view: View, row: Row) -> Finding:
    """It says what became of the device: examined (how, and with what result), not produced, refused."""
    data: Any = row.fact.data
    ok = not isinstance(data, offenders.DeviceExamined) or (data.how is not None and data.result is not None)
    return (yes if ok else no)("offenders.device-answered", row.fact)


def device_left_out(view: View, row: Row) -> Finding:
    """The offender was seen, the device was known before and still the offender's, and nobody says on that day what became of it."""
    before = [r for r in view.of(offenders.DeviceDeclared, offenders.DeviceFound, offenders.DeviceGone) if r.at < row.at]
    held = bool(before) and not isinstance(before[-1].fact.data, offenders.DeviceGone)
    answered = [r.fact for r in view.of(*ANSWERED) if day_of(r.at) == day_of(row.at) and says_what_became(view, r).holds]
    left = row.fact.data.seen is True and held and not answered  # type: ignore[attr-defined]
    return (yes if left else no)("offenders.device-left-out", row.fact, *(r.fact for r in before[-1:]), *answered[-1:])


def supervisor_approves(view: View, row: Row) -> Finding:
    """A supervisor approves what another asked for, and says why."""
    if row.fact.by.role not in SUPERVISORS:
        return no("offenders.not-a-supervisor", row.fact, role=row.fact.by.role)
    return by_another(view, row)


def alone(data: Any) -> bool:
    """Was the visit made by one, as somebody said, or as one name alone says?"""
    return not by_two(data) and (data.crew == "alone" or (data.crew is None and len(data.officers) == 1))


def lone_in_a_row(view: View, row: Row) -> Any:
    """A second visit in a row that one person makes alone to the same offender."""
    before = view.earlier(row).last(offenders.VisitMade)
    if before is None or not alone(row.fact.data) or not alone(before.fact.data):
        return
    ours, theirs = _who(row), _who(before)
    if ours and ours == theirs:
        saw = (before.fact, row.fact)
        yield offenders.LoneVisitsNoticed(saw=tuple(f.id for f in saw)), saw


def _who(row: Row) -> str | None:
    data: Any = row.fact.data
    return data.officers[0] if data.officers else row.fact.by.ref


def regular(view: View, row: Row) -> Any:
    """Visits on the same weekday at the same hour, or the same number of days apart, one after the other: the offender can foresee the next."""
    count = int(view.number("offenders.visit.regular"))
    visits = [r for r in view.of(offenders.VisitMade) if r.at <= row.at][-count:]
    if len(visits) < count:
        return
    hours = {(day_of(r.at).weekday(), r.at.astimezone(LOCAL).hour) for r in visits}
    apart = [(day_of(b.at) - day_of(a.at)).days for a, b in pairwise(visits)]
    evenly = min(apart) >= view.number("offenders.visit.spacing") and max(apart) - min(apart) <= view.number("offenders.visit.spacing.off")
    if len(hours) == 1 or evenly:
        saw = tuple(r.fact for r in visits)
        how: Literal["weekday_and_hour", "days_apart"] = "weekday_and_hour" if len(hours) == 1 else "days_apart"
        yield offenders.RegularVisitsNoticed(count=count, how=how, saw=tuple(f.id for f in saw)), saw


def no_access(view: View, row: Row) -> Any:
    """Nobody was let in, or nobody was there, again and again since the last visit."""
    count = int(view.number("offenders.visit.attempts"))
    seen = [r for r in view.of(offenders.VisitMade) if r.fact.data.seen is True and r.at <= row.at]  # type: ignore[attr-defined]
    since = seen[-1].at if seen else row.at - timedelta(days=3650)
    tries = [r for r in view.of(offenders.VisitAttempted, offenders.EntryRefused) if since < r.at <= row.at]
    if len(tries) >= count:
        saw = tuple(r.fact for r in tries[-count:])
        yield offenders.NoAccessNoticed(attempts=len(tries), saw=tuple(f.id for f in saw)), saw


