"""Facts, roles and reasons in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import msgspec

from tutela.desks.replay.pages.shapes import Words
from tutela.facts import Fact
from tutela.facts.registry import TYPES
from tutela.facts.roles import AREAS, ROLES
from tutela.foundations.design.pictures.local import moment

_NOUNS: Final = {"contact": "incident", "missing": "missing episode"}
_TELLING: Final = {"level": "", "grade": "", "decision": "decision: ", "what": "", "status": "", "kind": "", "concern": "", "to": "to "}
_NAMES: Final = [name.partition(".")[2] for name in TYPES]


def happening(fact: Fact, words: Words) -> str:
    """A fact in a few words: its message, else its name, with what it is about where two areas use the name; and what it says first."""
    message = f"fact.{fact.type}"
    said = words(message, msgspec.structs.asdict(fact.data))
    if said == message:
        area, _, name = fact.type.partition(".")
        said = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()
        if _NAMES.count(name) > 1:
            said = f"{_NOUNS.get(area, area)} {said}".capitalize()
    values = ((before, getattr(fact.data, key, None)) for key, before in _TELLING.items())
    first = next((f"{before}{_said(value)}" for before, value in values if isinstance(value, str) and 0 < len(_said(value)) < 25), "")
    return f"{said} ({first})" if first else said


def details(data: msgspec.Struct) -> tuple[str, ...]:
    """What a fact carries beyond the ordinary, a line each."""
    fields = ((field, getattr(data, field.name)) for field in msgspec.structs.fields(data))
    given = ((field.name, value) for field, value in fields if value not in (field.default, None, "", ()))
    return tuple(f"{name.replace('_', ' ').capitalize()}: {_said(value)}" for name, value in given)


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return moment(value, year=True)
    if isinstance(value, msgspec.Struct):
        return ", ".join(line[:1].lower() + line[1:] for line in details(value))
    if isinstance(value, list | tuple):
        return "; ".join(_said(item) for item in value)
    text = str(value)
    who, _, area = text.partition("@")
    if who in ROLES and area in AREAS:
        return role(text)
    return text if " " in text else text.replace("_", " ")


def role(address: str) -> str:
    """``fim@contact`` in words."""
    who, _, area = address.partition("@")
    return f"{ROLES.get(who, who)}, {AREAS.get(area, area)}"


def reason(because: Mapping[str, Any], words: Words) -> str:
    """A reason in words, the vocabulary's own values without their underscores."""
    having = {name: _said(value) if isinstance(value, str | list | tuple) else value for name, value in because["with"].items()}
    return words(because["message"], having)
