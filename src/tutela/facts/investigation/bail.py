"""Bail before charge: given, its conditions, varied, extended, broken, reviewed, ended; and what the victim thinks of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal

import msgspec

from tutela.facts.form import Payload
from tutela.facts.investigation.suspects import PERSON
from tutela.facts.investigation.terms import WaitAnswered

Stage = Literal["custody_officer", "inspector", "superintendent", "assistant_chief_constable", "court"]
"""Who may give or extend it, as the time passes."""


class Condition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One condition of bail and the children whom it protects."""

    what: str
    protects: tuple[str, ...] = ()


class SuspectBailed(Payload):
    """The suspect was bailed before charge. The time runs from the day after the arrest."""

    ABOUT: ClassVar = PERSON
    EXAMPLE: ClassVar[dict[str, object]] = {
        "until": "2026-06-02T14:00:00Z", "arrested_on": "2026-03-02", "conditions": [{"what": "Not to contact her", "protects": ["c:1"]}], "can_reach": ["c:2"],
    }
    until: datetime | None = None
    arrested_on: date | None = None
    conditions: tuple[Condition, ...] = ()
    can_reach: tuple[str, ...] = ()
    """Every child whom he could reach, with a condition or without."""
    street: bool = False


class BailVaried(Payload):
    """The conditions were changed, or the day."""

    ABOUT: ClassVar = PERSON
    EXAMPLE: ClassVar[dict[str, object]] = {"conditions": [{"what": "Not to be with any child", "protects": ["c:1", "c:2"]}], "asked_by": "suspect", "why": ""}
    conditions: tuple[Condition, ...] = ()
    until: datetime | None = None
    asked_by: Literal["suspect", "victim", "investigator", "other"] | None = None
    why: str = ""


class BailExtensionAsked(Payload):
    """The investigator asked for more time, with what is left to do and why it took so long."""

    ABOUT: ClassVar = PERSON
    EXAMPLE: ClassVar[dict[str, object]] = {"of": "inspector", "until": "2026-09-02T14:00:00Z", "why": "Phones not read.", "suspect_asked": True}
    of: Stage | None = None
    until: datetime | None = None
    why: str = ""
    suspect_asked: bool | None = None
    """Was the suspect, or whoever represents him, asked for his views?"""


class BailExtended(Payload):
    """The time was extended, and by whom."""

    ABOUT: ClassVar = PERSON
    EXAMPLE: ClassVar[dict[str, object]] = {"stage": "inspector", "until": "2026-09-02T14:00:00Z", "why": "Diligent; phones first in the queue."}
    stage: Stage
    until: datetime | None = None
    why: str = ""


class BailExtensionDeclined(Payload):
    """More time was declined, and what follows."""

    ABOUT: ClassVar = PERSON
    EXAMPLE: ClassVar[dict[str, object]] = {"stage": "superintendent", "why": "Nothing done since June."}
    stage: Stage
    why: str = ""


class BailApplicationLodged(Payload):
    """An application for more time was lodged with the court; while it waits the bail lives."""

    ABOUT: ClassVar = PERSON
    EXAMPLE: ClassVar[dict[str, object]] = {"until": "2027-03-02T14:00:00Z"}
    until: datetime | None = None


class BailBreachFound(Payload):
    """It was learnt that a condition was broken."""

    ABOUT: ClassVar = PERSON
    EXAMPLE: ClassVar[dict[str, object]] = {"condition": "Not to contact her", "how": "Messages on her phone.", "arrested": False}
    condition: str = ""
    how: str = ""
    arrested: bool | None = None


class BailReviewed(Payload):
    """Somebody looked at the bail again: conditions against each child in reach, and each device that waits."""

    ABOUT: ClassVar = PERSON
    EXAMPLE: ClassVar[dict[str, object]] = {
        "text": "Add a condition for his sons.", "waits": [{"submission": "sub:4", "decision": "prioritise", "why": "Five months."}],
    }
    text: str = ""
    waits: tuple[WaitAnswered, ...] = ()


class BailEnded(Payload):
    """Bail ended: charged, no action, released under investigation, or it ran out."""

    ABOUT: ClassVar = PERSON
    EXAMPLE: ClassVar[dict[str, object]] = {"how": "released_under_investigation", "why": "Time ran out."}
    how: Literal["charged", "no_action", "released_under_investigation", "cancelled", "ran_out", "other"]
    why: str = ""


class BailTimeSuspended(Payload):
    """The time stands still: the prosecutor has the case to decide on a charge."""

    ABOUT: ClassVar = PERSON
    EXAMPLE: ClassVar[dict[str, object]] = {}


class BailTimeResumed(Payload):
    """The time runs again, such as where the prosecutor asked for more; with the new day to answer bail."""

    ABOUT: ClassVar = PERSON
    EXAMPLE: ClassVar[dict[str, object]] = {"until": "2026-05-11T14:00:00Z"}
    until: datetime | None = None


class VictimViewsOnBailAsked(Payload):
    """The child's views on conditions were asked for, through whoever represents them."""

    ABOUT: ClassVar = (*PERSON, "child|person")
    EXAMPLE: ClassVar[dict[str, object]] = {"through": "mother"}
    through: str = ""


class VictimViewsOnBailRecorded(Payload):
    """What the child and whoever represents them want of conditions; the custody officer is told."""

    ABOUT: ClassVar = (*PERSON, "child|person")
    EXAMPLE: ClassVar[dict[str, object]] = {"views": "Not near her school.", "not_practicable_because": "", "custody_told": True}
    views: str = ""
    not_practicable_because: str = ""
    custody_told: bool | None = None


class ReleaseAddressNoticed(Payload):
    """Noticed: a suspect is free at an address where a child of the case, or another suspect, lives."""

    ABOUT: ClassVar = ("place",)
    EXAMPLE: ClassVar[dict[str, object]] = {"children": 1, "suspects": 1, "saw": ["f:1", "f:2"]}
    children: int
    suspects: int
    saw: tuple[str, ...] = ()
