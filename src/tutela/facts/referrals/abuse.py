"""Domestic abuse with children: the assessment of the victim's risk, safety plan, support, notices and orders.

``about`` names the victim (``as: victim``, an adult or a child), the children, and who is said to do it (``as: suspect``).
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.referrals.terms import ORDER, SUBJECT

Risk = Literal["standard", "medium", "high"]
Tool = Literal["dash", "dara", "safelives", "other"]
Scheme = Literal["dvpn", "dapn"]
OrderScheme = Literal["dvpo", "dapo"]


class AbuseGroundsFound(Payload):
    """There came to be reasonable grounds to believe that a resident child may be a victim of domestic abuse.

    Whether or not the force went there, and whether or not the child was there; a report of domestic abuse says the same.
    """

    ABOUT: ClassVar = ("child|person",)
    EXAMPLE: ClassVar[dict[str, object]] = {"how": "attendance", "what": "Heard it from the landing.", "when_it_happened": None}
    how: Literal["report", "attendance", "statement", "other_force", "partner", "intelligence", "custody", "other"] = "attendance"
    what: str = ""
    when_it_happened: datetime | None = None


class AbuseAssessed(Payload):
    """The risk to a victim of domestic abuse was assessed with a tool, and graded."""

    ABOUT: ClassVar = SUBJECT
    EXAMPLE: ClassVar[dict[str, object]] = {
        "tool": "dash", "grade": "high", "yes": 15, "judgement": False, "why": "Choked twice this year; she is leaving him.", "relied_on": ["i:441", "i:518"],
    }
    tool: Tool = "dash"
    grade: Risk | None = None
    yes: int | None = None
    """How many questions were answered yes."""
    judgement: bool | None = None
    """Is the grade one of professional judgement, apart from the count?"""
    why: str = ""
    relied_on: tuple[str, ...] = ()
    """Earlier incidents and records that it rests on."""
    not_relevant: tuple[str, ...] = ()
    refused: bool = False
    """The victim would not answer; the officer graded from what they saw."""
    victims_view: str = ""


class AbuseAssessmentReviewed(Payload):
    """A supervisor read the assessment."""

    ABOUT: ClassVar = SUBJECT
    EXAMPLE: ClassVar[dict[str, object]] = {"outcome": "raised", "grade": "high", "text": "Separation and choking: high, conference today."}
    outcome: Literal["stands", "raised", "returned"] | None = None
    grade: Risk | None = None
    text: str = ""


class AbuseLoweringRequested(Payload):
    """Somebody asked to lower the grade; the higher one stays live."""

    ABOUT: ClassVar = SUBJECT
    EXAMPLE: ClassVar[dict[str, object]] = {"grade": "medium", "reason": "He was sentenced to two years on Friday."}
    grade: Risk
    reason: str = ""


class AbuseLoweringApproved(Payload):
    """A supervisor who is not the requester approved a lower grade."""

    ABOUT: ClassVar = SUBJECT
    EXAMPLE: ClassVar[dict[str, object]] = {"grade": "medium", "requested_by": "o:50", "reason": "In custody until 2028; family spoken to."}
    grade: Risk
    requested_by: str = ""
    reason: str = ""


class AbuseLoweringDeclined(Payload):
    """A lower grade was declined."""

    ABOUT: ClassVar = SUBJECT
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "Fifteen ticks are not outweighed by judgement."}
    reason: str = ""


class AbuseSafetyPlanMade(Payload):
    """A plan for the safety of the victim and children was made with them, and how they can safely be reached."""

    ABOUT: ClassVar = SUBJECT
    EXAMPLE: ClassVar[dict[str, object]] = {
        "plan": "At her sister's; locks changed Monday.", "safe_contact": "Her sister's phone, before three.", "covers_children": True,
    }
    plan: str = ""
    safe_contact: str = ""
    covers_children: bool | None = None


class AbuseSupportOffered(Payload):
    """Support was offered to a victim or child; taken up or not are others."""

    ABOUT: ClassVar = SUBJECT
    EXAMPLE: ClassVar[dict[str, object]] = {"service": "independent_adviser"}
    service: Literal["independent_adviser", "refuge", "housing", "counselling", "child_service", "health", "other"]
    name: str = ""


class AbuseSupportAccepted(Payload):
    """Support was taken up."""

    ABOUT: ClassVar = SUBJECT
    EXAMPLE: ClassVar[dict[str, object]] = {"service": "independent_adviser"}
    service: Literal["independent_adviser", "refuge", "housing", "counselling", "child_service", "health", "other"]


class AbuseSupportDeclined(Payload):
    """Support was not wanted, or not now; the offer stays open."""

    ABOUT: ClassVar = SUBJECT
    EXAMPLE: ClassVar[dict[str, object]] = {"service": "refuge", "words": "Not while the boys have exams."}
    service: Literal["independent_adviser", "refuge", "housing", "counselling", "child_service", "health", "other"]
    words: str = ""


class ProtectionNoticeConsidered(Payload):
    """Somebody decided whether to ask for a domestic violence or abuse protection notice, and why."""

    ABOUT: ClassVar = SUBJECT
    EXAMPLE: ClassVar[dict[str, object]] = {"ask": True, "why": "Bail cannot keep him from the house after Monday."}
    ask: bool
    why: str = ""


class ProtectionNoticeAuthorised(Payload):
    """A notice was authorised, by an officer of which rank, the children's welfare considered or not."""

    ABOUT: ClassVar = ORDER
    EXAMPLE: ClassVar[dict[str, object]] = {"scheme": "dvpn", "children_considered": True, "victim_asked": True, "why": "Choking; children in the room."}
    scheme: Scheme = "dvpn"
    children_considered: bool | None = None
    victim_asked: bool | None = None
    why: str = ""


