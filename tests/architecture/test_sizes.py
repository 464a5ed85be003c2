"""Files and functions stay small. What is longer wants a seam, not an exception."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from tests.architecture.canaries.sizes import CANARIES, FILE, FUNCTION
from tests.architecture.canary import ROOT, Broken, Canary, each, sources


@cache
def measured(text: str) -> tuple[tuple[str, str], ...]:
    """What of a file is too long. Measured once: a copy of the tree differs in one file."""
    lines = len(text.splitlines())
    found = [(FILE, f": {lines} lines")] if lines > 400 else []
    found += [
        (FUNCTION, f":{node.lineno}: {node.name} has {lines} lines")
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (lines := (node.end_lineno or 0) - node.lineno + 1) > 60
    ]
    return tuple(found)


def too_long(root: Path) -> Broken:
    """Files over 400 lines, functions over 60."""
    found: Broken = {}
    for path in sources(root):
        for rule, what in measured(path.read_text()):
            found.setdefault(rule, []).append(f"{path.relative_to(root)}{what}")
    return found


def test_nothing_is_too_long() -> None:
    assert too_long(ROOT) == {}


@each(CANARIES)
def test_what_is_too_long_is_seen(planted: Path, canary: Canary) -> None:
    assert list(too_long(planted)) == [canary.breaks]
