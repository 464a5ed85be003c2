"""Who may write rows: read from the source. A page, a query or a job that writes is seen before it runs.

Rows of the record, of areas and of desks are written in ``operations`` and ``engine`` alone, and only of the part's own tables; on the
foundations the modules that write are named, each with its reason.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from tests.architecture.canaries.writes import CANARIES, ELSEWHERE, HABITS, OTHERS
from tests.architecture.canary import ROOT, Broken, Canary, each, sources
from tests.architecture.reading import full_name, links, module_of, origins, part_of

WRITES: Final = frozenset({
    "create", "acreate", "bulk_create", "get_or_create", "update_or_create", "bulk_update", "save", "delete", "_raw_delete", "abulk_create", "asave", "adelete",
})
ROWS: Final = frozenset({"objects", "filter", "exclude", "_base_manager", "_default_manager", "select_for_update", "all"})
"""What says that an ``update`` is of rows, and not of a dictionary."""
STATEMENT: Final = re.compile(r"\s*(?:WITH\b.*\)\s*)?(?:INSERT\s+INTO|UPDATE\s+\w|DELETE\s+FROM|TRUNCATE|COPY\s)", re.IGNORECASE | re.DOTALL)

WHERE: Final = re.compile(r"tutela\.(?:record|practice|desks)\.\w+\.(?:operations|engine)(?:\.|$)")
NAMED: Final = {
    "tutela.demo.introducing": "the invented force's people: through operations",
    "tutela.demo.operations": "the movable clock: an operation",
    "tutela.demo.day.living": "the synthetic day: how far it has been lived, in training alone",
    "tutela.foundations.access.accounts": "rows that operations of desks/administration ask for",
    "tutela.foundations.access.adapters": "sign-in: which account an identity is",
    "tutela.foundations.access.attempts": "sign-in: failures counted",
    "tutela.foundations.access.codes": "sign-in: authenticators",
    "tutela.foundations.access.grants": "rows that operations of higher floors ask for; outside a transaction they are refused",
    "tutela.foundations.access.invented": "demo sign-in: accounts of invented officers, in training alone",
    "tutela.foundations.access.models": "Django's manager of accounts",
    "tutela.foundations.access.sessions": "sessions",
    "tutela.foundations.access.signing": "sessions",
    "tutela.foundations.access.views.account": "sign-in: one's own password",
    "tutela.foundations.audit.lines": "the audit's lines",
    "tutela.foundations.audit.redaction": "rows of a redaction by two, asked for by operations",
    "tutela.foundations.audit.sealing": "seals",
    "tutela.foundations.forces.rows": "rows that operations of desks/administration and the setting-up ask for",
    "tutela.foundations.post.outbox": "the outbox: rows in the operation's transaction, and what became of each",
    "tutela.foundations.post.sending": "the outbox: a message that is being sent",
    "tutela.foundations.work.operation": "keys",
    "tutela.foundations.work.unit": "what an operation's body changes and adds",
}
"""Modules that write besides, and what."""
WALLS: Final = frozenset({"BreakGlass", "Grant", "Lockout", "Restriction"})
"""Rows that the policy reads: the record writes them with the act that they belong to."""
FORBIDDEN: Final = (
    "django.dispatch", "django.db.models.signals", "django.core.signals", "django.contrib.auth.signals", "django.contrib.admin", "django.forms.ModelForm",
    "django.forms.models", "django.forms.modelform_factory",
)


def writing(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Where a module writes rows, by the object's methods or by SQL."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            through = links(node.func)
            if node.func.attr in WRITES or (node.func.attr in {"update", "aupdate"} and ROWS & set(through)):
                yield node.lineno, ".".join(through)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and STATEMENT.match(node.value):
            yield node.lineno, " ".join(node.value.split())[:40]


def foreign(tree: ast.Module, module: str) -> Iterator[tuple[int, str]]:
    """Where a module makes or changes rows of a table that is another part's."""
    mine = part_of(module)
    models = {
        name: origin for name, origin in origins(tree).items()
        if ".models." in origin and origin.startswith("tutela.") and part_of(origin) != mine and name not in WALLS
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        through = links(node.func)
        if through and through[0] in models and (len(through) == 1 or {through[-1]} & (WRITES | {"update"})):
            yield node.lineno, models[through[0]]


def habits(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Where a module imports what this house does without: signals, model forms, Django's admin."""
    imported = origins(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Attribute):
            names = [full_name(node, imported)]
        else:
            continue
        yield from ((node.lineno, name) for name in names if name.startswith(FORBIDDEN))


@cache
def faults(module: str, text: str) -> tuple[tuple[str, int, str], ...]:
    """Which rules a module breaks, on which line. Judged once: a copy of the tree differs in one file."""
    tree = ast.parse(text)
    found = [(HABITS, *where) for where in habits(tree)]
    if not WHERE.match(module) and module not in NAMED:
        found += [(ELSEWHERE, *where) for where in writing(tree)]
    if module.startswith(("tutela.record.", "tutela.practice.", "tutela.desks.")):
        found += [(OTHERS, *where) for where in foreign(tree, module)]
    return tuple(found)


def broken(root: Path) -> Broken:
    """Who writes that may not, whose rows, and what is imported that must not be."""
    found: Broken = {}
    for path in sources(root):
        module = module_of(path, root)
        if module.startswith("tutela.config.") or "migrations" in path.parts:
            continue  # config writes no rows: backup, roles and provision speak to the database as its owner
        for rule, line, what in faults(module, path.read_text()):
            found.setdefault(rule, []).append(f"{path.relative_to(root)}:{line}: {what}")
    return found


def test_rows_are_written_where_they_may_be() -> None:
    assert broken(ROOT) == {}


def test_each_module_that_is_named_writes() -> None:
    written = {module_of(path, ROOT): path.read_text() for path in sources(ROOT)}
    assert [name for name in NAMED if name not in written or not ("@operation" in written[name] or list(writing(ast.parse(written[name]))))] == []


@each(CANARIES)
def test_a_write_elsewhere_is_seen(planted: Path, canary: Canary) -> None:
    assert list(broken(planted)) == [canary.breaks]
