"""Around a meeting about a child: who came, the force's own note, minutes, and what it gave people to do.

``about`` names the meeting and every child or adult whose case it holds. Meetings are strategy discussions, child protection
conferences, core groups and conferences on domestic abuse; panels on exploitation and boards have theirs in their own areas.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.referrals.terms import MEETING, Agency

ACTION = ("action",)
Meeting = Literal["strategy", "conference", "review_conference", "core_group", "marac", "other"]


class AgencyAttended(Payload):
    """Somebody from an agency took part, in person or by a deputy."""

    ABOUT: ClassVar = MEETING
    EXAMPLE: ClassVar[dict[str, object]] = {"agency": "police", "deputy": False, "paper": True, "shared": "Two notices and the last three call-outs."}
    agency: Agency
    deputy: bool = False
    paper: bool | None = None
    shared: str = ""


class AgencyAbsent(Payload):
    """An agency that was asked to come did not."""

    ABOUT: ClassVar = MEETING
    EXAMPLE: ClassVar[dict[str, object]] = {"agency": "police", "paper": False, "why": "Nobody free."}
    agency: Agency
    paper: bool | None = None
    why: str = ""


class MeetingNoteMade(Payload):
    """The police attendee wrote down what was decided, whatever minutes may come."""

    ABOUT: ClassVar = MEETING
    EXAMPLE: ClassVar[dict[str, object]] = {
        "meeting": "strategy", "decided": "Joint visit tomorrow 09:00; brother included.", "police_do": "Interview of the aunt by Friday.",
    }
    meeting: Meeting = "strategy"
    decided: str = ""
    police_do: str = ""
    dissent: str = ""


class MinutesReceived(Payload):
    """The minutes came to the force; nobody has read or entered them by that."""

    ABOUT: ClassVar = MEETING
    EXAMPLE: ClassVar[dict[str, object]] = {"meeting": "marac", "agency": "social_care"}
    meeting: Meeting = "strategy"
    agency: Agency | None = None


class MinutesEntered(Payload):
    """The minutes were put on the record, where they belong; their actions are entered one by one."""

    ABOUT: ClassVar = MEETING
    EXAMPLE: ClassVar[dict[str, object]] = {"meeting": "marac"}
    meeting: Meeting = "strategy"


class ActionsEntered(Payload):
    """Somebody said that every action of the meeting is entered, or that it set none."""

    ABOUT: ClassVar = MEETING
    EXAMPLE: ClassVar[dict[str, object]] = {"meeting": "marac", "none": False}
    meeting: Meeting = "strategy"
    none: bool = False


class MinutesCompared(Payload):
    """The minutes were read against the force's own note."""

    ABOUT: ClassVar = MEETING
    EXAMPLE: ClassVar[dict[str, object]] = {"differ": True, "how": "Our note has the brother in the plan; the minutes do not."}
    differ: bool
    how: str = ""


class MeetingActionSet(Payload):
    """A meeting gave somebody something to do by a time."""

    ABOUT: ClassVar = ("action", "meeting")
    EXAMPLE: ClassVar[dict[str, object]] = {
        "what": "Move her to the refuge list.", "agency": "housing", "who": "Housing officer Bell", "by_when": "2026-03-19T17:00:00Z",
    }
    what: str
    agency: Agency = "police"
    to: str = ""
    """Whose it is, as ``role@area``, where it is the force's."""
    who: str = ""
    by_when: datetime | None = None


class MeetingActionDone(Payload):
    """An action of a meeting was done, with what shows it."""

    ABOUT: ClassVar = ACTION
    EXAMPLE: ClassVar[dict[str, object]] = {"result": "On the list since Tuesday.", "evidence": "doc:91"}
    result: str = ""
    evidence: str = ""


class MeetingActionMoved(Payload):
    """An action of a meeting was given another time, with the reason."""

    ABOUT: ClassVar = ACTION
    EXAMPLE: ClassVar[dict[str, object]] = {"by_when": "2026-03-26T17:00:00Z", "reason": "She is in hospital until then.", "approved_by": "o:9"}
    by_when: datetime
    reason: str = ""
    approved_by: str | None = None


class MeetingActionDropped(Payload):
    """Somebody decided that an action of a meeting is not to be done, with the reason."""

    ABOUT: ClassVar = ACTION
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "She found a flat herself.", "approved_by": "o:9"}
    reason: str = ""
    approved_by: str | None = None
