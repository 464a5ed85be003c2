"""Strategy discussions and the enquiries that follow: considered, asked, agreed, held, started, ended."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.referrals.terms import CHILD, Agency, Harm


class StrategyConsidered(Payload):
    """Somebody decided whether a strategy discussion is to be asked for, and why."""

    ABOUT: ClassVar = CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {"ask": True, "why": "County lines; third episode."}
    ask: bool
    why: str = ""


class StrategyDiscussionAsked(Payload):
    """A strategy discussion was asked for; agreed, arranged and held are others."""

    ABOUT: ClassVar = CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {
        "why": "Bruise on a baby who cannot roll.", "harm": ["physical"], "urgency": "now", "restricted": False, "of": "la:north",
    }
    why: str = ""
    harm: tuple[Harm, ...] = ()
    urgency: Literal["now", "same_day", "next_working_day", "later"] | None = None
    restricted: bool | None = None
    """Only who must know, and nothing to the household: instead of waiting for a warrant."""
    of: str = ""
    person: str = ""
    """Who was asked, by name."""


class StrategyDiscussionAgreed(Payload):
    """The local authority agreed to hold it; when, is arranged."""

    ABOUT: ClassVar = CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {"person": "Manager Rees"}
    person: str = ""


class StrategyDiscussionRefused(Payload):
    """The local authority would not hold it, with the reason it gave."""

    ABOUT: ClassVar = CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {"person": "Manager Rees", "why": "Assessment under section 17 is under way."}
    person: str = ""
    why: str = ""


class StrategyDiscussionArranged(Payload):
    """A time was set for it, or another time than before."""

    ABOUT: ClassVar = CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {"for_when": "2026-03-03T14:00:00Z", "asked_to_come": ["police", "social_care", "health"], "moved_because": ""}
    for_when: datetime
    asked_to_come: tuple[Agency, ...] = ()
    moved_because: str = ""


class StrategyDiscussionWithdrawn(Payload):
    """The force took back what it had asked for, with the reason."""

    ABOUT: ClassVar = CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Asked for twice: the school had asked at noon.", "approved_by": "o:9"}
    why: str = ""
    approved_by: str | None = None


class StrategyDiscussionHeld(Payload):
    """A strategy discussion was held."""

    ABOUT: ClassVar = CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {
        "outcome": "joint s47", "decision": "joint", "section_47": True, "agencies": ["police", "social_care", "health"], "mode": "meeting",
    }
    outcome: str = ""
    decision: Literal["joint", "social_care_alone", "police_alone", "section_17", "no_further_action", "meet_again"] | None = None
    section_47: bool | None = None
    """Were enquiries under section 47 begun?"""
    agencies: tuple[Agency, ...] = ()
    mode: Literal["meeting", "video", "telephone"] | None = None
    harm: tuple[Harm, ...] = ()
    why: str = ""
    safety_plan: str = ""
    other_children: str = ""
    interview: str = ""
    medical: str = ""
    who_tells_parents: str = ""
    dissent: str = ""
    review_by: date | None = None


class EnquiryStarted(Payload):
    """The local authority began enquiries under section 47."""

    ABOUT: ClassVar = CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {"joint": True, "lead_worker": "Social worker Adeyemi"}
    joint: bool | None = None
    lead_worker: str = ""


class JointVisitMade(Payload):
    """Police and social worker saw the child together."""

    ABOUT: ClassVar = CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {"child_seen": True, "alone": True, "result": "Says it was the belt; medical at 15:00."}
    child_seen: bool | None = None
    alone: bool | None = None
    result: str = ""


class MedicalHeld(Payload):
    """A child protection medical was held."""

    ABOUT: ClassVar = CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {"result": "Marks fit the account."}
    result: str = ""


class EnquiryConcluded(Payload):
    """The enquiries under section 47 came to an end."""

    ABOUT: ClassVar = CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {"outcome": "conference", "why": "Substantiated; likely to go on."}
    outcome: Literal["not_substantiated", "substantiated_no_longer_at_risk", "conference", "other"] | None = None
    why: str = ""


class AssessmentConcluded(Payload):
    """The local authority concluded its assessment of the child."""

    ABOUT: ClassVar = CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {"outcome": "Child in need plan"}
    outcome: str = ""
