"""Who manages the offender: allocation, transfer, what other officers are told and tell, and the daily look at overdue visits.

Absence and cover, training and its exceptions, samples of a team's work and briefings are facts of governance.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.offenders.terms import OFFENDER


class ManagerAssigned(Payload):
    """A named offender manager was given the offender; theirs when accepted.

    ``about`` names the ``officer`` (``as: manager``) where known.
    """

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"to": "offender_manager@offenders", "ref": "o:70", "kind": "police_officer", "why": "Now high risk."}
    to: str = "offender_manager@offenders"
    ref: str | None = None
    kind: Literal["police_officer", "police_staff"] | None = None
    why: str = ""


class ManagerAccepted(Payload):
    """The manager took the offender on."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {}


class ManagerDeclined(Payload):
    """The manager did not take the offender on; the giver keeps them."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "He knows my family."}
    reason: str = ""


class ManagerHandedOver(Payload):
    """The old manager handed over: risks, what is owed, the next date."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"text": "New partner with a son of nine; disclosure due Friday.", "joint_visit": True}
    text: str = ""
    joint_visit: bool | None = None


class OffenderTransferAsked(Payload):
    """Another force was asked to take over the offender, who moved there."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"to_force": "f:lincs", "why": "Lives there since 1 March."}
    to_force: str = ""
    why: str = ""


class OffenderTransferAccepted(Payload):
    """The other force took the offender over."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"manager": "Their DC Holt"}
    manager: str = ""


class OffenderTransferDeclined(Payload):
    """The other force did not take the offender over; we manage on."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "Staying for six nights only."}
    reason: str = ""


class OffenderTransferredIn(Payload):
    """Another force asked us to take an offender over."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"from_force": "f:cleveland"}
    from_force: str = ""


class AddressMarkerPlaced(Payload):
    """What officers at the door must know was put where they look: a minimal marker, never the conviction."""

    ABOUT: ClassVar = ("offender", "place")
    EXAMPLE: ClassVar[dict[str, object]] = {"channel": "command_and_control"}
    channel: Literal["command_and_control", "area_briefing", "person_check", "other"]


class AddressMarkerRemoved(Payload):
    """The marker was taken off an address."""

    ABOUT: ClassVar = ("offender", "place")
    EXAMPLE: ClassVar[dict[str, object]] = {"channel": "command_and_control", "why": "Moved on 1 March."}
    channel: Literal["command_and_control", "area_briefing", "person_check", "other"]
    why: str = ""


class EncounterReported(Payload):
    """An officer of another team met the offender, or was called to the address, and told the unit."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "incident_at_address", "children_present": True, "text": "A girl of about ten answered the door."}
    what: Literal["incident_at_address", "stopped", "arrested", "seen", "came_to_notice", "other"] | None = None
    children_present: bool | None = None
    text: str = ""


class EncounterAnswered(Payload):
    """The manager decided what an encounter means for the risk."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"decision": "assess_again", "why": "A child was seen there."}
    decision: Literal["no_change", "assess_again", "visit", "refer", "other"]
    why: str = ""


class OverdueVisitsScrutinised(Payload):
    """A manager went through the day's overdue visits and said what will be done."""

    ABOUT: ClassVar = ("unit",)
    EXAMPLE: ClassVar[dict[str, object]] = {"outstanding": 14, "text": "The two high first: both tonight."}
    outstanding: int | None = None
    text: str = ""
