"""The phrase library: ``phrases.yaml`` read into patterns. How a phrase is written is said at the head of that file.

A safeguarding lead reads and changes the phrases, so they are words, not regular expressions. Each is tried only on a text that
holds a word of each of its places, which is what keeps some thirty phrases cheap at every save.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
import msgspec.yaml

_BETWEEN = r"[^\w.!?;]{1,4}"
_GAPS = {"..": 2, "...": 5}


class Category(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is wrong with words of this kind, and what to ask of the author where the phrase itself suggests nothing."""

    means: str
    ask: str


class Written(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A phrase as the YAML holds it."""

    id: str
    category: str
    source: tuple[str, ...]
    says: tuple[str, ...]
    example: str
    unless: tuple[str, ...] = ()
    suggestion: str | None = None


class StopList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that are no review, and the words that may stand beside them and still say nothing."""

    source: str
    words: tuple[str, ...]
    beside: frozenset[str]


class Specific(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words that make a direction specific, those that only look like direction, and how many of substance it needs."""

    needs: tuple[int, int]
    who: frozenset[str]
    what: frozenset[str]
    where: frozenset[str]
    when: frozenset[str]
    empty: frozenset[str]


class Weighing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases that speak for the author, and those that take one of them back (``denied``)."""

    words: tuple[str, ...]
    denied: tuple[str, ...]


class Library(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of ``phrases.yaml``."""

    version: str
    sources: dict[str, str]
    categories: dict[str, Category]
    sets: dict[str, tuple[str, ...]]
    stop_list: StopList
    specific: Specific
    raising: Weighing
    decision: Weighing
    phrases: tuple[Written, ...]


class Phrase(msgspec.Struct, frozen=True):
    """A phrase ready to be looked for: its order in the library, the words of its places, its pattern, and what excuses it."""

    order: int
    written: Written
    places: tuple[frozenset[str], ...]
    pattern: re.Pattern[str]
    raising_excuses: bool
    unless: re.Pattern[str] | None


@cache
def library() -> Library:
    """The library as written, checked for unknown fields, categories and sources."""
    raw: Any = msgspec.yaml.decode(files(__package__).joinpath("phrases.yaml").read_text(encoding="utf-8"))
    found = msgspec.convert(raw, Library)
    for phrase in found.phrases:
        unknown = {phrase.category} - found.categories.keys() | set(phrase.source) - found.sources.keys()
        if unknown:
            raise ValueError(f"phrases.yaml: {phrase.id} names {', '.join(sorted(unknown))}, which is not defined")
    return found


@cache
def hollow() -> frozenset[str]:
    """The words without substance: those that may stand beside a stop-word, and those that only look like direction."""
    return library().stop_list.beside | library().specific.empty


@cache
def by_cue() -> dict[str, tuple[Phrase, ...]]:
    """The words of each phrase's most telling place, the one whose shortest word is longest, and the phrases that they cue."""
    index: dict[str, list[Phrase]] = {}
    for order, (written, template) in enumerate((w, t) for w in library().phrases for t in w.says):
        others = tuple(u for u in written.unless if u != "raising")
        held = places(template)
        phrase = Phrase(order, written, held, pattern(template), "raising" in written.unless, pattern(*others) if others else None)
        for cue in max(held, key=lambda words: min(map(len, words))):
            index.setdefault(cue, []).append(phrase)
    return {cue: tuple(phrases) for cue, phrases in index.items()}


@cache
def pattern(*templates: str) -> re.Pattern[str]:
    """One pattern for phrases written as ``phrases.yaml`` writes them."""
    return re.compile("|".join(rf"\b(?:{_source(template)})\b" for template in templates))


def apt(templates: tuple[str, ...], found: frozenset[str]) -> Iterator[re.Pattern[str]]:
    """The patterns of those phrases all of whose places have a word among these: the others cannot match."""
    return (pattern(template) for template in templates if not any(place.isdisjoint(found) for place in places(template)))


@cache
def places(template: str) -> tuple[frozenset[str], ...]:
    """For each place of a phrase, words of which every match holds one."""
    return tuple(
        frozenset(max(choice.split(), key=len) for choice in _choices(token)) for token in template.split() if token not in _GAPS)


def _choices(token: str) -> tuple[str, ...]:
    """The words, or runs of words, that may stand in one place of a phrase."""
    return tuple(choice for part in token.split("/") for choice in library().sets.get(part, (part.lower(),)))


def _source(template: str) -> str:
    """The regular expression of one phrase."""
    source = ""
    for token in template.split():
        if token in _GAPS:
            source += rf"(?:{_BETWEEN}\w+(?:'\w+)*){{0,{_GAPS[token]}}}?"
            continue
        choices = "|".join(_BETWEEN.join(map(re.escape, choice.split())) for choice in _choices(token))
        source += (_BETWEEN if source else "") + f"(?:{choices})"
    return source
