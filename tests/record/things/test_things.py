"""Things are there once: by key, by words, by what a source calls them, however often they are brought."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.database import Clone
from tests.record.people.acts import AT, fact, work
from tutela.facts import About
from tutela.facts import people as facts
from tutela.foundations.access.viewer import SYSTEM
from tutela.foundations.work.errors import Conflict, Refused
from tutela.foundations.work.unit import Work
from tutela.record.people import queries as people
from tutela.record.things import operations, queries
from tutela.record.things.models import Phone, Place


@pytest.mark.django_db
def test_an_address_is_one_place_however_it_is_written() -> None:
    act = work()
    one = operations.find_or_add_place(act, ["12 High St.", "Northtown"], "ns1 2ab", kind="home")
    again = operations.find_or_add_place(act, ["12  high st", "Northtown"], "NS12AB", uprn="100012345678")
    assert one.pk == again.pk
    assert Place.objects.get().uprn == "100012345678"
    assert operations.find_or_add_place(act, ["Somewhere else"], uprn="100012345678").pk == one.pk
    assert queries.displays([one.ref]) == {one.ref: "12 High St., Northtown, NS1 2AB"}
    with pytest.raises(Refused, match="say-something"):
        operations.find_or_add_place(act, ["  "])


@pytest.mark.django_db
def test_places_are_looked_up_by_beginning_and_postcode() -> None:
    act = work()
    one = operations.find_or_add_place(act, ["12 High Street"], "NS1 2AB")
    two = operations.find_or_add_place(act, ["14 High Street"], "NS1 2AC")
    assert queries.look_up_places("12 hi") == [one.ref]
    assert queries.look_up_places("NS1 2A") == []
    assert queries.look_up_places("ns1") == [one.ref, two.ref]
    assert queries.look_up_places("ns1 2ac") == [two.ref]
    assert queries.look_up_places("1") == []


@pytest.mark.django_db
def test_a_street_is_found_without_its_number_and_by_an_index() -> None:
    act = work()
    one = operations.find_or_add_place(act, ["Harbour View", "3 Wharf Lane", "Northport"], "NS1 2WL")
    two = operations.find_or_add_place(act, ["12 Quay Street", "Northport"], "NS1 4QS")
    assert queries.look_up_places("wharf lane") == [one.ref]
    assert queries.look_up_places("Quay St") == [two.ref]
    assert queries.look_up_places("northport quay") == [two.ref]
    assert queries.look_up_places("Northport") == [two.ref, one.ref]
    assert queries.look_up_places("wharf street") == []
    assert queries.look_up_places("quay:* | wharf") == []
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "place_words" in queries.with_words("quay street").explain()


@pytest.mark.django_db
def test_a_place_of_which_only_a_reference_is_known_is_described_later() -> None:
    act = work()
    ref = operations.place_stub(act, "stormlike", "p1")
    assert operations.place_stub(act, "stormlike", "p1") == ref
    assert operations.place_stub(act, "other", "p1") != ref
    assert queries.sources(ref) == [("stormlike", "p1")]
    row = operations.describe_place(act, ref, ["3 Mill Lane"], "NS2 1AA", kind="home", expected=1)
    assert queries.places([ref])[ref].display == "3 Mill Lane, NS2 1AA"
    with pytest.raises(Conflict):
        operations.describe_place(act, ref, ["4 Mill Lane"], expected=1)
    assert row.version == 2


@pytest.mark.parametrize(("written", "kept"), [
    ("01632 960001", "+441632960001"), ("0044 1632 960001", "+441632960001"), ("+44 (1632) 960-001", "+441632960001"), ("999", "999"),
])
@pytest.mark.django_db
def test_a_telephone_is_one_however_it_is_written(written: str, kept: str) -> None:
    act = work()
    assert operations.find_or_add_phone(act, written).number == kept
    operations.find_or_add_phone(act, written)
    assert Phone.objects.count() == 1


@pytest.mark.django_db
def test_each_kind_is_there_once() -> None:
    act = work()
    made = {
        operations.find_or_add_vehicle(act, " ab12 cde ", "Grey van").ref, operations.find_or_add_vehicle(act, "AB12CDE").ref,
        operations.find_or_add_device(act, "EXH/1").ref, operations.find_or_add_device(act, "EXH/1").ref,
        operations.find_or_add_account(act, "Chat", "mouse_").ref, operations.find_or_add_account(act, "chat", "mouse_").ref,
    }
    assert len(made) == 3
    with CaptureQueriesContext(connection) as seen:
        assert sorted(queries.displays(made).values()) == ["AB12CDE (Grey van)", "EXH/1", "mouse_ (chat)"]
    assert len(seen) == 3
    with pytest.raises(Refused, match="number-says-nothing"):
        operations.find_or_add_phone(act, "unknown")
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.create(**act.root("PLC"), retention="child_protection", easting=4)


@pytest.mark.django_db
def test_a_fact_from_outside_that_names_person_and_place() -> None:
    act = work()
    given = fact(facts.AddressRecorded(use="home"), About("child", "c1"), About("place", "stormlike:p1"))
    known = operations.receive(act, given)
    child, place = known.refs("child")[0], known.refs("place")[0]
    assert [(a.person, a.use) for a in people.living_at([place])] == [(child, "home")]
    assert operations.receive(act, given).about == known.about
    with pytest.raises(Refused, match="no-such-thing"):
        operations.ours(act, About("place", "pl:0192f000-0000-7000-8000-0000000000ff"), given)
    others = [operations.ours(act, About(kind, ref), given).ref for kind, ref in KINDS]
    assert len(set(others)) == len(KINDS)
    assert operations.ours(act, About("unit", "u1"), given).ref == "u1"


KINDS: list[tuple[Any, str]] = [("phone", "07700 900123"), ("phone", "x9"), ("vehicle", "v1"), ("device", "d1"), ("account", "a1")]


def test_two_who_bring_one_address_at_once_make_one_place(database_clone: Clone) -> None:
    def bring() -> str:
        with transaction.atomic():
            return operations.find_or_add_place(Work("test.act", SYSTEM, AT, key="k"), ["9 Station Road"], "NS3 3CC").ref

    found: list[Any] = database_clone.together(*[bring] * 6)
    assert len({str(ref) for ref in found}) == 1, found
