"""Facts of sharing with partners. Sent, delivered and told are three things; only *told* discharges a duty to tell."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from tutela.facts.form import Payload

Matter = Literal[
    "missing", "found", "return_interview", "return_summary", "episode_summary", "concern", "domestic_abuse", "police_protection", "strategy", "other",
]
Recipient = Literal["local_authority", "emergency_duty_team", "host_authority", "school", "health", "probation", "care_home", "other"]
Channel = Literal["gateway", "secure_email", "telephone", "api", "in_person", "other"]


class Sent(Payload):
    """A message left the force."""

    ABOUT: ClassVar = ()
    EXAMPLE: ClassVar[dict[str, object]] = {
        "matter": "missing", "to": "local_authority", "channel": "gateway", "basis": "Children Act 2004 s11", "message": "m:1",
    }
    matter: Matter
    to: Recipient
    channel: Channel = "secure_email"
    basis: str = ""
    message: str | None = None


class Delivered(Payload):
    """The recipient's system took the message: nobody has been told yet."""

    ABOUT: ClassVar = ()
    EXAMPLE: ClassVar[dict[str, object]] = {"matter": "missing", "to": "local_authority", "message": "m:1"}
    matter: Matter
    to: Recipient
    message: str | None = None


class NotDelivered(Payload):
    """The message bounced or was refused."""

    ABOUT: ClassVar = ()
    EXAMPLE: ClassVar[dict[str, object]] = {"matter": "missing", "to": "local_authority", "message": "m:1", "why": "Mailbox full"}
    matter: Matter
    to: Recipient
    message: str | None = None
    why: str = ""


class CallAttempted(Payload):
    """Somebody rang and reached nobody."""

    ABOUT: ClassVar = ()
    EXAMPLE: ClassVar[dict[str, object]] = {"matter": "missing", "to": "emergency_duty_team"}
    matter: Matter
    to: Recipient


class Told(Payload):
    """A named person was told: their acknowledgement, or a logged call with name and time."""

    ABOUT: ClassVar = ()
    EXAMPLE: ClassVar[dict[str, object]] = {"matter": "missing", "to": "emergency_duty_team", "person": "Duty worker Okafor", "how": "call", "message": None}
    matter: Matter
    to: Recipient
    person: str
    how: Literal["acknowledged", "call", "in_person"] = "acknowledged"
    message: str | None = None


class Received(Payload):
    """A partner gave the force something."""

    ABOUT: ClassVar = ()
    EXAMPLE: ClassVar[dict[str, object]] = {"matter": "concern", "origin": "school"}
    matter: Matter
    origin: Recipient


class Answered(Payload):
    """A partner answered what was shared: what it decided, or that it needs more."""

    ABOUT: ClassVar = ()
    EXAMPLE: ClassVar[dict[str, object]] = {"matter": "concern", "by_whom": "local_authority", "answer": "s47 enquiry opened", "due": None}
    matter: Matter
    by_whom: Recipient
    answer: str = ""
    due: datetime | None = None


class Withheld(Payload):
    """A decision not to share, by whom and why."""

    ABOUT: ClassVar = ()
    EXAMPLE: ClassVar[dict[str, object]] = {"matter": "domestic_abuse", "to": "school", "why": "The head's deputy is the suspect's sister."}
    matter: Matter
    to: Recipient
    why: str


class Recalled(Payload):
    """A message was found to be wrong and its recipient was told so."""

    ABOUT: ClassVar = ()
    EXAMPLE: ClassVar[dict[str, object]] = {"matter": "found", "to": "local_authority", "message": "m:2", "why": "Wrong episode"}
    matter: Matter
    to: Recipient
    message: str | None = None
    why: str = ""
