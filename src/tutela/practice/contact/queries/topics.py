"""Topics of the room's power hours: chosen for which shift, and held."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import msgspec

from tutela.law.kernel.subjects import Subject
from tutela.record.chronology.queries import facts_about

UNIT: Final = "control_room"
_TYPES: Final = ("governance.TrainingRequired", "governance.TrainingSessionHeld")


class Topic(msgspec.Struct, frozen=True, kw_only=True):
    """One theme as a shift's topic: when it was chosen last, and when it was held last."""

    shift: str
    theme: str
    chosen_at: datetime | None
    held_at: datetime | None

    @property
    def waits(self) -> bool:
        """Was it chosen, and not held since?"""
        return self.chosen_at is not None and (self.held_at is None or self.held_at < self.chosen_at)


def topics() -> list[Topic]:
    """Every topic that a shift had, those that wait first, then the latest; in one query."""
    last: dict[tuple[str, str], dict[str, datetime]] = {}
    for fact in sorted(facts_about([Subject("unit", UNIT)], types=_TYPES), key=lambda f: f.occurred.earliest):
        data: Any = fact.data
        if data.shift:
            last.setdefault((data.shift, data.topic), {})[fact.type] = fact.occurred.earliest
    found = [Topic(shift=s, theme=t, chosen_at=at.get(_TYPES[0]), held_at=at.get(_TYPES[1])) for (s, t), at in last.items()]
    return sorted(found, key=lambda one: (not one.waits, -max(at for at in (one.chosen_at, one.held_at) if at).timestamp(), one.shift, one.theme))
