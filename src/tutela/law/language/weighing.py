"""Signs and words laid against what speaks for an entry: is it over the line, for which categories, and by which words.

One sign proves nothing: "until" stands in most good entries too. Where nobody is named, no time is set and nothing is done, it tells.
Whether an entry is over the line, its marks, its signs and its words say together; of which categories it is told, the signs of each
and how its words lean (``wording.py``). Four categories have a line of their own besides: a long chat with the suspect, or an evening's want
of cars, is so full of names and times that it looks like a good entry by all else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from tutela.law.language.reading import Reading, placed
from tutela.law.language.signs import Found, Marked, by_id, category_of, find, parse, says_of
from tutela.law.language.standing import Weights, marks, shapes, weights
from tutela.law.language.standing import against as left_against
from tutela.law.language.wording import Learnt, Token, against, exactness, leaning, learnt, own, telling, tokens, units

HINT = 0.5
MOST_SAID = 3
"""What is weighed says three things at most: a sergeant who is told six reads none."""
AGE_OR_FREQUENCY = "age-based", "frequency"
"""Two categories of the library that the corpus labels as one, so their words were learnt as one."""
TOGETHER = "age and frequency"
_MORE = 3
_LIKELIEST = 2
_BLANK = "\u00b7"
_QUOTED = re.compile(r'"[^"\n]{1,400}"')
_AGES = frozenset({"<age>", "age", "aged", "old", "older", "young", "adult", "mature", "year", "years", "yo", "yrs", "teenager", "child", "kid"})


class Weighed(msgspec.Struct, frozen=True):
    """An entry weighed: its words, its marks, its signs by category with their points, and where each stands."""

    tokens: list[Token]
    units: frozenset[str]
    points: dict[str, float]
    signs: dict[str, dict[str, Found]]
    marks: frozenset[str]


class Noticed(msgspec.Struct, frozen=True):
    """A category that outweighs what speaks for the entry, and where the words stand that tell most; by which sign, if by one."""

    category: str
    sign: str | None
    start: int
    end: int


def weigh(reading: Reading) -> Weighed:
    """Everything that is weighed, whatever comes of it: what a training and a report read."""
    found, plain = tokens(reading.text), _plain(reading)
    return _weigh(found, units(found), plain, shapes(reading, plain))


def notice(reading: Reading) -> list[Noticed]:
    """The categories over the line, by the committed weights.

    Most good entries are so clearly good by their words and shapes that no sign could bring them over: their signs are not looked for.
    """
    found, by = tokens(reading.text), weights()
    held = units(found)
    said = against(held, learnt())
    line = by.line(exactness(found))
    alone = over_own(found, held, by, learnt())
    quiet = not alone
    if quiet and _out_of_reach(said - line, by, left_against((), by.marks)):
        return []
    plain = _plain(reading)
    shaped = shapes(reading, plain)
    if quiet and _out_of_reach(said - line, by, left_against(marks(shaped, ()), by.marks)):
        return []
    return noticed(_weigh(found, held, plain, shaped), by, learnt(), said, alone)


def _out_of_reach(over_by: float, by: Weights, left: float) -> bool:
    """Would an entry stay under the line with all the points that signs can have? Anchors would take it lower yet."""
    return over_by + by.share * (left + by.point * by.points_at_most) <= 0


def _plain(reading: Reading) -> str:
    """The author's own words, folded, with every quotation blanked."""
    return _QUOTED.sub(lambda quote: '"' + _BLANK * (len(quote.group()) - 2) + '"', reading.own)


def _weigh(found: list[Token], held: frozenset[str], plain: str, shaped: frozenset[str]) -> Weighed:
    stand = find(Marked(placed(plain)))
    category = category_of()
    signs = {sign: matched for sign, matched in stand.items() if sign in category}
    points: dict[str, float] = {}
    for sign, matched in signs.items():
        points[category[sign]] = points.get(category[sign], 0) + told(sign, matched)
    return Weighed(found, held, points, signs, marks(shaped, [sign for sign in stand if sign not in category]))


