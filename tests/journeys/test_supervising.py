"""The room as its supervisor sees it: what waits, stepping in on one log, and the log that keeps it; on a desk and on a phone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from tests import scenarios
from tests.journeys.conftest import Serve, at_their_desks
from tests.journeys.desk import DESKTOP, PHONE, Screen


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda screen: screen.name)
def test_a_supervisor_sees_who_waits_longest_and_steps_in(browser: Browser, serve: Serve, screen: Screen) -> None:
    from tutela.practice.contact import operations as contact

    with serve() as web, at_their_desks(browser, web, screen) as officers:
        desk = officers("Gill Tremlett")
        desk.navigate("Supervise the room").says("No open log concerns a child.").axe()
        for hours, name in ((5, "Ada Voll"), (3, "Ben Ilk"), (1, "Cleo Marr")):
            made = scenarios.missing_child(scenarios.now() - timedelta(hours=hours), who=name, child_name=name, where=f"{name}'s foster home")
        scenarios.act("ashworth", contact.dispatch, scenarios.now(), incident=made["incident"], resource="NS21")
        desk.go("/contact/board/").says("Open logs about a child: 3. Nobody sent: 2.", "Nobody sent for 5 h", "On the way", "Not graded").axe()
        desk.picture("board").follow("Nobody sent (2)").says("Ada Voll", "Ben Ilk").axe()
        desk.follow("All (3)").page.locator("main a[href$='/intervene/']").first.click()
        desk.settled().says("Step in", "Ada Voll").axe().press("Save").says("Choose what you did", "Write what you said or did").axe()
        desk.fill(how="directed", with_whom="Lee Burrow", text="NS22 goes now; Lee rings the foster home.").picture("step-in").press("Save")
        desk.says("A supervisor stepped in", "NS22 goes now").axe()
        desk.go("/contact/board/").says("stepped in", "Nobody sent for 5 h").axe()
