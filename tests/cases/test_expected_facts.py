"""The facts of cases whose area's law is not built yet: each line reads, belongs to its case, and the case's clock is given once."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tutela.facts import CaseClock, Fact
from tutela.facts.reading import Rejected, read

EXPECTED = Path(__file__).parents[2] / "cases/expected"
FACTS = ".facts.jsonl"
WRITTEN = sorted(EXPECTED.glob(f"*{FACTS}"))


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name.removesuffix(FACTS))
def test_every_line_of_an_expected_case_reads(path: Path) -> None:
    name = path.name.removesuffix(FACTS)
    lines = [line for _, line in read(path.read_text(encoding="utf-8").splitlines())]

    assert [str(line) for line in lines if isinstance(line, Rejected)] == []
    assert {line.case for line in lines if isinstance(line, Fact | CaseClock)} == {name}
    facts = [line for line in lines if isinstance(line, Fact)]
    assert facts
    assert len({fact.id for fact in facts}) == len(facts)
    (clock,) = [line.clock for line in lines if isinstance(line, CaseClock)]
    assert max(fact.occurred.earliest for fact in facts) <= clock


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name.removesuffix(FACTS))
def test_an_expected_case_has_what_should_fire_beside_its_facts(path: Path) -> None:
    name = path.name.removesuffix(FACTS)

    assert yaml.safe_load((EXPECTED / f"{name}.yaml").read_text(encoding="utf-8"))["case"] == name
