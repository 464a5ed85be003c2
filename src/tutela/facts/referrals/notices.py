"""A concern for a child and the notice of it: who is concerned, which children, what was seen and heard, and its first reader."""

from __future__ import annotations

from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.people import Marker
from tutela.facts.referrals.terms import CHILD, INCIDENT, NOTICE, SUBJECT, Assessment, Aware, Connection, Harm

Mark = Literal["good", "enough", "poor"]


class ConcernIdentified(Payload):
    """Somebody in the force came to be concerned for a child or adult; no notice has been made by that."""

    ABOUT: ClassVar = SUBJECT
    EXAMPLE: ClassVar[dict[str, object]] = {"arose": "visit", "what": "No food in the house, she minds two younger brothers.", "immediate_danger": False}
    arose: Literal[
        "attendance", "visit", "stop", "search_of_premises", "arrest", "custody", "interview", "return_of_missing", "intelligence",
        "offender_visit", "patrol", "partner", "other",
    ] = "other"
    what: str = ""
    harm: tuple[Harm, ...] = ()
    immediate_danger: bool | None = None


class HouseholdChildFound(Payload):
    """A child was found to be at an address that is dealt with, or to live there, seen or not; children who are only named are found elsewhere.

    ``about`` names the child, the incident and the place.
    """

    ABOUT: ClassVar = CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {"connection": "lives_there", "found_in": "address_history", "where_now": "With her father until Sunday."}
    connection: Literal["present", "lives_there", "usually_lives_elsewhere", "caller", "unborn", "other"] = "present"
    found_in: Literal["attendance", "caller", "address_history", "school", "partner", "other"] | None = None
    where_now: str = ""


class ChildLeftOut(Payload):
    """A child connected with what is dealt with was left out of the notices, with the reason; asking for approval is another act."""

    ABOUT: ClassVar = CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {"connection": "lives_there", "why": "With her father abroad since June; seen there by his force."}
    connection: Connection | None = None
    why: str = ""


class AwareRecorded(Payload):
    """What an officer saw and heard of a child was recorded under AWARE; each part is written, or why it was not observed.

    Also of a child met on return, in custody, under police protection or at an offender's home: ``about`` names that record too.
    """

    ABOUT: ClassVar = CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {
        "appearance": "Thin, clean, no shoes on.", "words": "\"I don't go home when he's there.\"", "activity": "Kept looking at the door.",
        "relationships": "Stood behind her sister when he came in.", "environment": "One mattress for three.", "not_observed": [], "why_not": "",
        "seen": True, "spoken_to": True, "alone": True, "video": ["bwv:5512 21:04-21:19"],
    }
    appearance: str = ""
    words: str = ""
    """The child's own words where they spoke: spontaneous words only, where an interview is due."""
    activity: str = ""
    relationships: str = ""
    environment: str = ""
    not_observed: tuple[Aware, ...] = ()
    why_not: str = ""
    seen: bool | None = None
    spoken_to: bool | None = None
    alone: bool | None = None
    present: str = ""
    """Who else was there."""
    not_spoken_to_because: str = ""
    account_deferred: bool = False
    """The account is left to an interview under Achieving Best Evidence."""
    speaks_next: str = ""
    """Who will speak to this child, or why nobody yet."""
    lived_experience: str = ""
    video: tuple[str, ...] = ()
    """References of body-worn video that shows it."""
    why_no_video: str = ""


class NoticeAskedFor(Payload):
    """A specialist team, or whoever read the record later, asked an officer for a notice that had not been made."""

    ABOUT: ClassVar = SUBJECT
    EXAMPLE: ClassVar[dict[str, object]] = {"of": "o:50", "why": "Two children at the address, no notice on the log."}
    of: str = ""
    why: str = ""


