"""All copy, by message id and language: pages and forms hold ids, so that words are changed and translated in one place.

Each app keeps ``messages/<language>.yaml``. Its ids begin with the app's label (``contact.report.title``); within the file
the label may be left out and ids may be nested. A message with a number in it may have ``one`` and ``other``, chosen by
``count``. Settings may name packages that are no apps and whose ids have no prefix (``DESIGN_MESSAGES``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib import resources
from typing import Any, Final

import msgspec.yaml
from django.apps import apps
from django.conf import settings

from tutela.foundations.design.mode import strict

LANGUAGES: Final[Mapping[str, str]] = {"en": "English", "cy": "Cymraeg"}
_PLURAL: Final = frozenset({"none", "one", "other"})
_language: ContextVar[str] = ContextVar("language", default="en")

Message = str | dict[str, str]


class UnknownMessage(LookupError):
    """There is no message with this id, or it was not given what it says."""


def words(id: str, /, **having: Any) -> str:
    """The message in the reader's language, English where it is not translated.

    :raises UnknownMessage: while pages are built and tested; in service the id itself is shown
    """
    message = messages(language()).get(id) or messages("en").get(id)
    if message is None:
        if strict():
            raise UnknownMessage(f"no message {id!r} in any messages/en.yaml")
        return id
    text = message if isinstance(message, str) else _counted(message, having.get("count"))
    shown = {name: ", ".join(map(str, value)) if isinstance(value, list | tuple) else value for name, value in having.items()}
    return text.format_map(_Shown(id, shown))


def known(id: str) -> bool:
    """Is there such a message?"""
    return id in messages("en")


def language() -> str:
    """The language of what is being shown."""
    return _language.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Show what is within in another language.

    :raises ValueError: if it is none that we know
    """
    if language not in LANGUAGES:
        raise ValueError(f"{language!r} is none of {', '.join(LANGUAGES)}")
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


@cache
def messages(language: str) -> dict[str, Message]:
    """Every message of a language.

    :raises ValueError: if two are alike in their id
    """
    found: dict[str, Message] = {}
    packages = [(f"{app.label}.", app.name) for app in apps.get_app_configs() if app.name.startswith("tutela.")]
    packages += [("", name) for name in getattr(settings, "DESIGN_MESSAGES", ())]
    for prefix, package in packages:
        for id, message in read(package, prefix, language):
            if id in found:
                raise ValueError(f"two messages are called {id!r}")
            found[id] = message
    return found


def read(package: str, prefix: str, language: str = "en") -> list[tuple[str, Message]]:
    """One package's messages, with their whole ids."""
    here = resources.files(package)
    inside = ("messages", f"{language}.yaml") if prefix else (f"{language}.yaml",)
    file = here.joinpath(*inside)
    if not file.is_file():
        return []
    return [(id if id.startswith(prefix) else prefix + id, message) for id, message in _flat(msgspec.yaml.decode(file.read_text(encoding="utf-8")) or {})]


def _flat(tree: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Message]]:
    """A nested mapping as dotted ids."""
    for name, value in tree.items():
        if isinstance(value, dict) and not value.keys() <= _PLURAL:
            yield from _flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", {str(k): str(v) for k, v in value.items()} if isinstance(value, dict) else str(value)


def _counted(message: dict[str, str], count: Any) -> str:
    """The form for a number."""
    form = "none" if count == 0 and "none" in message else "one" if count == 1 and "one" in message else "other"
    return message[form]


class _Shown(dict[str, Any]):
    """The parameters of a message; a missing one is a mistake, and in service a question mark."""

    def __init__(self, id: str, having: Mapping[str, Any]) -> None:
        super().__init__(having)
        self._id = id

    def __missing__(self, name: str) -> str:
        if strict():
            raise UnknownMessage(f"the message {self._id!r} says {{{name}}}, which it was not given")
        return "?"
