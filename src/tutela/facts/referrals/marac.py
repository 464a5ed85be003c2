"""The multi-agency risk assessment conference (MARAC): referred, accepted, listed, heard. Its minutes and actions are those of a meeting.

``about`` names the referral (``request``), the victim, their children, and from the listing on the meeting.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.referrals.terms import CASE, Agency


class MaracReferred(Payload):
    """A victim of domestic abuse was referred to the conference; accepted, listed and heard are others."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"because": ["visible_high_risk"], "yes": 15, "consent": "given", "why": "Fifteen ticks; children of 3 and 5."}
    because: tuple[Literal["visible_high_risk", "professional_judgement", "escalation", "repeat", "honour_based_abuse", "other"], ...] = ()
    yes: int | None = None
    consent: Literal["given", "refused", "not_sought"] | None = None
    consent_why: str = ""
    urgent: bool = False
    why: str = ""


class MaracAccepted(Payload):
    """The co-ordinator accepted the referral."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {}


class MaracReturned(Payload):
    """The co-ordinator gave the referral back, with the reason."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "No address for the younger child."}
    why: str = ""


class MaracListed(Payload):
    """The case was put on a meeting's list."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"for_when": "2026-03-12T10:00:00Z"}
    for_when: datetime


class MaracHeard(Payload):
    """The conference heard the case; what it decided is known when minutes and actions are entered."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"agencies": ["police", "social_care", "health", "domestic_abuse_support"], "adviser_there": True}
    agencies: tuple[Agency, ...] = ()
    adviser_there: bool | None = None
    outcome: str = ""


class MaracPutOff(Payload):
    """The case was not heard at the meeting that it was listed for."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"to": "2026-03-26T10:00:00Z", "why": "List full."}
    to: datetime | None = None
    why: str = ""
