"""Near copies: an entry that is an earlier one with the name, the time and the relation changed (T11; AH-017).

Names, figures and family words are levelled first, so that "Nan's done, 0610" and "Dad's done, 0615" are the same words; then the
five-letter runs of both are compared (Dice's measure, requirements 5.3.3). Three hundred letters against two hundred earlier entries
take a few milliseconds, so no library is brought in for it: datasketch and rapidfuzz answer other questions, or pull in numpy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from tutela.law.language.reading import fold

RUN = 5
ALIKE = 0.6
"""The requirement's 85 % is of words as they stand. Levelled, copies in the committed half begin at 0.67 and strangers end at 0.36."""
SHORTEST = 60
"""An entry of fewer letters is alike by chance: "Seen, no concerns" is superficial, not copied."""

UNFILLED = re.compile(r"\[[A-Za-z][^\]\n\d]{2,40}\]|<[A-Za-z][^>\n\d]{2,40}>|\b(?:INSERT|DELETE AS APPROPRIATE|XXX+)\b")
"""A field that nobody filled in: `[CHILD NAME]`, `INSERT`."""

_FAMILY = (r"mum|mam|mother|dad|father|nan|nana|gran|grandma|grandad|granddad|aunt|auntie|uncle|cousin|brother|sister|stepdad|stepmum|stepfather|stepmother"
           r"|friend|boyfriend|girlfriend|partner")
_LEVEL = (
    (re.compile(r"(?<![.!?] )(?<!^)\b[A-Z][\w'\u2019]*"), "n"), (re.compile(r"(?:^|(?<=[.!?:] ))[A-Z][a-z]+(?= \()"), "n"), (re.compile(r"\d+"), "0"),
)
_FAMILY_WORD = re.compile(rf"\b(?:{_FAMILY})(?='?s?\b)", re.IGNORECASE)
_WHO = re.compile(r"\b(?:s?he|they|her|his|him|their|them|hers)\b")
_SPACE = re.compile(r"[^\w]+")


def like(text: str, earlier: Iterable[str]) -> str | None:
    """The earlier entry that this one copies, the likest of them, or none."""
    if len(text) < SHORTEST:
        return None
    mine = runs(text)
    likest = max(((likeness(mine, runs(other)), other) for other in earlier if len(other) >= SHORTEST), default=(0.0, ""))
    return likest[1] if likest[0] >= ALIKE else None


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """From 0 to 1: how many of their runs two entries share."""
    return 2 * len(one & other) / ((len(one) + len(other)) or 1)


@lru_cache(maxsize=2_000)
def runs(text: str) -> frozenset[str]:
    """The runs of five letters of a levelled entry."""
    for shape, stands_for in _LEVEL:
        text = shape.sub(stands_for, text)
    levelled = _SPACE.sub(" ", _WHO.sub("x", fold(_FAMILY_WORD.sub("f", text))))
    return frozenset(levelled[n : n + RUN] for n in range(max(1, len(levelled) - RUN + 1)))
