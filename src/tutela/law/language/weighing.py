"""Signs laid against what speaks for an entry: which categories outweigh it, and by which words.

One sign proves nothing: "until" stands in most good entries too. Where nobody is named, no time is set and nothing is done, it tells.
A category is noticed when its own signs reach a least number of points and the entry, signs and marks together, is over the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from tutela.law.language.reading import Reading, placed
from tutela.law.language.signs import Found, Marked, by_id, category_of, find, parse, says_of
from tutela.law.language.standing import Weights, against, marks, weights

HINT = 0.5
LEAST = HINT
MOST_SAID = 3
"""What is weighed says three things at most: a sergeant who is told six reads none."""
_MORE = 3
_BLANK = "\u00b7"
_QUOTED = re.compile(r'"[^"\n]{1,400}"')


class Weighed(msgspec.Struct, frozen=True):
    """An entry weighed: what its marks leave against it, its signs by category with their points, and where each stands."""

    against: float
    points: dict[str, float]
    signs: dict[str, dict[str, Found]]
    marks: frozenset[str]


class Noticed(msgspec.Struct, frozen=True):
    """A category that outweighs what speaks for the entry: the sign that tells most, and where it stands."""

    category: str
    sign: str
    start: int
    end: int


def weigh(reading: Reading) -> Weighed:
    """Everything that is weighed, whatever comes of it: what a training and a report read."""
    plain = _QUOTED.sub(lambda quote: '"' + _BLANK * (len(quote.group()) - 2) + '"', reading.own)
    found = find(Marked(placed(plain)))
    category = category_of()
    held = marks(reading, plain, [sign for sign in found if sign not in category])
    signs = {sign: matched for sign, matched in found.items() if sign in category}
    points: dict[str, float] = {}
    for sign, matched in signs.items():
        points[category[sign]] = points.get(category[sign], 0) + told(sign, matched)
    return Weighed(against(held, weights().marks), points, signs, held)


def told(sign: str, matched: Iterable[str]) -> float:
    """The points of a sign: its own where one of its ways of saying stands, and one for each other; half of one where there is only a hint."""
    says = says_of(sign)
    said = sum(written in says for written in matched)
    return by_id()[sign].points + min(said - 1, _MORE) if said else HINT


def noticed(weighed: Weighed, learnt: Weights | None = None) -> list[Noticed]:
    """The categories over the line, by the committed weights or by others that a training tries."""
    learnt = learnt or weights()
    most = max(weighed.points.values(), default=0)
    if weighed.against + learnt.point * min(most, learnt.points_at_most) <= learnt.line:
        return []
    heaviest = sorted(weighed.points.items(), key=lambda item: (-item[1], item[0]))
    return [_telling(category, weighed) for category, points in heaviest[:MOST_SAID] if points >= LEAST]


def _telling(category: str, weighed: Weighed) -> Noticed:
    """The sign of most points, and of its ways of saying one that says it rather than hints, the fullest and closest."""
    of = category_of()
    sign = max((sign for sign in weighed.signs if of[sign] == category), key=lambda name: (told(name, weighed.signs[name]), name))
    held = by_id()[sign]
    place = max(weighed.signs[sign].items(), key=lambda item: (item[0] in held.says, len(parse(item[0])), item[1].start - item[1].end))[1]
    return Noticed(category, sign, place.start, place.end)
