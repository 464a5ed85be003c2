"""The backlog that an inspection found, worked down: 201 return interviews that were held or came in, and that nobody entered.

Most of it comes in bulk from the system in which it lay, as it would on the first day; the last of it is born here, or comes by the API.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest
from playwright.sync_api import Browser

from tests import scenarios
from tests.database import Clone
from tests.journeys.conftest import Officer, Serve, at_their_desks
from tests.journeys.desk import DESKTOP, PHONE, Desk, Screen
from tests.journeys.test_from_outside import imported, sent
from tests.serving import Served

HELD: Final = 45
LAY: Final = 150
LAST: Final = 6
TO_ENTER: Final = LAY + LAST
ALL: Final = HELD + TO_ENTER
"""As the report counts them: "a backlog of 201 reports"."""
AWAY: Final = (3, 7, 11)
"""Of each thirteen, those that were held and that the local authority has not shared."""
PAGE: Final = 25
LIST: Final = "/missing/return-interviews/"
FIRST: Final = ("Ash", "Briar", "Cedar", "Dale", "Elm", "Fern", "Glen", "Hazel", "Ivy", "Jay", "Kit", "Lark", "Moss", "Nell", "Oak")
FAMILY: Final = ("Acker", "Birch", "Copse", "Drake", "Ewell", "Fold", "Gorse", "Heath", "Inch", "Jarrow", "Keld", "Lund", "Marl", "Nook")


def name_of(number: int) -> str:
    """A child's name, invented: each of the backlog's another."""
    return f"{FIRST[number % len(FIRST)]} {FAMILY[number // len(FIRST)]}"


def facts(number: int, back: datetime, *, shared: bool, reported: bool = False) -> Iterator[dict[str, Any]]:
    """One child's return and interview, as another system holds them; of what is long past the report is not sent."""
    system = "stormlike"
    child: dict[str, str] = {"kind": "child", "ref": f"{system}:P-{number}", "as": "missing"}
    brought = {
        "authority": "Northshire Council", "by_channel": "post", "where": f"A flat above the shop, {number} Harbour Row", "who": "Marko, about 30, grey van",
        "why": "Owes him money.", "risk": "He waits outside school.", "wishes": "To live with her aunt.",
    }
    said: tuple[tuple[str, timedelta, dict[str, Any]], ...] = (
        ("people.NameRecorded", timedelta(hours=-6), {"name": name_of(number)}),
        *([("missing.Reported", timedelta(hours=-6), {"missing_from": "foster"})] if reported else []),
        ("missing.Returned", timedelta(0), {"by": "self", "to": "foster"}),
        ("missing.ReturnInterviewReceived", timedelta(hours=4), brought) if shared else ("missing.ReturnInterviewHeld", timedelta(hours=4), {}),
    )
    for line, (fact, later, data) in enumerate(said, 1):
        at = (back + later).isoformat()
        yield {
            "v": 1, "id": f"{system}:{number}:{line}", "fact": fact, "occurred": {"at": at}, "known": {"force": at}, "by": {"role": "call_handler"},
            "about": [child, *([] if fact.startswith("people.") else [{"kind": "episode", "ref": f"{system}:M-{number}"}])], "data": data,
            "source": {"system": system, "ref": f"{number}/{line}"},
        }


def lay_elsewhere(clone: Clone) -> None:
    """What was held or received over three months and entered by nobody, taken in as one file; the oldest of a hundred and eighteen days ago."""
    oldest = scenarios.now() - timedelta(days=118)
    numbers = [(number, number % 13 not in AWAY) for number in range(HELD + LAY)]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "backlog.jsonl"
        file.write_text("".join(
            f"{json.dumps(line)}\n" for number, shared in numbers for line in facts(number, oldest + timedelta(hours=10 * number), shared=shared)
        ))
        done = imported(Served(clone), file)
    assert (done.returncode, done.stdout.split()[:2]) == (0, ["new", str(3 * len(numbers))]), done.stdout + done.stderr


def born_here(_: Served) -> None:
    """The last six: missing, back, asked for, held and received here."""
    from tutela.practice.missing import operations as missing

    at = scenarios.now() - timedelta(minutes=50)
    for number in range(HELD + LAY, HELD + LAY + LAST):
        episode = scenarios.missing_child(at, who=name_of(number), child_name=name_of(number))["episode"]
        scenarios.act("ashworth", missing.returned, at + timedelta(minutes=number % 30), episode=episode, returned_by="self")
        scenarios.act("lindqvist", missing.return_interview, scenarios.now(), episode=episode, stage="received", who="Secure e-mail")


