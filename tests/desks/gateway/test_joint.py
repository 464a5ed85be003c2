"""The list that the force works jointly with a local authority: what its people were told, what they see, what both write, and what stays the force's."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests.desks.conftest import NOW
from tests.desks.gateway.site import back, do, form_key, key, partner, reader, send, text
from tests.desks.world import World
from tutela.foundations.access import grants
from tutela.foundations.access.models import Account
from tutela.foundations.access.viewer import SYSTEM
from tutela.foundations.forces.models import PartnerPerson
from tutela.foundations.kit import refs
from tutela.foundations.work.errors import Denied, Refused
from tutela.foundations.work.unit import Work
from tutela.practice.missing import operations as missing
from tutela.practice.missing.operations.returning import Met, Told
from tutela.record.chronology.operations import append, note_all
from tutela.record.duties.models import Duty
from tutela.record.people import operations as people
from tutela.record.sharing import queries as sharing
from tutela.record.sharing.models import JointNote, Share
from tutela.record.sharing.queries import joint

pytestmark = pytest.mark.django_db


def of(made: World) -> str:
    """The address of Amira on the partners' list."""
    return reverse("gateway:child", args=[key(made.episode)])


def test_what_was_sent_is_acknowledged_by_a_named_person_and_only_then_told(world: World) -> None:
    notice = send(world.viewer("lindqvist"), world)
    owed = Duty.objects.filter(code="missing.la-told", ref=world.episode)
    assert [d.settled_at for d in owed] == [None], "sent is not told"
    client = partner()
    page = client.get(reverse("gateway:home"))
    said = text(page)
    assert "To acknowledge" in said
    assert "Missing: Amira Brook" in said
    assert "She is missing." in said
    answer = client.post(reverse("gateway:acknowledge", args=[key(notice, "message")]), {"key": form_key(page)}, follow=True)
    assert "Helen Frost read it" in text(answer)
    row = Share.objects.get(pk=refs.key_of(notice, "message"))
    assert (row.told_person, row.told_how, row.told_by) == ("Helen Frost", "acknowledged", reader().ref)
    assert [d.settled_at for d in owed.all()] == [NOW], "a named person's acknowledgement is what discharges the duty to tell"


def test_what_was_told_to_the_team_out_of_hours_is_the_whole_authoritys(world: World) -> None:
    send(world.viewer("lindqvist"), world, agency="")
    assert Share.objects.get().agency == "Northshire Council, out of hours"
    assert "Amira Brook" in text(partner().get(reverse("gateway:list")))


def test_of_a_child_of_whom_they_were_told_nothing_there_is_nothing(world: World) -> None:
    client = partner()
    assert "Amira" not in text(client.get(reverse("gateway:list")))
    assert client.get(of(world)).status_code == 404
    with pytest.raises(Denied):
        do(missing.bring_interview, reader(), episode=world.episode, where="A flat")
    other = PartnerPerson.objects.create(
        agency="Southshire Council", name="Ian Bell", role="team_manager", area="local_authority", telephone="01632 960 900", since=NOW - timedelta(days=1),
        recorded_at=NOW, recorded_by="system",
    )
    Account.objects.create_user("bell", partner=other)
    send(world.viewer("lindqvist"), world)
    assert "Amira" in text(client.get(reverse("gateway:list")))
    theirs = partner("bell")
    for address in (reverse("gateway:home"), reverse("gateway:list")):
        assert "Amira" not in text(theirs.get(address)), "another authority's child"
    assert theirs.get(of(world)).status_code == 404
    notice = sharing.of([world.episode])[0]
    assert theirs.post(reverse("gateway:acknowledge", args=[key(notice.ref, "message")]), {"key": "k"}).status_code == 404


