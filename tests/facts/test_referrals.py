"""The words of referrals: what was written before the area had its whole vocabulary still reads, and each fact says itself in a line."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tutela.facts import Fact, referrals
from tutela.facts.reading import read_line
from tutela.facts.registry import TYPES

OURS = sorted(name for name in TYPES if name.startswith("referrals."))


@pytest.mark.parametrize(
    ("name", "data", "then"),
    [
        ("NoticeMade", {"aware_complete": True, "grade": "red"}, referrals.NoticeMade(aware_complete=True, grade="red")),
        ("NoticeMade", {}, referrals.NoticeMade()),
        ("StrategyConsidered", {"ask": True, "why": "Third episode."}, referrals.StrategyConsidered(ask=True, why="Third episode.")),
        ("StrategyDiscussionHeld", {"outcome": "joint s47"}, referrals.StrategyDiscussionHeld(outcome="joint s47")),
    ],
)
def test_what_was_written_before_reads_as_it_did(name: str, data: dict[str, Any], then: object) -> None:
    line = {
        "v": 1, "fact": f"referrals.{name}", "occurred": {"at": "2022-06-04T06:00:00+01:00"}, "by": {"role": "response_officer"},
        "about": [{"kind": "child", "ref": "c1"}], "data": data,
    }

    read = read_line(json.dumps(line))

    assert isinstance(read, Fact)
    assert read.data == then


@pytest.mark.parametrize("name", OURS)
def test_a_fact_says_itself_in_one_line(name: str) -> None:
    """Its first line, up to what parts it from its neighbours, stands as the heading of an entry."""
    heading = (TYPES[name].__doc__ or "").strip().splitlines()[0].partition(";")[0].partition(":")[0].rstrip(".")

    assert "." not in heading
    assert len(heading) < 125


def test_nobody_said_is_not_no() -> None:
    """Which assessment a notice changes: "none" is an answer, silence is another."""
    assert referrals.NoticeMade().changes is None
    assert referrals.NoticeMade(changes=()).changes == ()


@pytest.mark.parametrize("name", [name for name in OURS if name.endswith("Approved")])
def test_an_approval_names_who_asked(name: str) -> None:
    assert "requested_by" in TYPES[name].__struct_fields__
    assert name.replace("Approved", "Requested") in TYPES
    assert name.replace("Approved", "Declined") in TYPES
