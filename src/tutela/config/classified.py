"""What every field of every table is: how sensitive, how long it is kept, what a scrubbed copy does with it; read from each app's own file.

An app's ``classified.yaml`` names each of its models: ``kept``, then the fields by sensitivity and by what scrubbing does. A field that is not
named, or that is named and gone, fails the build: nothing personal is stored without somebody having said so (Data Protection Act 2018, sections
35 to 40 and 57).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec.yaml
from django.apps import apps
from django.db.models import Model, TextField

from tutela.foundations.work.roots import RETENTION, Root

SENSITIVITIES: Final = {
    "none": "It says nothing of anybody by itself.",
    "personal": "It tells of somebody who is or can be known: names, references, when and where.",
    "special": "Health, sexual life, exploitation, offences, allegations, risk; and words that people wrote freely, which may hold any of it.",
    "secret": "It opens something, or puts somebody in danger where it is known: secrets of sign-in, covert records, how to contact safely.",
}
SCRUBBED: Final = {"keep": "stays as it is", "blank": "is emptied, or its row is left out", "invent": "is written anew with invented words of the same form"}
OWN: Final = "its own class"
USED: Final = "while it is used"
WITH: Final = "with "
CLASSES: Final = frozenset({key for key, _ in RETENTION})


class Field(NamedTuple):
    """One field, as somebody classified it."""

    model: str
    name: str
    sensitivity: str
    scrub: str
    kept: str


def fields() -> list[Field]:
    """Every field that is classified, in the order of the files; a root's with those that every root has."""
    return [field for app, said in _files().items() for model, what in said.items() for field in _of(f"{app}.{model}", what)]


def problems() -> list[str]:
    """What is not classified, what is and is gone, and what cannot be so."""
    said: dict[str, list[Field]] = {}
    for field in fields():
        said.setdefault(field.model, []).append(field)
    found = list(_misread())
    for model in _models():
        label = model._meta.label
        names = [field.name for field in said.pop(label, [])] + ([f.name for f in said.get("work.Root", [])] if issubclass(model, Root) else [])
        ours = {field.name for field in (*model._meta.local_fields, *model._meta.local_many_to_many)}
        found += [f"{label}.{name} is not classified" for name in sorted(ours - set(names))]
        found += [f"{label}.{name} is classified and is not there" for name in sorted(set(names) - ours)]
        found += [f"{label}.{name} is classified twice" for name in sorted({n for n in names if names.count(n) > 1})]
    return found + [f"{label} is classified and is not there" for label in sorted(said.keys() - {"work.Root"})]


def _misread() -> Iterator[str]:
    """Values that are none, and text that people wrote which a scrubbed copy would keep."""
    models = {model._meta.label: model for model in _models()}
    known = {*models, "work.Root"}
    for field in fields():
        where, model = f"{field.model}.{field.name}", models.get(field.model)
        if field.sensitivity not in SENSITIVITIES or field.scrub not in SCRUBBED:
            yield f"{where}: {field.sensitivity}, {field.scrub}"
        if not (field.kept in {OWN, USED, *CLASSES} or (field.kept.startswith(WITH) and field.kept.removeprefix(WITH) in known)):
            yield f"{field.model}: kept {field.kept!r}"
        if model is not None and (field.kept == OWN) != issubclass(model, Root):
            yield f"{field.model}: {OWN!r} is for roots, and roots have it"
        column = model._meta.get_field(field.name) if model and field.name in {f.name for f in model._meta.local_fields} else None
        if isinstance(column, TextField) and field.sensitivity != "none" and field.scrub == "keep":
            yield f"{where}: words that people wrote stay in a scrubbed copy"


def _of(model: str, what: dict[str, Any]) -> Iterator[Field]:
    for sensitivity, by_scrub in what.items():
        if sensitivity != "kept":
            for scrub, names in by_scrub.items():
                for name in names:
                    yield Field(model, name, sensitivity, scrub, str(what.get("kept", "")))


def _models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("tutela.")]


@cache
def _files() -> dict[str, dict[str, dict[str, Any]]]:
    """What each app's file says, by the app's label."""
    found = {}
    for app in apps.get_app_configs():
        path = Path(app.path) / "classified.yaml"
        if app.name.startswith("tutela.") and path.is_file():
            found[app.label] = msgspec.yaml.decode(path.read_text(encoding="utf-8"))
    return found
