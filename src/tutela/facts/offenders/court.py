"""Court watch: from the charge to the result, so that nobody waits for the offender to come and register."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.offenders.terms import ANYBODY, OFFENDER

Hearing = Literal["first_appearance", "plea", "trial", "sentence", "application", "breach", "appeal", "other"]


class CourtWatchBegan(Payload):
    """Somebody who is charged with a relevant offence was put under watch through the courts."""

    ABOUT: ClassVar = ANYBODY
    EXAMPLE: ClassVar[dict[str, object]] = {"offence": "Sexual assault of a child", "held": "bail"}
    offence: str = ""
    held: Literal["bail", "remand", "summons", "other"] | None = None


class HearingListed(Payload):
    """A hearing was listed: when, where, of what kind. Not that it was held."""

    ABOUT: ClassVar = ANYBODY
    EXAMPLE: ClassVar[dict[str, object]] = {"kind": "trial", "at": "2026-10-05T10:00:00Z", "court": "Crown Court at Northport"}
    at: datetime
    kind: Hearing | None = None
    court: str = ""


class HearingMoved(Payload):
    """A hearing was adjourned or vacated before it ended the case; a new date is a new listing."""

    ABOUT: ClassVar = ANYBODY
    EXAMPLE: ClassVar[dict[str, object]] = {"was_at": "2026-10-05T10:00:00Z", "why": "No jury."}
    was_at: datetime | None = None
    why: str = ""


class CourtChecked(Payload):
    """Somebody asked for the result of a hearing, and what they heard. Asking is not the result."""

    ABOUT: ClassVar = ANYBODY
    EXAMPLE: ClassVar[dict[str, object]] = {"asked": "court", "known": False, "answer": "Not resulted until tomorrow."}
    asked: Literal["court", "prosecution", "pnc", "officer_in_case", "probation", "other"]
    known: bool | None = None
    answer: str = ""


class CourtResultReceived(Payload):
    """The result of a hearing reached the unit, from whomever, with or without a certificate."""

    ABOUT: ClassVar = ANYBODY
    EXAMPLE: ClassVar[dict[str, object]] = {"result": "convicted", "origin": "officer_in_case", "certificate": False, "heard_at": "2026-10-05T15:30:00Z"}
    result: Literal[
        "convicted", "pleaded_guilty", "finding", "acquitted", "ended", "adjourned", "sentenced", "order_made", "order_refused", "warrant_issued", "other",
    ]
    origin: Literal["court", "officer_in_case", "prosecution", "pnc", "probation", "offender", "other"] | None = None
    certificate: bool | None = None
    heard_at: datetime | None = None
    text: str = ""


class ConvictionCertificateReceived(Payload):
    """The court's certificate of conviction came."""

    ABOUT: ClassVar = ANYBODY
    EXAMPLE: ClassVar[dict[str, object]] = {"signed_by_offender": True}
    signed_by_offender: bool | None = None


class Sentenced(Payload):
    """The sentence for the offence that makes the person notifiable: it decides how long."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"sentence": "imprisonment", "months": 20, "suspended": True}
    sentence: Literal[
        "life", "public_protection", "imprisonment", "hospital_restricted", "hospital", "community_order", "fine", "conditional_discharge", "caution", "other",
    ]
    months: int | None = None
    suspended: bool | None = None
    days_on_remand: int | None = None


class CourtWatchEnded(Payload):
    """Somebody took the person out of the watch, with the reason."""

    ABOUT: ClassVar = ANYBODY
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "Acquitted on all counts.", "approved_by": "o:72"}
    reason: str = ""
    approved_by: str | None = None


class CustodyListChecked(Payload):
    """The day's charges for relevant offences were compared with the applications for orders, and the list was signed off."""

    ABOUT: ClassVar = ("unit",)
    EXAMPLE: ClassVar[dict[str, object]] = {"charges": 3, "without_application": 1, "text": "Third: application sent today."}
    charges: int | None = None
    without_application: int | None = None
    text: str = ""
