"""What comes in about abuse online: packages of the National Crime Agency, and hits of software that watches for sharing.

A package or a hit is a ``request`` until it becomes an investigation.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.investigation.terms import SUSPECT, Risk

REQUEST = ("request",)


class PackageReceived(Payload):
    """The force received a package from the National Crime Agency (CEOP), another force or another country."""

    ABOUT: ClassVar = REQUEST
    EXAMPLE: ClassVar[dict[str, object]] = {"origin": "ceop", "reference": "NCA-26-4410", "risk": "high", "child_implied": True}
    origin: Literal["ceop", "ncmec", "other_force", "interpol", "platform", "charity", "other"] | None = None
    reference: str = ""
    risk: Risk | None = None
    """The sender's own grading, kept as it came."""
    child_implied: bool | None = None


class PackageDeveloped(Payload):
    """Intelligence work on the package: who and where it points to, and whether there are children."""

    ABOUT: ClassVar = REQUEST
    EXAMPLE: ClassVar[dict[str, object]] = {"suspect_resolved": True, "children_at_address": "yes", "text": "School confirms two children."}
    suspect_resolved: bool | None = None
    children_at_address: Literal["yes", "no", "not_known"] | None = None
    text: str = ""


class PackageAllocated(Payload):
    """The package was given to a team or officer; ``about`` names the investigation that it became, once there is one."""

    ABOUT: ClassVar = REQUEST
    EXAMPLE: ClassVar[dict[str, object]] = {"team": "online abuse team", "officer": "o:60"}
    team: str = ""
    officer: str | None = None


class PackageClosed(Payload):
    """Nothing more is done with the package, with the reason."""

    ABOUT: ClassVar = REQUEST
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "passed_to_other_force", "why": "He moved in January.", "approved_by": "o:64"}
    reason: Literal["dealt_with", "passed_to_other_force", "duplicate", "no_offence", "suspect_not_found", "other"] = "other"
    why: str = ""
    approved_by: str | None = None


class RiskToolScored(Payload):
    """A tool such as KIRAT was scored for a suspect: band and version. The band is a person's answers, not a decision on the child."""

    ABOUT: ClassVar = (f"request|investigation|warrant|{SUSPECT}",)
    EXAMPLE: ClassVar[dict[str, object]] = {"risk": "very_high", "tool": "kirat", "version": "3", "because": "new_information"}
    risk: Risk
    tool: Literal["kirat", "other"] | None = None
    version: str = ""
    because: Literal["first", "new_information", "not_enforced_in_time", "regular"] | None = None


class ProtectiveActTaken(Payload):
    """The first thing done that protects: a door, an arrest, a child seen, a parent told."""

    ABOUT: ClassVar = ("request|investigation|warrant",)
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "Both children seen at school with their social worker."}
    what: str


class DetectionReceived(Payload):
    """Software that watches for the sharing of indecent images reported a hit."""

    ABOUT: ClassVar = REQUEST
    EXAMPLE: ClassVar[dict[str, object]] = {"software": "peer-to-peer watch", "network": "", "images_of": "known_series"}
    software: str = ""
    network: str = ""
    images_of: Literal["known_series", "not_known_before", "not_said"] = "not_said"


class DetectionTriaged(Payload):
    """Somebody looked at the hit and said whether further work is indicated; asked also whether a child can be reached."""

    ABOUT: ClassVar = REQUEST
    EXAMPLE: ClassVar[dict[str, object]] = {"finding": "further_work", "child_at_risk": "not_known", "why": "A new address in our area."}
    finding: Literal["further_work", "no_action", "other_force", "known_investigation"]
    child_at_risk: Literal["yes", "no", "not_known"] | None = None
    why: str = ""


class DetectionWorked(Payload):
    """The further work on a hit was done, and what it brought."""

    ABOUT: ClassVar = REQUEST
    EXAMPLE: ClassVar[dict[str, object]] = {"result": "Subscriber known; investigation opened.", "child_at_risk": "yes"}
    result: str = ""
    child_at_risk: Literal["yes", "no", "not_known"] | None = None


class DetectionClosed(Payload):
    """A hit was closed, with the reason that was given. That nobody had time is a reason somebody gave, and none that closes."""

    ABOUT: ClassVar = REQUEST
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "other_force", "why": "Passed to the force of his address."}
    reason: Literal["worked", "other_force", "duplicate", "no_offence", "not_traceable", "demand", "other"]
    why: str = ""


class DetectionRiskAccepted(Payload):
    """A named detective inspector accepted the risk of not working a hit, until a day."""

    ABOUT: ClassVar = REQUEST
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Two warrants with children first.", "until": "2026-03-12T09:00:00Z"}
    why: str = ""
    until: datetime | None = None


class AcceptedRisksReviewed(Payload):
    """The assistant chief constable read the week's list of risks that inspectors had accepted."""

    ABOUT: ClassVar = ("unit|force|request",)
    EXAMPLE: ClassVar[dict[str, object]] = {"accepted": 9, "decision": "Three officers for a week.", "upheld": False}
    accepted: int | None = None
    decision: str = ""
    upheld: bool | None = None
