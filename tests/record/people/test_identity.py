"""Two references, one person: decided, followed when read, undone. Outside references find or make exactly one person."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.database import Clone
from tests.record.people.acts import AT, child, fact, finish, officer, work
from tutela.facts import About
from tutela.facts import people as facts
from tutela.foundations.access import policy
from tutela.foundations.access.models import Lockout, Restriction
from tutela.foundations.access.viewer import SYSTEM
from tutela.foundations.kit import refs
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.unit import Work
from tutela.record.chronology.operations import note_all
from tutela.record.people import operations, queries
from tutela.record.people.models import Merge, Person, SourceIdentity


@pytest.mark.django_db
def test_merged_references_resolve_to_one_along_the_whole_chain() -> None:
    act = work()
    one, two, three = (child(act, name) for name in ("Amira Brook", "Amirah Brook", "A Brook"))
    operations.merge(act, two, three, "Same prints")
    operations.merge(act, one, two, "Same school")
    assert queries.kept(three) == queries.kept(two) == queries.kept(one) == one
    assert queries.aliases([three])[three] == (one, *sorted((two, three)))
    assert queries.kept_of([three, "i:0192f000-0000-7000-8000-000000000001", "stormlike:c1"])["stormlike:c1"] == "stormlike:c1"


@pytest.mark.django_db
def test_a_merge_is_undone_and_the_two_are_two_again() -> None:
    act = work()
    one, two = child(act, "Amira Brook"), child(act, "Amirah Brook")
    merge, said = operations.merge(act, one, two, "Same school")
    undone, unsaid = operations.unmerge(act, merge.pk, "A sibling with the same initials")
    assert queries.kept(two) == two
    assert undone.undone_by == "system"
    noted = note_all(act, said + unsaid)
    assert [f.type for f in noted] == ["people.Merged", "people.Unmerged"]
    assert [(a.ref, a.as_) for a in noted[0].about] == [(one, "kept"), (two, "merged")]
    with pytest.raises(Refused, match="merge-is-undone"):
        operations.unmerge(act, merge.pk, "Again")
    operations.merge(act, one, two, "It was right after all")
    assert queries.kept(two) == one
    assert len(queries.merges(one)) == 2


@pytest.mark.django_db
def test_a_merge_needs_a_reason_and_two_persons() -> None:
    act = work()
    one, two, three = child(act, "A Brook"), child(act, "B Brook"), child(act, "C Brook")
    operations.merge(act, one, two, "Same")
    with pytest.raises(Refused, match="needs-why"):
        operations.merge(act, one, three, " ")
    with pytest.raises(Refused, match="not-with-themselves"):
        operations.merge(act, two, one, "Round in a circle")
    with pytest.raises(IntegrityError), transaction.atomic():
        Merge.objects.create(kept_id=key(three), merged_id=key(two), at=AT, by="o:1", why="behind everybody's back")


@pytest.mark.django_db
def test_a_wall_around_either_stands_around_both() -> None:
    act = work()
    one, two = child(act, "A Brook"), child(act, "B Brook")
    Restriction.objects.create(subject=two, level="existence", audience=["detective_inspector@investigation"], why="A covert case", since=AT, by="o:1")
    Lockout.objects.create(officer="o:2", subject=one, why="Her uncle", since=AT, by="o:1")
    operations.merge(act, one, two, "Same prints")
    viewer = officer()
    assert policy.visible(viewer, [one, two], at=AT) == frozenset()
    assert policy.locked_out(["o:2"], [two], at=AT) == {"o:2"}


@pytest.mark.django_db
def test_an_outside_reference_is_one_person_whoever_writes_it_how() -> None:
    act = work()
    one = operations.find_or_add_from_source(act, "stormlike", "c1", operations.Hints(kind="child", name="Amira Brook"))
    again = operations.ours(act, About("child", "stormlike:c1", "missing"), fact(facts.Died(), About("child", "c1")))
    without = operations.ours(act, About("child", "c1"), fact(facts.Died(), About("child", "c1")))
    assert again.ref == without.ref == one.ref
    assert again.as_ == "missing"
    assert queries.sources(one.ref) == [("stormlike", "c1")]
    assert queries.by_source("stormlike", "c1") == one.ref
    assert queries.by_source("stormlike", "c2") is None


@pytest.mark.django_db
def test_one_whom_a_source_calls_adult_is_no_child_until_somebody_says_child() -> None:
    act = work()
    person = operations.find_or_add_from_source(act, "stormlike", "a1", operations.Hints(kind="adult"))
    assert not queries.age_at(person.ref, AT).treated_as_child
    operations.find_or_add_from_source(act, "stormlike", "a1", operations.Hints(kind="child"))
    assert queries.age_at(person.ref, AT).treated_as_child


@pytest.mark.django_db
def test_a_reference_that_claims_to_be_ours_must_be() -> None:
    act = work()
    nobody = "p:0192f000-0000-7000-8000-0000000000ff"
    with pytest.raises(Refused, match="no-such-person"):
        operations.receive(act, fact(facts.Died(), About("person", nobody)))
    ref = child(act)
    assert operations.receive(act, fact(facts.Died(), About("person", ref))).about[0].ref == ref
    assert Person.objects.get(pk=key(ref)).died_at == AT


@pytest.mark.django_db
def test_another_persons_reference_is_not_taken_over() -> None:
    act = work()
    one, two = child(act, "A Brook"), child(act, "B Brook")
    operations.identify(act, one, "niche", "n-1")
    operations.identify(act, one, "niche", "n-1")
    with pytest.raises(Refused, match="anothers"):
        operations.identify(act, two, "niche", "n-1")
    assert SourceIdentity.objects.filter(system="niche").count() == 1


@pytest.mark.django_db
def test_a_merge_from_outside_is_the_merge_of_our_own_button() -> None:
    act = work()
    known = operations.receive(act, fact(facts.Merged(why="Same prints"), About("person", "c1", "kept"), About("person", "c2", "merged")))
    one, two = (a.ref for a in known.about)
    assert queries.kept(two) == one
    operations.receive(act, fact(facts.Unmerged(why="A sibling"), About("person", "c1", "kept"), About("person", "c2", "merged")))
    assert queries.kept(two) == two
    assert finish(act) == []  # the facts from outside are noted by the door, in their own words


def test_two_feeds_that_bring_one_reference_at_once_make_one_person(database_clone: Clone) -> None:
    def bring() -> str:
        with transaction.atomic():
            act = Work("test.act", SYSTEM, AT, key="k")
            return operations.find_or_add_from_source(act, "stormlike", "c9", operations.Hints(kind="child")).ref

    found: list[Any] = database_clone.together(*[bring] * 6)
    assert len({str(ref) for ref in found}) == 1, found
    assert Person.objects.count() == 1


def key(ref: str) -> Any:
    """The key of a person's reference."""
    return refs.key_of(ref, "person")
