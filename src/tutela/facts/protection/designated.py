"""The designated officer: named, inquiring, deciding, handing over; contact; applying for an order."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.protection.terms import USE, Holder, Order


class DesignatedOfficerTold(Payload):
    """The initiating officer brought the case to a designated officer: theirs when they take it."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"to": "designated_officer@response", "ref": "o:31"}
    to: str = "designated_officer@response"
    ref: str | None = None


class InquiryOpened(Payload):
    """A designated officer took the case and began to inquire.

    ``about`` names them (``as``: designated).
    """

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"independent": True, "turn_ends": "2026-03-02T22:00:00Z"}
    independent: bool | None = None
    """Not the initiating officer, nor of their chain in this."""
    turn_ends: datetime | None = None
    """When this officer's turn of duty ends: by then another must have accepted the child."""


class InquiryRecorded(Payload):
    """The designated officer recorded their inquiry and what they make of it; what is left empty is owed."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {
        "reasonable_cause": "Very drunk in charge of both children at 15:10.", "harm_feared": "Neglect tonight.", "enquiries": "Spoke to teacher and manager.",
        "best_interests": "With carers they know until she is sober.", "decision": "continue", "next_decision_at": "2026-03-02T22:00:00Z",
    }
    reasonable_cause: str = ""
    harm_feared: str = ""
    enquiries: str = ""
    best_interests: str = ""
    decision: Literal["continue", "release"] | None = None
    next_decision_at: datetime | None = None


class InquiryCompleted(Payload):
    """The designated officer ended the inquiry: the child is released unless harm is still likely (s46(5))."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"harm_still_likely": True, "why": "Nobody sober at home until tomorrow."}
    harm_still_likely: bool | None = None
    why: str = ""


class PoliceProtectionContinued(Payload):
    """The designated officer decided that police protection goes on: because of what, to what plan, until the next decision."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {
        "because": "Mother not yet sober; father not traced.", "plan": "Discussion at 09:00.", "child_safe": True, "next_decision_at": "2026-03-03T04:00:00Z",
    }
    because: str = ""
    plan: str = ""
    child_safe: bool | None = None
    """How the child is where they are kept, as the officer heard it."""
    next_decision_at: datetime | None = None


class DesignatedHandOverOffered(Payload):
    """The designated officer offered the child to the next one, with the child's state and the next decision; theirs when they accept."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {
        "to": "designated_officer@response", "ref": "o:32", "state": "Asleep at the carer's.", "next_decision_at": "2026-03-03T04:00:00Z",
    }
    to: str = "designated_officer@response"
    ref: str | None = None
    state: str = ""
    next_decision_at: datetime | None = None


class DesignatedHandOverAccepted(Payload):
    """The next designated officer took the child over.

    ``about`` names them (``as``: designated).
    """

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"turn_ends": "2026-03-03T07:00:00Z"}
    turn_ends: datetime | None = None


class DesignatedHandOverDeclined(Payload):
    """The next officer did not take the child over; the child stays with the giver."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "I am the initiating officer's supervisor in this."}
    reason: str = ""


class TurnOfDesignatedOfficerChanged(Payload):
    """The designated officer's turn of duty ends at another time: they stay on, or leave early."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"turn_ends": "2026-03-03T00:00:00Z", "why": "Stays until the carer is there."}
    turn_ends: datetime
    why: str = ""


class GuidanceStepDone(Payload):
    """A step of the force's guidance for designated officers was done: which, in which version."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"step": "speak-to-officer", "version": "2026-01"}
    step: str
    version: str = ""


class GuidanceStepSkipped(Payload):
    """A step of the guidance was left out, and why."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"step": "see-child", "why": "Asleep at the hospital.", "version": "2026-01"}
    step: str = ""
    why: str = ""
    version: str = ""


class ChildSeenWhereKept(Payload):
    """Somebody of the police saw the child where the child is kept, and how the child was."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"words": "Ate supper; asked for her bear.", "spoke_alone": True}
    words: str = ""
    spoke_alone: bool | None = None


class ContactWithChildAsked(Payload):
    """Somebody asked to see or speak to the child."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"who": "father", "how": "visit"}
    who: Holder
    how: Literal["visit", "telephone", "message", "other"] | None = None


class ContactWithChildDecided(Payload):
    """Contact with the child was decided: what is reasonable and in the child's interests, by the designated officer or the authority that has the child."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"who": "father", "allowed": True, "supervised": True, "why": "He was not there; the child asks for him."}
    who: Holder
    allowed: bool
    supervised: bool | None = None
    why: str = ""


class ContactWithChildHeld(Payload):
    """The contact took place, and how the child was."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"who": "father", "words": "Calm; asked when she goes home."}
    who: Holder
    words: str = ""


class OrderForChildConsidered(Payload):
    """The designated officer decided whether to apply for an emergency protection order on the authority's behalf (s46(7))."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"apply": False, "why": "The authority applies itself at 10:00."}
    apply: bool
    why: str = ""


class OrderForChildAppliedFor(Payload):
    """A court was asked for an order about the child."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"order": "emergency_protection", "by_whom": "local_authority", "court": "Northport Family Court"}
    order: Order | None = None
    by_whom: Literal["designated_officer", "local_authority", "other"] | None = None
    court: str = ""


class OrderForChildMade(Payload):
    """A court made an order about the child: which, until when. An emergency protection order of s46(7) runs from the first day of police protection."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"order": "emergency_protection", "court": "Northport Family Court", "ends": "2026-03-10T23:59:00Z"}
    order: Order | None = None
    court: str = ""
    ends: datetime | None = None


class OrderForChildRefused(Payload):
    """A court made no order."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"order": "emergency_protection", "why": "The grandmother was in court and will keep him."}
    order: Order | None = None
    why: str = ""


class OrderForChildExtended(Payload):
    """A court extended an order; an emergency protection order once, by up to seven days."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"order": "emergency_protection", "ends": "2026-03-17T23:59:00Z"}
    order: Order | None = None
    ends: datetime | None = None


class OrderForChildEnded(Payload):
    """A court's order ended, ran out or was discharged."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"order": "emergency_protection", "why": "Interim care order made."}
    order: Order | None = None
    why: str = ""
