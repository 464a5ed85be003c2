"""A systems check in a browser, desk and phone: looked, unverified; a hit is answered; a specialist looks again; what was graded without it is listed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests import scenarios
from tests.journeys.conftest import Serve, at_their_desks
from tests.journeys.desk import DESKTOP, PHONE, Screen
from tests.journeys.test_records import on_the_first_screen, the_sweep_is_awake


@pytest.mark.requirement("IC-026", part="in a browser")
@pytest.mark.requirement("IC-029", part="in a browser")
@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda screen: screen.name)
def test_the_systems_are_looked_in_a_hit_is_answered_and_a_specialist_looks_again(browser: Browser, serve: Serve, screen: Screen) -> None:
    with serve() as web, at_their_desks(browser, web, screen) as officers:
        from tutela.desks.profile import operations as profile

        made = scenarios.missing_child(scenarios.now(), level="high")
        scenarios.act(
            "rees", profile.record_marker, scenarios.now(), person=made["child"], marker="child_sexual_exploitation", level="high", evidence="intel:441",
        )
        the_sweep_is_awake()
        incident = f"/contact/incidents/{made['incident'].partition(':')[2]}/"
        desk = officers("Tom Ashworth").go(incident).says("Nobody has checked the systems for this incident yet.")
        on_the_first_screen(desk)
        desk.follow("Check the systems").says("Police National Database (PND): what did you find there?").picture("check", whole=True).axe()
        desk.fill(found_pnc="nothing", found_pnd="held", why_pnd="B2, handling P").press("Look now").tells("The systems were checked.").tells("unverified")
        desk.says("2 hits wait for an answer: the grade is provisional.", "Unverified").picture("checked-incident", whole=True).axe()
        on_the_first_screen(desk.go(incident))
        desk.follow("What each system answered").says("Not answered", "graded B2, handling P", "Not checked").picture("checks", whole=True).axe()
        desk.follow("Answer the hits").picture("hits", whole=True).axe()
        for name in desk.page.locator("main [name^='because_']").evaluate_all("all => all.map(each => each.name)"):
            desk.fill(**{name: "He has met her at the bus station.", name.replace("because_", "used_"): "yes"})
        desk.press("Save the answers").tells("The answers are saved.").hides("wait for an answer")

        intel = officers("Imogen Slater").navigate("Systems checks").says("Checks that no specialist has verified", "Graded without a complete check")
        intel.picture("checks-list", whole=True).axe()
        intel.through(intel.row("Tom Ashworth").get_by_role("link", name="Look again")).press("Look now").says("By a specialist")
        intel.picture("verified", whole=True)
        intel.navigate("Systems checks").says("Every check is a specialist's, or was verified.")
