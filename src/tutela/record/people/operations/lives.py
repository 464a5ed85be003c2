"""Birth, age and death. A date of birth may be a span, may be disputed, may be unknown; each way doubt favours the child."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

import msgspec

from tutela.facts import Fact, Span, people
from tutela.foundations.kit.periods import LONDON, local
from tutela.foundations.kit.text import clean, clip
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.unit import Work
from tutela.law.kernel.age import ADULT, birthday
from tutela.record.people.models import AgeEstimate, Person
from tutela.record.people.operations.notes import Note, fact_id, held, person_about

Precision = Literal["day", "week", "month", "year"]
Basis = Literal["document", "stated", "carer", "record", "unknown"]


class Birth(msgspec.Struct, frozen=True, kw_only=True):
    """When somebody was born: between two days, how exactly it was said, and who says so."""

    earliest: date
    latest: date
    precision: Precision = "day"
    basis: Basis = "record"

    @classmethod
    def on(cls, day: date, basis: Basis = "record") -> Birth:
        """Born on a day."""
        return cls(earliest=day, latest=day, basis=basis)

    @classmethod
    def in_year(cls, year: int, basis: Basis = "record") -> Birth:
        """Born in a year, nobody says when."""
        return cls(earliest=date(year, 1, 1), latest=date(year, 12, 31), precision="year", basis=basis)

    @classmethod
    def of(cls, fact: Fact) -> Birth:
        """What a fact of birth says."""
        first, last = local(fact.occurred.earliest).date(), local(fact.occurred.latest).date()
        said = fact.occurred.precision
        precision: Precision = said if said in ("day", "week", "month", "year") else "day"
        basis: Basis = fact.data.basis if isinstance(fact.data, people.Born) else "record"
        return cls(earliest=first, latest=last, precision=precision, basis=basis)

    @property
    def span(self) -> Span:
        """As facts say it: the beginnings, in UK local time, of the two days."""
        return Span(_begins(self.earliest), _begins(self.latest), self.precision)


def set_birth(
    work: Work, ref: str, birth: Birth, *, disputed: bool = False, fact: str | None = None, expected: int | None = None,
) -> tuple[Person, tuple[Note, ...]]:
    """Record, or correct, when a person was born. A correction supersedes what was said before.

    :param fact: the id of the fact that says so, where it came from outside
    :raises Refused: if it makes no sense
    """
    if birth.earliest > birth.latest:
        raise Refused("people.birth-ends-before-it-begins")
    if birth.earliest > local(work.at).date():
        raise Refused("people.birth-in-the-future")
    person = held(work, ref, expected=expected)
    said, before = fact or fact_id(), person.born_fact
    whole = {
        "born_earliest": birth.earliest, "born_latest": birth.latest, "born_precision": birth.precision, "born_basis": birth.basis,
        "born_disputed": disputed, "said_adult": False,
    }
    if not any(getattr(person, name) != value for name, value in whole.items()):
        return person, ()
    work.change(person, **whole, born_fact=said)
    note = Note(
        payload=people.Born(basis=birth.basis), about=(person_about(ref),), occurred=birth.span, id=said, supersedes=before or None,
    )
    return person, (note,)


def dispute_birth(work: Work, ref: str, claimed: Birth, *, expected: int | None = None) -> tuple[Person, tuple[Note, ...]]:
    """Record that the date of birth is disputed: from now on it lies anywhere between what is held and what is claimed.

    Where nobody offers another date than one that makes the person 18 or over, the doubt reaches just below 18: disputed is a child.
    """
    person = held(work, ref, expected=expected)
    days = [d for d in (person.born_earliest, person.born_latest, claimed.earliest, claimed.latest) if d is not None]
    first, last = min(days), max(days)
    if first == last:
        last = max(last, birthday(local(work.at).date(), -ADULT) + timedelta(days=1))
    return set_birth(work, ref, Birth(earliest=first, latest=last, precision="day" if first == last else "year", basis="unknown"), disputed=True)


def estimate_age(work: Work, ref: str, youngest: int, oldest: int, basis: str = "") -> tuple[AgeEstimate, tuple[Note, ...]]:
    """Record how old somebody judged the person to be.

    :raises Refused: if the ages are none, or the wrong way round
    """
    if not 0 <= youngest <= oldest <= 130:
        raise Refused("people.estimate-out-of-range")
    person = held(work, ref)
    row = AgeEstimate(person=person, youngest=youngest, oldest=oldest, basis=clip(clean(basis), 200), at=work.at, by=work.by.ref)
    work.add(row)
    work.change(person, said_adult=False)
    work.note_change(person.ref, {}, {"age_estimated": [youngest, oldest]})
    return row, (Note(payload=people.AgeEstimated(youngest=youngest, oldest=oldest, basis=row.basis), about=(person_about(ref),)),)


def record_death(work: Work, ref: str, at: datetime, *, expected: int | None = None) -> tuple[Person, tuple[Note, ...]]:
    """Record when the person died."""
    person = held(work, ref, expected=expected)
    if not work.change(person, died_at=at):
        return person, ()
    return person, (Note(payload=people.Died(), about=(person_about(ref),), occurred=at),)


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=LONDON).astimezone(UTC)
