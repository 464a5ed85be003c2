"""Before the next time: lists, trigger plans, meetings, long-term reviews, and what is noticed."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal

import msgspec

from tutela.facts.form import Payload
from tutela.facts.missing.search import Answer
from tutela.facts.missing.terms import EPISODE


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


class PlannedAction(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One action of a trigger plan: what, by whom (``role@area`` or a name), within how many minutes of the report."""

    what: str
    who: str = ""
    within: int | None = None


class TriggerPlanApproved(Payload):
    """A trigger plan is live for the child: its actions in order, and what helps to find the child, one entry each."""

    ABOUT: ClassVar = ("child|person",)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "review_by": "2026-06-01", "also_sees_child": "carer", "author": "o:52",
        "actions": [{"what": "Search the bus station", "who": "response_officer@response", "within": 30}],
    }
    review_by: date | None = None
    also_sees_child: Literal["carer", "worker"] | None = None
    author: str | None = None
    actions: tuple[PlannedAction, ...] = ()
    addresses: tuple[str, ...] = ()
    associates: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    transport: tuple[str, ...] = ()
    call: tuple[str, ...] = ()


class TriggerPlanReviewed(Payload):
    """The trigger plan was reviewed."""

    ABOUT: ClassVar = ("child|person",)
    EXAMPLE: ClassVar[dict[str, object]] = {"changed": True}
    changed: bool = False
    text: str = ""


class TriggerPlanEnded(Payload):
    """The trigger plan was ended, with the reason."""

    ABOUT: ClassVar = ("child|person",)
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "Moved to another force's area; plan handed over."}
    reason: str


class ProfileGiven(Payload):
    """Those who care for a child wrote down beforehand what a search needs: the answers of the questionnaire, kept for the day. The last answer stands."""

    ABOUT: ClassVar = ("child|person",)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "by": "Mrs Hale, manager of Rowan House", "answers": [{"question": "description", "words": "Slim, short black hair, scar on the chin"}],
        "photo": "With the home's file, March 2026",
    }
    by: str
    """Who of them: name, and what they are to the child."""
    answers: tuple[Answer, ...] = ()
    photo: str = ""
    """Where a photo is; never the photo."""


class ReviewListed(Payload):
    """The episode was put on the list that the specialist team reviews with its partners, each morning those of the last day."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"day": "2026-03-04"}
    day: date | None = None


class SpecialistReviewed(Payload):
    """The specialist team reviewed the episode, and what it found. One that says nothing is kept and does not count."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"found": "Third time from the same flat; social worker rings the landlord today."}
    found: str = ""


class RepeatMeetingHeld(Payload):
    """The multi-agency or strategy meeting about repeated episodes was held."""

    ABOUT: ClassVar = ("child|person",)
    EXAMPLE: ClassVar[dict[str, object]] = {"kind": "strategy", "decided": "A trigger plan by Friday; the bus station is watched."}
    kind: Literal["strategy", "multi_agency"] = "multi_agency"
    decided: str = ""


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
