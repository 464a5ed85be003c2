"""The house as Django sees it, as JSON: models, operations, doors, addresses, bridges. Run in the tree that is to be looked at.

A check of what only a running product knows (a model's inherited fields, an operation's declaration) reads this, of the tree or of a copy
in which a canary is planted. No database is asked for.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

House = dict[str, Any]
BRIDGES: Final = ("WORK_BEFORE", "WORK_GATE", "WORK_FINISHERS", "WORK_ATTEMPT_FINISHERS", "FACT_RECEIVERS", "CHROME_PROVIDERS", "ACCESS_POLICY")


def walked(root: Path, *parts: str) -> House:
    """The house in a tree: the parts that are asked for, of models, operations, doors, addresses, bridges and facts."""
    env = os.environ | {
        "PYTHONPATH": str(root / "src"), "PYTHONDONTWRITEBYTECODE": "1", "DJANGO_SETTINGS_MODULE": "tutela.config.settings",
        "TUTELA_SECRET_KEY": "for a look at the house alone", "DATABASE_URL": "postgresql://nobody@localhost/none",
    }
    run = subprocess.run([sys.executable, __file__, *parts], cwd=root, env=env, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    found: House = json.loads(run.stdout)
    return found


def _models() -> list[dict[str, Any]]:
    from django.apps import apps

    from tutela.foundations.work.roots import Root

    return [
        {
            "name": model.__name__, "app": model._meta.app_config.name, "table": model._meta.db_table, "ordering": list(model._meta.ordering or ()),
            "root": issubclass(model, Root), "fields": [_field(field) for field in (*model._meta.local_fields, *model._meta.local_many_to_many)],
            "checks": [sorted(set(_named(check.condition))) for check in model._meta.constraints if hasattr(check, "condition")],
        }
        for model in apps.get_models() if model.__module__.startswith("tutela.")
    ]


def _field(field: Any) -> dict[str, Any]:
    to = field.remote_field
    return {
        "name": field.name, "kind": type(field).__name__, "null": field.null, "to": to.model._meta.app_config.name if to else None,
        "on_delete": getattr(to.on_delete, "__name__", "") if to and hasattr(to, "on_delete") else None, "related": to.related_name if to else None,
    }


def _named(condition: Any) -> Iterator[str]:
    """The fields that a condition names."""
    from django.db.models import F, Q

    children: list[Any] = condition.children if isinstance(condition, Q) else []
    for child in children:
        if isinstance(child, Q):
            yield from _named(child)
            continue
        yield child[0].partition("__")[0]
        if isinstance(child[1], F):
            yield child[1].name.partition("__")[0]


def _modules(*kinds: str) -> Iterator[Any]:
    """The modules of the parts' files (or packages) that are called so, imported."""
    for path in sorted(Path("src/tutela").rglob("*.py")):
        if set(kinds) & {*path.parts, path.stem} and "migrations" not in path.parts and "law" not in path.parts:
            yield importlib.import_module(".".join(path.relative_to("src").with_suffix("").parts).removesuffix(".__init__"))


def _operations() -> list[dict[str, Any]]:
    """Every operation: all modules of operations are read, whether an address uses them or not."""
    from tutela.foundations.work.operation import OPERATIONS

    list(_modules("operations", "introducing"))
    return [_operation(name, made) for name, made in sorted(OPERATIONS.items())]


def _operation(name: str, made: Any) -> dict[str, Any]:
    first, *rest = made.signature.parameters.values()
    return {
        "name": name, "permission": made.permission.value, "may_be": sorted(made.may_be), "about": list(made.about), "first": first.name,
        "takes": {p.name: str(p.annotation) for p in rest}, "keyword_only": all(p.kind is p.KEYWORD_ONLY for p in rest), "notes": _notes(made.__wrapped__),
    }


def _notes(body: Any) -> dict[str, str]:
    """The fact types that a body names, each with its class where the class is always the same."""
    from tutela.facts.registry import NAMES
    from tutela.law.catalogue import ACTS
    from tutela.law.kernel.rules import Act

    named = {NAMES[found] for _, found in _meant(ast.parse(inspect.getsource(body)), body.__globals__) if isinstance(found, type) and found in NAMES}
    classes = {name: ACTS.get(name, Act.RECORDS) for name in named}
    return {name: kind.value for name, kind in sorted(classes.items()) if isinstance(kind, Act)}


def _meant(tree: ast.AST, known: dict[str, Any]) -> Iterator[tuple[int, Any]]:
    """What the names of a tree stand for, on which line; what is not known until it runs is passed over."""
    for node in ast.walk(tree):
        names: list[str] = []
        inner: ast.AST = node
        while isinstance(inner, ast.Attribute):
            names.insert(0, inner.attr)
            inner = inner.value
        if not isinstance(inner, ast.Name) or inner.id not in known:
            continue
        found = known[inner.id]
        for name in names:
            found = getattr(found, name, None)
        yield getattr(node, "lineno", 0), found


