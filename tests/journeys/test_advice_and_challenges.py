"""A specialist is asked, answers, and the advice is weighed; a constable challenges a grading and is answered; on a desk and on a phone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from tests import scenarios
from tests.journeys.conftest import Serve, at_their_desks
from tests.journeys.desk import DESKTOP, PHONE, Screen


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda screen: screen.name)
def test_advice_is_asked_given_and_weighed_and_a_grading_is_challenged_and_answered(browser: Browser, serve: Serve, screen: Screen) -> None:
    with serve() as web, at_their_desks(browser, web, screen) as officers:
        made = scenarios.missing_child(scenarios.now() - timedelta(minutes=40), who="Ada Voll", child_name="Ada Voll", where="8 Orchard Close")
        incident = f"/contact/incidents/{made['incident'].partition(':')[2]}/"
        desk = officers("Tom Ashworth")
        desk.go(incident).says("No specialist was asked.", "No decision was challenged.").follow("Ask a specialist").axe()
        desk.press("Ask").says("Choose whom you ask", "Write what you ask").axe()
        desk.fill(to="detective_inspector@investigation", text="The film is on his phone. May we take it?").picture("ask").press("Ask")
        desk.says("No answer yet").axe()
        desk.follow("Give a specialist's advice").says("The film is on his phone").axe()
        desk.fill(text="Take it and leave it on.", person="DI Voss, by telephone").press("Save the advice").says("Not said yet", "DI Voss, by telephone").axe()
        officers("Gill Tremlett").go("/contact/board/").says("Advice (1)").axe().follow("Advice (1)").says("Ada Voll").axe()
        desk = officers("Tom Ashworth").go(incident).follow("Was the advice acted on?").axe()
        desk.fill(decision="not_acted_on").press("Save").says("Say why the advice was not acted on.").axe()
        desk.fill(decision="not_acted_on", reason="He left with it.").press("Save").says("Not acted on: He left with it.").axe()
        desk.follow("Grade the response").fill(grade="prompt", rationale="With a friend.").press("Save the grade").go(incident)
        desk.follow("Challenge a decision").says("What else might be happening?").axe()
        desk.press("Send the challenge").says("Choose which decision", "Say what the decision misses").axe()
        desk.page.locator("main input[name=decision]").first.check()
        desk.fill(why="Nobody has seen her since Tuesday.").picture("challenge").press("Send the challenge").says("No answer yet").axe()
        desk = officers("Gill Tremlett").go(incident).says("No answer yet").picture("challenged").follow("Answer a challenge").axe()
        desk.press("Save the answer").says("Say why it stands").axe()
        desk.fill(decision="changed", why="Right: somebody goes now.").press("Save the answer").says("Changed: Right: somebody goes now.").axe()
