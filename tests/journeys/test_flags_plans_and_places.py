"""A child who goes missing again and again: flagged, found by the plan, the search read as a whole, the place on the board; on a desk and on a phone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests import scenarios
from tests.journeys.conftest import Serve, at_their_desks
from tests.journeys.desk import DESKTOP, PHONE, Screen


def again(days: float, child: str = "") -> dict[str, Any]:
    """Ada is reported missing so many days ago."""
    named = {"child": child} if child else {"child_name": "Ada Voll"}
    return dict(scenarios.missing_child(
        scenarios.now() - timedelta(days=days, minutes=40), who="Ada Voll, 14", where="Ada Voll's foster home", **named,
    ))


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda screen: screen.name)
def test_from_the_flag_to_the_plan_that_found_her_and_the_board(browser: Browser, serve: Serve, screen: Screen) -> None:
    from tutela.facts.missing import PlannedAction
    from tutela.foundations.kit import refs
    from tutela.practice.missing import operations as missing
    from tutela.record.occurrences.operations import PlanSaid

    with serve() as web, at_their_desks(browser, web, screen) as officers:
        desk = officers("Jo Lindqvist")
        desk.navigate("Missing children").follow("Children flagged as often missing").says("Nobody is flagged").axe()
        desk.navigate("Places and people").says("No place was named in these days", "Nobody was named in these days").axe().picture("board-empty")
        child = ""
        for days in (14, 7, 1):
            made = again(days, child)
            child = made["child"]
            at = scenarios.now() - timedelta(days=days, minutes=20)
            scenarios.act("ashworth", missing.returned, at, episode=made["episode"], returned_by="self")
        desk.go("/missing/flagged/").says("1 of 1 flagged without a live trigger plan", "Ada Voll", "3 times in 90 days", "None live", "owed since").axe()
        desk.picture("flagged").follow("No trigger plan").follow("Flag as often missing, or renew the flag").axe().press("Flag the child").axe()
        desk.says("Say why the child is flagged").picture("flag-form")
        until = (scenarios.now() + timedelta(days=80)).date()
        desk.fill(reason="Each time to one flat", until_day=until.day, until_month=until.month, until_year=until.year)
        desk.press("Flag the child").says("Flagged as often missing: Each time to one flat", "Take the flag off").axe()

        desk.follow("What the carers wrote beforehand").axe().press("Keep it").axe().says("Say who wrote it")
        desk.fill(given_by="Mrs Hale, her foster carer", description="Slim, scar on the chin", photo="With the home's file").picture("profile-form")
        desk.press("Keep it").says("Slim, scar on the chin", "Mrs Hale, her foster carer").axe()

        said = PlanSaid(actions=tuple(PlannedAction(what=w, who="response_officer@response", within=30) for w in ("Search the bus station", "Ring Marko")))
        scenarios.act("lindqvist", missing.write_trigger_plan, scenarios.now(), child=child, said=said)
        scenarios.act("siddiqui", missing.approve_trigger_plan, scenarios.now(), child=child)
        made = scenarios.missing_child(scenarios.now(), who="Ada Voll, 14", where="Ada Voll's foster home", child=child)
        episode = refs.key_of(made["episode"], "episode")
        handler = officers("Ashworth").go(f"/missing/episodes/{episode}/questionnaire/").says("Slim, scar on the chin (Mrs Hale", "With the home").axe()
        handler.picture("questionnaire")
        officer = officers("Osei").go(f"/missing/episodes/{episode}/found/").axe().says("Did an action of the trigger plan find them?", "2. Ring Marko")
        officer.picture("found-by-plan").fill(found_by="police", safe="yes", where="Pier", by_action=action_of(made["episode"], "Ring Marko"))
        officer.press("Record that the child was found").axe()
        desk.go(f"/missing/children/{refs.key_of(child, 'person')}/trigger-plan/").says("it found the child in 1", "1 of 1", "last used").axe()
        desk.picture("plan-used").follow("Take the flag off").axe().fill(why="Settled.").press("Take it off").hides("Flagged as often missing:")

        desk.go(f"/missing/episodes/{episode}/").follow("Report of the search, to print").says("Risk first graded", "No drift", "Ring Marko").axe()
        desk.picture("report", whole=True)
        desk.go(f"/missing/episodes/{episode}/enter-interview/").axe().fill(places="Disused hotel, Harbour Row", people="Marko, about 30")
        desk.press("Save what it brought")
        desk.navigate("Places and people").says("Disused hotel, Harbour Row", "Marko, about 30", "Not yet known").axe().picture("board")


def action_of(episode: str, what: str) -> str:
    """The key of an action of the plan, as the form offers it."""
    from tutela.record.enquiries.models import Action

    return str(Action.objects.get(enquiry__subject=episode, what=what).pk)
