"""What partners send and owe: their documents received, read and entered; what is late, taken up level by level.

Minutes of a meeting about a child, and what partners answer to a notice, have their own facts with referrals; return interviews with missing children.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.governance.terms import CASE, TEAM

CONCERNS = (f"{CASE}|meeting|request|document|{TEAM}",)
Level = Literal["practitioner", "team", "manager", "head_of_service", "director", "partnership"]
What = Literal["minutes", "assessment", "plan", "interview", "feedback", "letter", "report", "referral", "accommodation", "reply", "other"]


class DocumentExpected(Payload):
    """A partner owes the force a document, since when and by when: agreed, promised, or laid down in a protocol."""

    ABOUT: ClassVar = CONCERNS
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "minutes", "from_agency": "la:north", "by_when": "2026-12-08"}
    what: What
    from_agency: str
    by_when: date | None = None


class DocumentReceived(Payload):
    """A partner's document came in. Nobody has read it and nothing of it is entered."""

    ABOUT: ClassVar = ("document",)
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "minutes", "from_agency": "la:north", "by_channel": "gateway", "lacks": []}
    what: What
    from_agency: str = ""
    by_channel: str = ""
    lacks: tuple[str, ...] = ()
    """What the form asks for and the document does not say."""


class DocumentRead(Payload):
    """Somebody in the force read it."""

    ABOUT: ClassVar = ("document",)
    EXAMPLE: ClassVar[dict[str, object]] = {}


class DocumentEntered(Payload):
    """Its decisions, people, places and actions were entered on the record: an attachment alone is not that."""

    ABOUT: ClassVar = ("document",)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "decisions": ["Move placement"], "people": ["p:unknown-4"], "places": [], "actions": ["action:9"],
    }
    decisions: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()


class DocumentReturned(Payload):
    """It went back to the partner, with what is missing; what came is kept."""

    ABOUT: ClassVar = ("document",)
    EXAMPLE: ClassVar[dict[str, object]] = {"lacks": ["plan"]}
    lacks: tuple[str, ...] = ()


class PartnerReminded(Payload):
    """A partner was reminded of what it owes, before anybody senior was asked."""

    ABOUT: ClassVar = CONCERNS
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "minutes", "agency": "la:north", "answer": ""}
    what: What
    agency: str
    answer: str = ""


class PartnerEscalated(Payload):
    """What a partner owes and has not given was taken up with a named person at a level. A decision that we dispute is a challenge, with referrals."""

    ABOUT: ClassVar = CONCERNS
    EXAMPLE: ClassVar[dict[str, object]] = {
        "agency": "la:north", "level": "manager", "person": "Team manager Reyes", "because": "late", "what": "minutes", "answer_by": "2026-12-10T12:00:00Z",
    }
    agency: str
    level: Level
    person: str = ""
    because: Literal["late", "incomplete", "absent", "other"] = "late"
    what: What = "other"
    answer_by: datetime | None = None


class EscalationAnswered(Payload):
    """The partner answered at that level."""

    ABOUT: ClassVar = CONCERNS
    EXAMPLE: ClassVar[dict[str, object]] = {
        "agency": "la:north", "level": "manager", "outcome": "agreed", "answer": "Minutes today.", "effect_on_child": "",
    }
    agency: str
    level: Level
    outcome: Literal["agreed", "agreed_in_part", "not_agreed"] = "agreed"
    answer: str = ""
    effect_on_child: str = ""


class EscalationEnded(Payload):
    """Who took it up decided to go no further, with the reason; or has what was owed."""

    ABOUT: ClassVar = CONCERNS
    EXAMPLE: ClassVar[dict[str, object]] = {"agency": "la:north", "why": "Received and entered."}
    agency: str
    why: str


class PartnerWorkDone(Payload):
    """Police did what was a partner's to do: what, and how long it took."""

    ABOUT: ClassVar = CONCERNS
    EXAMPLE: ClassVar[dict[str, object]] = {"agency": "la:north", "what": "Drove the child to the placement", "hours": 3.5}
    agency: str
    what: str
    hours: float | None = None


class PartnerWorkReturned(Payload):
    """Work that is a partner's was given back to them, and how the child was kept safe meanwhile."""

    ABOUT: ClassVar = CONCERNS
    EXAMPLE: ClassVar[dict[str, object]] = {"agency": "la:north", "what": "Transport", "meanwhile": "Waited with him."}
    agency: str
    what: str
    meanwhile: str = ""