def clearly_good(reading: Reading) -> bool:
    """Does what speaks for the entry outweigh its words and signs by far?"""
    weighed = weigh(reading)
    return over(weighed, weights(), learnt()) < weights().clearly and not over_own(weighed.tokens, weighed.units, weights(), learnt())


def over(weighed: Weighed, by: Weights, words: Learnt, said: float | None = None) -> float:
    """How far an entry is over the line; below nought, nothing of it is said. `said` is what its words say, where that is known."""
    most = max(weighed.points.values(), default=0)
    signs = left_against(weighed.marks, by.marks) + by.point * min(most, by.points_at_most)
    return (against(weighed.units, words) if said is None else said) + by.share * signs - by.line(exactness(weighed.tokens))


def over_own(found: Sequence[Token], held: frozenset[str], by: Weights, words: Learnt) -> set[str]:
    """The categories whose own line the words are over, where the entry is exact enough to have one."""
    if exactness(found) < by.own_from:
        return set()
    return {category for category, told_for in own(held, words).items() if told_for > by.own[category]}


def noticed(weighed: Weighed, by: Weights, words: Learnt, said: float | None = None, alone: set[str] | None = None) -> list[Noticed]:
    """The categories of an entry that is over the line: the likeliest, and others that come near it.

    Besides, each whose own line it is over (`alone`, where that is known), if that is one of the two likeliest.
    """
    if alone is None:
        alone = over_own(weighed.tokens, weighed.units, by, words)
    whole = over(weighed, by, words, said) > 0
    if not whole and not alone:
        return []
    likely = leaning(weighed.units, words) | {"templated": by.unlearnt}
    most = {category: _points(weighed, category) for category in likely}
    likely = {category: leans + by.leans * min(most[category], by.points_at_most) for category, leans in likely.items()}
    ranked = sorted(likely.items(), key=lambda item: (-item[1], item[0]))
    return [
        _telling(category, weighed, words) for place, (category, leans) in enumerate(ranked[:MOST_SAID])
        if (whole and (place == 0 or leans > ranked[0][1] - (by.near if most[category] else by.nearer)))
        or (category in alone and place < _LIKELIEST)
    ]


def _points(weighed: Weighed, category: str) -> float:
    """The points of a category; of the two that are learnt as one, the more."""
    return max(weighed.points.get(name, 0.0) for name in (AGE_OR_FREQUENCY if category == TOGETHER else (category,)))


def told(sign: str, matched: Iterable[str]) -> float:
    """The points of a sign: its own where one of its ways of saying stands, and one for each other; half of one where there is only a hint."""
    says = says_of(sign)
    said = sum(written in says for written in matched)
    return by_id()[sign].points + min(said - 1, _MORE) if said else HINT


def _telling(category: str, weighed: Weighed, words: Learnt) -> Noticed:
    """The sign of most points and, of its ways of saying, one that says it rather than hints, the fullest; without a sign, the words that tell most."""
    named = _age_or_frequency(weighed) if category == TOGETHER else category
    of = category_of()
    mine = [sign for sign in weighed.signs if of[sign] == named]
    if not mine:
        return Noticed(named, None, *telling(weighed.tokens, words, category))
    sign = max(mine, key=lambda name: (told(name, weighed.signs[name]), name))
    held = by_id()[sign]
    place = max(weighed.signs[sign].items(), key=lambda item: (item[0] in held.says, len(parse(item[0])), item[1].start - item[1].end))[1]
    return Noticed(named, sign, place.start, place.end)


def _age_or_frequency(weighed: Weighed) -> str:
    """Which of the two: the one with more points; where they have the same, age if an age is spoken of."""
    age, often = (weighed.points.get(name, 0.0) for name in AGE_OR_FREQUENCY)
    if age == often:
        return AGE_OR_FREQUENCY[_AGES.isdisjoint(weighed.units)]
    return AGE_OR_FREQUENCY[often > age]
