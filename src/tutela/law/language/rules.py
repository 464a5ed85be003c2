"""The rules: what a decision's words must not do. They notice and suggest; refusing, where it is allowed, is the gate's.

Two ways of noticing. *Listed*: a phrase stands word by word, and is noticed whatever surrounds it; the four single rules ask only
for these, because law hangs on them. *Weighed*: signs of a category outweigh what speaks for the entry; only ``flags`` says these,
and nothing hangs on them but a better sentence.

Source: ``requirements.md`` 5.1 (T1 to T18), 5.3 (rules 2 to 9), AH-016, AH-017, AH-025, AH-032 to 034, AH-099, IN-035, IN-086, RO-049.
Pure: the same text gives the same flags under the same version, whatever the day or the machine.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

import msgspec

from tutela.law.language.endings import closure_gap, on_hearsay
from tutela.law.language.focus import off_child
from tutela.law.language.library import Phrase, Weighing, apt, by_cue, hollow, library
from tutela.law.language.likeness import UNFILLED, like
from tutela.law.language.reading import QUOTED, Reading, read, sentence_around, words
from tutela.law.language.signs import by_id
from tutela.law.language.weighing import clearly_good, notice

_AGE_OR_FREQUENCY = ("age-based", "frequency")
_MINIMISING = ("minimising", "victim-blaming")
_LISTED = (*_AGE_OR_FREQUENCY, *_MINIMISING, "deferring", "abandoned", "formula", "off-child", "templated")
_CLOCK = re.compile(r"\b(?:[01]?\d|2[0-3])[:.][0-5]\d\b|\b(?:[01]\d|2[0-3])[0-5]\d\s?(?:hrs?|hours)\b|\b\d{1,2}\s?[ap]m\b")
_SOON = re.compile(r"\b\d+ ?(?:mins?|minutes)\b|\b(?:now|immediately|straight away|within (?:the|an|\w+) (?:hours?|minutes?))\b")
_NAME = re.compile(r"(?<=[\w,] )[A-Z][a-z]+\b")
_FIGURE = re.compile(r"\d")
_DENIED = re.compile(r"\b(?:not|isn't|wasn't|aren't|nobody is) (?:an? )?$")
_COLLAR = re.compile(r"\b(?:pc|dc|ps|ds|di)\s?\d+")


class Flag(msgspec.Struct, frozen=True):
    """One thing noticed in what was written: the rule, its category, the author's words, the version, and what to write instead."""

    rule: str
    category: str
    words: str
    version: str
    suggestion: str


class Specificity(msgspec.Struct, frozen=True):
    """Which of the four a direction names. The score is trended by supervisor (AH-025)."""

    who: bool
    what: bool
    where: bool
    when: bool

    @property
    def score(self) -> int:
        """How many of the four, 0 to 4."""
        return self.who + self.what + self.where + self.when


def flags(text: str, earlier: Iterable[str] = ()) -> tuple[Flag, ...]:
    """Everything that the rules notice in this text, at most one flag a category, in the order of the library's categories.

    :param earlier: earlier entries of the author and the team, and registered templates: a near copy of one is templated (T11)
    """
    reading = read(text)
    found = {flag.category: flag for flag in _weighed(reading)}
    listed = _stood_up(reading, [
        _superficial(reading), _acknowledgement(reading), *_ended(reading), *_phrased(reading, _LISTED), _focused_elsewhere(reading),
    ])
    found |= {flag.category: flag for flag in (*listed, _copied(text, earlier)) if flag}
    return tuple(found[category] for category in library().categories if category in found)


def superficial(text: str) -> Flag | None:
    """Does it only acknowledge, or name too little of who, what, where and when (T1, T12)?"""
    return _superficial(read(text))


def acknowledges_only(text: str) -> Flag | None:
    """Does it acknowledge an unmet need without deciding, with a time, what is done about it (T8, T9)?"""
    return _acknowledgement(read(text))


def age_or_frequency(text: str) -> Flag | None:
    """Does it use age, maturity or frequency to reduce concern (T2, T10)? Where they raise it, there is no flag."""
    return next(_phrased(read(text), _AGE_OR_FREQUENCY), None)


def minimising(text: str) -> Flag | None:
    """Does it make harm sound small (T6, T7, T14) or, in a category of its own, blame the child for it (T3)?"""
    return next(_phrased(read(text), _MINIMISING), None)


def specificity(text: str) -> Specificity:
    """Which of who, what, where and when this text names."""
    return _specificity(read(text))


def _specificity(reading: Reading) -> Specificity:
    """By the words of each list, and by names, collar numbers and clock times."""
    lists, found, folded = library().specific, reading.words, reading.folded
    return Specificity(
        who=not lists.who.isdisjoint(found) or bool(_NAME.search(reading.text) or _COLLAR.search(folded)),
        what=not lists.what.isdisjoint(found) or bool(_FIGURE.search(folded)) or reading.own != folded,
        where=not lists.where.isdisjoint(found),
        when=not lists.when.isdisjoint(found) or bool(_CLOCK.search(folded)),
    )


def _superficial(reading: Reading) -> Flag | None:
    """The stop-list first; then few words of substance that name little of the four. A blank is not words."""
    stops, needs = library().stop_list, library().specific.needs
    substance = reading.words - hollow()
    if len(substance) >= needs[0] or not reading.words:
        return None
    left = reading.folded
    for stop in apt(stops.words, reading.words):
        left = stop.sub(" ", left)
    if stops.beside.issuperset(words(left)):
        return _flag("stop-list", "superficial", reading.text.strip())
    score = _specificity(reading).score
    if score < len(needs) and len(substance) < needs[score]:
        return _flag("unspecific", "superficial", reading.text.strip())
    return None


