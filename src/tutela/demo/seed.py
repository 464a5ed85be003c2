"""Setting up Northshire Police in an empty database: units, people, posts, training, roster, accounts; then its last days."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from tutela.demo import days
from tutela.demo.people import HOURS, LOCAL_AUTHORITY, PEOPLE, UNITS, Person
from tutela.foundations.access.models import Account
from tutela.foundations.forces import rows
from tutela.foundations.forces.models import Deployment, Officer, Shift, Unit
from tutela.foundations.kit import clock
from tutela.foundations.kit.periods import LONDON, local

Progress = Callable[[str], None]
SET_UP: Final = "system"
BACK: Final = timedelta(days=120)
AHEAD: Final = timedelta(days=60)


def run(progress: Progress) -> None:
    """Set the force up, once; on later starts only let its roster go on."""
    if not Deployment.objects.exists():
        progress("Northshire Police: units, people, posts")
        with transaction.atomic():
            force(clock.now())
        progress("Northshire Police: its last days")
        days.live(progress)
    if extend_roster(clock.now()):
        progress("Northshire Police: the roster goes on")


def force(now: datetime, *, rostered: tuple[timedelta, timedelta] = (BACK, AHEAD)) -> None:
    """The force without a past: who works there, and who is on duty when, so far back and ahead."""
    begun = now - BACK
    rows.set_up(name="Northshire Police", territory="england", training=True, at=now, by=SET_UP)
    units = {code: rows.add_unit(code=code, name=name, area=area) for code, (name, area) in UNITS.items()}
    for number, person in enumerate(PEOPLE, 1):
        _join(person, number, units[person.unit], begun)
    for agency, part_of, name, address in LOCAL_AUTHORITY:
        held = rows.add_partner(agency=agency, part_of=part_of, name=name, address=address, since=begun, at=begun, by=SET_UP, telephone="01632 960 200")
        Account.objects.create_user(f"{name.split()[-1].lower()}.council", partner=held)
    back, ahead = rostered
    _roster(now - back, now + ahead)


def extend_roster(now: datetime) -> bool:
    """Roster everybody further ahead where the roster runs out within the month (a training day's clock may have been moved far)."""
    last = Shift.objects.order_by("-until").values_list("until", flat=True).first()
    if last is None or last > now + AHEAD / 2:
        return False
    with transaction.atomic():
        _roster(last, now + AHEAD)
    return True


def _join(person: Person, number: int, unit: Unit, begun: datetime) -> None:
    officer = rows.add_officer(
        collar=f"{number + 4000}", name=person.name, rank=person.rank, unit=unit, at=begun, by=SET_UP, email=f"{person.key}@northshire.invalid",
        telephone=f"01632 960 {number:03d}",
    )
    for address in person.posts:
        rows.add_post(officer, address, since=begun, at=begun, by=SET_UP)
    for skill in person.skills:
        rows.add_skill(officer, skill, since=begun, at=begun, by=SET_UP)
    Account.objects.create_user(person.key, email=f"{person.key}@northshire.invalid", officer=officer)


def _roster(since: datetime, until: datetime) -> None:
    by_collar = {f"{number + 4000}": person for number, person in enumerate(PEOPLE, 1)}
    lines = [
        (officer, address, begin, end)
        for officer in Officer.objects.filter(collar__in=by_collar) for address in by_collar[officer.collar].posts
        for begin, end in _shifts(by_collar[officer.collar].shift, since, until)
    ]
    rows.roster_shifts(lines, at=since, by=SET_UP)


def _shifts(kind: str, since: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Shifts from one moment to another: whole where on call, else each day's hours."""
    if kind == "call":
        yield since, until
        return
    first, last = HOURS[kind]
    day = local(since).date()
    while (begin := _at(day, first)) < until:
        if begin >= since:
            yield begin, _at(day, last)
        day += timedelta(days=1)


def _at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour % 24, tzinfo=LONDON) + timedelta(days=hour // 24)


def officer_of(key: str) -> Officer:
    """One of the invented people, by the name they sign in with."""
    return Account.objects.select_related("officer").get(username=key).officer  # type: ignore[return-value]  # each of them has one
