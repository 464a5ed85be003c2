"""The return form at the door, on a small phone: with one thumb, through a lost network, once."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, expect

from tests import scenarios
from tests.journeys.conftest import Serve, at_their_desks
from tests.journeys.desk import DESKTOP, PHONE, Desk, Screen

HELD: Final = """() => new Promise((resolve) => {
  const opening = indexedDB.open('tutela-drafts', 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore('held')
  opening.onsuccess = () => {
    opening.result.transaction('held').objectStore('held').count().onsuccess = (event) => { resolve(event.target.result); opening.result.close() }
  }
})"""
"""How many keys the device holds."""
SMALL: Final = Screen("small phone", 360, 740)


def gone(name: str = "Ada Voll") -> dict[str, Any]:
    return scenarios.missing_child(scenarios.now(), who=f"{name}, 14", child_name=name, where=f"{name}'s foster home")


def at_the_form(desk: Desk, made: dict[str, Any]) -> str:
    address = f"/missing/episodes/{made['episode'].removeprefix('e:')}/return/"
    desk.go(address)
    desk.page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    return address


def facts(made: dict[str, Any]) -> list[Any]:
    from tutela.law.kernel.subjects import Subject
    from tutela.record.chronology.queries import facts_about

    return facts_about([Subject("episode", made["episode"])], types=["missing.ReturnRecorded"])


@pytest.mark.parametrize("screen", [DESKTOP, PHONE, SMALL], ids=lambda screen: screen.name)
def test_the_form_is_filled_in_and_everybody_sees_it(browser: Browser, serve: Serve, screen: Screen) -> None:
    with serve() as web, at_their_desks(browser, web, screen) as officers:
        made = gone()
        desk = officers("Jo Lindqvist")
        at_the_form(desk, made)
        desk.axe().picture("return-form", whole=True).press("Save the return form").says("Say whether the child was seen").axe()
        desk.fill(seen="refused", words="Leave me alone.", now_at="foster").press("Save the return form")
        desk.tells("A second attempt is owed").says("Second attempt owed")
        desk.follow("Return form").says("The child would not see us").axe()
        desk.fill(
            seen="seen", alone="yes", words="He said I owed him.", found_by="police", where="Disused hotel, Harbour Row\nBus station", worrying="on",
            met_1="Marko, about 30", age_1="adult", vehicles="AB12 CDE, grey van", phones="07700 900123", reasons=("debt",), talks_to="Youth worker Brandt",
        ).press("Save the return form").tells("The return form is saved")
        desk.says("Marko, about 30", "Disused hotel, Harbour Row", "Not asked or not recorded").axe().picture("episode-with-return", whole=True)
        desk.go("/missing/").says("Return form").axe()
        desk.go(f"/missing/episodes/{made['episode'].removeprefix('e:')}/").follow("Disused hotel, Harbour Row").says("A child who was missing was here").axe()


@pytest.mark.requirement("XX-017")
def test_a_lost_network_costs_no_word_it_is_sent_once_when_it_is_back_and_a_scan_is_no_form(browser: Browser, serve: Serve, tmp_path: Path) -> None:
    with serve() as web, at_their_desks(browser, web, SMALL) as officers:
        made = gone()
        desk = officers("Jo Lindqvist")
        address = at_the_form(desk, made)
        page, network = desk.page, desk.page.context
        desk.fill(seen="seen", alone="yes", words="He said I owed him.")
        page.wait_for_timeout(1200)
        network.set_offline(True)
        page.reload()
        desk.says("Go on writing")
        expect(page.locator("[name=words]")).to_have_value("He said I owed him.")
        kept = page.evaluate("JSON.stringify({...localStorage})")
        assert "owed him" not in kept, "encrypted"
        desk.settled().axe().picture("return-form-without-network", whole=True)
        desk.fill(where="Disused hotel", now_at="foster")
        page.get_by_role("button", name="Save the return form").click()
        expect(page.locator("main")).to_contain_text("Kept, and not yet sent", use_inner_text=True)
        assert facts(made) == []
        page.reload()
        expect(page.locator("main")).to_contain_text("Kept, and not yet sent", use_inner_text=True)
        network.set_offline(False)
        page.wait_for_url(lambda url: "/return/" not in url, timeout=30_000)
        desk.says("Sent now that the network is back: The child is back", "The return form is saved", "Disused hotel", "He said I owed him.")
        assert [f.data.words for f in facts(made)] == ["He said I owed him."]
        assert "tutela-draft:" not in page.evaluate("JSON.stringify(Object.keys(localStorage))")
        page.goto(address)
        expect(page.locator("[name=words]")).to_have_value("")
        from tutela.practice.missing import operations as missing
        from tutela.record.duties.models import Duty

        other = gone("Kit Darrow")
        scenarios.act("ashworth", missing.returned, scenarios.now(), episode=other["episode"], returned_by="self")
        scan = tmp_path / "booklet.pdf"
        scan.write_bytes(b"%PDF-1.7 an invented booklet")
        desk.go(f"/missing/episodes/{other['episode'].removeprefix('e:')}/attach/").fill(kind="booklet", title="Booklet of tonight", nothing_indecent="on")
        page.locator("main form.app-form input[type=file]").set_input_files(scan)
        desk.press("Attach it").tells("The booklet is attached").says("Paper only: not searchable")
        owed = Duty.objects.filter(ref=other["episode"], code__in=("missing.return-visit", "missing.return-interview", "missing.transcription"))
        assert set(owed.values_list("state", flat=True)) == {"open"}


def test_what_is_sent_as_the_network_goes_is_kept_and_sent_once_from_wherever_one_is(browser: Browser, serve: Serve) -> None:
    with serve() as web, at_their_desks(browser, web, SMALL) as officers:
        made = gone()
        desk = officers("Jo Lindqvist")
        at_the_form(desk, made)
        page, network = desk.page, desk.page.context
        desk.fill(seen="seen", words="I was at the pier.")
        page.wait_for_timeout(1200)
        network.set_offline(True)
        page.get_by_role("button", name="Save the return form").click()
        expect(page.locator("main")).to_contain_text("Kept, and not yet sent", use_inner_text=True)
        page.close()   # the phone is put away
        network.set_offline(False)
        page = network.new_page()
        page.goto("/missing/")
        expect(page.locator("main .app-draft")).to_contain_text("Sent now that the network is back", timeout=30_000)
        assert [f.data.words for f in facts(made)] == ["I was at the pier."]


def test_a_server_killed_in_mid_form_costs_no_word_and_what_was_sent_is_done_once(browser: Browser, serve: Serve) -> None:
    """Killed while somebody writes, and its whole group with it; what they send to nobody is sent by itself once the server stands again."""
    with serve() as web, at_their_desks(browser, web, SMALL) as officers:
        made = gone()
        desk = officers("Jo Lindqvist")
        at_the_form(desk, made)
        desk.fill(seen="seen", alone="yes", words="I was at the pier.")
        desk.page.wait_for_timeout(1200)
        server = web.children["web"]
        assert server.pid
        os.killpg(server.pid, signal.SIGKILL)
        desk.page.get_by_role("button", name="Save the return form").click()
        expect(desk.page.locator("main")).to_contain_text("Kept, and not yet sent", use_inner_text=True)
        assert facts(made) == []
        while server.restarts == 0:
            server.watch()   # as the product watches over it
        web.wait()
        desk.page.wait_for_url(lambda url: "/return/" not in url, timeout=30_000)
        desk.says("Sent now that the network is back: The child is back", "The return form is saved", "I was at the pier.")
        assert [f.data.words for f in facts(made)] == ["I was at the pier."]


def test_two_clicks_and_two_tries_are_one_record(browser: Browser, serve: Serve) -> None:
    with serve() as web, at_their_desks(browser, web, SMALL) as officers:
        made = gone()
        desk = officers("Jo Lindqvist")
        at_the_form(desk, made)
        desk.fill(seen="seen", words="I was at the pier.")
        again = "async () => { const form = document.querySelector('main form.app-form'); const body = new URLSearchParams(new FormData(form));" \
            " await Promise.all([1, 2].map(() => fetch(location.pathname, {method: 'POST', body}))) }"
        desk.page.evaluate(again)
        desk.press("Save the return form")
        assert len(facts(made)) == 1


def test_signing_out_leaves_no_word_and_no_key_behind(browser: Browser, serve: Serve) -> None:
    with serve() as web, at_their_desks(browser, web, DESKTOP) as officers:
        made = gone()
        desk = officers("Jo Lindqvist")
        at_the_form(desk, made)
        desk.fill(seen="seen", words="I was at the pier.")
        desk.page.wait_for_timeout(1200)
        assert desk.page.evaluate(HELD) == 1
        desk.page.get_by_role("button", name="Sign out").click()
        desk.page.wait_for_url(lambda url: "sign-" in url)
        assert "tutela-draft:" not in desk.page.evaluate("() => JSON.stringify(Object.keys(localStorage))")
        assert desk.page.evaluate(HELD) == 0
