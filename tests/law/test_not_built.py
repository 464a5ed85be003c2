"""Every clock of the references is built, to be built, or left out for a reason that is allowed; and the page counts them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import msgspec
import pytest

from tutela.law import answered
from tutela.law.catalogue import RULES
from tutela.law.kernel.parameters import Basis
from tutela.law.pages import not_built

ROOT = Path(__file__).parents[2]
LISTS = answered.rows()
ROWS = [row for found in LISTS.values() for row in found]
ANSWERS = answered.answering()
PRIORITY = {row["id"]: row["priority"] for row in json.loads((ROOT / "docs/reference/requirements.json").read_text())}
CLOCK = re.compile(r"C\d{2}|[A-Z0-9]+(?:_[A-Z0-9]+)+")
AREAS = {
    "contact", "missing", "referrals", "exploitation", "investigation", "forensics", "protection", "offenders", "custody", "information", "governance",
}


def one(**changes: object) -> answered.Row:
    """A clock that may be left out."""
    return msgspec.structs.replace(answered.Row(id="X_CLOCK", area="missing", basis="local_target", title="Something", priority=2), **changes)


def test_every_clock_of_both_references_is_there_once() -> None:
    assert {name: len(found) for name, found in LISTS.items()} == {"clocks": 150, "section_4": 84}
    assert len({row.id for row in ROWS}) == 234
    assert [row.id for row in LISTS["section_4"]] == [f"C{n:02}" for n in range(1, 85)]
    assert {row.area for row in ROWS} == AREAS
    assert all(row.title and len(row.title) < 90 for row in ROWS)


def test_the_priority_of_a_clock_of_section_4_is_the_first_of_its_requirements() -> None:
    for row in LISTS["section_4"]:
        assert row.priority == min(PRIORITY[id] for id in row.rows)


@pytest.mark.parametrize("row", [row for row in ROWS if row.excuse], ids=lambda row: row.id)
def test_what_is_left_out_may_be_left_out_and_is_not_built(row: answered.Row) -> None:
    assert not row.must_be_built
    assert row.id not in ANSWERS
    assert (row.same_as is None) is (row.not_built is not None)
    assert row.same_as is None or row.same_as in {rule.code for rule in RULES}


def test_a_rule_answers_to_no_clock_that_the_references_do_not_have() -> None:
    assert {name for name in ANSWERS if CLOCK.fullmatch(name)} - {row.id for row in ROWS} == set()


def test_law_and_first_priority_are_never_left_out_whatever_is_said_of_them() -> None:
    assert answered.standing(one(not_built="no_source"), {}) == "no_source"
    assert answered.standing(one(same_as="missing.plan"), {}) == "duplicate"
    assert answered.standing(one(not_built="no_source"), {"X_CLOCK": ("missing.plan",)}) == "built"
    for basis in (Basis.STATUTE, Basis.REGULATIONS, Basis.STATUTORY_CODE):
        assert answered.standing(one(not_built="uncommenced", basis=basis.name.lower()), {}) == "to_be_built"
    assert answered.standing(one(not_built="adults_only", priority=1), {}) == "to_be_built"


def test_the_page_lists_each_clock_once_and_its_counts_add_up() -> None:
    page = not_built()
    table, *parts = page.split("\n## ")
    counted = {cells[0]: [int(cell) for cell in cells[1:]] for cells in _cells(table)}

    assert counted.pop("All") == [150, 84, 234] == [sum(column) for column in zip(*counted.values(), strict=True)]
    assert set(counted) == set(answered.STANDINGS.values())
    listed = {part.split("\n", 1)[0]: [cells[0].strip("`") for cells in _cells(part)] for part in parts}
    assert sorted(id for ids in listed.values() for id in ids) == sorted(row.id for row in ROWS)
    assert len(listed["To be built"]) == counted["To be built"][-1]
    assert set(listed["Built"]) == {row.id for row in ROWS} & set(ANSWERS)


def _cells(part: str) -> list[list[str]]:
    """The rows of the table in a part of the page."""
    lines = [line for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]
