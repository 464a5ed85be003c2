"""From facts to what is owed: every duty of one kind on one subject, whole, with everything that was told on the way.

The result is a function of the facts and their times alone. A duty opens at the first moment at which its opening and its
conditions are known and no twin stands; from then it never vanishes: it is settled, or it is in question. Time is gone
through moment by moment, each resting on what could be seen at it, so the past of the ledger does not change, and a
derivation can go on from where it stands when something new is seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from tutela.law.kernel.course import INSTANT, Course
from tutela.law.kernel.openings import Opening, Side, Wait
from tutela.law.kernel.owed import Owed
from tutela.law.kernel.rows import ALWAYS, NEVER, Row, RowKey
from tutela.law.kernel.rules import Duty, Once
from tutela.law.kernel.subjects import Subject
from tutela.law.kernel.telling import Telling, legal
from tutela.law.kernel.views import Rows, View
from tutela.law.kernel.world import World

__all__ = ["Derivation", "Owed", "Telling", "derive", "legal"]


def derive(duty: Duty, world: World, subject: Subject, horizon: datetime) -> list[Owed]:
    """Every duty of one kind on a subject up to a horizon, by when it opened; of a person under all references ever held to be theirs."""
    return Derivation(duty, world, subject, horizon).owed()


class Derivation:
    """All the courses of one kind of duty on one subject, up to a horizon."""

    __slots__ = ("complete", "courses", "duty", "horizon", "reached", "sides", "steps", "waiting", "world")

    def __init__(self, duty: Duty, world: World, subject: Subject, horizon: datetime) -> None:
        self.duty, self.world, self.horizon = duty, world, horizon
        self.sides = [Side(duty, world, member) for member in world.identity.group(subject)]
        self.courses: list[Course] = []
        self.waiting: list[Opening] = []
        self.reached = ALWAYS
        self.steps = 0
        self.complete = True
        """Is there nothing that can be seen only beyond the horizon?"""
        opens = [row.avail for side in self.sides for name in duty.opening for row in side.rows.all(name) if row.avail < row.until]
        if opens:
            self._run(subject, min(opens))

    def owed(self) -> list[Owed]:
        """What is owed at the horizon, settled duties too."""
        self._ripen(self.horizon + INSTANT)
        return [row for course in self.courses for row in course.owed(self.horizon)]

    def over(self) -> RowKey | None:
        """The act that settled the last of them, where all are settled and none waits; ``None`` where something is owed, waits or is still to be seen."""
        if self.waiting or not self.complete or len(self.sides) > 1:
            return None
        last = ALWAYS, ALWAYS, ""
        for course in self.courses:
            if course.settled is None:
                return None
            last = max(last, course.settled.key)
        return last

    def go_on(self, types: Iterable[str], moment: datetime, horizon: datetime) -> bool:
        """Go on to what came at a moment, of some types, and corrects nothing.

        :returns: ``False``, and nothing is changed, where it must be derived from scratch: the moment is not a new one, or lies beyond the horizon
        """
        side = self.sides[0]
        alone = len(self.world.identity.group(side.subject)) == 1
        if not alone or not self.complete or not self.reached < moment <= horizon or horizon < self.horizon:
            return False
        rows = Rows(self.world, self.duty, side.subject)
        came = [row for name in self.duty.moving.intersection(types) for row in rows.all(name) if row.avail == moment < row.until]
        if any(row.until != NEVER for row in came):
            return False
        side.rows, side.ahead, self.horizon = rows, {moment: came}, horizon
        self._step(moment)
        return True

    def _run(self, subject: Subject, first: datetime) -> None:
        """Go through all that comes and goes from the first opening on; what came before it comes with it."""
        turns = [turn for turn in self.world.identity.turns(subject) if turn >= first]
        moments = set(turns)
        for side in self.sides:
            moments.update(side.look_ahead(first))
        for moment in sorted(moments):
            if moment > self.horizon:
                self.complete = False
                return
            self._step(moment, turned=moment in turns)

    def _step(self, moment: datetime, *, turned: bool = False) -> None:
        if self.waiting:
            self._ripen(moment)
        self.reached = moment
        self.steps += 1
        for side in self.sides:
            side.take(moment, turned=turned)
        changed = turned
        for course in self.courses:
            if course.settled is None or course.opening.side.bears_on(course.settled):
                changed = course.step(moment) or changed
        self._open(moment, changed=changed)

    def _open(self, moment: datetime, *, changed: bool) -> None:
        """Try the openings that came or were corrected, and those that wait for what has changed."""
        tried: dict[int, Opening] = {}
        moved = changed
        for side in self.sides:
            if side.touched:
                tried.update((id(o), o) for o in side.touched if o.course is None)
            moved = moved or side.moved or bool(side.touched)
        for o in self.waiting:
            side = o.side
            if side.moved or (o.waits is Wait.TWIN and moved) or (o.waits is Wait.ACTS and (side.arrived or side.gone)):
                tried[id(o)] = o
        if tried:
            held = [(o.visible(moment), o) for o in tried.values()]
            if len(held) > 1:
                held.sort(key=lambda item: (item[0].key if item[0] else (NEVER, NEVER, ""), item[1].root))
            for row, o in held:
                self._try(o, row, moment)
            self.waiting = [*(o for o in self.waiting if id(o) not in tried), *(o for o in tried.values() if o.waits is not None)]

    def _try(self, opening: Opening, row: Row | None, moment: datetime) -> None:
        """Open a duty if its opening can be seen, its conditions hold and no twin stands; else say what it waits for."""
        opening.ripe, opening.waits = None, Wait.GROUND
        rows = opening.side.rows
        if row is None or (rows.same and rows.begins(row) > moment):
            return
        if self._has_twin(opening, row, moment):
            return
        view = View(rows, moment)
        findings = opening.grounds(view, row)
        found = None if findings is None else opening.term(view, row)
        if findings is None or found is None:
            return
        if self.duty.delay is not None:
            opens = self.duty.delay(view, row)
            if opens is None:
                return
            if opens > moment:
                opening.ripe = opens, row, findings
                return
        self._begin(opening, Course(opening, view, row, findings, found))

    def _begin(self, opening: Opening, course: Course) -> None:
        """Open it; what opens later than its opening fact does not open where it is done by then."""
        if self.duty.delay is not None and course.chain:
            opening.waits = Wait.ACTS
        else:
            opening.course, opening.waits = course, None
            self.courses.append(course)

    def _ripen(self, before: datetime) -> None:
        """Open what was to open later, as those moments come, nothing having changed since."""
        while ripe := [(o.ripe, o) for o in self.waiting if o.ripe is not None and o.ripe[0] < before]:
            (moment, row, findings), opening = min(ripe, key=lambda item: (item[0][0], item[0][1].key))
            opening.ripe, self.reached = None, max(self.reached, moment)
            if not self._has_twin(opening, row, moment):
                view = View(opening.side.rows, moment)
                self._begin(opening, Course(opening, view, row, findings, opening.term(view, row)))
            self.waiting = [o for o in self.waiting if o.waits is not None]

    def _has_twin(self, opening: Opening, row: Row, moment: datetime) -> bool:
        """Does a duty stand that makes this one a twin? Then it waits until that changes."""
        if not self.courses:
            return False
        twin = next((course for course in self.courses if self._covers(course, opening, row, moment)), None)
        if twin is None:
            return False
        for_good = self.duty.once_per is Once.WHILE_OPEN and twin.settled is not None and twin.settled.row.until == NEVER
        opening.waits = None if for_good and len(self.sides) == 1 else Wait.TWIN
        return True

    def _covers(self, course: Course, opening: Opening, row: Row, moment: datetime) -> bool:
        """Another duty covers an opening: done after it, or open with its ground still there; of one subject, where there may be but one."""
        one, other, once = course.opening, opening, self.duty.once_per
        if one.side is not other.side:
            if self.world.identity.kept(one.side.subject, moment) != self.world.identity.kept(other.side.subject, moment):
                return False
            if one.root == other.root:
                return True
        if once is Once.EACH or one.per != other.per:
            return False
        if once is Once.WHILE_OPEN and course.settled is not None:
            return course.settled.latest >= row.at
        return course.stands()
