"""A boy with a past is reported: questions answered or not asked, a level below the one suggested and its second line; a plan, a search, a promise."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from tests import scenarios
from tests.journeys.conftest import Serve, at_their_desks
from tests.journeys.desk import DESKTOP, PHONE, Screen
from tutela.law.missing.questions import QUESTIONS


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda screen: screen.name)
def test_asked_graded_read_and_planned(browser: Browser, serve: Serve, screen: Screen) -> None:
    with serve() as web, at_their_desks(browser, web, screen) as officers:
        desk = officers("Jo Lindqvist")
        desk.navigate("Missing children").follow("Questionnaires").says("Every questionnaire that is owed is complete").axe()
        at = scenarios.now() - timedelta(minutes=10)
        made = scenarios.missing_child(
            at, who="Riley Marsh, 15", where="8 Orchard Close", child_name="Riley Marsh", concerns=("firearms", "weapons", "suicide"),
        )
        episode = f"/missing/episodes/{made['episode'].removeprefix('e:')}/"
        desk.go("/missing/questionnaires/").says("MIS-", "0% (0 of").axe().picture("questionnaires", whole=True)

        fim = officers("Tremlett").go(episode).says("No answer yet").axe()
        fim.follow("Questionnaire").says(f"0 of {len(QUESTIONS)} questions answered").axe().picture("questionnaire", whole=True)
        fim.fill(phone="07700 900 111, off since six", abroad_is="yes", abroad="His passport is gone").open("Not asked?")
        fim.fill(description_not_asked="The carer had rung off").press("Save").says("His passport is gone", "Not asked: The carer had rung off").axe()
        fim.follow("Ports or Child Rescue Alert").axe().fill(kind="ports", asked="yes", why="An uncle flies tonight.").press("Save the decision")

        fim.follow("Grade the risk").says("Firearms: how does it affect the risk?").hides("Suggested: High").axe().picture("grade", whole=True)
        fim.fill(level="medium", rationale="Rang his mother at eight.", effect_firearms="none", because_firearms="A cousin's, seized in May.")
        fim.press("Save the level").says("Your level is below the one suggested", "Suggested: High").axe().picture("override", whole=True)
        fim.fill(override="He rang at eight from his aunt's landline.", effect_weapons="none", because_weapons="As above.")
        fim.fill(effect_suicide="lowers", because_suicide="Seen by his nurse today, well.").press("Save the answers").axe()

        fim.follow("Record the plan").axe().fill(hypotheses="At his aunt's").press("Save the plan").tells("A plan without an action does not count")
        fim.follow("Record an enquiry").axe().fill(what="Rang his aunt", result="Officers will check the hotel").press("Save the enquiry")
        fim.says("Said, and nobody's action yet").axe().picture("promise", whole=True)
        fim.follow("Officers will check the hotel").axe().fill(who_1="PC Osei", within_1="30").press("Save the plan")
        fim.says("Officers will check the hotel").hides("Said, and nobody")
        fim.follow("Record a search").axe().fill(what="premises", where="Flat 2", power="consent", result="Not there.").press("Save the search")
        fim.says("Flat 2", "Consent of whoever lives there").axe()

        second = officers("Voss").go(episode).follow("Read the grading").says("Rang his mother at eight", "Suggested: High").axe()
        second.picture("second-line", whole=True).fill(outcome="raised", reason="A phone call is no sighting.").press("Save").axe()
