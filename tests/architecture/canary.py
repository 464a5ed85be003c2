"""One mechanism for every canary: plant a fault in a copy of the tree, and see that the check finds that and nothing else.

A check takes the root of a tree and gives the rules that it breaks, each with the places. A canary is planted by the
fixture ``planted``; text for a file that exists is added at its end.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]

Broken = dict[str, list[str]]
"""Each rule that is broken, and where."""


class Canary(NamedTuple):
    """A fault on purpose: what it is, the rule that must be seen broken, and what is planted where."""

    name: str
    breaks: str
    plant: dict[str, str]


def each(canaries: Sequence[Canary]) -> pytest.MarkDecorator:
    """Run a test once for each canary."""
    return pytest.mark.parametrize("canary", canaries, ids=lambda canary: canary.name)


def sources(root: Path) -> list[Path]:
    """The Python files of the product."""
    return sorted((root / "src").rglob("*.py"))
