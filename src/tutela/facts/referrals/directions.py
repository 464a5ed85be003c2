"""What a senior or supervisor directs to be done at an incident with a child, each followed until it is done.

``about`` names the direction (``action``), the incident, and whom it protects.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from tutela.facts.form import Payload

DIRECTION = ("action",)
GIVEN = ("action", "incident|crime|child|person|adult")


class DirectionGiven(Payload):
    """Somebody directed that something be done by somebody by a time."""

    ABOUT: ClassVar = GIVEN
    EXAMPLE: ClassVar[dict[str, object]] = {
        "what": "protection_notice", "text": "PC Osei: ask for a domestic violence protection notice before he is bailed.",
        "to": "response_officer@response", "who": "o:50", "by_when": "2026-03-03T06:00:00Z",
    }
    what: Literal[
        "preserve_scene", "protect_person", "see_child", "notice", "protection_notice", "bail_conditions", "housing", "support", "conference", "school",
        "arrest", "share_information", "other",
    ] = "other"
    text: str = ""
    to: str = ""
    """Whose it is, as ``role@area``."""
    who: str = ""
    by_when: datetime | None = None


class DirectionAccepted(Payload):
    """Whoever was to do it took it on; it is not done by that."""

    ABOUT: ClassVar = DIRECTION
    EXAMPLE: ClassVar[dict[str, object]] = {}


class DirectionDone(Payload):
    """What was directed was done, with what came of it."""

    ABOUT: ClassVar = DIRECTION
    EXAMPLE: ClassVar[dict[str, object]] = {"result": "Notice served 06:00."}
    result: str = ""


class DirectionDropped(Payload):
    """Somebody decided that what was directed is not to be done, with the reason."""

    ABOUT: ClassVar = DIRECTION
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "He was remanded: no bail to set conditions to.", "approved_by": "o:9"}
    reason: str = ""
    approved_by: str | None = None
