"""Files and functions stay small. What is longer wants a seam, not an exception."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.architecture.canaries.sizes import CANARIES, FILE, FUNCTION
from tests.architecture.canary import ROOT, Broken, Canary, each, sources


def too_long(root: Path) -> Broken:
    """Files over 400 lines, functions over 60."""
    found: Broken = {}
    for path in sources(root):
        where, text = path.relative_to(root), path.read_text()
        if (lines := len(text.splitlines())) > 400:
            found.setdefault(FILE, []).append(f"{where}: {lines} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (lines := (node.end_lineno or 0) - node.lineno + 1) > 60:
                found.setdefault(FUNCTION, []).append(f"{where}:{node.lineno}: {node.name} has {lines} lines")
    return found


def test_nothing_is_too_long() -> None:
    assert too_long(ROOT) == {}


@each(CANARIES)
def test_what_is_too_long_is_seen(planted: Path, canary: Canary) -> None:
    assert list(too_long(planted)) == [canary.breaks]
