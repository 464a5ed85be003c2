"""Facts of the control room: reports, THRIVE, grades, dispatch, reviews, hand-overs, closing.

They are about an ``incident`` (or, where the force opens none for a missing child, the ``episode``).
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from tutela.facts.form import Payload

HAPPENING = "incident|episode"
Grade = Literal["immediate", "prompt", "priority", "routine", "scheduled", "no_deployment"]
Concern = Literal["missing_child", "concern_for_child", "domestic_abuse", "online_abuse", "exploitation", "neglect", "crime", "other"]


class Reported(Payload):
    """Somebody told the force of an incident that concerns a child."""

    ABOUT: ClassVar = ("incident",)
    EXAMPLE: ClassVar[dict[str, object]] = {"concern": "concern_for_child", "channel": "999", "immediate_danger": False}
    concern: Concern
    channel: Literal["999", "101", "online", "in_person", "partner", "system", "other"] = "101"
    immediate_danger: bool = False
    children_present: bool | None = None
    where: str = ""
    why_worried: str = ""


class LogEntered(Payload):
    """An entry on the log that decides nothing: a note, an instruction, somebody's awareness."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {"text": "Caller rings to ask for news."}
    text: str


class InformationReceived(Payload):
    """New information about an open incident: a second call, a marker found, an entry typed as information, a sighting."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "second_call", "raises_concern": True}
    what: Literal["second_call", "marker_found", "intelligence", "sighting", "located_elsewhere", "log_entry", "partner", "other"]
    raises_concern: bool | None = None
    text: str = ""


class ThriveAssessed(Payload):
    """A THRIVE assessment, each a version of its own; an empty element is saved and is owed.

    ``proposes`` is the response grade that its author proposed, ``relied_on`` the id of the systems check that they say they relied on.
    """

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "threat": "Unknown adults in a car.", "harm": "Self-harm last month.", "risk": "High tonight.",
        "investigation": "Phone live until 18:40.", "vulnerability": "Looked after, 14.", "engagement": "Carer will meet us.",
    }
    threat: str = ""
    harm: str = ""
    risk: str = ""
    investigation: str = ""
    vulnerability: str = ""
    engagement: str = ""
    proposes: Grade | None = None
    relied_on: str | None = None


class InformationAnswered(Payload):
    """The owner recorded why new information does not change the assessment."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Caller repeated what she told us at 19:05."}
    why: str


class Graded(Payload):
    """A response grade was given (provisional until reviewed)."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {"grade": "prompt", "provisional": True, "rationale": "Child of 14, first time, self-harm."}
    grade: Grade
    provisional: bool = False
    rationale: str = ""


class LoweringRequested(Payload):
    """Somebody asked to lower the response grade; the higher grade stays live until another person approves."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {"grade": "prompt", "reason": "Caller confirms he is with his aunt."}
    grade: Grade
    reason: str


class LoweringApproved(Payload):
    """A supervisor who is not the requester approved a lowered grade."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {"grade": "prompt", "requested_by": "o:112", "reason": "Aunt spoken to by phone."}
    grade: Grade
    requested_by: str
    reason: str


class LoweringDeclined(Payload):
    """A supervisor declined to lower the grade."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "Nobody has seen him."}
    reason: str


class SystemsChecked(Payload):
    """Which systems were looked in, and what was found; each hit is then answered."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "checked": ["crime", "intelligence", "markers"], "not_checked": ["pnd"], "hits": ["h1", "h2"],
    }
    checked: tuple[str, ...] = ()
    not_checked: tuple[str, ...] = ()
    hits: tuple[str, ...] = ()


class HitAnswered(Payload):
    """What one hit means for the risk, or why it is not relevant."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {"hit": "h1", "used": True, "because": "Knife carried in March: raises the risk."}
    hit: str
    used: bool
    because: str


class KnownNotUsedNoticed(Payload):
    """Noticed: what the force held when the incident was graded was found, or used, only afterwards."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {"graded_at": "2026-03-01T19:05:00Z", "count": 1, "saw": ["f:2", "f:5", "f:9"]}
    graded_at: datetime
    count: int
    saw: tuple[str, ...] = ()


class Dispatched(Payload):
    """A resource was sent."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {"resource": "NS21"}
    resource: str = ""


class Arrived(Payload):
    """A resource arrived."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {"resource": "NS21"}
    resource: str = ""


class BriefingSent(Payload):
    """What whoever goes is to know was sent to them as it stood; the pack itself is kept with the record, never in the fact."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {"to": "o:31", "resource": "NS21", "items": 4}
    to: str = ""
    resource: str = ""
    items: int = 0


class BriefingRead(Payload):
    """Whoever goes said that they have read it."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {"sent": "f:41"}
    sent: str


class ResourceUnavailable(Payload):
    """Nobody could be sent: the coded state "no resource"."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {"text": "No officers available to deal with the report."}
    text: str = ""


