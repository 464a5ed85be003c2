"""NN-1 as an incident that was born in the force's own command-and-control system, and as a file of its facts: typed once, there."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, expect

from tests import scenarios
from tests.journeys.conftest import Officer, Serve, at_their_desks
from tests.journeys.desk import DESKTOP, PHONE, Screen
from tests.serving import Served
from tutela.config import roles

OUTSTANDING: Final = "Send somebody to a missing child's report"
LINK: Final = "https://stormlike.invalid/logs/44871"
BORN: Final = {"from": "2011-03-02T00:00:00+00:00", "to": "2012-02-28T00:00:00+00:00", "precision": "year"}


def facts(at: datetime, case: str = "44871") -> list[dict[str, Any]]:
    """The report, the child as far as they are known, and a provisional level, as the other system holds them under one of its numbers."""
    subjects: tuple[dict[str, str], ...] = (
        {"kind": "child", "ref": f"stormlike:P-{case}", "as": "missing"}, {"kind": "episode", "ref": f"stormlike:M-{case}"},
        {"kind": "incident", "ref": f"stormlike:{case}"},
    )
    said: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("contact.Reported", "foster_carer", {
            "concern": "missing_child", "channel": "101", "where": "Foster home, 4 Orchard Close, Northport",
            "why_worried": "Did not come back at eight as agreed. Anxious; has harmed herself.",
        }),
        ("missing.Reported", "foster_carer", {
            "missing_from": "foster", "out_of_character": True, "concerns": ["self_harm", "mental_health"], "circumstances": "Went out and did not come back.",
        }),
        ("people.Born", "call_handler", {"basis": "carer"}),
        ("missing.RiskGraded", "call_handler", {"level": "medium", "provisional": True, "rationale": "Out of character; anxious."}),
    )
    return [
        {
            "v": 1, "id": f"storm:{case}:{number}", "fact": fact, "occurred": BORN if fact == "people.Born" else {"at": at.isoformat()}, "by": {"role": role},
            "about": [a for a in subjects if a["kind"] == "child" or not fact.startswith("people.")], "data": data,
            "source": {"system": "stormlike", "ref": f"{LINK}#{number}"},
        }
        for number, (fact, role, data) in enumerate(said, 1)
    ]


def sent(web: Served, token: str, what: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Facts sent to the API: what became of each."""
    request = urllib.request.Request(
        f"{web.address}/api/v1/facts", json.dumps({"facts": what}).encode(), {"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as answer:
        received: list[dict[str, Any]] = json.load(answer)["received"]
        return received


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda screen: screen.name)
def test_by_api(browser: Browser, serve: Serve, screen: Screen) -> None:
    """The lists are those of a report that was taken here; the record leads back to its source; an hour of silence climbs in the same way."""
    with serve() as web, at_their_desks(browser, web, screen) as officer:
        token, what = scenarios.feed(), facts(scenarios.now())
        assert {each["outcome"] for each in sent(web, token, what)} == {"new"}
        same_lists(officer)
        assert {each["outcome"] for each in sent(web, token, what)} == {"known"}   # sent again, it is no second child
        expect(officer("Jo Lindqvist").go("/missing/").page.locator("main tbody tr")).to_have_count(1)
        officer("Ian Kerr").go("/training/clock/").press("One hour later")
        officer("Dawn Pickersgill").go("/").says(OUTSTANDING, "Overdue")
        now = scenarios.now()
        coming = {**what[0], "id": "storm:9", "fact": "contact.Dispatched", "by": {"role": "dispatcher"}, "occurred": {"at": now.isoformat()},
                  "source": {"system": "stormlike", "ref": "44871/9"}, "data": {"resource": "NS21"}}
        assert [each["outcome"] for each in sent(web, token, [coming])] == ["new"]
        officer("Dawn Pickersgill").go("/").hides(OUTSTANDING)
        officer("Jo Lindqvist").go("/missing/").says("NS21")


def test_by_file(browser: Browser, serve: Serve, tmp_path: Path) -> None:
    """The same as a file: taken once, whoever takes it again; what cannot be read is kept beside it with what would be right."""
    with serve() as web, at_their_desks(browser, web) as officer:
        what, file = facts(scenarios.now()), tmp_path / "night.jsonl"
        file.write_text("".join(f"{json.dumps(fact)}\n" for fact in [*what, {**what[1], "fact": "missing.Reportd"}]))
        first, again = imported(web, file), imported(web, file)
        assert "new 4" in first.stdout, first.stdout + first.stderr
        assert "known 4" in again.stdout
        assert (first.returncode, again.returncode) == (1, 1)
        assert "missing.Reported" in (tmp_path / "night.jsonl.rejected.jsonl").read_text()
        same_lists(officer)


def imported(web: Served, file: Path) -> subprocess.CompletedProcess[str]:
    """``tutela import FILE``, as whoever runs the service would."""
    return subprocess.run(
        [sys.executable, "-m", "tutela.config.manage", "import", "--invented", str(file)], env={**web.clone.environment(roles.APP), "TUTELA_TRAINING": "1"},
        capture_output=True, text=True, check=False,
    )


def same_lists(officer: Officer) -> None:
    """The board, the missing team's list, the worklists: as of a report that was taken here, and nothing to be typed again."""
    officer("Kelly Brand").go("/room/").says("Foster home, 4 Orchard Close", "Nobody sent", "Open: 1.").picture("api-board")
    officer("Gill Tremlett").go("/").says("Review and grade the missing child's report")
    jo = officer("Jo Lindqvist").go("/missing/").says("Reported, unallocated, 0 min waiting", "Medium", "Provisional")
    jo.through(jo.page.locator("main tbody a")).says("stormlike", "Did not come back at eight as agreed", "Self-harm", "14 years old")
    jo.picture("api-episode", whole=True)
    assert jo.page.locator(f"main a[href^='{LINK}']").count() >= 1
    officer("Gill Tremlett").go(jo.path).follow("Record the plan")   # from here on it is worked on like any other
