"""What a child said after coming home, worked down: from the list to the form and back, on a desk and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests import scenarios
from tests.journeys.conftest import Serve, at_their_desks
from tests.journeys.desk import DESKTOP, PHONE, Screen


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda screen: screen.name)
def test_an_interview_is_asked_for_held_received_and_entered(browser: Browser, serve: Serve, screen: Screen) -> None:
    from tutela.practice.missing import operations as missing

    with serve() as web, at_their_desks(browser, web, screen) as officers:
        made = scenarios.missing_child(scenarios.now(), who="Ada Voll, 14", child_name="Ada Voll", where="Ada Voll's foster home")
        scenarios.act("ashworth", missing.returned, scenarios.now(), episode=made["episode"], returned_by="self")
        desk = officers("Jo Lindqvist")

        desk.navigate("Missing children").follow("Return interviews to work down").says("To ask for (", "Ada Voll", "Not asked for").axe()
        for said, more in (
            ("asked", {"who": "Missing children's team, by telephone"}), ("held", {"independent": "yes"}), ("received", {"who": "Secure e-mail"}),
        ):
            desk.go("/missing/return-interviews/").follow("Record what is new for Ada Voll")
            desk.axe().fill(stage=said, **more).press("Save").says("The independent return interview")
        desk.go("/missing/return-interviews/").follow("Read and enter for Ada Voll").axe()
        desk.press("Save what it brought").axe().says("Enter at least one place, person or reason")
        desk.fill(places="Flat above the shop on Harbour Row", people="Marko, about 30, grey car", reasons="Owes him money")
        desk.press("Save what it brought").says("The independent return interview", "Entered")
        desk.go("/missing/return-interviews/").says("Nothing waits to be entered").picture("return-interviews")