@pytest.mark.requirement("AH-091")
def test_the_authority_sees_the_list_and_its_own_actions_not_intelligence_and_both_edits_appear_at_once(world: World, as_: Any) -> None:
    send(world.viewer("lindqvist"), world)
    theirs, ours = partner(), as_("lindqvist")
    listed = text(theirs.get(reverse("gateway:list")))
    assert "Amira Brook, 15" in listed
    assert "Missing for 3 h" in listed
    note = reverse("gateway:note", args=[key(world.episode)])
    theirs.post(note, {"key": form_key(theirs.get(note)), "text": "Her aunt in Northport may know.", "audience": "joint"})
    theirs.post(note, {"key": form_key(theirs.get(note)), "text": "Our worker is on leave.", "audience": "own"})
    police = reverse("missing:joint-note", args=[key(world.episode)])
    ours.post(police, {"key": form_key(ours.get(police)), "text": "We are at the station until ten.", "audience": "joint"})
    ours.post(police, {"key": form_key(ours.get(police)), "text": "Intelligence: the grey car belongs to Varley.", "audience": "own"})
    do(missing.joint_action, world.viewer("lindqvist"), episode=world.episode, what="Ring the aunt", due_at=NOW + timedelta(hours=4), body="Northshire Council")
    do(missing.joint_action, world.viewer("lindqvist"), episode=world.episode, what="Check the station", due_at=NOW + timedelta(hours=2))
    for address in (of(world), reverse("gateway:list")):
        seen = text(theirs.get(address))
        assert "Ring the aunt" in seen
        assert "Check the station" in seen
        assert "Intelligence" not in seen
        assert "Varley" not in seen
        assert "intel:441" not in seen
        assert "exploit" not in seen.lower(), "neither marker nor rationale is theirs"
        assert "Harbour Row" not in seen
    one = text(theirs.get(of(world)))
    assert "Her aunt in Northport may know." in one
    assert "We are at the station until ten." in one
    assert "Our worker is on leave." in one
    mine = text(ours.get(reverse("missing:joint-child", args=[key(world.episode)])))
    assert "Her aunt in Northport may know." in mine
    assert "Intelligence: the grey car" in mine
    assert "on leave" not in mine, "what is for their own side alone is not the force's"
    own = text(theirs.get(reverse("gateway:list"))).partition("To do on our side")[2]
    assert "Ring the aunt" in own
    assert "Check the station" not in own
    action = joint.own_actions(reader(), NOW)[0][0]
    done = reverse("gateway:done", args=[action.id])
    theirs.post(done, {"key": form_key(theirs.get(done)), "outcome": "She has heard nothing."})
    meeting = ours.get(reverse("missing:joint"))
    assert "Her aunt" in text(meeting) or "We are at the station" in text(meeting) or "Intelligence" in text(meeting)
    assert reverse("briefing:review") in meeting.content.decode(), "the daily meeting, with its attendance, is one step away"
    assert "She has heard nothing." in text(ours.get(reverse("missing:joint-child", args=[key(world.episode)])))


def test_each_side_finishes_its_own_actions_alone(world: World, as_: Any) -> None:
    send(world.viewer("lindqvist"), world)
    do(missing.joint_action, world.viewer("lindqvist"), episode=world.episode, what="Check the station", due_at=NOW + timedelta(hours=2))
    do(missing.joint_action, world.viewer("lindqvist"), episode=world.episode, what="Ring the aunt", due_at=NOW - timedelta(hours=1), body="Northshire Council")
    police, council = joint.own_actions(world.viewer("lindqvist"), NOW)[0][0], joint.own_actions(reader(), NOW)[0][0]
    assert partner().get(reverse("gateway:done", args=[police.id])).status_code == 404
    assert as_("lindqvist").get(reverse("missing:joint-done", args=[council.id])).status_code == 404
    with pytest.raises(Denied):
        do(missing.joint_done, world.viewer("lindqvist"), action=str(council.id), outcome="Not ours")
    assert "overdue by 1 h" in text(as_("lindqvist").get(reverse("missing:joint"))), "the other side's lateness is seen"
    do(missing.joint_done, world.viewer("lindqvist"), action=str(police.id), outcome="Nobody there")
    assert joint.own_actions(world.viewer("lindqvist"), NOW) == []


