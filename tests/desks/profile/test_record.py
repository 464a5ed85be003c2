"""One person's record: the eight answers on the first screen (XX-018), one timeline of everything (XX-002), age in doubt a child's (XX-001), as it was."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.desks.world import World

As = Callable[[str], Any]
QUESTIONS = (
    "Who is this?", "What is the risk now, and who said so?", "What is happening?", "What must I do next, and by when?", "What must I know before I go?",
    "Who else is working with them?", "What plan is there?", "What do we not know, and how fresh is it?",
)


def said(response: Any) -> str:
    """What a page says, without markup."""
    assert response.status_code == 200, (response.status_code, response.headers)
    body = re.sub(r"<head>.*?</head>|<script.*?</script>", " ", response.content.decode(), flags=re.S)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)))


def answer(page: str, number: int) -> str:
    """One of the eight answers."""
    begins = page.index(QUESTIONS[number - 1])
    ends = page.index(QUESTIONS[number]) if number < len(QUESTIONS) else page.index("As at")
    return page[begins + len(QUESTIONS[number - 1]):ends]


def look(as_: As, who: str, address: str) -> Any:
    """A page of a person, by somebody who has said why they look."""
    client = as_(who)
    found = client.get(address)
    if found.status_code == 302:
        client.post(found.url, {"key": "01a214d0-d651-75aa-ad1c-fb8a10c9f91a", "purpose": "incident"})
        found = client.get(address)
    return found


@pytest.mark.requirement("XX-018", part="the eight answers, in order")
def test_the_eight_answers_stand_in_their_order_before_anything_else(world: World, as_: As) -> None:
    page = said(look(as_, "tremlett", world.page(world.child)))
    assert sorted(QUESTIONS, key=page.index) == list(QUESTIONS)
    assert page.index("As at") < page.index("Timeline (")
    assert "Amira Brook, 15 when reported missing: a child" in answer(page, 1)
    risk = " ".join(answer(page, 2).split())
    assert "Risk: High Exploited before; a man in a grey car. said Gill Tremlett, 17:30 today" in risk
    assert "Response: Immediate follows from the high risk" in risk
    assert "Missing; since when is not known (reported 17:00 today)" in answer(page, 3)
    assert "NS21 sent" in answer(page, 3)
    assert "12 Harbour Row: Never out this late. reported" in answer(page, 3)
    assert "Overdue by 1 h 30 min" in answer(page, 4)
    assert "At risk of sexual exploitation." in answer(page, 5)
    assert "Contact offender management before leaving. Children?" in answer(page, 5)
    assert "never the shared phone" in answer(page, 5)
    assert re.search(r"Missing team: [A-Z][a-z]+ [A-Z][a-z]+ 01632 960 \d{3}", answer(page, 5))
    assert "Gill Tremlett owns it 01632 960 007" in answer(page, 6)
    assert "Amara Obi" in answer(page, 6)
    assert "None recorded" in answer(page, 7)
    assert "Custody system" in answer(page, 8)
    assert "Last entry" in answer(page, 8)


def test_an_owner_who_has_gone_home_is_said_to_be_off_duty_with_who_is_there(world: World, as_: As, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    from tutela.foundations.forces.queries import on_duty
    from tutela.foundations.kit import clock

    assert "Off duty" not in answer(said(look(as_, "tremlett", world.page(world.child))), 6)
    later = now + timedelta(hours=10)
    monkeypatch.setattr(clock, "_source", lambda: later)
    there = on_duty("fim@contact", later)[0]
    assert f"Off duty On duty: {there.name} {there.telephone}" in answer(said(look(as_, "okonkwo", world.page(world.child))), 6)


def test_where_somebody_dangerous_lives_is_said_to_whoever_goes(world: World, as_: As) -> None:
    page = answer(said(look(as_, "tremlett", world.page(world.child))), 5)
    assert re.search(r"Keith Varley, registered sex offender, lives at 12 Harbour Row", page), page


def test_what_was_said_at_the_hand_over_is_there_for_whoever_goes(world: World, as_: As) -> None:
    world.do(world.contact.hand_over, "tremlett", -0.5, incident=world.incident, to="fim@contact", risks="Cold night; her phone rings out.")
    page = answer(said(look(as_, "tremlett", world.page(world.child))), 5)
    assert "Cold night; her phone rings out. said at the hand-over" in page


def test_a_decision_stands_on_the_childs_page(world: World, as_: As, viewer: As, now: datetime) -> None:
    from uuid import uuid4

    from tutela.record.duties import operations as duties
    from tutela.record.duties.models import Duty

    duty = Duty.objects.filter(ref=world.episode, settled_at=None).order_by("due_at").first()
    assert duty is not None
    duties.decide_risk(by=viewer("okonkwo"), key=str(uuid4()), at=now, duty=duty.printed, decision="Two cars from Dales", why="Nobody nearer.")
    assert "Decided: Two cars from Dales" in answer(said(look(as_, "tremlett", world.page(world.child))), 3)


def test_what_is_owed_by_others_is_not_said_to_be_mine(world: World, as_: As) -> None:
    page = said(look(as_, "osei", world.page(world.child)))
    assert "Nothing is owed by you;" in answer(page, 4)
    assert answer(page, 4).index("You can do:") < answer(page, 4).index("Search the child's room")
    assert "Overdue" in answer(page, 4)


def test_a_plan_is_shown_with_what_is_open_of_it(world: World, as_: As, now: datetime) -> None:
    from tutela.facts.missing import Action

    lines = (Action(what="Search her room", who="PC Osei", by_when=now - timedelta(hours=1)), Action(what="Trace the grey car"))
    world.do(world.missing.record_plan, "tremlett", -1.5, episode=world.episode, hypotheses=("With the man of the grey car",), lines=lines)
    plan = " ".join(answer(said(look(as_, "tremlett", world.page(world.child))), 7).split())
    assert plan == "With the man of the grey car what may have happened Late Search her room PC Osei, by 19:00 today Trace the grey car no time said"


@pytest.mark.requirement("XX-001", part="age not known is treated as a child, and said")
def test_nobody_knows_the_age_so_it_is_a_child(world: World, as_: As) -> None:
    from tutela.practice.contact import operations as contact

    report = {"who": "A girl called Lo", "where": "Bus station", "why_worried": "Crying", "child_name": "Lo"}
    told = world.do(contact.take_report, "ashworth", concern="missing_child", **report)
    page = said(look(as_, "tremlett", world.page(told["child"])))
    assert "age not known: treated as a child" in answer(page, 1)
    assert "Age not known" in answer(page, 8)


@pytest.mark.requirement("XX-001", part="age at the event")
def test_who_turns_eighteen_during_the_search_was_seventeen_when_reported(world: World, as_: As, now: datetime) -> None:
    from tutela.practice.contact import operations as contact

    born = (now + timedelta(days=1)).date().replace(year=now.year - 18)
    told = world.do(
        contact.take_report, "ashworth", -48, concern="missing_child", who="Ben", where="Home", why_worried="Gone", child_name="Ben Holt", child_born=born,
    )
    assert "Ben Holt, 17 when reported missing: a child" in said(look(as_, "tremlett", world.page(told["child"])))


@pytest.mark.requirement("XX-002", part="incident, episode, review, hand-over, message on one timeline; the count is the sum by query")
def test_one_timeline_holds_every_record_and_its_count_is_theirs(world: World, as_: As, now: datetime) -> None:
    from tutela.desks.profile.queries.timeline import KINDS, kind_of
    from tutela.record.chronology.models import Entry, EntryAbout
    from tutela.record.sharing import operations as sharing

    world.do(world.contact.review, "tremlett", -2.3, incident=world.incident, decision="deploy", text="NS21 to the home.", by_when=now)
    world.do(world.contact.hand_over, "tremlett", -0.5, incident=world.incident, to="fim@contact")
    world.do(
        sharing.tell, "tremlett", -2.0, person="Chidi Okafor", matter="missing", to="emergency_duty_team", child=world.child, episode=world.episode,
        incident=world.incident, content="Missing, high risk.", basis="Children Act 1989 s11",
    )
    page = said(look(as_, "tremlett", world.page(world.child)))
    refs = [world.child, world.episode, world.incident]
    entries = set(EntryAbout.objects.filter(ref__in=refs).values_list("entry", flat=True))
    counted = dict.fromkeys(KINDS, 0)
    for fact_type in Entry.objects.filter(pk__in=entries).values_list("type", flat=True):
        counted[kind_of(fact_type)] += 1
    assert f"Timeline: {len(entries)} entries" in page
    words = {"incident": "Incidents", "episode": "Missing", "review": "Reviews", "hand_over": "Hand-overs", "message": "Messages", "person": "The person"}
    for kind, text in words.items():
        assert counted[kind] > 0
        assert f"{text} ({counted[kind]})" in page
    assert sum(counted.values()) == len(entries)
    moments = re.findall(r'<article.*?<time datetime="([^"]+)"', look(as_, "tremlett", world.page(world.child)).content.decode(), flags=re.S)
    assert moments == sorted(moments, reverse=True)


def test_every_fact_belongs_to_one_kind_of_record() -> None:
    from tutela.desks.profile.queries.timeline import KINDS, kind_of, types_of
    from tutela.facts.registry import TYPES

    assert {kind_of(name) for name in TYPES} <= set(KINDS)
    assert sorted(name for kind in KINDS for name in types_of(kind)) == sorted(TYPES)


@pytest.mark.requirement("XX-002", part="unread, unentered and overdue badges")
def test_what_is_overdue_unread_or_not_entered_says_so(world: World, as_: As, now: datetime) -> None:
    from tutela.facts import About, missing
    from tutela.foundations.access.permissions import Permission
    from tutela.foundations.access.viewer import SYSTEM
    from tutela.foundations.work.operation import operation
    from tutela.record.chronology.operations import note

    @operation(Permission.SIGNED_IN)
    def received(work: Any) -> None:
        about = [About("episode", world.episode), About("child", world.child, "missing")]
        note(work, missing.ReturnInterviewReceived(), about=about, occurred=now - timedelta(days=30))

    received(by=SYSTEM, key="received", at=now - timedelta(days=29), reason=None)
    page = said(look(as_, "tremlett", world.page(world.child)))
    entry = page[page.index("Return interview received"):][:300]
    assert "unread" in entry
    assert "not entered" in entry
    assert "overdue: Search the child's room" in page


def test_what_was_suggested_is_not_read_off_a_level_that_another_gave(world: World, as_: As) -> None:
    assert "Suggested: medium" in said(look(as_, "tremlett", world.page(world.child)))
    assert "Suggested: medium" not in said(look(as_, "hale", world.page(world.child)))


def test_a_page_of_the_timeline_leads_to_the_next(world: World, as_: As) -> None:
    from tutela.practice.contact import operations as contact

    for number in range(30):
        world.do(contact.write_log, "ashworth", -2 + number / 60, incident=world.incident, kind="request", text=f"Entry {number}")
    first = look(as_, "tremlett", world.page(world.child))
    following = html.unescape(re.search(r'<a [^>]*href="([^"]+)" rel="next"', first.content.decode()).group(1))  # type: ignore[union-attr]  # there is one
    second = look(as_, "tremlett", following)
    keys = [re.findall(r'<li id="entry-([^"]+)"', page.content.decode()) for page in (first, second)]
    assert (len(keys[0]), len(set(keys[0]) & set(keys[1]))) == (25, 0)
    assert len(keys[0]) + len(keys[1]) == 43


def test_one_kind_alone(world: World, as_: As) -> None:
    page = look(as_, "tremlett", world.page(world.child) + "?kind=episode").content.decode()
    assert len(re.findall(r'<li id="entry-', page)) == 2


@pytest.mark.parametrize("tab", ["incidents", "episodes", "duties", "shared", "holdings", "relations", "documents", "trail"])
def test_every_tab_says_how_much_is_behind_it_and_shows_it(world: World, as_: As, tab: str) -> None:
    page = said(look(as_, "tremlett", world.page(world.child, f"{tab}/")))
    expected = {
        "incidents": "Missing child", "episodes": "from a children's home", "duties": "Search the child's room", "shared": "Nothing was shared.",
        "holdings": "Not available: nobody knows", "relations": "Keith Varley", "documents": "No document.", "trail": "taking.take_report",
    }
    assert expected[tab] in page
    assert "People and places (3)" in page


def test_what_the_record_showed_then_and_no_more(world: World, as_: As) -> None:
    page = said(look(as_, "tremlett", world.page(world.child) + "?as=2026-03-04T17:20"))
    assert "This is what the record showed at Wed 4 Mar 2026, 17:20" in page
    assert "Risk graded" not in page
    assert "Not graded: act as for a child at risk" in page
    assert "At risk of sexual exploitation." in page
    assert QUESTIONS[3] not in page
    later = said(look(as_, "tremlett", world.page(world.child) + "?as=2026-03-04T17:40"))
    assert "Risk graded (high)" in later
    assert "Enter a day and time that have passed." in said(look(as_, "tremlett", world.page(world.child) + "?as=2036-01-01T00:00"))


def test_why_one_looks_is_asked_once_a_session_and_each_look_is_logged(world: World, as_: As) -> None:
    from tutela.foundations.audit.queries import views_of

    client = as_("osei")
    asked = client.get(world.page(world.child))
    assert (asked.status_code, asked.url.startswith(world.page(world.child, "why/"))) == (302, True)
    unsaid = client.post(asked.url, {"key": "01a214d0-d651-75aa-ad1c-fb8a10c9f91a", "purpose": "other"})
    assert unsaid.status_code == 422
    assert views_of(world.child) == ()
    given = client.post(asked.url, {"key": "01a214d0-d651-75aa-ad1c-fb8a10c9f91a", "purpose": "other", "words": "Sent to the home"})
    assert given.url == world.page(world.child)
    assert client.get(world.page(world.child)).status_code == 200
    assert client.get(world.page(world.child, "duties/")).status_code == 200
    assert [line.purpose for line in views_of(world.child)] == ["Sent to the home", "Sent to the home"]
    assert client.get(world.page(world.mother)).status_code == 302


def test_who_works_on_it_is_not_asked(world: World, as_: As) -> None:
    from tutela.foundations.audit.queries import views_of

    assert as_("tremlett").get(world.page(world.child)).status_code == 200
    assert views_of(world.child)[0].purpose.startswith("works on MIS-")


def test_a_purpose_leads_nowhere_else(world: World, as_: As) -> None:
    sent = as_("osei").post(
        world.page(world.child, "why/") + "?next=https://elsewhere.invalid/", {"key": "01a214d0-d651-75aa-ad1c-fb8a10c9f91a", "purpose": "missing"},
    )
    assert sent.url == world.page(world.child)


def test_who_may_not_know_of_a_child_finds_nothing_there(world: World, as_: As, now: datetime) -> None:
    from tutela.foundations.access import grants

    grants.restrict(world.child, level="existence", audience=["detective_inspector@exploitation"], why="Covert.", by="test", since=now)
    for tab in ("", "duties/", "trail/", "why/", "open/"):
        assert as_("tremlett").get(world.page(world.child, tab)).status_code == 404
    assert look(as_, "brady", world.page(world.child)).status_code == 200
    assert as_("ellery").get(world.page(world.child)).status_code == 403


def test_who_is_linked_is_locked_out(world: World, as_: As, viewer: As, now: datetime) -> None:
    from tutela.foundations.access import grants

    grants.lock_out(viewer("osei").ref, world.child, "Her uncle.", by="test", since=now)
    assert as_("osei").get(world.page(world.child)).status_code == 404
    assert look(as_, "adeyemi", world.page(world.child)).status_code == 200


def test_an_incident_that_is_hidden_leaves_timeline_tabs_and_answers(world: World, as_: As, now: datetime) -> None:
    from tutela.foundations.access import grants

    before = said(look(as_, "tremlett", world.page(world.child)))
    grants.restrict(world.incident, level="existence", audience=["detective_inspector@exploitation"], why="Covert.", by="test", since=now)
    page = said(look(as_, "osei", world.page(world.child)))
    assert "Incidents (1)" in before
    assert "Incidents (0)" in page
    assert "Missing (0)" in page
    assert "grey car" not in page
    assert "Missing since" not in page
    assert "Search the child's room" not in page


def test_two_who_are_one_have_one_page(world: World, as_: As) -> None:
    from tutela.foundations.access.viewer import SYSTEM
    from tutela.foundations.work.unit import Work
    from tutela.record.people import operations as people

    work = Work("test.merge", SYSTEM, world.now, key="merge")
    other, _ = people.add_person(work, name="Amy Brook", known_why="Reported twice")
    people.merge(work, world.child, other.ref, "Same date of birth and school.")
    assert as_("tremlett").get(world.page(other.ref)).url == world.page(world.child)


@pytest.mark.parametrize("tab", ["", "duties/", "relations/", "trail/"])
def test_the_page_takes_the_same_number_of_queries_at_two_sizes(world: World, as_: As, tab: str) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tutela.practice.contact import operations as contact

    client = as_("tremlett")
    client.get(world.page(world.child, tab))
    counted = []
    for more in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get(world.page(world.child, tab))
        counted.append(len(asked))
        for number in range(4):
            world.do(contact.write_log, "ashworth", -1 + number / 60, incident=world.incident, kind="request", text=f"Entry {more} {number}")
            world.do(contact.take_report, "ashworth", -1 + number / 60, concern="concern_for_child", who="Amira", where="x", why_worried="y", child=world.child)
    assert counted[0] == counted[1], counted
    assert counted[0] <= 101
