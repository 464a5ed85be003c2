"""A child's record in a browser: found by search, eight answers on the first screen of a phone, every page of these desks judged by axe."""

from __future__ import annotations

import re
from typing import Any, Final

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import Serve, at_their_desks
from tests.journeys.desk import DESKTOP, PHONE, Desk, Screen

ANSWERS: Final = "[...document.querySelectorAll('.app-band__answer')].map(e => e.getBoundingClientRect().bottom)"
TESS: Final = (
    ("Tess Hollis", "a child", "Looked after"), ("High", "said"), ("Missing", "NS21 sent"),
    ("Make the public protection notice (late)", "ask if “Visit 12 Quay Street” stands", "You can do",
     "Attend by the grade that stands", "Search the child's room"),
    ("sexual exploitation", "Do not ring her phone", "Has harmed herself", "Dean Rusk, poses a risk"), ("owns it", "Mr Lund", "Beth Carrow"),
    ("None for this search", "Visit 12 Quay Street"), ("Questionnaire not begun", "Last entry", "As at"),
)
"""What the first screen about the child of the demo answers to each of the eight questions."""
TABS: Final = ("incidents", "episodes", "duties", "shared", "holdings", "relations", "documents", "trail")


def searching() -> tuple[str, str]:
    """A child who is being searched for: who they are, and the search."""
    from tutela.record.occurrences.models import Episode

    row = Episode.objects.filter(closed_at=None, found_at=None, returned_at=None).order_by("reported_at").first()
    assert row is not None
    return row.child, row.ref


@pytest.mark.requirement("XX-018", part="on the child's page, the search and the incident, whatever happened; at a desk too")
@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda screen: screen.name)
def test_a_childs_record_and_every_page_around_it(browser: Browser, serve: Serve, screen: Screen) -> None:
    with serve(seeded=True) as web, at_their_desks(browser, web, screen) as officer:
        from tutela.record.people import queries as people

        child, episode = searching()
        name = people.display(child)
        grace = officer("Grace Osei").go("/search/").picture("search")
        grace.axe().fill(q=name, purpose="missing").press("Search").says(name).picture("search-found").axe()
        grace.follow(name).picture("child").picture("child-whole", whole=True)
        on_the_first_screen(grace)
        grace.axe()
        here = grace.path
        every_page_of_every_search(officer("Gill Tremlett"))
        for tab in TABS:
            grace.go(f"{here}{tab}/").picture(f"child-{tab}").axe()
        grace.go(f"{here}?as=2026-01-01T12:00").picture("child-as-was").axe()
        grace.go("/search/?q=nobody+of+this+name").says("Nothing found for").picture("search-nothing").axe()
        kerr = officer("Ian Kerr").go(f"/replay/{episode}/").hides(name).picture("replay", whole=True)
        kerr.axe().go("/components/").axe()
        okonkwo = officer("Ruth Okonkwo")
        for page in ("policy/", "policy/missing.la-told/", "policy/numbers/missing.la_told/", "roles/", "reports/lag/", "reports/overrides/"):
            okonkwo.go(f"/{page}").picture(page.strip("/").replace("/", "-")).axe()
        ellery = officer("Sue Ellery").go("/roster/").picture("roster").axe()
        ellery.go("/administration/officers/").picture("officers").axe().follow("Marcus Hale").picture("officer").axe()
        for act in ("post", "end-post", "shift", "absence", "skill"):
            ellery.go(f"{ellery.path.split('/officers/')[0]}/officers/{officer_key('hale')}/{act}/").picture(f"officer-{act}").axe()


@pytest.mark.requirement("XX-018")
def test_a_new_user_answers_eight_questions_from_the_first_screen_of_a_phone(browser: Browser, serve: Serve) -> None:
    """The child of the demo, from the worklist to her page in three steps; each answer is read above the fold, and how much more there is stands on tabs."""
    with serve(seeded=True) as web, at_their_desks(browser, web, PHONE) as officer:
        the_sweep_is_awake()
        grace = officer("Grace Osei").go("/search/").fill(q="Tess Hollis", purpose="missing").press("Search").follow("Tess Hollis")
        on_the_first_screen(grace.picture("eight-answers"))
        answers = grace.page.locator(".app-band__answer").all_inner_texts()
        for answer, words in zip(answers, TESS, strict=True):
            assert all(word in answer for word in words), (words, answer)
        assert re.search(r"Incidents \([1-9]", grace.text)


def the_sweep_is_awake() -> None:
    """As if the sweep had just looked: no banner of its silence above the answers."""
    from tutela.foundations.kit import clock
    from tutela.record.duties.models import Heartbeat

    Heartbeat.objects.update(beat_at=clock.wall())


def every_page_of_every_search(desk: Desk) -> None:
    """Of each child who is searched for, the child's page, the search and the incident; then of one who was found, and about whom something was decided."""
    from tests import scenarios
    from tutela.practice.missing import operations as missing
    from tutela.record.duties import operations as duties
    from tutela.record.duties.models import Duty
    from tutela.record.occurrences.models import Episode

    the_sweep_is_awake()
    rows = list(Episode.objects.filter(closed_at=None).order_by("reported_at"))
    for number, row in enumerate(rows):
        its_pages(desk, row, f"search-{number}", axe=True)
    first, last, now = rows[0], rows[-1], scenarios.now()
    owed = Duty.objects.filter(ref=first.ref, settled_at=None).order_by("due_at").first()
    assert owed is not None
    said = {"decision": "Call in two officers from Dales to search the river path with the dog unit", "why": "Nobody else is free before midnight."}
    scenarios.act("okonkwo", duties.decide_risk, now, duty=owed.printed, **said)
    its_pages(desk, first, "decided")
    found = {"where": "Bus station, stand 4, Northport", "with_whom": "A man of about 30, who gave the name Dean Sharrow, grey car"}
    scenarios.act("osei", missing.found, now, episode=last.ref, found_by="police", **found)
    its_pages(desk, last, "found")


def its_pages(desk: Desk, row: Any, name: str, *, axe: bool = False) -> None:
    """The three pages about a child and their search."""
    child, search = row.child.partition(":")[2], row.ref.partition(":")[2]
    for what, where in (("child", f"/people/{child}/"), ("search", f"/missing/episodes/{search}/"), ("incident", f"/contact/incidents/{row.incident_id}/")):
        desk.go(where)
        if desk.path.endswith("/why/"):
            desk.fill(purpose="missing").submit()
        on_the_first_screen(desk.picture(f"{name}-{what}"))
        if axe:
            desk.axe()


def on_the_first_screen(desk: Desk) -> None:
    """All eight answers end above the fold; on a phone, on one of its usual height."""
    bottoms = desk.page.evaluate(ANSWERS)
    assert len(bottoms) == 8
    assert max(bottoms) <= desk.screen.height, (desk.page.url, bottoms)


def officer_key(who: str) -> str:
    """An officer's key."""
    from tutela.foundations.access.models import Account

    return str(Account.objects.get(username=who).officer_id)
