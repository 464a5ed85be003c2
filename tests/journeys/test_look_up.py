"""A name is typed and who may be meant appears: in the header, on the search's page, beneath the name in a report. By keyboard alone."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any, Final

import pytest
from django.db import transaction
from playwright.sync_api import Browser, Locator, Page, expect

from tests import scenarios
from tests.journeys.conftest import Officer, Serve, at_their_desks
from tests.journeys.desk import DESKTOP, PHONE, Desk, Screen

BOTH: Final = pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda screen: screen.name)
WHY: Final = "Not back from school."
WHERE: Final = "8 Orchard Close"
KEYS: Final = 150
"""So many keys, at most, are between a ringing telephone and somebody who can be sent."""


def known() -> dict[str, str]:
    """A boy of fifteen and a man of the same name, whom the force knows."""
    from tutela.practice.contact.operations import take_report

    found = {}
    for who, born in (("boy", date(2010, 9, 12)), ("man", date(1981, 3, 4))):
        at = scenarios.now() - timedelta(hours=2)
        found[who] = scenarios.act(
            "ashworth", take_report, at, who="Riley Marsh", where=WHERE, why_worried="Bruises.", child_name="Riley Marsh", child_born=born,
        )["child"]
    return found


def options(page: Page) -> Locator:
    """Who is offered."""
    return page.locator(".app-finder__popup:visible").get_by_role("option")


def fresh(desk: Desk) -> Desk:
    """An empty report, with the caret in the name."""
    desk.page.evaluate("localStorage.clear()")
    desk.go("/contact/incidents/new/")
    desk.page.get_by_label("Name of the child").focus()
    return desk


def go_on(desk: Desk) -> int:
    """From the name to a report that somebody can be sent to; how many keys that takes."""
    keys, pressed = desk.page.keyboard, 0
    for name, text in (("where", WHERE), ("why_worried", WHY), ("missing", "")):
        pressed += desk.tab_to(f"document.activeElement.name === '{name}'") + (len(text) or 1)
        keys.type(text) if text else keys.press("Space")
    with desk.page.expect_navigation():
        keys.press("Enter")
    desk.settled()
    return pressed + 1


@BOTH
def test_in_a_report_the_child_is_chosen_or_nobody_is(browser: Browser, serve: Serve, screen: Screen) -> None:
    from tutela.record.occurrences import queries

    with serve() as web, at_their_desks(browser, web, screen) as officer:
        persons = known()
        tom = fresh(officer("Tom Ashworth"))
        page, keys = tom.page, tom.page.keyboard
        box = page.get_by_role("combobox", name="Name of the child")
        expect(box).to_have_attribute("aria-expanded", "false")
        keys.type("riley mar")
        expect(options(page)).to_have_count(3)   # the boy, the man, nobody of these
        expect(box).to_be_focused()
        expect(box).to_have_attribute("aria-expanded", "true")
        tom.says("Is this the same person?", "born 12 September 2010", "born 4 March 1981", "None of these, or not sure").picture("finder-report").axe()
        assert box.get_attribute("aria-activedescendant") is None   # nobody is chosen by itself

        keys.press("Escape")
        expect(options(page)).to_have_count(0)
        expect(box).to_have_value("riley mar")
        keys.press("ArrowDown")
        expect(page.locator(f"#{box.get_attribute('aria-activedescendant')}")).to_have_attribute("aria-selected", "true")
        keys.press("ArrowUp")
        assert box.get_attribute("aria-activedescendant") is None
        boy = 1 + options(page).evaluate_all("all => all.findIndex(each => each.textContent.includes('2010'))")
        for _ in range(boy):
            keys.press("ArrowDown")
        keys.press("Enter")
        expect(page.locator("[data-finder-line]")).to_contain_text("Linked: Riley Marsh, PER-")
        expect(box).to_be_focused()
        assert page.locator("input[name=child]").input_value() == persons["boy"]
        tom.axe().picture("finder-linked")

        keys.type("x")   # another name is another person
        assert page.locator("input[name=child]").input_value() == ""
        keys.press("Backspace")
        expect(options(page)).to_have_count(3)
        for _ in range(boy):
            keys.press("ArrowDown")
        keys.press("Enter")
        with page.expect_navigation():
            keys.press("Enter")   # where is missing: what was chosen is kept, and is in view
        tom.says("There is a problem", "Linked: Riley Marsh, PER-").axe()
        page.get_by_label("Name of the child").focus()
        go_on(tom)
        tom.tells("The report is saved.").says("Riley Marsh")
        assert children(tom) == (persons["boy"],)
        assert queries.open_episode_of(persons["boy"])
        assert queries.open_episode_of(persons["man"]) is None

        second = fresh(tom)   # nobody of these: a person of their own, and no key more
        keys.type("Riley Marsh")
        expect(options(page)).to_have_count(3)
        tom.says("Missing now: MIS-")
        keys.press("ArrowUp")
        keys.press("Enter")
        expect(options(page)).to_have_count(0)
        assert page.locator("input[name=child]").input_value() == ""
        go_on(second)
        assert not set(children(tom)) & set(persons.values())


@BOTH
def test_it_costs_no_key_and_nobody_waits_for_it(browser: Browser, serve: Serve, screen: Screen) -> None:
    """A report somebody can be sent to takes as many keys with names beneath the box as without; a look-up that hangs or fails holds up nothing."""
    with serve() as web, at_their_desks(browser, web, screen) as officer:
        known()
        tom = officer("Tom Ashworth")
        took = []
        for name, answer in (("Riley Marsh", "found"), ("Zenon Pryk", "nobody"), ("Riley Marsh", "hangs"), ("Riley Marsh", "fails")):
            fresh(tom)
            if answer == "hangs":
                tom.page.route("**/look-up/**", lambda _: None)
            if answer == "fails":
                tom.page.unroute("**/look-up/**")
                tom.page.route("**/look-up/**", lambda route: route.abort())
            tom.page.keyboard.type(name)
            if answer == "found":
                expect(options(tom.page)).to_have_count(3)
                tom.page.keyboard.press("Tab")
                tom.says("2 people may be meant. Nobody is linked.").picture("finder-passed-by").axe()
                tom.page.get_by_label("Name of the child").focus()
            took.append(len(name) + go_on(tom))
            tom.tells("The report is saved.")
        assert took[0] == took[1] + 1 == took[2] == took[3], took   # the one name is a letter longer
        assert max(took) <= KEYS


@BOTH
def test_a_search_says_who_may_be_meant_to_who_may_know(browser: Browser, serve: Serve, screen: Screen) -> None:
    """Three officers: to two of them the boy is nowhere, in the header, on the page or in a report."""
    from tutela.foundations.access import grants

    with serve() as web, at_their_desks(browser, web, screen) as officer:
        persons = known()
        with transaction.atomic():
            grants.restrict(
                persons["boy"], level="existence", audience=["detective_inspector@exploitation"], why="Covert.", by="test", since=scenarios.now(),
            )
        for name, count in (("Jo Lindqvist", 1), ("Tom Ashworth", 1), (DI, 2)):
            desk = _says_why(officer, name)
            box = desk.page.get_by_role("combobox", name=re.compile("Name, reference"))
            box.focus()
            desk.page.keyboard.type("riley")
            expect(options(desk.page)).to_have_count(count)
            desk.says("1 person may be meant" if count == 1 else "2 people may be meant").axe().picture(f"finder-search-{count}")
            if count == 1:
                desk.hides("September 2010", persons["boy"])
        desk.page.keyboard.press("ArrowDown")
        with desk.page.expect_navigation():
            desk.page.keyboard.press("Enter")
        desk.settled().says("Riley Marsh")
        assert desk.path.startswith("/people/")
        tom = fresh(officer("Tom Ashworth"))
        tom.page.keyboard.type("riley")
        expect(options(tom.page)).to_have_count(2)   # the man, and nobody of these
        tom.hides(persons["boy"])


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no-script"])
def test_the_header_finds_and_works_without_script(browser: Browser, serve: Serve, scripts: bool) -> None:
    with serve() as web, at_their_desks(browser, web, DESKTOP) as officer:
        known()
        jo = officer("Jo Lindqvist")
        if not scripts:
            jo.page.route("**/finder.js", lambda route: route.fulfill(body="export function startFinders () {}", content_type="text/javascript"))
        jo.go("/")
        box = jo.page.locator("#chrome-search")
        box.focus()
        jo.page.keyboard.type("riley")
        if scripts:
            expect(jo.page.locator(".app-finder__note")).to_contain_text("Say first why you look")
            jo.axe()
        with jo.page.expect_navigation():
            jo.page.keyboard.press("Enter")
        jo.fill(purpose="missing").press("Search").says("People (2)")
        if scripts:
            jo.go("/")
            jo.page.locator("#chrome-search").focus()
            jo.page.keyboard.type("riley")
            expect(options(jo.page)).to_have_count(2)
            jo.axe().picture("finder-header")
            with jo.page.expect_navigation():
                jo.page.keyboard.press("Enter")   # nobody is marked: it searches, as ever
            jo.says("People (2)")


def _says_why(officer: Officer, name: str) -> Desk:
    desk: Desk = officer(name)
    desk.go("/search/").fill(q="zz", purpose="safeguarding").press("Search")
    return desk.go("/search/")


def children(desk: Desk) -> tuple[str, ...]:
    """Whom the incident on the page is about."""
    from tutela.record.occurrences import queries

    held: Any = queries.incident(f"i:{desk.path.rstrip('/').rpartition('/')[2]}")
    return tuple(held.card.children)


DI: Final = "Brady"
