"""A child who goes missing most has no plan: from the list to the form, approved by another, and back to the list; on a desk and on a phone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from tests import scenarios
from tests.journeys.conftest import Serve, at_their_desks
from tests.journeys.desk import DESKTOP, PHONE, Screen


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda screen: screen.name)
def test_the_gap_is_seen_the_plan_written_and_approved_and_the_gap_is_gone(browser: Browser, serve: Serve, screen: Screen) -> None:
    from tutela.practice.missing import operations as missing

    with serve() as web, at_their_desks(browser, web, screen) as officers:
        desk = officers("Jo Lindqvist")
        desk.navigate("Missing children").follow("Children who go missing most").says("No child went missing more than once").axe()
        child = ""
        for days in (14, 7, 0):
            at = scenarios.now() - timedelta(days=days, minutes=40)
            named = {"child": child} if child else {"child_name": "Ada Voll"}
            made = scenarios.missing_child(at, who="Ada Voll, 14", where="Ada Voll's foster home", **named)
            scenarios.act("ashworth", missing.returned, at + timedelta(minutes=20), episode=made["episode"], returned_by="self")
            child = made["child"]
        desk.go("/missing/frequent/").says("The one child on the list is without a live trigger plan", "Ada Voll", "None live", "owed since").axe()
        desk.picture("frequent-gap").follow("365 days").says("Missing most in the last 365 days").follow("No trigger plan").axe()
        desk.follow("Write or change the plan").axe().press("Save for approval").axe().says("Write at least one action, address, person")
        desk.fill(what_1="Search the bus station and the shops beside it", who_1="response_officer@response", within_1="30")
        desk.fill(what_2="Ring Marko's mother", who_2="coordinator@missing", within_2="60", addresses="4 Quay Street, an older friend's flat")
        desk.fill(associates="Marko, about 30, grey car", phones="07700 900 112, hers", transport="Bus 14 from Mill Road", call="Her keyworker, 07700 900 113")
        desk.picture("trigger-plan-form").press("Save for approval").says("Waiting for approval", "Search the bus station", "None live").axe()

        inspector = officers("Farah Siddiqui").go(desk.path)
        inspector.follow("Approve the plan").axe().says("4 Quay Street", "Marko, about 30").press("Approve it").says("What is live", "Ring Marko's mother")
        inspector.axe().picture("trigger-plan")

        desk.go("/missing/frequent/").says("The one child on the list has a live trigger plan", "Approved").axe().picture("frequent")
        desk.go(inspector.path).follow("Review the plan").axe().fill(changed="no", text="Both numbers answer.").press("Save the review").says("Reviewed by")
        inspector.go(desk.path).follow("End the plan").axe().fill(reason="Moved to another force's area; plan handed over.").press("End it")
        inspector.says("Ended on", "plan handed over").axe()