def born_elsewhere(web: Served) -> None:
    """The last six: sent by the other system, as they happen."""
    at, token = scenarios.now() - timedelta(hours=5), scenarios.feed()
    what = [fact for n in range(HELD + LAY, HELD + LAY + LAST) for fact in facts(n, at + timedelta(minutes=n % 30), shared=True, reported=True)]
    assert {each["outcome"] for each in sent(web, token, what)} == {"new"}


@pytest.mark.requirement("AH-043", part="a backlog of 201, from whatever system, worked down on pages; its number, age and forecast are right all the way")
@pytest.mark.parametrize(("screen", "the_last"), [(DESKTOP, born_here), (PHONE, born_elsewhere)], ids=lambda each: getattr(each, "__name__", None) or each.name)
def test_201_that_nobody_entered_are_worked_down(browser: Browser, serve: Serve, screen: Screen, the_last: Callable[[Served], None]) -> None:
    with serve(past=lay_elsewhere) as web, at_their_desks(browser, web, screen) as officer:
        the_last(web)
        jo = officer("Jo Lindqvist").navigate("Missing children").follow("Return interviews to work down")
        how_much(jo, entered=0)
        jo.picture("backlog-1-list").axe()
        last_page(jo)
        entered_from_the_list(jo, the_last)
        by_keyboard(jo)
        nothing_entered_says_what_to_do(jo)
        entered_by_two(officer, jo)
        how_much(jo.go(LIST), entered=5)
        set_right(jo)
        for number in (8, 9, 10, 12, 13, 14):   # and so the day goes on
            scenarios.act("lindqvist", enter_interview(), scenarios.now(), episode=episode_of(name_of(number)), places=[f"{number} Mill Lane"])
        how_much(jo.go(LIST).picture("backlog-8-later"), entered=11)
        as_the_superintendent_sees_it(officer)


def how_much(desk: Desk, *, entered: int) -> None:
    """How many, how old, how fast: as it stands after so many."""
    left = ALL - entered
    desk.says(f"{left} return interviews are not worked down.", f"{TO_ENTER - entered} to read and enter, 0 to ask for, {HELD} waited for.")
    desk.says(f"To read and enter ({TO_ENTER - entered})", f"Waiting for the local authority ({HELD})", "To ask for (0)", f"{LAST} children came back.")
    desk.says("The oldest: the child came back 118 d ago." if not entered else "The oldest: the child came back 116 d ago.")
    gain = entered - LAST
    years = round(left * 28 / gain / 365) if gain > 0 else 0
    desk.says(f"At this pace it takes about {years} years until none is left." if years else "At this pace they never come to an end")


def children_on(desk: Desk) -> list[str]:
    """Whose interviews a page of the list offers to enter, in its order."""
    return [said.removeprefix("Read and enter for ") for said in desk.page.locator("main").get_by_role("link", name="Read and enter for").all_inner_texts()]


