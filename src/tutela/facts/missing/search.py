"""While the child is missing: report, risk, ownership, plan, search, review."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

import msgspec

from tutela.facts.form import Payload
from tutela.facts.missing.terms import EPISODE, From, Level
from tutela.facts.people import Marker


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
    imported: bool = False
    """From a list of the past: it counts when the child is next reported, and raises nothing by itself."""


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question of the questionnaire with what was said, or why it was not asked; that somebody was asked and does not know is an answer."""

    question: str
    words: str = ""
    value: str = ""
    """The answer that was chosen, where the question offers some."""
    not_asked: str = ""
    """Why it was not asked."""


class QuestionnaireCompleted(Payload):
    """The missing child questionnaire: what was answered, and what of it is still unanswered."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"unanswered": ["money"], "answers": [{"question": "phone", "words": "07700 900123, switched off since four"}]}
    unanswered: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()


class AlertConsidered(Payload):
    """Somebody decided whether to ask others to look out for the child, and why: the ports, or the public (Child Rescue Alert)."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"kind": "ports", "asked": True, "why": "Passport gone; her uncle flies tonight.", "reference": "NBTC-4471"}
    kind: Literal["ports", "child_rescue"]
    asked: bool
    why: str = ""
    reference: str = ""
    """What the other side calls it."""


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
    not_considered: tuple[str, ...] = ()
    """What was known of the child, or found by the systems check, and was not answered: the level stands, and a second line reads it."""
    read_why: str | None = None
    """The last record of a return on which stood what the grader says they read: why this child goes missing."""


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
    """The episode was assigned to a role; theirs when accepted, the giver's until then. ``about`` names the officer where known."""

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
    ref: str | None = None
    """The officer, where one is named."""


class Searched(Payload):
    """A search was made and what came of it."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {
        "what": "room", "result": "Diary names a flat in the harbour.", "where": "8 Orchard Close", "power": "consent", "who": "PC 77",
    }
    what: Literal["room", "home", "vehicle", "open_land", "premises", "other"]
    result: str = ""
    where: str = ""
    """The address, or what stands for one."""
    power: Literal["", "consent", "life_or_limb", "warrant", "after_arrest", "no_power_needed"] = ""
    """By which power or whose consent: to save life or limb is section 17(1)(e) of the Police and Criminal Evidence Act 1984."""
    who: str = ""
    """Who searched, where that is not who says so."""


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
