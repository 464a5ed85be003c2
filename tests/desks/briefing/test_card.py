"""The card "Find this child": everything that helps to find a child on one page, one click from the incident; nothing blank; each opening logged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desks.profile.test_record import said
from tutela.facts import About, contact
from tutela.facts.missing import PlannedAction
from tutela.foundations.access.models import Restriction
from tutela.foundations.access.viewer import SYSTEM
from tutela.foundations.audit import queries as audit
from tutela.foundations.work.unit import Work
from tutela.record.occurrences.operations import PlanSaid

if TYPE_CHECKING:
    from tests.desks.world import World

As = Callable[[str], Any]
_numbers = count(1)
ITEMS = (
    "Photograph", "Trigger plan", "Last five times missing", "What return interviews brought", "Associates and family", "Telephones", "Addresses",
    "Vehicles and transport", "Markers", "Social worker", "School", "Health needs",
)


def often_missing(world: World) -> None:
    """Six times missing before tonight, what was learnt then, a plan, a phone, a car, a school, a photograph."""
    from tutela.desks.profile import operations as profile
    from tutela.record.chronology.operations import append, note, note_all
    from tutela.record.documents import operations as documents
    from tutela.record.people import operations as people
    from tutela.record.things import operations as things

    world.do(world.missing.found, "osei", -0.5, episode=world.episode, found_by="police", safe=True, where="Harbour arcade", with_whom="Kit Darrow")
    world.do(world.missing.enter_interview, "lindqvist", -0.4, episode=world.episode, places=["The boatshed"], people=["A man called Dex"], reasons=["Debt"])
    plan = PlanSaid(
        actions=(PlannedAction(what="Ring her aunt Rosa", who="call_handler@contact", within=10),), associates=("Kit Darrow, 19",), phones=("07700 900 456",),
        transport=("Bus 12 to Seaham",), addresses=("7 Mill Lane",),
    )
    world.do(world.missing.write_trigger_plan, "lindqvist", -0.3, child=world.child, said=plan)
    world.do(world.missing.approve_trigger_plan, "voss", -0.2, child=world.child)
    world.do(profile.record_marker, "rees", -0.1, person=world.child, marker="medication", evidence="gp:4", shown="Needs her inhaler")
    work = Work("test.more", SYSTEM, world.now - timedelta(hours=1), key=f"more {next(_numbers)}")
    phone, car = things.find_or_add_phone(work, "07700 900 123"), things.find_or_add_vehicle(work, "NS21 KTD", "grey")
    payload = contact.InformationReceived(what="sighting", text="Seen getting into a car.")
    note(work, payload, about=[About("incident", world.incident), About("child", world.child), About("phone", phone.ref), About("vehicle", car.ref)])
    note_all(work, people.record_professional(work, world.child, "school", "Harbour Academy", name="Lin Osgood", telephone="01632 960 333")[1])
    documents.store(work, subject=world.child, title="School photograph, 2025", kind="photo", name="amira.png", content=_png(), nothing_indecent=True)
    append(work)


def _png() -> bytes:
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\x00\xff\xff\xff")) + chunk(b"IEND", b"")


def card(world: World, as_: As, who: str = "ashworth") -> str:
    """The card, by the link on the incident's page."""
    client = as_(who)
    incident = f"/contact/incidents/{world.incident.partition(':')[2]}/"
    link = f"/briefing/children/{world.child.partition(':')[2]}/?incident={world.incident.partition(':')[2]}"
    assert link in client.get(incident).content.decode(), "one click from the incident"
    return said(client.get(link))


def item(page: str, title: str) -> str:
    """One item of the card."""
    after = page.partition(title)[2] if title != "Photograph" else page.partition("Photograph")[2]
    ends = ITEMS.index(title) + 1
    return after.partition(ITEMS[ends])[0] if ends < len(ITEMS) else after.partition("As at")[0]


@pytest.mark.requirement("IC-019")
def test_everything_that_helps_to_find_a_child_who_often_goes_missing_is_on_one_page(world: World, as_: As) -> None:
    often_missing(world)
    page = card(world, as_)
    held = {
        "Photograph": "School photograph, 2025", "Trigger plan": "Ring her aunt Rosa", "Last five times missing": "Found at: Harbour arcade. With: Kit Darrow",
        "What return interviews brought": "The boatshed", "Associates and family": "Kit Darrow, 19", "Telephones": "07700 900 456",
        "Addresses": "12 Harbour Row", "Vehicles and transport": "NS21", "Markers": "exploitation", "Social worker": "Amara Obi",
        "School": "Harbour Academy", "Health needs": "Needs her inhaler",
    }
    assert [title for title in ITEMS if held[title] not in item(page, title)] == []
    assert "A man called Dex" in page
    assert "None recorded" not in page
    assert "Keith Varley" in item(page, "Associates and family"), "who lives at the same address"
    logged = [line for line in audit.views_of(world.child) if line.purpose.startswith("Card opened: find this child, for INC-")]
    assert len(logged) == 1
    card(world, as_)
    assert len([line for line in audit.views_of(world.child) if line.purpose.startswith("Card opened")]) == 2, "each opening is logged"


@pytest.mark.requirement("IC-019", part="what is missing says so")
def test_what_is_not_recorded_says_none_recorded_and_is_never_blank(world: World, as_: As) -> None:
    page = card(world, as_)
    for title in ("Photograph", "Trigger plan", "What return interviews brought", "Telephones", "Vehicles and transport", "School", "Health needs"):
        assert item(page, title).split() == ["None", "recorded"], title


def test_of_a_restricted_child_there_is_no_card_and_a_stranger_to_the_incident_is_not_told_of_it(world: World, as_: As) -> None:
    path = f"/briefing/children/{world.child.partition(':')[2]}/"
    assert said(as_("osei").get(f"{path}?incident=not-one")).count("Back to Amira Brook") == 1
    Restriction.objects.create(subject=world.child, level="detail", audience=["detective_inspector@missing"], why="Known to staff.", by="t", since=world.now)
    answer = as_("ashworth").get(path)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/people/")
    Restriction.objects.update(level="existence")
    assert as_("ashworth").get(path).status_code == 404


def test_the_card_costs_the_same_however_often_the_child_was_missing(world: World, viewer: Callable[[str], Any]) -> None:
    from tutela.desks.briefing.queries import find_this_child

    looker = viewer("ashworth")

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            card = find_this_child(looker, world.child, world.now)
        assert card is not None
        assert len(card.away) == times
        return len(seen)

    often_missing(world)
    times, once = 1, 0
    once = cost()
    for times in (2, 3):
        told = world.do(
            world.contact.take_report, "ashworth", -0.05 + times / 100, concern="missing_child", child=world.child, where="Harbour Row", why_worried="Late.",
        )
        world.do(world.missing.found, "osei", -0.04 + times / 100, episode=told["episode"], found_by="police", safe=True, where="The quay")
    assert cost() == once
