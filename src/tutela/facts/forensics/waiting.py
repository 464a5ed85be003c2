"""From submission to examination: submitted, taken in, given a priority and a day, and who said what while it waited."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal

from tutela.facts.forensics.terms import SUBMISSION, WAITS, Priority, Stage, Whose
from tutela.facts.form import Payload


class DevicesSubmitted(Payload):
    """Devices were submitted for digital examination, with what is asked of them. ``about`` names each device, the investigation and whose they are.

    What bears on priority is what the investigator said; no priority is given by that.
    """

    ABOUT: ClassVar = SUBMISSION
    EXAMPLE: ClassVar[dict[str, object]] = {
        "items": 3, "whose": "suspect", "case": "contact_abuse", "child_at_risk_now": True, "access_to_children": True, "victim_age": 9, "in_custody": False,
        "bail_until": "2026-06-02T14:00:00Z", "questions": "Contact with her from May; images.", "kind": "full",
    }
    items: int | None = None
    whose: Whose = "not_known"
    case: Literal["contact_abuse", "online_abuse", "indecent_images", "exploitation", "missing", "other"] = "other"
    child_at_risk_now: bool | None = None
    access_to_children: bool | None = None
    victim_age: int | None = None
    in_custody: bool | None = None
    bail_until: datetime | None = None
    risk_band: Literal["very_high", "high", "medium", "low"] | None = None
    questions: str = ""
    """What the examination is to answer: contacts, dates, words to look for."""
    kind: Literal["triage", "kiosk", "full"] | None = None


class SubmissionAccepted(Payload):
    """The unit took the submission in."""

    ABOUT: ClassVar = SUBMISSION
    EXAMPLE: ClassVar[dict[str, object]] = {"reference": "DFU/26/311", "items": 3}
    reference: str = ""
    items: int | None = None


class SubmissionSentBack(Payload):
    """The unit did not take the submission, and what is missing."""

    ABOUT: ClassVar = SUBMISSION
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "No authority for the tablet."}
    why: str = ""


class SubmissionWithdrawn(Payload):
    """The submission was taken back before it was examined, with the reason and who agreed."""

    ABOUT: ClassVar = WAITS
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Guilty plea on the triage alone.", "approved_by": "o:64"}
    why: str = ""
    approved_by: str | None = None


class QueueJoined(Payload):
    """A submission or device began to wait at a stage, as the unit's log has it; it waits there until the next stage or the work begins."""

    ABOUT: ClassVar = WAITS
    EXAMPLE: ClassVar[dict[str, object]] = {"stage": "awaiting_examination", "case": "indecent_images"}
    stage: Stage
    case: Literal["contact_abuse", "online_abuse", "indecent_images", "exploitation", "missing", "other"] | None = None


class PriorityRequested(Payload):
    """Somebody asked that a submission be done sooner, and why for the child."""

    ABOUT: ClassVar = WAITS
    EXAMPLE: ClassVar[dict[str, object]] = {"priority": "p1", "why": "He sees his sons on Saturday."}
    priority: Priority | None = None
    why: str = ""


class PriorityGiven(Payload):
    """The unit gave a priority: its first, or an answer to a request. Raising needs nobody's leave."""

    ABOUT: ClassVar = WAITS
    EXAMPLE: ClassVar[dict[str, object]] = {"priority": "p1", "why": "Child in reach this week.", "answers_request": True}
    priority: Priority
    why: str = ""
    answers_request: bool = False
    suggested: Priority | None = None
    """What the score proposed."""


class PriorityDeclined(Payload):
    """The unit declined a request to be done sooner, with the reason."""

    ABOUT: ClassVar = WAITS
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Six with children in reach before it."}
    why: str = ""


class PriorityLoweringRequested(Payload):
    """Somebody asked to put a submission further back; it keeps its place until another agrees."""

    ABOUT: ClassVar = WAITS
    EXAMPLE: ClassVar[dict[str, object]] = {"priority": "p3", "why": "Remanded; no child in reach."}
    priority: Priority
    why: str = ""


