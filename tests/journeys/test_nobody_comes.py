"""NN-1 with nobody coming: the report is taken, and then only the clock moves. It ends with a named superintendent who is told again and again."""

from __future__ import annotations

import json
import re
import urllib.request
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser

from tests import scenarios
from tests.journeys.conftest import Officer, Serve, at_their_desks
from tests.journeys.desk import DESKTOP, PHONE, Screen
from tests.serving import Served

OUTSTANDING: Final = "Send somebody to a missing child's report"


@pytest.mark.requirement("AH-095", part="nobody comes, on pages: each step at its hour, the last one again and again")
@pytest.mark.requirement("XX-003", part="nobody comes, on pages")
@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda screen: screen.name)
def test_nothing_disappears_and_the_superintendent_is_told_every_four_hours(
    browser: Browser, serve: Serve, screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TUTELA_MAIL_FOLDER", str(tmp_path))
    with serve(worker=True) as web, at_their_desks(browser, web, screen) as officer:
        told = scenarios.missing_child(scenarios.now(), level="medium", grade="prompt")
        incident = f"/contact/incidents/{told['incident'].partition(':')[2]}/"
        open_ = set[str]()
        for hour, new in enumerate((("Dawn Pickersgill", "Gill Tremlett"), ("Gill Tremlett", "Ruth Okonkwo"), ("", "Ruth Okonkwo"), ("Ruth Okonkwo", "")), 1):
            clock(officer, "One hour later")
            open_ = still_open(open_)
            for who, is_told in zip(new, (True, False), strict=True):
                assert not who or (OUTSTANDING in officer(who).told()) is is_told, (hour, who)
        for button in (*["To the next moment something is due"] * 3, "One day later", "One day later"):
            clock(officer, button)
            open_ = still_open(open_)
        every_list_says_overdue(officer)
        ruth = officer("Ruth Okonkwo").go("/").says("Mia Larkin", OUTSTANDING).picture("nobody-superintendent")
        ruth.go(incident).through(ruth.row(OUTSTANDING).get_by_role("link", name="Why and by when")).picture("nobody-duty", whole=True)
        times = re.findall(r"(\w+ \d+ \w+ 2026, \d\d:\d\d) Step 3: still not done", ruth.text)
        moments = [datetime.strptime(said, "%a %d %b %Y, %H:%M") for said in times]   # noqa: DTZ007  differences alone are asked for
        assert len(moments) >= 12
        assert {later - earlier for later, earlier in pairwise(moments)} == {timedelta(hours=4)}
        ruth.says("Ruth Okonkwo, Superintendent", "did nothing yet")
        assert health(web)["status"] == "ok", health(web)


def clock(officer: Officer, button: str) -> None:
    """Whoever runs the training day lets time go by; nobody else does anything."""
    officer("Ian Kerr").go("/training/clock/").press(button).tells("It is now")


def every_list_says_overdue(officer: Officer) -> None:
    """The board, the missing team's list, the team's duties, the worklist and the queues: none is quiet about it."""
    officer("Kelly Brand").go("/room/").says("Nobody sent", "With something overdue: 1.", "2 d").picture("nobody-board")
    officer("Jo Lindqvist").go("/missing/").says("Reported, unallocated, 2 d", "overdue", "Nobody has been sent").picture("nobody-missing")
    officer("Dawn Pickersgill").go("/team/?show=overdue").says("Mia Larkin", OUTSTANDING, "Overdue")
    officer("Kelly Brand").go("/").says("Mia Larkin", OUTSTANDING, "Overdue")
    officer("Dawn Pickersgill").go("/queues/").says("Outstanding calls", "Over target", "At this rate it is not cleared.").picture("nobody-queues")


def still_open(before: set[str]) -> set[str]:
    """What is owed now: everything that was owed before, and perhaps more."""
    from tutela.record.duties.models import Duty

    now = {str(key) for key in Duty.objects.filter(settled_at=None).values_list("pk", flat=True)}
    assert before <= now
    return now


def health(web: Served) -> dict[str, Any]:
    """What whoever watches the service is told."""
    with urllib.request.urlopen(f"{web.address}/health") as answer:
        found: dict[str, Any] = json.load(answer)
        return found
