"""A name as it is typed: who may be meant, with what tells them apart and no marker, for who may know, with a purpose, logged, and not without end."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

if TYPE_CHECKING:
    from tests.desks.world import World

As = Callable[[str], Any]
WHERE = "/look-up/people/"
KEY = "01a214d0-d651-75aa-ad1c-fb8a10c9f91a"


def options(response: Any) -> list[str]:
    """What each option says."""
    assert response.status_code == 200, response.status_code
    found = re.findall(r"<li.*?>(.*?)</li>", response.content.decode(), flags=re.S)
    return [html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", each))).strip() for each in found]


def said(response: Any) -> str:
    """What is said of them."""
    found = re.search(r'data-finder-found="([^"]*)"', response.content.decode())
    assert found
    return html.unescape(found[1])


def searching(as_: As, who: str) -> Any:
    """Somebody who has said why they look."""
    client = as_(who)
    assert client.post("/search/", {"key": KEY, "q": "zz", "purpose": "safeguarding"}).status_code == 302
    return client


def test_an_option_tells_people_apart_and_names_no_marker(world: World, as_: As) -> None:
    answer = searching(as_, "osei").get(WHERE, {"q": "amira bro"})
    (option,) = options(answer)
    for part in ("Amira Brook", "PER-2026-0", "born 15 January 2011", "15 years old", "12 Harbour Row, Northport", "Missing now: MIS-"):
        assert part in option, option
    assert "xploitation" not in answer.content.decode()
    assert "1 person may be meant" in said(answer)
    assert world.child in answer.content.decode()
    assert "<html" not in answer.content.decode()


@pytest.mark.parametrize("typed", ["bro", "AMIRA", "Ameera Brooke", "Amira 15/1/2011"])
def test_a_name_is_found_as_it_begins_and_as_it_sounds(world: World, as_: As, typed: str) -> None:
    assert any("Amira Brook" in each for each in options(searching(as_, "osei").get(WHERE, {"q": typed})))
    assert world.child


def test_two_letters_find_nobody_and_look_at_nobody(world: World, as_: As, viewer: As) -> None:
    from tutela.foundations.audit.queries import by_officer

    client = searching(as_, "osei")
    assert options(client.get(WHERE, {"q": "br"})) == []
    assert options(client.get(WHERE, {"q": ""})) == []
    assert by_officer(viewer("osei").ref, kinds=("view",)) == ()
    assert world.child


def test_without_a_purpose_nobody_is_named_and_a_report_is_one(world: World, as_: As) -> None:
    client = as_("ashworth")
    asked = client.get(WHERE, {"q": "brook"})
    assert options(asked) == []
    assert "why you look" in said(asked)
    assert any("Amira" in each for each in options(client.get(WHERE, {"q": "brook", "for": "report"})))
    assert world.child


def test_each_look_is_logged_also_one_that_found_nobody(world: World, as_: As, viewer: As) -> None:
    from tutela.foundations.audit.queries import by_officer

    client = as_("ashworth")
    client.get(WHERE, {"q": "amira brook", "age": "15", "for": "report"})
    client.get(WHERE, {"q": "zzzqq", "for": "report"})
    last, first = by_officer(viewer("ashworth").ref, kinds=("view",))[:2]
    assert first.purpose == "look-up, Taking a report: amira brook 15"
    assert first.subjects == (world.child,)
    assert first.action == WHERE
    assert last.purpose == "look-up, Taking a report: zzzqq"
    assert last.subjects == ("look-up",)


def test_who_may_not_know_learns_nothing_of_three_officers(world: World, as_: As, now: Any) -> None:
    """Osei may not know; Brady may; Osei's own colleague who is locked out of the mother may not know of her."""
    from tutela.foundations.access import grants
    from tutela.foundations.access.models import Account

    osei, brady, ashworth = searching(as_, "osei"), searching(as_, "brady"), searching(as_, "ashworth")
    assert {each[:5] for each in options(osei.get(WHERE, {"q": "brook"}))} == {"Amira", "Nadia"}
    grants.restrict(world.child, level="existence", audience=["detective_inspector@exploitation"], why="Covert.", by="test", since=now)
    out = Account.objects.get(username="ashworth").officer
    assert out
    grants.lock_out(f"o:{out.pk}", world.mother, why="Her sister.", by="test", since=now)
    for asked, client, names in (("brook", osei, {"Nadia"}), ("brook", brady, {"Amira", "Nadia"}), ("brook", ashworth, set())):
        answer = client.get(WHERE, {"q": asked})
        assert {each[:5] for each in options(answer)} == names
        assert str(len(names) or "Nobody") in said(answer)
    for client in (osei, ashworth):
        for asked in ("amira brook", "PER-2026-000001", "Ameera Brooke 15/1/2011"):
            answer = client.get(WHERE, {"q": asked, "for": "report"})
            assert world.child not in answer.content.decode()
            assert "Amira" not in answer.content.decode()
    assert "Missing" in " ".join(options(brady.get(WHERE, {"q": "amira"})))


def test_of_a_restricted_detail_neither_address_nor_episode_is_said(world: World, as_: As, now: Any) -> None:
    from tutela.foundations.access import grants

    grants.restrict(world.child, level="detail", audience=["detective_inspector@exploitation"], why="Sensitive.", by="test", since=now)
    (option,) = options(searching(as_, "osei").get(WHERE, {"q": "amira"}))
    assert "Amira Brook" in option
    assert "Harbour" not in option
    assert "issing" not in option
    assert options(as_("ashworth").get(WHERE, {"q": "amira", "for": "report"})) == []   # whom they could not link, they are not offered


