"""The periods within which an offender notifies (Sexual Offences Act 2003 Part 2), and from when on they run.

Time in custody under an order of a court, in prison, in hospital and outside the United Kingdom does not run (s83(6)).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Final

from tutela.facts import offenders
from tutela.law.kernel.arithmetic import years_after
from tutela.law.kernel.clocks import Clock, before
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.rules import Condition, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.offenders.said import CONVICTED, day_of, end_of, make, start_of

Away = tuple[datetime, datetime | None]
AWAY_FACTS: Final = (offenders.TakenIntoCustody, offenders.ReleasedIntoCommunity, offenders.WentAbroad, offenders.CameBackFromAbroad)
AWAY: Final = reads(*AWAY_FACTS)
_RUNS_ON: Final = frozenset({"immigration"})
"""Custody that is not on the list of s83(6)."""
ADDRESSES: Final = frozenset({"name", "home_address", "no_fixed_abode", "other_address", "released"})
HOUSEHOLD: Final = frozenset({"child_household", "child_household_ended"})
PAPERS: Final = frozenset({"account_or_card", "identity_document"})
_DAY: Final = timedelta(days=1)


def away(view: View) -> list[Away]:
    """From when until when time did not run: inside by an order of a court, in hospital, or abroad."""
    found: list[Away] = []
    since: dict[str, datetime] = {}
    for row in view.of(*AWAY_FACTS):
        data: Any = row.fact.data
        where = "abroad" if isinstance(data, offenders.WentAbroad | offenders.CameBackFromAbroad) else "inside"
        if isinstance(data, offenders.WentAbroad) or (isinstance(data, offenders.TakenIntoCustody) and data.kind not in _RUNS_ON):
            since.setdefault(where, row.at)
        elif where in since and not (isinstance(data, offenders.ReleasedIntoCommunity) and data.how == "temporary"):
            found.append((since.pop(where), row.at))
    return [*found, *((start, None) for start in since.values())]


def _kept(day: date, stretches: Iterable[Away]) -> bool:
    """Was the offender away when the day ended? The day of a release counts, the day of a committal does not."""
    end = end_of(day)
    return any(start <= end and (back is None or back > end) for start, back in stretches)


def _nth_day(first: date, count: int, stretches: list[Away]) -> datetime | None:
    """The end of the n-th day that counts, beginning with the first; none while the offender is away without an end."""
    day = first
    while True:
        if _kept(day, stretches):
            backs = [back for start, back in stretches if start <= end_of(day) and (back is None or back > end_of(day))]
            if None in backs:
                return None
            day = max(day_of(back) for back in backs if back is not None)
            continue
        count -= 1
        if count == 0:
            return end_of(day)
        day += _DAY


def _set(view: View, key: str, at: datetime) -> int | None:
    """A number of the law as in force then, if it was."""
    value = view.lawbook.value(key, at)
    return value if isinstance(value, int) else None


def _period(view: View, first: date, key: str, at: datetime) -> datetime | None:
    """The end of a period of days that begins with a day, days away disregarded; none while the offender is away, or before it was law."""
    days = _set(view, key, at)
    return _nth_day(first, days, away(view)) if days else None


def happened(row: Row) -> datetime:
    """When it happened: a conviction when the court heard it, whenever somebody told the unit."""
    data: Any = row.fact.data
    return (data.heard_at or row.at) if isinstance(data, offenders.CourtResultReceived) else row.at


def period_end(view: View, row: Row) -> datetime | None:
    """The last moment of the period, days away disregarded; none while the offender is away."""
    return _period(view, day_of(happened(row)), "offenders.notification", row.at)


def household_end(view: View, row: Row) -> datetime | None:
    """The last moment of the period after the offender began, or ceased, to live or stay with a child."""
    return _period(view, day_of(row.at), "offenders.household", row.at)


def yearly_end(view: View, row: Row) -> datetime | None:
    """A year after the last notification; where that day falls while the offender is away, the period that begins with the return."""
    years = _set(view, "offenders.periodic", row.at)
    if years is None:
        return None
    due = years_after(row.at, years)
    for start, back in away(view):
        if start <= due and (back is None or back > due):
            return None if back is None else _period(view, day_of(back), "offenders.notification", row.at)
    return due


def began(view: View, row: Row) -> tuple[datetime, timedelta]:
    """When it happened. A period of days is counted from the day, so a fact that is known to the day is exact."""
    return happened(row), timedelta(days=(day_of(row.fact.occurred.latest) - day_of(row.at)).days)


PERIOD: Final[Clock] = before("offenders.notification.end", period_end)
HOUSEHOLD_PERIOD: Final[Clock] = before("offenders.household.end", household_end)
YEAR: Final[Clock] = before("offenders.periodic.end", yearly_end)


def counts_as_notification(view: View, row: Row) -> Finding:
    """In person at a prescribed police station, not by another on their behalf, or by a parent under a direction (ss87, 89)."""
    data: Any = row.fact.data
    ok = data.place == "prescribed_station" and ((data.in_person and not data.on_behalf) or data.under_parental_direction)
    return (yes if ok else no)("offenders.notification-counts", row.fact, place=data.place, in_person=data.in_person)


def tells_of(changes: frozenset[str], sentence: str) -> Condition:
    """A notification that counts and tells of one of these changes, or of everything again."""

    def told(view: View, row: Row) -> Finding:
        counts = counts_as_notification(view, row)
        data: Any = row.fact.data
        if not counts.holds or data.purpose == "periodic" or not data.told_of:
            return counts
        return (yes if changes.intersection(data.told_of) else no)("offenders.tells-of-the-change", row.fact)

    told.__doc__ = sentence
    return told


tells_address: Final = tells_of(ADDRESSES, "A notification that counts, of the name, an address or the release, or of everything again.")
tells_household: Final = tells_of(HOUSEHOLD, "A notification that counts, of the household with a child, or of everything again.")
tells_papers: Final = tells_of(PAPERS, "A notification that counts, of an account, card or identity document, or of everything again.")


def changed(which: frozenset[str], sentence: str) -> Condition:
    """Something of this kind changed."""

    def did(view: View, row: Row) -> Finding:
        data: Any = row.fact.data
        return (yes if data.what in which else no)("offenders.what-changed", row.fact, what=data.what)

    did.__doc__ = sentence
    return did


address_changed: Final = changed(ADDRESSES, "The name or an address changed.")
household_changed: Final = changed(HOUSEHOLD, "The offender began, or ceased, to live or stay where a child is.")
papers_changed: Final = changed(PAPERS, "An account, card or identity document changed.")


def not_told_ahead(view: View, row: Row) -> Finding:
    """It was not notified ahead: such a notice holds where it happens at most two days before the day that was given, or within the period from it."""
    data: Any = row.fact.data
    what = getattr(data, "what", "released")
    late, early = _set(view, "offenders.notification", row.at) or 0, _set(view, "offenders.ahead", row.at) or 0
    for told in view.of(offenders.NotificationMade):
        said: Any = told.fact.data
        if said.expected is not None and what in said.told_of and told.at <= row.at and counts_as_notification(view, told).holds:
            days = (day_of(row.at) - said.expected).days
            if -early <= days < late:
                return no("offenders.told-ahead", told.fact, row.fact)
    return yes("offenders.not-told-ahead", row.fact)


def still_to_notify(view: View, row: Row) -> Finding:
    """The offender had not notified before, or has been free of it since (s83(4))."""
    earlier = [r for r in view.earlier(row).of(offenders.NotificationMade, offenders.NotificationRequirementsEnded)
               if isinstance(r.fact.data, offenders.NotificationRequirementsEnded) or counts_as_notification(view, r).holds]
    ok = not earlier or isinstance(earlier[-1].fact.data, offenders.NotificationRequirementsEnded)
    return (yes if ok else no)("offenders.not-notified-before", row.fact, *(r.fact for r in earlier[-1:]))


def convicted_under_watch(view: View, row: Row) -> Finding:
    """Convicted while the courts are watched for a relevant offence: from any source, with or without a certificate."""
    watched = view.earlier(row).last(offenders.CourtWatchBegan, offenders.CourtWatchEnded)
    under = watched is not None and isinstance(watched.fact.data, offenders.CourtWatchBegan)
    ok = under and row.fact.data.result in CONVICTED  # type: ignore[attr-defined]
    return (yes if ok else no)("offenders.convicted-under-watch", row.fact, *((watched.fact,) if watched else ()))


def first_word(view: View, row: Row) -> Finding:
    """No earlier word began the period since the offender was last free of it: what the register says and what the court told are one obligation."""
    data: Any = row.fact.data
    other = offenders.BecameNotifiable if isinstance(data, offenders.CourtResultReceived) else offenders.CourtResultReceived
    free = view.earlier(row).last(offenders.NotificationRequirementsEnded)
    before = [
        r.fact for r in view.of(other)
        if (r.avail, r.key) < (row.avail, row.key) and (free is None or happened(r) > free.at)
        and (other is offenders.BecameNotifiable or convicted_under_watch(view, r).holds)
    ]
    return (no if before else yes)("offenders.first-word", row.fact, *before[-1:])


def first_convicted(view: View, row: Row) -> Finding:
    """Convicted while the courts are watched, and nobody had said so before."""
    found = convicted_under_watch(view, row)
    return first_word(view, row) if found.holds else found


def change_counts(view: View, row: Row) -> Finding:
    """A name or an address changed, or somebody who notified before was released; and nobody was told of it ahead."""
    data: Any = row.fact.data
    if isinstance(data, offenders.ReleasedIntoCommunity):
        if data.how == "temporary" or still_to_notify(view, row).holds:
            return no("offenders.first-notification-owed", row.fact)
    elif not address_changed(view, row).holds:
        return no("offenders.what-changed", row.fact, what=data.what)
    return not_told_ahead(view, row)


def known_late(view: View, row: Row) -> Finding:
    """The force learnt of it when the period was over."""
    end = period_end(view, row)
    return (yes if end is not None and row.fact.held_from > end else no)("offenders.learnt-late", row.fact)


def ahead_failed(view: View, row: Row) -> datetime | None:
    """From the end of the period that begins with the day given, if nothing of the kind has happened."""
    data: Any = row.fact.data
    return _period(view, data.expected, "offenders.notification", row.at) if data.expected else None


def ahead_due(view: View, row: Row) -> datetime | None:
    """The last moment to say that it did not happen: a period that begins with the day given, days away disregarded."""
    data: Any = row.fact.data
    return _period(view, data.expected, "offenders.ahead.failed", row.at) if data.expected else None


AHEAD: Final[Clock] = before("offenders.ahead.end", ahead_due)


def did_not_happen(view: View, row: Row) -> Finding:
    """It was notified ahead and is not known to have happened in its time."""
    data: Any = row.fact.data
    if data.expected is None or not counts_as_notification(view, row).holds:
        return no("offenders.no-day-given", row.fact)
    days, early = _set(view, "offenders.notification", row.at) or 0, _set(view, "offenders.ahead", row.at) or 0
    for change in view.of(offenders.DetailsChanged, offenders.ReleasedIntoCommunity):
        what = getattr(change.fact.data, "what", "released")
        if what in data.told_of and -early <= (day_of(change.at) - data.expected).days < days:
            return no("offenders.it-happened", row.fact, change.fact)
    return yes("offenders.it-did-not-happen", row.fact)


def says_it_did_not_happen(view: View, row: Row) -> Finding:
    """A notification that counts and says that it did not happen, or that tells of another change in its place."""
    data: Any = row.fact.data
    counts = counts_as_notification(view, row)
    ok = counts.holds and data.purpose in ("did_not_happen", "change", "periodic")
    return (yes if ok else no)("offenders.says-it-did-not-happen", row.fact)


def without_abode(view: View, row: Row) -> Finding:
    """A notification that counts, of where the offender can regularly be found: no fixed abode."""
    data: Any = row.fact.data
    ok = counts_as_notification(view, row).holds and (data.purpose == "no_fixed_abode" or "no_fixed_abode" in data.told_of)
    return (yes if ok else no)("offenders.without-abode", row.fact)


def has_a_home(view: View, row: Row) -> Finding:
    """A notification that counts, of a home address."""
    ok = counts_as_notification(view, row).holds and "home_address" in row.fact.data.told_of  # type: ignore[attr-defined]
    return (yes if ok else no)("offenders.has-a-home", row.fact)


def weekly_again(view: View, row: Row) -> Finding:
    """A notification that counts, and of no home address."""
    ok = counts_as_notification(view, row).holds and not has_a_home(view, row).holds
    return (yes if ok else no)("offenders.notified-again", row.fact)


# Lateness is reckoned by the law, not left to notice (RO-026)


def period_over(view: View, row: Row) -> datetime | None:
    """When the period of what happened is over."""
    if isinstance(row.fact.data, offenders.NotificationMade):
        return yearly_end(view, row)
    if isinstance(row.fact.data, offenders.DetailsChanged) and row.fact.data.what in HOUSEHOLD:
        return household_end(view, row)
    return period_end(view, row)


def from_lateness(view: View, row: Row) -> datetime:
    """From when the period was over and the force knew of what began it."""
    return max(period_over(view, row) or row.at, row.fact.held_from)


def not_in_time(view: View, row: Row) -> Finding:
    """No notification that counts came within the period."""
    data: Any = row.fact.data
    end = period_over(view, row)
    if end is None:
        return no("offenders.time-does-not-run", row.fact)
    tells = tells_address
    if isinstance(data, offenders.NotificationMade):
        tells = counts_as_notification
        if not tells(view, row).holds:
            return no("offenders.notification-counts", row.fact, place=data.place, in_person=data.in_person)
    elif isinstance(data, offenders.BecameNotifiable | offenders.CourtResultReceived):
        tells = counts_as_notification
        if not still_to_notify(view, row).holds:
            return no("offenders.not-notified-before", row.fact)
    elif isinstance(data, offenders.DetailsChanged):
        tells = tells_household if data.what in HOUSEHOLD else tells_papers if data.what in PAPERS else tells_address
        if data.what == "other" or not not_told_ahead(view, row).holds:
            return no("offenders.what-changed", row.fact, what=data.what)
    elif not change_counts(view, row).holds:
        return no("offenders.first-notification-owed", row.fact)
    came = [told for told in view.of(offenders.NotificationMade)
            if told.fact.id != row.fact.id and happened(row) <= told.fact.occurred.latest and tells(view, told).holds]
    if came and came[0].at <= end:
        return no("offenders.notified-in-time", came[0].fact, row.fact)
    late = (day_of(came[0].at if came else view.at) - day_of(end)).days
    return yes("offenders.not-notified-in-time", row.fact, *(told.fact for told in came[:1]), days=late)


of_notification: Final = make("offenders.breach-of-notification", "A breach of the notification requirements.", lambda data: data.of == "notification")
has_an_end: Final = make("offenders.period-has-an-end", "A day is given on which the period ends.", lambda data: data.until is not None and not data.indefinite)


def is_last_period(view: View, row: Row) -> Finding:
    """No other period was recorded since."""
    last = view.last(offenders.NotificationPeriodRecorded)
    return (yes if last is None or last.fact.id == row.fact.id else no)("offenders.last-period", row.fact)


def period_ends(view: View, row: Row) -> datetime | None:
    """The end of the last day of the notification period."""
    day = row.fact.data.until  # type: ignore[attr-defined]
    return end_of(day) if day else None


def before_period_end(view: View, row: Row) -> datetime | None:
    """Some weeks before the notification period ends."""
    end = period_ends(view, row)
    return end - view.lawbook.span("offenders.period.review", row.at) if end else None


def before_period_end_or_now(view: View, row: Row) -> datetime:
    """When it opens: some weeks before the end, or when that became known."""
    return max(before_period_end(view, row) or row.at, row.fact.held_from)


def ahead_begins(view: View, row: Row) -> datetime:
    """With the day that was given."""
    data: Any = row.fact.data
    return start_of(data.expected) if data.expected else row.at


def serves_risk_order(view: View, row: Row) -> Finding:
    """The order that was served is a sexual risk order."""
    refs = set(row.fact.refs("order"))
    kinds = {r.fact.data.kind for r in view.of(offenders.CourtOrderMade) if refs.intersection(r.fact.refs("order"))}  # type: ignore[attr-defined]
    return (yes if kinds & {"sexual_risk_order", "risk_of_sexual_harm_order"} else no)("offenders.risk-order", row.fact)


def is_valid(view: View, row: Row) -> Finding:
    """It counts, identity was checked, it was signed, and somebody other than the offender's manager took it or says why."""
    data: Any = row.fact.data
    if not counts_as_notification(view, row).holds:
        return no("offenders.notification-not-met", row.fact, place=data.place, on_behalf=data.on_behalf)
    if data.identity_checked is not True or data.signed is not True:
        return no("offenders.identity-and-signature", row.fact)
    last = view.earlier(row).last(offenders.ManagerAssigned)
    own = last is not None and data.received_by is not None and data.received_by == last.fact.data.ref  # type: ignore[attr-defined]
    if own and not data.why_own_manager.strip():
        return no("offenders.by-own-manager", row.fact)
    return yes("offenders.notification-whole", row.fact)
