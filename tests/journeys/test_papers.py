"""A paper booklet is scanned in on a phone, the search says that it is paper only, and the return form written from it ends that."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import scenarios
from tests.journeys.conftest import Serve, at_their_desks
from tests.journeys.desk import DESKTOP, PHONE, Screen


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda screen: screen.name)
def test_a_scanned_booklet_is_written_into_the_return_form(browser: Browser, serve: Serve, screen: Screen, tmp_path: Path) -> None:
    from tutela.practice.missing import operations as missing

    scan = tmp_path / "booklet.pdf"
    scan.write_bytes(b"%PDF-1.7 an invented booklet")
    with serve() as web, at_their_desks(browser, web, screen) as officers:
        made = scenarios.missing_child(scenarios.now(), who="Ada Voll, 14", child_name="Ada Voll", where="Ada Voll's foster home")
        scenarios.act("ashworth", missing.returned, scenarios.now(), episode=made["episode"], returned_by="self")
        address = f"/missing/episodes/{made['episode'].partition(':')[2]}"
        officer = officers("Grace Osei").go(f"{address}/attach/").axe().picture("attach", whole=True).press("Attach it").says("Choose the file").axe()
        officer.fill(kind="booklet", title="Booklet of this evening", nothing_indecent="on")
        officer.page.locator("main form.app-form input[type=file]").set_input_files(scan)
        officer.press("Attach it").tells("The booklet is attached").says("Paper only: not searchable").axe().picture("paper-only")
        desk = officers("Jo Lindqvist").go(f"{address}/return/").says("is on paper only").axe()
        desk.fill(seen="not_now", where="Quarry Hut, Mill Road", from_paper="Booklet of this evening").press("Save the return form")
        desk.says("Quarry Hut, Mill Road").hides("Paper only: not searchable").axe()
