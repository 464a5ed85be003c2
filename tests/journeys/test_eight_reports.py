"""Eight missing children of one evening, one of whom somebody is sent to: what the inspectors found in 2019, told as it would be with Tutela.

The seven whom nobody has stand apart and are counted on every page, each with how long it waits. While nobody does anything it climbs by name,
a line a child and one message a moment. Then the manager of the room allocates them one after the other, and nothing waits any more.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final, NamedTuple

import pytest
from playwright.sync_api import Browser, expect

from tests import scenarios
from tests.journeys import test_from_outside as outside
from tests.journeys.conftest import Officer, Serve, at_their_desks
from tests.journeys.desk import DESKTOP, PHONE, Screen
from tests.serving import Served

OUTSTANDING: Final = "Send somebody to a missing child's report"
NOBODY_KNOWS: Final = "Nobody knows where the child is."
DECIDE: Final = "Decide: deploy, redeploy, call in, or mutual aid."


class Told(NamedTuple):
    """What a caller says of a child."""

    name: str
    age: int
    where: str
    worried: str
    before: int
    """How many minutes before the page is opened."""


EIGHT: Final = (
    Told("Ellis Marne", 14, "12 Quay Street, Northport", "Not home from school; not at his friend's.", 36),
    Told("Nell Crake", 13, "Foster home, 3 Ash Walk, Northport", "Went to the shop at four and did not come back.", 31),
    Told("Rory Penn", 15, "The Larches, Mill Rise, Northport", "Left by the back door after tea.", 26),
    Told("Maeve Stott", 12, "40 Harbour Row, Northport", "Never this late. Her phone is off.", 21),
    Told("Jonah Lisk", 16, "Foster home, 9 Ford Lane, Northport", "Got into a car at the corner.", 16),
    Told("Priti Oram", 11, "7 Church Bank, Northport", "Did not come out of the cinema with the others.", 11),
    Told("Wren Dacey", 14, "2 Dock View, Northport", "Argued with her stepfather and walked out.", 6),
    Told("Callum Fitch", 15, "The Larches, Mill Rise, Northport", "Not in his room at the check.", 0),
)


class Child(NamedTuple):
    """A child who is missing, and where the log and the search are."""

    name: str
    incident: str
    episode: str


@pytest.mark.requirement("AH-095", part="seven calls outstanding of one evening, in a browser: each step told by name, once for each child")
@pytest.mark.requirement("AH-097", part="in a browser, as the evening goes on, and counted afterwards")
@pytest.mark.requirement("AH-100", part="eight reports of one evening stand on the team's list, with how long each waits")
@pytest.mark.parametrize(("screen", "born"), [(DESKTOP, "here"), (PHONE, "elsewhere")], ids=["desktop-born-here", "phone-born-elsewhere"])
def test_of_eight_reports_one_is_allocated_and_the_seven_cannot_be_overlooked(browser: Browser, serve: Serve, screen: Screen, born: str) -> None:
    with serve() as web, at_their_desks(browser, web, screen) as officer:
        eight = taken(officer) if born == "here" else sent(web)
        one_is_allocated(officer, eight[0], born)
        seven_stand_apart(officer)
        it_climbs_by_name(officer, eight[1:])
        the_rest_are_allocated(officer, eight[1:])
        nothing_waits(officer, eight)


def one_is_allocated(officer: Officer, child: Child, born: str) -> None:
    """The one free car goes to the first of them, and the search is given to somebody by name."""
    if born == "here":
        officer("Kelly Brand").go(child.incident).act("Send somebody", "Record that they are sent", resource="NS21").tells("somebody is sent")
    gill = officer("Gill Tremlett").go("/missing/").follow(child.name).says("NS21").follow("Allocate").axe().picture("eight-allocate", whole=True)
    gill.fill(officer="Grace Osei", what_1="See his friends in Ferry Road", who_1="PC Osei", within_1="30").press("Allocate").tells("Allocated.")
    gill.says("Given to Constable Grace Osei")
    officer("Grace Osei").go(child.incident).act("Somebody arrived", "Record the arrival").says("NS21 has arrived")


def seven_stand_apart(officer: Officer) -> None:
    """The board, the team's list, the supervisor's and the manager's pages: seven whom nobody has, each with how long it waits, and how many."""
    kelly = officer("Kelly Brand").go("/room/").says("Open: 8. Nobody sent: 7.").axe().picture("eight-board", whole=True)
    expect(kelly.follow("Nobody sent (7)").page.locator("main tbody tr")).to_have_count(7)
    jo = officer("Jo Lindqvist").go("/missing/").says("Unallocated: 7. Being searched for: 1.").axe().picture("eight-missing", whole=True)
    for told in EIGHT[1:]:
        expect(jo.row(told.name)).to_contain_text(waited("Reported, unallocated, {} waiting", told))
        expect(jo.row(told.name)).to_contain_text("Nobody has been sent")
    expect(jo.row(EIGHT[0].name)).not_to_contain_text("unallocated")
    dawn = officer("Dawn Pickersgill").go("/contact/board/").says("Open logs about a child: 8. Nobody sent: 7.").axe().picture("eight-supervisor", whole=True)
    for told in EIGHT[1:]:
        expect(dawn.row(told.name)).to_contain_text(waited("Nobody sent for {}", told))
    dawn.go("/queues/missing/").axe().picture("eight-queue")
    expect(dawn.page.locator("main tbody tr").filter(has_text="Reported, nobody is searching")).to_have_count(7)
    officer("Gill Tremlett").go("/").says("8 children are missing now.").axe().picture("eight-manager", whole=True)


