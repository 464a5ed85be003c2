"""Facts of a long investigation, enough for a first case; the area's whole vocabulary follows with the area."""

from __future__ import annotations

from typing import ClassVar, Literal

from tutela.facts.form import Payload

CASE = ("investigation",)


class Opened(Payload):
    """An investigation into an offence against a child was opened."""

    ABOUT: ClassVar = ("investigation", "child|person")
    EXAMPLE: ClassVar[dict[str, object]] = {"offence": "rape"}
    offence: str = ""


class ProgressMade(Payload):
    """A step with a result: a statement, an arrest, an exhibit examined. A note that one waits is none."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "First account of the friend"}
    what: str


class Reviewed(Payload):
    """A supervisor's review of the investigation."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"text": "Take new samples from the suspect by 21 October.", "directs": True}
    text: str = ""
    directs: bool = False


class ForensicSubmitted(Payload):
    """Exhibits were submitted for examination."""

    ABOUT: ClassVar = ("investigation", "submission")
    EXAMPLE: ClassVar[dict[str, object]] = {"exhibits": 3}
    exhibits: int | None = None


class ForensicReturned(Payload):
    """The laboratory sent a submission back unexamined."""

    ABOUT: ClassVar = ("investigation", "submission")
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Wrong forms"}
    why: str = ""


class ForensicResultReceived(Payload):
    """A result came back."""

    ABOUT: ClassVar = ("investigation", "submission")
    EXAMPLE: ClassVar[dict[str, object]] = {"result": "inconclusive"}
    result: str = ""


class ResultDecided(Payload):
    """What follows from a result was decided."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"decision": "New samples"}
    decision: str


class Finalised(Payload):
    """The investigation was finalised."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"outcome": "charged"}
    outcome: Literal["charged", "no_further_action", "out_of_court", "other"]


class ReturnedAgainNoticed(Payload):
    """Noticed: submissions of one investigation came back more than once."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"count": 2, "saw": ["f:1", "f:2"]}
    count: int
    saw: tuple[str, ...] = ()
