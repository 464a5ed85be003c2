"""Addresses, care, professionals, relationships: what gives way is ended and kept; button and door leave equal rows."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext

from tests.record.people.acts import AT, child, fact, work
from tutela.facts import About, Payload
from tutela.facts import people as facts
from tutela.foundations.work.errors import Conflict, Refused
from tutela.record.people import operations, queries
from tutela.record.people.models import Address, Care, Name, Professional, Relationship
from tutela.record.things import operations as things

pytestmark = pytest.mark.django_db
PLACE = "pl:0192f000-0000-7000-8000-000000000001"


def test_everything_about_one_person_in_a_fixed_number_of_queries() -> None:
    act = work()
    ref, mother, friend = child(act), child(act, "Leila Brook"), child(act, "Kai Rowe")
    operations.record_address(act, ref, PLACE)
    operations.record_care(act, ref, "looked_after", placement="childrens_home", responsible_authority="la:north", host_authority="la:coast")
    operations.record_professional(act, ref, "social_worker", "la:north", name="T. Okafor", email="T.Okafor@north.invalid", telephone="01632 960001")
    operations.record_relationship(act, ref, mother, "Mother")
    with CaptureQueriesContext(connection) as few:
        found = queries.profile(ref, AT)
    operations.record_relationship(act, friend, ref, "friend")
    operations.record_name(act, ref, full="Mouse", use="nickname")
    with CaptureQueriesContext(connection) as more:
        again = queries.profile(ref, AT)
    assert found is not None
    assert again is not None
    assert found.care is not None
    assert found.care.host_authority == "la:coast"
    assert found.professionals[0].email == "t.okafor@north.invalid"
    assert [(r.display, r.relation, r.reverse) for r in again.relationships] == [("Kai Rowe", "friend", True), ("Leila Brook", "mother", False)]
    assert len(few) == len(more)
    assert queries.profile("p:0192f000-0000-7000-8000-0000000000ff", AT) is None


def test_care_that_changes_gives_way_and_is_kept() -> None:
    act = work()
    ref = child(act)
    operations.record_care(act, ref, "with_parents")
    operations.record_care(act, ref, "looked_after", legal_basis="s20")
    assert operations.record_care(act, ref, "looked_after", legal_basis="s20")[1] == ()
    assert Care.objects.filter(ended_at=None).count() == 1
    assert Care.objects.count() == 2


def test_who_lives_at_a_place() -> None:
    act = work()
    one, two, gone = child(act), child(act, "Amirah Brook"), child(act, "Kai Rowe")
    for ref in (one, two, gone):
        operations.record_address(act, ref, PLACE)
    operations.end_address(act, gone, PLACE)
    operations.merge(act, one, two, "Same prints")
    assert [held.person for held in queries.living_at([PLACE])] == [one]


def test_two_who_edit_one_person_and_the_second_sees_it() -> None:
    act = work()
    ref = child(act)
    profile = queries.profile(ref, AT)
    assert profile is not None
    operations.record_name(work(), ref, full="Amira Vale", expected=profile.version)
    with pytest.raises(Conflict):
        operations.record_name(work(), ref, full="Amira Lake", expected=profile.version)


def test_words_are_cleaned_and_a_name_must_say_something() -> None:
    act = work()
    ref = child(act, "  Amira\x00 Brook ")
    assert queries.display(ref) == "Amira Brook"
    with pytest.raises(Refused, match="says-nothing"):
        operations.record_name(act, ref, full=" — ")
    with pytest.raises(Refused, match="not-with-themselves"):
        operations.record_relationship(act, ref, ref, "friend")


def test_a_stub_becomes_known_with_a_reason() -> None:
    act = work()
    person, _ = operations.add_person(act, name="A Bystander")
    assert person.status == "stub"
    with pytest.raises(Refused, match="say-why"):
        operations.make_known(act, person.ref, "")
    assert operations.make_known(act, person.ref, "Named as the suspect").status == "known"


def test_the_audit_keeps_old_and_new() -> None:
    act = work()
    ref = child(act)
    later = work()
    operations.record_name(later, ref, full="Amira Vale")
    assert later.old[ref] == {"name": "Amira Brook"}
    assert later.new[ref]["name"] == "Amira Vale"


CASES: list[tuple[Payload, Any, Any]] = [
    (facts.NameRecorded(name="Amira Brook"), lambda w, r, _: operations.record_name(w, r, full="Amira Brook"), Name),
    (facts.AddressRecorded(use="placement"), lambda w, r, p: operations.record_address(w, r, p, use="placement"), Address),
    (facts.CareRecorded(status="kinship"), lambda w, r, _: operations.record_care(w, r, "kinship"), Care),
    (facts.ProfessionalRecorded(profession="health", agency="nhs:1"), lambda w, r, _: operations.record_professional(w, r, "health", "nhs:1"), Professional),
]


@pytest.mark.parametrize(("payload", "button", "model"), CASES, ids=lambda case: type(case).__name__)
def test_receiver_and_button_leave_equal_rows(payload: Payload, button: Any, model: Any) -> None:
    act = work()
    place = things.place_stub(act, "stormlike", "p1")
    about = (About("child", "c1"), About("place", "p1")) if isinstance(payload, facts.AddressRecorded) else (About("child", "c1"),)
    known = things.receive(act, fact(payload, *about))
    theirs = model.objects.get()
    button(act, operations.add_person(act)[0].ref, place)
    ours = model.objects.exclude(pk=theirs.pk).get()
    assert said(ours) == said(theirs)
    assert known.refs("place") in ((), (place,))


def test_a_relationship_from_outside_is_ended_from_outside() -> None:
    act = work()
    for ended in (False, False, True):
        known = operations.receive(act, fact(facts.RelationshipRecorded(relation="friend", ended=ended), About("child", "c1"), About("person", "c2", "friend")))
    assert Relationship.objects.get().ended_at == AT
    assert len(known.about) == 2


def said(row: Any) -> dict[str, Any]:
    """What a row says, without whose it is."""
    return {name: value for name, value in model_to_dict(row).items() if name not in {"id", "person"}}
