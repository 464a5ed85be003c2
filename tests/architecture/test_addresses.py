"""Every address says which permission it asks for, or why it asks for none; an endpoint of the API asks for its own."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.canaries.addresses import ASKS, CANARIES, DECLARED, KNOWN, NAMED
from tests.architecture.canary import ROOT, Broken, Canary, each
from tests.architecture.walk import House, walked
from tutela.foundations.access.permissions import Permission

ENDPOINT = re.compile(r"api\.(get|post|put|patch|delete)\(")
PERMISSIONS = {permission.value for permission in Permission}


def open_to_all(house: House, root: Path) -> Broken:
    """Addresses that ask for nothing and do not say why, and endpoints that ask nobody."""
    addresses = house["addresses"]
    names = [a["name"] for a in addresses]
    found: Broken = {
        DECLARED: [a["route"] for a in addresses if not a["permission"] and not (a["public"] or "").strip()],
        KNOWN: [a["route"] for a in addresses if a["permission"] and a["permission"] not in PERMISSIONS],
        NAMED: [a["route"] for a in addresses if a["name"] is None or names.count(a["name"]) > 1],
        ASKS: list(unasked(root)),
    }
    return {rule: places for rule, places in found.items() if places}


def unasked(root: Path) -> list[str]:
    """Endpoints of the API that do not begin by asking who it is, with a permission."""
    return [
        f"{path.name}:{node.lineno}: {node.name}"
        for path in sorted((root / "src/tutela/desks/api/v1").glob("*.py")) for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef) and any(ENDPOINT.match(ast.unparse(made)) for made in node.decorator_list) and not asks(node)
    ]


def asks(endpoint: ast.FunctionDef) -> bool:
    """Is who it is the first thing that it wants to know?"""
    first = next((line for line in endpoint.body if not (isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant))), None)
    return first is not None and "viewer(request, Permission." in ast.unparse(first)


@pytest.fixture(scope="module")
def house() -> House:
    return walked(ROOT, "addresses")


def test_every_address_says_what_it_asks_for(house: House) -> None:
    assert open_to_all(house, ROOT) == {}
    assert len(house["addresses"]) > 80


def test_every_rule_of_addresses_has_a_canary() -> None:
    assert {canary.breaks for canary in CANARIES} == {DECLARED, KNOWN, NAMED, ASKS}


@each(CANARIES)
def test_an_open_address_is_seen(planted: Path, canary: Canary) -> None:
    assert list(open_to_all(walked(planted, "addresses"), planted)) == [canary.breaks]
