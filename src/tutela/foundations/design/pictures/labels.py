"""What happened, in words beneath a timeline: put together until there is room, and placed so that no label covers another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from tutela.foundations.design.pictures.axis import Scale
from tutela.foundations.design.pictures.local import clock, moment, short_day
from tutela.foundations.design.pictures.svg import cut, wide

SIZE: Final = 12.0
_EDGE: Final = 100.0
"""How far left a label may reach."""
_ENOUGH: Final = 320.0
"""With so much room on the right a label stays there, and is cut."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, between two moments if it is not known better."""

    at: datetime
    until: datetime
    words: str
    made: bool = False
    """Was it made by the replay, not taken from the case?"""


class Gathered(NamedTuple):
    """What has one label: where its first mark is, when that was, what happened."""

    x: float
    when: str
    words: str


@dataclass(frozen=True, slots=True)
class Label:
    """A label in its place: at whose mark, on which side of it, in which row, from where to where."""

    x: float
    when: str
    words: str
    leftwards: bool
    row: int
    left: float
    right: float


def gathered(events: Sequence[Event], scale: Scale, most: int, *, near: float = 0.5) -> list[Gathered]:
    """Labels from left to right: what falls together shares one, and ever more does until there are no more than ``most``."""
    ordered = sorted(events, key=lambda event: event.at)
    while True:
        groups: list[list[Event]] = []
        for event in ordered:
            if groups and scale.x(event.at) - scale.x(groups[-1][0].at) <= near:
                groups[-1].append(event)
            else:
                groups.append([event])
        if len(groups) <= most:
            return [Gathered(scale.x(group[0].at), _when(group), _together(group)) for group in groups]
        near = near * 1.5 + 2


def _when(group: Sequence[Event]) -> str:
    first, last = moment(group[0].at), moment(group[-1].at)
    if first == last:
        return first
    return f"{first} to {clock(group[-1].at) if short_day(group[0].at, year=True) == short_day(group[-1].at, year=True) else last}"


def _together(group: Sequence[Event]) -> str:
    said = list(dict.fromkeys(event.words for event in group))
    return said[0] + "".join(f"; {words[:1].lower()}{words[1:]}" for words in said[1:])


def place(groups: Sequence[Gathered], width: float) -> list[Label]:
    """Each right of its leader where there is room, else left; in the first row that is free, leaders uncrossed."""
    placed: list[Label] = []
    for x, when, words in reversed(groups):
        stamp = wide(when, SIZE, bold=True) + 6
        right, left = width - x - 8, x - _EDGE
        leftwards = stamp + wide(words, SIZE) > right and right < _ENOUGH
        said = cut(words, SIZE, (left if leftwards else right) - stamp)
        room = stamp + wide(said, SIZE) + 6
        start = x - room if leftwards else x
        row = 0
        while any(_in_the_way(p, row, start, start + room, None if leftwards else x) for p in placed):
            row += 1
        placed.append(Label(x, when, said, leftwards, row, start, start + room))
    return placed


def _in_the_way(other: Label, row: int, left: float, right: float, leader: float | None) -> bool:
    """Is the other label there already, or would its leader be covered?"""
    if other.row == row and left < other.right + 6 and right > other.left - 6:
        return True
    return leader is not None and other.row >= row and leader < other.x < right
