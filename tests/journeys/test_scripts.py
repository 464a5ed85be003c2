"""The pages' own scripts in a real browser, under the strict policy that the product serves them with; and axe on every component.

A small server stands in for the product, because what matters is what it cannot be made to do: fall silent, lose an answer.
"""

from __future__ import annotations

import json
import mimetypes
import re
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import parse_qs

import msgspec
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # ships no types
from django.contrib.staticfiles import finders
from django.test import RequestFactory
from playwright.sync_api import Page, expect

from tutela.foundations.design import forms, gallery
from tutela.foundations.design.chrome import Banner, Chrome, Door, Who, bare
from tutela.foundations.design.forms.group import environment
from tutela.foundations.design.offline import offline_page, offline_worker
from tutela.foundations.design.parts import AsAt

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; worker-src 'self'"
)
NOW: Final = datetime(2019, 2, 3, 23, 25, 7, tzinfo=UTC)
KEY: Final = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
HEAD: Final = '{% extends "design/layout.html" %}{% block title %}Test{% endblock %}{% block content %}<h1 class="govuk-heading-l">Test</h1>'
FORM: Final = HEAD + (
    '{% from "design/form.html" import open_form, all_fields with context %}{% from "govuk_frontend_jinja/components/button/macro.html" import govukButton %}'
    '{% call open_form(page) %}{{ all_fields(page) }}{{ govukButton({"text": "Send"}) }}{% endcall %}{% endblock %}'
)
LIST: Final = HEAD + (
    '{% from "design/components/as-at/macro.html" import as_at %}{% call as_at(page) %}<p class="govuk-body"><a class="govuk-link" href="/one">one</a></p>'
    "{% endcall %}{% endblock %}"
)
GALLERY: Final = HEAD + (
    '{% for example in page %}<section aria-label="{{ example.name }}"><h2 class="govuk-heading-m">{{ example.title }}</h2>{{ example.html }}</section>'
    "{% endfor %}{% endblock %}"
)


class Ask(forms.Form):
    """One of each kind of control."""

    edits = True
    story = forms.TextArea("design.form.day", count=200)
    grade = forms.Radios("design.form.month", forms.worded("design.form", ["day", "month"]))
    at = forms.DateTime("design.form.year", now=True)
    agreed = forms.Tick("design.form.day")


def around(**changed: Any) -> Chrome:
    """What stands around the pages of a signed-in inspector."""
    found = msgspec.structs.replace(
        bare(RequestFactory().get("/")), who=Who("Insp Mara Quill", "force incident manager"), sign_out="/out", search="/find", account="/me", help="/help",
        draft_key=KEY, navigation=(Door("Duties", "/form", True), Door("Board", "/list", False)),
        banners=(Banner("warning", "Invented people.", "Training"), Banner("error", "The sweep is silent.", "Sweep", "/health", "See")),
    )
    return msgspec.structs.replace(found, **changed)


class Stand:
    """The server, what it was sent, and how it answers next."""

    def __init__(self) -> None:
        self.sent: list[dict[str, str]] = []
        self.answer = "done"
        self.asked = 0
        self.silent = False
        stand = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                stand.get(self)

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                stand.post(self, {name: values[0] for name, values in parse_qs(body, keep_blank_values=True).items()})

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def get(self, to: BaseHTTPRequestHandler) -> None:
        path = to.path.split("?")[0]
        if path.startswith("/static/"):
            found = finders.find(path.removeprefix("/static/"))
            assert isinstance(found, str), path
            with open(found, "rb") as file:
                self.say(to, file.read(), kind=mimetypes.guess_type(found)[0] or "text/plain")
        elif path == "/offline-worker.js":
            self.say(to, offline_worker(RequestFactory().get(path)).content, kind="text/javascript")
        elif path == "/offline/":
            self.say(to, offline_page(RequestFactory().get(path)).content)
        elif path == "/form":
            self.page(to, FORM, Ask(expected=3))
        elif path == "/list":
            self.page(to, LIST, AsAt(at=NOW, href="/list", fragment="/fragment", name="board"))
        elif path == "/fragment":
            self.fragment(to)
        elif path == "/gallery":
            self.page(to, GALLERY, gallery.examples())
        else:
            self.page(to, HEAD + "{% endblock %}", None, around(draft_key=None) if path == "/signed-out" else around())

    def post(self, to: BaseHTTPRequestHandler, sent: dict[str, str]) -> None:
        if to.path == "/out":
            return self.go(to, "/signed-out")
        self.sent.append(sent)
        if self.answer == "lost":
            to.connection.close()
            return None
        if self.answer == "wrong":
            return self.page(to, FORM, Ask(sent), status=422)
        return self.go(to, "/signed-out" if self.answer == "signed out" else "/done")

    def fragment(self, to: BaseHTTPRequestHandler) -> None:
        self.asked += 1
        if self.silent:
            return self.say(to, b"", status=503)
        rows = "".join(f'<p class="govuk-body"><a class="govuk-link" href="/{n}">row {n}</a></p>' for n in range(2))
        stamp = f'<span hidden data-as-at="23:26:0{self.asked % 10}" data-refresh-summary="2 children missing"></span>'
        return self.say(to, f'{stamp}<p class="govuk-body"><a class="govuk-link" href="/one">one</a></p>{rows}'.encode())

    def page(self, to: BaseHTTPRequestHandler, template: str, page: Any, chrome: Chrome | None = None, status: int = 200) -> None:
        html = environment().from_string(template).render(page=page, chrome=chrome or around(), csrf_input="", request=None)
        self.say(to, html.replace('data-refresh-url="/fragment"', 'data-refresh-url="/fragment" data-refresh-every="0.5"').encode(), status)

    def go(self, to: BaseHTTPRequestHandler, where: str) -> None:
        to.send_response(303)
        to.send_header("Location", where)
        to.send_header("Content-Length", "0")
        to.end_headers()

    def say(self, to: BaseHTTPRequestHandler, body: bytes, status: int = 200, kind: str = "text/html") -> None:
        to.send_response(status)
        for name, value in (
            ("Content-Type", kind if kind.startswith("image") else f"{kind}; charset=utf-8"), ("Content-Length", str(len(body))),
            ("Content-Security-Policy", POLICY), ("Referrer-Policy", "same-origin"), ("Cache-Control", "no-store"),
        ):
            to.send_header(name, value)
        to.end_headers()
        to.wfile.write(body)


