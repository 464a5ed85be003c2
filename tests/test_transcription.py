"""The reports' cases are transcribed from section 3 of the requirements: every id that it names is expected or deferred, in its words."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from tutela.facts import CaseClock, Fact
from tutela.facts.reading import Rejected, read
from tutela.facts.roles import split

ROOT = Path(__file__).parents[1]
REPORTS = ROOT / "cases/reports"
CASES = sorted(folder.parent.name for folder in REPORTS.glob("*/facts.jsonl"))
COPIED = (REPORTS / "should_fire.md").read_text()

CASE_OF = dict(re.findall(r"<!-- ([\d.]+) -> ([\w-]+) -->", COPIED))
SUBSECTION = re.compile(r"^### (3\.\d+) .*?(?=^### |\Z)", re.MULTILINE | re.DOTALL)
ID = re.compile(r"\b(?:IC|AH|IN|RO|XX|DM)-\d{3}\b")
CLOCK = re.compile(r"C\d{2}")
QUOTED = re.compile("\N{LEFT DOUBLE QUOTATION MARK}([^\N{RIGHT DOUBLE QUOTATION MARK}]+)\N{RIGHT DOUBLE QUOTATION MARK}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")

EXACT = "1m"
WIDEST = {"hour": timedelta(hours=1), "shift": timedelta(hours=4), "day": timedelta(days=1)}
UNIT = {"m": "minutes", "h": "hours", "d": "days"}


def cells(subsection: str) -> list[str]:
    """The cells of the column "Should fire", or the prose where there is no table."""
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in subsection.splitlines() if line.startswith("|")]
    if not rows:
        return [line for line in subsection.splitlines() if line and not line.startswith("#")]
    assert rows[0][2].startswith("Should fire")
    return [row[2] for row in rows[2:]]


def named() -> list[tuple[str, str, str]]:
    """Every (case, cell, id) of the copied subsections."""
    found = []
    for match in SUBSECTION.finditer(COPIED):
        for cell in cells(match[0]):
            found += [(CASE_OF[match[1]], cell, id) for id in ID.findall(cell)]
    return found


def case(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((REPORTS / name / "expected.yaml").read_text())
    return loaded


def others(written: dict[str, Any]) -> list[dict[str, Any]]:
    """What a cell names and nobody is told of: deferred, or a screen, a form, a report, an act."""
    return [*written["deferred"], *written.get("features", [])]


def facts(name: str) -> list[tuple[int, Fact | CaseClock | Rejected]]:
    return list(read((REPORTS / name / "facts.jsonl").read_text().splitlines()))


def clock_of(name: str) -> datetime:
    """Until when the case's clock runs."""
    (clock,) = [line.clock for _, line in facts(name) if isinstance(line, CaseClock)]
    return clock


def span(tolerance: str) -> timedelta:
    return timedelta(**{UNIT[tolerance[-1]]: int(tolerance[:-1])})


def test_each_subsection_that_is_copied_has_its_case_and_each_case_its_subsection() -> None:
    assert [match[1] for match in SUBSECTION.finditer(COPIED)] == list(CASE_OF)
    assert set(CASES) == {*CASE_OF.values(), "nn-1b"}
    assert named()


@pytest.mark.parametrize("name", sorted(CASE_OF.values()))
def test_every_id_that_should_fire_is_expected_or_deferred_or_no_alert(name: str) -> None:
    written = case(name)
    covered = {code for entry in written["expected"] for code in entry["also"]} | {entry["id"] for entry in others(written)}

    assert [id for where, _, id in named() if where == name and id not in covered] == []


@pytest.mark.parametrize("name", sorted(CASE_OF.values()))
def test_every_cell_is_quoted_by_an_entry_of_each_of_its_ids(name: str) -> None:
    written = case(name)
    entries = [(set(e["also"]), e["source"]) for e in written["expected"]] + [({e["id"]}, e["source"]) for e in others(written)]

    unquoted = [
        (id, cell) for where, cell, id in named()
        if where == name and not any(id in ids and any(words in cell for words in QUOTED.findall(source)) for ids, source in entries)
    ]

    assert unquoted == []


def test_the_review_without_a_decision_expects_what_it_is_for() -> None:
    assert {"AH-099", "AH-103", "AH-019"} <= {code for entry in case("nn-1b")["expected"] for code in entry["also"]}


@pytest.mark.parametrize("name", CASES)
def test_an_expectation_says_when_how_nearly_to_whom_and_whence(name: str) -> None:
    rows = {row["id"] for row in json.loads((ROOT / "docs/reference/requirements.json").read_text())}
    written, until = case(name), clock_of(name)

    assert written["case"] == name
    assert written["title"]
    assert written["source"]
    assert written["expected"]
    for entry in written["expected"]:
        assert set(entry) == {"also", "at", "tolerance", "to", "source"}, entry
        assert entry["also"], entry
        assert all(code in rows or CLOCK.fullmatch(code) for code in entry["also"]), entry
        assert entry["at"].tzinfo is not None, entry
        assert entry["at"] <= until, entry
        assert entry["to"], entry
        for address in entry["to"]:
            split(address)
        assert QUOTED.search(entry["source"]), entry
    for entry in written["deferred"]:
        assert set(entry) == {"id", "due", "source"}, entry
        assert entry["id"] in rows or entry["id"] in CASE_OF, entry
        assert entry["due"], entry
        assert QUOTED.search(entry["source"]), entry


@pytest.mark.parametrize("name", CASES)
def test_a_tolerance_is_a_minute_or_the_precision_that_the_source_has(name: str) -> None:
    for entry in case(name)["expected"]:
        said = re.search(r"\[precision: (\w+)\]", entry["source"])
        if said is None:
            assert entry["tolerance"] == EXACT, entry
        else:
            assert span(entry["tolerance"]) <= WIDEST[said[1]], entry


@pytest.mark.parametrize("name", CASES)
def test_no_expectation_is_written_twice(name: str) -> None:
    seen = [(tuple(sorted(entry["also"])), entry["at"], tuple(sorted(entry["to"]))) for entry in case(name)["expected"]]

    assert len(seen) == len(set(seen))


@pytest.mark.parametrize("name", CASES)
def test_every_fact_reads_and_belongs_to_its_case(name: str) -> None:
    lines = facts(name)
    read_well = [line for _, line in lines if isinstance(line, Fact)]
    ids = [fact.id for fact in read_well]

    assert [str(line) for _, line in lines if isinstance(line, Rejected)] == []
    assert {line.case for _, line in lines if not isinstance(line, Rejected)} == {name}
    assert len(ids) == len(set(ids))
    assert all(fact.occurred.latest <= clock_of(name) for fact in read_well)
    assert not [fact.type for fact in read_well if fact.type.endswith("Noticed")]


@pytest.mark.parametrize("path", sorted(REPORTS.glob("*/*")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_local_times_carry_the_offset_of_their_day(path: Path) -> None:
    times = [datetime.fromisoformat(found) for found in TIME.findall(path.read_text())]

    assert times
    assert [at.isoformat() for at in times if at.utcoffset() != at.astimezone(ZoneInfo("Europe/London")).utcoffset()] == []


@pytest.mark.parametrize("name", CASES)
def test_expectations_keep_to_the_width_of_the_page(name: str) -> None:
    assert [line for line in (REPORTS / name / "expected.yaml").read_text().splitlines() if len(line) > 160] == []
