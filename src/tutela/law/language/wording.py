"""An entry's words as they were learnt: each word, its beginning and each pair has a weight, for good or ill and for each category.

A name, a call sign, a time, an age, another figure and a quotation each count as one word, whatever they say, so that what is learnt
is how entries are worded and never whom they are about. The weights are ``words/learnt.json``, written by ``python -m bench.language``:
a naive Bayes and a logistic regression for whether an entry is a bad one, a naive Bayes more for each category that has a line of its own,
and for which category a logistic regression over the bad ones. All are sums, so the words that tell most can be shown to their author.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

import msgspec

from tutela.law.language.reading import TYPOGRAPHY

STEM = 5
"""A longer word counts by its first five letters too: "acknowledged" tells what "acknowledgement" told."""
_LONGEST_SHOWN = 10
_BEFORE = 2
_ADULT = 18
_TOKEN = re.compile(
    r"(?P<word>[^\W\d_]++(?:'[a-z]++)*+)(?!\d)|(?P<comma>,)|(?P<stop>[.!?;:])"
    r"""|(?P<quoted>(?<!\w)'(?=\S)(?:[^'\n]|(?<=\w)'(?=\w)){1,400}(?<=\S)'(?!\w)|"[^"\n]{1,400}")"""
    r"|(?P<time>\b(?:(?:[01]?\d|2[0-3])[:.][0-5]\d|(?:[01]\d|2[0-3])[0-5]\d(?=\b|hrs)|\d{1,2}\s?[ap]m)\b)"
    r"|(?P<call>\b[A-Z]{2}\d{1,2}\b)|(?P<figure>\d+)|(?P<before_figure>[^\W\d_]+)")
_STANDS_FOR = {"quoted": "<quoted>", "time": "<time>", "call": "<call sign>", "comma": ",", "stop": "."}
_WORDS = frozenset({"word", "before_figure"})
_POINTS = frozenset({".", ","})
_ENDS = frozenset({".", "<quoted>"})
_EDGES = "^", "$"


class Token(msgspec.Struct, frozen=True):
    """A word or what stands for it, and where it stands."""

    name: str
    start: int
    end: int


class Learnt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was learnt: of each unit how much it speaks against an entry (below nought: for it), taken alone and taken with the other units;
    then for each category among bad entries.

    `begins` is where the second begins, `always` where each category does, before any word. Last comes, for each category of `own`, how
    much the unit speaks for that category against good entries.
    """

    learnt_from: str
    categories: tuple[str, ...]
    begins: float
    always: tuple[float, ...]
    own: tuple[str, ...]
    units: dict[str, tuple[float, ...]]


@cache
def learnt() -> Learnt:
    """The weights as committed."""
    return msgspec.json.decode(files(__package__).joinpath("words", "learnt.json").read_bytes(), type=Learnt)


def tokens(text: str) -> list[Token]:
    """The words in order. A capital opens a sentence or a name: only within a sentence is it a name."""
    if not text.isascii():
        text = text.translate(TYPOGRAPHY)
    found: list[Token] = []
    opens = True
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        said = match.group()
        if kind in _WORDS:
            named = not opens and len(said) > 2 and said[0].isupper() and said[1:].islower()
            name = "<name>" if named else said.lower()
        elif kind == "figure":
            name = "<age>" if len(said) < 3 and 0 < int(said) < _ADULT else "<figure>"
        else:
            name = _STANDS_FOR[kind]
        found.append(Token(name, *match.span()))
        if kind != "comma":
            opens = kind == "stop"
    return found


def units(found: Sequence[Token]) -> frozenset[str]:
    """Each word, its beginning where it is long, and each pair; points count in pairs alone."""
    names = [token.name for token in found]
    held = set(names) - _POINTS
    held |= {name[:STEM] + "*" for name in held if len(name) > STEM and name[0] != "<"}
    held.update(map(" ".join, zip([_EDGES[0], *names], [*names, _EDGES[1]], strict=True)))
    return frozenset(held)


def exactness(found: Sequence[Token]) -> int:
    """How many names, times, ages, figures, call signs and quotations stand in it."""
    return sum(token.name[0] == "<" for token in found)


def against(held: Collection[str], words: Learnt) -> float:
    """What the words say against an entry, each taken alone and each taken with the others.

    The first is the sum by the square root of how many are known, so that length alone tells little.
    """
    known = [words.units[unit] for unit in held if unit in words.units]
    return math.fsum([unit[0] for unit in known]) / math.sqrt(len(known) or 1) + words.begins + math.fsum([unit[1] for unit in known])


def own(held: Collection[str], words: Learnt) -> dict[str, float]:
    """What the words say for each category that has a line of its own, against a good entry: a sum as `against` is."""
    known = [words.units[unit] for unit in held if unit in words.units]
    first, root = len(words.categories) + _BEFORE, math.sqrt(len(known) or 1)
    return {category: math.fsum([values[n] for values in known]) / root for n, category in enumerate(words.own, first)}


def leaning(held: Collection[str], words: Learnt) -> dict[str, float]:
    """How far the words lean to each category, were the entry a bad one."""
    known = [words.units[unit] for unit in held if unit in words.units]
    columns = list(zip(*known, strict=True))[_BEFORE : len(words.categories) + _BEFORE]
    sums = [math.fsum(each) for each in columns] or [0.0] * len(words.categories)
    return {category: begins + told for category, begins, told in zip(words.categories, words.always, sums, strict=True)}


def telling(found: Sequence[Token], words: Learnt, category: str) -> tuple[int, int]:
    """From which letter to which the words tell most for a category: one run within a sentence, ten words at most, no quotation."""
    column = words.categories.index(category) + _BEFORE

    def weight(unit: str) -> float:
        return words.units[unit][column] if unit in words.units else 0.0

    each = [weight(token.name) + weight(token.name[:STEM] + "*") for token in found]
    pairs = [weight(f"{one.name} {other.name}") for one, other in pairwise(found)]
    best, place = -math.inf, (0, 0)
    for start, token in enumerate(found):
        told = 0.0
        for end in range(start, min(start + _LONGEST_SHOWN, len(found))):
            if token.name == "," or found[end].name in _ENDS:
                break
            told += each[end] + (pairs[end - 1] if end > start else 0.0)
            if found[end].name != "," and told > best:
                best, place = told, (token.start, found[end].end)
    return place
