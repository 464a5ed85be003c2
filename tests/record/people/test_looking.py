"""Finding somebody: by the beginnings of words, by sound, by birth; what they are called; each person once."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.record.people.acts import AT, child, work
from tutela.record.people import operations, queries
from tutela.record.people.models import Name
from tutela.record.people.queries.looking import name_keys

pytestmark = pytest.mark.django_db


def test_every_word_begins_a_word_of_the_name_in_any_order() -> None:
    act = work()
    amira, amir = child(act, "Amira Brook"), child(act, "Amir Brookes-Hall")
    child(act, "Nadia Brook")
    assert queries.look_up("amira brook") == [amira, amir]  # the other sounds so
    assert set(queries.look_up("bro ami")) == {amira, amir}
    assert queries.look_up("hall") == [amir]
    assert queries.look_up("amira smith") == []
    assert queries.look_up("   ") == []
    initial = child(act, "J Vale")
    child(act, "Jo Vale")
    assert queries.look_up("j") == [initial]
    assert len(queries.look_up("j vale")) == 2


def test_what_is_exact_comes_before_what_only_begins_or_sounds_so() -> None:
    act = work()
    longer, exact, sounds = child(act, "Brooke Annison"), child(act, "Brook Anniss"), child(act, "Bruck Anniss")
    assert queries.look_up("brook") == [exact, longer, sounds]


@pytest.mark.parametrize(("held", "asked"), [
    ("Zoë Núñez", "zoe nunez"), ("Mohammed Ali", "muhammad ali"), ("Stephen O'Neill", "steven oneill"),
    ("Stephen O'Neill", "STEPHEN O\u2019NEILL"),
])
def test_names_are_found_by_sound_without_accents_case_or_apostrophes(held: str, asked: str) -> None:
    ref = child(name=held)
    assert queries.look_up(asked) == [ref]


def test_an_alias_and_a_former_name_are_found_too() -> None:
    act = work()
    ref = child(act, "Amira Brook")
    operations.record_name(act, ref, full="Mouse", use="nickname")
    operations.record_name(act, ref, full="Amira Vale")
    assert queries.look_up("mouse") == queries.look_up("brook") == queries.look_up("vale") == [ref]


def test_with_a_birth_others_are_left_out_and_those_without_one_come_after() -> None:
    act = work()
    right = child(act, "Jo Marsh", birth=operations.Birth.on(date(2011, 4, 12)))
    changed_about = child(act, "Jo Marsh", birth=operations.Birth.on(date(2011, 12, 4)))
    span = child(act, "Jo Marsh", birth=operations.Birth.in_year(2011))
    child(act, "Jo Marsh", birth=operations.Birth.on(date(2009, 4, 12)))
    none = child(act, "Jo Marsh")
    assert set(queries.look_up("jo marsh", date(2011, 4, 12))[:3]) == {right, changed_about, span}
    assert queries.look_up("jo marsh", date(2011, 4, 12))[3:] == [none]
    assert queries.look_up("", date(2011, 4, 12)) == [right, span]


def test_by_printed_reference() -> None:
    person, _ = operations.add_person(work(), name="Amira Brook")
    assert queries.look_up(f" {person.reference.lower()} ") == [person.ref]


def test_the_merged_are_found_once_as_the_one_who_is_kept() -> None:
    act = work()
    one, two = child(act, "Amira Brook"), child(act, "Amirah Brooke")
    operations.merge(act, one, two, "Same birth and school")
    assert queries.look_up("ami bro") == [one]
    assert queries.look_up("amirah") == [one]


def test_looking_up_is_two_queries_whatever_is_found() -> None:
    act = work()
    for n in range(12):
        child(act, f"Robin Field {n}")
    with CaptureQueriesContext(connection) as seen:
        assert len(queries.look_up("robin field", limit=10)) == 10
    assert len(seen) == 2


def test_look_up_uses_its_indexes() -> None:
    act = work()
    for n in range(40):
        child(act, f"Person{n} Number{n}")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT person_id FROM people_namekey WHERE key LIKE 'pers%'")
        assert "namekey_key" in str(cursor.fetchall())
        cursor.execute("EXPLAIN SELECT person_id FROM people_namekey WHERE sound <> '' AND sound = dmetaphone('person')")
        assert "namekey_sound" in str(cursor.fetchall())


def test_the_words_of_a_name() -> None:
    assert name_keys("Anne-Marie  O'Neill_Vale anne") == ("anne", "marie", "oneill", "vale")
    assert name_keys("—") == ()


def test_what_somebody_is_called() -> None:
    act = work()
    nobody, _ = operations.add_person(act)
    known_by = operations.add_person(act)[0].ref
    operations.record_name(act, known_by, full="Mouse", use="alias")
    main = child(act, "Amira Brook")
    operations.record_name(act, main, full="Amira Vale")
    called = queries.displays([nobody.ref, known_by, main, "pl:0192f000-0000-7000-8000-000000000001"])
    assert called == {nobody.ref: f"Unknown person ({nobody.reference})", known_by: "Mouse", main: "Amira Vale"}
    assert queries.display("p:0192f000-0000-7000-8000-0000000000ff") == "Nobody whom we know"


def test_a_main_name_gives_way_and_is_kept_and_the_same_again_is_nothing() -> None:
    act = work()
    ref = child(act, "Amira Brook")
    operations.record_name(act, ref, full="Amira Vale")
    assert operations.record_name(act, ref, full="Amira Vale")[1] == ()
    assert Name.objects.filter(person_id=ref.removeprefix("p:")).count() == 2
    assert Name.objects.filter(person_id=ref.removeprefix("p:"), use="name", until=None).count() == 1


def test_cards_of_many_take_as_many_queries_as_of_one() -> None:
    act = work()
    refs = [child(act, f"Child Number{n}") for n in range(6)]
    with CaptureQueriesContext(connection) as one:
        queries.cards(refs[:1], AT)
    with CaptureQueriesContext(connection) as many:
        assert len(queries.cards(refs, AT)) == 6
    assert len(one) == len(many)
