"""Who is sent summaries is set, a carer confirmed by another, one that failed seen to; an old log is taken in; what is kept outside is said."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import scenarios
from tests.journeys.conftest import Serve, at_their_desks
from tests.journeys.desk import DESKTOP, PHONE, Screen


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda screen: screen.name)
def test_summaries_are_set_confirmed_and_one_that_cannot_be_sent_is_told(browser: Browser, serve: Serve, screen: Screen) -> None:
    from tutela.foundations.kit import refs
    from tutela.practice.missing import operations as missing
    from tutela.practice.missing.operations.returning import Told

    with serve() as web, at_their_desks(browser, web, screen) as officers:
        made = scenarios.missing_child(scenarios.now() - timedelta(hours=5), who="Ada Voll, 14", child_name="Ada Voll")
        child = refs.key_of(made["child"], "person")
        desk = officers("Jo Lindqvist").go(f"/missing/children/{child}/summaries/").says("Nobody is set", "No summary has been sent yet").axe()
        desk.follow("Add who is sent summaries").axe().press("Add").says("There is a problem").axe()
        desk.fill(to="care_home", agency="The Larches", name="Night staff", email="night@larches.example").press("Add")
        desk.says("Waits for a second person", "Sent nothing").axe().picture("summaries-waits")
        inspector = officers("Farah Siddiqui").go(desk.path).follow("Confirm a carer").axe().fill(why="The home's own box.").press("Confirm")
        inspector.says("Is sent summaries", "The home's own box.").axe()
        scenarios.act(
            "brand", missing.record_return, scenarios.now() - timedelta(hours=1), episode=made["episode"], told=Told(where=("Pier",)), seen="seen", alone=True,
            now_at="home",
        )
        desk.go(desk.path).says("Return summary", "The Larches").axe().picture("summaries", whole=True)
        search = refs.key_of(made["episode"], "episode")
        desk.go(f"/missing/episodes/{search}/").says("Summaries to partners").follow("See to a summary").axe()
        desk.picture("summary-see-to").fill(how="told", person="Night lead Moss").page.get_by_label("The carers' home: The Larches").check()
        desk.press("Save").tells("Saved.")
        desk.go(f"/missing/children/{child}/summaries/").says("Night lead Moss was told").follow("Stop sending to somebody").axe()
        desk.fill(why="She has moved.").press("Stop sending").says("She has moved.").axe()


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda screen: screen.name)
def test_an_old_log_is_taken_in_and_what_is_kept_outside_is_said(browser: Browser, serve: Serve, screen: Screen, tmp_path: Path) -> None:
    with serve() as web, at_their_desks(browser, web, screen) as officers:
        day = (scenarios.now() - timedelta(days=9)).strftime("%d/%m/%Y")
        good, bad = tmp_path / "log.csv", tmp_path / "bad.csv"
        good.write_text(f"Name,DOB,Type,Date added\nTia Lowe,03/04/2012,CSE,{day}\n", encoding="utf-8")
        bad.write_text(f"Name,DOB,Type,Date added\nTia Lowe,03/04/2012,trouble,{day}\n", encoding="utf-8")
        desk = officers("Jo Lindqvist").navigate("Measures").follow("The team's old logs").says("No file was taken in yet").axe()
        desk.follow("Exploitation log").axe()
        desk.page.get_by_label("The log as a CSV file").set_input_files(bad)
        desk.page.get_by_label("Nobody in this file is real").check()
        desk.press("Upload and look through it").says("1 rejected", "A concern by its name").axe().picture("log-rejects", whole=True)
        desk.press("Throw this file away").tells("The file is thrown away.").follow("Exploitation log")
        desk.page.get_by_label("The log as a CSV file").set_input_files(good)
        desk.page.get_by_label("Nobody in this file is real").check()
        desk.press("Upload and look through it").says("1 new", "Tia Lowe").axe().picture("log-preview")
        desk.press("Take all of it in").tells("Nobody was told of it.").says("1 new, 0 known before").axe()
        desk.go("/reports/measures/").follow("What we still keep outside").says("You have not answered this month.").axe()
        desk.fill(kind="spreadsheet", what="Who is due a call", needs="A list of calls by day").press("Save my answer")
        desk.says("Who is due a call", "Jo Lindqvist").axe().picture("kept-outside", whole=True)
