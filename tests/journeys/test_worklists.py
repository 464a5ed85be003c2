"""Worklist, board, queues, hand-overs and supervision in a browser, on the force with its days: each page fits a phone, and axe finds nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import Serve, at_their_desks
from tests.journeys.desk import DESKTOP, PHONE, Screen


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda screen: screen.name)
def test_every_page_of_worklist_and_supervision(browser: Browser, serve: Serve, screen: Screen) -> None:
    with serve(seeded=True) as web, at_their_desks(browser, web, screen) as officer:
        from tutela.desks.worklist.queries.queues import QUEUES
        from tutela.record.duties.models import Alert, Duty

        okonkwo = officer("Ruth Okonkwo").go("/").picture("worklist").picture("worklist-whole", whole=True).axe()
        for page in ("told/", "room/", "room/?show=missing", "queues/", "hand-overs/", "hand-overs/shift/"):
            okonkwo.go(f"/{page}").picture(page.strip("/").replace("/", "-").replace("?show=", "-"), whole=True).axe()
        for queue in QUEUES:
            okonkwo.go(f"/queues/{queue.code}/").picture(f"queue-{queue.code}").axe()
        told = Alert.objects.filter(duty__isnull=False, rung__gt=0).order_by("told_at").first()
        assert told
        for duty in (told.duty, Duty.objects.filter(state="done late").values_list("pk", flat=True).first()):
            okonkwo.go(f"/duties/{duty}/").picture(f"duty-{'settled' if duty != told.duty else 'owed'}", whole=True).axe()
        for page in ("team/", "team/?show=overdue", "team/requests/", "team/gaps/", "team/broken-glass/", "team/restrictions/"):
            okonkwo.go(f"/{page}").picture(page.strip("/").replace("/", "-").replace("?show=", "-"), whole=True).axe()
        for who in ("Dawn Pickersgill", "Jo Lindqvist", "Grace Osei"):
            officer(who).go("/").picture(f"worklist-{who.split()[1].lower()}", whole=True).axe()


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda screen: screen.name)
def test_two_dispatchers_each_see_who_sends_the_car(browser: Browser, serve: Serve, screen: Screen) -> None:
    with serve() as web, at_their_desks(browser, web, screen) as officers:
        from tests import scenarios
        from tutela.demo.day import room
        from tutela.record.duties.models import Alert

        room.staff(scenarios.now())
        scenarios.missing_child(scenarios.now())
        names = {alert.officer for alert in Alert.objects.filter(address="dispatcher@contact", priority=1)}
        assert len(names) == 1, "one of six is told"
        asked, other = ("Kelly Brand", "Abi Thorne") if scenarios.viewer("brand", scenarios.now()).ref in names else ("Abi Thorne", "Kelly Brand")
        officers(asked).go("/").says("Decide", "Send somebody to a missing child's report").hides("was told of it").axe()
        officers(other).go("/").says("Send somebody to a missing child's report", f"{asked} was told of it at").axe().picture("two-dispatchers", whole=True)
