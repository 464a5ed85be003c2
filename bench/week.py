"""A week of an invented force: sixty reports of missing children, from a seed, most in the evening."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from statistics import median
from typing import Any, Final, NamedTuple

from bench.children import child, evening, facts_of
from tutela.facts import Fact

MONDAY: Final = datetime(2026, 2, 2, tzinfo=UTC)
"""A week in winter, when UK local time is UTC."""
CHILDREN: Final = 54
TWICE: Final = 6
"""How many of them are reported a second time in the week."""
FOLLOWED: Final = timedelta(days=14)
"""How long each case is followed after the child's last report."""
_BETWEEN: Final = (
    ("missing.EpisodeOnRecord", "missing before"), ("contact.InformationReceived", "with information"), ("contact.ResourceUnavailable", "with no resource"),
)


class Case(NamedTuple):
    """One child's case: the facts as they happened, and how far its clock runs."""

    id: str
    facts: list[Fact]
    until: datetime


def week(seed: int, children: int = CHILDREN, twice: int = TWICE) -> list[Case]:
    """The cases of one week."""
    rng = Random(seed)
    made: list[Case] = []
    for number in range(1, children + 1):
        days = [rng.randrange(7)]
        if number <= twice:
            days = sorted(rng.sample(range(0, 7, 3), 2))
        reports = [evening(rng, MONDAY + timedelta(days=day)) for day in days]
        life = child(number, seed, reports, "typical")
        made.append(Case(life.case, facts_of(life), reports[-1] + FOLLOWED))
    return made


def mix(cases: list[Case]) -> str:
    """Who was missing, from where, for how long, and what came in between."""
    places: dict[str, int] = {}
    hours: list[float] = []
    seen: dict[str, int] = {}
    for case in cases:
        reports = [f for f in case.facts if f.type == "missing.Reported"]
        back = [f for f in case.facts if f.type == "missing.Returned"]
        hours += [(b.occurred.earliest - a.occurred.earliest).total_seconds() / 3600 for a, b in zip(reports, back, strict=True)]
        for report in reports:
            data: Any = report.data
            places[data.missing_from] = places.get(data.missing_from, 0) + 1
        for name in {f.type for f in case.facts}:
            seen[name] = seen.get(name, 0) + 1
    stayed = ", ".join(f"{name.replace('_', ' ')} {number}" for name, number in sorted(places.items()))
    came = ", ".join(f"{what} {seen.get(name, 0)}" for name, what in _BETWEEN)
    away = f"away {min(hours):.0f} to {max(hours):.0f} h, median {median(hours):.0f} h, {100 * sum(h < 24 for h in hours) / len(hours):.0f} % under a day"
    return f"from {stayed}; children {came}; {away}"
