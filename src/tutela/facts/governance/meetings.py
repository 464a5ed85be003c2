"""Boards and other meetings that govern: created, called, prepared, held, minuted; what is asked and decided there.

Meetings about one child have their own facts, with referrals, missing children and exploitation.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal

import msgspec

from tutela.facts.form import Payload
from tutela.facts.governance.terms import Theme

MEETING = ("meeting",)
Forum = Literal[
    "vulnerability_board", "skills_board", "people_board", "gold", "silver", "bronze", "daily_management", "forensic_backlog",
    "police_protection_review", "custody_panel", "exploitation_board", "partnership", "training", "other",
]


class Attendance(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One agency or role and how it took part."""

    who: str
    how: Literal["attended", "deputy", "paper", "apologies", "absent"] = "attended"


class ForumCreated(Payload):
    """A board, panel or series of meetings was created (``as: forum``): for what, how often, in whose chair. It has not met yet."""

    ABOUT: ClassVar = MEETING
    EXAMPLE: ClassVar[dict[str, object]] = {
        "forum": "custody_panel", "every_days": 91, "chair": "superintendent@custody", "members": ["la:north"],
    }
    forum: Forum
    every_days: int | None = None
    chair: str | None = None
    members: tuple[str, ...] = ()
    terms: str = ""


class ForumEnded(Payload):
    """A board or series was ended, and what takes its place was said."""

    ABOUT: ClassVar = MEETING
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Taken into the vulnerability board."}
    why: str = ""


class MeetingCalled(Payload):
    """A meeting was called for a time; its forum is named ``as: forum``."""

    ABOUT: ClassVar = MEETING
    EXAMPLE: ClassVar[dict[str, object]] = {"forum": "vulnerability_board", "for_when": "2026-12-03T10:00:00Z", "theme": "missing"}
    forum: Forum = "other"
    for_when: datetime | None = None
    theme: Theme | None = None


class PackMade(Payload):
    """What is to be read before a meeting or visit was put together, from what was known at that moment."""

    ABOUT: ClassVar = ("meeting|inspection",)
    EXAMPLE: ClassVar[dict[str, object]] = {"as_at": "2026-12-02T09:00:00Z", "contains": ["children-missing-now", "late"]}
    as_at: datetime | None = None
    contains: tuple[str, ...] = ()


class MeetingHeld(Payload):
    """A meeting of a board or panel (``as: forum``) was held, and who took part."""

    ABOUT: ClassVar = MEETING
    EXAMPLE: ClassVar[dict[str, object]] = {
        "forum": "vulnerability_board", "theme": "missing", "chaired_by": "assistant_chief_constable",
        "attendance": [{"who": "la:north", "how": "deputy"}],
    }
    forum: Forum = "other"
    theme: Theme | None = None
    chaired_by: str = ""
    attendance: tuple[Attendance, ...] = ()


class MeetingCancelled(Payload):
    """A meeting that had been called was not held."""

    ABOUT: ClassVar = MEETING
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "No quorum", "next_when": "2026-12-10T10:00:00Z"}
    why: str = ""
    next_when: datetime | None = None


class QuestionAsked(Payload):
    """A board asked a question or challenged what it was told."""

    ABOUT: ClassVar = MEETING
    EXAMPLE: ClassVar[dict[str, object]] = {"question": "Why do three in ten wait?", "of": "superintendent@contact"}
    question: str
    of: str | None = None


class QuestionAnswered(Payload):
    """A board's question was answered."""

    ABOUT: ClassVar = MEETING
    EXAMPLE: ClassVar[dict[str, object]] = {"asked": "f:71", "answer": "Nobody is rostered after two."}
    answer: str
    asked: str | None = None


class DecisionMade(Payload):
    """Somebody who may decide did so, in a meeting or not. What must follow is an action of its own."""

    ABOUT: ClassVar = ("meeting|recommendation|action|inspection|document|unit|force",)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "decision": "Two more examiners", "why": "Children wait nine months.", "rejected": "Outsource all",
        "expected_result": "Under 28 days by May",
    }
    decision: str
    why: str = ""
    rejected: str = ""
    expected_result: str = ""


class DecisionLookedAt(Payload):
    """What a decision brought about was looked at, at the next meeting or later."""

    ABOUT: ClassVar = ("meeting|recommendation|action|inspection|document|unit|force",)
    EXAMPLE: ClassVar[dict[str, object]] = {"decided": "f:72", "effect": "some", "text": "Down to 40 days."}
    effect: Literal["as_expected", "some", "none", "worse"]
    decided: str | None = None
    text: str = ""


class MinutesIssued(Payload):
    """The minutes of a meeting were issued, by whoever keeps them."""

    ABOUT: ClassVar = MEETING
    EXAMPLE: ClassVar[dict[str, object]] = {"by": "force"}
    by: str = "force"


class RecordingKept(Payload):
    """A meeting was recorded in sound, with consent, and its key points written down."""

    ABOUT: ClassVar = MEETING
    EXAMPLE: ClassVar[dict[str, object]] = {"consented": True, "key_points": "Move him this week.", "keep_until": "2033-12-03"}
    consented: bool | None = None
    key_points: str = ""
    keep_until: date | None = None
