"""Amendments §2: sent, delivered and told differ; a recipient in conflict is withheld from, and the others are told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.record.people.acts import AT, child, finish, officer, work
from tutela.facts import About
from tutela.facts import people as facts
from tutela.foundations.access.models import Lockout
from tutela.foundations.forces.models import Officer, PartnerPerson
from tutela.foundations.post import outbox
from tutela.foundations.post.models import Message
from tutela.foundations.work.errors import Refused
from tutela.record.chronology.operations import note
from tutela.record.people import operations as people
from tutela.record.sharing import jobs, operations, queries
from tutela.record.sharing.models import Share
from tutela.record.sharing.queries import Contact

pytestmark = pytest.mark.django_db
EPISODE = "e:0192f000-0000-7000-8000-0000000000e1"
OKAFOR = Contact(agency="Northshire Council", name="Tunde Okafor", email="okafor@north.invalid", telephone="01632 960001")
BELL = Contact(agency="Northshire Council", name="Ann Bell", email="bell@north.invalid")


def about(ref: str, *more: About) -> list[About]:
    """The episode and its child."""
    return [About("episode", EPISODE), About("child", ref, "missing"), *more]


def shared(act: Any, ref: str, *contacts: Contact, channel: str = "gateway", **more: Any) -> list[Share]:
    """Shared with these."""
    return operations.share_with(
        act, contacts, matter="missing", to="local_authority", channel=channel, about=about(ref), content="Missing since 20.00.", **more,
    )


def types(act: Any) -> list[str]:
    """What was noted."""
    return [f.type for f in finish(act)]


def test_sent_is_not_delivered_and_delivered_is_not_told() -> None:
    act = work()
    ref = child(act)
    (share,) = shared(act, ref, OKAFOR)
    assert [(s.state, s.somebody_was_told) for s in queries.of([ref])] == [("sent", False)]
    operations.delivered(work(AT + timedelta(minutes=1)), share.ref)
    assert [(s.state, s.somebody_was_told) for s in queries.of([EPISODE])] == [("delivered", False)]
    assert [s.ref for s in queries.untold(AT)] == [share.ref]
    telling = work(AT + timedelta(minutes=9))
    operations.told(telling, share.ref, "Duty worker Okafor", "call")
    (after,) = queries.of([ref])
    assert (after.state, after.told_person, after.told_how) == ("told", "Duty worker Okafor", "call")
    assert (after.sent_at, after.delivered_at, after.told_at) == (AT, AT + timedelta(minutes=1), AT + timedelta(minutes=9))
    assert queries.untold(AT) == []
    assert types(telling) == ["sharing.Told"]
    assert types(act) == ["sharing.Sent"]


def test_told_names_somebody_and_is_told_once() -> None:
    act = work()
    (share,) = shared(act, child(act), OKAFOR)
    with pytest.raises(Refused, match="say-who"):
        operations.told(act, share.ref, "  ")
    operations.told(act, share.ref, "Okafor")
    operations.told(work(AT + timedelta(hours=1)), share.ref, "Somebody else")
    row = Share.objects.get()
    assert (row.told_person, row.told_at) == ("Okafor", AT)
    for wrong in ({"told_person": ""}, {"told_by": ""}, {"sent_by": ""}, {"basis": ""}, {"delivered_at": AT - timedelta(hours=1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Share.objects.filter(pk=row.pk).update(**wrong)


def test_a_call_that_reached_nobody_tells_nobody() -> None:
    act = work()
    (share,) = shared(act, child(act), OKAFOR)
    operations.call_attempted(act, share.ref, words="Rang out twice")
    (found,) = queries.of([EPISODE])
    assert found.state == "sent"
    assert [(c.telephone, c.words) for c in found.calls] == [("01632 960001", "Rang out twice")]
    assert types(act) == ["sharing.Sent", "sharing.CallAttempted"]


def test_what_bounced_is_not_delivered_and_somebody_can_still_be_told() -> None:
    act = work()
    (share,) = shared(act, child(act), OKAFOR)
    operations.not_delivered(act, share.ref, "Mailbox full")
    assert queries.of([EPISODE])[0].state == "not_delivered"
    operations.told(act, share.ref, "Okafor")
    assert queries.of([EPISODE])[0].state == "told"
    with pytest.raises(Refused, match="not-sent"):
        operations.delivered(act, operations.prepare(act, matter="found", to="school", channel="telephone", contact=BELL, about=about(child(act))).ref)


def test_an_email_carries_a_link_and_no_child_and_is_sent_when_it_has_left() -> None:
    act = work()
    ref = child(act, "Amira Brook")
    (share,) = shared(act, ref, OKAFOR, channel="secure_email")
    message = Message.objects.get()
    assert "amira" not in f"{message.subject} {message.body}".lower()
    assert "20.00" not in message.body
    assert queries.of([ref])[0].state == "queued"
    assert types(act) == []
    assert queries.to_follow() == []
    Message.objects.update(sent_at=AT, next_try_at=None)
    assert queries.to_follow() == [(share.ref, "sent")]
    following = work(AT + timedelta(minutes=1))
    operations.was_sent(following, share.ref, AT)
    assert types(following) == ["sharing.Sent"]
    assert queries.of([ref])[0].state == "sent"
    outbox.bounced(message.ref, "No such mailbox")
    assert queries.to_follow() == [(share.ref, "failed")]


def test_the_outbox_is_followed_by_an_act_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    act = work()
    (share,) = shared(act, child(act), OKAFOR, channel="secure_email")
    Message.objects.update(sent_at=AT, next_try_at=None)
    asked: list[str] = []
    monkeypatch.setattr(operations, "followed", lambda *, share, **_: asked.append(share))
    assert jobs.follow(AT) == 1
    assert asked == [share.ref]


def test_each_family_and_recipient_has_its_own_versions() -> None:
    act = work()
    one, two = child(act, "Amira Brook"), child(act, "Kai Rowe")
    versions = [shared(act, ref, contact)[0].content_version for ref, contact in ((one, OKAFOR), (two, OKAFOR), (one, BELL), (one, OKAFOR))]
    assert versions == [1, 1, 1, 2]
    assert [s.family for s in queries.of([two])] == [two]
    assert all(two not in {ref for _, ref in s.about} for s in queries.of([one]))


def test_the_basis_is_always_there() -> None:
    act = work()
    (share,) = shared(act, child(act), OKAFOR)
    assert "Children Act 2004 s11" in share.basis
    with pytest.raises(Refused, match="say-about"):
        operations.prepare(act, matter="missing", to="school", channel="gateway", contact=BELL, about=[])


class Linked:
    """A suspect, and somebody at the council who is linked to him."""

    def __init__(self, act: Any) -> None:
        self.child, self.suspect, self.sister = child(act, "Amira Brook"), child(act, "Gary Finch"), child(act, "Dawn Finch")
        people.record_relationship(act, self.suspect, self.sister, "sister")
        people.record_professional(act, self.child, "social_worker", "Northshire Council", email="d.finch@north.invalid", known_as=self.sister)
        self.contact = Contact(agency="Northshire Council", name="Dawn Finch", email="D.Finch@north.invalid")


def test_who_is_linked_to_the_suspect_is_withheld_from_and_the_others_are_told() -> None:
    act = work()
    world = Linked(act)
    made = operations.share_with(
        act, [world.contact, OKAFOR], matter="concern", to="local_authority", channel="gateway",
        about=about(world.child, About("person", world.suspect, "suspect")),
    )
    assert [bool(s.withheld_at) for s in made] == [True, False]
    assert made[0].withheld_why == "The recipient is linked to the suspect (sister)."
    assert made[0].sent_at is None
    assert [f.rule for f in act.flags] == ["sharing.recipient-in-conflict"]
    assert types(act) == ["sharing.Withheld", "sharing.Sent"]
    with pytest.raises(Refused, match="was-withheld"):
        operations.told(act, made[0].ref, "Dawn Finch")
    with pytest.raises(IntegrityError), transaction.atomic():
        Share.objects.filter(pk=made[0].pk).update(sent_at=AT, sent_by="o:1")


def test_the_suspect_of_another_fact_about_the_child_is_known_here_too() -> None:
    act = work()
    world = Linked(act)
    note(act, facts.RelationshipRecorded(relation="abuser"), about=[About("child", world.child), About("person", world.suspect, "suspect")])
    finish(act)
    assert str(operations.conflict(world.contact, about(world.child), AT)) == "The recipient is linked to the suspect (sister)."


@pytest.mark.parametrize("how", ["suspect", "alias of the suspect", "related to the child", "locked out", "nothing"])
def test_who_is_no_recipient(how: str) -> None:
    act = work()
    world = Linked(act)
    person = child(act, "Rita Moss")
    expected = {
        "suspect": "sharing.withheld.suspect", "alias of the suspect": "sharing.withheld.suspect", "related to the child": "sharing.withheld.related",
        "locked out": "sharing.withheld.locked-out", "nothing": None,
    }[how]
    reader = world.suspect if how == "suspect" else person
    if how == "alias of the suspect":
        people.merge(act, world.suspect, person, "Same prints")
    elif how == "related to the child":
        people.record_relationship(act, world.child, person, "aunt")
    elif how == "locked out":
        Lockout.objects.create(officer=person, subject=world.child, why="Her neighbour", since=AT, by="o:1")
    found = operations.conflict(
        Contact(agency="School", name="A Head", known_as=(reader,)), about(world.child, About("person", world.suspect, "suspect")), AT,
    )
    assert (found.because if found else None) == expected


def test_an_officer_is_known_as_the_person_that_they_are() -> None:
    act = work()
    world = Linked(act)
    row = Officer.objects.create(collar="1234", name="PC Finch", person_ref=world.sister, added_at=AT, added_by="o:1")
    found = operations.conflict(
        Contact(agency="Police", known_as=(row.ref,)), about(world.child, About("person", world.suspect, "suspect")), AT,
    )
    assert found is not None
    assert found.because == "sharing.withheld.linked"


def test_conflict_is_asked_at_the_send_not_when_it_was_written() -> None:
    act = work()
    world = Linked(act)
    share = operations.prepare(act, matter="concern", to="local_authority", channel="gateway", contact=world.contact, about=about(world.child))
    people.record_relationship(act, world.child, world.sister, "aunt")
    assert operations.send(act, share.ref) is False


@pytest.mark.parametrize(("at", "shut"), [
    (datetime(2026, 3, 4, 10, 0, tzinfo=UTC), False), (datetime(2026, 3, 4, 8, 59, tzinfo=UTC), True), (datetime(2026, 3, 4, 17, 0, tzinfo=UTC), True),
    (datetime(2026, 3, 7, 12, 0, tzinfo=UTC), True), (datetime(2026, 4, 3, 12, 0, tzinfo=UTC), True), (datetime(2026, 7, 1, 8, 30, tzinfo=UTC), False),
])
def test_out_of_hours_it_is_the_emergency_duty_team(at: datetime, shut: bool) -> None:
    assert queries.out_of_hours(at) is shut
    assert queries.recipient_now("local_authority", at) == ("emergency_duty_team" if shut else "local_authority")
    assert queries.recipient_now("school", at) == "school"


def test_who_answers_for_a_recipient() -> None:
    for number, role in enumerate(("duty_social_worker", "social_worker")):
        PartnerPerson.objects.create(
            agency="Northshire Council", name=f"Worker {number}", role=role, area="local_authority", telephone="01632 960002", since=AT - timedelta(days=1),
            recorded_at=AT, recorded_by="o:1",
        )
    assert [c.name for c in queries.contacts("emergency_duty_team", AT)] == ["Worker 0"]
    assert [c.name for c in queries.contacts("local_authority", AT)] == ["Worker 1"]


def test_what_is_also_about_a_hidden_record_is_not_shown() -> None:
    act = work()
    one, two = child(act, "Amira Brook"), child(act, "Kai Rowe")
    shared(act, one, OKAFOR)
    operations.share_with(act, [BELL], matter="concern", to="school", channel="gateway", about=about(one, About("person", two)))
    viewer = officer()
    assert len(queries.visible(viewer, [one], AT)) == 2
    Lockout.objects.create(officer=viewer.ref, subject=two, why="His cousin", since=AT, by="o:1")
    assert [s.agency for s in queries.visible(viewer, [one], AT)] == ["Northshire Council"]


def test_many_notices_take_as_many_queries_as_one() -> None:
    act = work()
    ref = child(act)
    shared(act, ref, OKAFOR)
    with CaptureQueriesContext(connection) as one:
        queries.of([ref])
    shared(act, ref, BELL)
    shared(act, ref, OKAFOR)
    with CaptureQueriesContext(connection) as many:
        assert len(queries.of([ref])) == 3
    assert len(one) == len(many)
