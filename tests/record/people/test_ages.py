"""XX-001: age is reckoned from birth at the event; unknown, disputed and estimated favour the child."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.record.people.acts import AT, child, fact, finish, work
from tutela.facts import About
from tutela.facts import people as facts
from tutela.facts.form import Fact
from tutela.law.kernel.age import ADULT
from tutela.law.kernel.age import age_at as law_age_at
from tutela.record.chronology.operations import note_all
from tutela.record.people import operations, queries
from tutela.record.people.models import Person
from tutela.record.people.queries.ages import Birth, reckon

NOON = {day: datetime(2026, 3, day, 12, 0, tzinfo=UTC) for day in (3, 4, 5)}


@pytest.mark.requirement("XX-001", part="age at the event")
@pytest.mark.parametrize(
    ("at", "years", "is_child"),
    [
        (NOON[3], 17, True), (NOON[4], 18, False), (NOON[5], 18, False),
        (datetime(2026, 3, 3, 23, 59, 59, tzinfo=UTC), 17, True), (datetime(2026, 3, 4, 0, 0, tzinfo=UTC), 18, False),
    ],
    ids=["the day before", "the day itself", "the day after", "the last second", "the first second"],
)
@pytest.mark.django_db
def test_the_eighteenth_birthday(at: datetime, years: int, is_child: bool) -> None:
    ref = child(birth=operations.Birth.on(date(2008, 3, 4)))
    age = queries.age_at(ref, at)
    assert (age.years, age.known, age.treated_as_child) == (years, "known", is_child)


def test_the_birthday_begins_at_midnight_here_not_in_greenwich() -> None:
    birth = Birth(date(2008, 7, 1), date(2008, 7, 1))
    assert reckon(birth, None, datetime(2026, 6, 30, 22, 59, tzinfo=UTC)).treated_as_child
    assert not reckon(birth, None, datetime(2026, 6, 30, 23, 0, tzinfo=UTC)).treated_as_child


@pytest.mark.parametrize(("at", "is_child"), [(date(2026, 2, 28), True), (date(2026, 3, 1), False)])
def test_born_on_29_february_is_eighteen_on_1_march(at: date, is_child: bool) -> None:
    assert reckon(Birth(date(2008, 2, 29), date(2008, 2, 29)), None, datetime(at.year, at.month, at.day, 12, tzinfo=UTC)).treated_as_child is is_child


@pytest.mark.requirement("XX-001", part="unknown and disputed age")
@pytest.mark.parametrize(
    ("birth", "estimate", "said_adult", "expected"),
    [
        (None, None, False, (None, "unknown", True, "people.age.unknown-treated-as-child")),
        (None, None, True, (None, "unknown", False, "people.age.said-adult")),
        (None, (15, 19), False, (15, "estimated", True, "people.age.estimated-child")),
        (None, (18, 25), False, (18, "estimated", False, "people.age.estimated-adult")),
        (Birth(date(2008, 1, 1), date(2008, 12, 31)), None, False, (17, "estimated", True, "people.age.may-be-under-18")),
        (Birth(date(2007, 1, 1), date(2007, 12, 31)), None, False, (18, "estimated", False, "people.age.adult")),
        (Birth(date(2000, 1, 1), date(2000, 1, 1), disputed=True), None, False, (26, "estimated", True, "people.age.disputed")),
        (Birth(date(2001, 5, 5), date(2010, 5, 5), disputed=True), None, False, (15, "estimated", True, "people.age.may-be-under-18")),
    ],
)
def test_doubt_favours_the_child(birth: Birth | None, estimate: tuple[int, int] | None, said_adult: bool, expected: tuple[Any, ...]) -> None:
    age = reckon(birth, estimate, AT, said_adult=said_adult)
    assert (age.years, age.known, age.treated_as_child, age.because) == expected


def test_somebody_not_yet_born_is_nought() -> None:
    assert reckon(Birth(date(2026, 9, 1), date(2026, 9, 1)), None, AT).years == 0


@pytest.mark.django_db
def test_nobody_whom_we_know_is_treated_as_a_child() -> None:
    assert queries.age_at("p:0192f000-0000-7000-8000-0000000000ff", AT).treated_as_child


@pytest.mark.django_db
def test_an_estimate_counts_only_while_no_birth_is_held_and_only_from_when_it_was_made() -> None:
    ref = child()
    operations.estimate_age(work(), ref, 19, 22, "appearance")
    assert queries.age_at(ref, AT).because == "people.age.estimated-adult"
    assert queries.age_at(ref, datetime(2026, 3, 1, tzinfo=UTC)).because == "people.age.unknown-treated-as-child"
    operations.set_birth(work(), ref, operations.Birth.on(date(2010, 5, 5), basis="document"))
    assert queries.age_at(ref, AT).years == 15


@pytest.mark.django_db
def test_a_dispute_without_another_date_reaches_below_eighteen_for_record_and_law_alike() -> None:
    act = work()
    ref = child(act, birth=operations.Birth.on(date(2004, 6, 1)))
    assert not queries.age_at(ref, AT).treated_as_child
    _, notes = operations.dispute_birth(act, ref, operations.Birth.on(date(2004, 6, 1)))
    (born,) = note_all(act, notes)
    assert queries.age_at(ref, AT).treated_as_child
    assert _law_says_child(born)


@pytest.mark.requirement("XX-001", part="the record and the law agree")
@pytest.mark.parametrize("birth", [operations.Birth.on(date(2008, 3, 4)), operations.Birth.on(date(2008, 3, 5)), operations.Birth.in_year(2008)])
@pytest.mark.django_db
def test_the_law_reads_the_noted_birth_as_the_record_does(birth: operations.Birth) -> None:
    act = work()
    person, notes = operations.add_person(act, birth=birth)
    (born,) = note_all(act, notes)
    assert _law_says_child(born) is queries.age_at(person.ref, AT).treated_as_child


@pytest.mark.django_db
def test_a_correction_supersedes_and_the_same_again_is_nothing() -> None:
    act = work()
    ref = child(act)
    _, first = operations.set_birth(act, ref, operations.Birth.on(date(2009, 1, 1)))
    assert operations.set_birth(act, ref, operations.Birth.on(date(2009, 1, 1)))[1] == ()
    _, second = operations.set_birth(act, ref, operations.Birth.on(date(2010, 1, 1), basis="document"))
    assert second[0].supersedes == first[0].id
    note_all(act, first + second)
    assert len(finish(act)) == 2


@pytest.mark.django_db
def test_receiver_and_button_leave_equal_rows() -> None:
    ours, _ = operations.add_person(work(), birth=operations.Birth.on(date(2011, 8, 9), basis="carer"))
    born = operations.Birth.on(date(2011, 8, 9)).span
    known = operations.receive(work(), fact(facts.Born(basis="carer"), About("child", "c7"), at=born))
    theirs = Person.objects.get(pk=known.about[0].ref.removeprefix("p:"))
    same = ("born_earliest", "born_latest", "born_precision", "born_basis", "born_disputed", "said_adult", "status")
    assert [getattr(ours, name) for name in same] == [getattr(theirs, name) for name in same]


@pytest.mark.django_db
def test_a_person_of_two_references_with_two_births_may_be_as_young_as_the_younger() -> None:
    act = work()
    one, two = child(act, birth=operations.Birth.on(date(2005, 1, 1))), child(act, birth=operations.Birth.on(date(2009, 1, 1)))
    operations.merge(act, one, two, "Same school and fingerprints")
    assert queries.age_at(one, AT).years == queries.age_at(two, AT).years == 17
    assert queries.turns_18(one) is None


@pytest.mark.django_db
def test_the_moment_of_turning_eighteen_is_midnight_here() -> None:
    ref = child(birth=operations.Birth.on(date(2008, 7, 1)))
    turns = queries.turns_18(ref)
    assert turns is not None
    assert turns.astimezone(UTC) == datetime(2026, 6, 30, 23, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_ages_of_many_take_as_many_queries_as_of_one() -> None:
    act = work()
    refs = [child(act, name=f"Child {n}", birth=operations.Birth.on(date(2010, 1, n + 1)) if n % 2 else None) for n in range(8)]
    with CaptureQueriesContext(connection) as one:
        queries.ages_at(refs[:2], AT)
    with CaptureQueriesContext(connection) as many:
        found = queries.ages_at(refs, AT)
    assert len(found) == 8
    assert len(one) == len(many) == 3


class _Seen:
    """What a condition of the law sees: this one fact of birth."""

    def __init__(self, born: Fact) -> None:
        self.fact = born

    def last(self, *classes: type[Any]) -> Any:
        """The last fact of these types."""
        return self if type(self.fact.data) in classes else None


def _law_says_child(born: Fact) -> bool:
    """What the kernel says of the same person on the same evening, from the noted fact."""
    seen: Any = _Seen(born)
    years, _ = law_age_at(seen, AT)
    return years is None or years < ADULT
