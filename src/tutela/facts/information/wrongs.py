"""What goes wrong with personal data: breaches; and who looks at the record, with what right."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.information.terms import BREACH, RECORD

LOOKED = (f"officer|{RECORD}",)


class DataBreachNoticed(Payload):
    """Somebody noticed that personal data were lost, destroyed, changed, disclosed or looked at without right. *Known* is when the force became aware."""

    ABOUT: ClassVar = BREACH
    EXAMPLE: ClassVar[dict[str, object]] = {
        "kind": "disclosed", "people": 3, "children": 2, "text": "Minutes sent to the father's address.",
    }
    kind: Literal["disclosed", "looked_at", "lost", "stolen", "destroyed", "altered", "unavailable", "other"] = "other"
    people: int | None = None
    children: int | None = None
    text: str = ""
    by_processor: str = ""
    """Who told us, where it happened at somebody who processes for the force."""


class DataBreachAssessed(Payload):
    """How likely a risk to people is was decided, and why."""

    ABOUT: ClassVar = BREACH
    EXAMPLE: ClassVar[dict[str, object]] = {
        "risk": "high", "why": "He now knows the refuge.", "effects": "She must move.", "safety_plan": "Police and refuge told at once.",
    }
    risk: Literal["unlikely", "risk", "high"]
    why: str = ""
    effects: str = ""
    safety_plan: str = ""
    """What protects a person whom it puts in danger."""


class DataBreachContained(Payload):
    """Something was done about it: what was sent was brought back, access was shut, people were moved."""

    ABOUT: ClassVar = BREACH
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "Letter brought back unopened."}
    what: str


class DataBreachReported(Payload):
    """The Information Commissioner was told; where later than laid down, with the reasons."""

    ABOUT: ClassVar = BREACH
    EXAMPLE: ClassVar[dict[str, object]] = {"reference": "ICO-26-118", "reasons_if_late": "", "in_phases": False}
    reference: str = ""
    reasons_if_late: str = ""
    in_phases: bool = False


class DataBreachPeopleTold(Payload):
    """The people whom the breach puts at high risk were told."""

    ABOUT: ClassVar = BREACH
    EXAMPLE: ClassVar[dict[str, object]] = {"people": 3, "how": "In person", "not_told": 0}
    people: int | None = None
    how: str = ""
    not_told: int | None = None


class DataBreachTellingExempted(Payload):
    """It was decided, on a ground of the law, not to tell the people concerned, or to tell the public instead."""

    ABOUT: ClassVar = BREACH
    EXAMPLE: ClassVar[dict[str, object]] = {"ground": "protected", "why": "The device is encrypted.", "approved_by": "o:2"}
    ground: Literal["protected", "risk_removed", "disproportionate_public_told", "inquiry", "rights_of_others", "other"]
    why: str = ""
    approved_by: str | None = None


class DataBreachClosed(Payload):
    """The breach was closed, with what is done so that it does not happen again."""

    ABOUT: ClassVar = BREACH
    EXAMPLE: ClassVar[dict[str, object]] = {"learnt": "Addresses are checked by a second person.", "approved_by": "o:2"}
    learnt: str = ""
    approved_by: str | None = None


class AccessQuestioned(Payload):
    """Somebody asked why an officer looked at a record: an audit, a complaint, a supervisor. It says nothing against the officer."""

    ABOUT: ClassVar = LOOKED
    EXAMPLE: ClassVar[dict[str, object]] = {"origin": "audit", "text": "No task about this child that week."}
    origin: Literal["audit", "complaint", "supervisor", "the_person", "system", "other"] = "other"
    text: str = ""


class AccessLookedInto(Payload):
    """What looking into it found."""

    ABOUT: ClassVar = LOOKED
    EXAMPLE: ClassVar[dict[str, object]] = {"outcome": "proper", "text": "On the team that searched for her.", "sent_to": None}
    outcome: Literal["proper", "improper", "not_clear"]
    text: str = ""
    sent_to: Literal["line_manager", "professional_standards", "data_protection_officer"] | None = None


class EmergencyAccessUsed(Payload):
    """Somebody opened in an emergency, on their own reason, what is otherwise closed to them."""

    ABOUT: ClassVar = LOOKED
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "Child missing from that address now.", "until": "2026-11-26T20:00:00Z"}
    reason: str
    until: datetime | None = None


class EmergencyAccessReviewed(Payload):
    """A person other than who used it said whether it was right."""

    ABOUT: ClassVar = LOOKED
    EXAMPLE: ClassVar[dict[str, object]] = {"right": True, "why": "The child was found there."}
    right: bool
    why: str = ""


class AccessGiven(Payload):
    """An officer, partner or supplier was given access, for what and until when."""

    ABOUT: ClassVar = ("officer|unit|person|account",)
    EXAMPLE: ClassVar[dict[str, object]] = {"access": "administration", "privileged": True, "agency": "", "until": "2027-02-28T00:00:00Z"}
    access: str
    privileged: bool = False
    agency: str = ""
    until: datetime | None = None


class AccessConfirmed(Payload):
    """A line manager or the record's owner looked whether somebody still needs the access that they have."""

    ABOUT: ClassVar = ("officer|unit|person|account",)
    EXAMPLE: ClassVar[dict[str, object]] = {"access": "administration", "still_needed": True}
    access: str
    still_needed: bool


class AccessTakenAway(Payload):
    """Access was taken away: the person left, moved, or needs it no more."""

    ABOUT: ClassVar = ("officer|unit|person|account",)
    EXAMPLE: ClassVar[dict[str, object]] = {"access": "administration", "why": "Moved to traffic."}
    access: str
    why: str = ""


class LoggingFailed(Payload):
    """A system of the force did not log who collected, altered, looked at, disclosed, combined or erased."""

    ABOUT: ClassVar = ("unit|force|document",)
    EXAMPLE: ClassVar[dict[str, object]] = {"system": "custody", "what": ["consultation"], "text": "Disk full"}
    system: str
    what: tuple[Literal["collection", "alteration", "consultation", "disclosure", "combination", "erasure"], ...] = ()
    text: str = ""


class LoggingRestored(Payload):
    """It logs again; what was lost meanwhile was said."""

    ABOUT: ClassVar = ("unit|force|document",)
    EXAMPLE: ClassVar[dict[str, object]] = {"system": "custody", "lost": "Forty minutes of look-ups"}
    system: str
    lost: str = ""


class AccessibilityStatementReviewed(Payload):
    """The statement of how accessible the force's pages are was reviewed and published."""

    ABOUT: ClassVar = ("document|force",)
    EXAMPLE: ClassVar[dict[str, object]] = {"changed": True, "text": "Two maps have no table yet."}
    changed: bool = False
    text: str = ""
