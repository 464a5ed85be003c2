"""``tutela import``: a file of facts through the one door; what it cannot take is kept with what would be right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.database import Clone
from tutela.config.importing import import_file
from tutela.foundations.forces import queries, rows
from tutela.foundations.kit import clock

NN1 = Path("cases/reports/nn-1/facts.jsonl")


@pytest.fixture
def some(tmp_path: Path) -> Path:
    """What is known of the child of a case that was made without identities."""
    path = tmp_path / "facts.jsonl"
    lines = [json.loads(line) for line in NN1.read_text().splitlines()]
    facts = [line for line in lines if line.get("fact", "").startswith("people.")][:2]
    path.write_text("".join(json.dumps({name: value for name, value in fact.items() if name != "case"}) + "\n" for fact in facts))
    return path


def force(*, training: bool) -> None:
    rows.set_up(name="Northshire Police", territory="england", training=training, at=clock.wall(), by="system")


@pytest.mark.usefixtures("database_clone")
def test_it_takes_a_file_once(some: Path, capsys: pytest.CaptureFixture[str]) -> None:
    force(training=False)
    assert import_file([str(some)]) == 0, capsys.readouterr().err
    assert capsys.readouterr().out.strip() == "new 2"
    assert import_file([str(some)]) == 0
    assert capsys.readouterr().out.strip() == "known 2"
    held = queries.deployment()
    assert held
    assert held.holds_imported


def test_what_cannot_be_read_is_kept_with_what_would_be_right(database_clone: Clone, some: Path, capsys: pytest.CaptureFixture[str]) -> None:
    force(training=False)
    some.write_text(some.read_text() + '{"v": 1, "fact": "missing.Gone"}\n')
    assert import_file([str(some)]) == 1
    said = capsys.readouterr()
    assert said.out.strip() == "new 2, rejected 1"
    kept = json.loads(some.with_name("facts.jsonl.rejected.jsonl").read_text())
    assert kept["line"] == 3
    assert kept["right"]
    with database_clone.connect() as admin:
        assert admin.execute("SELECT count(*) FROM chronology_entry").fetchone() == (2,)


@pytest.mark.usefixtures("database_clone")
@pytest.mark.parametrize(("training", "said", "why"), [(True, [], "marked training"), (False, ["--invented"], "not for training")])
def test_real_and_invented_people_are_never_together(training: bool, said: list[str], why: str, some: Path, capsys: pytest.CaptureFixture[str]) -> None:
    force(training=training)
    assert import_file([str(some), *said]) == 2
    assert why in capsys.readouterr().err


@pytest.mark.usefixtures("database_clone")
def test_a_file_that_is_not_there_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert import_file(["nowhere.jsonl"]) == 2
    assert "no such file" in capsys.readouterr().err
