"""One template for what return interviews bring, by form and by API: a part is taken, what it lacks is told, and how whole they are is counted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.desks.conftest import NOW
from tests.desks.gateway.site import HOST, back, do, form_key, key, partner, reader, send, text
from tests.desks.world import World
from tutela.foundations.access import accounts
from tutela.foundations.forces.models import PartnerPerson
from tutela.foundations.work.errors import Denied, Refused
from tutela.law.kernel.subjects import Subject
from tutela.practice.missing import operations as missing
from tutela.record.chronology.queries import facts_about
from tutela.record.duties.models import Duty
from tutela.record.occurrences.models import Episode
from tutela.record.occurrences.queries import interview_of, qualities

pytestmark = pytest.mark.django_db
WHOLE = {"where": "A flat above the shop", "who": "An older boy", "why": "A debt", "risk": "He knows her school", "wishes": "To see her brother"}


@pytest.fixture
def told(world: World) -> World:
    """Of Amira the authority was told; she came back ten hours ago."""
    send(world.viewer("lindqvist"), world, hours=2.5)
    back(world.viewer("lindqvist"), world, 2)
    return world


def post(body: dict[str, Any], **headers: str) -> Any:
    """What the authority's own system sends."""
    row = PartnerPerson.objects.filter(name="Interviews system").first() or PartnerPerson.objects.create(
        agency="Northshire Council", name="Interviews system", role="return_interviewer", area="local_authority", telephone="01632 960 200",
        since=NOW - timedelta(days=9), recorded_at=NOW, recorded_by="system",
    )
    from tutela.foundations.access.models import Account

    account = Account.objects.filter(partner=row).first()
    token = accounts.give_token(account.pk if account else accounts.make("council-system", partner=row.pk))
    given = {"Authorization": f"Bearer {token}", "host": HOST, **headers}
    return Client().post("/api/v1/return-interviews", body, content_type="application/json", headers=given)


def reference(world: World) -> str:
    return Episode.objects.get(pk=key(world.episode)).reference


@pytest.mark.requirement("AH-047")
def test_an_interview_without_where_is_taken_in_part_and_the_gap_told_and_the_score_falls(told: World, as_: Any) -> None:
    earlier = do(
        told.contact.take_report, told.viewer("ashworth"), hours=100, who="Kai Rowe", where="Road", why_worried="Late", concern="missing_child",
        child_name="Kai Rowe", child_ages=(13, 13),
    )
    from tutela.record.sharing import operations as sharing

    do(
        sharing.tell, told.viewer("lindqvist"), hours=99, child=earlier["child"], episode=earlier["episode"], person="Helen Frost", matter="missing",
        to="local_authority", agency="Northshire Council",
    )
    do(missing.returned, told.viewer("tremlett"), hours=90, episode=earlier["episode"], returned_by="self")
    do(missing.bring_interview, reader(), hours=50, episode=earlier["episode"], **WHOLE)
    assert [q.score for q in qualities(NOW)] == [100]

    answer = post({"episode": reference(told), **{k: v for k, v in WHOLE.items() if k != "where"}})
    assert answer.status_code == 200, answer.content
    assert answer.json() == {
        "episode": reference(told), "outcome": "partial", "gaps": [{"field": "where", "asks": "Where was the child?"}], "quality": 90,
    }
    facts = facts_about([Subject("episode", told.episode)], types=["missing.ReturnInterviewReceived"])
    assert [(f.data.who, f.data.where, f.data.authority) for f in facts] == [("An older boy", "", "Northshire Council")]  # type: ignore[attr-defined]
    assert [(q.authority, q.count, q.whole, q.score) for q in qualities(NOW)] == [("Northshire Council", 2, 1, 90)]
    card = text(as_("lindqvist").get(reverse("briefing:card", args=[key(told.child, "person")])))
    for came in ("An older boy", "A debt", "He knows her school", "To see her brother"):
        assert came in card, "what came is on the child's card, though a part is missing"
    police = as_("lindqvist")
    assert "Northshire Council: its return interviews of the last 90 days answer 90 of every 100 questions; 1 of 2 are whole" in text(
        police.get(reverse("missing:return-interviews")),
    )
    entering = text(police.get(reverse("missing:enter-interview", args=[key(told.episode)])))
    assert "An older boy" in entering
    assert "Not answered" in entering
    theirs = partner()
    assert "One answer is still missing: Where was the child?" in text(theirs.get(reverse("gateway:child", args=[key(told.episode)])))
    assert "answer 90 of every 100 questions" in text(theirs.get(reverse("gateway:list")))

    rest = post({"episode": reference(told), "where": "A flat above the shop"})
    assert (rest.json()["outcome"], rest.json()["gaps"], rest.json()["quality"]) == ("whole", [], 100)
    assert "still missing" not in text(theirs.get(reverse("gateway:child", args=[key(told.episode)])))


