"""The synthetic day in a browser, with the worker that lives it: begun, watched, sat in, paused; the page at both widths."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.journeys.conftest import Serve, at_their_desks
from tests.journeys.desk import PHONE


def test_a_day_is_begun_watched_sat_in_and_paused(browser: Browser, serve: Serve) -> None:
    with serve(worker=True) as web, at_their_desks(browser, web) as officer:
        from tutela.record.occurrences.models import Incident

        kerr = officer("Ian Kerr").go("/training/clock/").axe()
        kerr.follow("A day that lives by itself").picture("day-before").axe()
        kerr.page.get_by_label("300 times").check()
        kerr.press("Begin the day").tells("The day goes on")
        expect(kerr.page.get_by_text("300 times as fast as life")).to_be_visible()
        for _ in range(40):
            kerr.page.wait_for_timeout(1_000)
            if Incident.objects.exists():
                break
        assert Incident.objects.exists(), "the worker lives it by itself"
        quayle = officer("Bev Quayle")
        quayle.page.set_viewport_size({"width": PHONE.width, "height": PHONE.height})
        quayle.go("/training/day/").press("Take my seat").tells("You have your seat").picture("day-seated", whole=True).axe()
        quayle.press("Give my seat back").tells("given your seat back")
        kerr.go("/training/day/").press("Pause").tells("The day is paused").picture("day-paused").axe()
        expect(kerr.page.get_by_role("button", name="Let it go on")).to_be_visible()
