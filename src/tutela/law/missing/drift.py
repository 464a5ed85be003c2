"""How long a search drifted: the hours in which nothing was done that finds the child, beyond those that the law allows between two such acts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, Final

import msgspec

from tutela.facts import Fact, missing
from tutela.law.missing.duties import DRIFT

INVESTIGATIVE: Final[tuple[str, ...]] = tuple(dict.fromkeys(one.type for one in DRIFT.discharged_by))
"""What keeps a search from drifting: the types of facts that discharge the duty to do something that finds the child."""


class Gap(msgspec.Struct, frozen=True):
    """A time in which nothing was done, and how much of it was drift."""

    since: datetime
    until: datetime
    drift: timedelta


def gaps(reported: datetime, until: datetime, done: Iterable[datetime], allowed: timedelta) -> tuple[Gap, ...]:
    """The times in which a search drifted, in order; nothing where each act came in time.

    :param until: when the child was found or back; of a search that goes on, now
    :param done: when something was done that finds the child
    :param allowed: how long may pass between two such acts, or from the report to the first
    """
    moments = [reported, *sorted(at for at in done if reported < at < until), until]
    return tuple(Gap(a, b, b - a - allowed) for a, b in pairwise(moments) if b - a > allowed)


def counts(fact: Fact) -> bool:
    """Does this fact keep the search from drifting? A plan without a line does not."""
    data: Any = fact.data
    return not isinstance(data, missing.PlanRecorded) or bool(data.lines)


def total(found: Iterable[Gap]) -> timedelta:
    """The drift of a whole search."""
    return sum((gap.drift for gap in found), timedelta())
