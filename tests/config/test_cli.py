"""The commands of the pure law, run as a newcomer runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.law.test_catalogue import LEGAL
from tutela.config.cli import main

NN1 = Path("cases/reports/nn-1/facts.jsonl")


def test_replay_prints_the_story(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replay", str(NN1)]) == 0
    said = capsys.readouterr()
    assert "without identities" in said.err
    assert "contact.outstanding  rung 3" in said.out
    assert "superintendent@contact" in said.out


def test_json_is_one_alert_a_line_with_every_key(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replay", str(NN1), "--json", "--overlay", "inspection"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    wanted = {"case", "at", "kind", "code", "rung", "also", "state", "to", "about", "because", "basis", "cites"}
    assert lines
    assert all(wanted <= line.keys() for line in lines)
    assert lines == sorted(lines, key=lambda line: line["at"])


def test_until_stops_the_clock(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replay", str(NN1), "--json", "--until", "2019-02-03T20:30:00+00:00"]) == 0
    assert max(json.loads(line)["at"] for line in capsys.readouterr().out.splitlines()) == "2019-02-03T20:30:00Z"


def test_bad_lines_go_beside_the_file_and_the_rest_replays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mixed.jsonl"
    first = NN1.read_text().splitlines()[0]
    path.write_text(NN1.read_text() + '{"v": 1, "fact": "missing.Gone"}\n' + first.replace('"assumed": ', '"sensitivity": "secret", "assumed": ') + "\n")
    assert main(["replay", str(path), "--json"]) == 1
    said = capsys.readouterr()
    kept = [json.loads(line) for line in (tmp_path / "mixed.jsonl.rejected.jsonl").read_text().splitlines()]
    assert [bad["field"] for bad in kept] == ["occurred", "id"]
    assert "the rest was replayed" in said.err
    assert said.out
    path.write_text(NN1.read_text())
    assert main(["replay", str(path), "--json"]) == 0
    assert not (tmp_path / "mixed.jsonl.rejected.jsonl").exists()


def test_a_file_that_is_not_there_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replay", "nowhere.jsonl"]) == 2
    assert "no such file" in capsys.readouterr().err


@pytest.mark.parametrize("code", ["missing.return-interview", "AH-045", "MISS_RHI_72"])
def test_a_rule_is_found_by_code_row_or_clock(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "explain", code]) == 0
    said = capsys.readouterr().out
    assert "independent return home interview" in said
    assert "72 hours" in said
    assert "not a legal deadline" in said


def test_only_law_is_called_a_legal_deadline(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "list", "--json"]) == 0
    rules = json.loads(capsys.readouterr().out)
    legal = {rule["code"] for rule in rules for term in rule.get("terms", ()) if term["legal_deadline"]}
    assert legal == LEGAL


def test_show_lists_what_a_rule_listens_to(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "show", "contact.outstanding", "--json"]) == 0
    assert "contact.Dispatched" in json.loads(capsys.readouterr().out)["listens"]


def test_an_unknown_rule_says_where_to_look(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "explain", "missing.nothing"]) == 2
    assert "tutela law list" in capsys.readouterr().err


def test_the_reports_cases_are_met_and_every_extra_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replay", "--all"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert "missing 0, unexplained 0" in last
    assert last.startswith("cases 36, expected 461")
