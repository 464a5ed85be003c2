"""Any meeting: who came, what was said and decided, and that a decision became somebody's action."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.record.people.acts import AT, child, work
from tutela.foundations.work.errors import Conflict, Refused
from tutela.record.meetings import operations, queries
from tutela.record.meetings.models import Decision, Meeting
from tutela.record.people import operations as people

pytestmark = pytest.mark.django_db


def arranged(ref: str) -> Meeting:
    """A strategy meeting about a child."""
    return operations.arrange(work(), title="Strategy discussion", about=[ref], planned_at=AT + timedelta(hours=2), kind="strategy")


def test_a_meeting_from_its_plan_to_the_actions_that_came_of_it() -> None:
    act = work()
    ref = child(act)
    meeting = arranged(ref)
    operations.attend(act, meeting.ref, "T. Okafor", agency="Northshire Council", state="asked")
    operations.attend(act, meeting.ref, "T. Okafor", state="came")
    operations.held(act, meeting.ref, AT + timedelta(hours=2), AT + timedelta(hours=3), chair="o:1")
    operations.minute(act, meeting.ref, "School has not seen her since Monday.")
    operations.minute(act, meeting.ref, "Since Tuesday.", corrects=1)
    decision = operations.decide(act, meeting.ref, "Visit the uncle's address", why="Last seen there", owner="o:2", due_at=AT + timedelta(hours=6))
    assert queries.without_action() == [(meeting.ref, decision.pk)]
    operations.became(act, decision.pk, "q:0192f000-0000-7000-8000-000000000001")
    assert queries.without_action() == []
    (found,) = queries.about([ref])
    assert [(a.who, a.agency, a.state) for a in found.attendance] == [("T. Okafor", "Northshire Council", "came")]
    assert [(m.number, m.corrects) for m in found.minutes] == [(1, None), (2, 1)]
    assert found.decisions[0].action == "q:0192f000-0000-7000-8000-000000000001"
    assert queries.one(meeting.ref) == found


def test_what_makes_no_sense_is_refused_by_the_part_and_by_the_database() -> None:
    act = work()
    meeting = arranged(child(act))
    for wrong, because in (
        (lambda: operations.arrange(act, title=" ", about=["p:1"], planned_at=AT), "say-title"),
        (lambda: operations.arrange(act, title="A", about=[], planned_at=AT), "say-about"),
        (lambda: operations.minute(act, meeting.ref, " "), "say-what"),
        (lambda: operations.attend(act, meeting.ref, " "), "say-who"),
        (lambda: operations.decide(act, meeting.ref, "Visit", due_at=AT), "say-owner"),
        (lambda: operations.call_off(act, meeting.ref, " "), "say-why"),
        (lambda: operations.became(act, meeting.pk, "q:1"), "no-such-decision"),
    ):
        with pytest.raises(Refused, match=because):
            wrong()
    operations.call_off(act, meeting.ref, "Nobody could come", expected=1)
    with pytest.raises(Refused, match="was-called-off"):
        operations.held(act, meeting.ref, AT)
    with pytest.raises(Conflict):
        operations.call_off(act, meeting.ref, "Again", expected=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(held_from=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(meeting=meeting, number=1, text="x", due_at=AT, at=AT, by="o:1")


def test_meetings_of_a_merged_person_in_a_fixed_number_of_queries() -> None:
    act = work()
    one, two = child(act, "A Brook"), child(act, "B Brook")
    arranged(one)
    with CaptureQueriesContext(connection) as few:
        queries.about([one])
    people.merge(act, one, two, "Same prints")
    arranged(two)
    with CaptureQueriesContext(connection) as more:
        assert len(queries.about([one])) == 2
    assert len(few) == len(more) == 6
