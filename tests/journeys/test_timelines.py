"""The page of replay timelines in a real browser: on a desk, on a phone, on paper, by keyboard, without JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
OPEN_ALL = "document.querySelectorAll('details').forEach(each => each.open = true)"


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("opened", [False, True])
def test_axe_finds_nothing(page: Page, timelines: Path, width: int, opened: bool) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(timelines.as_uri())
    if opened:
        page.evaluate(OPEN_ALL)
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [320, 375, 1280])
def test_nothing_scrolls_sideways(page: Page, timelines: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(timelines.as_uri())
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_asks_for_nothing_but_its_own_assets(page: Page, timelines: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(timelines.as_uri(), wait_until="networkidle")
    beside = (timelines.parent / "static").as_uri()
    assert [url for url in asked if url != timelines.as_uri() and not url.startswith(beside)] == []


def test_the_story_is_told_without_javascript(browser: Browser, timelines: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(timelines.as_uri())
    page.get_by_role("navigation").get_by_role("link", name="The child & the wait").first.click()
    expect(page.get_by_role("img", name="The child & the wait: As it happened").first).to_be_visible()
    page.locator("summary", has_text="The same as a table: 4 facts, 10 alerts").first.click()
    table = page.get_by_role("table", name="as it happened, everything in order").first
    expect(table.get_by_role("row").filter(has_text="rung 2 of 2")).to_contain_text("told again 5 times, until Mon 16 May 15:30")
    context.close()


def test_the_keyboard_comes_first_to_the_skip_link(page: Page, timelines: Path) -> None:
    page.goto(timelines.as_uri())
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to main content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_phone_gets_the_narrow_picture_and_paper_the_wide_one_with_every_table(page: Page, timelines: Path) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(timelines.as_uri())
    expect(page.locator(".app-figure__picture--narrow").first).to_be_visible()
    expect(page.locator(".app-figure__picture--wide").first).to_be_hidden()
    page.set_viewport_size({"width": 1000, "height": 640})
    page.emulate_media(media="print")
    expect(page.locator(".app-figure__picture--wide").first).to_be_visible()
    expect(page.get_by_role("table", name="everything in order").first.locator("td").first).to_be_visible()
