"""Samples and exhibits at the laboratory: taken, submitted, rejected, examined, decided on. Devices and their data are in ``forensics``."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.investigation.terms import CASE

SUBMISSION = ("investigation", "submission")


class SampleTaken(Payload):
    """A sample was taken from a person, or a trace from a scene or thing."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "Mouth swab", "exhibit": "NF/3", "perishes_at": None}
    what: str = ""
    exhibit: str = ""
    perishes_at: datetime | None = None


class ForensicSubmitted(Payload):
    """Exhibits were submitted for examination."""

    ABOUT: ClassVar = SUBMISSION
    EXAMPLE: ClassVar[dict[str, object]] = {"exhibits": 3, "form": "sexual offences", "instructions": "Semen on NF/1 to NF/3 against NF/4.", "answer_due": None}
    exhibits: int | None = None
    form: str = ""
    instructions: str = ""
    answer_due: datetime | None = None
    checked_by: str | None = None
    """Who looked over form, instructions, exhibits and samples before it left."""


class ForensicAccepted(Payload):
    """The laboratory took the submission."""

    ABOUT: ClassVar = SUBMISSION
    EXAMPLE: ClassVar[dict[str, object]] = {"reference": "LAB-7781", "answer_due": "2026-04-20T17:00:00Z"}
    reference: str = ""
    answer_due: datetime | None = None


class ForensicReturned(Payload):
    """The laboratory sent a submission back unexamined."""

    ABOUT: ClassVar = SUBMISSION
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Wrong forms", "reason": "form"}
    why: str = ""
    reason: Literal["form", "instructions", "exhibit", "sample", "packaging", "authority", "other"] | None = None


class RejectionCauseFound(Payload):
    """Somebody found why submissions come back, and what is changed so that they do not."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"cause": "Old forms on the team's drive.", "change": "Forms are made from the exhibits."}
    cause: str
    change: str = ""


class ForensicResultReceived(Payload):
    """A result came back."""

    ABOUT: ClassVar = SUBMISSION
    EXAMPLE: ClassVar[dict[str, object]] = {"result": "inconclusive", "advice": "A new sample of the suspect would allow further tests."}
    result: str = ""
    advice: str = ""


class ResultDecided(Payload):
    """What follows from a result was decided."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"decision": "New samples"}
    decision: str


class ReturnedAgainNoticed(Payload):
    """Noticed: submissions of one investigation came back more than once."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"count": 2, "saw": ["f:1", "f:2"]}
    count: int
    saw: tuple[str, ...] = ()
