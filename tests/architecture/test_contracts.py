"""The floors of the house hold: import-linter's contracts are kept by the tree, and each breaks when it should."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

from tests.architecture.canaries.imports import CANARIES, LOOSE, SPLINK
from tests.architecture.canary import ROOT, Broken, Canary, each


def contracts(root: Path) -> dict[str, dict[str, Any]]:
    """The contracts as written, by name."""
    written = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    return {contract["name"]: contract for contract in written}


def broken(root: Path) -> Broken:
    """The contracts that import-linter finds broken."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo"]
    env = os.environ | {"PYTHONPATH": str(root / "src"), "COLUMNS": "200"}
    said = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=False).stdout
    verdicts = dict(re.findall(r"^(.+?) *(KEPT|BROKEN)$", said, re.MULTILINE))
    assert verdicts.keys() == contracts(root).keys(), said
    return {name: [said] for name, verdict in verdicts.items() if verdict == "BROKEN"}


def loose(root: Path) -> Broken:
    """What the text of the contracts leaves open."""
    found: Broken = {}
    ignoring = [name for name, contract in contracts(root).items() if "ignore_imports" in contract]
    if ignoring:
        found["no contract ignores an import"] = ignoring
    house = root / "src" / "tutela"
    parts = {path.parent for path in [*house.glob("*/__init__.py"), *house.glob("record/*/__init__.py")]}
    names = {".".join(part.relative_to(root / "src").parts) for part in parts} - {"tutela.record", "tutela.record.linkage"}
    unlisted = names - set(contracts(root)[SPLINK]["source_modules"])
    if unlisted:
        found["every part but linkage is forbidden Splink"] = sorted(unlisted)
    return found


def test_the_tree_keeps_every_contract() -> None:
    assert broken(ROOT) == {}


def test_the_contracts_leave_nothing_open() -> None:
    assert loose(ROOT) == {}


def test_every_contract_has_a_canary() -> None:
    assert {canary.breaks for canary in CANARIES} == contracts(ROOT).keys()


@each(CANARIES)
def test_a_canary_breaks_its_contract(planted: Path, canary: Canary) -> None:
    assert canary.breaks in broken(planted)


@each(LOOSE)
def test_a_loosened_contract_is_seen(planted: Path, canary: Canary) -> None:
    assert list(loose(planted)) == [canary.breaks]