class ProtectionNoticeDeclined(Payload):
    """A notice was not authorised."""

    ABOUT: ClassVar = SUBJECT
    EXAMPLE: ClassVar[dict[str, object]] = {"scheme": "dvpn", "why": "Remanded this morning."}
    scheme: Scheme = "dvpn"
    why: str = ""


class ProtectionNoticeServed(Payload):
    """A notice was given to the person it binds; the court must hear it within its time."""

    ABOUT: ClassVar = ORDER
    EXAMPLE: ClassVar[dict[str, object]] = {"scheme": "dvpn", "conditions": ["not_go_to_home", "not_contact"], "hearing_at": "2026-03-04T10:00:00Z"}
    scheme: Scheme = "dvpn"
    conditions: tuple[str, ...] = ()
    hearing_at: datetime | None = None


class ProtectionOrderHeard(Payload):
    """A court heard the application: made, refused, adjourned."""

    ABOUT: ClassVar = ORDER
    EXAMPLE: ClassVar[dict[str, object]] = {"scheme": "dvpo", "outcome": "made", "until": "2026-04-01T23:59:00Z", "conditions": ["not_go_to_home"]}
    outcome: Literal["made", "refused", "adjourned", "withdrawn"]
    scheme: OrderScheme = "dvpo"
    until: datetime | None = None
    adjourned_to: datetime | None = None
    conditions: tuple[str, ...] = ()


class BoundPersonNotified(Payload):
    """Who is bound by an abuse protection order told the police their name and address, or a change of them."""

    ABOUT: ClassVar = ORDER
    EXAMPLE: ClassVar[dict[str, object]] = {"change": False}
    change: bool = False


class ProtectionBreached(Payload):
    """A notice or order was said or seen to be breached."""

    ABOUT: ClassVar = ORDER
    EXAMPLE: ClassVar[dict[str, object]] = {"of": "notice", "how": "At the school gate at three.", "children_there": True}
    of: Literal["notice", "order"] = "notice"
    how: str = ""
    children_there: bool | None = None


class BreachArrestMade(Payload):
    """Somebody was arrested for breach of a notice or order; the court must have them within its time."""

    ABOUT: ClassVar = ORDER
    EXAMPLE: ClassVar[dict[str, object]] = {"of": "notice"}
    of: Literal["notice", "order"] = "notice"


class BreachBroughtToCourt(Payload):
    """Who was arrested for breach was brought before the court."""

    ABOUT: ClassVar = ORDER
    EXAMPLE: ClassVar[dict[str, object]] = {"of": "notice", "result": "Remanded to the hearing."}
    of: Literal["notice", "order"] = "notice"
    result: str = ""


class ComplianceChecked(Payload):
    """Somebody went to see whether a notice or order is kept, or what follows when it ends."""

    ABOUT: ClassVar = ORDER
    EXAMPLE: ClassVar[dict[str, object]] = {"kept": True, "result": "He is at his brother's; she and the children are well."}
    kept: bool | None = None
    result: str = ""


class ProtectionEnded(Payload):
    """A notice or order ended: run out, withdrawn, discharged."""

    ABOUT: ClassVar = ORDER
    EXAMPLE: ClassVar[dict[str, object]] = {"how": "ran_out"}
    how: Literal["ran_out", "withdrawn", "discharged", "replaced"] = "ran_out"
