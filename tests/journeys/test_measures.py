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
        desk.follow("Nobody sent").says(made[1]["reference"], made[2]["reference"], "Early, 07:00 to 15:00").axe().picture("records")
        desk.follow("Export the records (CSV)").axe().press("Log it and download").says("There is a problem").axe()
        desk.fill(reason="The board asks which reports waited.", recipient="Local safeguarding board")
        with desk.page.expect_download() as download:
            desk.page.locator("main").get_by_role("button", name="Log it and download").click()
        text = Path(download.value.path()).read_text(encoding="utf-8")
        assert made[1]["reference"] in text
        assert made[0]["reference"] not in text
        assert "Export EXP-2026-000001 by Ruth Okonkwo" in text


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda screen: screen.name)
def test_a_list_is_saved_and_a_review_is_drawn_and_read_by_another(browser: Browser, serve: Serve, screen: Screen) -> None:
    from tutela.practice.missing import operations as missing

    with serve() as web, at_their_desks(browser, web, screen) as officers:
        made = scenarios.missing_child(scenarios.now() - timedelta(hours=8), who="Ada Voll, 14", child_name="Ada Voll", level="high")
        reviewed = {"decision": "deploy", "by_when": timedelta(hours=1), "text": "PC Osei to the flat in Harbour Row by eight."}
        scenarios.act("hale", missing.review_episode, scenarios.now() - timedelta(hours=7), episode=made["episode"], **reviewed)

        team = officers("Jo Lindqvist").navigate("Measures").follow("Children the team knows").follow("Missing").follow("Save this list under a name")
        team.axe().fill(name="Missing log", shared="on").press("Save the list").says("Missing log", "Children the team knows").axe().picture("saved")
        team.follow("Missing log").says("Missing", "PER-").axe()

        desk = officers("Ruth Okonkwo").navigate("Measures").follow("Did the response fit the risk?").says("Two mismatches or more").axe()
        desk.go("/reports/measures/").follow("Reviewers").axe().follow("Marcus Hale").says("Nothing followed", "None was drawn").axe()
        desk.press("Draw three reviews to be read by another").tells("1 review was drawn").follow(f"Read the review of {made['episode_reference']}").axe()
        desk.says("PC Osei to the flat").fill(agrees="no", words="I would have called in more people.").press("Save what you think")
        desk.says("Would decide differently").fill(form="form[action$='coach/']", words="Talked about calling in more people.").press("Keep the note")
        desk.says("Talked about calling in more people.").axe().picture("reviewer", whole=True)
