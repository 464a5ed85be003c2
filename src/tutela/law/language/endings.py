"""What ends before its end: closed with lines open (T17; IN-030), or an enquiry given up on what somebody said (T18; IN-028)."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
import msgspec.yaml

Place = tuple[int, int]


class Endings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``words/endings.yaml``: phrases, and how many results a closing tells at least, with and without something open."""

    closing: tuple[str, ...]
    not_closing: tuple[str, ...]
    open: tuple[str, ...]
    not_open: tuple[str, ...]
    results: tuple[str, ...]
    closed_with: int
    open_with: int
    said: tuple[str, ...]
    nothing: tuple[str, ...]
    ends: tuple[str, ...]
    asked: tuple[str, ...]


@cache
def endings() -> Endings:
    """The phrases as written."""
    raw: Any = msgspec.yaml.decode(files(__package__).joinpath("words", "endings.yaml").read_text(encoding="utf-8"))
    return msgspec.convert(raw, Endings)


@cache
def _any(name: str) -> re.Pattern[str]:
    said: tuple[str, ...] = getattr(endings(), name)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(said, key=len, reverse=True)))})\b")


def closure_gap(folded: str) -> Place | None:
    """Where an entry closes although it says that something is open, or without a word of what became of the lines."""
    closes = _any("closing").search(_any("not_closing").sub(_blank, folded))
    if not closes:
        return None
    held = endings()
    open_still = _any("open").search(_any("not_open").sub(_blank, folded))
    results = len(set(_any("results").findall(folded)))
    return closes.span() if results < (held.open_with if open_still else held.closed_with) else None


def on_hearsay(folded: str) -> Place | None:
    """Where an entry ends an enquiry because somebody said that nothing can be had, and nobody who would know was asked."""
    if _any("asked").search(folded) or not (_any("said").search(folded) and _any("nothing").search(folded)):
        return None
    ends = _any("ends").search(folded)
    return ends.span() if ends else None


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())
