"""The words of reasons and requests, by message id and language; law holds ids, never sentences."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def messages(language: str = "en") -> dict[str, str]:
    """Every message of a language."""
    text = resources.files(__name__).joinpath(f"{language}.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def words(message: str, having: Mapping[str, Any], language: str = "en") -> str:
    """A message with its parameters; the id itself where there is none, so that nothing is lost."""
    text = messages(language).get(message)
    if text is None:
        return message
    shown = {name: ", ".join(map(str, value)) if isinstance(value, list | tuple) else value for name, value in having.items()}
    return text.format_map(_Shown(shown))


class _Shown(dict[str, Any]):
    def __missing__(self, name: str) -> str:
        return "?"
