"""The tables keep the house's order: what names what, how rows leave, and that a moment has its person.

Foreign keys point down the floors, protect what they name and are read in one direction alone; what was done at a moment was done by
somebody, and the database says so; every root of the record is kept by a class of retention.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final

import pytest

from tests.architecture.canaries.models import CANARIES, DOWN, ONE_WAY, PAIRED, PROTECTED, UNORDERED
from tests.architecture.canary import ROOT, Broken, Canary, each
from tests.architecture.walk import House, walked

FLOORS: Final = ("The house stands on its floors", "Foundations stand on one another in order", "The record stands on itself in order")
UNPAIRED: Final = {
    "duties.Duty.settled_at": "settled_by is the fact that settled it, which names its person; where the ground of a duty ended there is none",
}
"""Moments whose person is none, and why."""


def heights(root: Path) -> dict[str, float]:
    """How high each part stands, from the contracts themselves: parts on one line stand beside one another."""
    written = {c["name"]: c for c in tomllib.loads((root / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]}
    found: dict[str, float] = {}
    for name in FLOORS:
        contract = written[name]
        base, steps = contract["containers"][0], list(reversed(contract["layers"]))
        for step, layer in enumerate(steps):
            for part in layer.split("|"):
                found[f"{base}.{part.strip()}"] = found.get(base, 0) + step / (1 if base == "tutela" else len(steps))
    return found


def height(app: str, known: dict[str, float]) -> float:
    """How high an app stands: its own place, else its floor's."""
    return known.get(app, known.get(".".join(app.split(".")[:2]), -1.0))


def places(house: House) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Every field: where it stands, its model, itself."""
    return [(f"{m['app'].rpartition('.')[2]}.{m['name']}.{f['name']}", m, f) for m in house["models"] for f in m["fields"]]


def disordered(house: House, root: Path) -> Broken:
    """The rules that the tables break."""
    known = heights(root)
    linked = [(where, m, f) for where, m, f in places(house) if f["to"]]
    found: Broken = {
        DOWN: [where for where, m, f in linked if m["app"] != f["to"] and not height(f["to"], known) < height(m["app"], known)],
        PROTECTED: [where for where, _, f in linked if f["on_delete"] != "PROTECT"],
        ONE_WAY: [where for where, _, f in linked if f["related"] != "+"],
        UNORDERED: [m["name"] for m in house["models"] if m["ordering"]],
        PAIRED: [where for where, m, f in places(house) if where not in UNPAIRED and f["null"] and not paired(m, f["name"])],
    }
    return {rule: where for rule, where in found.items() if where}


def paired(model: dict[str, Any], name: str) -> bool:
    """Has a moment that may be empty no person beside it, or does a constraint hold the two together?"""
    by = f"{name.removesuffix('_at')}_by"
    if not name.endswith("_at") or by not in {f["name"] for f in model["fields"]}:
        return True
    return any({name, by} <= set(check) for check in model["checks"])


@pytest.fixture(scope="module")
def house() -> House:
    return walked(ROOT, "models")


def test_the_tables_keep_the_order_of_the_house(house: House) -> None:
    assert disordered(house, ROOT) == {}


def test_every_part_has_its_height() -> None:
    known = heights(ROOT)
    assert height("tutela.foundations.kit", known) < height("tutela.foundations.work", known) < height("tutela.record.people", known)
    assert height("tutela.record.people", known) < height("tutela.record.sharing", known) == height("tutela.record.linkage", known)
    assert height("tutela.record.sharing", known) < height("tutela.practice.missing", known) < height("tutela.desks.api", known)


def test_every_root_is_kept_by_a_class(house: House) -> None:
    roots = [m for m in house["models"] if m["root"]]
    assert roots
    for root in roots:
        fields = {f["name"]: f for f in root["fields"]}
        assert {"retention", "legal_hold", "review_on", "version", "reference"} <= fields.keys(), root["name"]
        assert not fields["retention"]["null"], root["name"]


def test_what_needs_no_person_still_stands(house: House) -> None:
    assert UNPAIRED.keys() <= {where for where, m, f in places(house) if f["null"] and not paired(m, f["name"])}


def test_the_tables_are_what_the_migrations_make() -> None:
    from django.apps import apps
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.state import ProjectState

    written = MigrationLoader(None, ignore_no_migrations=True)
    found = MigrationAutodetector(written.project_state(), ProjectState.from_apps(apps)).changes(graph=written.graph)
    ours = {label: [str(operation) for migration in made for operation in migration.operations] for label, made in found.items()}
    assert ours == {}
    assert written.detect_conflicts() == {}


def test_every_rule_has_a_canary() -> None:
    assert {canary.breaks for canary in CANARIES} == {DOWN, PROTECTED, ONE_WAY, UNORDERED, PAIRED}


@each(CANARIES)
def test_a_fault_in_a_table_is_seen(planted: Path, canary: Canary) -> None:
    assert list(disordered(walked(planted, "models"), planted)) == [canary.breaks]
