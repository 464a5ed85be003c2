"""Trying a policy: the record of the last days judged twice, set side by side, and nothing kept."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desks.worklist.acts import go_on, report, restrict
from tutela.law.catalogue import parameters
from tutela.record.chronology.models import Entry
from tutela.record.duties.models import Duty, Transition

As = Callable[[str], Any]
KEY = "missing.room_search.latest"


def said(response: Any) -> str:
    """What a page says, without markup."""
    assert response.status_code == 200, response.status_code
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


@pytest.fixture
def told(viewer: As, now: datetime, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A child reported missing, for whom nobody did anything for an hour."""
    made = report(viewer("ashworth"), now, child_name="Amira Brook", child_ages=(13, 15), grade="prompt", rationale="Fourteen.", missing_from="home")
    go_on(now + timedelta(minutes=60), monkeypatch)
    return made


def shown(as_: As, value: str, *, who: str = "okonkwo", key: str = KEY, **more: Any) -> str:
    return said(as_(who).get("/replay/try/", {"key": key, "value": value, "days": "7", **more}))


@pytest.mark.usefixtures("told")
def test_a_tighter_number_shows_what_would_have_been_late_and_told(as_: As) -> None:
    page = shown(as_, "10")
    assert f"{parameters()[KEY].title}: 10 in place of 60 (minutes)." in page
    assert "One incident of the last 7 days, with its searches and children" in page
    assert "In a year like these days no duty more would open." in page
    assert "Search the child's room" in page
    assert re.search(r"missing.room-search 1 0, then 1 \d+, then \d+", page)


@pytest.mark.usefixtures("told")
def test_the_number_that_stands_changes_nothing(as_: As) -> None:
    assert "Nothing would have been different." in shown(as_, "60")


@pytest.mark.usefixtures("told")
def test_trying_keeps_nothing_and_asks_no_more_for_more(as_: As, viewer: As, now: datetime) -> None:
    before = [model.objects.count() for model in (Entry, Duty, Transition)]
    browser, asked = as_("okonkwo"), {"key": KEY, "value": "10", "days": "28"}
    browser.get("/replay/try/", asked)
    with CaptureQueriesContext(connection) as one:
        browser.get("/replay/try/", asked)
    assert [model.objects.count() for model in (Entry, Duty, Transition)] == before
    for name in ("Ben Holt", "Lo Marsh", "Kit Rowe"):
        report(viewer("ashworth"), now, child_name=name)
    with CaptureQueriesContext(connection) as four:
        assert "4 incidents of the last 28 days" in said(browser.get("/replay/try/", asked))
    assert len(four) == len(one)


@pytest.mark.parametrize(("key", "value", "wrong"), [
    (KEY, "soon", "'soon' is no number of minutes"), ("missing.nothing", "3", "no such parameter"),
    ("protection.maximum", "80", "fixed by statute"), (KEY, "", "'' is no number of minutes"),
])
def test_what_cannot_be_tried_says_why_and_keeps_what_was_typed(as_: As, key: str, value: str, wrong: str) -> None:
    page = as_("okonkwo").get("/replay/try/", {"key": key, "value": value, "days": "7"})
    assert "There is a problem" in said(page)
    assert wrong in said(page)
    assert "What would have been different" not in said(page)
    assert not value or f'value="{value}"' in page.content.decode()


def test_a_restricted_record_is_in_no_number(as_: As, told: dict[str, Any], now: datetime) -> None:
    restrict(str(told["child"]), now)
    assert "No incident was reported in the last 7 days." in shown(as_, "10", who="tremlett")


def test_from_the_number_one_comes_to_try_it(as_: As) -> None:
    assert f'href="/replay/try/?key={KEY}"' in as_("okonkwo").get(f"/policy/numbers/{KEY}/").content.decode()
    assert "replay/try" not in as_("ashworth").get(f"/policy/numbers/{KEY}/").content.decode()
    assert "Now 60 minutes" in said(as_("okonkwo").get("/replay/try/", {"key": KEY}))