def _acknowledgement(reading: Reading) -> Flag | None:
    """Words that acknowledge a need, in anybody's mouth, where nothing in the text decides."""
    for phrase in _candidates(reading.words, ("acknowledgement",)):
        match = phrase.pattern.search(reading.folded)
        if match:
            return None if _decides(reading) else _flag(phrase.written.id, "acknowledgement", reading.text[slice(*match.span())])
    return None


def _phrased(reading: Reading, categories: Collection[str]) -> Iterator[Flag]:
    """The first unexcused phrase of each category, in the library's order."""
    seen = set[str]()
    for phrase in _candidates(reading.own_words, categories):
        written = phrase.written
        span = None if written.category in seen else _unexcused(phrase, reading)
        if span:
            seen.add(written.category)
            yield _flag(written.id, written.category, reading.text[slice(*span)], written.suggestion)


def _stood_up(reading: Reading, listed: Iterable[Flag | None]) -> Iterator[Flag]:
    """Without those that the entry as a whole answers: a phrase quoted or denied by one that acts for the child, or few words that do.

    For ``flags`` alone; the single rules, on which law hangs, ask for the phrase and nothing else.
    """
    for flag in listed:
        if flag is None:
            continue
        before, said, _ = reading.folded.partition(flag.words.lower())
        excused = flag.rule == "language.unspecific" or bool(_DENIED.search(before)) or (
            bool(said) and any(quote.start() < len(before) and len(before) + len(said) < quote.end() for quote in QUOTED.finditer(reading.folded)))
        if not (excused and clearly_good(reading)):
            yield flag


def _focused_elsewhere(reading: Reading) -> Flag | None:
    """Is it more about devices, delay and means than about the child (T15)?"""
    span = off_child(reading.folded)
    return _flag("child-focus", "off-child", reading.text[slice(*span)]) if span else None


def _ended(reading: Reading) -> Iterator[Flag]:
    """Does it close with something open (T17; an entry that does much for the child is let be), or end an enquiry on hearsay (T18)?"""
    closes, given_up = closure_gap(reading.folded), on_hearsay(reading.folded)
    if closes and not clearly_good(reading):
        yield _flag("closed-with-lines-open", "closure", reading.text[slice(*closes)])
    if given_up:
        yield _flag("ended-on-hearsay", "abandoned", reading.text[slice(*given_up)])


def _copied(text: str, earlier: Iterable[str]) -> Flag | None:
    """Is it a form with a field left empty, or an earlier entry with the name and the time changed? The child's difference is what the author is asked for."""
    unfilled = UNFILLED.search(text)
    if unfilled:
        return _flag("unfilled-field", "templated", unfilled.group())
    return _flag("near-copy", "templated", text.strip()) if like(text, earlier) else None


def _weighed(reading: Reading) -> Iterator[Flag]:
    """The categories whose signs and words outweigh what speaks for the entry."""
    for telling in notice(reading):
        said = reading.text[telling.start : telling.end]
        if said:
            sign = by_id()[telling.sign] if telling.sign else None
            yield _flag(sign.id if sign else f"words-{telling.category}", telling.category, said, sign.suggestion if sign else None)


def _candidates(found: frozenset[str], categories: Collection[str]) -> list[Phrase]:
    """The phrases of these categories all of whose places have a word among these, in the library's order."""
    index = by_cue()
    held = {
        phrase.order: phrase for cue in index.keys() & found for phrase in index[cue]
        if phrase.written.category in categories and not any(place.isdisjoint(found) for place in phrase.places)
    }
    return [held[order] for order in sorted(held)]


def _unexcused(phrase: Phrase, reading: Reading) -> tuple[int, int] | None:
    """Where the author's own words say the phrase, unless what stands around it excuses it."""
    for match in phrase.pattern.finditer(reading.own):
        sentence = sentence_around(reading.own, *match.span())
        raised = phrase.raising_excuses and _outweighs(library().raising, sentence, reading.own_words)
        if not raised and not (phrase.unless and phrase.unless.search(sentence)):
            return match.span()
    return None


def _decides(reading: Reading) -> bool:
    """Does this text send, escalate, re-grade or hand over, as done or doing, with a time (AH-099)?"""
    timed = _CLOCK.search(reading.folded) or _SOON.search(reading.folded)
    return bool(timed) and _outweighs(library().decision, reading.folded, reading.words)


def _outweighs(lists: Weighing, folded: str, found: frozenset[str]) -> bool:
    """Is one of the words still there once what denies it is taken out?"""
    asserted = list(apt(lists.words, found))
    if not any(said.search(folded) for said in asserted):
        return False
    for denied in apt(lists.denied, found):
        folded = denied.sub(" ", folded)
    return any(said.search(folded) for said in asserted)


def _flag(rule: str, category: str, said: str, suggestion: str | None = None) -> Flag:
    """A flag under the library's version; the category's question where the phrase suggests nothing of its own."""
    held = library()
    kind = held.categories[category]
    return Flag(f"language.{rule}", category, said, held.version, f"{kind.means}. {suggestion or kind.ask}")
