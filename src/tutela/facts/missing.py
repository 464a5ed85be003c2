"""Facts of missing children: report, risk, ownership, plan, search, review, return, interviews, trigger plans.

They are about an ``episode`` and the ``child`` (``as: missing``), unless the class says otherwise.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal

import msgspec

from tutela.facts.form import Payload
from tutela.facts.people import Marker

EPISODE = ("episode",)
Level = Literal["high", "medium", "low", "very_low", "absent", "no_apparent_risk"]
From = Literal["home", "childrens_home", "foster", "semi_independent", "hospital", "school", "street", "elsewhere", "unknown"]
How = Literal["police", "other_force", "self", "carer", "professional", "public", "unknown"]


class Reported(Payload):
    """Somebody told the force that a child is missing."""

    ABOUT: ClassVar = ("episode", "child|person")
    EXAMPLE: ClassVar[dict[str, object]] = {
        "missing_from": "foster", "out_of_character": True, "concerns": ["self_harm", "mental_health"], "missing_since": "2026-03-02T17:30:00Z",
    }
    missing_from: From = "unknown"
    missing_since: datetime | None = None
    out_of_character: bool | None = None
    concerns: tuple[Marker, ...] = ()
    whereabouts_known: bool = False
    circumstances: str = ""
    category: Level | None = None
    """The source system's own category, kept as it came; a low one is handled as the law says."""


class EpisodeOnRecord(Payload):
    """An earlier episode that the force already holds, as one line of history."""

    ABOUT: ClassVar = ("child|person",)
    EXAMPLE: ClassVar[dict[str, object]] = {"ended": "2026-02-11T07:00:00Z", "where_found": "place:9", "with_whom": "unknown"}
    ended: datetime | None = None
    where_found: str | None = None
    with_whom: str | None = None


class QuestionnaireCompleted(Payload):
    """The missing child questionnaire, or what of it is still unanswered."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"unanswered": []}
    unanswered: tuple[str, ...] = ()


class Indicator(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing known about the child and what the grader made of it."""

    concern: Marker
    effect: Literal["raises", "lowers", "none"]
    because: str = ""


class RiskGraded(Payload):
    """A level of risk was given, provisional or not, with its reasons."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {
        "level": "medium", "provisional": True, "rationale": "First time missing; taken her medication; likely with a friend.",
        "answered": [{"concern": "self_harm", "effect": "raises", "because": "Cut herself in January."}],
    }
    level: Level
    provisional: bool = False
    rationale: str = ""
    answered: tuple[Indicator, ...] = ()
    suggested: Level | None = None
    second_line: str | None = None
    """Who outside the chain approved a level below the one suggested."""
    override: str = ""
    next_review_at: datetime | None = None


class LoweringRequested(Payload):
    """Somebody asked to lower the level of risk; the higher level stays live."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"level": "medium", "reason": "She has rung her carer.", "new_information": "f:81"}
    level: Level
    reason: str
    new_information: str | None = None
    """The id of the fact that is new and reduces the risk."""


class LoweringApproved(Payload):
    """A person other than the requester, outside the control room's chain, approved a lower level."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"level": "medium", "requested_by": "o:14", "reason": "Call traced; voice known to carer."}
    level: Level
    requested_by: str
    reason: str
    new_information: str | None = None


class LoweringDeclined(Payload):
    """The lower level was declined."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "Nothing new is known."}
    reason: str


class SecondLineReviewed(Payload):
    """A reviewer outside the chain read a grading that was flagged, and said what follows."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"outcome": "raised", "reason": "Age is no reason; debt bondage raises it."}
    outcome: Literal["upheld", "raised", "returned"]
    reason: str = ""


class OwnershipAssigned(Payload):
    """The episode was assigned to a role; theirs when accepted, the giver's until then."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"to": "cii@missing", "ref": "o:31"}
    to: str
    ref: str | None = None


class OwnershipAccepted(Payload):
    """The receiver accepted the episode."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"role": "cii@missing"}
    role: str = "cii@missing"


class OwnershipDeclined(Payload):
    """The receiver declined, with the reason; the giver owns it again."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "Five episodes open."}
    reason: str