def _doors() -> list[dict[str, Any]]:
    """What of lower storeys the doors of areas and desks (and the record's jobs) name: functions and classes, and what those are."""
    found = []
    for module in _modules("views", "v1", "jobs"):
        if not module.__name__.startswith(("tutela.practice.", "tutela.desks.", "tutela.record.")):
            continue
        for line, meant in _meant(ast.parse(inspect.getsource(module)), vars(module)):
            home = str(getattr(meant, "__module__", ""))
            if (inspect.isfunction(meant) or inspect.isclass(meant)) and home.startswith(("tutela.practice.", "tutela.desks.", "tutela.record.")):
                takes_work = inspect.isfunction(meant) and not hasattr(meant, "may_be") and _takes_work(meant)
                found.append({"in": module.__name__, "line": line, "names": f"{home}.{meant.__qualname__}", "home": home, "takes_work": takes_work})
    return found


def _takes_work(function: Any) -> bool:
    annotations = (p.annotation for p in inspect.signature(function).parameters.values())
    return any(str(getattr(said, "__name__", said)).rpartition(".")[2] == "Work" for said in annotations)


def _addresses() -> list[dict[str, Any]]:
    from django.urls import URLPattern, get_resolver

    from tutela.foundations.design.urls import declared

    def each(patterns: Any, route: str, space: str) -> Iterator[dict[str, Any]]:
        for pattern in patterns:
            here = route + str(pattern.pattern)
            if isinstance(pattern, URLPattern):
                said = declared(pattern.callback)
                name = f"{space}{pattern.name}" if pattern.name else None
                yield {"route": here, "name": name, "permission": said and said.permission, "public": said and said.public}
            else:
                yield from each(pattern.url_patterns, here, f"{space}{pattern.namespace}:" if pattern.namespace else space)

    return list(each(get_resolver().url_patterns, "", ""))


def _bridges() -> dict[str, Any]:
    from django.conf import settings
    from django.utils.module_loading import import_string

    def one(name: str) -> list[str] | str:
        try:
            found = import_string(name)
            return [p.name for p in inspect.signature(found).parameters.values() if p.default is p.empty and p.kind not in {p.VAR_POSITIONAL, p.VAR_KEYWORD}]
        except (ImportError, TypeError) as cause:
            return str(cause)

    named: dict[str, list[str] | str] = {}
    for setting in (*BRIDGES, *(s for s in dir(settings) if s.startswith("DESIGN_") and s != "DESIGN_MESSAGES")):
        value = getattr(settings, setting)
        for name in [value] if isinstance(value, str) else value.values() if isinstance(value, dict) else value:
            named[f"{setting} {name}"] = one(name)
    for module in settings.DESIGN_MESSAGES:
        try:
            folder = Path(importlib.import_module(module).__file__ or "").parent
            named[f"DESIGN_MESSAGES {module}"] = ["messages"] if (folder / "en.yaml").is_file() else "has no en.yaml"
        except ImportError as cause:
            named[f"DESIGN_MESSAGES {module}"] = str(cause)
    return named


def _links() -> dict[str, list[str]]:
    """What apps registered by name in their ``ready``, and the addresses and jobs that there are."""
    from procrastinate.contrib.django import app

    from tutela.foundations.design import chrome, links

    list(_modules("jobs"))
    items = chrome._navigation.values()
    return {
        "links": sorted(links._links.values()), "places": sorted({*links._places.values(), *(item.url_name for item in items)}),
        "permissions": sorted({str(item.permission) for item in items}), "jobs": sorted(app.tasks),
        "addresses": sorted(a["name"] for a in _addresses() if a["name"]),
    }


def _facts() -> dict[str, str | None]:
    """Every fact type, and who receives it."""
    from django.conf import settings

    from tutela.facts.registry import TYPES

    takers = settings.FACT_RECEIVERS
    return {name: takers.get(name) or takers.get(name.partition(".")[0]) or takers.get("*") for name in TYPES}


def _classified() -> list[str]:
    """What of the tables' fields is not classified, or not rightly."""
    from tutela.config.classified import problems

    return problems()


if __name__ == "__main__":
    import django

    django.setup()
    looks: dict[str, Callable[[], Any]] = {
        "addresses": _addresses, "operations": _operations, "models": _models, "bridges": _bridges, "facts": _facts, "doors": _doors, "links": _links,
        "classified": _classified,
    }
    json.dump({part: looks[part]() for part in sys.argv[1:]}, sys.stdout)
