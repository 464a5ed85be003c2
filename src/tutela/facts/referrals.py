"""Facts of referrals, as far as a missing child's return needs them; the area's whole vocabulary follows with the area."""

from __future__ import annotations

from typing import ClassVar

from tutela.facts.form import Payload


class NoticeMade(Payload):
    """A public protection notice was made about a child or adult."""

    ABOUT: ClassVar = ("child|adult|person",)
    EXAMPLE: ClassVar[dict[str, object]] = {"aware_complete": True, "grade": "red"}
    aware_complete: bool | None = None
    grade: str | None = None


class StrategyConsidered(Payload):
    """Somebody decided whether a strategy discussion is to be asked for, and why."""

    ABOUT: ClassVar = ("child|person",)
    EXAMPLE: ClassVar[dict[str, object]] = {"ask": True, "why": "County lines; third episode."}
    ask: bool
    why: str = ""


class StrategyDiscussionHeld(Payload):
    """A strategy discussion was held."""

    ABOUT: ClassVar = ("child|person",)
    EXAMPLE: ClassVar[dict[str, object]] = {"outcome": "joint s47"}
    outcome: str = ""