class NoticeMade(Payload):
    """A public protection notice was made about a child or adult; nobody outside is told by that."""

    ABOUT: ClassVar = SUBJECT
    EXAMPLE: ClassVar[dict[str, object]] = {
        "aware_complete": True, "grade": "red", "harm": ["neglect"], "what": "Left alone with two younger brothers since Friday.",
        "ethnicity": "Any other mixed background", "ethnicity_by": "self", "changes": ["missing"], "concerns": ["self_harm"],
    }
    aware_complete: bool | None = None
    """As the form says it; what was recorded stands in ``AwareRecorded``."""
    grade: str | None = None
    harm: tuple[Harm, ...] = ()
    concerns: tuple[Marker, ...] = ()
    what: str = ""
    """What happened, as fact."""
    opinion: str = ""
    """What the officer thinks of it, kept apart from fact."""
    ethnicity: str = ""
    ethnicity_by: Literal["self", "parent", "record", "officer", "not_stated"] | None = None
    ethnicity_why_not: str = ""
    disability: str = ""
    language: str = ""
    parents_view: str = ""
    impact: str = ""
    """On the child and the family."""
    fears: str = ""
    suicidal_thoughts: bool | None = None
    actions_taken: str = ""
    protective: str = ""
    changes: tuple[Assessment, ...] | None = None
    """Which existing assessment of risk this changes; empty where the officer says none, absent where nobody said."""
    consent: Literal["given", "refused", "not_sought"] | None = None
    consent_why: str = ""
    family_told: bool | None = None
    family_why_not: str = ""
    relied_on: tuple[str, ...] = ()
    """Earlier incidents and records that it rests on."""


class NoticeAmended(Payload):
    """A further version of a notice was made; the earlier one stays as it was sent."""

    ABOUT: ClassVar = NOTICE
    EXAMPLE: ClassVar[dict[str, object]] = {"parts": ["words"], "version": 2, "what": "Her own words added from the video."}
    parts: tuple[Aware, ...] = ()
    version: int | None = None
    what: str = ""
    ethnicity: str = ""
    ethnicity_by: Literal["self", "parent", "record", "officer", "not_stated"] | None = None


class NoNoticeRequested(Payload):
    """An officer asked that no notice be made for a child connected with what they dealt with; it stays owed until another approves."""

    ABOUT: ClassVar = SUBJECT
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "Not at home, seen well at her grandmother's, school says settled."}
    reason: str = ""


class NoNoticeApproved(Payload):
    """A supervisor who is not the requester approved that no notice is made."""

    ABOUT: ClassVar = SUBJECT
    EXAMPLE: ClassVar[dict[str, object]] = {"requested_by": "o:50", "reason": "Grandmother and school spoken to by name."}
    requested_by: str = ""
    reason: str = ""


class NoNoticeDeclined(Payload):
    """A supervisor declined; the notice is owed as before."""

    ABOUT: ClassVar = SUBJECT
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "Nobody has seen the younger one."}
    reason: str = ""


class OptionsConsidered(Payload):
    """Which immediate means of safeguarding were considered for a child, which was chosen and why."""

    ABOUT: ClassVar = CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {
        "considered": ["police_protection", "strategy_discussion", "relocation"], "chosen": ["relocation"], "why": "Aunt takes all three tonight.",
    }
    considered: tuple[Literal[
        "police_protection", "strategy_discussion", "emergency_duty_team", "emergency_protection_order", "domestic_abuse_notice", "abduction_notice",
        "arrest", "bail_condition", "relocation", "other",
    ], ...] = ()
    chosen: tuple[Literal[
        "police_protection", "strategy_discussion", "emergency_duty_team", "emergency_protection_order", "domestic_abuse_notice", "abduction_notice",
        "arrest", "bail_condition", "relocation", "none", "other",
    ], ...] = ()
    why: str = ""


class NoticeReviewed(Payload):
    """The officer's supervisor read the notice and marked it, beside the triage; it waits for nothing and holds nothing back."""

    ABOUT: ClassVar = NOTICE
    EXAMPLE: ClassVar[dict[str, object]] = {
        "aware": "good", "ethnicity": "enough", "all_children": "poor", "immediate_safety": "good", "risk_plain": "enough", "outcome": "returned",
        "text": "The baby upstairs is not on it: notice by 20:00.",
    }
    aware: Mark | None = None
    ethnicity: Mark | None = None
    all_children: Mark | None = None
    immediate_safety: Mark | None = None
    risk_plain: Mark | None = None
    outcome: Literal["stands", "returned", "raised"] | None = None
    score: int | None = None
    text: str = ""


class AttendanceReviewed(Payload):
    """A supervisor read what was done at an incident with a child: seen, every room, decision, notice, what next."""

    ABOUT: ClassVar = INCIDENT
    EXAMPLE: ClassVar[dict[str, object]] = {"child_seen": True, "every_room": False, "decision_sound": True, "text": "PC 50 back by 21:00: loft room not seen."}
    child_seen: bool | None = None
    every_room: bool | None = None
    decision_sound: bool | None = None
    notice: Mark | None = None
    text: str = ""
    second_line: bool = False
    """A sample by somebody outside the team."""
