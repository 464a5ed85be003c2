"""What settles a duty: an act that discharges it, an end of its ground, a person's decision."""

from __future__ import annotations

from operator import attrgetter
from typing import Any, Final

from tutela.law.kernel.rows import Row
from tutela.law.kernel.rules import DECISIONS, Duty, State
from tutela.law.kernel.views import Rows, View


class Act:
    """Something done or decided that may settle a duty. Whether it does is asked once, as of when it could first be seen."""

    __slots__ = ("_asked", "at", "key", "latest", "row", "state")

    def __init__(self, row: Row) -> None:
        self.row, self.at, self.key, self.latest = row, row.at, row.key, row.fact.occurred.latest
        self.state = State.OPEN
        self._asked = False

    def settles(self, duty: Duty, rows: Rows) -> bool:
        """Does it settle duties of this kind? ``state`` says how."""
        if not self._asked:
            self._asked, self.state = True, _state(duty, rows, self.row)
        return self.state is not State.OPEN


BY_TIME: Final = attrgetter("key")


def _state(duty: Duty, rows: Rows, row: Row) -> State:
    """How a row settles; ``OPEN``: not. "Not needed" has its reason, and the approval of somebody who did not write it."""
    if row.fact.type in DECISIONS:
        said: Any = row.fact.data
        settles = DECISIONS[row.fact.type]
        counts = settles is State.FAILED or (said.reason.strip() and said.approved_by and said.approved_by != row.fact.by.ref)
        return settles if said.duty == duty.code and counts else State.OPEN
    for wanted, state in duty.settling.get(row.fact.type, ()):
        if wanted.when is None or wanted.when(View(rows, row.avail), row).holds:
            return state
    return State.OPEN
