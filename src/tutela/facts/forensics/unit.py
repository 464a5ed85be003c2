"""The digital forensic unit: its storage, why its queue grows. What another system's queue holds is ``governance.BacklogCounted``."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from tutela.facts.form import Payload

UNIT = ("unit",)


class StorageMeasured(Payload):
    """How full the unit's store for copied data is."""

    ABOUT: ClassVar = UNIT
    EXAMPLE: ClassVar[dict[str, object]] = {"percent_full": 95, "full_by": "2026-04-02"}
    percent_full: int
    full_by: date | None = None


class StorageDecided(Payload):
    """What was decided about a store that is nearly full, with the cases that it touches."""

    ABOUT: ClassVar = UNIT
    EXAMPLE: ClassVar[dict[str, object]] = {"decision": "more_storage", "why": "Bought today, here on Friday.", "touches": ["sub:4"]}
    decision: Literal["more_storage", "stop_taking", "outsource", "delete_finished", "wait", "other"]
    why: str = ""
    touches: tuple[str, ...] = ()


class QueueGrowthExplained(Payload):
    """Why more wait than at the count before, in the words of whoever answers for the unit, and what is done."""

    ABOUT: ClassVar = UNIT
    EXAMPLE: ClassVar[dict[str, object]] = {"cause": "Phones per case have doubled.", "done": "Two kiosks from May."}
    cause: str
    done: str = ""


class KioskOpened(Payload):
    """A kiosk was put to use, or taken out of it; for which cases is the force's policy."""

    ABOUT: ClassVar = UNIT
    EXAMPLE: ClassVar[dict[str, object]] = {"where": "Harbour station", "closed": False, "operators": 6}
    where: str = ""
    closed: bool = False
    operators: int | None = None
