"""The room as its supervisor sees it: what waits, stepping in on one log, and the log that keeps it; on a desk and on a phone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser

from tests import scenarios
from tests.journeys.conftest import Serve, at_their_desks
from tests.journeys.desk import DESKTOP, PHONE, Screen


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda screen: screen.name)
def test_a_supervisor_sees_who_waits_longest_and_steps_in(browser: Browser, serve: Serve, screen: Screen) -> None:
    from tutela.practice.contact import operations as contact

    with serve() as web, at_their_desks(browser, web, screen) as officers:
        desk = officers("Gill Tremlett")
        desk.navigate("Supervise the room").says("No open log concerns a child.").axe()
        for hours, name in ((5, "Ada Voll"), (3, "Ben Ilk"), (1, "Cleo Marr")):
            made = scenarios.missing_child(scenarios.now() - timedelta(hours=hours), who=name, child_name=name, where=f"{name}'s foster home")
        scenarios.act("ashworth", contact.dispatch, scenarios.now(), incident=made["incident"], resource="NS21")
        desk.go("/contact/board/").says("Open logs about a child: 3. Nobody sent: 2.", "Nobody sent for 5 h", "On the way", "Not graded").axe()
        desk.picture("board").follow("Nobody sent (2)").says("Ada Voll", "Ben Ilk").axe()
        desk.follow("All (3)").through(desk.page.locator("main a[href$='/intervene/']")).says("Step in", "Ada Voll").axe()
        desk.press("Save").says("Choose what you did", "Write what you said or did").axe()
        desk.fill(how="directed", with_whom="Lee Burrow", text="NS22 goes now; Lee rings the foster home.").picture("step-in").press("Save")
        desk.says("A supervisor stepped in", "NS22 goes now").axe()
        desk.go("/contact/board/").says("stepped in", "Nobody sent for 5 h").axe()


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda screen: screen.name)
def test_children_on_record_are_confirmed_an_appointment_asked_for_and_declined(browser: Browser, serve: Serve, screen: Screen) -> None:
    from tutela.demo.introducing import introduce

    with serve() as web, at_their_desks(browser, web, screen) as officers:
        for name, year in (("Ada Tarn", 2017), ("Ben Tarn", 2020)):
            scenarios.act("lindqvist", introduce, scenarios.now(), name=name, born=date(year, 5, 1), address="41 Mill Rise, Northport", postcode="NS3 7MR")
        desk = officers("Tom Ashworth").go("/contact/incidents/new/").open("First grade and assessment")
        desk.fill(who="Mrs Tarn", where="41 Mill Rise, Northport", why_worried="He is shouting again.", missing="no", concern="domestic_abuse", grade="prompt")
        desk.submit().says("Children who live there", "Ada Tarn", "Ben Tarn").axe().picture("household").press("Save").says("Ada Tarn", "Ben Tarn")
        incident = desk.path
        desk.follow("Give to telephone resolution").axe().fill(team="Initial inquiry team", why="Busy.").press("Give it to them")
        desk.says("A child's incident put to telephone resolution").axe()
        desk.go(incident).follow("Ask for an appointment").says("No later than", "Which children are safe until then?").axe().picture("appointment")
        later = scenarios.now() + timedelta(hours=5)
        desk.fill(for_when_day=str(later.day), for_when_month=str(later.month), for_when_year=str(later.year), for_when_time=later.strftime("%H:%M"))
        desk.fill(why="She asks for it.", how="Both are at their aunt's.").press("Ask").says("Asked to lower to Scheduled")
        officer = officers("Gill Tremlett").go(incident).follow("Decide the request to lower")
        officer.says("is asked for, in place of going now", "Not each child is said to be safe").axe().picture("decide-appointment")
        officer.fill(decision="decline", reason="Nobody has seen Ben.").submit()
        officer.go("/contact/deferrals/").says("one attempt to put off going to a child was refused", "Tom Ashworth", "contact.no-telephone").axe()


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda screen: screen.name)
def test_feedback_on_a_report_is_read_by_who_took_it_and_counted(browser: Browser, serve: Serve, screen: Screen) -> None:
    from tutela.practice.contact import operations as contact

    with serve() as web, at_their_desks(browser, web, screen) as officers:
        desk = officers("Tom Ashworth").navigate("Feedback").says("No reviewer has scored a report of yours.").axe()
        made = scenarios.missing_child(scenarios.now() - timedelta(minutes=40))
        given = {"decision": "none", "text": "No address asked for.", "quality": 2, "themes": ("questions",)}
        scenarios.act("tremlett", contact.review, scenarios.now(), incident=made["incident"], **given)
        desk.go("/contact/feedback/").says("2 of 5", "No address asked for.", "Questions asked").axe().picture("feedback")
        desk.through(desk.page.locator("main a[href$='/note-feedback/']")).says("Feedback on your record", "2 of 5").axe()
        desk.press("I have read it").says("Its author took note of the feedback")
        desk.go("/contact/feedback/").says("You took note")
        officer = officers("Gill Tremlett").navigate("Supervise the room").follow("Feedback by shift").axe().picture("themes")
        officer.says("Late, 15:00 to 23:00", "2.0").follow("The month before").says("None").axe()
