"""Facts, roles and reasons in words: what timelines of areas and desks show. A fact says of itself what it is; nothing here judges."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from types import MappingProxyType
from typing import Any, Final, get_args, get_type_hints

import msgspec

from tutela.facts import Fact
from tutela.facts.missing import Action
from tutela.facts.registry import TYPES
from tutela.facts.roles import AREAS, ROLES
from tutela.foundations.design.pictures.local import moment
from tutela.foundations.kit import refs
from tutela.law.messages import called

Words = Callable[[str, Mapping[str, Any]], str]
"""A message in words; the id itself where there is none."""
_NOUNS: Final = {"contact": "incident", "missing": "missing episode"}
_TELLING: Final = {"marker": "", "level": "", "grade": "", "decision": "decision: ", "what": "", "status": "", "kind": "", "concern": "", "to": "to "}
_NAMES: Final = [name.partition(".")[2] for name in TYPES]
_SHORT: Final = 25
_ASKED: Final = frozenset({"safe", "harm_indicated"})
"""What is asked of every child who is found or back: that it is not known is said."""
_NOBODY: Final[Mapping[str, str]] = MappingProxyType({})


def happening(fact: Fact, words: Words = lambda message, _: message, *, spoken: bool = True, whole: bool = True) -> str:
    """A fact in a few words: its message, else its name, with what it is about where two areas use the name; and what it says first.

    :param spoken: also what somebody wrote in their own words, where it is short
    :param whole: also what it says first
    """
    message = f"fact.{fact.type}"
    said = words(message, msgspec.structs.asdict(fact.data))
    if said == message:
        area, _, name = fact.type.partition(".")
        said = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()
        if _NAMES.count(name) > 1:
            said = f"{_NOUNS.get(area, area)} {said}".capitalize()
    if not whole:
        return said
    free = frozenset() if spoken else free_text(type(fact.data))
    told = ((key, before, getattr(fact.data, key, None)) for key, before in _TELLING.items() if key not in free)
    values = ((before, called(key, value) or plain(value)) for key, before, value in told if isinstance(value, str) and value)
    first = next((f"{before}{value}" for before, value in values if len(value) < _SHORT), "")
    return f"{said} ({first})" if first else said


def details(
    data: msgspec.Struct, *, spoken: bool = True, named: Mapping[str, str] = _NOBODY, without: frozenset[str] = frozenset(),
) -> tuple[str, ...]:
    """What a fact carries beyond the ordinary, a line each.

    :param spoken: also what somebody wrote in their own words, which may name people
    :param named: what references are called
    :param without: fields that this reader is not shown
    """
    free = without if spoken else without | free_text(type(data))
    fields = ((field, getattr(data, field.name)) for field in _fields(type(data)) if field.name not in free)
    given = (
        (field.name, value) for field, value in fields
        if (field.name in _ASKED and value is None) or (value not in (field.default, None, "", ()) and not _nameless(value, named))
    )
    return tuple(f"{name.replace('_', ' ').capitalize()}: {_value(name, value, named)}" for name, value in given)


def _value(name: str, value: Any, named: Mapping[str, str]) -> str:
    """The value of a field as it is read; an answer that nobody could give is an answer too."""
    if value is None:
        return "not known"
    return role(value) if _is_role(name, value) else called(name, value) or plain(value, named)


def _nameless(value: Any, named: Mapping[str, str]) -> bool:
    """Is it a reference of ours that nobody here has a name for? A reader has no use for its key."""
    return isinstance(value, str) and refs.is_ours(value) and value not in named


def _is_role(name: str, value: Any) -> bool:
    """Does a field name a role without its area?"""
    return name.endswith("role") and isinstance(value, str) and value in ROLES


def refs_in(value: Any) -> frozenset[str]:
    """The references that a fact's own data names: whoever shows it asks what they are called, and whether they may be shown."""
    if isinstance(value, msgspec.Struct):
        return frozenset[str]().union(*(refs_in(getattr(value, name)) for name in value.__struct_fields__))
    if isinstance(value, list | tuple):
        return frozenset[str]().union(*map(refs_in, value))
    return frozenset({value}) if isinstance(value, str) and refs.is_ours(value) else frozenset()


@cache
def _fields(cls: type[msgspec.Struct]) -> tuple[msgspec.structs.FieldInfo, ...]:
    """Read once a class: a timeline asks for every entry."""
    return msgspec.structs.fields(cls)


@cache
def free_text(cls: type) -> frozenset[str]:
    """The fields of a fact in which somebody writes their own words: text that no vocabulary holds, alone or inside something."""
    return frozenset(name for name, hint in get_type_hints(cls).items() if name in cls.__struct_fields__ and _free(hint))  # type: ignore[attr-defined]


def _free(hint: Any) -> bool:
    if hint is str:
        return True
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return bool(free_text(hint))
    return any(_free(inside) for inside in get_args(hint) if not isinstance(inside, str))


def plain(value: Any, named: Mapping[str, str] = _NOBODY) -> str:
    """A value as it is read, the vocabulary's own without their underscores, a reference by what it is called."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return moment(value, year=True)
    if isinstance(value, date):
        return f"{value.day} {value:%b %Y}"
    if isinstance(value, msgspec.Struct):
        return _inside(value, named)
    if isinstance(value, list | tuple):
        return "; ".join(plain(item, named) for item in value)
    text = str(value)
    if text in named:
        return named[text]
    who, _, area = text.partition("@")
    if who in ROLES and area in AREAS:
        return role(text)
    return text if " " in text else text.replace("_", " ")


def _inside(value: msgspec.Struct, named: Mapping[str, str]) -> str:
    """What stands inside a fact: an action as it is read (what, who, where, by when); anything else by its fields."""
    if isinstance(value, Action):
        parts = (value.what, value.who, value.where, moment(value.by_when, year=True) if value.by_when else "")
        return ", ".join(part for part in parts if part)
    return ", ".join(line[:1].lower() + line[1:] for line in details(value, named=named))


def role(address: str) -> str:
    """``fim@contact`` in words."""
    who, _, area = address.partition("@")
    return f"{ROLES.get(who, who)}, {AREAS.get(area, area)}" if area else ROLES.get(who, who)


def reason(because: Mapping[str, Any], words: Words) -> str:
    """A reason in words, the vocabulary's own values without their underscores."""
    having = {name: plain(value) if isinstance(value, str | list | tuple) else value for name, value in because["with"].items()}
    return words(because["message"], having)