class Action(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of enquiry or action: what, by whom, where, by when."""

    what: str
    who: str = ""
    where: str = ""
    by_when: datetime | None = None


class PlanRecorded(Payload):
    """The plan of the investigation to find the child: hypotheses and lines of enquiry."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {
        "hypotheses": ["With the older friend of last month."], "lines": [{"what": "Search room", "who": "PC 77", "where": "home"}],
    }
    hypotheses: tuple[str, ...] = ()
    lines: tuple[Action, ...] = ()


class Allocated(Payload):
    """The enquiry was given to a team or officer, with direction and actions."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {
        "to": "response_officer@response", "direction": "PC 77 to search her room for phone and bus tickets by 21:00.",
        "actions": [{"what": "Search room", "who": "PC 77", "where": "home", "by_when": "2026-03-02T21:00:00Z"}],
    }
    to: str
    direction: str = ""
    actions: tuple[Action, ...] = ()


class Searched(Payload):
    """A search was made and what came of it."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "room", "result": "Diary names a flat in the harbour."}
    what: Literal["room", "home", "vehicle", "open_land", "premises", "other"]
    result: str = ""


class EnquiryMade(Payload):
    """An investigative act with a result: a call, a visit, a check, a line followed."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "Spoke to best friend", "result": "Last seen at the bus station."}
    what: str
    result: str = ""


class Reviewed(Payload):
    """A supervisor's review of the episode. One that decides nothing is kept and does not count."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {
        "known": "Phone off since 18:40.", "hypothesis": "With the older friend.", "decision": "deploy", "level": "medium",
        "tasks": [{"what": "Visit the flat", "who": "PC 12", "where": "Harbour Row", "by_when": "2026-03-03T09:00:00Z"}],
        "text": "PC 12 to the flat on Harbour Row by 09:00.",
    }
    text: str = ""
    decision: Literal["deploy", "regrade", "escalate", "hand_over", "continue", "none"] = "none"
    by_when: datetime | None = None
    tasks: tuple[Action, ...] = ()
    known: str = ""
    hypothesis: str = ""
    level: Level | None = None
    nothing_to_add: str = ""


class ReviewTimeChanged(Payload):
    """The next review was moved from the timetable; a later time needs its reason."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"to": "2026-03-03T09:00:00Z", "reason": "Search team briefing at 08:45."}
    to: datetime
    reason: str = ""


class Found(Payload):
    """The child was located: seen or spoken to by somebody. Not yet verified, not yet home."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"by": "carer", "safe": True, "where": "A friend's house"}
    by: How
    safe: bool | None = None
    where: str = ""
    with_whom: str = ""


class Returned(Payload):
    """The child came back, or was brought back, to home or care."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"by": "self", "to": "foster"}
    by: How
    to: From = "home"
    harm_indicated: bool | None = None


class Verified(Payload):
    """Somebody verified the child: who, how."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"by": "police", "how": "Seen and spoken to alone at home."}
    by: Literal["police", "other_force", "professional", "abroad", "died", "duplicate", "nobody"]
    how: str = ""


class EpisodeClosed(Payload):
    """The episode was closed, and on whose authority."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "Seen safe by PC Osei.", "approved_by": "o:9", "approver_role": "inspector"}
    reason: str = ""
    approved_by: str | None = None
    approver_role: str | None = None


class PreventionInterviewHeld(Payload):
    """The prevention interview (safe and well): police, or whom the trigger plan names, saw the child."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"mode": "in_person", "alone": True, "by": "police", "why_not_police": ""}
    mode: Literal["in_person", "telephone"]
    alone: bool | None = None
    by: Literal["police", "carer", "worker"] = "police"
    why_not_police: str = ""


class PreventionInterviewRefused(Payload):
    """The child would not see us; a second attempt is owed."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"words": "Leave me alone."}
    words: str = ""


class ReturnInterviewRequested(Payload):
    """The local authority was asked for the independent return home interview."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"authority": "la:north"}
    authority: str = ""


class ReturnInterviewOffered(Payload):
    """The interview was offered: a stage that is measured, and discharges nothing."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {}


class ReturnInterviewHeld(Payload):
    """The return home interview was held, by somebody independent."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"independent": True}
    independent: bool = True


class ReturnInterviewDeclined(Payload):
    """The child declined the interview; the reason is recorded and the carer asked for their view."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "Does not want to talk again.", "carer_asked": True}
    reason: str = ""
    carer_asked: bool | None = None


class ReturnInterviewReceived(Payload):
    """The force received what the interview brought."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"by_channel": "gateway"}
    by_channel: str = ""