def test_an_episode_that_one_may_not_know_of_is_not_said(world: World, as_: As, now: Any) -> None:
    from tutela.foundations.access import grants

    grants.restrict(world.episode, level="existence", audience=["detective_inspector@exploitation"], why="Covert.", by="test", since=now)
    assert "issing" not in " ".join(options(searching(as_, "osei").get(WHERE, {"q": "amira"})))
    assert "Missing now" in " ".join(options(searching(as_, "brady").get(WHERE, {"q": "amira"})))


def test_who_is_hidden_pushes_nobody_off_the_list(world: World, as_: As, now: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """More of one name are hidden than are ever looked at, and they come first."""
    from tests.record.people.acts import child, work
    from tutela.desks.api import queries
    from tutela.foundations.access import grants

    monkeypatch.setattr(queries, "_LOOKED", 3)
    hidden = [child(work(now), name="Ivo Larkspur") for _ in range(8)]
    seen = child(work(now), name="Ivo Larkspurs")
    for one in hidden:
        grants.restrict(one, level="existence", audience=["detective_inspector@exploitation"], why="Covert.", by="test", since=now)
    answer = searching(as_, "osei").get(WHERE, {"q": "ivo larkspur"})
    assert len(options(answer)) == 1
    assert seen in answer.content.decode()
    assert "1 person" in said(answer)
    assert world.child


def test_an_age_and_a_birth_put_the_likeliest_first(world: World, as_: As, now: Any) -> None:
    from tests.record.people.acts import child, work
    from tutela.record.people import operations as people

    for name, born in (("Zoe Tarn", date(1971, 5, 1)), ("Zoe Tarn", date(2012, 2, 3)), ("Zoe Tarn", date(2016, 8, 9))):
        child(work(now), name=name, birth=people.Birth.on(born, "stated"))
    client = searching(as_, "osei")
    for age, first in (("14", "2012"), ("9", "2016"), ("54", "1971")):
        found = options(client.get(WHERE, {"q": "zoe tarn", "age": age}))
        assert len(found) == 3
        assert first in found[0], found
    assert ["2012" in each for each in options(client.get(WHERE, {"q": "zoe tarn", "born": "2012-02-03"}))] == [True]
    assert world.child


def test_more_than_fit_are_said_to_be_more(world: World, as_: As, now: Any) -> None:
    from tests.record.people.acts import child, work

    for number in range(8):
        child(work(now), name=f"Zoe{number} Tarnish")
    answer = searching(as_, "osei").get(WHERE, {"q": "tarnish"})
    assert len(options(answer)) == 6
    assert "More than 6" in said(answer)
    assert world.child


def test_no_more_than_so_many_in_a_minute(world: World, as_: As, monkeypatch: pytest.MonkeyPatch) -> None:
    from tutela.desks.api.views import looking
    from tutela.foundations.kit import clock

    monkeypatch.setattr(looking, "MOST", 3)
    client, other = searching(as_, "osei"), searching(as_, "brady")
    assert [client.get(WHERE, {"q": "brook"}).status_code for _ in range(5)] == [200, 200, 200, 429, 429]
    assert b"Amira" not in client.get(WHERE, {"q": "brook"}).content
    assert other.get(WHERE, {"q": "brook"}).status_code == 200
    wall = clock.wall()
    monkeypatch.setattr(clock, "wall", lambda: wall + timedelta(seconds=61))
    assert client.get(WHERE, {"q": "brook"}).status_code == 200
    assert world.child


def test_who_may_not_search_may_not_ask_here_and_no_token_may(world: World, as_: As) -> None:
    for who in ("ellery", "novak", "winters"):
        assert as_(who).get(WHERE, {"q": "brook", "for": "report"}).status_code == 403
    assert searching(as_, "osei").post(WHERE, {"q": "brook"}).status_code == 405
    assert world.child


def test_it_takes_the_same_number_of_queries_however_many_there_are(world: World, as_: As, now: Any) -> None:
    from tests.record.people.acts import child, work

    client = as_("ashworth")
    counted = []
    for more in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get(WHERE, {"q": "brook", "age": "15", "for": "report"})
        counted.append(len(asked))
        for number in range(8):
            child(work(now), name=f"Amy{more}{number} Brook")
    assert counted[0] == counted[1] <= MOST_QUERIES, counted
    assert world.child


MOST_QUERIES = 45
"""With those of the session and of the log."""


def test_names_are_found_by_an_index(world: World, now: Any) -> None:
    """With many names on the record the words are found by their index, and the count of looks by its own."""
    from tests.record.people.acts import child, work
    from tutela.record.people import queries as people

    for number in range(3):
        child(work(now), name=f"Una{number} Quist")
    with CaptureQueriesContext(connection) as asked:
        people.look_up("quist", without=[world.child])
    sql = next(query["sql"] for query in asked.captured_queries if "people_namekey" in query["sql"])
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN " + sql.replace("%", "%%") if "%%" in sql else "EXPLAIN " + sql)
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "namekey_key" in plan, plan
    assert "namekey_sound" in plan, plan
