"""Signs: words that tell something of an entry, as ``words/*.yaml`` holds them, and where they stand in a text.

A sign is written as ``phrases.yaml`` says a phrase is written; ``bruis*`` is any word that begins so, and of ``beside`` one must
stand somewhere in the text too. A sign decides nothing by itself: ``weighing.py`` lays it against what speaks for the entry.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import msgspec
import msgspec.yaml

from tutela.law.language.library import library
from tutela.law.language.reading import Word

RAISES = "raises-concern"
"""The anchor that excuses a sign whose `unless` says `raising`: age or frequency that raises concern is no fault."""
_OFTEN = 40
_COMMON = frozenset({
    "a", "all", "an", "and", "are", "as", "at", "be", "been", "being", "but", "by", "can", "child", "could", "dad", "did", "do", "does", "for",
    "from", "had", "has", "have", "he", "her", "here", "him", "his", "home", "how", "i", "if", "in", "is", "it", "its", "mum", "no", "not", "now",
    "of", "off", "officer", "officers", "on", "one", "or", "out", "over", "police", "school", "seen", "she", "so", "still", "that", "the", "their",
    "them", "then", "there", "they", "this", "to", "told", "two", "up", "was", "we", "were", "what", "when", "where", "who", "will", "with", "would",
    "you",
})
GAPS = {"..": 2, "...": 5}
_FILES = ("superficial", "acknowledgement", "age-based", "frequency", "minimising", "victim-blaming", "deferring", "formula", "off-child", "templated")


class Sign(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One sign as the YAML holds it."""

    id: str
    example: str
    says: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    points: int = 1
    source: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    suggestion: str | None = None


class Place(msgspec.Struct, frozen=True):
    """One place of a template: its single words, its runs of words, the first words of both, and how many others may come before."""

    single: frozenset[str]
    runs: tuple[tuple[str, ...], ...]
    cues: frozenset[str]
    gap: int


class Template(msgspec.Struct, frozen=True):
    """One way of writing a sign, an excuse or a companion: whose, in which part, its places, and the words of the rarest one."""

    sign: str
    part: str
    written: str
    places: tuple[Place, ...]
    others: tuple[frozenset[str], ...]
    cues: frozenset[str]


class Found(msgspec.Struct, frozen=True):
    """Where a sign stands: from which letter to which."""

    start: int
    end: int


class Marked:
    """The words of a text under every name by which a sign may ask for them."""

    def __init__(self, words: list[Word]) -> None:
        """Name each word once."""
        self.words = words
        self.names = [names(word.folded) for word in words]
        self.at: dict[str, list[int]] = {}
        for n, each in enumerate(self.names):
            for name in each:
                self.at.setdefault(name, []).append(n)

    def first(self, template: Template) -> tuple[int, int] | None:
        """The first and last word of the earliest match."""
        opening, *rest = template.places
        for start in sorted({start for name in self.at.keys() & opening.cues for start in self.at[name]}):
            end = self._one(opening, start)
            if end is not None and (end := self._rest(rest, end)) is not None:
                return start, end - 1
        return None

    def _rest(self, rest: list[Place], after: int) -> int | None:
        if not rest:
            return after
        for start in range(after, min(after + rest[0].gap + 1, len(self.words))):
            if self.words[start - 1].closes:
                return None
            end = self._one(rest[0], start)
            if end is not None and (end := self._rest(rest[1:], end)) is not None:
                return end
        return None

    def _one(self, place: Place, start: int) -> int | None:
        """The word after this place, where it stands at ``start``; the longest run first."""
        for run in place.runs:
            end = start + len(run)
            if run[0] in self.names[start] and end <= len(self.words) and all(
                    part in self.names[n] for n, part in enumerate(run, start)) and not any(word.closes for word in self.words[start : end - 1]):
                return end
        return start + 1 if not place.single.isdisjoint(self.names[start]) else None


@cache
def sets() -> dict[str, tuple[str, ...]]:
    """The words that stand for one another: the library's own, and those of ``words/sets.yaml``."""
    return library().sets | msgspec.convert(_read("sets")["sets"], dict[str, tuple[str, ...]])


@cache
def signs() -> dict[str, tuple[Sign, ...]]:
    """The signs of each category, checked for unknown fields and sources."""
    found = {name: msgspec.convert(_read(name)["signs"], tuple[Sign, ...]) for name in _FILES}
    unknown = {source for held in found.values() for sign in held for source in sign.source} - library().sources.keys()
    if unknown:
        raise ValueError(f"words: {', '.join(sorted(unknown))} is not among the sources of phrases.yaml")
    return found


@cache
def anchors() -> tuple[Sign, ...]:
    """What speaks for an entry."""
    return msgspec.convert(_read("anchors")["anchors"], tuple[Sign, ...])


@cache
def category_of() -> dict[str, str]:
    """Which category a sign belongs to."""
    return {sign.id: category for category, held in signs().items() for sign in held}


@cache
def by_id() -> dict[str, Sign]:
    """Signs and anchors by name."""
    held = [sign for each in signs().values() for sign in each] + list(anchors())
    if len({sign.id for sign in held}) != len(held):
        raise ValueError("words: two signs have one name")
    return {sign.id: sign for sign in held}


@cache
def says_of(sign: str) -> frozenset[str]:
    """The ways of saying a sign outright."""
    return frozenset(by_id()[sign].says)