def test_before_anybody_was_told_the_child_is_not_on_the_list(world: World) -> None:
    with pytest.raises(Refused, match="not-told"):
        do(missing.joint_note, world.viewer("lindqvist"), episode=world.episode, text="A note", audience="joint")
    assert not JointNote.objects.exists()


def test_whoever_is_locked_out_related_or_restricted_from_does_not_find_the_child(world: World) -> None:
    send(world.viewer("lindqvist"), world)
    frost = reader()
    grants.lock_out(frost.ref, world.child, "Her neighbour", by="o:1", since=NOW - timedelta(hours=1))
    client = partner()
    for address in (reverse("gateway:home"), reverse("gateway:list")):
        assert "Amira" not in text(client.get(address))
    assert client.get(of(world)).status_code == 404
    assert "Amira" in text(partner("obi.council").get(reverse("gateway:list"))), "her colleagues are still told"
    PartnerPerson.objects.filter(name="Amara Obi").update(email="obi@north.invalid")
    work = Work("test.known", SYSTEM, NOW, key="aunt")
    aunt, _ = people.add_person(work, name="Amara Obi", known_why="Aunt")
    note_all(work, [
        *people.record_relationship(work, world.child, aunt.ref, "aunt")[1],
        *people.record_professional(work, world.child, "other", "Northshire Council", name="Amara Obi", email="obi@north.invalid", known_as=aunt.ref)[1],
    ])
    append(work)
    theirs = partner("obi.council")
    for address in (reverse("gateway:home"), reverse("gateway:list")):
        assert "Amira" not in text(theirs.get(address)), "a relation of the child is no recipient, whoever she works for"
    assert theirs.get(of(world)).status_code == 404
    with pytest.raises(Denied):
        do(missing.bring_interview, reader("obi.council"), episode=world.episode, where="With me")
    grants.restrict(world.child, level="existence", audience=["detective_inspector@missing"], why="Covert", by="o:1", since=NOW - timedelta(minutes=1))
    assert "Amira" not in text(partner("yeo.council").get(reverse("gateway:list")))
    assert "Amira" not in text(partner("yeo.council").get(reverse("gateway:home")))


def test_of_a_child_whose_detail_is_restricted_only_that_there_is_one(world: World, as_: Any) -> None:
    send(world.viewer("lindqvist"), world)
    due = NOW + timedelta(hours=4)
    for body in ("Northshire Council", ""):
        do(missing.joint_action, world.viewer("lindqvist"), episode=world.episode, what="Ring the aunt", due_at=due, body=body)
    do(missing.joint_note, world.viewer("lindqvist"), episode=world.episode, text="The aunt may know.", audience="joint")
    grants.restrict(world.child, level="detail", audience=["detective_inspector@missing"], why="Covert", by="o:1", since=NOW - timedelta(minutes=1))
    client = partner()
    for address in (reverse("gateway:home"), reverse("gateway:list")):
        seen = text(client.get(address))
        assert "Amira" not in seen
        assert "She is missing." not in seen
        assert "aunt" not in seen
    assert "aunt" not in text(as_("lindqvist").get(reverse("missing:joint")))
    assert "MIS-" in text(client.get(reverse("gateway:list")))
    assert client.get(of(world)).status_code == 404


