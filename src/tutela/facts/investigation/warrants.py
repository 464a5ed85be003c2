"""Warrants to enter and search: applied for, approved, allocated, planned, executed. Children at the address are asked about first."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.investigation.terms import Risk

WARRANT = ("warrant",)
There = Literal["yes", "no", "not_known"]


class WarrantAsked(Payload):
    """Somebody asked for a warrant: are there children at the address, and has children's social care been told?"""

    ABOUT: ClassVar = WARRANT
    EXAMPLE: ClassVar[dict[str, object]] = {
        "power": "protection_of_children_act", "risk": "high", "children_at_address": "yes", "child_access_checked": True,
        "social_care_told": True, "why_not_told": "",
    }
    power: Literal["protection_of_children_act", "pace_s8", "sexual_offences_act", "misuse_of_drugs_act", "other"] | None = None
    risk: Risk | None = None
    children_at_address: There | None = None
    child_access_checked: bool | None = None
    social_care_told: bool | None = None
    why_not_told: str = ""


class WarrantApproved(Payload):
    """It may be used: the force approved it or the court granted it, and until when it holds."""

    ABOUT: ClassVar = WARRANT
    EXAMPLE: ClassVar[dict[str, object]] = {"by_whom": "court", "risk": "high", "expires": "2026-06-03T00:00:00Z", "children_at_address": "not_known"}
    by_whom: Literal["force", "court"] | None = None
    risk: Risk | None = None
    expires: datetime | None = None
    children_at_address: There | None = None


class WarrantRefused(Payload):
    """The warrant was not granted, and why."""

    ABOUT: ClassVar = WARRANT
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Address not certain enough."}
    why: str = ""


class WarrantAllocated(Payload):
    """A team or officer has the warrant to execute."""

    ABOUT: ClassVar = WARRANT
    EXAMPLE: ClassVar[dict[str, object]] = {"team": "online abuse team", "officer": "o:60"}
    team: str = ""
    officer: str | None = None


class WarrantRiskReassessed(Payload):
    """The risk was looked at again while the warrant waits: children, access, what has changed."""

    ABOUT: ClassVar = WARRANT
    EXAMPLE: ClassVar[dict[str, object]] = {"risk": "very_high", "children_at_address": "yes", "text": "His daughter has moved in."}
    risk: Risk | None = None
    children_at_address: There | None = None
    text: str = ""


class WarrantPlanned(Payload):
    """The day and the plan: who goes, what is done for children there, for the suspect's own safety, for his family."""

    ABOUT: ClassVar = WARRANT
    EXAMPLE: ClassVar[dict[str, object]] = {
        "at": "2026-03-04T06:00:00Z", "children_plan": "Social worker at the corner.",
        "suspect_safety": "Leaflet; crisis team told.", "family_support": "Leaflet",
    }
    at: datetime | None = None
    children_plan: str = ""
    suspect_safety: str = ""
    family_support: str = ""


class WarrantExecuted(Payload):
    """The door was opened. Devices, arrests and children found are facts of their own."""

    ABOUT: ClassVar = WARRANT
    EXAMPLE: ClassVar[dict[str, object]] = {"children_present": 2, "devices": 5, "triage_on_scene": True, "arrested": True}
    children_present: int | None = None
    devices: int | None = None
    triage_on_scene: bool | None = None
    arrested: bool | None = None


class WarrantNotExecuted(Payload):
    """It was tried or called off, and why; it waits again."""

    ABOUT: ClassVar = WARRANT
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Officers taken for a missing child."}
    why: str = ""


class WarrantWithdrawn(Payload):
    """The warrant will not be used, with the reason and who agreed."""

    ABOUT: ClassVar = WARRANT
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "He is in prison; devices seized there.", "approved_by": "o:64"}
    why: str = ""
    approved_by: str | None = None


class WarrantWaitAccepted(Payload):
    """A senior accepted, until a day, that a warrant waits, having looked at the risk."""

    ABOUT: ClassVar = WARRANT
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "He is abroad until Friday.", "until": "2026-03-06T06:00:00Z"}
    why: str = ""
    until: datetime | None = None
