"""An assessment in a browser, desk and phone: something new comes, it is out of date, it is written again by the keyboard alone, and the change is read."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import scenarios
from tests.journeys.conftest import Serve, at_their_desks
from tests.journeys.desk import DESKTOP, PHONE, Screen
from tests.journeys.test_records import on_the_first_screen, the_sweep_is_awake

SIX = {
    "threat": "A man of about 30 in a grey car has met her twice at the bus station.", "harm": "She cut her arm in February. Stitches.",
    "risk": "High tonight.", "investigation": "Her phone was last on at 18:40. The station's camera overwrites at midnight.",
    "vulnerability": "Fourteen, in her third foster home this year.", "engagement": "Joan Pell, who looks after her, will meet us at the gate.",
}
CALL = "She rang Joan Pell crying: she is in a car with him and does not know where."


@pytest.mark.requirement("IC-002", part="in a browser, by the keyboard alone")
@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda screen: screen.name)
def test_what_is_new_is_assessed_again_by_the_keyboard_and_the_change_is_read(browser: Browser, serve: Serve, screen: Screen) -> None:
    with serve() as web, at_their_desks(browser, web, screen) as officers:
        from tutela.practice.contact import operations as contact

        made = scenarios.missing_child(scenarios.now(), level="high")
        scenarios.act("ashworth", contact.assess, scenarios.now(), incident=made["incident"], **SIX, proposes="immediate")
        scenarios.act("brand", contact.dispatch, scenarios.now(), incident=made["incident"], resource="NS21")
        the_sweep_is_awake()
        incident = f"/contact/incidents/{made['incident'].partition(':')[2]}/"
        desk = officers("Tom Ashworth").go(incident).says("Version 1, by Tom Ashworth").hides("out of date")
        on_the_first_screen(desk)
        scenarios.act("ashworth", contact.write_log, scenarios.now(), incident=made["incident"], kind="information", what="second_call", text=CALL)
        desk.go(incident).says("Assessment out of date since", CALL).picture("assessment-out-of-date").picture("assessment-incident", whole=True).axe()
        on_the_first_screen(desk)

        desk.follow("Assess again (THRIVE)").says("New since version 1", CALL).picture("assess").picture("assess-whole", whole=True)
        page = desk.page
        reach(page, "summary", "What helps with threat")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Karl Bowness")).to_be_visible()
        reach(page, "textarea", "", name="risk")
        page.keyboard.press("Control+End")
        page.keyboard.type(" She rang crying from his car at 19:42; she usually turns up.")
        page.wait_for_timeout(1500)   # the pause after the last letter, in which a draft is kept
        desk.picture("assess-guidance", whole=True)
        page.reload()
        expect(page.locator(".app-draft")).to_contain_text("Your unsent words were put back.")
        desk.axe()
        for name in SIX:
            reach(page, "textarea", "", name=name)
        reach(page, "select", "", name="proposes")
        reach(page, "button", "Save the assessment")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        desk.settled().tells("The assessment is saved.").tells("never lowers a risk").hides("out of date since").picture("assessment-saved")
        on_the_first_screen(officers("Tom Ashworth").go(incident))

        desk.follow("Every version, and what each changed").says("Version 2", "Version 1", "Read again, unchanged.")
        desk.says("Added: “She rang crying from his car at 19:42; she usually turns up.”")
        desk.picture("assessments").picture("assessments-whole", whole=True).axe()


def reach(page: Page, tag: str, said: str, *, name: str = "") -> None:
    """Go on by the tab key until something is reached; whoever uses no mouse has no other way."""
    for _ in range(80):
        page.keyboard.press("Tab")
        at = page.evaluate("() => [document.activeElement.tagName.toLowerCase(), document.activeElement.textContent.trim(), document.activeElement.name || '']")
        if at[0] == tag and at[1].startswith(said) and (not name or at[2] == name):
            return
    raise AssertionError(f"no {tag} {said or name} is reached by the tab key")