@pytest.fixture
def stand() -> Iterator[Stand]:
    found = Stand()
    yield found
    found.server.shutdown()
    found.server.server_close()


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser complained of, except the failures that a test makes."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" and "Failed to load resource" not in message.text else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def stored(page: Page) -> dict[str, str]:
    return {name: value for name, value in page.evaluate("() => ({...localStorage})").items() if name.startswith("tutela-draft:")}


def write(page: Page, stand: Stand, words: str = "She was seen at the bus station") -> str:
    """Fill in the form, and wait until it is kept; the key under which it is."""
    page.goto(f"{stand.address}/form")
    page.get_by_label("Month").first.check()
    page.fill("textarea", words)
    page.wait_for_function("() => Object.keys(localStorage).some((name) => name.startsWith('tutela-draft:'))")
    page.wait_for_timeout(1000)   # the pause after the last letter
    return str(page.get_attribute("form[data-draft]", "data-draft"))


def test_unsent_words_come_back_after_a_reload_with_the_key_of_their_act(page: Page, stand: Stand, complaints: list[str]) -> None:
    key = write(page, stand)
    kept = stored(page)
    assert list(kept) == [f"tutela-draft:{key}"]
    assert "bus station" not in json.dumps(kept)   # encrypted
    page.reload()
    expect(page.locator(".app-draft")).to_contain_text("Your unsent words were put back. Last written at")
    expect(page.locator("textarea")).to_have_value("She was seen at the bus station")
    expect(page.locator("input[name=grade][value=month]")).to_be_checked()
    page.click("text=Send")
    page.wait_for_url("**/done")
    assert stand.sent[0]["key"] == key
    assert stand.sent[0]["expected"] == "3"
    assert stored(page) == {}   # done: the words are the record's now
    assert complaints == []


def test_who_starts_afresh_has_a_new_form(page: Page, stand: Stand) -> None:
    key = write(page, stand)
    page.reload()
    page.click("text=Start afresh")
    expect(page.locator("textarea")).to_have_value("")
    assert page.get_attribute("form[data-draft]", "data-draft") != key
    assert page.input_value("input[name=key]") != key
    assert stored(page) == {}


def test_what_may_not_have_arrived_is_kept_and_sent_again_by_itself_under_its_key(page: Page, stand: Stand) -> None:
    key = write(page, stand)
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    stand.answer = "lost"
    page.click("text=Send", no_wait_after=True)
    expect(page.locator("main")).to_contain_text("Kept, and not yet sent", use_inner_text=True)   # seen: its words stand in the page before
    assert list(stored(page)) == [f"tutela-draft:{key}"]
    stand.answer = "done"
    page.goto(f"{stand.address}/done")   # somebody looks elsewhere first
    page.wait_for_function("() => Object.keys(localStorage).every((name) => !name.startsWith('tutela-draft:'))")
    expect(page.locator(".app-draft")).to_contain_text("Sent now that the network is back")
    assert {sent["key"] for sent in stand.sent} == {key}
    assert stand.sent[-1]["expected"] == "3"


