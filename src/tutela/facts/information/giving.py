"""What is given out of the record to others than partners in safeguarding, what turns out wrong after it was sent, and text released without names."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.information.terms import REQUEST

To = Literal[
    "criminal_court", "family_court", "prosecutor", "defence", "coroner", "local_authority", "inquiry", "regulator", "inspectorate", "insurer", "employer",
    "other_force", "government", "researcher", "other",
]


class DisclosureAsked(Payload):
    """A court, lawyer, authority or other body asked for what is held: for what, on what basis, by when."""

    ABOUT: ClassVar = REQUEST
    EXAMPLE: ClassVar[dict[str, object]] = {
        "by_whom": "family_court", "what": "All domestic incidents since 2021", "basis": "Order of 3 November", "ordered": True,
        "by_when": "2026-12-17T16:00:00Z",
    }
    by_whom: To
    what: str = ""
    basis: str = ""
    ordered: bool = False
    """Does a court's order demand it?"""
    by_when: datetime | None = None


class DisclosureAgreed(Payload):
    """It was decided to give it, wholly or in part, and on what basis. Nothing is given yet."""

    ABOUT: ClassVar = REQUEST
    EXAMPLE: ClassVar[dict[str, object]] = {
        "extent": "in_part", "basis": "Necessary for the proceedings", "left_out": "Address of the refuge", "child_considered": True,
    }
    extent: Literal["in_full", "in_part"] = "in_full"
    basis: str = ""
    left_out: str = ""
    child_considered: bool | None = None


class DisclosureRefused(Payload):
    """It was decided not to give it, and why."""

    ABOUT: ClassVar = REQUEST
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "No basis is named, and it would tell where the child lives."}
    why: str


class DisclosureMade(Payload):
    """It was given: what, to whom, how, checked by whom."""

    ABOUT: ClassVar = REQUEST
    EXAMPLE: ClassVar[dict[str, object]] = {
        "to": "family_court", "channel": "court portal", "items": 12, "quality_checked": True, "marking": "official-sensitive",
    }
    to: To
    channel: str = ""
    items: int | None = None
    quality_checked: bool | None = None
    marking: str = ""


class ErrorFound(Payload):
    """What had been sent was found to be wrong, out of date or unlawfully sent. Whoever received it is owed a recall (``sharing.Recalled``)."""

    ABOUT: ClassVar = ("notice|document|request|child|adult|person|offender|incident|episode",)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "what": "wrong", "message": "m:2", "recipients": ["school:4"], "text": "The wrong child of the same name.", "could_harm": True,
    }
    what: Literal["wrong", "out_of_date", "unlawfully_sent", "wrong_recipient"]
    message: str | None = None
    recipients: tuple[str, ...] = ()
    text: str = ""
    could_harm: bool | None = None
    """May somebody come to harm by it?"""


class RecallAnswered(Payload):
    """A recipient said what became of what was recalled."""

    ABOUT: ClassVar = ("notice|document|request|child|adult|person|offender|incident|episode",)
    EXAMPLE: ClassVar[dict[str, object]] = {"message": "m:2", "recipient": "school:4", "outcome": "deleted", "passed_on_to": []}
    message: str | None = None
    recipient: str = ""
    outcome: Literal["deleted", "corrected", "returned", "kept", "unknown"] = "unknown"
    passed_on_to: tuple[str, ...] = ()


class ReleaseRequested(Payload):
    """Somebody asked that a text without names (a case study, a report, a training case) be released."""

    ABOUT: ClassVar = ("document",)
    EXAMPLE: ClassVar[dict[str, object]] = {"for_whom": "Training", "checked": True, "found": []}
    for_whom: str = ""
    checked: bool = False
    found: tuple[str, ...] = ()
    """What the check for names, places, dates and numbers found."""


class ReleaseApproved(Payload):
    """A person other than who asked approved the release."""

    ABOUT: ClassVar = ("document",)
    EXAMPLE: ClassVar[dict[str, object]] = {"requested_by": "o:18", "why": "Ages and roles alone remain."}
    requested_by: str | None = None
    why: str = ""


class ReleaseDeclined(Payload):
    """The release was declined: a child could be recognised."""

    ABOUT: ClassVar = ("document",)
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "The village has one school."}
    why: str = ""
