"""The course of one duty: from the moment at which it opened, change by change, as it was known at each of them.

A course only goes forward. What it said up to a moment rests on what could be seen until then, so a new fact can only add
to it, and going on from where it stands is the same as going all the way again.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

import msgspec

from tutela.law.kernel.acts import BY_TIME, Act
from tutela.law.kernel.findings import Finding
from tutela.law.kernel.openings import Applying, Opening
from tutela.law.kernel.owed import Owed
from tutela.law.kernel.rows import Row
from tutela.law.kernel.rules import DECISIONS, Duty, State, Term
from tutela.law.kernel.telling import Climb, Stand, Telling, time_state
from tutela.law.kernel.views import View

INSTANT: Final = timedelta(microseconds=1)
_ZERO: Final = timedelta(0)


class Phase(NamedTuple):
    """From when on: which version of the opening, which term, from when its clock runs and when it is due."""

    start: datetime
    number: int
    term: Term
    origin: datetime
    slack: timedelta
    """By how much later the clock may have begun, where the source gives only a span."""
    due: datetime | None
    row: Row
    view: View
    why: Finding | None
    """Why it is this term."""


class Course:
    """One duty's way from its opening on, with everything that was told on the way."""

    __slots__ = ("_stood", "acts", "chain", "climb", "findings", "finished", "opened_at", "opening", "phases", "settled", "since", "stand", "told")

    def __init__(self, opening: Opening, view: View, row: Row, findings: tuple[Finding, ...], found: Applying | None) -> None:
        self.opening, self.opened_at, self.findings = opening, view.at, findings
        moment = view.at
        self.phases: list[Phase] = []
        self.phases += [phase] if (phase := self._phase(view, row, found)) else []
        self.since = min(row.at, self.phases[0].origin)
        self.climb = Climb(opening.side.duty, opening.side.world)
        self.told: dict[int, list[Telling]] = {}
        self.finished: list[Owed] = []
        self.chain: list[Act] = []
        self.settled: Act | None = None
        self.acts = self._counted(moment)
        self._follow(None)
        self.stand = self._standing(moment)
        self._stood = opening.side.changes, True

    def step(self, moment: datetime) -> bool:
        """Go on to a moment at which something of its side has changed.

        :returns: whether it came to be settled, or owed again
        """
        side, before = self.opening.side, self.settled
        phase = self._next_phase(moment) if before is None and (side.moved or self.opening in side.touched) else None
        wider = phase is not None and min(phase.row.at, phase.origin) < self.since
        changed = [act for act in side.arrived if self._counts(act)]
        new = len(changed)
        if side.gone:
            changed += [act for act in self.acts if not act.row.seen_at(moment)]
        if phase is None and not changed:
            return False
        self._tell(moment)
        if phase is not None:
            self.phases.append(phase)
            self.since = min(self.since, phase.row.at, phase.origin)
        if wider or len(changed) > new:
            self.acts = self._counted(moment)
        else:
            self.acts = sorted([*self.acts, *changed], key=BY_TIME) if changed else self.acts
        if wider or changed:
            self._follow(None if wider else min(map(BY_TIME, changed)))
        if before is not None and self.settled is None:
            again = self._next_phase(moment)
            self.phases += [again] if again else []
        self.stand = self._standing(moment)
        return (before is None) != (self.settled is None)

    def stands(self) -> bool:
        """Is its ground still there, as far as is known?"""
        side = self.opening.side
        if self._stood[0] != side.changes:
            row = self.opening.visible(side.changed_at)
            self._stood = side.changes, row is not None and self.opening.grounds(View(side.rows, side.changed_at), row) is not None
        return self._stood[1]

    def owed(self, horizon: datetime) -> list[Owed]:
        """The duty as it stands at a moment that is not before the last step, occurrence by occurrence."""
        rows = self.finished
        if self.stand is not None:
            ahead = self.climb.copy().tell(self.stand, horizon + INSTANT, self._decided())
            rows = [*rows, self._open(self.stand, horizon, (*self.told.get(self.stand.occurrence, ()), *ahead))]
        stray = [t for number in sorted(self.told) if number > len(rows) for t in self.told[number]]
        if stray:
            rows = [*rows[:-1], msgspec.structs.replace(rows[-1], tellings=(*rows[-1].tellings, *stray))]
        return rows

    def _decided(self) -> list[datetime]:
        return self.opening.side.decided(self.opening.root)

    def _tell(self, end: datetime) -> None:
        if self.stand is not None and end > self.stand.start:
            told = self.climb.tell(self.stand, end, self._decided())
            if told:
                self.told.setdefault(self.stand.occurrence, []).extend(told)

    def _phase(self, view: View, row: Row, found: Applying | None) -> Phase | None:
        """The phase that begins with a view, on the term that was found to apply, if anything is other than in the last."""
        side, last = self.opening.side, self.phases[-1] if self.phases else None
        if found is None:
            found = (last.number, last.term, last.why) if last else (len(side.duty.terms) - 1, side.duty.terms[-1], None)
        number, term, why = found
        origin, slack = _origin(side.duty, view, row)
        if last and term is last.term and row.fact is last.row.fact and (origin, slack) == (last.origin, last.slack) and not term.live:
            return None
        return Phase(view.at, number, term, origin, slack, term.clock.due(origin, side.world.lawbook, view, row), row, view, why)

    def _next_phase(self, moment: datetime) -> Phase | None:
        last = self.phases[-1].row
        row = self.opening.visible(moment) or last
        if row is last and self.opening.side.duty.steady:
            return None
        view = View(self.opening.side.rows, moment)
        return self._phase(view, row, self.opening.term(view, row))

    def _counted(self, moment: datetime) -> list[Act]:
        """The acts that are known to settle it, by when they were done."""
        return sorted((act for act in self.opening.side.acts if act.row.seen_at(moment) and self._counts(act)), key=BY_TIME)

    def _counts(self, act: Act) -> bool:
        """Does an act settle this duty: done since it began, about the same other, and no correction of the opening itself?"""
        side, fact = self.opening.side, act.row.fact
        early = act.latest < self.since
        if (early and fact.type not in side.duty.beforehand) or not act.settles(side.duty, side.rows):
            return False
        if early and not act.reaches(self.phases[0].row.fact):
            return False
        if fact.type in DECISIONS:
            said: Any = fact.data
            return said.opening in (None, self.opening.root)
        if fact.type in side.duty.opening and side.world.root(fact) == self.opening.root:
            return False
        others = fact.refs(side.duty.per) if side.duty.per else ()
        return not others or not {*others}.isdisjoint(self.opening.per)

    def _follow(self, first: tuple[datetime, datetime, str] | None) -> None:
        """Which acts settled its occurrences, one after the other; those before ``first`` did so already."""
        chain, recurs = self.chain, self.opening.side.duty.recurs is not None
        kept = bisect_left(chain, first, key=BY_TIME) if first is not None else 0
        del chain[kept:], self.finished[kept:]
        for act in self.acts[bisect_right(self.acts, chain[-1].key, key=BY_TIME) if chain else 0:]:
            if not chain or (recurs and chain[-1].state is State.DONE and act.at > chain[-1].at):
                chain.append(act)
                self.finished.append(self._finished(len(chain)))
        ended = chain and not (recurs and chain[-1].state is State.DONE)
        self.settled = chain[-1] if ended else None

    def _times(self, phase: Phase, occurrence: int) -> tuple[datetime, timedelta, datetime | None]:
        """From when the clock of an occurrence runs, by how much later it may have begun, and when it is due.

        The first: from its opening. The next: from the act that settled the one before, or along the fixed schedule.
        """
        if occurrence == 1:
            return phase.origin, phase.slack, phase.due
        lawbook, clock = self.opening.side.world.lawbook, phase.term.clock
        if self.opening.side.duty.recurs == "scheduled":
            return phase.origin, phase.slack, clock.due(phase.origin, lawbook, phase.view, phase.row, occurrence)
        before = self.chain[occurrence - 2]
        return before.at, before.latest - before.at, clock.due(before.at, lawbook, phase.view, phase.row)

    def _standing(self, start: datetime) -> Stand | None:
        if self.settled is not None:
            return None
        phase, occurrence = self.phases[-1], len(self.chain) + 1
        origin, slack, due = self._times(phase, occurrence)
        name = self.opening.side.world.root(self.chain[-1].row.fact) if self.chain else ""
        return Stand(start, occurrence, name, phase.number, phase.term, origin, due, due + slack if due else None, phase.row, phase.view, phase.why)

    def _finished(self, occurrence: int) -> Owed:
        """An occurrence that an act has settled, judged by what was known when the act was."""
        act = self.chain[occurrence - 1]
        phase = next((p for p in reversed(self.phases) if p.start <= act.row.avail), self.phases[0])
        origin, slack, due = self._times(phase, occurrence)
        late = due is not None and act.at > due + slack
        if act.state is State.DONE:
            state = State.DONE_LATE if late else State.DONE
        else:
            state = State.FAILED if late and act.row.fact.type not in DECISIONS else act.state
        return Owed(
            duty=self.opening.side.duty, subject=self.opening.side.subject, opening=self.opening.root, occurrence=occurrence,
            opened_at=self._opened(occurrence), origin=origin, due_at=due, late_after=due + slack if due else None,
            owner_due_at=self._owner_due(phase, occurrence), term=phase.term, state=state, findings=self.findings, opened_by=phase.row.fact,
            settled_at=act.at, settled_by=act.row.fact, tellings=tuple(self.told.get(occurrence, ())),
        )

    def _open(self, stand: Stand, horizon: datetime, tellings: Sequence[Telling]) -> Owed:
        side, root = self.opening.side, self.opening.root
        if not self.stands():
            state = State.IN_QUESTION
        elif side.inherited(root, horizon):
            state = State.INHERITED
        else:
            state = time_state(side.duty, stand, horizon, side.world)
        return Owed(
            duty=side.duty, subject=side.subject, opening=root, occurrence=stand.occurrence, opened_at=self._opened(stand.occurrence),
            origin=stand.origin, due_at=stand.due, late_after=stand.late, owner_due_at=self._owner_due(self.phases[-1], stand.occurrence),
            term=stand.term, state=state, findings=self.findings, opened_by=stand.row.fact, tellings=tuple(tellings),
        )

    def _opened(self, occurrence: int) -> datetime:
        return self.opened_at if occurrence == 1 else self.chain[occurrence - 2].row.avail

    def _owner_due(self, phase: Phase, occurrence: int) -> datetime | None:
        """By when, counted from when the owner was told of the opening; of later occurrences only along a fixed schedule."""
        side, known = self.opening.side, phase.row.fact.known_owner
        if known is None or (occurrence > 1 and side.duty.recurs != "scheduled"):
            return None
        return phase.term.clock.due(known, side.world.lawbook, phase.view, phase.row, occurrence)


def _origin(duty: Duty, view: View, row: Row) -> tuple[datetime, timedelta]:
    """Where the clock begins, and by how much later it may have begun where the source gives only a span."""
    if duty.origin is not None:
        found = duty.origin(view, row)
        return found if isinstance(found, tuple) else (found, _ZERO)
    fact = row.fact
    if duty.starts == "known" and fact.known_force is not None:
        return fact.known_force, _ZERO
    return row.at, fact.occurred.latest - row.at
