"""Breaches and what was done: found, recorded as a crime, explained, decided, acted on, warned for, closed, read again."""

from __future__ import annotations

from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.offenders.terms import BREACH

Outcome = Literal[
    "charged", "caution", "conditional_caution", "community_resolution", "not_in_public_interest", "evidential_difficulties", "no_offence", "other",
]


class BreachFound(Payload):
    """A breach of the notification requirements, an order or a licence was found.

    ``about`` names the ``order`` or ``device`` where there is one.
    """

    ABOUT: ClassVar = BREACH
    EXAMPLE: ClassVar[dict[str, object]] = {"of": "order", "condition": "3", "what": "device_not_declared", "text": "A phone bought in March."}
    of: Literal["notification", "order", "licence", "other"]
    condition: str = ""
    what: Literal[
        "late_notification", "no_notification", "false_notification", "travel_not_notified", "address_not_notified", "device_not_declared", "history_deleted",
        "examination_refused", "contact_with_child", "living_with_child", "place", "other",
    ] | None = None
    text: str = ""


class BreachRecordedAsCrime(Payload):
    """The breach was recorded as a crime."""

    ABOUT: ClassVar = BREACH
    EXAMPLE: ClassVar[dict[str, object]] = {"number": "C/2026/118"}
    number: str | None = None


class BreachHeldNoOffence(Payload):
    """It was decided that the breach is no offence, and why."""

    ABOUT: ClassVar = BREACH
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "In hospital all three days.", "approved_by": "o:71", "approver_role": "detective_inspector"}
    why: str
    approved_by: str | None = None
    approver_role: str | None = None


class BreachExplained(Payload):
    """What the offender said to the breach."""

    ABOUT: ClassVar = BREACH
    EXAMPLE: ClassVar[dict[str, object]] = {"words": "I thought I had five days.", "excuse_claimed": True}
    words: str = ""
    excuse_claimed: bool | None = None


class BreachActionDecided(Payload):
    """What to do about the breach was decided. Not that it was done, and not its outcome."""

    ABOUT: ClassVar = BREACH
    EXAMPLE: ClassVar[dict[str, object]] = {"decision": "arrest", "why": "Second undeclared phone; a child next door.", "child_risk": "Girl of nine next door."}
    decision: Literal["arrest", "interview", "seize", "search", "charge", "warn", "no_action", "other"]
    why: str = ""
    why_it_happened: str = ""
    child_risk: str = ""


class BreachActedOn(Payload):
    """Something was done about the breach."""

    ABOUT: ClassVar = BREACH
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "arrested", "text": "At home, 19:40."}
    what: Literal["arrested", "interviewed", "seized", "searched", "reported", "charged", "recall_asked", "other"]
    text: str = ""


class BreachClosingRequested(Payload):
    """Somebody asked to close a breach without prosecution: with why it happened and everything else that decides."""

    ABOUT: ClassVar = BREACH
    EXAMPLE: ClassVar[dict[str, object]] = {
        "outcome": "not_in_public_interest", "why_it_happened": "Moved in with his mother when she fell; told us on day five.", "history": "None in 24 months.",
        "circumstances": "Visits kept.", "isolated": True, "engaging": True, "child_risk": "No child in reach.", "alternatives": "Charge weighed.",
    }
    outcome: Outcome
    why_it_happened: str = ""
    history: str = ""
    circumstances: str = ""
    isolated: bool | None = None
    engaging: bool | None = None
    child_risk: str = ""
    alternatives: str = ""
    reason: str = ""


class BreachClosed(Payload):
    """The breach was closed: with what outcome, on whose authority. "Low level" is a word of the one who closes, not an outcome."""

    ABOUT: ClassVar = BREACH
    EXAMPLE: ClassVar[dict[str, object]] = {
        "outcome": "not_in_public_interest", "requested_by": "o:70", "approved_by": "o:71", "approver_role": "detective_inspector",
        "why_it_happened": "Moved in with his mother when she fell; told us on day five.", "history": "None in 24 months.", "circumstances": "Visits kept.",
        "isolated": True, "engaging": True, "child_risk": "No child in reach.", "alternatives": "Charge weighed.", "reason": "Isolated; engages.",
    }
    outcome: Outcome
    requested_by: str | None = None
    approved_by: str | None = None
    approver_role: str | None = None
    why_it_happened: str = ""
    history: str = ""
    circumstances: str = ""
    isolated: bool | None = None
    engaging: bool | None = None
    child_risk: str = ""
    alternatives: str = ""
    not_read: tuple[str, ...] = ()
    """What of the file was there and not read."""
    reason: str = ""


class BreachClosingDeclined(Payload):
    """The closing was declined; the breach stays open."""

    ABOUT: ClassVar = BREACH
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "Nobody asked him why."}
    reason: str = ""


class BreachReopened(Payload):
    """A closed breach was opened again."""

    ABOUT: ClassVar = BREACH
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "A second phone of the same week."}
    reason: str = ""


class BreachReadAgain(Payload):
    """A second reader, who did not see the first decision, decided a closed breach again."""

    ABOUT: ClassVar = BREACH
    EXAMPLE: ClassVar[dict[str, object]] = {"outcome": "charged", "why": "Third in a year; a child in the house."}
    outcome: Outcome
    why: str = ""


class WarningRequested(Payload):
    """Somebody asked to warn the offender in place of more."""

    ABOUT: ClassVar = BREACH
    EXAMPLE: ClassVar[dict[str, object]] = {"form": "written", "reason": "One day late, told us himself."}
    form: Literal["written", "oral"]
    reason: str = ""


class WarningApproved(Payload):
    """A supervisor other than the requester approved the warning."""

    ABOUT: ClassVar = BREACH
    EXAMPLE: ClassVar[dict[str, object]] = {"requested_by": "o:70", "reason": "First in three years."}
    requested_by: str
    reason: str = ""


class WarningDeclined(Payload):
    """No warning: more is to be done."""

    ABOUT: ClassVar = BREACH
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "Third in twelve months: interview him."}
    reason: str = ""


class WarningGiven(Payload):
    """The offender was warned, in writing or by word: the words themselves, and the proof that they reached the offender."""

    ABOUT: ClassVar = ("offender",)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "form": "written", "words": "You must tell us within three days.", "rationale": "Late by two days; first breach.", "approved_by": "o:80",
        "requirement_explained": True, "evidence": "Tenancy of 1 March; notified 6 March.", "served_how": "By hand", "acknowledged": True,
    }
    form: Literal["written", "oral"]
    words: str = ""
    rationale: str = ""
    approved_by: str | None = None
    requirement_explained: bool | None = None
    evidence: str = ""
    served_how: str = ""
    acknowledged: bool | None = None
    reply: str = ""
