"""The referral desk: a notice received, checked, triaged, returned, and where it goes. Triage is not a decision."""

from __future__ import annotations

from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.referrals.terms import CHILD, NOTICE, Agency, Colour, Threshold, Urgency

Destination = Literal[
    "mash", "social_care", "emergency_duty_team", "early_help", "school", "health", "adult_services", "domestic_abuse_support", "housing",
    "youth_justice", "probation", "other",
]
Lacking = Literal[
    "appearance", "words", "activity", "relationships", "environment", "ethnicity", "disability", "children", "safety", "other",
]
NotShared = Literal[
    "below_threshold", "already_known", "no_consent", "duplicate", "no_child_at_risk", "adult_only", "more_harm", "police_only", "other",
]


class NoticeReceived(Payload):
    """The notice came to the referral desk; nobody has read it by that."""

    ABOUT: ClassVar = NOTICE
    EXAMPLE: ClassVar[dict[str, object]] = {"desk": "vulnerability assessment team"}
    desk: str = ""


class HouseholdChecked(Payload):
    """Systems were checked for the adults and children of the household; that they were and what was hit, never what they say.

    ``about`` names each person who was checked.
    """

    ABOUT: ClassVar = NOTICE
    EXAMPLE: ClassVar[dict[str, object]] = {
        "checked": ["crime", "intelligence", "pnc"], "not_checked": ["pnd"], "why_not": "No trained searcher on duty.", "hits": ["h4"],
    }
    checked: tuple[str, ...] = ()
    not_checked: tuple[str, ...] = ()
    why_not: str = ""
    hits: tuple[str, ...] = ()


class Triaged(Payload):
    """A referral officer assessed the notice: risk now, urgency, view of the threshold; where it goes is decided apart."""

    ABOUT: ClassVar = NOTICE
    EXAMPLE: ClassVar[dict[str, object]] = {
        "risk": "Sleeping in the car tonight with her mother.", "grade": "red", "urgency": "immediate", "history_read": True, "history_months": 12,
        "all_children_covered": True, "threshold": "child_protection",
    }
    risk: str = ""
    grade: Colour | None = None
    urgency: Urgency | None = None
    history_read: bool | None = None
    history_months: int | None = None
    all_children_covered: bool | None = None
    threshold: Threshold | None = None
    score: int | None = None
    """The desk's mark of the notice's quality."""
    text: str = ""


class ReturnedToOfficer(Payload):
    """The desk asked the officer for what the notice lacks; what is urgent in it is shared meanwhile."""

    ABOUT: ClassVar = NOTICE
    EXAMPLE: ClassVar[dict[str, object]] = {"lacks": ["words", "ethnicity"], "to": "o:50", "text": "What did she say herself?"}
    lacks: tuple[Lacking, ...] = ()
    to: str = ""
    text: str = ""


class OfficerAnswered(Payload):
    """The officer answered what the desk had asked for, or said why it cannot be had."""

    ABOUT: ClassVar = NOTICE
    EXAMPLE: ClassVar[dict[str, object]] = {"supplied": ["words"], "cannot": ["ethnicity"], "why": "Mother would not say."}
    supplied: tuple[Lacking, ...] = ()
    cannot: tuple[Lacking, ...] = ()
    why: str = ""


class QualityToldToOfficer(Payload):
    """The desk told the officer how good the notice was."""

    ABOUT: ClassVar = NOTICE
    EXAMPLE: ClassVar[dict[str, object]] = {"score": 4, "text": "Her own words made the difference."}
    score: int | None = None
    text: str = ""


class DestinationDecided(Payload):
    """Somebody decided with whom a notice is shared, or that it is shared with nobody and why; it is not sent by that."""

    ABOUT: ClassVar = NOTICE
    EXAMPLE: ClassVar[dict[str, object]] = {"to": ["mash", "school"], "none_because": None, "why": "Third notice since May.", "basis": "Children Act 2004 s11"}
    to: tuple[Destination, ...] = ()
    """Empty: shared with nobody."""
    none_because: NotShared | None = None
    why: str = ""
    detriment: str = ""
    """Why sharing would do the child more harm than good, where that was weighed."""
    basis: str = ""
    authority: str = ""
    """Which local authority, where the force has more than one."""
    with_whom: tuple[Agency, ...] = ()
    """The agencies that decided it together; empty: one agency alone."""


class NoticeFiled(Payload):
    """The desk put the notice away as dealt with; whether everything was decided and told is another question."""

    ABOUT: ClassVar = NOTICE
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Child in need plan; officer told."}
    why: str = ""


class UnsharedReadAgain(Payload):
    """Somebody read again what had been shared with nobody, and said what follows; ``about`` names the notices."""

    ABOUT: ClassVar = CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {
        "how": "look_back", "outcome": "share", "with_whom": ["police", "social_care"], "why": "Three since Christmas, each small, together not.",
    }
    how: Literal["second_reader", "look_back", "joint_review"]
    outcome: Literal["stands", "share"] | None = None
    with_whom: tuple[Agency, ...] = ()
    why: str = ""
