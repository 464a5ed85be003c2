"""Search: why one looks is asked, each look-up is logged, the policy decides before anything is counted, nothing found says what was looked in."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.desks.world import World

As = Callable[[str], Any]
KEY = "01a214d0-d651-75aa-ad1c-fb8a10c9f91a"


def said(response: Any) -> str:
    """What a page says, without markup."""
    assert response.status_code in (200, 422), (response.status_code, response.headers)
    body = re.sub(r"<head>.*?</head>|<script.*?</script>", " ", response.content.decode(), flags=re.S)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)))


def find(as_: As, who: str, **asked: str) -> str:
    """What somebody finds who has said why they look."""
    client = as_(who)
    sent = client.post("/search/", {"key": KEY, "purpose": "safeguarding", **asked})
    assert sent.status_code == 302, said(sent)
    return said(client.get(sent.url))


def test_why_is_asked_once_a_session_and_the_question_is_kept(world: World, as_: As) -> None:
    client = as_("osei")
    asked = client.get("/search/?q=brook")
    assert "Why are you looking?" in said(asked)
    assert "Amira" not in said(asked)
    assert 'value="brook"' in asked.content.decode()
    assert client.post("/search/", {"key": KEY, "q": "brook"}).status_code == 422
    client.post("/search/", {"key": KEY, "q": "brook", "purpose": "incident"})
    assert "Amira Brook" in said(client.get("/search/?q=brook"))
    assert "Why are you looking?" not in said(client.get("/search/?q=varley"))
    assert world.child


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "brook"}, {"q": "AMIRA"}, {"q": "Ameera Brooke"}, {"q": "Amira 15/1/2011"},
        {"born_day": "15", "born_month": "1", "born_year": "2011"}, {"q": "PER-2026-000001"},
    ],
)
def test_a_person_is_found_by_name_sound_birth_and_reference(world: World, as_: As, asked: dict[str, str]) -> None:
    page = find(as_, "osei", **asked)
    assert "Amira Brook" in page
    assert "15 years old: a child" in page
    assert "Child sexual exploitation" in page
    assert world.child


def test_who_is_missing_now_is_marked_so_only_while_they_are(world: World, as_: As) -> None:
    assert "Missing now" in find(as_, "osei", q="brook")
    world.do(world.missing.found, "tremlett", episode=world.episode, found_by="police", where="Bus station")
    assert "Missing now" not in find(as_, "osei", q="brook")


def test_an_incident_a_search_and_a_place_are_found(world: World, as_: As) -> None:
    from tutela.record.occurrences import queries as occurrences

    printed = occurrences.printed([world.incident, world.episode])
    for reference in printed.values():
        assert "Missing child" in find(as_, "osei", q=reference.lower())
    for asked in ("12 harbour row", "NS1 2AB", "ns12ab"):
        assert "12 Harbour Row, Northport, NS1 2AB" in find(as_, "osei", q=asked)


def test_what_another_system_calls_it_finds_it(world: World, as_: As, now: Any) -> None:
    from tests.record.people.acts import fact
    from tutela.facts import About, contact
    from tutela.facts.writing import write_line
    from tutela.foundations.access.viewer import SYSTEM
    from tutela.record.chronology.operations import receive_fact

    told = fact(contact.Reported(concern="concern_for_child"), About("incident", "stormlike:INC-77"), at=now)
    receive_fact(by=SYSTEM, key="outside", at=now, reason=None, line=write_line(told).decode())
    assert "stormlike INC-77" in find(as_, "osei", q="INC-77")
    assert world.child


def test_nothing_found_says_what_was_looked_in(world: World, as_: As) -> None:
    page = find(as_, "osei", q="zzzqq")
    assert "Nothing found for zzzqq" in page
    assert "Looked in this force's record: names (as they begin and as they sound)" in page
    assert "Not looked in: intelligence, PNC, PND" in page
    assert "Custody system" in page
    assert world.child


def test_what_one_may_not_know_of_is_neither_found_nor_counted(world: World, as_: As, now: Any) -> None:
    from tutela.foundations.access import grants
    from tutela.record.occurrences import queries as occurrences

    assert "People (2)" in find(as_, "osei", q="brook")
    grants.restrict(world.child, level="existence", audience=["detective_inspector@exploitation"], why="Covert.", by="test", since=now)
    page = find(as_, "osei", q="brook")
    assert "People (1)" in page
    assert "Amira" not in page
    assert "Nothing found" in find(as_, "osei", q=occurrences.printed([world.incident])[world.incident])
    assert "Amira Brook" in find(as_, "brady", q="brook")


def test_each_look_up_is_logged_also_one_that_found_nothing(world: World, as_: As, viewer: As) -> None:
    from tutela.foundations.audit.queries import by_officer

    find(as_, "osei", q="brook")
    find(as_, "osei", q="zzzqq")
    lines = by_officer(viewer("osei").ref, kinds=("view",))
    assert [line.purpose for line in lines] == ["search, Safeguarding a child: zzzqq", "search, Safeguarding a child: brook"]
    assert world.child in lines[1].subjects
    assert lines[0].subjects == ("search",)


def test_who_comes_from_what_was_found_is_not_asked_again(world: World, as_: As) -> None:
    client = as_("osei")
    sent = client.post("/search/", {"key": KEY, "q": "brook", "purpose": "safeguarding"})
    page = client.get(sent.url).content.decode()
    href = next(h for h in re.findall(r'href="(/people/[^"]+)"', page) if world.child.partition(":")[2] in h)
    assert client.get(html.unescape(href)).status_code == 200


def test_nothing_asked_is_an_error(world: World, as_: As) -> None:
    page = as_("osei").post("/search/", {"key": KEY, "purpose": "missing"})
    assert page.status_code == 422
    assert "Enter a name, a reference, an address, a postcode or a date of birth" in said(page)
    assert world.child


def test_who_may_and_who_may_not_search(as_: As) -> None:
    assert as_("gale").get("/search/").status_code == 200
    for who in ("ellery", "novak", "winters"):
        assert as_(who).get("/search/?q=brook").status_code == 403


def test_a_date_in_the_words_is_a_birth() -> None:
    from tutela.record.people.queries import split

    assert split("Amira Brook 15/1/2011") == ("Amira Brook", date(2011, 1, 15))
    assert split("31.2.2011 Brook") == ("31.2.2011 Brook", None)
    assert split(" Brook ") == ("Brook", None)


def test_search_takes_the_same_number_of_queries_at_two_sizes(world: World, as_: As, now: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.record.people.acts import child, work

    client = as_("osei")
    client.get(client.post("/search/", {"key": KEY, "q": "brook", "purpose": "safeguarding"}).url)
    counted = []
    for more in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get("/search/?q=brook")
        counted.append(len(asked))
        for number in range(6):
            child(work(now), name=f"Amy{more}{number} Brook")
    assert counted[0] == counted[1], counted
    assert world.child
