"""The fresh cases: where the product still differs from what their author expected, and nowhere else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from tutela.desks.replay.queries import compare, read_case
from tutela.law import tracks
from tutela.law.catalogue import catalogue, lawbook
from tutela.law.kernel.replay import ledger

FRESH = Path("cases/fresh")


def test_the_fresh_cases_differ_only_where_a_ground_is_given() -> None:
    given: list[dict[str, Any]] = yaml.safe_load((FRESH / "differences.yaml").read_text())
    assert all(entry["ground"].strip() for entry in given)
    missing = {(e["case"], tuple(e["missing"]), e["at"]) for e in given if "missing" in e}
    told = {(e["case"], code, e["at"]) for e in given for code in e.get("told", ())}
    now_missing, now_told = set(), set()
    for folder in sorted(p for p in FRESH.iterdir() if p.is_dir()):
        case = read_case(folder)
        laws = catalogue(case.overlays)
        _, judge = tracks.run("happened", case.facts, laws, lawbook(laws), case.until)
        found = compare(case, ledger(judge, case=case.id))
        now_missing |= {(case.id, expected.also, expected.at.isoformat()) for expected in found.missing}
        now_told |= {(case.id, alert.code, alert.at.isoformat()) for alert, _ in found.false}
    assert now_missing == missing
    assert now_told == told
