"""The same facts by Spark in local mode and plainly: the same alerts, line for line, however the lines lie; and what Spark is not given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from bench import spark, throughput, worker
from bench.children import Child, children
from bench.year import year
from tutela.config.cli import main
from tutela.law.catalogue import catalogue, lawbook

LAW = catalogue()
BOOK = lawbook(LAW)
FACTS = 2_000
MASTER = ["--master", "local[2]"]


@pytest.fixture(scope="module", params=[year, children])
def exported(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of facts, one case after the other."""
    made_by: Callable[[], Iterator[Child]] = request.param
    path = tmp_path_factory.mktemp("exported") / "facts.jsonl"
    throughput.generate(path, FACTS, made_by)
    return path


@pytest.fixture(scope="module")
def plainly(exported: Path) -> list[bytes]:
    """What the facts tell, judged case by case in this process, without Spark."""
    out = exported.with_name("plainly")
    worker.judge(exported, out, LAW, BOOK)
    told = spark.by_case(out.read_bytes().splitlines())
    assert len(told) > FACTS / 2
    return told


def test_spark_tells_what_is_told_plainly(exported: Path, plainly: list[bytes], tmp_path: Path) -> None:
    assert main(["spark", str(exported), "--out", str(tmp_path / "told"), *MASTER]) == 0
    assert spark.written(tmp_path / "told") == plainly


def test_lines_in_any_order_in_any_file_tell_the_same(exported: Path, plainly: list[bytes], tmp_path: Path) -> None:
    """Two files whose names Spark would take for patterns, and a third that repeats what is in them, as exports that overlap do."""
    lines = exported.read_bytes().splitlines(keepends=True)
    Random(7).shuffle(lines)
    files = {"a [1]*.jsonl": lines[:700], "b %20+{2}.jsonl": [b"\n", *lines[700:]], "c.jsonl": lines[500:900]}
    for name, some in files.items():
        (tmp_path / name).write_bytes(b"".join(some))
    assert main(["spark", str(tmp_path), "--out", str(tmp_path / "told"), *MASTER]) == 0
    assert spark.written(tmp_path / "told") == plainly


def test_both_commands_tell_the_same_each_in_its_own_process(tmp_path: Path) -> None:
    throughput.generate(tmp_path / "facts.jsonl", 100, year)
    assert spark.compare(tmp_path / "facts.jsonl", tmp_path).alerts > 50


def test_what_cannot_be_read_is_named_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = (throughput.ROOT / "cases/reports/nn-1/facts.jsonl").read_text().splitlines()
    first, second = tmp_path / "first force.jsonl", tmp_path / "second.jsonl"
    named = good[0].replace('"case": "nn-1"', '"case": "other"')
    assert named != good[0]
    nobodys, two_cases = good[0].replace('"case": "nn-1", ', ""), good[0].replace('"case"', '"case": "nn-2", "case"')
    first.write_text("\n".join([*good[:4], '{"v": 1, "fact"', *good[4:], nobodys, two_cases]) + "\n")
    second.write_text("\n".join([named.replace('"v": 1', '"v": 9'), "", good[1].replace('"role": "', '"role": "another_')]) + "\n")
    before = sorted(tmp_path.iterdir())

    assert main(["spark", str(first), str(second), "--out", str(tmp_path / "told"), *MASTER]) == 1

    said = [line.removeprefix(f"tutela spark: {tmp_path}/") for line in capsys.readouterr().err.splitlines() if "Right would be" in line]
    assert [line.partition(". Right")[0] for line in said] == [
        "first force.jsonl: line 5: the whole line: not JSON (Input data was truncated)",
        f"first force.jsonl: line {len(good) + 2}: case: names none",
        f"first force.jsonl: line {len(good) + 3}: case: read once as 'nn-2', once as 'nn-1'",
        "second.jsonl: line 1: v: form version 9 is not known here",
        "second.jsonl: line 3: id: 'nn-1-f02' is another fact already",
    ]
    assert sorted(tmp_path.iterdir()) == before


def test_a_folder_that_is_there_is_left_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "told").mkdir()
    (tmp_path / "told" / "kept").touch()
    assert main(["spark", str(throughput.ROOT / "cases/reports/nn-1/facts.jsonl"), "--out", str(tmp_path / "told")]) == 1
    assert "is there already" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "told").iterdir()] == ["kept"]


@pytest.mark.parametrize("home", ["", "nowhere"])
def test_without_java_it_says_what_to_install(home: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("JAVA_HOME", home)
    assert main(["spark", str(throughput.ROOT / "cases/reports/nn-1/facts.jsonl"), "--out", str(tmp_path / "told")]) == 2
    assert "apt-get install default-jre-headless" in capsys.readouterr().err
    assert not (tmp_path / "told").exists()
