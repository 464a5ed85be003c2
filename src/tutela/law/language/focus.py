"""The child-focus ratio: is an entry about the child, or about devices, delay and means (T15; IN-086; requirements.md 5.3.7)?"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
import msgspec.yaml

from tutela.law.language.reading import sentences, words
from tutela.law.language.signs import names


class Focus(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``words/focus.yaml``."""

    share: float
    least: int
    child: frozenset[str]
    means: frozenset[str]


@cache
def focus() -> Focus:
    """The words and the two numbers, as written."""
    raw: Any = msgspec.yaml.decode(files(__package__).joinpath("words", "focus.yaml").read_text(encoding="utf-8"))
    return msgspec.convert(raw, Focus)


def off_child(folded: str) -> tuple[int, int] | None:
    """The first sentence about means alone, of an entry that is more about means than about the child."""
    held = focus()
    about_child, about_means = 0, []
    for start, end in sentences(folded):
        said = {name for word in words(folded[start:end]) for name in names(word)}
        if '"' in folded[start:end] or not said.isdisjoint(held.child):
            about_child += 1
        elif len(said) > 1 and not said.isdisjoint(held.means):
            about_means.append((start, end))
    if len(about_means) < held.least or about_child >= held.share * (about_child + len(about_means)):
        return None
    return about_means[0]
