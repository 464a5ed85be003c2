"""A field as it stands on a page: its component with label, hint, value and error."""

from __future__ import annotations

from typing import Any, cast

from django.forms.boundfield import BoundField
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from jinja2 import Environment
from markupsafe import Markup

from tutela.foundations.design.forms.fields import Asked


def environment() -> Environment:
    """The pages' environment, as settings have it."""
    return cast(Environment, next(engine.env for engine in engines.all() if isinstance(engine, Jinja2)))


def field_group(bound: BoundField) -> Markup:
    """The field's component.

    :raises TypeError: if the field is none of ours
    """
    field: Any = bound.field
    if not isinstance(field, Asked):
        raise TypeError(f"{bound.name!r} is a {type(field).__name__}: pages show the fields of design.forms alone")
    params = field.params(bound)
    extra = _moment(params) if "shownName" in params else Markup()
    if params.get("twice"):
        params["formGroup"] = {"afterInputs": {"html": macro("radios", "govukRadios")(params["twice"])}}
    return Markup(macro(*field.component)(params)) + extra


def _moment(params: dict[str, Any]) -> Markup:
    """The moment that was shown, which an unchanged answer means."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(params["shownName"], params["shown"])


def macro(component: str, name: str) -> Any:
    """A macro of GOV.UK's."""
    return getattr(environment().get_template(f"govuk_frontend_jinja/components/{component}/macro.html").module, name)
