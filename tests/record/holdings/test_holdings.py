"""What sources hold: a source that does not answer is not one that holds nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.record.people.acts import AT, child, fact, finish, work
from tutela.facts import About
from tutela.facts import people as facts
from tutela.foundations.work.errors import Refused
from tutela.record.holdings import operations, queries
from tutela.record.holdings.models import Holding, SourceState
from tutela.record.people import operations as people

pytestmark = pytest.mark.django_db


def states(ref: str, at: datetime = AT) -> list[tuple[str, str, int | None]]:
    """What each source says, shortly."""
    return [(held.system, held.state, held.count) for held in queries.what_is_held([ref], at)]


def test_a_source_that_was_never_heard_or_asked_or_does_not_answer_is_not_available() -> None:
    act = work()
    ref = child(act)
    operations.keep_source(act, "pnd", "Police National Database")
    operations.keep_source(act, "crime", "Crime system", tells="all")
    assert states(ref) == [("crime", "not_available", None), ("pnd", "not_available", None)]
    assert [held.because for held in queries.what_is_held([ref], AT)] == ["holdings.never-heard"] * 2
    operations.heard(act, "crime")
    operations.heard(act, "pnd")
    assert states(ref) == [("crime", "no_hit", 0), ("pnd", "not_available", None)]  # silence means none only where all is told
    assert queries.what_is_held([ref], AT)[1].because == "holdings.never-asked"
    operations.unavailable(act, "crime", "Maintenance")
    assert states(ref) == [("crime", "not_available", None), ("pnd", "not_available", None)]


def test_a_hit_a_none_and_what_was_last_known_of_a_source_that_went_away() -> None:
    act = work()
    ref = child(act)
    operations.keep_source(act, "pnc", "Police National Computer")
    operations.hear(act, "pnc", ref, area="people", kind="warning", count=2, sensitivity="restricted")
    operations.hear(act, "pnc", ref, area="people", kind="wanted", count=0)
    assert states(ref) == [("pnc", "hit", 2), ("pnc", "no_hit", 0)]
    operations.unavailable(act, "pnc", "No connection")
    held = queries.what_is_held([ref], AT)
    assert [(h.state, h.count, h.because) for h in held] == [("not_available", 2, "holdings.down"), ("not_available", 0, "holdings.down")]
    with pytest.raises(Refused, match="says-why"):
        operations.unavailable(act, "pnc", " ")
    assert [(s.available, s.why) for s in queries.sources(AT)] == [(False, "No connection")]


def test_what_was_heard_too_long_ago_is_not_available() -> None:
    act = work()
    ref = child(act)
    operations.keep_source(act, "custody", "Custody", tells="all", stale_after=timedelta(hours=1))
    operations.heard(act, "custody")
    assert states(ref, AT + timedelta(hours=1)) == [("custody", "no_hit", 0)]
    assert states(ref, AT + timedelta(hours=1, seconds=1)) == [("custody", "not_available", None)]


def test_what_is_older_than_what_we_know_changes_nothing() -> None:
    act = work()
    ref = child(act)
    operations.keep_source(act, "pnc", "PNC")
    operations.hear(act, "pnc", ref, area="people", kind="warning", count=2)
    operations.hear(act, "pnc", ref, area="people", kind="warning", count=9, as_at=AT - timedelta(days=1))
    assert states(ref) == [("pnc", "hit", 2)]
    operations.hear(act, "pnc", ref, area="people", kind="warning", count=2, as_at=AT + timedelta(days=1))
    operations.hear(act, "pnc", ref, area="people", kind="warning", count=3, as_at=AT + timedelta(days=2))
    assert Holding.objects.get().version == 2
    with pytest.raises(Refused, match="no-such-source"):
        operations.hear(act, "nobody", ref, area="people", kind="warning", count=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        SourceState.objects.update(last_heard_at=None)


def test_information_that_is_held_is_the_same_from_the_button_and_from_outside() -> None:
    act = work()
    ref = child(act)
    operations.information_held(act, ref, "debt_bondage", grading="B2", as_at=AT)
    known = operations.receive(act, fact(facts.InformationHeld(concerns="debt_bondage", grading="B2"), About("child", "c1")))
    ours, theirs = queries.what_is_held([ref], AT)[0], queries.what_is_held([known.about[0].ref], AT)[0]
    assert ours == theirs
    assert (ours.state, ours.kind, ours.grading, ours.sensitivity) == ("hit", "debt_bondage", "B2", "restricted")
    assert [f.type for f in finish(act)] == ["people.InformationHeld"]
    with pytest.raises(ValueError, match="no kind of concern"):
        operations.information_held(act, ref, "gossip")


def test_a_merged_persons_holdings_add_up_in_a_fixed_number_of_queries() -> None:
    act = work()
    one, two = child(act, "A Brook"), child(act, "B Brook")
    operations.keep_source(act, "pnc", "PNC")
    operations.hear(act, "pnc", one, area="people", kind="warning", count=1, as_at=AT)
    operations.hear(act, "pnc", two, area="people", kind="warning", count=2, as_at=AT - timedelta(days=3))
    people.merge(act, one, two, "Same prints")
    with CaptureQueriesContext(connection) as seen:
        (held,) = queries.what_is_held([one], AT)
    assert (held.count, held.as_at) == (3, AT - timedelta(days=3))
    assert len(seen) == 3
