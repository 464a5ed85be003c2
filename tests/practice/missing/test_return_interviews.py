"""The independent interview of a child who came back: a backlog of 201 that is worked down, each asked for, held, received, read and entered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.practice.missing.closing import close
from tests.practice.missing.test_found import plain
from tests.practice.signing import browser, form_of
from tests.practice.staff import Staff, do
from tutela.foundations.access.models import Restriction
from tutela.foundations.kit import clock, ids, refs
from tutela.foundations.kit.periods import in_words
from tutela.foundations.work.errors import Refused
from tutela.practice.contact import operations as contact
from tutela.practice.missing import operations as missing
from tutela.record.occurrences import queries
from tutela.record.occurrences.models import Episode, ReturnInterview

pytestmark = pytest.mark.django_db


def back(staff: Staff, name: str = "Amira Brook", hours: float = 1) -> dict[str, Any]:
    """A child who was missing and came home so many hours ago."""
    at = clock.now() - timedelta(hours=hours)
    given = {"who": name, "where": "Harbour Row", "why_worried": "Late.", "concern": "missing_child", "child_name": name}
    made: dict[str, Any] = dict(do(contact.take_report, staff["handler"], at - timedelta(hours=3), **given).result)
    do(missing.returned, staff["fim"], at, episode=made["episode"], returned_by="self")
    return made


def say(staff: Staff, made: dict[str, Any], stage: str, key: str = "coordinator", **more: Any) -> None:
    do(missing.return_interview, staff[key], clock.now(), episode=made["episode"], stage=stage, **more)


def stage_of(made: dict[str, Any]) -> str:
    found = queries.interview_of(made["episode"])
    assert found is not None
    return found.stage


def the_list(staff: Staff, key: str = "coordinator", **asked: str) -> str:
    return plain(browser(staff, key).get(reverse("missing:return-interviews"), asked).content.decode())


def many(number: int, *, days: int = 3, **moments: Any) -> None:
    """So many more children who came back, as rows: what the list is measured by."""
    like = Episode.objects.get(pk=Episode.objects.order_by("pk").values_list("pk", flat=True)[0])
    now = clock.now()
    for n in range(number):
        at = now - timedelta(days=days, minutes=n)
        episode = Episode.objects.create(
            pk=ids.new(), reference=f"MIS-{days}-{n}", incident=like.incident, child=like.child, reported_at=at, returned_at=at, closed_at=at, closed_by="o:1",
            owner=like.owner, supervisor=like.supervisor, retention=like.retention, created_at=at, created_by="test",
        )
        ReturnInterview.objects.create(episode=episode, child=like.child, since=at, **moments)


@pytest.mark.requirement("AH-043", part="each stage is recorded and shown; the first request is made by a person")
def test_each_stage_is_recorded_and_what_is_owed_follows(now_staff: Staff) -> None:
    made = back(now_staff)
    assert stage_of(made) == "to_ask"
    stages: dict[str, dict[str, Any]] = {"asked": {"who": "Their team"}, "offered": {}, "held": {"independent": True}, "received": {"who": "E-mail"}}
    for stage, more in stages.items():
        say(now_staff, made, stage, **more)
        assert stage_of(made) == stage
    assert "To read and enter (1)" in the_list(now_staff)
    do(missing.enter_interview, now_staff["coordinator"], clock.now(), episode=made["episode"], places=["Flat on Harbour Row"], people=["Marko, about 30"])
    assert stage_of(made) == "entered"
    assert "No return interview is waiting" in the_list(now_staff)


def test_it_outlives_the_episode_that_is_closed(now_staff: Staff) -> None:
    made = back(now_staff)
    do(missing.verified, now_staff["constable"], clock.now(), episode=made["episode"], verified_by="police", how="Seen alone at home.")
    close(now_staff, made["episode"])
    say(now_staff, made, "held")
    page = plain(browser(now_staff, "coordinator").get(reverse("missing:episode", args=[refs.key_of(made["episode"], "episode")])).content.decode())
    assert "Held 0 min ago, not received" in page or "Held less than a minute ago, not received" in page
    assert "Enter the return interview" in page, "what can still be done"


def test_a_child_who_declined_says_why_and_may_speak_after_all(now_staff: Staff) -> None:
    made = back(now_staff)
    with pytest.raises(Refused, match=r"say-why"):
        say(now_staff, made, "declined", reason=" ")
    say(now_staff, made, "declined", reason="Does not want to talk again.", carer_asked=True)
    assert stage_of(made) == "declined"
    assert queries.backlog(clock.now()).total == 0
    say(now_staff, made, "held")
    assert stage_of(made) == "held"
    assert queries.backlog(clock.now()).count == {"to_ask": 0, "waiting": 1, "to_enter": 0}


def test_stages_that_are_learnt_out_of_order_stand_each_at_its_time(now_staff: Staff) -> None:
    made = back(now_staff)
    say(now_staff, made, "received", who="Post")
    say(now_staff, made, "asked", who="By telephone", when=clock.now() - timedelta(minutes=50))
    say(now_staff, made, "received", who="A second copy")
    row = ReturnInterview.objects.get()
    assert stage_of(made) == "received"
    assert row.asked_at is not None
    assert row.received_at is not None
    assert row.asked_at < row.received_at


def test_nothing_is_entered_from_an_empty_form_and_the_words_are_kept(now_staff: Staff) -> None:
    made = back(now_staff)
    client, address = browser(now_staff, "coordinator"), reverse("missing:enter-interview", args=[refs.key_of(made["episode"], "episode")])
    answer = client.post(address, {**form_of(client.get(address)), "places": "  ", "people": "", "reasons": ""})
    assert "Enter at least one place, person or reason" in plain(answer.content.decode())
    assert stage_of(made) == "to_ask"


def test_late_is_said_by_the_law_s_own_number(now_staff: Staff) -> None:
    made = back(now_staff, hours=73)
    assert "overdue by 1 h" in the_list(now_staff)
    say(now_staff, made, "held")
    assert "overdue" not in the_list(now_staff), "held late, and now it waits for the authority"


@pytest.mark.requirement("AH-046", part="the backlog, its age and its pace; what is entered is on the record")
def test_201_are_worked_down_a_page_at_a_time_with_their_pace(now_staff: Staff) -> None:
    now = clock.now()
    back(now_staff, hours=80)
    many(200, days=40, asked_at=now - timedelta(days=39), received_at=now - timedelta(days=30))
    many(30, days=20, received_at=now - timedelta(days=19), entered_at=now - timedelta(days=1), ended_at=now - timedelta(days=1))
    told = queries.backlog(now)
    assert (told.total, told.count["to_enter"], told.came, told.ended) == (201, 200, 31, 30)
    assert told.days_to_go is None
    text = the_list(now_staff)
    oldest = f"The oldest: the child came back {in_words(clock.now() - told.oldest)} ago" if told.oldest else ""
    for said in ("201 return interviews are not worked down", oldest, "At this pace they never come to an end", "To read and enter (200)"):
        assert said in text
    ReturnInterview.objects.filter(ended_at=None, received_at__isnull=False).update(entered_at=now, ended_at=now)
    assert queries.backlog(clock.now()).days_to_go == 1
    assert "At this pace none is left in one day" in the_list(now_staff)


def test_each_stands_on_one_page_and_no_page_asks_more_of_the_database(now_staff: Staff) -> None:
    back(now_staff)
    client, counts = browser(now_staff, "coordinator"), []
    seen: set[str] = set()
    for number in (1, 60):
        many(number, days=number)
        with CaptureQueriesContext(connection) as told:
            client.get(reverse("missing:return-interviews"))
        counts.append(len(told))
    assert counts[0] == counts[1]
    after, pages = None, 0
    viewer = now_staff["coordinator"]
    while pages == 0 or after:
        page = queries.interviews(viewer, "to_ask", after=after)
        assert not seen & {card.id for card in page.rows}
        seen |= {card.id for card in page.rows}
        after, pages = page.after, pages + 1
    assert len(seen) == 62
    assert pages == 3


def test_whom_one_may_not_know_of_is_neither_shown_nor_counted(now_staff: Staff) -> None:
    made = back(now_staff)
    since = clock.now() - timedelta(days=1)
    Restriction.objects.create(subject=made["child"], level="existence", audience=["detective_inspector@missing"], why="Witness", since=since, by="test")
    text = the_list(now_staff)
    assert "Amira" not in text
    assert "No return interview is waiting" in text
