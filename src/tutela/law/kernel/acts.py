"""What settles a duty: an act that discharges it, an end of its ground, a person's decision."""

from __future__ import annotations

from operator import attrgetter
from typing import Any, Final

from tutela.facts import Fact
from tutela.law.kernel.rows import Row
from tutela.law.kernel.rules import DECISIONS, Duty, State
from tutela.law.kernel.views import Rows, View


class Act:
    """Something done or decided that may settle a duty. Whether it does is asked once, as of when it could first be seen."""

    __slots__ = ("_asked", "at", "beforehand", "key", "latest", "row", "state")

    def __init__(self, row: Row) -> None:
        self.row, self.at, self.key, self.latest = row, row.at, row.key, row.fact.occurred.latest
        self.state = State.OPEN
        self.beforehand: str | None = None
        self._asked = False

    def settles(self, duty: Duty, rows: Rows) -> bool:
        """Does it settle duties of this kind? ``state`` says how."""
        if not self._asked:
            self._asked = True
            self.state, self.beforehand = _state(duty, rows, self.row)
        return self.state is not State.OPEN

    def reaches(self, fact: Fact) -> bool:
        """Does it settle a duty that a fact opened after it was done? A child who is back is not searched for, whenever the report is entered."""
        if self.beforehand is None:
            return False
        named = fact.refs(self.beforehand)
        return not named or not {*named}.isdisjoint(self.row.fact.refs(self.beforehand))


BY_TIME: Final = attrgetter("key")


def _state(duty: Duty, rows: Rows, row: Row) -> tuple[State, str | None]:
    """How a row settles; ``OPEN``: not; and what it settles beforehand. "Not needed" has its reason, and the approval of somebody who did not write it."""
    if row.fact.type in DECISIONS:
        said: Any = row.fact.data
        settles = DECISIONS[row.fact.type]
        counts = settles is State.FAILED or (said.reason.strip() and said.approved_by and said.approved_by != row.fact.by.ref)
        return (settles if said.duty == duty.code and counts else State.OPEN), None
    for wanted, state in duty.settling.get(row.fact.type, ()):
        if wanted.when is None or wanted.when(View(rows, row.avail), row).holds:
            return state, wanted.beforehand
    return State.OPEN, None
