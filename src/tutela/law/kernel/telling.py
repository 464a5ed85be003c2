"""Who is told of a duty, and when: the opening, the rungs of the ladder, and the top rung again and again.

Telling goes along the stretches of time in which a duty is unsettled and owner, clock and wording stay as they are. A rung
is told once in each occurrence of each term; one whose moment fell into a time when the duty was settled, or whose moment
has moved into the past, is told at once. Nothing told is ever told anew because of what is learnt later.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from tutela.facts import Fact
from tutela.law.kernel.findings import Finding
from tutela.law.kernel.rows import Row
from tutela.law.kernel.rules import Duty, Priority, Rung, State, Term
from tutela.law.kernel.views import View
from tutela.law.kernel.world import World

DUE_SOON: Final = "law.due_soon"


class Telling(NamedTuple):
    """One telling, as it was when it was told: to whom, in what state, due when; ``rung`` 0 is the opening, ``again`` counts repeats."""

    at: datetime
    rung: int
    to: tuple[str, ...]
    state: State
    again: int
    priority: Priority
    asks: str | None
    term: Term
    due: datetime | None
    occurrence: int
    opening: Fact
    """The opening fact as it read then."""
    why: Finding | None
    """Why this clock, owner and ladder."""


class Stand(NamedTuple):
    """How an unsettled duty stands over a stretch of time: which occurrence, on which term, from when its clock runs, due when."""

    start: datetime
    occurrence: int
    name: str
    """What makes it this occurrence, however it comes to be counted: the root of the act before it."""
    number: int
    """Which of the duty's terms."""
    term: Term
    origin: datetime
    due: datetime | None
    late: datetime | None
    """The moment after which lateness is proven."""
    row: Row
    view: View
    why: Finding | None
    """Why it is on this term."""


class Climb:
    """How far up the ladder a duty has been told."""

    __slots__ = ("_last", "_told", "duty", "lawbook", "world")

    def __init__(self, duty: Duty, world: World) -> None:
        self.duty, self.world, self.lawbook = duty, world, world.lawbook
        self._told: set[tuple[str, int, int]] = set()
        self._last: dict[tuple[str, int], tuple[datetime, int]] = {}

    def copy(self) -> Climb:
        """The same, to look ahead with."""
        other = Climb(self.duty, self.world)
        other._told, other._last = self._told.copy(), self._last.copy()
        return other

    def tell(self, stand: Stand, end: datetime, decided: Sequence[datetime]) -> list[Telling]:
        """What is told from the beginning of a stretch up to, not including, ``end``; ``decided``: when decisions on the risk were recorded."""
        found: list[Telling] = []
        top = len(stand.term.ladder.rungs)
        for rung, instant, step in self._due(stand, end):
            at = max(instant, stand.start)
            key = (stand.name, stand.number, rung)
            if at < end and key not in self._told:
                self._told.add(key)
                found.append(self._telling(stand, at, rung, step, 0))
                if step is None and stand.term.informs:  # who is only informed is asked for nothing, and interrupted by nothing
                    found.append(found[-1]._replace(to=stand.term.informs, priority=Priority.SECOND))
                if rung == top:
                    self._last[key[:2]] = at, 0
        if (stand.name, stand.number) in self._last:
            found += self._again(stand, end, decided)
        if len(found) > 1:
            found.sort(key=lambda telling: telling[:2])
        return found

    def _due(self, stand: Stand, end: datetime) -> Iterator[tuple[int, datetime, Rung | None]]:
        """The opening (of the first occurrence) and the rungs that have a moment, which may lie beyond the end."""
        if stand.occurrence == 1:
            yield 0, stand.start, None
        origin, due, rungs = stand.origin, stand.due, stand.term.ladder.rungs
        for number, step in enumerate(rungs, 1):
            at: datetime | None = None
            if step.base == "origin" and step.clock is not None:
                at = step.clock.due(origin, self.lawbook, stand.view, stand.row)
            elif due is None or (due >= end and step.base == "due" and not (step.clock and step.clock.live)):
                continue  # a rung after the due time cannot come before it
            elif step.base == "share":
                at = (origin + (due - origin) * step.fraction).replace(microsecond=0)
            else:
                at = step.clock.due(due, self.lawbook, stand.view, stand.row) if step.clock else due
            if at is not None:
                yield number, at, step

    def _again(self, stand: Stand, end: datetime, decided: Sequence[datetime]) -> Iterator[Telling]:
        """The top rung again and again while nothing changes; a recorded decision on the risk starts the wait anew."""
        every, rung = stand.term.ladder.repeat, len(stand.term.ladder.rungs)
        key = (stand.name, stand.number)
        at, again = self._last[key]
        while True:
            following = every.due(at, self.lawbook, stand.view, stand.row)
            if following is None or following <= at:
                return
            decision = max((d for d in decided if at < d <= following), default=None) if decided else None
            if decision is not None:
                at = decision
                continue
            at = max(following, stand.start)
            if at >= end:
                return
            again += 1
            self._last[key] = at, again
            yield self._telling(stand, at, rung, stand.term.ladder.rungs[-1], again)

    def _telling(self, stand: Stand, at: datetime, rung: int, step: Rung | None, again: int) -> Telling:
        term = stand.term
        state = time_state(self.duty, stand, at, self.world)
        if rung and stand.due == at == stand.late:
            state = State.BREACHED if legal(self.duty, term, self.world) else State.OVERDUE
        to, priority, asks = (step.to, step.priority, step.asks) if step else ((term.owed_by,), term.priority, None)
        return Telling(at, rung, to, state, again, priority, asks, term, stand.due, stand.occurrence, stand.row.fact, stand.why)


def time_state(duty: Duty, stand: Stand, at: datetime, world: World) -> State:
    """Where an unsettled duty stands at a moment. *Breached* only where duty and number are both law."""
    due, late = stand.due, stand.late
    if due is None or late is None:
        return State.OPEN
    if at > late:
        return State.BREACHED if legal(duty, stand.term, world) else State.OVERDUE
    soon = due - (due - stand.origin) * world.lawbook.book.number(DUE_SOON, at)
    return State.DUE_SOON if at >= soon else State.OPEN


def legal(duty: Duty, term: Term, world: World) -> bool:
    """May this time be shown as a legal deadline? Both the duty and the number must stand on statute, regulations or a statutory code."""
    key = term.clock.key
    return duty.basis.legal and key is not None and world.lawbook.book.parameters[key].basis.legal
