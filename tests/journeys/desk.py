"""One officer at a browser of their own: they read, follow links, fill forms in and press buttons, and the browser's complaints are kept."""

from __future__ import annotations

import os
import re
from html import unescape
from itertools import count
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]  # ships no types
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Response, expect

RULES: Final = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"], "elementRef": False,
}
OPEN_ALL: Final = "document.querySelectorAll('details').forEach(each => each.open = true)"
CLOSE_MENU: Final = "document.querySelectorAll('.app-more details').forEach(each => each.open = false)"
"""What opens over the page is closed again, so that what lies beneath can be reached."""
SHOTS: Final = os.environ.get("TUTELA_SHOTS", "")
"""Where pictures of the journeys are put, for whoever wants to look."""
_numbers: Final = count(1)


class Screen(NamedTuple):
    """How large a screen is."""

    name: str
    width: int
    height: int


DESKTOP: Final = Screen("desktop", 1280, 900)
PHONE: Final = Screen("phone", 390, 844)


class Desk:
    """An officer's browser."""

    def __init__(self, context: BrowserContext, who: str, screen: Screen) -> None:
        self.who, self.screen, self.complaints = who, screen, list[str]()
        self._page: Page = context.new_page()
        self._page.on("console", self._console)
        self._page.on("pageerror", lambda error: self.complaints.append(f"{self._page.url}: {error}"))
        self._page.on("response", self._response)

    @property
    def page(self) -> Page:
        """What is open before them: whoever has opened nothing yet is at their first page."""
        if self._page.url == "about:blank":
            self._page.goto("/")
        return self._page

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _response(self, response: Response) -> None:
        page = response.request.resource_type in ("document", "fetch")
        if response.status >= (500 if page else 400):
            self.complaints.append(f"{response.url}: {response.status}")

    # ---- where to -------------------------------------------------------------------------------------------------------

    def sign_in(self) -> Desk:
        """Sign in as the invented officer of that name, at the page where everybody does."""
        self._page.goto("/sign-in/as")
        self._page.get_by_role("button", name=re.compile(self.who)).click()
        self._page.wait_for_url(lambda url: "/sign-in" not in url)
        return self

    def come_in(self) -> Desk:
        """Sign in by what that page's form sends, with no page drawn: for those who come after the first."""
        site = self._page.context.request
        form = site.get("/sign-in/as").text()
        who = next(each for each in re.findall(r"<li class=\"app-people__one\">.*?</li>", form, re.DOTALL) if re.search(self.who, unescape(each)))
        sent: dict[str, str | float | bool] = {"officer": _value(who, "officer"), "csrfmiddlewaretoken": _value(form, "csrfmiddlewaretoken"), "next": ""}
        device = {"User-Agent": self._page.evaluate("navigator.userAgent")}
        assert site.post("/sign-in/as", form=sent, headers=device, max_redirects=0).status == 302, self.who
        return self

    def go(self, where: str) -> Desk:
        """Open an address."""
        self._page.goto(where)
        return self.settled()

    def through(self, door: Locator) -> Desk:
        """Click what leads to another page, and see that page."""
        with self.page.expect_navigation():
            door.first.click()
        return self.settled()

    def follow(self, link: str | re.Pattern[str], *, within: str = "main") -> Desk:
        """Follow the first link that is called so."""
        return self.through(self.page.locator(within).get_by_role("link", name=link, exact=isinstance(link, str)))

    def navigate(self, door: str) -> Desk:
        """Open a page by the navigation, through its menu on a phone."""
        menu = self.page.get_by_role("button", name="Menu", exact=True)
        if menu.is_visible() and menu.get_attribute("aria-expanded") != "true":
            menu.click()
        link = self.page.get_by_role("navigation").get_by_role("link", name=door, exact=True)
        if not link.is_visible():
            self.page.locator(".app-more__open").click()
        return self.through(link)

    def tab_to(self, there: str) -> int:
        """Go on by the tabulator until what has the caret is as a script says; how many keys that takes."""
        for pressed in range(90):
            if self.page.evaluate(there):
                return pressed
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the tabulator never comes to where {there}")

    def press(self, button: str, *, within: str = "main") -> Desk:
        """Press the first button that is called so, and see the page that it leads to."""
        return self.through(self.page.locator(within).get_by_role("button", name=button, exact=True))

    def press_first(self, action: str) -> Desk:
        """Press the button of the first form on the page that goes to such an address."""
        return self.submit(f"main form[action$='{action}'] >> nth=0")

    def submit(self, form: str = "main form.app-form") -> Desk:
        """Send a form by its own button, whatever that is called."""
        return self.through(self.page.locator(form).locator("button[type=submit]"))

    @property
    def path(self) -> str:
        """Where one is."""
        return urlsplit(self.page.url).path

    # ---- filling in -----------------------------------------------------------------------------------------------------

    def fill(self, *, form: str = "main form.app-form", **answers: Any) -> Desk:
        """Answer questions by the names of their fields: the one that is shown of each."""
        for name, answer in answers.items():
            field = self.page.locator(form).locator(f"[name='{name}']")
            folded = self.page.locator("details.app-fold:not([open])").filter(has=field)
            if folded.count():
                folded.locator("> summary").click()
            self._answer(field, answer)
        return self

    def open(self, part: str) -> Desk:
        """Open a closed part of the page."""
        found = self.page.locator("main details").filter(has=self.page.locator("summary", has_text=part)).first
        if found.get_attribute("open") is None:
            found.locator("summary").click()
        return self

    def _answer(self, field: Locator, answer: Any) -> None:
        kind = field.first.evaluate("each => each.type || each.tagName")
        if kind in ("radio", "checkbox"):
            for value in answer if isinstance(answer, tuple) else (answer,):
                field.and_(self.page.locator(f"[value='{value}']")).check()
        elif kind == "select-one":
            self._choose(field.first, str(answer))
        else:
            field.first.fill(str(answer))

    @staticmethod
    def _choose(field: Locator, answer: str) -> None:
        """An answer of a list by its value, or by what it says."""
        options = field.locator("option").evaluate_all("all => all.map(each => [each.value, each.textContent.trim()])")
        found = next(value for value, text in options if value == answer or answer in text)
        field.select_option(found)

    def pick(self, name: str, said: str) -> Desk:
        """Choose, among radios, the answer that says something."""
        for index, label in enumerate(self.page.locator(f"main [name='{name}']").evaluate_all("all => all.map(each => each.labels[0].innerText)")):
            if said in label:
                self.page.locator(f"main [name='{name}']").nth(index).check()
                return self
        raise AssertionError(f"no answer to {name} says {said!r}")

    def act(self, link: str, button: str, **answers: Any) -> Desk:
        """Do one of the acts that a page offers: follow its link, answer, press its button."""
        return self.follow(link).fill(**answers).press(button)

    # ---- seeing ---------------------------------------------------------------------------------------------------------

    def settled(self) -> Desk:
        """See that the page fits: on a phone nothing scrolls sideways."""
        if self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide = self.page.evaluate(
                "[...document.querySelectorAll('main *, header *, footer *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
                ".slice(0, 3).map(e => e.outerHTML.slice(0, 160))"
            )
            self.complaints.append(f"{self.page.url} at {self.screen.width}: scrolls sideways: {wide}")
        return self

    @property
    def text(self) -> str:
        """What the page says, its header apart, in one line."""
        return " ".join(self.page.locator("main").inner_text().split())

    def says(self, *texts: str) -> Desk:
        """See that the page says all of this."""
        for text in texts:
            expect(self.page.locator("main")).to_contain_text(text)
        return self

    def hides(self, *texts: str) -> Desk:
        """See that the page says none of this, anywhere."""
        source = self.page.content()
        for text in texts:
            assert text not in source, f"{self.who} sees {text!r} on {self.page.url}"
        return self

    def tells(self, text: str) -> Desk:
        """See that the page says what was done."""
        expect(self.page.locator(".app-banners")).to_contain_text(text)
        return self

    def told(self) -> str:
        """What the worklist says."""
        return self.go("/").text

    def row(self, text: str, table: str = "main table") -> Locator:
        """The row of a table that says something."""
        return self.page.locator(f"{table} tbody tr").filter(has_text=text).first

    def axe(self) -> Desk:
        """See that axe finds nothing, with everything open."""
        self.page.evaluate(OPEN_ALL)
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE_SCRIPT)
        violations = self.page.evaluate("rules => axe.run(rules).then(found => found.violations)", RULES)
        if violations:
            self.complaints.append(f"{self.page.url} at {self.screen.width}: {report(violations)}")
        self.page.evaluate(CLOSE_MENU)
        return self

    def turn(self, screen: Screen) -> Desk:
        """The same page on another screen."""
        self.screen = screen
        self.page.set_viewport_size({"width": screen.width, "height": screen.height})
        return self.settled()

    def picture(self, name: str, *, whole: bool = False) -> Desk:
        """Take a picture, where somebody wants to look."""
        if SHOTS:
            self.page.screenshot(path=Path(SHOTS) / f"{name}-{self.screen.name}.png", full_page=whole)
        return self


def _value(html: str, name: str) -> str:
    """The value of the first field or button of that name."""
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found, name
    return found[1]


def report(violations: list[dict[str, Any]]) -> str:
    """What axe found, short: the rule and the first elements."""
    return "; ".join(
        f"{v['id']}: {v['help']} ({', '.join(str(node['html'])[:140] for node in v['nodes'][:3])})" for v in violations
    )
