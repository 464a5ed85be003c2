"""A year of an invented force across all areas: the fortnight of docs/decisions/0009 again and again, each time with cases of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import Final

from bench import fortnight
from bench.children import Child, child, evening
from bench.week import CHILDREN, FOLLOWED, MONDAY, TWICE

FORTNIGHTS: Final = 26


def year(seed: int = 1) -> Iterator[Child]:
    """Cases without end, fortnight by fortnight: the missing children, who are soon found, and the histories of all areas."""
    volumes, kept = fortnight.volumes(), dict[str, fortnight.History]()
    for turn in count():
        day = 14 * (turn % FORTNIGHTS)
        yield from _children(Random(f"{seed} {turn}"), turn, day)
        yield from _histories(Random(seed + turn), turn, day, fortnight.instances(seed + turn, volumes), kept)


def _children(rng: Random, turn: int, day: int) -> Iterator[Child]:
    for number in range(2 * CHILDREN):
        days = sorted(rng.sample(range(0, 14, 3), 2)) if number < 2 * TWICE else [rng.randrange(14)]
        reports = [evening(rng, MONDAY + timedelta(days=day + at)) for at in days]
        yield child(turn * 10_000 + number, turn, reports, "typical")._replace(until=reports[-1] + FOLLOWED)


def _histories(
    rng: Random, turn: int, day: int, instances: Sequence[fortnight.Instance], kept: dict[str, fortnight.History],
) -> Iterator[Child]:
    for number, one in enumerate(instances):
        old = kept.get(one.history) or kept.setdefault(one.history, fortnight.history(one.history))
        days = fortnight.until_day(old, day + one.day + 7 * one.week)
        *lines, clock = fortnight.moved_lines(old, f"{turn}x{number}", days, rng.randint(-fortnight.JITTER, fortnight.JITTER))
        yield Child(clock["case"], lines, datetime.fromisoformat(clock["clock"]))
