"""A policy owner changes a number from a page: proposed, approved by another, known by its teams, put into force; on a desk and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import Serve, at_their_desks
from tests.journeys.desk import DESKTOP, PHONE, Screen


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda screen: screen.name)
@pytest.mark.requirement("AH-005")
def test_a_number_is_proposed_approved_known_and_put_into_force(browser: Browser, serve: Serve, screen: Screen) -> None:
    with serve() as web, at_their_desks(browser, web, screen) as officers:
        owner = officers("Owen Salter")
        owner.navigate("Policy").follow("Changes of policy").says("This force has changed no number for itself").axe()
        owner.go("/policy/numbers/contact.attend.prompt/").says("0: nothing decided here", "The force has not changed this number").axe()
        owner.follow("Propose another value").says("Who must know it before it holds").axe().picture("policy-propose")
        owner.press("Propose it").axe().says("Enter the reference of the board's decision")
        owner.fill(value="90", reason="Cars are few at night.")
        owner.fill(valid_from_day="10", valid_from_month="3", valid_from_year="2026", review_on_day="1", review_on_month="9", review_on_year="2026")
        for box in owner.page.locator("main [name='teams']").all():
            box.set_checked(box.get_attribute("value") in {"fim@contact", "coordinator@missing"})
        owner.press("Propose it").axe().says("A policy does not change without one")
        owner.fill(decided_in="Policy board 2 March, minute 7").press("Propose it").says("Waits for approval", "60 minutes", "90 minutes", "Loosened").axe()
        owner.picture("policy-proposed")

        senior = officers("Claire Ibbotson").go(owner.path)
        senior.follow("Approve it").axe().press("Approve and tell the teams").says("Not fully communicated", "Does not know it yet").axe()
        senior.picture("policy-red")

        for name in ("Jo Lindqvist", "Marcus Hale", "Gill Tremlett", "Declan O'Brien"):
            officer = officers(name).go("/").tells("Policy to know")
            officer.page.locator(".app-banners").get_by_role("link", name="Read it and say that you know it").press("Enter")
            officer.page.wait_for_url(f"**{owner.path}")
            officer.follow("Say that you know it").axe().picture("policy-know").press("I know it").says("Knows it")
            assert officer.page.locator(".app-banners").get_by_text("Policy to know").count() == 0

        senior.go(owner.path).says("Every team knows it").axe().follow("Put it into force").axe().press("Put it into force")
        senior.says("It holds from 10 March 2026").axe().picture("policy-green")
        senior.go("/policy/changes/").says("Comes into force", "Every team knows it", "1 September 2026").axe().picture("policy-changes")
        senior.go("/policy/numbers/contact.attend.prompt/").says("Version 1").axe().picture("policy-number")
        senior.go(owner.path).follow("Withdraw it").axe().fill(reason="The cars came.", decided_in="Policy board 9 March").press("Withdraw it")
        senior.says("The cars came. (Policy board 9 March)").axe()
