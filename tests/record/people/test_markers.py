"""XX-013: all who attend see the minimal words; the detail is for its audience; a covert marker is not there for others."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.record.people.acts import AT, child, fact, officer, work
from tutela.facts import About
from tutela.facts import people as facts
from tutela.foundations.access.models import Grant
from tutela.foundations.design.words import known
from tutela.foundations.work.errors import Refused
from tutela.record.chronology.operations import note_all
from tutela.record.people import operations, queries
from tutela.record.people.models import Marker
from tutela.record.people.queries.markers import MARKERS

PATROL = officer("o:0192f000-0000-7000-8000-000000000001", "response_officer@response")
MANAGER = officer("o:0192f000-0000-7000-8000-000000000002", "offender_manager@offenders")


def test_every_marker_has_a_definition_with_its_source_and_words() -> None:
    assert set(queries.definitions()) == set(MARKERS)
    for marker, definition in queries.definitions().items():
        assert definition.source
        assert 0 < definition.review_days <= 365
        assert all(known(f"people.marker.{marker}.{part}") for part in ("title", "means", "shown"))


@pytest.mark.requirement("XX-013", part="marker audience, restricted detail")
@pytest.mark.django_db
def test_a_patrol_sees_the_words_and_the_offender_manager_the_detail() -> None:
    act = work()
    ref = child(act, "Gary Finch")
    operations.record_marker(act, ref, "registered_sex_offender", evidence="visor:77", detail="Convicted 2011; lives alone; no contact with under-16s.")
    (patrol,), (manager,) = queries.markers_of(ref, PATROL, AT), queries.markers_of(ref, MANAGER, AT)
    assert patrol.shown == "Contact offender management before leaving. Children?"
    assert (patrol.detail, patrol.evidence, patrol.detail_hidden) == (None, None, True)
    assert manager.detail == "Convicted 2011; lives alone; no contact with under-16s."
    assert not manager.detail_hidden


@pytest.mark.requirement("XX-013", part="break-glass opens the detail")
@pytest.mark.django_db
def test_an_opening_in_an_emergency_opens_person_and_detail_together_and_never_what_is_covert() -> None:
    act = work()
    ref = child(act, "Gary Finch")
    operations.record_marker(act, ref, "registered_sex_offender", evidence="visor:77", detail="The detail.")
    operations.record_marker(act, ref, "firearms", evidence="op:1", detail="Warrant at dawn.", audience=["detective_inspector@investigation"], covert=True)
    opened = queries.with_detail(ref)
    assert len(opened) == 2
    for subject in opened:
        Grant.objects.create(officer=PATROL.ref, subject=subject, kind="break_glass", why="Children in the house", since=AT, until=AT + timedelta(hours=4))
    (seen,) = queries.markers_of(ref, PATROL, AT)
    assert seen.detail == "The detail."
    assert queries.markers_of(ref, PATROL, AT + timedelta(hours=5))[0].detail is None


@pytest.mark.requirement("XX-013", part="covert layer")
@pytest.mark.django_db
def test_a_covert_marker_is_not_there_for_others() -> None:
    act = work()
    ref = child(act, "Gary Finch")
    _, notes = operations.record_marker(
        act, ref, "person_posing_risk", evidence="op:1", detail="Warrant at dawn.", audience=["detective_inspector@investigation"], covert=True,
    )
    assert queries.markers_of(ref, PATROL, AT) == ()
    assert queries.markers_of(ref, officer("o:3", "detective_inspector@investigation"), AT)[0].detail == "Warrant at dawn."
    (noted,) = note_all(act, notes)
    assert noted.sensitivity == "secret"
    assert getattr(noted.data, "evidence", "") is None


@pytest.mark.django_db
def test_a_marker_stands_on_evidence_and_is_looked_at_again() -> None:
    act = work()
    ref = child(act)
    with pytest.raises(Refused, match="needs-ground"):
        operations.record_marker(act, ref, "self_harm")
    row, _ = operations.record_marker(act, ref, "self_harm", evidence="log:4")
    assert row.review_by == date(2026, 6, 2)
    assert queries.to_review(date(2026, 6, 1)) == []
    assert queries.to_review(date(2026, 6, 2)) == [(row.ref, ref, date(2026, 6, 2))]
    again, _ = operations.review_marker(work(AT + timedelta(days=90)), row.ref, date(2026, 9, 1), "log:9")
    assert [m.id for m in queries.markers_of(ref, PATROL, AT)] == [again.pk]
    assert len(queries.markers([ref], PATROL, AT, ended=True)[ref]) == 2


@pytest.mark.django_db
def test_another_level_replaces_and_the_same_again_is_nothing() -> None:
    act = work()
    ref = child(act)
    first, _ = operations.record_marker(act, ref, "child_criminal_exploitation", level="medium", evidence="intel:1")
    assert operations.record_marker(act, ref, "child_criminal_exploitation", level="medium", evidence="intel:1")[1] == ()
    _, notes = operations.record_marker(act, ref, "child_criminal_exploitation", level="high", evidence="intel:2")
    assert notes[0].supersedes == first.fact
    assert [(m.level, m.ended_at is None) for m in queries.markers([ref], PATROL, AT, ended=True)[ref]] == [("high", True), ("medium", False)]


@pytest.mark.django_db
def test_a_marker_is_taken_off_with_a_reason_by_somebody() -> None:
    act = work()
    ref = child(act)
    row, _ = operations.record_marker(act, ref, "weapons", evidence="log:4")
    with pytest.raises(Refused, match="say-why"):
        operations.end_marker(act, row.ref, " ")
    _, notes = operations.end_marker(act, row.ref, "Recorded against the wrong person.")
    assert isinstance(notes[0].payload, facts.MarkerEnded)
    assert queries.markers_of(ref, PATROL, AT) == ()
    with pytest.raises(Refused, match="is-ended"):
        operations.end_marker(act, row.ref, "Again")
    with pytest.raises(IntegrityError), transaction.atomic():
        Marker.objects.filter(pk=row.pk).update(ended_by="")


@pytest.mark.django_db
def test_what_comes_from_outside_is_taken_without_ground() -> None:
    act = work()
    known_ = operations.receive(act, fact(facts.MarkerRecorded(marker="weapons", level="high"), About("child", "c1"), id="stormlike:m1"))
    row = Marker.objects.get()
    assert (row.fact, row.level, row.evidence) == ("stormlike:m1", "high", "")
    operations.receive(act, fact(facts.MarkerEnded(marker="weapons", why="Wrong child"), About("child", "c1")))
    assert queries.markers_of(known_.about[0].ref, PATROL, AT) == ()


@pytest.mark.django_db
def test_a_merged_persons_markers_stand_on_both_references_in_as_many_queries() -> None:
    act = work()
    one, two = child(act, "A Brook"), child(act, "B Brook")
    operations.record_marker(act, one, "weapons", evidence="log:4")
    operations.record_marker(act, two, "suicide", evidence="log:5", level="high")
    operations.merge(act, one, two, "Same prints")
    with CaptureQueriesContext(connection) as seen:
        found = queries.markers([one, two], PATROL, AT)
    assert [m.marker for m in found[one]] == [m.marker for m in found[two]] == ["suicide", "weapons"]
    assert len(seen) <= 6
