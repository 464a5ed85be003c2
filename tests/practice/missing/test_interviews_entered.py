"""What a return interview brought is on record as a return form is: each place and person linked, and first in view the next time."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests.practice.missing.test_found import plain
from tests.practice.missing.test_return_interviews import back, say, stage_of
from tests.practice.missing.test_returns import page
from tests.practice.signing import browser, form_of
from tests.practice.staff import Staff, do
from tutela.facts import exploitation
from tutela.foundations.kit import clock, refs
from tutela.foundations.work.errors import Refused
from tutela.law.kernel.subjects import Subject
from tutela.practice.contact import operations as contact
from tutela.practice.missing import operations as missing
from tutela.record.chronology.queries import facts_about
from tutela.record.duties.models import Duty
from tutela.record.people import queries as people

pytestmark = pytest.mark.django_db
ENTERED = "missing.ReturnInterviewEntered"


@pytest.mark.requirement("AH-046")
def test_what_an_interview_brought_is_linked_and_the_next_episode_shows_it_in_the_card(now_staff: Staff) -> None:
    made = back(now_staff, hours=30)
    for stage in ("asked", "held", "received"):
        say(now_staff, made, stage)
    key = refs.key_of(made["episode"], "episode")
    client, address = browser(now_staff, "coordinator"), reverse("missing:enter-interview", args=[key])
    sent = {
        **form_of(client.get(address)), "places": "Disused hotel, Harbour Row", "worrying": "on", "people": "Marko, about 30", "reasons": "Owes him money",
        "push": ["conflict"], "pull": ["debt", "exploitation"],
    }
    answer = client.post(address, sent)
    assert answer.status_code == 302, plain(answer.content.decode())
    assert stage_of(made) == "entered"
    assert Duty.objects.get(code="missing.return-interview-entered", ref=made["episode"]).state == "done"
    fact = facts_about([Subject("episode", made["episode"])], types=[ENTERED])[0]
    place, person = fact.refs("place", "was_at")[0], fact.refs("person", "was_with")[0]
    data: Any = fact.data
    assert (data.push, set(data.pull)) == (("conflict",), {"debt", "exploitation"})
    assert "A child who was missing was here" in page(now_staff, "place", place)
    assert people.cards([person], clock.now())[person].status == "stub"
    assert "Marko, about 30" in page(now_staff, "person", made["child"])
    named = facts_about([Subject("place", place)], types=["exploitation.PlaceOfConcernNamed"])
    assert [f.data for f in named] == [
        exploitation.PlaceOfConcernNamed(named_in="return_interview", what_for="was there while missing", words="Disused hotel, Harbour Row"),
    ], "it counts for the exploitation team"
    again = dict(do(
        contact.take_report, now_staff["handler"], clock.now(), who="Amira Brook", where="Orchard Close", why_worried="Late.", concern="missing_child",
        child=made["child"],
    ).result)
    before = page(now_staff, "incident", again["incident"], "handler").partition("What must I know before")[2]
    assert "Where the child was: Disused hotel, Harbour Row; With whom: Marko, about 30" in before[:400]
    card = plain(browser(now_staff, "fim").get(reverse("briefing:card", args=[refs.key_of(made["child"], "person")])).content.decode())
    for said in ("Disused hotel, Harbour Row", "Marko, about 30", "Owes him money"):
        assert said in card
    grade = plain(browser(now_staff, "fim").get(reverse("missing:grade", args=[refs.key_of(again["episode"], "episode")])).content.decode())
    assert "Disused hotel, Harbour Row" in grade, "why the child goes, beside the grade"


def test_a_second_child_with_the_same_person_by_their_reference_makes_somebody_look_at_them(now_staff: Staff) -> None:
    found: list[str] = []
    for name, who in (("Amira Brook", "Marko"), ("Ben Tallow", "")):
        made = back(now_staff, name)
        said = who or people.cards([found[0]], clock.now())[found[0]].reference
        do(missing.enter_interview, now_staff["coordinator"], clock.now(), episode=made["episode"], people=[said])
        found += facts_about([Subject("episode", made["episode"])], types=[ENTERED])[0].refs("person", "was_with")
    assert found[0] == found[1], "the same person, by their reference"
    assert Duty.objects.filter(code="exploitation.link-assessed", ref=found[0]).exists()


def test_a_reason_alone_is_enough_and_nothing_is_not(now_staff: Staff) -> None:
    made = back(now_staff)
    do(missing.enter_interview, now_staff["coordinator"], clock.now(), episode=made["episode"], push=["placement"])
    with pytest.raises(Refused, match=r"say-something"):
        do(missing.enter_interview, now_staff["coordinator"], clock.now(), episode=made["episode"], worrying=True)


def test_two_who_enter_the_same_lose_nothing_and_the_second_sees_what_the_first_entered(now_staff: Staff) -> None:
    made = back(now_staff)
    say(now_staff, made, "received")
    address = reverse("missing:enter-interview", args=[refs.key_of(made["episode"], "episode")])
    first, second = browser(now_staff, "coordinator"), browser(now_staff, "fim")
    opened, beside = form_of(first.get(address)), form_of(second.get(address))
    assert first.post(address, {**opened, "places": "Disused hotel"}).status_code == 302
    answer = second.post(address, {**beside, "places": "The hotel", "people": "Marko", "next": "yes"})
    said = plain(answer.content.decode())
    assert answer.status_code == 409
    assert "This return interview has changed since you opened it" in said
    assert "Disused hotel" in said
    assert "The hotel" in said
    assert "Return interview." not in said, "no field of the table by its own name"
    assert 'name="next" value="yes"' in answer.content.decode(), "on, as it was going"
    sent = {**form_of(answer), "places": "", "people": "Marko", "next": "yes"}
    assert second.post(address, sent).headers["Location"] == reverse("missing:return-interviews")
    again = plain(second.get(address).content.decode())
    for words in ("Entered already Disused hotel", "Entered already Marko", "If that is wrong, or not all"):
        assert words in again


def test_one_is_entered_after_another_without_the_list_in_between(now_staff: Staff) -> None:
    made = [back(now_staff, name, hours) for name, hours in (("Amira Brook", 30), ("Ben Tallow", 20), ("Cleo Marsh", 10))]
    for each in made:
        say(now_staff, each, "received")
    first, second, third = (reverse("missing:enter-interview", args=[refs.key_of(each["episode"], "episode")]) for each in made)
    client = browser(now_staff, "coordinator")
    page = client.get(first)
    assert "3 are left to read and enter, the longest back first. This child came back 1 d 6 h ago." in plain(page.content.decode())
    assert f'href="{second}"' in page.content.decode(), "one that cannot be read now is left"
    done = client.post(first, {**form_of(page), "people": "Marko", "next": "yes"})
    assert done.headers["Location"] == second
    page = client.get(second)
    assert "2 are left" in plain(page.content.decode())
    assert "it is on the child's record" in plain(page.content.decode()).replace("\u2019", "'").replace("&#39;", "'")
    done = client.post(second, {**form_of(page), "people": "Marko"})
    assert done.headers["Location"] == reverse("missing:episode", args=[refs.key_of(made[1]["episode"], "episode")]), "who does not go on sees what they did"
    last = client.get(third)
    assert "Save and open the next" not in last.content.decode()
    assert client.post(third, {**form_of(last), "people": "Marko", "next": "yes"}).headers["Location"] == reverse("missing:return-interviews")
