"""Child protection conferences, core groups and the plan. The local authority holds them; the force reports and comes."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.referrals.terms import CHILD, Agency

CONFERENCE = ("meeting", "child|person")
Kind = Literal["initial", "first_review", "review"]
Category = Literal["neglect", "physical", "emotional", "sexual"]


class ConferenceArranged(Payload):
    """A child protection conference was given its time."""

    ABOUT: ClassVar = CONFERENCE
    EXAMPLE: ClassVar[dict[str, object]] = {"kind": "initial", "for_when": "2026-03-20T10:00:00Z"}
    for_when: datetime
    kind: Kind = "initial"


class ConferencePostponed(Payload):
    """A conference was put off, with the reason given."""

    ABOUT: ClassVar = CONFERENCE
    EXAMPLE: ClassVar[dict[str, object]] = {"to": "2026-03-27T10:00:00Z", "reason": "Chair ill; safety plan stands meanwhile."}
    to: datetime | None = None
    reason: str = ""


class ConferenceNotNeeded(Payload):
    """The local authority decided that no conference follows, and why."""

    ABOUT: ClassVar = CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Not substantiated; child in need plan agreed.", "police_agree": True}
    why: str = ""
    police_agree: bool | None = None


class ConferenceReportMade(Payload):
    """The police report to a conference was written."""

    ABOUT: ClassVar = CONFERENCE
    EXAMPLE: ClassVar[dict[str, object]] = {"kind": "initial"}
    kind: Kind = "initial"


class ConferenceReportSubmitted(Payload):
    """The police report went to the chair of the conference."""

    ABOUT: ClassVar = CONFERENCE
    EXAMPLE: ClassVar[dict[str, object]] = {"kind": "initial"}
    kind: Kind = "initial"


class ConferenceHeld(Payload):
    """A child protection conference was held, and what it decided on a plan."""

    ABOUT: ClassVar = CONFERENCE
    EXAMPLE: ClassVar[dict[str, object]] = {
        "kind": "initial", "plan": True, "category": ["neglect"], "agencies": ["police", "social_care", "health", "education"], "next_by": "2026-06-18",
    }
    kind: Kind = "initial"
    plan: bool | None = None
    category: tuple[Category, ...] = ()
    agencies: tuple[Agency, ...] = ()
    child_heard: bool | None = None
    dissent: str = ""
    next_by: date | None = None


class CoreGroupHeld(Payload):
    """The core group of a child protection plan met."""

    ABOUT: ClassVar = CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {"agencies": ["social_care", "health", "education"]}
    agencies: tuple[Agency, ...] = ()


class ProtectionPlanEnded(Payload):
    """A child protection plan was ended by a conference, or by the local authority."""

    ABOUT: ClassVar = CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Third review: no longer at risk of significant harm."}
    why: str = ""
