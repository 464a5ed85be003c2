"""How often a duty was kept, and how fast: of the records of which it was owed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from statistics import median

import msgspec

from tutela.record.duties.models import Duty


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """Of so many times that a duty was owed: done in time, done late, still waiting, overdue."""

    owed: int = 0
    in_time: int = 0
    late: int = 0
    waiting: int = 0
    overdue: int = 0
    took: timedelta | None = None
    """The median from the opening to the doing."""

    @property
    def rate(self) -> int | None:
        """How many of a hundred were done, in time or late; none where nothing was owed."""
        return round(100 * (self.in_time + self.late) / self.owed) if self.owed else None


def kept(code: str, subjects: Collection[str], *, at: datetime) -> Kept:
    """How a duty was kept about some records, in one query. One that ended unneeded was not owed to the end, and is not counted."""
    if not subjects:
        return Kept()
    rows = list(
        Duty.objects.filter(ref__in=list(subjects), code=code).exclude(state="not needed")
        .values_list("state", "opened_at", "settled_at", "late_after")
    )
    done = [(state, settled - opened) for state, opened, settled, _ in rows if state in ("done", "done late") and settled is not None]
    open_ = [late for _, _, settled, late in rows if settled is None]
    overdue = sum(1 for late in open_ if late is not None and late < at)
    return Kept(
        owed=len(done) + len(open_), in_time=sum(1 for state, _ in done if state == "done"), late=sum(1 for state, _ in done if state == "done late"),
        waiting=len(open_) - overdue, overdue=overdue, took=_median([took for _, took in done]),
    )


def _median(lengths: list[timedelta]) -> timedelta | None:
    return timedelta(seconds=median(length.total_seconds() for length in lengths)) if lengths else None
