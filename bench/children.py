"""Invented children, from a seed: the lines of a replay file, case by case. The same seed always gives the same bytes.

A case is one child with all that is known and all the times missing, and a clock. Two mixes: ``reports``, in which facts
are as frequent as in ``cases/reports``; ``typical``, an invented force that works.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Final, NamedTuple

import msgspec

from bench.lives import LIVES
from bench.steps import STEPS, Episode, Step
from tutela.facts import CaseClock, Fact
from tutela.facts.reading import read_line

START: Final = datetime(2025, 1, 6, tzinfo=UTC)
EPISODES: Final = ((0, 27), (1, 60), (2, 9), (3, 3), (5, 1))
"""How many times a child is missing within the file, and of a hundred children how many."""
HOURS: Final = (3, 2, 1, 1, 1, 1, 2, 3, 3, 3, 3, 3, 3, 3, 4, 6, 8, 10, 12, 12, 11, 10, 8, 5)
"""How often a child is reported in each hour of the day: most in the evening."""
PLACES: Final = ("home", "home", "childrens_home", "childrens_home", "foster")
LIGHT: Final = ((), (), ("drugs",), ("mental_health",), ("alcohol",))
HEAVY: Final = (("self_harm", "mental_health", "medication"), ("child_sexual_exploitation", "drugs"), ("county_lines", "weapons"), ("suicide", "mental_health"))
AFTERWARDS: Final = timedelta(days=3)
_DAY: Final = 1440.0


class Child(NamedTuple):
    """One case: the lines of its facts in order of time, and how far its clock runs."""

    case: str
    lines: list[dict[str, Any]]
    until: datetime


class _Pen:
    """Writes one child's lines."""

    def __init__(self, number: int, rng: Random) -> None:
        self.number, self.rng, self.case = number, rng, f"k{number}"
        self.ref = f"c{number}"
        self.lines: list[tuple[datetime, dict[str, Any]]] = []

    def write(self, fact: str, at: datetime, role: str, about: list[dict[str, str]], data: dict[str, Any]) -> None:
        """One fact that happened at a moment."""
        by = {"role": role} if role == "system" else {"role": role, "ref": f"o:{role}-{self.number % 9}"}
        self.lines.append((at, {
            "v": 1, "id": "", "case": self.case, "fact": fact, "occurred": {"at": at.isoformat()}, "by": by, "about": about, "data": data,
        }))

    def born(self, first: datetime) -> None:
        """The year of birth, as a social worker told it."""
        year, learnt = first.year - self.rng.randint(9, 17), first - timedelta(days=400)
        self.write("people.Born", learnt, "system", [{"kind": "child", "ref": self.ref}], {"basis": "record"})
        line = self.lines[-1][1]
        line["occurred"] = {"from": f"{year}-01-01T00:00:00+00:00", "to": f"{year}-12-31T23:59:00+00:00", "precision": "year"}
        line["known"] = {"force": learnt.isoformat()}

    def done(self, until: datetime) -> Child:
        """The lines in order of time, each with its id."""
        self.lines.sort(key=lambda line: line[0])
        for number, (_, line) in enumerate(self.lines, 1):
            line["id"] = f"{self.case}-f{number:02d}"
        return Child(self.case, [line for _, line in self.lines], until)


def _turns(rate: float, group: str, rng: Random, draws: dict[str, float]) -> range:
    """How many of a kind this time; what goes together is drawn together."""
    drawn = draws.setdefault(group, rng.random()) if group else rng.random()
    return range(int(rate) + (drawn < rate - int(rate)))


def _minute(at: datetime, minutes: float) -> datetime:
    return (at + timedelta(minutes=minutes)).replace(second=0, microsecond=0)


def _life(pen: _Pen, first: datetime, mix: str) -> None:
    """What is known of the child beside the episodes."""
    draws: dict[str, float] = {}
    for number, life in enumerate(LIVES):
        for turn in _turns(life.rate(mix), life.group, pen.rng, draws):
            about = [{"kind": "child", "ref": pen.ref}]
            about += [{"kind": kind, "ref": f"{kind[:3]}{pen.number}"} | ({"as": as_} if as_ else {}) for kind, as_ in life.also]
            if life.fact == "missing.EpisodeOnRecord":
                about.append({"kind": "episode", "ref": f"e{pen.number}.before{number}{turn}"})
            pen.write(life.fact, _minute(first, pen.rng.uniform(*life.days) * _DAY), life.role, about, life.says(pen.rng))


def _moment(step: Step, reported: datetime, episode: Episode) -> datetime:
    """When a step happens; what would come after the return comes while the child is still missing."""
    rng = episode.rng
    minutes = rng.uniform(*step.after)
    if step.back:
        return _minute(reported, episode.minutes + max(minutes, 1 - episode.minutes))
    return _minute(reported, minutes if minutes < episode.minutes else episode.minutes * rng.uniform(0.3, 0.95))


def _episode(pen: _Pen, turn: int, reported: datetime, mix: str) -> None:
    """Write one time missing."""
    rng = pen.rng
    high = rng.random() < 0.35
    minutes = min(max(rng.lognormvariate(math.log(9 * 60), 0.9), 60), 3600)
    episode = Episode(rng, "high" if high else "medium", rng.choice(PLACES), rng.choice(HEAVY if high else LIGHT), minutes)
    ref = f"{pen.number}.{turn}"
    about = [{"kind": "child", "ref": pen.ref, "as": "missing"}, {"kind": "episode", "ref": f"e{ref}"}, {"kind": "incident", "ref": f"i{ref}"}]
    draws: dict[str, float] = {}
    for step in STEPS:
        for _ in _turns(step.rate(mix), step.group, rng, draws):
            pen.write(step.fact, _moment(step, reported, episode), step.role, about, step.data(episode))


def evening(rng: Random, day: datetime) -> datetime:
    """A moment of a day, most likely in the evening."""
    hour = rng.choices(range(24), HOURS)[0]
    return day + timedelta(hours=hour, minutes=rng.randrange(60))


def child(number: int, seed: int, reports: list[datetime], mix: str) -> Child:
    """One child, missing from each of these moments on."""
    rng = Random(f"{seed}:{number}")
    pen = _Pen(number, rng)
    first = reports[0] if reports else evening(rng, START + timedelta(days=rng.randrange(330)))
    if rng.random() < (3 / 14 if mix == "reports" else 1.0):
        pen.born(first)
    _life(pen, first, mix)
    for turn, reported in enumerate(reports, 1):
        _episode(pen, turn, reported, mix)
    last = max((at for at, _ in pen.lines), default=first)
    return pen.done(last + AFTERWARDS)


def children(seed: int = 1) -> Iterator[Child]:
    """Children without end, in the reports' mix, over a year."""
    rng = Random(seed)
    counts, weights = zip(*EPISODES, strict=True)
    number = 0
    while True:
        number += 1
        day = START + timedelta(days=rng.randrange(330))
        times = [evening(rng, day + timedelta(days=14 * n)) for n in range(rng.choices(counts, weights)[0])]
        yield child(number, seed, times, "reports")


def facts_of(made: Child) -> list[Fact]:
    """The same lines, read."""
    read = [read_line(msgspec.json.encode(line)) for line in made.lines]
    return [fact for fact in read if not isinstance(fact, CaseClock)]
