"""Visits and other contact. Only a visit to the home is a visit; an appointment, a call or an attempt is not.

A child who is met there is ``ChildContactFound`` (``kind: present``); what was seen and heard of the child is ``referrals.AwareRecorded``.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.offenders.terms import OFFENDER

Concern = Literal[
    "history_deleted", "secrecy", "new_device", "missed_appointment", "alcohol", "drugs", "mood", "new_relationship", "near_children", "things_for_children",
    "online", "hostile", "disengaging", "sexual_preoccupation", "other",
]


class VisitPlanned(Payload):
    """The next visit was planned: between which days, by how many, announced or not."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"earliest": "2026-03-02", "latest": "2026-03-16", "people": 2, "announced": False}
    earliest: date | None = None
    latest: date | None = None
    at: datetime | None = None
    people: int | None = None
    announced: bool | None = None
    why: str = ""


class AnnouncedVisitRequested(Payload):
    """Somebody asked to announce a visit beforehand, which is the exception."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "Works nights; to read the order with his mother."}
    reason: str = ""


class AnnouncedVisitApproved(Payload):
    """A supervisor other than the requester approved that the visit is announced."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"requested_by": "o:70", "reason": "This once."}
    requested_by: str
    reason: str = ""


class AnnouncedVisitDeclined(Payload):
    """The visit stays unannounced."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "He hid a phone last time."}
    reason: str = ""


class LoneVisitRequested(Payload):
    """Somebody asked to visit alone, with an assessment of the risk."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "Low risk, ground floor, colleague in the car.", "risk_assessed": True}
    reason: str = ""
    risk_assessed: bool | None = None


class LoneVisitApproved(Payload):
    """A supervisor other than the requester approved one visit by one person."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"requested_by": "o:70", "reason": "As assessed."}
    requested_by: str
    reason: str = ""


class LoneVisitDeclined(Payload):
    """Two must go."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "Two alone in a row already."}
    reason: str = ""


class VisitDeferralRequested(Payload):
    """Somebody asked to put a visit off beyond its window."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"to": "2026-04-02", "reason": "In hospital until the end of March."}
    to: date
    reason: str = ""


class VisitDeferralApproved(Payload):
    """A supervisor other than the requester approved the later day."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"to": "2026-04-02", "requested_by": "o:70", "reason": "Ward confirms."}
    to: date
    requested_by: str
    reason: str = ""


class VisitDeferralDeclined(Payload):
    """The visit stays where it was."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "No child has been asked about since January."}
    reason: str = ""


class VisitMade(Payload):
    """Officers visited the home: announced or not, how many, whether the offender was seen, whether children were there."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {
        "purpose": "routine", "announced": False, "crew": "pair", "officers": ["o:70", "o:74"], "seen": True, "children_present": False,
        "others_present": "His mother", "rooms_seen": True, "devices_asked": True, "relationships_asked": True, "doubts": "Two toothbrushes.",
    }
    purpose: Literal["routine", "first", "new_address", "assessment", "hand_over", "condition", "information", "welfare", "other"] | None = None
    announced: bool | None = None
    crew: Literal["alone", "pair", "more"] | None = None
    officers: tuple[str, ...] = ()
    joint_with: Literal["probation", "local_authority", "other"] | None = None
    seen: bool | None = None
    children_present: bool | None = None
    others_present: str = ""
    rooms_seen: bool | None = None
    devices_asked: bool | None = None
    """Was every device and account on the register asked about?"""
    relationships_asked: bool | None = None
    demeanour: str = ""
    doubts: str = ""
    text: str = ""


class VisitAttempted(Payload):
    """Officers came and did not see the offender: an attempt, not a visit."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "no_answer", "crew": "pair"}
    why: Literal["no_answer", "away", "not_living_there", "unsafe", "called_off", "other"] | None = None
    announced: bool | None = None
    crew: Literal["alone", "pair", "more"] | None = None
    children_present: bool | None = None
    text: str = ""


class EntryRefused(Payload):
    """The offender would not let officers in, or not everywhere."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "a_room", "words": "That is my mother's room.", "crew": "pair"}
    what: Literal["home", "a_room", "other"] | None = None
    words: str = ""
    crew: Literal["alone", "pair", "more"] | None = None


class SpokenToElsewhere(Payload):
    """The manager and the offender met or spoke elsewhere than on a visit."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"kind": "office", "arranged": True, "text": "Read the order with him."}
    kind: Literal["office", "police_station", "telephone", "message", "video", "court", "prison", "street", "other"]
    arranged: bool | None = None
    by_offender: bool | None = None
    text: str = ""


class AppointmentGiven(Payload):
    """The offender was asked to come somewhere. Not a visit."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"for_when": "2026-03-21T11:00:00Z", "where": "police_station", "in_place_of_visit": False}
    for_when: datetime
    where: Literal["office", "police_station", "probation_office", "other"] | None = None
    in_place_of_visit: bool | None = None


class AppointmentMissed(Payload):
    """The offender did not come, or would not answer."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Says he forgot."}
    why: str = ""


class ClaimMade(Payload):
    """What the offender said that matters and is not verified yet."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"claim": "Not living with his partner.", "doubt": "Her car outside on both visits."}
    claim: str
    doubt: str = ""


class ClaimChecked(Payload):
    """How a claim was checked and whether it holds."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"of": "f:441", "holds": False, "how": "Her landlord: gave notice in January."}
    of: str | None = None
    """The id of the claim's fact."""
    holds: bool | None = None
    how: str = ""


class ConcernNoted(Payload):
    """Behaviour of the offender that concerns. Not a breach by itself."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "history_deleted", "text": "Browser history empty since Friday."}
    what: Concern
    text: str = ""


class LifeEventRecorded(Payload):
    """Something in the offender's life that may change the risk."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "relationship_ended", "text": "She moved out."}
    what: Literal[
        "new_relationship", "relationship_ended", "child_born", "bereavement", "job_lost", "job_found", "illness", "moved", "homeless", "arrested",
        "supervision_ended", "other",
    ]
    text: str = ""