def waited(said: str, told: Told) -> re.Pattern[str]:
    """How long a report has waited, give or take the minutes that the journey itself has taken."""
    return re.compile(re.escape(said).replace(r"\{\}", f"({'|'.join(str(told.before + n) for n in range(5))}) min"))


def it_climbs_by_name(officer: Officer, seven: list[Child]) -> None:
    """After an hour the sergeant, after two the manager, after four the superintendent: each asked once for each child, and not for whom somebody has."""
    for hours, who in ((1, "Dawn Pickersgill"), (1, "Gill Tremlett"), (2, "Ruth Okonkwo")):
        if hours > 1:
            officer(who).go("/").hides(OUTSTANDING)
        for _ in range(hours):
            officer("Ian Kerr").go("/training/clock/").press("One hour later")
        desk = officer(who).go("/").says("About 8:", OUTSTANDING).axe().picture(f"eight-told-{who.split()[1].lower()}", whole=True)
        bundles = desk.page.locator("[aria-labelledby=decide] article")
        expect(bundles.filter(has_text=OUTSTANDING)).to_have_count(7)
        expect(bundles.filter(has_text=DECIDE)).to_have_count(7)
        for child in seven:
            bundle = bundles.filter(has_text=child.name)
            expect(bundle).to_have_count(1)
            assert bundle.inner_text().count(DECIDE) == 1, (who, bundle.inner_text())
        told_once(who)


def told_once(who: str) -> None:
    """One alert for each step about each child; and no more messages than moments at which something came that cannot wait."""
    from tutela.foundations.forces.models import Officer as Held
    from tutela.foundations.post.models import Message
    from tutela.record.duties.models import Alert

    ref = Held.objects.get(name=who).ref
    told = list(Alert.objects.filter(officer=ref, duty__isnull=False).values_list("duty", "occurrence", "rung", "repeat"))
    assert len(told) == len(set(told))
    moments = set(Alert.objects.filter(officer=ref, priority=1).values_list("told_at", flat=True))
    assert Message.objects.filter(to_person=ref).count() <= len(moments)


def the_rest_are_allocated(officer: Officer, seven: list[Child]) -> None:
    """From the list, each to somebody who is there, by name; and a car to each, which arrives."""
    from tutela.practice.contact import operations as contact
    from tutela.practice.missing import operations as missing
    from tutela.record.enquiries.operations import Asked

    for number, child in enumerate(seven):
        if number < 2:
            gill = officer("Gill Tremlett").go("/missing/").follow(child.name).follow("Allocate")
            name = ("Constable Femi Adeyemi", "Sergeant Kate Marlow")[number]
            gill.fill(officer=name, what_1="See whoever saw the child last", who_1=name, within_1="60").press("Allocate").says(f"Given to {name}")
        else:
            first = Asked(what="See whoever saw the child last", within=timedelta(hours=1))
            scenarios.act("tremlett", missing.allocate, scenarios.now(), episode=f"e:{child.episode.split('/')[-2]}", to="response_officer@response",
                          officer=scenarios.viewer("adeyemi", scenarios.now()).ref, actions=[first])
        for sent_, by in ((contact.dispatch, "brand"), (contact.arrived, "adeyemi")):
            scenarios.act(by, sent_, scenarios.now(), incident=f"i:{child.incident.split('/')[-2]}", resource=f"NS{22 + number}")


