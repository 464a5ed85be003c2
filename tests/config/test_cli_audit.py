"""``tutela audit-case``, run as a newcomer runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tutela.config.cli import main

NY2 = Path("cases/reports/ny-2")


def test_a_folder_of_cases_is_a_table_with_the_count(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit-case", "cases/reports"]) == 0
    said = capsys.readouterr()
    lines = said.out.splitlines()
    assert "without identities" in said.err
    assert lines[0].split()[:3] == ["case", "timeliness", "risk"]
    assert lines[-1] == "cases 36, agrees 6, disagrees 1, cannot be said 29"


def test_a_case_is_told_criterion_by_criterion_with_the_facts_and_the_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit-case", str(NY2)]) == 0
    said = capsys.readouterr().out
    assert "Risk graded on all the facts: not met" in said
    assert "ny-2-f27  missing.RiskGraded  Fri 3 Jun 2022 21:50  by cii" in said
    assert "Proposed. Inadequate, for a serious failure" in said
    assert "serious failures in practice that resulted in children being harmed or left at risk" in said
    assert "Is any child at risk now? A person answers." in said
    assert "agrees." in said
    assert "A person grades." in said


def test_a_file_alone_is_audited_without_what_is_published(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit-case", str(NY2 / "facts.jsonl"), "--overlay", "inspection", "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["audit"]["case"] for line in lines] == ["ny-2"]
    assert lines[0]["published"] == ""


def test_the_clock_can_be_stopped_earlier(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit-case", str(NY2), "--until", "2022-06-03T21:05:00+01:00", "--json"]) == 0
    marks = {one["key"]: one["mark"] for one in json.loads(capsys.readouterr().out)["audit"]["criteria"]}
    assert marks["voice"] == "not applicable"


def test_a_restricted_fact_is_shown_to_who_may_see_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "facts.jsonl"
    path.write_text((NY2 / "facts.jsonl").read_text().replace('"assumed": true}', '"sensitivity": "restricted", "assumed": true}'))
    assert main(["audit-case", str(path)]) == 0
    assert "ny-2-f" not in capsys.readouterr().out
    assert main(["audit-case", str(path), "--may-see", "restricted"]) == 0
    assert "ny-2-f27" in capsys.readouterr().out


def test_what_is_not_there_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit-case", "nowhere"]) == 2
    assert "nothing there" in capsys.readouterr().err