class PriorityLoweringDeclined(Payload):
    """It was declined to put the submission further back."""

    ABOUT: ClassVar = WAITS
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "His bail hearing is on Thursday."}
    why: str = ""


class PriorityLowered(Payload):
    """A submission was put further back, with the reason and who agreed."""

    ABOUT: ClassVar = WAITS
    EXAMPLE: ClassVar[dict[str, object]] = {"priority": "p3", "why": "Remanded; no child in reach.", "requested_by": "o:60", "approved_by": "o:64"}
    priority: Priority
    why: str = ""
    requested_by: str | None = None
    approved_by: str | None = None


class ForecastGiven(Payload):
    """The unit said when it will begin and be done: a promise, kept beside every later one."""

    ABOUT: ClassVar = WAITS
    EXAMPLE: ClassVar[dict[str, object]] = {"begins_by": "2026-09-01", "done_by": "2026-10-01", "place_in_queue": 40}
    begins_by: date | None = None
    done_by: date | None = None
    place_in_queue: int | None = None


class ForecastChanged(Payload):
    """The unit promised another day than before, earlier or later."""

    ABOUT: ClassVar = WAITS
    EXAMPLE: ClassVar[dict[str, object]] = {"begins_by": "2027-03-01", "was": "2026-09-01", "done_by": None, "why": "Two examiners have left."}
    begins_by: date | None = None
    was: date | None = None
    done_by: date | None = None
    why: str = ""


class WaitChased(Payload):
    """The investigator asked the unit where it stands, and what they said."""

    ABOUT: ClassVar = WAITS
    EXAMPLE: ClassVar[dict[str, object]] = {"answer": "Sixty before it."}
    answer: str = ""


class WaitExplained(Payload):
    """The investigator recorded why the wait does no harm, or what is done meanwhile."""

    ABOUT: ClassVar = WAITS
    EXAMPLE: ClassVar[dict[str, object]] = {"text": "He is on remand until August; both children live abroad."}
    text: str = ""


class WaitChallenged(Payload):
    """A supervisor told the unit that the wait cannot stand, and what they want."""

    ABOUT: ClassVar = WAITS
    EXAMPLE: ClassVar[dict[str, object]] = {"text": "Phone first, this week; the rest can wait."}
    text: str = ""


class WaitAccepted(Payload):
    """A supervisor accepted, until a day, that it waits, having looked at the risk to each child."""

    ABOUT: ClassVar = WAITS
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "No child in reach; seen on Monday.", "until": "2026-05-01T09:00:00Z"}
    why: str = ""
    until: datetime | None = None


class LongWaitDiscussed(Payload):
    """The detective superintendent and the head of the unit met about a long wait, and what they decided."""

    ABOUT: ClassVar = WAITS
    EXAMPLE: ClassVar[dict[str, object]] = {"decision": "To the provider tomorrow."}
    decision: str = ""


class OutsourcingProposed(Payload):
    """It was proposed to send work to an outside provider: cost, and days saved."""

    ABOUT: ClassVar = WAITS
    EXAMPLE: ClassVar[dict[str, object]] = {"provider": "A provider", "pounds": 2400, "days_saved": 150, "risk": "high"}
    provider: str = ""
    pounds: int | None = None
    days_saved: int | None = None
    risk: Literal["very_high", "high", "medium", "low"] | None = None


class OutsourcingAgreed(Payload):
    """It was agreed to send it out."""

    ABOUT: ClassVar = WAITS
    EXAMPLE: ClassVar[dict[str, object]] = {"provider": "A provider", "pounds": 2400, "back_by": "2026-04-01"}
    provider: str = ""
    pounds: int | None = None
    back_by: date | None = None


class OutsourcingDeclined(Payload):
    """It was declined to send it out, and why; for cost on a case of high risk only an assistant chief constable may."""

    ABOUT: ClassVar = WAITS
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "cost", "why": "Budget spent until April."}
    reason: Literal["cost", "capacity", "quality", "not_suitable", "other"] = "other"
    why: str = ""
