"""A child's record in a browser: found by search, eight answers on the first screen of a phone, every page of these desks judged by axe."""

from __future__ import annotations

from typing import Final

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import Serve, at_their_desks
from tests.journeys.desk import DESKTOP, PHONE, Desk, Screen

ANSWERS: Final = "[...document.querySelectorAll('.app-band__answer')].map(e => e.getBoundingClientRect().bottom)"
TABS: Final = ("incidents", "episodes", "duties", "shared", "holdings", "relations", "documents", "trail")


def searching() -> tuple[str, str]:
    """A child who is being searched for: who they are, and the search."""
    from tutela.record.occurrences.models import Episode

    row = Episode.objects.filter(closed_at=None, found_at=None, returned_at=None).order_by("reported_at").first()
    assert row is not None
    return row.child, row.ref


@pytest.mark.requirement("XX-018", part="all eight answers in the first screen, found from the search box")
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


def on_the_first_screen(desk: Desk) -> None:
    """All eight answers end above the fold; on a phone, on one of its usual height."""
    bottoms = desk.page.evaluate(ANSWERS)
    assert len(bottoms) == 8
    assert max(bottoms) <= desk.screen.height, bottoms


def officer_key(who: str) -> str:
    """An officer's key."""
    from tutela.foundations.access.models import Account

    return str(Account.objects.get(username=who).officer_id)
