"""How old somebody is, reckoned at the event and never stored; doubt favours the child.

A child is a person under 18 (Children Act 1989 s105). It says of a person what :mod:`tutela.law.kernel.age` says of their facts.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final, Literal
from uuid import UUID

import msgspec
from django.db.models import F

from tutela.foundations.kit import looks, refs
from tutela.foundations.kit.periods import LONDON, local
from tutela.law.kernel.age import ADULT, birthday
from tutela.record.people.models import AgeEstimate, Person
from tutela.record.people.queries.identity import groups, keys

_CALLER: Final = "caller"
"""On what an age rests that was taken down in a report."""


class Age(msgspec.Struct, frozen=True):
    """The youngest and oldest that somebody may have been at a moment, whether they are treated as a child, and why (a message id)."""

    years: int | None
    oldest: int | None
    known: Literal["known", "estimated", "unknown"]
    treated_as_child: bool
    because: str
    said: bool = False
    """Somebody who rang said it: one age, that nobody estimated."""


class Birth(msgspec.Struct, frozen=True):
    """What is held of a birth: the two days between which it was, and whether anybody disputes it."""

    earliest: date
    latest: date
    disputed: bool = False


def reckon(birth: Birth | None, estimate: tuple[int, int] | None, at: datetime, *, said_adult: bool = False) -> Age:
    """The age at a moment, from what is held.

    :param estimate: youngest and oldest, as somebody judged; asked only where no birth is held
    :param said_adult: a source called them an adult and nobody gave a birth: that is not doubt
    """
    if birth is not None:
        years, oldest = (_reached(day, local(at).date()) for day in (birth.latest, birth.earliest))
        if birth.disputed and birth.earliest == birth.latest:
            return Age(years, None, "estimated", True, "people.age.disputed")
        known: Literal["known", "estimated"] = "known" if birth.earliest == birth.latest else "estimated"
        if years >= ADULT:
            return Age(years, oldest, known, False, "people.age.adult")
        return Age(years, oldest, known, True, "people.age.under-18" if oldest < ADULT else "people.age.may-be-under-18")
    if estimate is not None:
        child = estimate[0] < ADULT
        return Age(*estimate, "estimated", child, "people.age.estimated-child" if child else "people.age.estimated-adult")
    if said_adult:
        return Age(None, None, "unknown", False, "people.age.said-adult")
    return Age(None, None, "unknown", True, "people.age.unknown-treated-as-child")


def age_at(ref: str, at: datetime) -> Age:
    """The person's age at a moment; somebody unknown is treated as a child."""
    return ages_at([ref], at).get(ref) or reckon(None, None, at)


def ages_at(named: Iterable[str], at: datetime) -> dict[str, Age]:
    """The ages of several persons, in four queries. Of one who goes under several references every one's birth is heard."""
    wanted = keys(named)
    held = groups(wanted)
    everybody = {key for group in held.values() for key in group}
    rows = persons(everybody)
    without = [key for key, row in rows.items() if row.born_latest is None]
    estimates: dict[UUID, AgeEstimate] = {}
    for made in AgeEstimate.objects.filter(person_id__in=without, at__lte=at).order_by(F("at").asc()) if without else ():
        estimates[made.person_id] = made
    found: dict[str, Age] = {}
    for key, ref in wanted.items():
        members = [rows[k] for k in held[key] if k in rows]
        made_of = [estimates[m.pk] for m in members if m.pk in estimates]
        last = max(made_of, key=lambda e: e.at, default=None)
        said = bool(members) and all(m.said_adult for m in members)
        age = reckon(_birth(members), (last.youngest, last.oldest) if last else None, at, said_adult=said)
        told = last is not None and last.basis == _CALLER and last.youngest == last.oldest and age.known == "estimated"
        found[ref] = msgspec.structs.replace(age, said=told) if told else age
    return found


def persons(wanted: Iterable[UUID]) -> dict[UUID, Person]:
    """The rows of some persons, each asked once a look; who is not there is left out."""
    given = set(wanted)
    known: dict[UUID, Person | None] = looks.learnt("persons")
    unknown = given - known.keys()
    if unknown:
        known.update(dict.fromkeys(unknown) | {row.pk: row for row in Person.objects.filter(pk__in=unknown)})
    return {key: row for key in given if (row := known[key]) is not None}


def turns_18(ref: str) -> datetime | None:
    """The start, in UK local time, of the person's 18th birthday, where the birth is known to the day and undisputed."""
    key = refs.key_of(ref, "person")
    birth = _birth(list(Person.objects.filter(pk__in=groups([key])[key])))
    if birth is None or birth.disputed or birth.earliest != birth.latest:
        return None
    day = birthday(birth.latest, ADULT)
    return datetime(day.year, day.month, day.day, tzinfo=LONDON)


def _reached(born: date, day: date) -> int:
    years = day.year - born.year
    return max(0, years if birthday(born, years) <= day else years - 1)


def _birth(members: list[Person]) -> Birth | None:
    """Two references of one person with two births: the two ends of what it may have been."""
    dated = [m for m in members if m.born_earliest is not None and m.born_latest is not None]
    if not dated:
        return None
    earliest, latest = min(m.born_earliest for m in dated if m.born_earliest), max(m.born_latest for m in dated if m.born_latest)
    return Birth(earliest, latest, any(m.born_disputed for m in dated))
