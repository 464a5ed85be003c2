"""Multi-agency public protection arrangements: referral, category and level, meetings, end."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.offenders.terms import ANYBODY, OFFENDER

Level = Literal["1", "2", "3"]
Category = Literal["1", "2", "3", "4"]


class MappaReferred(Payload):
    """The offender was referred for management at a higher level."""

    ABOUT: ClassVar = ANYBODY
    EXAMPLE: ClassVar[dict[str, object]] = {"category": "1", "level": "2", "why": "Three agencies needed before release."}
    category: Category | None = None
    level: Level | None = None
    why: str = ""


class MappaScreened(Payload):
    """The coordinator accepted or declined the referral."""

    ABOUT: ClassVar = ANYBODY
    EXAMPLE: ClassVar[dict[str, object]] = {"decision": "accepted", "why": "Level 2 panel of 12 March."}
    decision: Literal["accepted", "declined", "more_wanted"]
    why: str = ""


class MappaLevelSet(Payload):
    """A panel, or the lead agency, set category and level."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"category": "1", "level": "2", "lead": "probation", "why": "Needs housing and health at the table."}
    level: Level
    category: Category | None = None
    lead: Literal["police", "probation", "youth_justice", "health", "other"] | None = None
    why: str = ""


class MappaMeetingHeld(Payload):
    """A meeting was held: who came, what was said of the risk, of disclosure and of victims."""

    ABOUT: ClassVar = ("meeting", "offender")
    EXAMPLE: ClassVar[dict[str, object]] = {
        "level": "2", "attended": ["probation", "police", "local_authority"], "risk": "high", "disclosure_considered": True, "next_on": "2026-05-28",
    }
    level: Level | None = None
    attended: tuple[str, ...] = ()
    risk: Literal["low", "medium", "high", "very_high"] | None = None
    disclosure_considered: bool | None = None
    next_on: date | None = None


class MappaEnded(Payload):
    """The offender left the arrangements, or the higher level: a panel's decision."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"level": "2", "why": "Managed at level 1 from June."}
    level: Level | None = None
    why: str = ""
