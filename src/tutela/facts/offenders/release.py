"""Prison, hospital and probation: time that does not run, release, licence, and hand-over to the police alone."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.offenders.terms import OFFENDER


class TakenIntoCustody(Payload):
    """The offender began time in prison or hospital, which does not run for a notification. Not police detention."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"kind": "sentence"}
    kind: Literal["remand", "sentence", "recall", "hospital", "immigration", "other"] | None = None


class ReleaseDateSet(Payload):
    """The day of release is known, or was changed."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"on": "2026-09-01", "to": "Approved premises"}
    on: date
    to: str = ""


class ReleasedIntoCommunity(Payload):
    """The offender was released from prison or hospital."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"how": "licence", "early": False, "children_there": None}
    how: Literal["licence", "end_of_sentence", "bail", "hospital", "temporary", "other"] | None = None
    early: bool | None = None
    children_there: bool | None = None


class LicenceRecorded(Payload):
    """Until when probation supervises the offender; a later one changes it."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"ends": "2026-03-01", "conditions": ["Live as directed."]}
    ends: date
    conditions: tuple[str, ...] = ()


class RecalledToPrison(Payload):
    """Probation recalled the offender to prison. Not yet back there."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Contact with a child."}
    why: str = ""


class LicenceEnded(Payload):
    """Probation's supervision ended: the police manage the offender alone."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {}


class ProbationHandOverHeld(Payload):
    """Probation and the police met about what ends with the licence."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"assessments_received": True, "plan_agreed": True, "text": "Fortnightly call with the hostel goes on."}
    assessments_received: bool | None = None
    plan_agreed: bool | None = None
    text: str = ""


class ProbationAsked(Payload):
    """Probation was asked for something, on what basis."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"request": "Last assessment and approved contacts", "basis": "Criminal Justice Act 2003 s325"}
    request: str = ""
    basis: str = ""


class ProbationAnswered(Payload):
    """Probation answered."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"answer": "Sent by secure mail."}
    answer: str = ""
