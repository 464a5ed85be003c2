"""The failures of a case, and what becomes of each where people follow the alerts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

import msgspec

from tutela.desks.replay.queries.cases import Case, meets
from tutela.facts.roles import OUTSIDE
from tutela.law.kernel.deriving import Owed
from tutela.law.kernel.gate import classify
from tutela.law.kernel.judging import Judge
from tutela.law.kernel.replay import Alert
from tutela.law.kernel.rules import State

Outcome = Literal["in time", "late", "ended", "remains"]
_STANDS: Final = frozenset({State.OVERDUE, State.BREACHED})


class Failure(msgspec.Struct, frozen=True, order=True):
    """A duty that was not done in time, or an act that should have been refused, about one record."""

    kind: Literal["duty", "standard"]
    code: str
    ref: str


def failures(case: Case, judge: Judge, told: Iterable[Alert]) -> list[Failure]:
    """What failed as it happened.

    A duty fails where an alert that the source expects tells of it as overdue or breached, or where it stands so, or has failed,
    when the clock stops. A standard fails where an act of the force was done that could have been refused.
    """
    named = (a for a in told if a.kind == "duty" and a.state in {state.value for state in _STANDS} and any(meets(e, a) for e in case.expected))
    found = {Failure("duty", a.code, a.about[0]["ref"]) for a in named}
    found |= {Failure("duty", o.duty.code, o.subject.ref) for rows in judge.owed.values() for o in rows if o.state in {*_STANDS, State.FAILED}}
    return sorted(found | _refusable(judge))


def becomes(failure: Failure, judge: Judge) -> Outcome:
    """What becomes of a failure on another track.

    ``remains``: at its end the duty stands overdue or breached, or it failed though the last rung of its ladder had been told; the act is done.
    ``ended``: events overtook a late duty (a child came home) before its next rung came. Else it is done, or not owed at all, in time or late.
    """
    if failure.kind == "standard":
        return "remains" if failure in _refusable(judge) else "in time"
    rows = [o for found in judge.owed.values() for o in found if (o.duty.code, o.subject.ref) == (failure.code, failure.ref)]
    states = {o.state for o in rows}
    if states & _STANDS or any(o.state is State.FAILED and exhausted(o) for o in rows):
        return "remains"
    return "ended" if State.FAILED in states else "late" if State.DONE_LATE in states else "in time"


def exhausted(owed: Owed) -> bool:
    """Has the last rung of its ladder been told, in its last turn?"""
    tops = {len(t.term.ladder.rungs) for t in owed.tellings if t.occurrence == owed.occurrence and t.rung == len(t.term.ladder.rungs)}
    return bool(tops)


def _refusable(judge: Judge) -> set[Failure]:
    """The acts of the force that did not meet a standard on which they may be refused."""
    return {
        Failure("standard", u.standard.code, u.subject.ref) for rows in judge.unmet.values() for u in rows
        if u.standard.refuses and u.act.by.role not in OUTSIDE and classify(judge.world, u.act).refusable
    }
