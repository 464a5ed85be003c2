"""Lag of entry by unit, with the badge on the entry itself (XX-007); suggestions beside decisions (XX-010)."""

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


def said(response: Any) -> str:
    """What a page says, without markup."""
    assert response.status_code == 200, response.status_code
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def late_visit(world: World, now: datetime) -> None:
    """A constable saw the child's mother three days ago and enters it now."""
    from tutela.practice.contact import operations as contact

    world.do(contact.arrived, "osei", incident=world.incident, resource="Visit to the mother", when=now - timedelta(days=3))


def hide(ref: str, now: datetime) -> None:
    """Nobody but an exploitation inspector may know that the record is there."""
    from tutela.foundations.access import grants

    grants.restrict(ref, level="existence", audience=["detective_inspector@exploitation"], why="Covert.", by="test", since=now)


@pytest.mark.requirement("XX-007", part="badge and list by unit")
def test_a_visit_entered_three_days_late_says_so_and_stands_in_its_units_report(world: World, as_: As, now: datetime) -> None:
    late_visit(world, now)
    assert "entered 3 d after" in said(as_("tremlett").get(world.page(world.child)))
    page = said(as_("winters").get("/reports/lag/"))
    row = page[page.index("Response, Harbour"):]
    assert row.startswith("Response, Harbour 1 1 (100%) 1 3 d 3 d 0")
    listed = said(as_("tremlett").get("/reports/lag/?unit=response"))
    assert "Late entries of Response, Harbour" in listed
    assert "entered 3 d after" in listed
    assert "Grace Osei" in listed


@pytest.mark.requirement("XX-007", part="marked after a challenge")
def test_what_is_entered_after_a_challenge_is_marked(world: World, as_: As, viewer: As, now: datetime) -> None:
    from tutela.foundations.work.unit import Work
    from tutela.record.chronology.operations import pull

    pull(Work("test.challenge", viewer("winters"), now - timedelta(hours=1), key="challenge"), world.incident, "challenge", "Where is the log?")
    late_visit(world, now)
    page = said(as_("tremlett").get(world.page(world.child)))
    assert page.count("entered after a challenge") == 1
    assert "Response, Harbour 1 1 (100%) 1 3 d 3 d 1" in said(as_("winters").get("/reports/lag/"))


def test_a_birth_is_no_late_entry(world: World, as_: As) -> None:
    assert "5162 d" not in said(as_("tremlett").get("/reports/lag/"))
    assert world.child


def test_what_is_hidden_is_neither_counted_nor_listed(world: World, as_: As, now: datetime) -> None:
    late_visit(world, now)
    hide(world.incident, now)
    assert "Response, Harbour" not in said(as_("tremlett").get("/reports/lag/"))
    assert "Nothing was entered late." in said(as_("tremlett").get("/reports/lag/?unit=response"))


def test_who_may_not_see_persons_is_told_no_name(world: World, as_: As, now: datetime) -> None:
    late_visit(world, now)
    assert "Amira" not in said(as_("winters").get("/reports/lag/?unit=response"))


def test_days_are_asked_and_what_cannot_be_read_is_said(as_: As) -> None:
    client = as_("tremlett")
    assert "Enter two days" in said(client.get("/reports/lag/?from=yesterday&to=2026-03-04"))
    assert "Enter two days" in said(client.get("/reports/lag/?from=2026-03-04&to=2026-03-01"))
    assert "Nothing was entered in these days." in said(client.get("/reports/lag/?from=2026-01-01&to=2026-01-02"))


@pytest.mark.requirement("XX-010", part="the list of suggestions and decisions")
def test_a_decision_that_was_not_what_was_suggested_is_listed_with_its_reasons(world: World, as_: As) -> None:
    page = said(as_("tremlett").get("/reports/overrides/"))
    assert "1 decisions had a suggestion beside them: 0 alike, 1 higher, 0 lower than suggested." in page
    assert "Medium High" in page
    assert "Exploited before; a man in a grey car." in page
    assert "Gill Tremlett (Force incident manager)" in page
    assert "Exploited before" in said(as_("novak").get("/reports/overrides/"))
    assert "Exploited before" not in said(as_("winters").get("/reports/overrides/"))
    assert world.episode


def test_a_hidden_decision_is_neither_counted_nor_listed(world: World, as_: As, now: datetime) -> None:
    hide(world.child, now)
    page = said(as_("tremlett").get("/reports/overrides/"))
    assert "0 decisions had a suggestion" in page
    assert "grey car" not in page


def test_the_reports_take_the_same_number_of_queries_at_two_sizes(world: World, as_: As, now: datetime) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = as_("tremlett")
    client.get("/reports/lag/?unit=response")
    late_visit(world, now)
    counted = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get("/reports/lag/?unit=response")
        counted.append(len(asked))
        for _ in range(8):
            late_visit(world, now)
    assert counted[0] == counted[1]
