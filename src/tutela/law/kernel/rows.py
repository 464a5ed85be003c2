"""A fact as a row in time: when it happened, from when it can be seen, until when it stands uncorrected."""

from __future__ import annotations

from datetime import UTC, datetime
from operator import attrgetter
from typing import Final, Literal

from tutela.facts import Fact
from tutela.law.kernel.subjects import Subject

ALWAYS: Final = datetime.min.replace(tzinfo=UTC)
NEVER: Final = datetime.max.replace(tzinfo=UTC)
Lens = Literal["shown", "held"]
RowKey = tuple[datetime, datetime, str]
"""By what rows are ordered: when it happened, from when it can be seen, its id."""
Stretch = tuple[Subject, datetime, datetime]
"""A subject whose facts can be read, from one moment until another."""


class Row:
    """A fact on a subject's timeline: when it happened, from when and until when it can be seen."""

    __slots__ = ("at", "avail", "fact", "key", "until")

    def __init__(self, fact: Fact, at: datetime, avail: datetime, until: datetime) -> None:
        self.fact, self.at, self.avail, self.until = fact, at, avail, until
        self.key = (at, avail, fact.id)

    def seen_at(self, moment: datetime) -> bool:
        """Is it known, and not corrected, at that moment?"""
        return self.avail <= moment < self.until

    def within(self, since: datetime, until: datetime) -> Row:
        """The same row, seen only in a stretch of time."""
        if self.avail >= since and self.until <= until:
            return self
        return Row(self.fact, self.at, max(self.avail, since), min(self.until, until))


ORDER: Final = attrgetter("key")
"""By when it happened, then by when it can be seen."""
