"""What is known: the facts as one question sees them, and, under one name, the rows, views and world in which they are seen.

Every fact has a moment from which it can be seen. The record shows it from when it was *recorded*; the force *held* it
from when it was known. A view looks from one moment and sees nothing that came later, so that what was told is never
changed by what is learnt afterwards.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from tutela.facts import Fact
from tutela.law.kernel.rows import ALWAYS, NEVER, Lens, Row
from tutela.law.kernel.subjects import Subject
from tutela.law.kernel.views import Rows, UndeclaredRead, View, by_ref
from tutela.law.kernel.world import World

__all__ = ["ALWAYS", "NEVER", "Lens", "Row", "Rows", "Situation", "UndeclaredRead", "View", "World", "by_ref"]


class Situation(msgspec.Struct, frozen=True, kw_only=True):
    """The facts about a subject as one question sees them.

    ``as_at``: what had happened; ``known_by``: what the force could have known; ``recorded_by``: what the record showed.
    """

    subject: Subject
    facts: tuple[Fact, ...]
    as_at: datetime
    known_by: datetime | None = None
    recorded_by: datetime | None = None

    def within(self) -> tuple[Fact, ...]:
        """The facts that fall inside all three times."""
        return tuple(
            f for f in self.facts
            if f.occurred.earliest <= self.as_at
            and (self.known_by is None or f.held_from <= self.known_by)
            and (self.recorded_by is None or f.shown_from <= self.recorded_by)
        )

    @property
    def lens(self) -> Lens:
        """From when facts are seen: as the force held them where that is asked, else as the record showed them."""
        return "held" if self.known_by is not None and self.recorded_by is None else "shown"
