"""The minimal marker for all who attend, the detail for those whom it concerns, and the glass (XX-013)."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.desks.world import World

As = Callable[[str], Any]
KEY = "01a214d0-d651-75aa-ad1c-fb8a10c9f91a"
WHY = "A child is crying at this address and nobody opens"


def said(response: Any) -> str:
    """What a page says, without markup."""
    assert response.status_code in (200, 422), (response.status_code, response.headers)
    body = re.sub(r"<head>.*?</head>|<script.*?</script>", " ", response.content.decode(), flags=re.S)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)))


def look(as_: As, who: str, address: str) -> Any:
    """A page of a person, by somebody who has said why they look."""
    client = as_(who)
    found = client.get(address)
    if found.status_code == 302:
        client.post(found.url, {"key": KEY, "purpose": "incident"})
        found = client.get(address)
    return found


def restricted(world: World) -> str:
    """The man's whole record is for offender managers; others see that there is somebody and what to do."""
    from tutela.foundations.access import grants

    grants.restrict(world.man, level="detail", audience=["offender_manager@offenders"], why="Managed.", by="test", since=world.now - timedelta(days=1))
    return world.page(world.man)


@pytest.mark.requirement("XX-013", part="minimal marker for patrol, detail for offender managers")
def test_patrol_sees_what_to_do_and_offender_managers_why(world: World, as_: As) -> None:
    from tests.desks.world import DETAIL

    patrol = said(look(as_, "osei", world.page(world.man)))
    assert "Contact offender management before leaving. Children?" in patrol
    assert DETAIL not in patrol
    assert "visor:17" not in patrol
    assert "Behind a marker there is a detail that you may not read." in patrol
    relations = said(look(as_, "osei", world.page(world.man, "relations/")))
    assert DETAIL not in relations
    managers = said(look(as_, "marsh", world.page(world.man, "relations/")))
    assert DETAIL in managers
    assert "visor:17" in managers


@pytest.mark.requirement("XX-013", part="break-glass opens the detail and creates a review")
def test_breaking_the_glass_opens_it_says_so_and_owes_a_review_tomorrow_at_noon(world: World, as_: As, viewer: As) -> None:
    from tests.desks.world import DETAIL
    from tutela.foundations.access.grants import waiting_reviews
    from tutela.foundations.audit.queries import trail

    page = restricted(world)
    client = as_("osei")
    minimum = said(client.get(page))
    assert "Contact offender management before leaving. Children?" in minimum
    assert "Timeline" not in minimum
    assert DETAIL not in minimum
    opened = client.post(world.page(world.man, "open/"), {"key": KEY, "why": WHY})
    assert opened.url == page
    whole = said(client.get(page))
    assert "You opened this record in an emergency. It stays open to you until Thu 5 Mar 2026, 04:00" in whole
    assert DETAIL in said(client.get(world.page(world.man, "relations/")))
    review = waiting_reviews()
    assert [(w.officer, w.subject, w.why, w.review_due) for w in review] == [(viewer("osei").ref, world.man, WHY, datetime(2026, 3, 5, 12, tzinfo=UTC))]
    lines = trail(world.man, kinds=("break_glass",))
    assert [(line.officer, line.reason, line.outcome) for line in lines] == [(viewer("osei").ref, WHY, "opened")]
    assert DETAIL not in said(as_("adeyemi").get(page))


def test_a_shift_later_it_is_shut_again(world: World, as_: As, viewer: As) -> None:
    from tutela.foundations.access import policy

    restricted(world)
    as_("osei").post(world.page(world.man, "open/"), {"key": KEY, "why": WHY})
    for hours, access in ((7, "full"), (9, "detail_hidden")):
        found = policy.accesses(viewer("osei"), [world.man, world.marker], at=world.now + timedelta(hours=hours))
        assert set(found.values()) == {access}


def test_a_reason_that_nobody_could_review_opens_nothing(world: World, as_: As) -> None:
    page = restricted(world)
    client = as_("osei")
    answer = client.post(world.page(world.man, "open/"), {"key": KEY, "why": "need it"})
    assert answer.status_code == 422
    assert "Say in at least 4 words" in said(answer)
    assert "need it" in answer.content.decode()
    assert "Timeline" not in said(client.get(page))


def test_what_one_may_not_know_of_no_reason_opens(world: World, as_: As, viewer: As) -> None:
    from tutela.foundations.access import grants

    grants.lock_out(viewer("osei").ref, world.man, "His brother.", by="test", since=world.now)
    grants.restrict(world.child, level="existence", audience=["detective_inspector@exploitation"], why="Covert.", by="test", since=world.now)
    for ref in (world.man, world.child):
        assert as_("osei").post(world.page(ref, "open/"), {"key": KEY, "why": WHY}).status_code == 404
    assert as_("ellery").post(world.page(world.man, "open/"), {"key": KEY, "why": WHY}).status_code == 403


def test_a_covert_marker_is_not_there_for_others(world: World, as_: As) -> None:
    covert = {"covert": True, "audience": ("detective_inspector@exploitation",), "detail": "Warrant on Friday."}
    world.do(world.profile.record_marker, "brady", person=world.child, marker="county_lines", evidence="intel:9", **covert)
    others = said(look(as_, "tremlett", world.page(world.child)))
    assert "county line" not in others.lower()
    assert "Marker recorded (county lines)" not in others
    assert "Warrant on Friday." in said(look(as_, "brady", world.page(world.child)))


def test_a_place_says_what_to_know_before_one_goes(world: World, as_: As) -> None:
    from tests.desks.world import DETAIL

    page = said(as_("osei").get(f"/places/{world.place.partition(':')[2]}/"))
    assert "Contact offender management before leaving. Children? " in page
    assert "Keith Varley" in page
    assert "Amira Brook" in page
    assert DETAIL not in page


def test_a_hidden_resident_is_not_at_the_place(world: World, as_: As) -> None:
    from tutela.foundations.access import grants

    grants.restrict(world.man, level="existence", audience=["offender_manager@offenders"], why="Protected.", by="test", since=world.now)
    page = said(as_("osei").get(f"/places/{world.place.partition(':')[2]}/"))
    assert "Varley" not in page
    assert "offender management" not in page


def test_a_place_takes_the_same_number_of_queries_at_two_sizes(world: World, as_: As) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.record.people.acts import child, work
    from tutela.practice.contact import operations as contact
    from tutela.record.people import operations as people

    client, here = as_("osei"), f"/places/{world.place.partition(':')[2]}/"
    world.do(contact.take_report, "ashworth", who="Noise", where="x", why_worried="y", place=world.place)
    client.get(here)
    counted = []
    for more in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get(here)
        counted.append(len(asked))
        for number in range(4):
            act = work(world.now)
            people.record_address(act, child(act, name=f"Lodger {more} {number}"), world.place)
            world.do(contact.take_report, "ashworth", who="Noise", where="x", why_worried="y", place=world.place)
    assert counted[0] == counted[1], counted
