"""Journeys out of the United Kingdom: what was notified in time, and what of the return (SI 2004/1220)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from tutela.facts import offenders
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.situation import Row, View
from tutela.law.offenders.said import day_of, make


def _span(view: View, key: str, at: datetime) -> timedelta | None:
    """A time of the regulations as in force then, if it was."""
    return view.lawbook.span(key, at) if view.lawbook.value(key, at) is not None else None


def travel_counts(view: View, row: Row) -> Finding:
    """The journey was notified in person at a police station."""
    data: Any = row.fact.data
    ok = data.place in ("prescribed_station", "other_station") and data.in_person is not False
    return (yes if ok else no)("offenders.journey-notified", row.fact)


def in_time(view: View, row: Row) -> Finding:
    """Notified a week before, or later with what the regulations allow: known since less than a week, or a reasonable excuse."""
    data: Any = row.fact.data
    if not travel_counts(view, row).holds:
        return no("offenders.journey-notified", row.fact)
    left, notice = data.leaves - row.at, _span(view, "offenders.travel.notice", row.at)
    if notice is None or left >= notice:
        return yes("offenders.journey-in-time", row.fact)
    late, known, excuse = data.known_since, _span(view, "offenders.travel.known_late", row.at), _span(view, "offenders.travel.excuse", row.at)
    if late is not None and data.leaves - late <= notice and known is not None and left >= known:
        return yes("offenders.journey-known-late", row.fact)
    if data.excuse.strip() and excuse is not None and left >= excuse:
        return yes("offenders.journey-excused", row.fact)
    return no("offenders.journey-late", row.fact, hours=max(0, round(left / timedelta(hours=1))))


def still_to_leave(view: View, row: Row) -> Finding:
    """The offender means to travel and has not left."""
    data: Any = row.fact.data
    return (no if data.left else yes)("offenders.still-to-leave", row.fact)


def not_notified(view: View, row: Row) -> Finding:
    """No notification of a journey on that day is known."""
    data: Any = row.fact.data
    for told in view.earlier(row).of(offenders.TravelNotified):
        said: Any = told.fact.data
        if data.leaves is not None and day_of(said.leaves) == day_of(data.leaves) and travel_counts(view, told).holds:
            return no("offenders.journey-notified", told.fact)
    return yes("offenders.journey-not-notified", row.fact)


def leaves(view: View, row: Row) -> datetime | None:
    """When the journey begins, if that is known."""
    data: Any = row.fact.data
    return data.leaves if view.lawbook.value("offenders.travel.notice", row.at) is not None else None


cancelled: Final = make("offenders.journey-cancelled", "The journey is not made.", lambda data: data.what == "cancelled")
told_somebody: Final = make(
    "offenders.journey-told", "A named person or desk of the ports or the National Crime Agency was told.",
    lambda data: data.to in ("borders", "national_crime_agency") and bool(data.person.strip()),
)
return_counts: Final = make(
    "offenders.return-notified", "The return was notified in person at a police station.",
    lambda data: data.place in ("prescribed_station", "other_station") and data.in_person is not False,
)


def return_not_told_ahead(view: View, row: Row) -> Finding:
    """Day and place of the return were not notified before, or not kept."""
    data: Any = row.fact.data
    trip = view.earlier(row).last(offenders.TravelNotified)
    said: Any = trip.fact.data if trip else None
    kept = (
        trip is not None and said.back is not None and day_of(said.back) == day_of(row.at)
        and bool(said.back_at.strip()) and said.back_at.strip().casefold() == data.arrived_at.strip().casefold()
    )
    return (no if kept else yes)("offenders.return-told-ahead", row.fact, *((trip.fact,) if trip else ()))
