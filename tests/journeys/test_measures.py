"""A superintendent reads how long missing reports waited, opens the records behind the number, and takes them out with a reason; on a desk and on a phone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import scenarios
from tests.journeys.conftest import Serve, at_their_desks
from tests.journeys.desk import DESKTOP, PHONE, Screen


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda screen: screen.name)
def test_a_number_is_read_opened_and_exported(browser: Browser, serve: Serve, screen: Screen) -> None:
    from tutela.practice.contact import operations as contact

    with serve() as web, at_their_desks(browser, web, screen) as officers:
        made = [scenarios.missing_child(scenarios.now() - timedelta(hours=4, minutes=n), who=f"Child {n}, 14", child_name=f"Child {n}") for n in range(3)]
        scenarios.act("brand", contact.dispatch, scenarios.now() - timedelta(hours=3, minutes=50), incident=made[0]["incident"], resource="NS21")
        desk = officers("Ruth Okonkwo")

        desk.navigate("Measures").axe().follow("Missing reports by first deployment").says("Somebody sent in time: 1 of 3 (33%)").axe().picture("measure")
        desk.open("Other days, one team or one shift").fill(form="main form", shift="early", team="room")
        desk.press("Show").says("Control room", "1 of 3").picture("measure-filtered", whole=True)
        desk.follow("Nobody sent").says(made[1]["reference"], made[2]["reference"], "Not yet", "Early, 07:00 to 15:00").axe().picture("records")
        desk.follow("Export the records (CSV)").axe().press("Log it and download").says("There is a problem").axe()
        desk.fill(reason="The board asks which reports waited.", recipient="Local safeguarding board")
        with desk.page.expect_download() as download:
            desk.page.locator("main").get_by_role("button", name="Log it and download").click()
        text = Path(download.value.path()).read_text(encoding="utf-8")
        assert made[1]["reference"] in text
        assert made[0]["reference"] not in text
        assert "Export EXP-2026-000001 by Ruth Okonkwo" in text
