"""The words of reasons and requests, by message id and language; law holds ids, never sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Any, Final

import msgspec.yaml

from tutela.facts.roles import AREAS, ROLES
from tutela.foundations.design.pictures.local import moment
from tutela.law.areas import merged

_ADDRESS: Final = re.compile(r"[a-z_]+@[a-z_]+")
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)")
_CODE: Final = re.compile(r"[a-z]+(_[a-z]+)*")


@cache
def messages(language: str = "en") -> dict[str, str]:
    """Every message of a language: the common ones, and each area's own."""
    text = resources.files(__name__).joinpath(f"{language}.yaml").read_text(encoding="utf-8")
    return merged(msgspec.yaml.decode(text), "messages") if language == "en" else dict(msgspec.yaml.decode(text))


def words(message: str, having: Mapping[str, Any], language: str = "en") -> str:
    """A message with its parameters; the id itself where there is none, so that nothing is lost."""
    text = messages(language).get(message)
    if text is None:
        return message
    shown = {name: ", ".join(map(_said, value)) if isinstance(value, list | tuple) else called(name, value) or _said(value) for name, value in having.items()}
    return text.format_map(_Shown(shown))


def readable(having: Mapping[str, Any]) -> dict[str, Any]:
    """What a message is told, each as one reads it: for who shows it by other means than :func:`words`. Numbers stay numbers."""
    return {
        name: [_said(each) for each in value] if isinstance(value, list | tuple)
        else called(name, value) or _said(value) if isinstance(value, bool | str) else value
        for name, value in having.items()
    }


@cache
def _values() -> dict[str, dict[str, str]]:
    text = resources.files(__name__).joinpath("values.yaml").read_text(encoding="utf-8")
    return dict(msgspec.yaml.decode(text))


def called(name: str, value: Any) -> str:
    """What a value is called as that parameter or field, where it has a name of its own: the place ``foster`` is a foster home; else nothing."""
    return _values().get(name, {}).get(str(value).replace(" ", "_"), "")


def _said(value: Any) -> str:
    """A value as one reads it: yes or no, ``missing_child`` in two words, ``cii@missing`` by its title, a moment as local time."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    if _MOMENT.fullmatch(text):
        return moment(datetime.fromisoformat(text), year=True)
    if _ADDRESS.fullmatch(text):
        role, _, area = text.partition("@")
        return f"{ROLES.get(role, role)}, {AREAS.get(area, area)}"
    if _CODE.fullmatch(text):
        return ROLES.get(text) or text.replace("_", " ")
    return text


class _Shown(dict[str, Any]):
    def __missing__(self, name: str) -> str:
        return "?"
