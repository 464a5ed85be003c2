"""The rows that the policy reads: given once, ended by somebody, reviewed by another, and never written outside an operation."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.foundations.access import world
from tests.foundations.access.world import AT
from tutela.foundations.access import grants

CHILD = "p:01890000-0000-7000-8000-000000000001"
HOUR = timedelta(hours=1)


@pytest.mark.django_db
def test_the_same_grant_twice_is_one() -> None:
    first = grants.give_grant("o:1", CHILD, "rung", "Told by rung 1", AT, AT + HOUR)
    assert grants.give_grant("o:1", CHILD, "rung", "Told by rung 1", AT, AT + HOUR) == first
    assert [g.kind for g in grants.grants_of(CHILD)] == ["rung"]


@pytest.mark.django_db
def test_an_allocation_ends_with_its_hand_over() -> None:
    grants.give_grant("o:1", CHILD, "allocation", "Owner of the episode", AT, AT + 9 * HOUR)
    assert grants.end_grants("o:1", CHILD, at=AT + HOUR) == 1
    assert grants.grants_of(CHILD, at=AT + HOUR) == []
    assert [g.until for g in grants.grants_of(CHILD)] == [AT + HOUR]


@pytest.mark.django_db
def test_a_restriction_stands_until_somebody_ends_it() -> None:
    made = grants.restrict(CHILD, level="detail", audience=["offender_manager@offenders"], why="Safe contact", by="o:1", since=AT)
    assert [(r.id, r.audience) for r in grants.restrictions_of([CHILD], at=AT)] == [(made, ("offender_manager@offenders",))]
    assert grants.end_restriction(made, by="o:2", at=AT + HOUR) == CHILD
    assert grants.restrictions_of([CHILD], at=AT + HOUR) == []
    with pytest.raises(grants.NothingOpen):
        grants.end_restriction(made, by="o:2", at=AT + HOUR)


@pytest.mark.django_db
def test_every_officer_who_is_that_person_is_locked_out_of_the_record() -> None:
    suspect = "p:suspect"
    linked, other = world.officer("Ade Okoro", person=suspect), world.officer("Iris Bell", person="p:another")
    unknown = world.officer("Tom Ashe")
    for _ in range(2):
        assert grants.lock_out_linked(suspect, CHILD, "He is the suspect", by="o:1", since=AT) == (world.ref(linked),)
    assert grants.locked_out_of([CHILD], at=AT) == {(world.ref(linked), CHILD)}
    assert grants.lock_out_linked("", CHILD, "Nobody", by="o:1", since=AT) == ()
    grants.end_lock_out(world.ref(linked), CHILD, at=AT + HOUR)
    assert grants.locked_out_of([CHILD], at=AT + HOUR) == frozenset()
    with pytest.raises(grants.NothingOpen):
        grants.end_lock_out(world.ref(other), CHILD, at=AT + HOUR)
    assert unknown.person_ref == ""


@pytest.mark.django_db
@pytest.mark.requirement("XX-013", part="broken glass owes a review by somebody else")
def test_broken_glass_opens_for_a_shift_and_waits_for_a_review_by_another() -> None:
    review = grants.break_glass("o:1", CHILD, "She is at the address now", at=AT)
    assert grants.break_glass("o:1", CHILD, "She is at the address now", at=AT) == review
    [waiting] = grants.waiting_reviews()
    assert (waiting.officer, waiting.subject, waiting.why, waiting.review_due) == ("o:1", CHILD, "She is at the address now", AT + timedelta(days=1))
    with pytest.raises(grants.NotTheirsToReview):
        grants.review_glass(review, by="o:1", at=AT + HOUR, outcome="justified", words="I was right")
    grants.review_glass(review, by="o:2", at=AT + HOUR, outcome="not_justified", words="Nothing was urgent")
    assert grants.waiting_reviews() == []
    assert grants.grants_of(CHILD, at=AT + HOUR) == []
    with pytest.raises(grants.NothingOpen):
        grants.review_glass(review, by="o:3", at=AT + HOUR, outcome="justified", words="")


@pytest.mark.usefixtures("database_clone")
def test_nothing_of_it_is_written_outside_an_operation() -> None:
    for write in (
        lambda: grants.give_grant("o:1", CHILD, "rung", "Told", AT, AT + HOUR),
        lambda: grants.restrict(CHILD, level="detail", audience=[], why="x", by="o:1", since=AT),
        lambda: grants.lock_out("o:1", CHILD, "x", by="o:1", since=AT),
        lambda: grants.break_glass("o:1", CHILD, "x", at=AT),
    ):
        with pytest.raises(grants.OutsideAnOperation):
            write()
