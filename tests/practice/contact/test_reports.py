"""A report is taken whatever is not known yet, and the missing team sees it on the same second."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.practice.staff import AT, Staff, do
from tutela.practice.contact import operations as contact
from tutela.record.chronology.models import Entry
from tutela.record.duties import queries as duties
from tutela.record.occurrences import engine, queries
from tutela.record.occurrences.models import Episode, Incident, Ownership


def report(staff: Staff, **more: object) -> dict[str, object]:
    """A missing child's report."""
    given: dict[str, Any] = {"who": "Amira, 14", "where": "Harbour Row", "why_worried": "Never out this late.", "concern": "missing_child", **more}
    return do(contact.take_report, staff["handler"], **given).result


def test_who_where_and_why_worried_are_enough(staff: Staff) -> None:
    made = do(contact.take_report, staff["handler"], who="A boy", where="Quay Street", why_worried="Crying alone.").result
    row = Incident.objects.get()
    assert made["incident"] == row.ref
    assert (row.concern, row.where, row.owner, row.supervisor) == ("concern_for_child", "Quay Street", "supervisor@contact", "fim@contact")
    assert row.owner_officer == staff["supervisor"].ref
    assert not Episode.objects.exists()


def test_nothing_at_all_is_taken_too(staff: Staff) -> None:
    do(contact.take_report, staff["handler"])
    assert Incident.objects.count() == 1


def test_a_missing_childs_report_opens_the_search_in_the_same_act(staff: Staff) -> None:
    made = report(staff, child_name="Amira Brook", child_ages=(13, 15), missing_from="foster", grade="prompt", rationale="Fourteen, self-harm.")
    episode, incident = Episode.objects.get(), Incident.objects.get()
    assert (made["episode"], made["incident"]) == (episode.ref, incident.ref)
    assert episode.owner == incident.owner == "fim@contact"
    assert episode.owner_officer == staff["fim"].ref
    types = list(Entry.objects.order_by("id").values_list("type", flat=True))
    assert {"contact.Reported", "missing.Reported", "contact.Graded", "people.AgeEstimated", "people.NameRecorded"} <= set(types)
    stands = engine.standing(queries.incident(incident.ref).card.shape, AT).grade(incident.ref)  # type: ignore[union-attr]  # it was made above
    assert stands is not None
    assert (stands.value, stands.provisional, stands.by) == ("prompt", True, staff["handler"].ref)


@pytest.mark.requirement("AH-100")
def test_the_missing_team_has_it_on_the_same_second_with_its_waiting_time(staff: Staff) -> None:
    made = report(staff)
    page = queries.open_incidents(staff["coordinator"], only="waiting")
    assert [row.ref for row in page.rows] == [made["incident"]]
    assert page.rows[0].episodes[0].allocated_at is None
    assert AT + timedelta(minutes=7) - page.rows[0].reported_at == timedelta(minutes=7)


@pytest.mark.requirement("IC-020", part="both queues from the first moment")
def test_duties_open_with_the_report(staff: Staff) -> None:
    made = report(staff)
    codes = {d.code for d in duties.for_subjects(staff["fim"], [str(made["incident"]), str(made["episode"])], at=AT)}
    assert {"contact.fim-review", "contact.outstanding", "missing.la-told", "missing.initial-risk"} <= codes


def test_a_child_known_to_be_somewhere_is_no_missing_episode(staff: Staff) -> None:
    made = report(staff, whereabouts_known=True, child_name="Amira Brook")
    assert made["episode"] is None
    assert Incident.objects.get().concern == "concern_for_child"


def test_a_second_report_of_the_same_child_opens_no_twin(staff: Staff) -> None:
    first = report(staff, child_name="Amira Brook")
    outcome = do(
        contact.take_report, staff["handler"], AT + timedelta(minutes=5), concern="missing_child", child=first["child"],
        why_worried="I saw her at the station.",
    )
    assert outcome.result["again"]
    assert outcome.result["incident"] == first["incident"]
    assert [flag.because for flag in outcome.flags] == ["contact.told-again"]
    assert (Incident.objects.count(), Episode.objects.count()) == (1, 1)
    assert Entry.objects.filter(type="contact.InformationReceived").count() == 1


def test_a_child_who_is_back_by_now_has_an_episode_and_nobody_is_asked_to_search(staff: Staff) -> None:
    made = report(staff, child_name="Amira Brook", is_back=True, back_at=AT - timedelta(minutes=38), back_by="self", missing_from="foster")
    row = Episode.objects.get()
    assert (row.ref, row.state, row.returned_at, row.reported_at) == (made["episode"], "returned", AT - timedelta(minutes=38), AT)
    owed = duties.for_subjects(staff["fim"], [str(made["incident"]), row.ref], at=AT)
    assert {d.code for d in owed} == {"missing.return-told", "missing.return-visit", "missing.return-notice", "missing.return-interview"}
    assert {d.due_at for d in owed if d.code == "missing.return-interview"} == {AT - timedelta(minutes=38) + timedelta(hours=72)}


def test_who_rings_again_that_the_child_is_back_ends_the_search_that_stands(staff: Staff) -> None:
    first = report(staff, child_name="Amira Brook")
    told: dict[str, Any] = {"concern": "missing_child", "child": first["child"], "why_worried": "She is home.", "is_back": True}
    do(contact.take_report, staff["handler"], AT + timedelta(minutes=20), **told)
    row = Episode.objects.get()
    assert (row.returned_at, row.state) == (AT + timedelta(minutes=20), "returned")
    assert "contact.outstanding" not in {d.code for d in duties.for_subjects(staff["fim"], [str(first["incident"]), row.ref], at=AT + timedelta(minutes=20))}


def test_a_double_submit_makes_one(staff: Staff) -> None:
    given: dict[str, Any] = {"who": "A boy", "where": "Quay Street", "why_worried": "Crying alone."}
    first = do(contact.take_report, staff["handler"], key="same", **given)
    again = do(contact.take_report, staff["handler"], key="same", **given)
    assert again.replayed
    assert again.result == first.result
    assert Incident.objects.count() == 1


def test_an_occurrence_without_owner_is_refused_by_the_database(staff: Staff) -> None:
    from django.db import IntegrityError, transaction

    report(staff)
    with pytest.raises(IntegrityError), transaction.atomic():
        Incident.objects.update(owner="")
    assert Ownership.objects.exclude(accepted_at=None).count() == 2