def test_a_time_out_costs_no_words(page: Page, stand: Stand) -> None:
    key = write(page, stand)
    stand.answer = "signed out"   # the session had ended: the way leads to the sign-in page
    page.click("text=Send")
    page.wait_for_url("**/signed-out")
    assert list(stored(page)) == [f"tutela-draft:{key}"]
    page.goto(f"{stand.address}/form")
    expect(page.locator("textarea")).to_have_value("She was seen at the bus station")


def test_a_page_of_errors_shows_the_servers_words_not_the_drafts(page: Page, stand: Stand) -> None:
    write(page, stand)
    stand.answer = "wrong"
    page.fill("input[name=at_time]", "99:99")
    page.click("text=Send")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Enter the time in 24 hours")
    expect(page.locator("input[name=at_time]")).to_have_value("99:99")
    expect(page.locator(".app-draft")).to_have_count(0)
    page.click(".govuk-error-summary a")
    assert page.evaluate("() => document.activeElement.id") == "id_at_day"


def test_signing_out_leaves_nothing_behind(page: Page, stand: Stand) -> None:
    write(page, stand)
    page.goto(f"{stand.address}/done")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/signed-out")
    assert stored(page) == {}


def test_a_draft_is_dropped_after_twelve_hours(page: Page, stand: Stand) -> None:
    key = write(page, stand)
    age = "([name, hours]) => { const d = JSON.parse(localStorage.getItem(name)); d.at -= hours * 3600000; localStorage.setItem(name, JSON.stringify(d)) }"
    page.goto(f"{stand.address}/done")
    page.evaluate(age, [f"tutela-draft:{key}", 11.9])
    page.reload()
    assert len(stored(page)) == 1
    page.evaluate(age, [f"tutela-draft:{key}", 0.2])
    page.reload()
    assert stored(page) == {}


def test_a_second_click_sends_nothing(page: Page, stand: Stand) -> None:
    write(page, stand)
    page.evaluate("() => { const b = document.querySelector('form[data-submit-once] button[type=submit]'); b.click(); b.click() }")
    page.wait_for_url("**/done")
    assert len(stand.sent) == 1


def test_a_list_stays_fresh_says_of_when_it_is_and_takes_no_focus(page: Page, stand: Stand, complaints: list[str]) -> None:
    page.goto(f"{stand.address}/list")
    page.focus("#board a")
    expect(page.locator("[data-refresh-clock]")).to_contain_text("As at 23:26:0")
    expect(page.locator("#board a")).to_have_count(3)
    assert page.evaluate("() => document.activeElement.getAttribute('href')") == "/one"
    expect(page.locator("[data-refresh-said]")).to_have_text("2 children missing")
    page.evaluate("() => { document.querySelector('[data-refresh-said]').textContent = '' }")
    before = stand.asked
    page.wait_for_timeout(1300)
    assert stand.asked > before
    expect(page.locator("[data-refresh-said]")).to_have_text("")   # nothing new: nothing said
    assert complaints == []


def test_a_list_that_cannot_be_refreshed_says_that_it_is_old(page: Page, stand: Stand) -> None:
    page.goto(f"{stand.address}/list")
    expect(page.locator("[data-refresh-clock]")).to_contain_text("As at 23:26:0")
    stand.silent = True
    expect(page.locator(".app-live--failed")).to_have_count(1)
    expect(page.locator("[data-refresh-clock]")).to_contain_text(re.compile(r"Cannot reach the server. What you see is old: as at 23:26:0\d"))
    expect(page.locator("#board a")).to_have_count(3)   # what was there is still there
    stand.silent = False
    expect(page.locator(".app-live--failed")).to_have_count(0)


def test_a_list_can_be_paused_and_refreshed_by_hand(page: Page, stand: Stand) -> None:
    page.goto(f"{stand.address}/list")
    page.get_by_role("button", name="Pause").click()
    page.wait_for_timeout(200)
    before = stand.asked
    page.wait_for_timeout(1200)
    assert stand.asked == before
    page.get_by_role("link", name="Refresh").click()
    page.wait_for_timeout(300)
    assert stand.asked == before + 1
    assert page.url.endswith("/list")
    page.get_by_role("button", name="Resume").click()
    page.wait_for_timeout(1200)
    assert stand.asked > before + 2


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", ["gallery", "form", "list"])
def test_axe_finds_nothing(page: Page, stand: Stand, complaints: list[str], path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{stand.address}/{path}")
    for details in page.locator("details").all():
        details.evaluate("(element) => { element.open = true }")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}})
    assert [(broken["id"], [node["html"][:160] for node in broken["nodes"]][:4]) for broken in found.response["violations"]] == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    assert complaints == []
