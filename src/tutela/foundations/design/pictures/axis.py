"""A time axis that is stretched where much happens: honest because every stretch is labelled.

Between two moments at which something happened time runs evenly. A longer stretch is always drawn wider, but not in
proportion, and none is drawn wider than a month's. A stretch in which a day would be too narrow to see is marked as a break,
with its length in words.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

from tutela.foundations.design.pictures.local import LONDON, clock, length, midnights, short_day
from tutela.foundations.design.pictures.svg import wide

_MINUTE: Final = timedelta(minutes=1)
_SEEN: Final = 14.0
"""A day narrower than this is not drawn as a day."""
_BEND: Final = 0.42
"""How much of its length a stretch keeps: one would be all."""
_LONGEST: Final = timedelta(days=31)


class Break(NamedTuple):
    """A stretch that is drawn short: where its middle is, how much room it has, how long it is."""

    x: float
    room: float
    words: str


class Scale:
    """From moments to places."""

    def __init__(self, moments: Iterable[datetime], left: float, right: float) -> None:
        self.anchors = _apart(sorted(moments))
        weights = [(min(b - a, _LONGEST) / _MINUTE + 4) ** _BEND for a, b in pairwise(self.anchors)]
        share = (right - left) / sum(weights) if weights else 0.0
        self.places = [left]
        for weight in weights:
            self.places.append(self.places[-1] + weight * share)

    @property
    def starts(self) -> datetime:
        """The first moment drawn."""
        return self.anchors[0]

    @property
    def ends(self) -> datetime:
        """The last moment drawn."""
        return self.anchors[-1]

    def x(self, at: datetime) -> float:
        """Where a moment is; what lies outside stands at the edge."""
        if at <= self.starts:
            return self.places[0]
        if at >= self.ends:
            return self.places[-1]
        after = bisect_right(self.anchors, at)
        a, b = self.anchors[after - 1], self.anchors[after]
        left, right = self.places[after - 1], self.places[after]
        return left + (right - left) * ((at - a) / (b - a))

    def days(self) -> list[tuple[float, datetime]]:
        """The midnights that can be seen as such."""
        return [(self.x(at), at) for a, b in pairwise(self.anchors) if self._day(a, b) >= _SEEN for at in midnights(a, b)]

    def breaks(self) -> list[Break]:
        """The stretches drawn short."""
        return [
            Break((self.x(a) + self.x(b)) / 2, self.x(b) - self.x(a), length(b - a))
            for a, b in pairwise(self.anchors)
            if b - a > timedelta(days=2) and self._day(a, b) < _SEEN
        ]

    def dates(self, size: float) -> list[tuple[float, str]]:
        """A label for each local day that begins in sight, as far as there is room; the year where there is more than one."""
        years = self.starts.astimezone(LONDON).year != self.ends.astimezone(LONDON).year
        return _roomy(((x, short_day(at, year=years)) for x, at in self._begins()), size, self.places[-1])

    def _begins(self) -> list[tuple[float, datetime]]:
        """Where each local day begins: at its midnight, or at its first moment where midnights are too near to be seen."""
        found = [(self.places[0], self.starts), *self.days()]
        seen = {at.astimezone(LONDON).date() for _, at in found}
        for anchor, x in zip(self.anchors, self.places, strict=True):
            if (day := anchor.astimezone(LONDON).date()) not in seen and x < self.places[-1] - 3:
                seen.add(day)
                found.append((x, anchor))
        return sorted(found)

    def times(self, size: float) -> list[tuple[float, str]]:
        """A label for the moments themselves, as far as there is room and the date to their left is theirs."""
        dates = [(x, at) for x, at in self._begins() if x in {place for place, _ in self.dates(size + 1)}]
        here = [
            (x, clock(at)) for at, x in zip(self.anchors, self.places, strict=True)
            if next((d for p, d in reversed(dates) if p <= x), at).astimezone(LONDON).date() == at.astimezone(LONDON).date()
        ]
        return _roomy(here, size, self.places[-1])

    def _day(self, a: datetime, b: datetime) -> float:
        """How wide a day is between two neighbouring moments."""
        return (self.x(b) - self.x(a)) / ((b - a) / timedelta(days=1))


def _apart(moments: list[datetime]) -> list[datetime]:
    """Moments at least a minute apart."""
    kept: list[datetime] = []
    for at in moments:
        if not kept or at - kept[-1] >= _MINUTE:
            kept.append(at)
    return kept


def _roomy(labels: Iterable[tuple[float, str]], size: float, edge: float) -> list[tuple[float, str]]:
    """From left to right, those that neither touch the last nor run over the edge."""
    kept: list[tuple[float, str]] = []
    free = -math.inf
    for x, words in labels:
        room = wide(words, size, bold=True)
        if x >= free and x + room <= edge + size:
            kept.append((x, words))
            free = x + room + size * 0.8
    return kept