class ResourceDecided(Payload):
    """What was decided about an unmet need for a resource."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {"decision": "call_in", "by_when": "2026-03-02T21:30:00Z", "why": "Two on rest-day standby."}
    decision: Literal["deploy", "redeploy", "call_in", "mutual_aid", "wait"]
    by_when: datetime | None = None
    why: str = ""


class Reviewed(Payload):
    """The force incident manager's or a supervisor's review of an incident: quality, grade, decision, rationale."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "decision": "deploy", "by_when": "2026-03-02T20:30:00Z", "text": "PC Adeyemi to the home by 20:30, search her room.",
    }
    text: str = ""
    decision: Literal["deploy", "regrade", "escalate", "hand_over", "endorse", "none"] = "none"
    by_when: datetime | None = None
    quality: int | None = None
    themes: tuple[str, ...] = ()
    """What the score of the record's quality rests on: ``questions``, ``assessment``, ``checks``, ``grade``, ``voice``, ``advice``."""


class FeedbackNoted(Payload):
    """The author of a record took note of what a reviewer said of its quality: which reviews, by the ids of their facts."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {"reviews": ["f:12"], "text": "I ask for the address first from now on."}
    reviews: tuple[str, ...] = ()
    text: str = ""


class Intervened(Payload):
    """A supervisor stepped in on a log of the room: how, with whom, and what was said or done."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "how": "directed", "with_whom": "Lee Burrow", "text": "Nobody sent for two hours: NS21 goes from the custody block now.",
    }
    how: Literal["spoke", "directed", "took_over", "looked"]
    with_whom: str = ""
    text: str = ""


class Escalated(Payload):
    """Somebody asked a senior for a decision or a resource."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {"to": "detective_inspector@investigation", "reason": "Scene and second child at risk."}
    to: str
    reason: str = ""


class HandedOver(Payload):
    """The incident was handed to another role; theirs when they accept."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {"to": "fim@contact", "ref": "o:77"}
    to: str
    ref: str | None = None


class HandOverAccepted(Payload):
    """The receiver took the incident."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {}


class HandOverDeclined(Payload):
    """The receiver did not take it; it stays with the giver."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "Three critical incidents open."}
    reason: str = ""


class AssignedToTelephone(Payload):
    """The incident was put to telephone resolution or an initial enquiry team: a deferral."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {"team": "initial enquiry team"}
    team: str = ""


class AppointmentAsked(Payload):
    """Somebody asked for an appointment in place of attendance. Until another approves it, attendance is owed as before."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "for_when": "2026-03-03T10:00:00Z", "children_safe": True, "how": "Both are at their aunt's, who said so herself.", "why": "She asks for it.",
    }
    for_when: datetime
    children_safe: bool | None = None
    how: str = ""
    why: str = ""


class AppointmentMade(Payload):
    """An appointment was offered in place of attendance: a deferral. ``requested_by``: who asked for it, where another made it by approving."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {"for_when": "2026-03-03T10:00:00Z", "approved_by": "o:9", "children_safe": True, "why": "She asks for it."}
    for_when: datetime
    approved_by: str | None = None
    children_safe: bool | None = None
    why: str = ""
    requested_by: str | None = None


class AdviceGiven(Payload):
    """What the caller was told to do and not to do, and what was not said and why."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {"given": ["keep_device_on", "delete_nothing"], "not_given": ["do_not_reply"], "why_not": "Caller rang off."}
    given: tuple[str, ...] = ()
    not_given: tuple[str, ...] = ()
    why_not: str = ""


class AdviceSent(Payload):
    """The advice on keeping evidence was sent to the caller, at an address that they gave as safe to use. Sent is not told. ``message``: which message."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {"message": "m:7", "channel": "email"}
    message: str
    channel: Literal["email"] = "email"


class Recoded(Payload):
    """The incident's type was changed (a missing child to "concern for safety"): a closing of what the first type owed."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {"was": "missing_child", "now": "concern_for_child", "approved_by": None, "reason": "Back before recorded."}
    was: Concern
    now: Concern
    approved_by: str | None = None
    reason: str = ""


class Closed(Payload):
    """The incident was closed."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "Child seen by PC Osei, with her mother.", "seen_by": "police", "approved_by": "o:9"}
    reason: str = ""
    seen_by: Literal["police", "other_force", "professional", "nobody"] | None = None
    approved_by: str | None = None
    delay_reason: str = ""


class CrimeRecorded(Payload):
    """A crime was recorded for the incident, or the reason why none was."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {"number": "C/2026/118", "no_crime_because": None}
    number: str | None = None
    no_crime_because: str | None = None


class SpecialistAsked(Payload):
    """Somebody asked a specialist what to do about an incident. ``to``: the role, as ``role@area``."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {"to": "detective_inspector@investigation", "text": "He says the film is on his phone. May we take it now?"}
    to: str
    text: str = ""


class SpecialistAdvised(Payload):
    """A specialist said what to do.

    ``asked``: the id of the request that it answers; empty: it answers none; not given: all that waited. ``person``: who said it, where another wrote it down.
    """

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {"asked": "f:31", "person": "", "text": "Take the phone, leave it on, do not open the film."}
    asked: str | None = None
    person: str = ""
    text: str = ""


class AdviceWeighed(Payload):
    """Whoever has the incident said whether a specialist's advice was acted on, and where not, why. ``advised``: the id of the advice."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {"advised": "f:33", "decision": "not_acted_on", "reason": "He left with the phone before we came."}
    decision: Literal["acted_on", "not_acted_on"]
    advised: str | None = None
    reason: str = ""
