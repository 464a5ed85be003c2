"""Decisions of the room: disputed and answered, written down with what the child is to have of them, and what came."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from tutela.facts.contact.room import HAPPENING
from tutela.facts.form import Payload


class DecisionChallenged(Payload):
    """Somebody of any rank asked whoever made a decision to look at it again. ``decision``: its id; ``to``, ``ref``: the role, and the officer, who made it."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "decision": "f:12", "to": "inspector@contact", "ref": "o:77", "why": "Graded routine, and she has not been seen since Tuesday.", "wanted": "Prompt.",
    }
    to: str
    why: str
    decision: str | None = None
    ref: str | None = None
    wanted: str = ""


class ChallengeMet(Payload):
    """Whoever made a decision answered a challenge to it, or somebody senior did. ``challenge``: the id of the challenge."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {"challenge": "f:40", "decision": "changed", "why": "Right: nobody has seen her. Prompt now."}
    decision: Literal["stands", "changed"]
    challenge: str | None = None
    why: str = ""


class DecisionRecorded(Payload):
    """Somebody wrote down what they decided, why, what they rejected, and what result for the child they expect of it, by when."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "of": "deployment", "what": "NS21 to the home, the inspector with them.", "why": "Her brother is nine and alone there.",
        "rejected": "Waiting for the morning: he cannot.", "result": "Both seen and with their aunt tonight.", "by_when": "2026-03-02T21:00:00Z",
    }
    what: str
    why: str = ""
    of: Literal["grade", "deployment", "lowering", "closing", "other"] = "other"
    rejected: str = ""
    result: str = ""
    """What is expected for the child."""
    by_when: datetime | None = None


class ResultExpected(Payload):
    """What result for the child a decision is to have was said after it. ``decision``: its id."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {"decision": "f:50", "result": "Seen by an officer tonight, and safe.", "by_when": "2026-03-02T21:00:00Z"}
    result: str
    decision: str | None = None
    by_when: datetime | None = None


class ResultRecorded(Payload):
    """What came of a decision for the child, beside what was expected. ``decision``: its id."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {"decision": "f:50", "met": "partly", "result": "She was seen; her brother was not at home."}
    result: str
    met: Literal["yes", "partly", "no"]
    decision: str | None = None
