"""Refused attempts: an act that lowers, closes, defers or approves was tried and refused. The words are kept: they show who knew."""

from __future__ import annotations

from typing import ClassVar

from tutela.facts.form import Payload


class Refused(Payload, kw_only=True):
    """What every refused attempt keeps."""

    act: str
    """The fact type that was tried (``missing.LoweringApproved``)."""
    standards: tuple[str, ...]
    """The codes of the standards that it did not meet."""
    words: str = ""
    wanted: str = ""
    """What it would have set (``medium``)."""


class LoweringRefused(Refused):
    """A lowering of risk or grade was refused; the higher level stayed live."""

    EXAMPLE: ClassVar[dict[str, object]] = {
        "act": "missing.LoweringApproved", "standards": ["missing.lowering-grounds"], "words": "Not a criminal offence.", "wanted": "medium",
    }


class ClosingRefused(Refused):
    """A closing or re-coding was refused; it stayed open."""

    EXAMPLE: ClassVar[dict[str, object]] = {
        "act": "missing.EpisodeClosed", "standards": ["missing.child-verified"], "words": "Home by himself.", "wanted": "closed",
    }


class DeferralRefused(Refused):
    """A deferral (appointment, telephone team, a later review) was refused."""

    EXAMPLE: ClassVar[dict[str, object]] = {
        "act": "contact.AppointmentMade", "standards": ["contact.no-appointment"], "words": "Tomorrow at ten.", "wanted": "scheduled",
    }


class ApprovalRefused(Refused):
    """An approval was refused: by the author, by somebody without the role or skill."""

    EXAMPLE: ClassVar[dict[str, object]] = {"act": "contact.LoweringApproved", "standards": ["contact.two-people"], "words": "Fine by me.", "wanted": "prompt"}