def test_a_part_discharges_the_sharing_like_the_whole_and_is_to_be_entered(told: World) -> None:
    do(missing.bring_interview, reader(), episode=told.episode, who="An older boy")
    assert Duty.objects.get(code="missing.return-interview", ref=told.episode).state == "done"
    assert Duty.objects.get(code="missing.return-interview-shared", ref=told.episode).state == "done"
    assert Duty.objects.get(code="missing.return-interview-entered", ref=told.episode).settled_at is None


def test_what_comes_after_it_was_entered_is_to_be_entered_too(told: World) -> None:
    do(missing.bring_interview, reader(), hours=1, episode=told.episode, who="An older boy")
    do(missing.enter_interview, told.viewer("lindqvist"), hours=0.5, episode=told.episode, people=["An older boy"])
    held = interview_of(told.episode)
    assert held is not None
    assert held.stage == "entered"
    do(missing.bring_interview, reader(), episode=told.episode, where="A flat above the shop")
    held = interview_of(told.episode)
    assert held is not None
    assert held.entered_at is None


def test_by_the_form_what_is_left_out_is_named_and_nothing_is_lost(told: World) -> None:
    client, address = partner("obi.council"), reverse("gateway:interview", args=[key(told.episode)])
    empty = client.post(address, {"key": form_key(client.get(address))})
    assert empty.status_code == 422
    assert "Say at least one thing" in text(empty)
    answer = client.post(address, {"key": form_key(client.get(address)), "who": "An older boy", "wishes": "To see her brother"}, follow=True)
    assert "It is saved. 3 answers are missing" in text(answer)
    assert "Where was the child? Why did the child go? What risk was there, and is there now?" in text(answer)


def test_declined_needs_a_reason_and_offered_is_a_step(told: World) -> None:
    client, address = partner(), reverse("gateway:step", args=[key(told.episode)])
    assert "why" in text(client.post(address, {"key": form_key(client.get(address)), "stage": "declined"})).lower()
    with pytest.raises(Refused):
        do(missing.interview_step, reader(), episode=told.episode, stage="declined")
    client.post(address, {"key": form_key(client.get(address)), "stage": "offered"})
    assert Duty.objects.get(code="missing.return-interview", ref=told.episode).settled_at is None, "offered is not the interview"
    client.post(address, {"key": form_key(client.get(address)), "stage": "declined", "reason": "Does not want to", "carer_asked": "yes"})
    assert Duty.objects.get(code="missing.return-interview", ref=told.episode).state == "done"


def test_the_api_takes_it_once_and_knows_nothing_of_other_children(told: World) -> None:
    body = {"episode": reference(told), "who": "An older boy"}
    assert post(body).json() == post(body).json()
    assert len(facts_about([Subject("episode", told.episode)], types=["missing.ReturnInterviewReceived"])) == 1
    assert post({"episode": "MIS-2020-000001", "who": "Nobody"}).status_code == 404
    other = do(
        told.contact.take_report, told.viewer("ashworth"), hours=1, who="Kai", where="Road", why_worried="Late", concern="missing_child", child_name="Kai Rowe",
        child_ages=(13, 13),
    )
    assert post({"episode": Episode.objects.get(pk=key(other["episode"])).reference, "who": "X"}).status_code == 404, "of whom it was told nothing"
    with pytest.raises(Denied):
        do(missing.interview_step, reader(), episode=other["episode"], stage="held")
    assert post({"episode": reference(told)}).status_code == 422
    assert Client().post("/api/v1/return-interviews", body, content_type="application/json").status_code == 401