def nothing_waits(officer: Officer, eight: list[Child]) -> None:
    """Nothing says unallocated and nobody is asked about a car; how long it took stays on the record, and is counted."""
    officer("Kelly Brand").go("/room/").says("Open: 8. Nobody sent: 0.").picture("eight-board-after", whole=True)
    jo = officer("Jo Lindqvist").go("/missing/").says("Unallocated: 0. Being searched for: 8.", "No report waits for a team.")
    jo.hides("Reported, unallocated, ").picture("eight-missing-after", whole=True)
    for who in ("Dawn Pickersgill", "Gill Tremlett", "Ruth Okonkwo"):
        officer(who).go("/").hides(DECIDE, OUTSTANDING)
    officer("Dawn Pickersgill").go("/contact/board/").says("Open logs about a child: 8. Nobody sent: 0.")
    officer("Dawn Pickersgill").go("/queues/missing/").hides("Reported, nobody is searching")
    for child in eight[1::6]:
        jo.go(child.episode).hides("unallocated", "Nobody has been sent")
    officer("Ruth Okonkwo").go("/reports/measures/first-sent/").says("Somebody sent in time: 1 of 8 (12%)").axe().picture("eight-measure", whole=True)


def taken(officer: Officer) -> list[Child]:
    """Eight reports that were taken in the room, the last of them at the form."""
    now = scenarios.now()
    for told in EIGHT[:-1]:
        scenarios.missing_child(
            now - timedelta(minutes=told.before), who=f"{told.name}, {told.age}", where=told.where, child_name=told.name, child_ages=(told.age, told.age),
            missing_from="foster" if "Foster" in told.where else "home", why_worried=told.worried, grade="priority", rationale=NOBODY_KNOWS,
        )
    last = EIGHT[-1]
    tom = officer("Tom Ashworth").go("/").navigate("Take a report").open("First grade and assessment")
    tom.fill(
        child_name=last.name, child_age=last.age, where=last.where, why_worried=last.worried, missing="yes", grade="priority",
        rationale=NOBODY_KNOWS,
    ).press("Save the report").tells("The report is saved.")
    return children()


def sent(web: Served) -> list[Child]:
    """The same eight as facts of the force's command-and-control system, in one batch."""
    what = []
    for told in EIGHT:
        case = told.name.replace(" ", "-").lower()
        one = outside.facts(scenarios.now() - timedelta(minutes=told.before), case)
        one[0]["data"] |= {"where": told.where, "why_worried": told.worried}
        one[1]["data"] = {"missing_from": "foster" if "Foster" in told.where else "home"}
        one[2]["occurred"] = {**outside.BORN, "from": f"{2025 - told.age}-03-02T00:00:00+00:00", "to": f"{2026 - told.age}-02-28T00:00:00+00:00"}
        one[3] = {**one[2], "id": f"storm:{case}:4", "fact": "people.NameRecorded", "occurred": one[0]["occurred"], "data": {"name": told.name},
                  "source": {"system": "stormlike", "ref": f"{outside.LINK}#4"}}
        what += one
    car = {**what[0], "id": "storm:car", "fact": "contact.Dispatched", "by": {"role": "dispatcher"}, "occurred": {"at": scenarios.now().isoformat()},
           "source": {"system": "stormlike", "ref": "car"}, "data": {"resource": "NS21"}}
    what.append(car)
    assert {each["outcome"] for each in outside.sent(web, scenarios.feed(), what)} == {"new"}
    return children()


def children() -> list[Child]:
    """The eight in the order of their reports."""
    from tutela.record.occurrences.models import Episode

    rows = Episode.objects.order_by("reported_at", "id")
    return [
        Child(told.name, f"/contact/incidents/{row.incident_id}/", f"/missing/episodes/{row.pk}/") for told, row in zip(EIGHT, rows, strict=True)
    ]
