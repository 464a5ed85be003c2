"""Every page that anybody may open, opened in a browser by somebody who may: none breaks, none is too wide, and axe finds nothing.

The pages are those of the table of who may open what, so that a page that nobody wrote a journey for is seen here all the same.
"""

from __future__ import annotations

import re
from typing import Any, Final

import pytest
from playwright.sync_api import Browser

from tests.access.asking import address
from tests.access.test_table import TABLE, Row
from tests.access.world import AT, COLUMNS, World
from tests.database import databases, pointed_at
from tests.journeys.conftest import Officer, at_their_desks
from tests.journeys.desk import DESKTOP, PHONE, Desk
from tests.serving import Served

NO_PAGE: Final = re.compile(r"api:|openid_connect|health$|fragments:|offline-worker$|here$|held$|.*-(fragment|live)$")
"""What answers with no page of its own: the API, the way to the force's directory, signs of life, parts of a page that asks for them."""
FIRST: Final = ("fim", "superintendent", "detective_inspector", "administrator", "trainer", "coordinator", "call_handler", "professional_standards")
"""Who is asked first to open it."""


def of_pages() -> list[Row]:
    """The rows of the table that are pages."""
    return [row for row in TABLE if row.how == "get" and not NO_PAGE.match(row.route)]


def who_may(row: Row) -> str:
    """Somebody who may open it."""
    return next(role for role in (*FIRST, *row.cells) if row.cells[role] in {"may", "part"} and role != "feed")


@pytest.mark.parametrize("half", [0, 1])
def test_axe_finds_nothing_on_any_page_of_a_desk_and_of_a_phone(browser: Browser, half: int, django_db_blocker: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")   # the browser's driver keeps a loop in the thread in which rows are made
    clone = databases.clone()
    web = Served(clone)
    try:
        with django_db_blocker.unblock(), pointed_at(clone.name):
            world = _a_world()
            web.web()
            with at_their_desks(browser, web) as officer:
                rows = of_pages()[half::2]
                assert {row.route for row in rows if _opens(officer, row, world)} == {row.route for row in rows}
    finally:
        web.stop()
        databases.drop(clone)


def _a_world() -> World:
    from django.db import transaction

    from tests import scenarios
    from tutela.foundations.kit import clock

    whole = transaction.atomic()
    whole._from_testcase = True  # type: ignore[attr-defined]  # acts ask to be outermost
    with pytest.MonkeyPatch.context() as patched, whole:
        patched.setattr(clock, "_source", lambda: AT)
        world = World()
    scenarios.set_clock(AT)
    return world


def _opens(officer: Officer, row: Row, world: World) -> bool:
    role = who_may(row)
    desk: Desk = officer("Helen Frost", site="partners") if role == "partner" else officer(_named(COLUMNS[role]))
    where = address(row.route, row.about, world.ordinary, world)
    desk.turn(DESKTOP).go(where)
    if row.route.startswith("profile:") and desk.path != where:   # why one looks at a person is asked once a session
        desk.axe().page.locator("input[name=purpose]").first.check()
        desk.submit().go(where)
    desk.axe().turn(PHONE).axe()
    return desk.page.locator("h1").count() == 1


def _named(username: str) -> str:
    from tutela.foundations.access.models import Account

    account = Account.objects.select_related("officer").get(username=username)
    assert account.officer
    return account.officer.name