class ReturnInterviewRead(Payload):
    """Somebody in the force read it."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {}


class ReturnInterviewEntered(Payload):
    """Its places, people and reasons were entered on the record."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"places": ["place:9"], "people": ["p:unknown-4"], "reasons": ["debt"]}
    places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


class PartnerChased(Payload):
    """A partner was chased for what it owes: at what level, with what answer."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"level": "team", "answer": "By Friday."}
    level: Literal["team", "manager", "strategic"] = "team"
    answer: str = ""


class PriorityListed(Payload):
    """The child was put on the force's list of those who go missing most."""

    ABOUT: ClassVar = ("child|person",)
    EXAMPLE: ClassVar[dict[str, object]] = {"rank": 1}
    rank: int | None = None


class TriggerPlanAssigned(Payload):
    """A named author was given the trigger plan to write."""

    ABOUT: ClassVar = ("child|person",)
    EXAMPLE: ClassVar[dict[str, object]] = {"author": "o:52"}
    author: str


class TriggerPlanApproved(Payload):
    """A trigger plan is live for the child."""

    ABOUT: ClassVar = ("child|person",)
    EXAMPLE: ClassVar[dict[str, object]] = {"review_by": "2026-06-01", "also_sees_child": "carer"}
    review_by: date | None = None
    also_sees_child: Literal["carer", "worker"] | None = None


class TriggerPlanReviewed(Payload):
    """The trigger plan was reviewed."""

    ABOUT: ClassVar = ("child|person",)
    EXAMPLE: ClassVar[dict[str, object]] = {"changed": True}
    changed: bool = False


class TriggerPlanEnded(Payload):
    """The trigger plan was ended, with the reason."""

    ABOUT: ClassVar = ("child|person",)
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "Moved to another force's area; plan handed over."}
    reason: str


class RepeatMeetingHeld(Payload):
    """The multi-agency or strategy meeting about repeated episodes was held."""

    ABOUT: ClassVar = ("child|person",)
    EXAMPLE: ClassVar[dict[str, object]] = {"kind": "strategy"}
    kind: Literal["strategy", "multi_agency"] = "multi_agency"


class RepeatMeetingDeclined(Payload):
    """An inspector decided that no meeting is needed, with the reason."""

    ABOUT: ClassVar = ("child|person",)
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "Met last Tuesday on the second episode.", "approved_by": "o:9"}
    reason: str
    approved_by: str | None = None


class BureauNotified(Payload):
    """The UK Missing Persons Unit was notified."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"reference": "26-001122"}
    reference: str


class SeniorReviewed(Payload):
    """A long-term review of the episode by a senior officer."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"decision": "Media appeal agreed; see sister again."}
    decision: str = ""


class RepeatNoticed(Payload):
    """Noticed, not reported: so many episodes of one child within the window."""

    ABOUT: ClassVar = ("child|person",)
    EXAMPLE: ClassVar[dict[str, object]] = {"count": 3, "window_days": 90, "saw": ["f:1", "f:2", "f:3"]}
    count: int
    window_days: int
    saw: tuple[str, ...] = ()


class PlanGapNoticed(Payload):
    """Noticed: an episode began for a child who is owed a trigger plan and has none."""

    ABOUT: ClassVar = ("episode", "child|person")
    EXAMPLE: ClassVar[dict[str, object]] = {"owed_since": "2026-03-01T09:00:00Z", "saw": ["f:7"]}
    owed_since: datetime
    saw: tuple[str, ...] = ()


class UnreadInterviewNoticed(Payload):
    """Noticed: an episode began while a return interview of the same child waits to be read or entered."""

    ABOUT: ClassVar = ("episode", "child|person")
    EXAMPLE: ClassVar[dict[str, object]] = {"received_at": "2026-03-01T09:00:00Z", "saw": ["f:7"]}
    received_at: datetime
    saw: tuple[str, ...] = ()


class OwnerLoadNoticed(Payload):
    """Noticed: an episode was assigned to an inspector who already holds many open ones."""

    ABOUT: ClassVar = ("episode",)
    EXAMPLE: ClassVar[dict[str, object]] = {"owner": "o:31", "open": 5, "saw": ["f:1", "f:2", "f:3", "f:4", "f:5"]}
    owner: str
    open: int
    saw: tuple[str, ...] = ()
