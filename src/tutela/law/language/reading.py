"""Reading what somebody wrote, before any rule judges it: case, quotes, words, sentences, and whose words they are.

Every step keeps the length of the text, so that a place found in the read form is the same place in what was written,
and a flag can show the author's own words. Source: ``requirements.md`` 5.3, rule 9 (the quotation exception).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import msgspec

TYPOGRAPHY = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201b": "'", "\u201c": '"', "\u201d": '"', "\u201f": '"', "\u00a0": " ",
                             "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-"})
_WORD = re.compile(r"\w+(?:'\w+)*")
_SENTENCE = re.compile(r"[.!?]+(?=[\s\"')]|$)|\n")
QUOTED = re.compile(r"""(?<!\w)'(?=\S)(?:[^'\n]|(?<=\w)'(?=\w)){1,400}(?<=\S)'(?!\w)|"[^"\n]{1,400}\"""")
_SPEECH = re.compile(
    r"\b(?:said|says?|saying|told|tells|stated?|states|stating|replied|replies|answered|wrote|writes|texted|messaged|disclosed|described|"
    r"describes|reported|reports|asked|called|calls|claimed|claims|explained|shouted|whispered|added|posted|words (?:were|are)|quote)\b")
_OURSELVES = re.compile(r"\b(?:i|we|officers?|pc|dc|ps|ds|di|dci|sgt|sergeant|insp|inspector|superintendent|police)\s+(?:\w+\s+){0,2}$")
_CLOSING = frozenset(".!?;\n")
_CORRECTED = re.compile(
    r"^\W{0,3}(?:(?:is|was|has been|have been) )?"
    r"(?:struck|removed|rewritten|corrected|withdrawn|challenged|wrong|not so|changed|isn't|is not|wasn't|was not)\b")
_BLANK = "\u00b7"


class Word(msgspec.Struct, frozen=True):
    """One word, where it stands, and whether something closes after it, so that no phrase runs on from it."""

    folded: str
    start: int
    end: int
    closes: bool


class Reading(msgspec.Struct, frozen=True):
    """A text as the rules see it: as written, folded, and with other people's quoted words taken out."""

    text: str
    folded: str
    own: str
    words: frozenset[str]
    own_words: frozenset[str]


def read(text: str) -> Reading:
    """The text with its words, folded once for all the rules."""
    folded = fold(text)
    own, found = without_quotations(folded), frozenset(words(folded))
    return Reading(text, folded, own, found, found if own == folded else frozenset(words(own)))


def fold(text: str) -> str:
    """Straight quotes and lower case, character for character."""
    if text.isascii():
        return text.lower()
    lowered = text.translate(TYPOGRAPHY)
    return "".join(small if len(small := char.lower()) == 1 else char for char in lowered)


def words(folded: str) -> list[str]:
    """The words in order; ``isn't`` is one word, ``low-level`` two."""
    return _WORD.findall(folded)


def placed(folded: str) -> list[Word]:
    """The words with their places. A full stop, a semicolon, or more than four letters of anything else, closes."""
    spans = [match.span() for match in _WORD.finditer(folded)]
    return [
        Word(folded[start:end], start, end, after - end > 4 or not _CLOSING.isdisjoint(folded[end:after]))
        for (start, end), (after, _) in pairwise([*spans, (len(folded) + 9, 0)])
    ]


def sentences(folded: str) -> list[tuple[int, int]]:
    """Where each sentence begins and ends, with no space around it. A semicolon ends none."""
    found: list[tuple[int, int]] = []
    opens = 0
    for closes, after in [*((stop.start(), stop.end()) for stop in _SENTENCE.finditer(folded)), (len(folded), len(folded))]:
        said = folded[opens:closes]
        if said.strip():
            found.append((opens + len(said) - len(said.lstrip()), opens + len(said.rstrip())))
        opens = after
    return found


def sentence_around(folded: str, start: int, end: int) -> str:
    """The sentence, or the run of sentences, in which ``start`` to ``end`` lies. ``14.10`` ends none."""
    opens = 0
    for stop in _SENTENCE.finditer(folded):
        if stop.end() <= start:
            opens = stop.end()
        elif stop.start() >= end:
            return folded[opens : stop.start()]
    return folded[opens:]


def without_quotations(folded: str) -> str:
    """The author's own words: what somebody else is quoted as saying is blanked, at the same length.

    A child's, a parent's or a suspect's words are recorded exactly and are theirs. Words in quotation marks that nobody is
    said to have spoken, or that one of us spoke, stay the author's.
    """
    if '"' not in folded and "'" not in folded:
        return folded
    return QUOTED.sub(_blanked_if(folded), folded)


def _blanked_if(folded: str) -> Callable[[re.Match[str]], str]:
    """A replacement for each quotation that leaves it, or blanks it, according to who is said to have spoken."""
    def replace(quotation: re.Match[str]) -> str:
        quote = quotation.group()
        return quote[0] + _BLANK * (len(quote) - 2) + quote[-1] if _somebody_elses(folded, *quotation.span()) else quote
    return replace


def _somebody_elses(folded: str, start: int, end: int) -> bool:
    """Does a verb of speech stand beside this quotation in its sentence, and is its subject not one of us? Or are the words taken back?"""
    if _CORRECTED.search(folded[end : end + 40]):
        return True
    before = _SENTENCE.split(folded[max(0, start - 80) : start])[-1]
    after = _SENTENCE.split(folded[end : end + 40])[0]
    for side in (before, after):
        verb = _SPEECH.search(side)
        if verb:
            return not _OURSELVES.search(side[: verb.start()])
    return False
