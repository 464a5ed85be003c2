"""Signing in, locking and the force's provider in a real browser: at a desk, on a phone, by axe, without JavaScript."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from django.db import transaction
from playwright.sync_api import Browser, Page, expect

from tests.foundations.access import identity_provider, world
from tests.foundations.access.identity_provider import CLIENT, SECRET
from tutela.config import environment
from tutela.foundations.access.models import Session
from tutela.foundations.kit import clock

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WIDTHS = pytest.mark.parametrize("width", [1280, 390])


def training() -> None:
    """A small training force with people on duty."""
    now = clock.wall()
    with transaction.atomic():
        world.force(training=True)
        for name, rank, *posts in (
            ("Priya Nair", "Staff", "call_handler@contact"), ("Marcus Hale", "Inspector", "fim@contact"),
            ("Grace Osei", "Constable", "response_officer@response"),
            ("Farah Siddiqui", "Inspector", "cii@missing", "inspector@missing"), ("Ruth Okonkwo", "Superintendent", "superintendent@contact"),
            ("Lena Marsh", "Detective Constable", "offender_manager@offenders"),
        ):
            who = world.officer(name, *posts, rank=rank)
            if name != "Lena Marsh":
                world.on_duty(who, posts[0], now - timedelta(hours=1), now + timedelta(hours=7))


def in_service() -> None:
    """A small force in service, with a call handler."""
    with transaction.atomic():
        world.force()
        world.account(world.officer("Iris Bell", "call_handler@contact", "dispatcher@contact"))


def well_made(page: Page, width: int, name: str) -> None:
    """Axe finds nothing, nothing scrolls sideways, nothing broke the policy; with TUTELA_PICTURES set, a picture is kept to be looked at."""
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if kept := os.environ.get("TUTELA_PICTURES"):
        page.screenshot(path=str(Path(kept) / f"{name}-{width}.png"), full_page=True)


@pytest.fixture
def watched(page: Page, width: int) -> Any:
    """A page of a width, of which every complaint of the browser fails the test."""
    page.set_viewport_size({"width": width, "height": 800})
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" and "Failed to load resource" not in said.text else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []


def sign_in(page: Page, served: str, *, steps: int = 0) -> None:
    """Password, then code."""
    page.goto(f"{served}/account")
    page.get_by_label("User name").fill("iris")
    page.get_by_label("Password", exact=True).fill(world.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Code").fill(world.code_of(steps=steps))
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    page.wait_for_load_state()  # its scripts have started


@WIDTHS
def test_password_code_account_lock_and_back(watched: Page, served: str, width: int) -> None:
    in_service()
    page = watched
    page.goto(f"{served}/account")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter your user name")
    well_made(page, width, "sign-in-error")
    page.goto(f"{served}/account")
    well_made(page, width, "sign-in")
    page.get_by_label("User name").fill("iris")
    page.get_by_label("Password", exact=True).fill(world.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    well_made(page, width, "code")
    page.get_by_label("Code").fill(world.code_of())
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    well_made(page, width, "account")
    page.goto(f"{served}/account/sessions")
    well_made(page, width, "sessions")
    page.goto(f"{served}/account/password")
    well_made(page, width, "password")
    page.goto(f"{served}/account/authenticator")
    well_made(page, width, "authenticator")
    page.goto(f"{served}/account")
    page.get_by_role("button", name="Make new ones").click()
    well_made(page, width, "recovery-codes")
    page.goto(f"{served}/account")
    page.get_by_role("button", name="Lock now").click()
    expect(page.get_by_role("heading", name="Locked")).to_be_visible()
    well_made(page, width, "locked")
    page.get_by_label("Password, or the 6 digits").fill(world.PASSWORD)
    page.get_by_role("button", name="Unlock").click()
    expect(page).to_have_url(f"{served}/account")


@WIDTHS
def test_invented_officers(watched: Page, served: str, width: int) -> None:
    training()
    page = watched
    page.goto(f"{served}/account")
    well_made(page, width, "sign-in-training")
    page.get_by_role("button", name="Choose whom to sign in as").click()
    well_made(page, width, "sign-in-as")
    page.get_by_role("button", name="Marcus Hale").click()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    expect(page.get_by_text("Marcus Hale, Inspector")).to_be_visible()
    page.goto(f"{served}/roster")
    well_made(page, width, "denied")


@pytest.mark.parametrize("width", [1280])
def test_the_page_hides_itself_when_the_session_locks_and_comes_back(watched: Page, served: str) -> None:
    in_service()
    page = watched
    sign_in(page, served)
    Session.objects.update(seen_at=clock.wall() - timedelta(minutes=11))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_role("heading", name="Locked")).to_be_visible()
    page.get_by_label("Password, or the 6 digits").fill(world.PASSWORD)
    page.get_by_role("button", name="Unlock").click()
    expect(page).to_have_url(f"{served}/account")


@pytest.mark.parametrize("width", [1280])
def test_who_writes_in_a_page_keeps_it_open(watched: Page, served: str) -> None:
    in_service()
    page = watched
    sign_in(page, served)
    Session.objects.update(seen_at=clock.wall() - timedelta(minutes=9))
    page.keyboard.press("Tab")
    with page.expect_response(lambda answer: "/locked/here?active=1" in answer.url) as asked:
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert asked.value.json() == {"left": 600}
    assert clock.wall() - Session.objects.get(locked_at=None).seen_at < timedelta(minutes=1)


@WIDTHS
def test_what_was_sent_while_locked_is_sent_after_unlocking(watched: Page, served: str, width: int) -> None:
    in_service()
    page = watched
    sign_in(page, served)
    Session.objects.update(seen_at=clock.wall() - timedelta(minutes=11))
    page.evaluate(SEND)
    expect(page.get_by_text("What you sent is kept")).to_be_visible()
    well_made(page, width, "locked-kept")
    page.get_by_label("Password, or the 6 digits").fill(world.PASSWORD)
    page.get_by_role("button", name="Unlock").click()
    expect(page.get_by_text("Seen at the harbour")).to_be_visible()
    well_made(page, width, "held")
    page.get_by_role("button", name="Send it now").click()
    expect(page.locator("body")).to_have_text("POST Seen at the harbour")


def test_all_of_it_works_without_javascript(browser: Browser, served: str) -> None:
    in_service()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, served)
    page.get_by_role("button", name="Act in this role").first.click()
    expect(page.get_by_text("You now act as")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You are signed out")).to_be_visible()
    context.close()


@pytest.mark.parametrize("width", [1280])
def test_by_the_forces_provider(watched: Page, served: str, width: int, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    in_service()
    page = watched
    with identity_provider.running() as provider:
        for name, value in ("ISSUER", provider.address), ("CLIENT", CLIENT), ("SECRET", SECRET), ("NAME", "your Northshire account"):
            monkeypatch.setenv(f"TUTELA_OIDC_{name}", value)
        settings.SOCIALACCOUNT_PROVIDERS = environment.provider()
        page.goto(f"{served}/account")
        well_made(page, width, "sign-in-provider")
        page.get_by_role("button", name="Sign in with your Northshire account").click()
        expect(page.get_by_role("heading", name="Your account")).to_be_visible()
        expect(page.get_by_text("Your force keeps your password and code")).to_be_visible()
        page.get_by_role("button", name="Lock now").click()
        page.get_by_role("button", name="Unlock with your Northshire account").click()
        expect(page).to_have_url(f"{served}/account")
        provider.claims = {"sub": "s-9", "preferred_username": "somebody.else"}
        page.get_by_role("button", name="Sign out").first.click()
        page.get_by_role("button", name="Sign in with your Northshire account").click()
        expect(page.get_by_role("status")).to_contain_text("no account here is yours")
        well_made(page, width, "sign-in-unknown")


SEND: str = """() => {
    const token = document.querySelector('[name=csrfmiddlewaretoken]').value
    const form = document.createElement('form')
    form.method = 'post'
    form.action = '/board'
    for (const [name, value] of [['csrfmiddlewaretoken', token], ['words', 'Seen at the harbour'], ['key', '01890000-0000-7000-8000-00000000000a']]) {
        const field = document.createElement('input')
        field.name = name
        field.value = value
        form.append(field)
    }
    document.body.append(form)
    form.submit()
}"""