@pytest.mark.requirement("AH-045")
def test_both_sides_see_that_the_interview_was_held_late_and_shared_late(world: World, as_: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from tutela.foundations.kit import clock

    send(world.viewer("lindqvist"), world)
    back(world.viewer("lindqvist"), world, 1)
    returned = NOW - timedelta(hours=1)

    def seen(hours: float) -> tuple[str, str]:
        monkeypatch.setattr(clock, "_source", lambda: returned + timedelta(hours=hours))
        return text(partner().get(reverse("gateway:list"))), text(as_("lindqvist").get(reverse("missing:return-interviews")))

    for page in seen(60):
        assert "overdue" not in page
    for page in seen(75):
        assert "overdue by 3 h" in page, "the breach of the 72 hours, on either side"
    held = returned + timedelta(hours=80)
    missing.interview_step(by=reader(), key="held", at=held, episode=world.episode, stage="held")
    interview = Duty.objects.get(code="missing.return-interview", ref=world.episode)
    assert (interview.state, interview.settled_at) == ("done late", held)
    for page in seen(81):
        assert "held or declined 8 h late" in page
    missing.bring_interview(
        by=reader(), key="brought", at=held + timedelta(days=6), episode=world.episode, where="A flat", who="A friend", why="A row", risk="None now",
        wishes="To go home",
    )
    shared = Duty.objects.get(code="missing.return-interview-shared", ref=world.episode)
    assert (shared.state, shared.settled_at) == ("done late", held + timedelta(days=6))
    for page in seen(80 + 6 * 24 + 1):
        assert "held or declined 8 h late" in page
        assert re.search(r"shared \d+ d.* late", page), "the second measure, late by itself"


@pytest.mark.requirement("AH-039")
def test_the_return_form_is_on_save_with_the_team_the_authority_and_the_next_call(world: World, as_: Any) -> None:
    from tutela.practice.contact import operations as contact

    send(world.viewer("lindqvist"), world)
    do(missing.returned, world.viewer("tremlett"), hours=0.5, episode=world.episode, returned_by="self")
    theirs, ours = partner(), as_("lindqvist")
    assert "No return form yet" in text(ours.get(reverse("missing:list")))
    assert "Disused hotel" not in text(theirs.get(of(world)))
    do(missing.record_return, world.viewer("osei"), episode=world.episode, seen="seen", alone=True, now_at="home", told=Told(
        where=("Disused hotel",), met=(Met(name="Marko, about 30"),), words="He said I owed him.",
        how_long="Two nights", harm=True, reason="A row at home", demeanour="Tired", phone="A second phone", talks_to="Her key worker",
    ))
    listed = text(ours.get(reverse("missing:list")))
    assert "No return form yet" not in listed
    assert "Return form" in listed
    seen = text(theirs.get(of(world)))
    for said in ("Police saw the child alone", "Where the child was: Disused hotel", "For how long: Two nights", "Harm: Yes", "Her key worker"):
        assert said in seen, said
    for kept in ("Marko", "He said I owed him", "second phone"):
        assert kept not in seen, "what names others, and the child's own words, are told by a person"
    again = do(
        contact.take_report, world.viewer("ashworth"), who="Amira", where="Harbour Row", why_worried="Gone again.", concern="concern_for_child",
        child=world.child,
    )
    before = text(ours.get(reverse("contact:incident", args=[key(again["incident"], "incident")]))).partition("What must I know before")[2]
    assert "Where the child was: Disused hotel" in before[:400]


def test_the_list_takes_as_many_queries_for_many_children_as_for_few(world: World) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tutela.practice.contact import operations as contact

    send(world.viewer("lindqvist"), world)
    client = partner()
    counts = []
    for number in range(4):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("gateway:list")).status_code == 200
        counts.append(len(queries))
        more = do(
            contact.take_report, world.viewer("ashworth"), hours=1, who=f"Child {number}", where="Road", why_worried="Late", concern="missing_child",
            child_name=f"Child {number}", child_ages=(14, 14),
        )
        do(
            _tell, world.viewer("lindqvist"), hours=1, child=more["child"], episode=more["episode"], incident=more["incident"],
            person="Helen Frost", matter="missing", to="local_authority", agency="Northshire Council",
        )
    assert counts[2] == counts[3], counts
    assert counts[3] < 45, counts


def _tell(**given: Any) -> Any:
    from tutela.record.sharing import operations

    return operations.tell(**given)
