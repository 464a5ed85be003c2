"""How long records are kept: classes, reviews, legal holds, disposal. Nothing is disposed of by itself."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.information.terms import RECORD

KEPT = (RECORD,)


class RetentionClassed(Payload):
    """A record was put into a class of retention, and why."""

    ABOUT: ClassVar = KEPT
    EXAMPLE: ClassVar[dict[str, object]] = {
        "group": "group_1", "why": "Managed under MAPPA.", "clear_since": "2019-05-01", "review_on": "2029-05-01",
    }
    group: Literal["group_1", "group_2", "group_3", "group_4", "victim", "administrative", "other"]
    why: str = ""
    clear_since: date | None = None
    """Since when nothing has come to notice, where another system says so."""
    review_on: date | None = None


class RetentionReviewed(Payload):
    """A person reviewed whether the record is still needed: the risk factors answered, the decision and its reason."""

    ABOUT: ClassVar = KEPT
    EXAMPLE: ClassVar[dict[str, object]] = {
        "decision": "keep", "risk_factors": ["sexual_offence"], "why": "Lives with children.", "next_on": "2036-05-01",
    }
    decision: Literal["keep", "reduce", "dispose"]
    risk_factors: tuple[str, ...] = ()
    why: str = ""
    next_on: date | None = None


class DisposalProposed(Payload):
    """Somebody proposed that a record be disposed of; it stays."""

    ABOUT: ClassVar = KEPT
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Six clear years, no offence against a person."}
    why: str = ""


class DisposalApproved(Payload):
    """A person other than who proposed it approved the disposal."""

    ABOUT: ClassVar = KEPT
    EXAMPLE: ClassVar[dict[str, object]] = {"proposed_by": "o:41", "why": "Read the whole file."}
    proposed_by: str | None = None
    why: str = ""


class DisposalDeclined(Payload):
    """The disposal was declined; the record stays."""

    ABOUT: ClassVar = KEPT
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "A sibling's case rests on it."}
    why: str = ""


class Disposed(Payload):
    """It was disposed of: what kind of thing, on whose authority; never what it said."""

    ABOUT: ClassVar = KEPT
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "Notice of 2014", "authority": "Request 118", "approved_by": "o:41", "extent": "whole"}
    what: str = ""
    authority: str = ""
    approved_by: str | None = None
    extent: Literal["whole", "part"] = "whole"


class LegalHoldPlaced(Payload):
    """Disposal was stopped: an inquiry, proceedings or a complaint may need the record."""

    ABOUT: ClassVar = (f"{RECORD}|unit|force",)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "hold": "hold:3", "because": "public_inquiry", "text": "All child exploitation since 1996.", "review_on": "2027-05-01",
    }
    hold: str
    because: Literal["public_inquiry", "proceedings", "complaint", "review_of_death", "request", "other"] = "other"
    text: str = ""
    review_on: date | None = None


class HoldLiftRequested(Payload):
    """Somebody asked to lift a legal hold; it stands."""

    ABOUT: ClassVar = (f"{RECORD}|unit|force",)
    EXAMPLE: ClassVar[dict[str, object]] = {"hold": "hold:3", "reason": "The inquiry has ended."}
    hold: str
    reason: str = ""


class HoldLiftApproved(Payload):
    """A person other than who asked lifted the hold."""

    ABOUT: ClassVar = (f"{RECORD}|unit|force",)
    EXAMPLE: ClassVar[dict[str, object]] = {"hold": "hold:3", "requested_by": "o:41", "reason": "Confirmed in writing by the inquiry."}
    hold: str
    requested_by: str | None = None
    reason: str = ""


class HoldLiftDeclined(Payload):
    """The hold stays."""

    ABOUT: ClassVar = (f"{RECORD}|unit|force",)
    EXAMPLE: ClassVar[dict[str, object]] = {"hold": "hold:3", "reason": "Civil claims are expected."}
    hold: str
    reason: str = ""
