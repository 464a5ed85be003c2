"""What the room learns from its own records: calls that are reviewed, decisions with their results, topics of power hours; on a desk and on a phone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from tests import scenarios
from tests.journeys.conftest import Serve, at_their_desks
from tests.journeys.desk import DESKTOP, PHONE, Screen


def closed_calls(number: int) -> None:
    """Closed logs about children, of the days before."""
    from tutela.record.occurrences.models import Incident

    for n in range(number):
        scenarios.missing_child(scenarios.now() - timedelta(hours=30 + n), who=f"Child {n}", child_name=f"Child {n}")
    Incident.objects.all().update(closed_at=scenarios.now() - timedelta(hours=20), closed_by="o:1")


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda screen: screen.name)
def test_a_manager_draws_calls_and_marks_one(browser: Browser, serve: Serve, screen: Screen) -> None:
    with serve() as web, at_their_desks(browser, web, screen) as officers:
        closed_calls(5)
        desk = officers("Dawn Pickersgill").navigate("Supervise the room").follow("Call reviews of the month")
        desk.says("Dawn Pickersgill", "0 of 4").axe().picture("managers").follow("Dawn Pickersgill")
        desk.says("Still owed: 4, of which about children: 2.", "No call has been drawn").axe().press("Draw calls")
        desk.tells("Calls drawn: 4.").axe().picture("calls")
        desk.through(desk.page.locator("main a[href$='/review-call/']")).says("Review the call", "THRIVE").axe()
        desk.press("Save the review").says("Mark the questions", "Say whether the grade was right").axe()
        desk.fill(thrive="partly", questions="good", evidence_advice="not_applicable", markers_used="poor", graded_right="yes", quality="3")
        desk.fill(text="Ask who else lives there.").picture("review-call").press("Save the review").tells("The review is saved.")
        desk.go("/contact/calls/").follow("Dawn Pickersgill").says("Reviewed: 1 of 4.", "Markers and checks used: Poor", "has not read it yet").axe()
        handler = officers("Tom Ashworth").navigate("Feedback").says("Ask who else lives there.")
        assert handler.page.locator("h1").count() == 1


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda screen: screen.name)
def test_a_decision_says_what_the_child_is_to_have_and_what_came_and_a_theme_becomes_a_topic(browser: Browser, serve: Serve, screen: Screen) -> None:
    with serve() as web, at_their_desks(browser, web, screen) as officers:
        made = scenarios.missing_child(scenarios.now() - timedelta(minutes=40))
        incident = f"/contact/incidents/{made['incident'].partition(':')[2]}/"
        desk = officers("Dawn Pickersgill").go(f"{incident}decide/").says("What is the child to have of it?").axe().picture("decide")
        desk.press("Save the decision").says("Write what you decided").axe().fill(of="deployment", what="NS21 to the home.", why="She is nine.")
        desk.press("Save the decision").tells("Say soon what the child is to have of it").says("Not said yet").axe()
        desk.go(f"{incident}expect/").axe().fill(result="Seen tonight.").press("Save").says("Seen tonight.")
        desk.go(f"{incident}result/").says("Seen tonight.").axe().fill(met="partly", result="Seen; her brother not.").picture("result")
        desk.press("Save what came of it").says("In part", "Seen; her brother not.").axe()
        desk.go("/contact/feedback/themes/").says("Topics of the power hour", "No topic has been chosen yet.").axe().fill(shift="late", theme="voice")
        desk.press("Save").tells("It is the topic of the shift's next power hour.").says("Not held yet").axe().picture("topics")


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda screen: screen.name)
def test_the_advice_is_sent_where_it_is_safe_and_seen_on_the_log(browser: Browser, serve: Serve, screen: Screen) -> None:
    with serve() as web, at_their_desks(browser, web, screen) as officers:
        made = scenarios.missing_child(scenarios.now() - timedelta(minutes=5), concern="online_abuse", who="A boy of 14", child_name="Ned Orr")
        incident = f"/contact/incidents/{made['incident'].partition(':')[2]}/"
        desk = officers("Tom Ashworth").go(incident).follow("Send the advice in writing").says("Whoever reads it may be the abuser.").axe()
        desk.fill(address="aunt@example.org").press("Send the advice").says("tell it in words and send nothing").axe().picture("send-advice")
        desk.page.get_by_label("The caller says that nobody else reads there").check()
        desk.press("Send the advice").tells("Sent is not told").says("Message with the advice, to aunt@example.org", "Not told").axe()
