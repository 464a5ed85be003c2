"""What the law says now of one rule and subject, and when it will say something new of itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from tutela.law.kernel import rules
from tutela.law.kernel.deriving import Derivation
from tutela.law.kernel.judging import Unmet, unmet
from tutela.law.kernel.owed import Owed
from tutela.law.kernel.world import Key
from tutela.record.duties.engine.scope import Scope

AHEAD: Final = timedelta(hours=48)
"""How far to look for the next moment; beyond it one looks again then."""


class Judged(NamedTuple):
    """What was found of some rules and subjects: duties, standards not met, and the next moment for each subject."""

    owed: list[Owed]
    unmet: list[Unmet]
    next_looks: dict[tuple[str, str], datetime]


def judge(scope: Scope, keys: Iterable[Key], at: datetime) -> Judged:
    """Judge rules on subjects as at a moment."""
    owed: list[Owed] = []
    lacking: list[Unmet] = []
    looks: dict[tuple[str, str], datetime] = {}
    for code, subject in dict.fromkeys(keys):
        rule = scope.world.catalogue.by_code[code]
        if isinstance(rule, rules.Duty):
            derivation = Derivation(rule, scope.world, subject, at)
            owed += derivation.owed()
            look = _next(derivation, at)
            if look is not None:
                looks[subject] = min(look, looks.get(subject, look))
        elif isinstance(rule, rules.Standard):
            lacking += unmet(rule, scope.world, subject, at)
    return Judged(owed, lacking, looks)


def _next(derivation: Derivation, at: datetime) -> datetime | None:
    """The next moment after ``at`` at which this is told or opens something; none where only a new fact can move it."""
    ripening = [opening.ripe[0] for opening in derivation.waiting if opening.ripe is not None and opening.ripe[0] > at]
    running = any(course.settled is None for course in derivation.courses)
    if not running and not ripening:
        return None
    derivation.horizon = at + AHEAD
    moments = [t.at for row in derivation.owed() for t in row.tellings if t.at > at]
    soonest: datetime = min((*moments, *ripening, *((at + AHEAD,) if running else ())))
    return soonest