@cache
def _templates() -> tuple[Template, ...]:
    """Every way of writing every sign and anchor."""
    held: list[Template] = []
    for sign in by_id().values():
        for part in ("says", "hints", "beside", "unless"):
            for written in getattr(sign, part):
                if written == "raising":
                    continue
                places = parse(written)
                cues = min((place.cues for place in places), key=_commonness)
                others = sorted((place.cues for place in places if place.cues is not cues), key=_commonness)
                held.append(Template(sign.id, part, written, places, tuple(others), cues))
    return tuple(held)


@cache
def index() -> dict[str, tuple[Template, ...]]:
    """Templates of more than one word by the words of their rarest place."""
    held: dict[str, list[Template]] = {}
    for template in _templates():
        if len(template.places) > 1 or template.places[0].runs:
            for cue in sorted(template.cues):
                held.setdefault(cue, []).append(template)
    return {cue: tuple(templates) for cue, templates in held.items()}


@cache
def alone() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Signs that one word tells, by that word: the sign, the part and the template. No place of these needs to be looked at."""
    held: dict[str, list[tuple[str, str, str]]] = {}
    for template in _templates():
        if len(template.places) == 1 and not template.places[0].runs:
            for cue in sorted(template.cues):
                held.setdefault(cue, []).append((template.sign, template.part, template.written))
    return {cue: tuple(each) for cue, each in held.items()}


def _commonness(cues: frozenset[str]) -> int:
    """How often one of these words will stand in a text: a template is tried where its rarest place stands."""
    return sum(_OFTEN if cue in _COMMON else 1 for cue in cues)


@cache
def known() -> frozenset[str]:
    """Every word that some template asks for by name."""
    return frozenset(
        word for template in _templates() for place in template.places
        for word in (*place.single, *(part for run in place.runs for part in run)))


@cache
def _stems() -> tuple[dict[str, str], tuple[int, ...]]:
    """What stands before each star, and the lengths that occur."""
    stems = {word[:-1]: word for word in known() if word.endswith("*")}
    return stems, tuple(sorted({len(stem) for stem in stems}))


@cache
def _nearly() -> dict[str, str]:
    """Long known words by what is left when one letter is dropped: a slip of one letter meets its word there."""
    return {word[:n] + word[n + 1 :]: word for word in sorted(known()) if len(word) > 6 and word.isalpha() for n in range(1, len(word))}


@cache
def _shorthand() -> dict[str, tuple[str, ...]]:
    return msgspec.convert(_read("shorthand")["shorthand"], dict[str, tuple[str, ...]])


@lru_cache(maxsize=20_000)
def names(word: str) -> tuple[str, ...]:
    """A word as written, as its shorthand is meant, as it was probably meant where it is misspelt, and by its stems."""
    meant = (word, *_shorthand().get(word, ()))
    if "'" in word and not word.endswith("n't"):
        meant += (word.partition("'")[0],)
    if word not in known() and len(word) > 6:
        slips = (_nearly().get(word[:n] + word[n + 1 :]) for n in range(1, len(word)))
        meant += tuple(dict.fromkeys(slip for slip in (_nearly().get(word), *slips) if slip))[:1]
    stems, lengths = _stems()
    return tuple(dict.fromkeys((*meant, *(stems[each[:n]] for each in meant for n in lengths if len(each) >= n and each[:n] in stems))))


def find(marked: Marked) -> dict[str, dict[str, Found]]:
    """The signs and anchors that this text holds: each with the templates that matched, and where each stands first."""
    told: dict[str, dict[str, Found]] = {}
    beside, unless, tried = set[str](), set[str](), set[int]()
    held, present = index(), frozenset(marked.at)
    for cue in present & held.keys():
        for template in held[cue]:
            for other in template.others:
                if other.isdisjoint(present):
                    break
            else:
                if id(template) in tried:
                    continue
                tried.add(id(template))
                span = marked.first(template)
                if span is None:
                    continue
                if template.part == "beside":
                    beside.add(template.sign)
                elif template.part == "unless":
                    unless.add(template.sign)
                else:
                    told.setdefault(template.sign, {})[template.written] = Found(marked.words[span[0]].start, marked.words[span[1]].end)
    for cue in present & (single := alone()).keys():
        word = marked.words[marked.at[cue][0]]
        for sign, part, written in single[cue]:
            if part == "beside":
                beside.add(sign)
            elif part == "unless":
                unless.add(sign)
            else:
                of = told.setdefault(sign, {})
                if written not in of or of[written].start > word.start:
                    of[written] = Found(word.start, word.end)
    raised = RAISES in told
    return {
        sign: dict(sorted(matched.items())) for sign, matched in sorted(told.items())
        if sign not in unless and (not by_id()[sign].beside or sign in beside) and not (raised and "raising" in by_id()[sign].unless)
    }


@cache
def parse(written: str) -> tuple[Place, ...]:
    """The places of a template."""
    places: list[Place] = []
    gap = 0
    for token in written.split():
        if token in GAPS:
            gap = GAPS[token]
            continue
        choices = [tuple(choice.split()) for part in token.split("/") for choice in sets().get(part, (part.lower(),))]
        runs = tuple(sorted((choice for choice in choices if len(choice) > 1), key=len, reverse=True))
        places.append(Place(
            frozenset(choice[0] for choice in choices if len(choice) == 1), runs, frozenset(choice[0] for choice in choices), gap))
        gap = 0
    return tuple(places)


def _read(name: str) -> dict[str, Any]:
    held: Any = msgspec.yaml.decode(files(__package__).joinpath("words", f"{name}.yaml").read_text(encoding="utf-8"))
    return dict(held)
