"""The one way to show a page: a template, and a typed page object that was made for one viewer.

A template cannot show what it was not given, so it is never given a model: in tests and while debugging, a page that holds
a model or a query anywhere is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import msgspec
from django.db.models import Manager, Model, QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.template import loader

from tutela.foundations.design.chrome import chrome
from tutela.foundations.design.mode import strict


def render(request: HttpRequest, template: str, page: msgspec.Struct, status: int = 200) -> HttpResponse:
    """The response that shows the page. The template sees ``page``, ``chrome``, ``request`` and ``csrf_input``.

    :raises TypeError: if the page is not a frozen Struct; while testing also if it holds a model or a query
    """
    return HttpResponse(rendered(request, template, page), status=status)


def rendered(request: HttpRequest, template: str, page: msgspec.Struct) -> str:
    """The same as text: for fragments that a page fetches again.

    :raises TypeError: as :func:`render`
    """
    if not getattr(getattr(page, "__struct_config__", None), "frozen", False):
        raise TypeError(f"a page is a frozen msgspec Struct, not a {type(page).__name__}")
    if strict():
        refuse_models(page, type(page).__name__)
    return loader.get_template(template).render({"page": page, "chrome": chrome(request)}, request)


def refuse_models(value: Any, trail: str) -> None:
    """Walk all that a page holds.

    :raises TypeError: naming where it holds a model, a manager or a query
    """
    if isinstance(value, Model | QuerySet | Manager):
        raise TypeError(f"{trail} is a {type(value).__name__}: pages hold values made for one viewer, never models or queries")
    if isinstance(value, str | bytes | int | float | None):
        return
    for name, inside in _inside(value):
        refuse_models(inside, f"{trail}{name}")


def _inside(value: Any) -> list[tuple[str, Any]]:
    """What a value holds, by name."""
    if isinstance(value, msgspec.Struct):
        return [(f".{name}", getattr(value, name)) for name in value.__struct_fields__]
    if is_dataclass(value) and not isinstance(value, type):
        return [(f".{field.name}", getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, Mapping):
        return [(f"[{key!r}]", inside) for key, inside in value.items()]
    if isinstance(value, list | tuple | set | frozenset):
        return [(f"[{index}]", inside) for index, inside in enumerate(value)]
    if isinstance(value, BaseForm):
        choices = {name: getattr(field, "options", None) for name, field in value.fields.items()}
        return [(".initial", value.initial), (".cleaned_data", getattr(value, "cleaned_data", None)), (".fields", choices)]
    return []