def last_page(desk: Desk) -> None:
    """Page by page to the end: each child once, the longest back first, and the newest last."""
    read, more = children_on(desk), desk.page.locator("main a[rel=next][href*='to_enter=']")
    for _ in range(TO_ENTER // PAGE):
        desk.through(more)
        read += children_on(desk)
    assert more.count() == 0
    numbers = [n for n in range(HELD + LAY) if n % 13 not in AWAY] + list(range(HELD + LAY, ALL))
    assert read == [name_of(number) for number in numbers]
    assert len(read) == TO_ENTER


def entered_from_the_list(desk: Desk, the_last: Callable[[Served], None]) -> None:
    """One of the newest, from the last page: what was sent of it stands above the form; what is owed is done."""
    desk.follow(f"Read and enter for {name_of(ALL - 1)}").says(f"{TO_ENTER} are left to read and enter").axe().picture("backlog-2-enter", whole=True)
    if the_last is born_elsewhere:
        desk.says("He waits outside school.", "What risk was there, and is there now?")
    desk.fill(places="Bus station, Northport", people="Cass, 17", pull="friends").press("Save what it brought")
    desk.tells("Entered. It is on the child's record.").hides("Enter the return interview on the record")
    desk.go(LIST)


def by_keyboard(desk: Desk) -> None:
    """Two of the oldest one after the other, no hand on a mouse and no list in between."""
    keys = desk.page.keyboard
    desk.tab_to("document.activeElement.tagName === 'A' && document.activeElement.innerText.includes('Read and enter the oldest')")
    with desk.page.expect_navigation():
        keys.press("Enter")
    for number in (0, 1):
        desk.settled().says(name_of(number), f"A flat above the shop, {number} Harbour Row", f"{TO_ENTER - 1 - number} are left to read and enter")
        for name, said in (("places", "The old hotel, Harbour Row, Northport"), ("people", "Marko, about 30, grey van"), ("reasons", "Owes him money.")):
            desk.tab_to(f"document.activeElement.name === '{name}'")
            keys.type(said)
        desk.tab_to("document.activeElement.name === 'next'")
        with desk.page.expect_navigation():
            keys.press("Enter")
        desk.tells("it is on the child's record")
    desk.picture("backlog-3-next")
    assert len(places_of(name_of(0))) == 1
    assert places_of(name_of(0)) == places_of(name_of(1))   # the hotel is one place, whoever was there


def nothing_entered_says_what_to_do(desk: Desk) -> None:
    """An empty form is asked for again, with what would be right; one that cannot be read now is left, and the next one opened."""
    desk.press("Save and open the next").says("There is a problem", "Enter at least one place, person or reason").picture("backlog-4-problem").axe()
    desk.fill(reasons="Would not say where she was. Wishes to live with her aunt.").press("Save and open the next").says(name_of(4), "152 are left")
    desk.follow("Leave this one, open the next").says(name_of(5), "152 are left").follow("The whole list")
    assert children_on(desk)[:2] == [name_of(4), name_of(5)]


def entered_by_two(officer: Officer, jo: Desk) -> None:
    """Two have the same one open: who comes second sees what is there already, loses no word, and adds what is missing."""
    marcus = officer("Marcus Hale").go(LIST)
    for desk in (jo, marcus):
        desk.press("Read and enter the oldest").says(name_of(4))
    same = marcus.path
    jo.fill(places="Flat 2, 4 Dock Street").press("Save and open the next").says(name_of(5))
    marcus.fill(places="4 Dock Street", people="A man called Jim").press("Save and open the next")
    marcus.says("This return interview has changed since you opened it", "Flat 2, 4 Dock Street", "Jo Lindqvist", "Your words")
    marcus.axe().picture("backlog-5-conflict")
    marcus.fill(places="").press("Send mine again").tells("it is on the child's record").says(name_of(5))
    marcus.go(same).says("Entered already", "Flat 2, 4 Dock Street", "A man called Jim").picture("backlog-6-already")


def set_right(desk: Desk) -> None:
    """What was entered wrongly is seen where one would enter it, with what to do: what is right stands beside it."""
    desk.go(f"/missing/episodes/{episode_of(name_of(0)).partition(':')[2]}/").follow("Enter the return interview")
    desk.says("Entered already", "The old hotel, Harbour Row, Northport", "enter what is right below. Both stay on the record.").picture("backlog-7-again")
    desk.fill(places="The old mill, Mill Lane", reasons="Not the hotel: she said the mill.").press("Save what it brought").tells("Entered.")
    desk.follow("Enter the return interview").says("The old hotel, Harbour Row, Northport", "The old mill, Mill Lane; Not the hotel: she said the mill.")


def as_the_superintendent_sees_it(officer: Officer) -> None:
    """The pace, and the measure of the same days: the same numbers, by stage."""
    ruth = officer("Ruth Okonkwo").go(LIST)
    how_much(ruth, entered=11)
    ruth.says("11 interviews were entered or declined in them.")
    ruth.navigate("Measures").follow("Return interviews by stage").open("Other days, one team or one shift")
    ruth.fill(form="main form", **{"from": "2025-11-01", "to": "2026-03-01"}).press("Show").axe().picture("backlog-9-measure", whole=True)
    at_stages = (("Entered on the record", 11), ("Held", HELD), ("Received", TO_ENTER - 11), ("Not asked for", 0), ("All", ALL), ("Not held, and late", 0))
    for stage, number in at_stages:
        assert re.findall(r"\d+", ruth.row(stage).inner_text())[0] == str(number), stage


def episode_of(name: str) -> str:
    """The time missing of a child."""
    from tutela.record.occurrences.models import Episode
    from tutela.record.people.models import Name

    (person,) = Name.objects.filter(full=name).values_list("person_id", flat=True)
    return Episode.objects.get(child=f"p:{person}").ref


def places_of(name: str) -> tuple[str, ...]:
    """Where a child was, by the record of the place."""
    from tutela.law.kernel.subjects import Subject
    from tutela.record.chronology.queries import facts_about

    (fact,) = facts_about([Subject("episode", episode_of(name))], types=["missing.ReturnInterviewEntered"])
    return tuple(fact.refs("place", "was_at"))


def enter_interview() -> Any:
    """The operation; it is imported when there is a database."""
    from tutela.practice.missing import operations

    return operations.enter_interview
