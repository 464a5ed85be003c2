"""The generated pages that only a running product can tell: acts, roles, fields, the API. ``cli_docs`` reaches them by name."""

from __future__ import annotations

import importlib
import os
import pkgutil
from collections.abc import Iterable
from typing import Any

_HEAD = "Generated from the source; do not edit.\n"
_REFUSABLE = frozenset({"lowers", "closes", "defers", "approves"})


def pages() -> dict[str, str]:
    """Every such page by file name. No database is asked, and no secret of anybody's is needed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tutela.config.settings")
    os.environ.setdefault("TUTELA_SECRET_KEY", "for the generated pages alone")
    os.environ.setdefault("DATABASE_URL", "postgresql://nobody@localhost/none")
    import django

    django.setup()
    importlib.import_module("tutela.config.urls")  # with every endpoint
    return {"operations.md": operations(), "roles.md": roles(), "fields.md": fields(), "openapi.json": _named("tutela.desks.api.v1.description.description")()}


def operations() -> str:
    """Every act: who may, of which classes it may be, and whether anything can refuse it."""
    every_operation_is_known()
    known: dict[str, Any] = _named("tutela.foundations.work.operation.OPERATIONS")
    rows = [
        (f"`{name}`", f"`{act.permission}`", ", ".join(sorted(act.may_be)), "may be refused" if _REFUSABLE & act.may_be else "saved whatever it lacks")
        for name, act in sorted(known.items())
    ]
    said = (
        "The one way in which the record changes. Law says of which class an act is, from what stood before it; an operation declares which it may\n"
        "be. The gate refuses only what lowers, closes, defers or approves; whatever else an act lacks is flagged, and opens a duty.\n\n"
    )
    return f"# Operations\n\n{_HEAD}\n{said}" + _table(("operation", "permission", "may be", "gate"), rows)


def roles() -> str:
    """Every role: who holds it and what it may do; and the sheet of both."""
    held: dict[str, Any] = {**_named("tutela.foundations.access.roles.ROLES"), **_named("tutela.foundations.access.roles.PARTNERS")}
    permissions: list[Any] = list(_named("tutela.foundations.access.permissions.Permission"))
    holders = [(f"`{name}`", role.held_by, ", ".join(p for p in permissions if p in role.may)) for name, role in held.items()]
    who = _table(("role", "who holds it", "may"), holders)
    sheet = _table(("permission", *held), [(f"`{p}`", *("x" if p in role.may else "" for role in held.values())) for p in permissions])
    return f"# Roles and permissions\n\n{_HEAD}\n{who}\n## The sheet\n\n{sheet}"


def fields() -> str:
    """Every field: how sensitive, how long it is kept, what a scrubbed copy does with it."""
    classified = importlib.import_module("tutela.config.classified")
    meaning = _table(("sensitivity", "means"), list(classified.SENSITIVITIES.items()))
    scrubbing = _table(("in a scrubbed copy", "a field"), list(classified.SCRUBBED.items()))
    rows = [(f"`{f.model}.{f.name}`", f.sensitivity, f.scrub, f.kept) for f in classified.fields()]
    kept = (
        "*Kept*: a root of the record says its own class of retention, by which people decide; what hangs off it is kept with it; what is kept\n"
        "*while it is used* is the machine's own.\n\n"
    )
    return f"# Fields\n\n{_HEAD}\n{meaning}\n{scrubbing}\n{kept}" + _table(("field", "sensitivity", "scrubbed copy", "kept"), rows)


def every_operation_is_known() -> None:
    """Import every module of operations: one that no page uses yet is an operation all the same."""
    import tutela

    for found in pkgutil.walk_packages(tutela.__path__, "tutela."):
        if "operations" in found.name.split(".") or found.name == "tutela.demo.introducing":
            importlib.import_module(found.name)


def _named(name: str) -> Any:
    module, _, attribute = name.rpartition(".")
    return getattr(importlib.import_module(module), attribute)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    heads = tuple(head)
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    return "\n".join([*lines, *("| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in rows)]) + "\n"
