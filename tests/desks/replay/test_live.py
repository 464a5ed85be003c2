"""The replay of one record: three tracks from its own facts, no identities, nothing that its viewer may not know."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.desks.world import World

As = Callable[[str], Any]


def said(response: Any) -> str:
    """What a page says, without markup."""
    assert response.status_code == 200, response.status_code
    body = re.sub(r"<head>.*?</head>|<script.*?</script>|<header.*?</header>", " ", response.content.decode(), flags=re.S)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)))


@pytest.mark.parametrize("which", ["episode", "incident", "child"])
def test_a_record_is_run_through_the_law_on_three_tracks(world: World, as_: As, which: str) -> None:
    page = said(as_("hale").get(f"/replay/{getattr(world, which)}/"))
    for track in ("As it happened", "As driven", "Nobody comes"):
        assert track in page
    assert "Tell the local authority that the child is missing" in page
    assert "Why this was told" in page
    assert "Names, and what people wrote in their own words, are left out." in page


def test_it_says_what_was_told_in_truth(world: World, viewer: As) -> None:
    """Every telling of a duty about the search stands in the record as the replay has it."""
    from tutela.desks.replay.queries.live import live
    from tutela.record.duties.jobs import sweep
    from tutela.record.duties.models import Duty, Transition

    sweep(world.now)
    found = live(viewer("hale"), world.episode, world.now)
    assert found is not None
    happened = next(track for track in found.tracks if track.track == "happened")
    told = {(a.code, a.at, a.rung, a.again) for a in happened.alerts if a.kind == "duty" and a.about[0]["ref"] == world.episode}
    duties = {d.pk: d.code for d in Duty.objects.filter(ref=world.episode)}
    kept = {(duties[t.duty], t.at, t.rung, t.repeat) for t in Transition.objects.filter(duty__in=duties, kind="told")}
    assert told == kept


def test_no_identity_and_nobodys_words_are_on_the_page(world: World, as_: As) -> None:
    page = as_("kerr").get(f"/replay/{world.child}/").content.decode()
    for words in ("Amira", "Brook", "grey car", "Harbour Row", "Gill Tremlett", "Never out this late", "Northshire Council", "intel:441", "shared phone"):
        assert words not in page, words
    assert "PER-2026-000001" in page


def test_what_is_restricted_keeps_its_detail_and_its_reason(world: World, as_: As, viewer: As) -> None:
    from tutela.desks.replay.queries.live import live

    close = {"audience": ("detective_inspector@exploitation",), "level": "high"}
    world.do(world.profile.record_marker, "brady", person=world.child, marker="county_lines", evidence="intel:9", **close)
    found = live(viewer("hale"), world.child, world.now)
    assert found is not None
    assert found.withheld
    page = said(as_("hale").get(f"/replay/{world.child}/"))
    assert "county lines" not in page
    assert "county lines" in said(as_("brady").get(f"/replay/{world.child}/"))


def test_what_one_may_not_know_of_is_not_there(world: World, as_: As) -> None:
    from tutela.foundations.access import grants

    grants.restrict(world.child, level="existence", audience=["detective_inspector@exploitation"], why="Covert.", by="test", since=world.now)
    assert as_("hale").get(f"/replay/{world.child}/").status_code == 404
    page = as_("hale").get(f"/replay/{world.incident}/")
    assert page.status_code == 404 or "left out" in said(page)
    assert as_("brady").get(f"/replay/{world.child}/").status_code == 200


def test_who_may_and_who_may_not(world: World, as_: As) -> None:
    assert as_("kerr").get(f"/replay/{world.episode}/").status_code == 200
    for who in ("osei", "ellery", "winters"):
        assert as_(who).get(f"/replay/{world.episode}/").status_code == 403


@pytest.mark.parametrize("ref", ["e:01a214d0-d651-75aa-ad1c-fb8a10c9f91a", "stormlike:INC-1", "d:01a214d0-d651-75aa-ad1c-fb8a10c9f91a", "nonsense"])
def test_what_is_no_record_of_ours_is_not_found(world: World, as_: As, ref: str) -> None:
    assert as_("hale").get(f"/replay/{ref}/").status_code == 404
    assert world.child


def test_the_look_is_logged(world: World, as_: As) -> None:
    from tutela.foundations.audit.queries import views_of

    as_("kerr").get(f"/replay/{world.episode}/")
    assert [line.purpose for line in views_of(world.episode)] == ["replay"]


def test_another_search_of_the_child_is_not_in_this_ones_replay(world: World, viewer: As) -> None:
    from tutela.desks.replay.queries.live import live
    from tutela.practice.contact import operations as contact

    world.do(world.missing.returned, "osei", -1.0, episode=world.episode, returned_by="carer")
    again = world.do(contact.take_report, "ashworth", -0.5, concern="missing_child", who="Amira", where="x", why_worried="Again", child=world.child)
    found = live(viewer("hale"), again["episode"], world.now + timedelta(hours=1))
    assert found is not None
    assert {ref for track in found.tracks for f in track.facts for ref in f.refs("episode")} == {again["episode"]}


def test_it_takes_the_same_number_of_queries_at_two_sizes(world: World, as_: As) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tutela.practice.contact import operations as contact

    client, here = as_("hale"), f"/replay/{world.incident}/"
    client.get(here)
    counted = []
    for more in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get(here)
        counted.append(len(asked))
        for number in range(5):
            world.do(contact.write_log, "ashworth", -1 + number / 60, incident=world.incident, kind="request", text=f"Entry {more} {number}")
    assert counted[0] == counted[1], counted
