"""``tutela spark`` where it cannot run, or is given what Spark would not read as we do. What it tells is tested in tests/spark."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tutela.config.cli import main

NN1 = Path("cases/reports/nn-1/facts.jsonl")


def test_without_spark_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    assert main(["spark", str(NN1), "--out", str(tmp_path / "told")]) == 2
    said = capsys.readouterr().err
    assert "tutela[spark]" in said
    assert "`make spark`" in said
    assert not (tmp_path / "told").exists()


@pytest.mark.parametrize(
    ("name", "why"), [("facts.jsonl.gz", "ends in .jsonl"), ("_facts.jsonl", "passes over"), (".facts.jsonl", "passes over"), ("", "No file of facts")],
)
def test_a_file_that_spark_would_read_otherwise_is_refused(name: str, why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if name:
        (tmp_path / name).write_bytes(NN1.read_bytes())
    assert main(["spark", str(tmp_path / name), "--out", str(tmp_path / "told")]) == 2
    assert why in capsys.readouterr().err


def test_every_file_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["spark", "one.jsonl", str(NN1), "two.jsonl", "--out", str(tmp_path / "told")]) == 2
    said = capsys.readouterr().err
    assert "one.jsonl: no such file" in said
    assert "two.jsonl: no such file" in said
    assert str(NN1) not in said
