"""What the floors forbid to import is named instead: each name in settings or a registry leads to something of the right shape."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from tests.architecture.canaries.bridges import CANARIES, JOBS, LEADS, PLACES, RECEIVED, SHAPED
from tests.architecture.canary import ROOT, Broken, Canary, each, sources
from tests.architecture.reading import links
from tests.architecture.walk import House, walked
from tutela.foundations.access.permissions import Permission

SHAPES: Final = {
    "WORK_BEFORE": ["work"], "WORK_GATE": ["work"], "WORK_FINISHERS": ["work"], "WORK_ATTEMPT_FINISHERS": ["work"],
    "FACT_RECEIVERS": ["work", "fact"], "CHROME_PROVIDERS": ["request"],
    "ACCESS_POLICY": ["viewer", "permission"], "DESIGN_MAY": ["viewer", "permission"], "DESIGN_WHO": ["request"], "DESIGN_MESSAGES": ["messages"],
    "DESIGN_READS": ["text", "kind"],
}
"""What each bridge is called with: the parameters that it must be given."""


def fallen(house: House, root: Path) -> Broken:
    """Bridges that lead nowhere, or to something else."""
    found: Broken = {}
    for named, takes in house["bridges"].items():
        setting = named.partition(" ")[0]
        if isinstance(takes, str):
            found.setdefault(LEADS, []).append(f"{named}: {takes}")
        elif takes != SHAPES[setting]:
            found.setdefault(SHAPED, []).append(f"{named} takes {takes}")
    if unreceived := sorted(fact for fact, taker in house["facts"].items() if not taker):
        found[RECEIVED] = unreceived
    known = house["links"]
    lost = sorted(({*known["links"], *known["places"]} - set(known["addresses"])) | (set(known["permissions"]) - {p.value for p in Permission}))
    if lost:
        found[PLACES] = lost
    if unknown := sorted(jobs_asked_for(root) - set(known["jobs"])):
        found[JOBS] = unknown
    return found


def jobs_asked_for(root: Path) -> set[str]:
    """The jobs that acts ask for by name."""
    return set().union(*(_asked_for(path.read_text()) for path in sources(root)))


@cache
def _asked_for(text: str) -> frozenset[str]:
    calls = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)) if ".later(" in text else ()
    named = (call.args[0].value for call in calls if links(call.func)[-1:] == ["later"] and call.args and isinstance(call.args[0], ast.Constant))
    return frozenset(name for name in named if isinstance(name, str))


@pytest.fixture(scope="module")
def house() -> House:
    return walked(ROOT, "bridges", "facts", "links")


def test_every_bridge_stands(house: House) -> None:
    assert fallen(house, ROOT) == {}
    assert {named.partition(" ")[0] for named in house["bridges"]} == set(SHAPES)
    assert jobs_asked_for(ROOT)


def test_every_rule_of_bridges_has_a_canary() -> None:
    assert {canary.breaks for canary in CANARIES} == {LEADS, SHAPED, RECEIVED, PLACES, JOBS}


@each(CANARIES)
def test_a_fallen_bridge_is_seen(planted: Path, canary: Canary) -> None:
    assert list(fallen(walked(planted, "bridges", "facts", "links"), planted)) == [canary.breaks]
