"""The morning's meeting: the pack by area, a decision about a child who has it done, the specialist team's list; on a desk and on a phone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from tests import scenarios
from tests.journeys.conftest import Serve, at_their_desks
from tests.journeys.desk import DESKTOP, PHONE, Screen


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda screen: screen.name)
def test_the_meeting_reads_the_pack_decides_and_reviews_child_by_child(browser: Browser, serve: Serve, screen: Screen) -> None:
    from tutela.practice.contact import operations as contact

    with serve() as web, at_their_desks(browser, web, screen) as officers:
        chair = officers("Ruth Okonkwo")
        chair.navigate("Morning pack").says("No search for a child is open.", "Nothing is open, and nothing was late in the night.").axe()
        chair.follow("The specialist team's review of the last day").says("No child was reported missing in the last 24 hours").axe()
        for hours, name in ((5, "Ada Voll"), (2, "Ben Ilk")):
            made = scenarios.missing_child(scenarios.now() - timedelta(hours=hours), who=name, child_name=name, where=f"{name}'s foster home")
        scenarios.act("brand", contact.no_resource, scenarios.now(), incident=made["incident"], text="All units at the harbour.")
        chair.go("/briefing/pack/").says("Missing children (2)", "Logs about children: nobody sent (2)", "Capacity gap", "All units at the harbour.").axe()
        chair.picture("pack").follow("Decide").says("Ada Voll").axe().press("Enter it: the owner is told").says("Say what was decided", "Choose by when").axe()
        chair.fill(text="Second unit to the harbour", owner="inspector@response", within="60").press("Enter it: the owner is told")
        chair.says("Second unit to the harbour", "To be done").axe()
        chair.follow("Record who came").axe().fill(who="T. Okafor", agency="Northshire Council").press("Save").says("T. Okafor")

        dunne = officers("Patrick Dunne").go(chair.path).follow("Second unit to the harbour").says("What came of it?").axe().picture("action")
        dunne.fill(result="Unit 4 went at ten past.").press("Save: it is done").says("Unit 4 went at ten past.").axe()
        chair.go(chair.path).says("Unit 4 went at ten past.", "Done")

        team = officers("Jo Lindqvist").go("/briefing/review/").says("Not yet reviewed: 2.", "Ada Voll", "Ben Ilk").axe().picture("review-list")
        team.through(team.page.locator("main section", has_text="Ada Voll").get_by_role("link", name="Review")).axe()
        team.fill(found="Second time from this home; her aunt was never asked.").press("Save the review")
        team.go("/briefing/review/").says("Not yet reviewed: 1.", "her aunt was never asked").axe()
        team.through(team.page.locator("main section", has_text="Ben Ilk").get_by_role("link", name="Note what was said")).axe()
        team.fill(text="School has not seen him since Monday.").press("Save the note").says("School has not seen him since Monday.").axe()
        officers("Kelly Brand").go("/briefing/printed/").says("No list has been put by yet").axe()
