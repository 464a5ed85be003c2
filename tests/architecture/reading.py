"""Python as text, read for the checks: what a name stands for, and what a chain of attributes and calls goes through."""

from __future__ import annotations

import ast
from pathlib import Path


def origins(tree: ast.Module) -> dict[str, str]:
    """What each imported name stands for."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.asname: alias.name for alias in node.names if alias.asname}
        elif isinstance(node, ast.ImportFrom):
            found |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return found


def full_name(node: ast.expr, imported: dict[str, str]) -> str:
    """The dotted name of an expression, by what its first part was imported as; empty where it is no name."""
    if isinstance(node, ast.Attribute):
        return f"{full_name(node.value, imported)}.{node.attr}"
    return imported.get(node.id, node.id) if isinstance(node, ast.Name) else ""


def links(node: ast.expr) -> list[str]:
    """The names that a chain goes through, the first one first: ``Row.objects.filter(…).update`` is Row, objects, filter, update."""
    found: list[str] = []
    while True:
        if isinstance(node, ast.Attribute):
            found.append(node.attr)
            node = node.value
        elif isinstance(node, ast.Call):
            node = node.func
        elif isinstance(node, ast.Subscript):
            node = node.value
        else:
            return [*([node.id] if isinstance(node, ast.Name) else []), *reversed(found)]


def module_of(path: Path, root: Path) -> str:
    """The dotted name of a source file: ``tutela.record.people.models``."""
    return ".".join(path.relative_to(root / "src").with_suffix("").parts).removesuffix(".__init__")


def part_of(module: str) -> str:
    """The part of the house that a module belongs to: ``tutela.record.people``; config, demo, law and facts are one part each."""
    names = module.split(".")
    return ".".join(names[:2] if names[1:2] and names[1] in {"config", "demo", "law", "facts"} else names[:3])
