"""Telling schools and colleges of domestic abuse (Operation Encompass): which, checked, released, by hand where it must be.

``about`` names the child, the incident, and where it is known the establishment (``place``, ``as: school``). That the notice left,
came, and that somebody was told are facts of ``sharing`` (``matter: domestic_abuse``, ``to: school``).
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

import msgspec

from tutela.facts.form import Payload
from tutela.facts.referrals.terms import CHILD

FORCE = ("force|unit",)


class EstablishmentFound(Payload):
    """A school, college or other place of education of the child was found, with who takes such notices there."""

    ABOUT: ClassVar = CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {"sector": "school", "contact": "Designated safeguarding lead", "opens": "08:30"}
    sector: Literal["school", "nursery_school", "further_education", "academy_16_19", "alternative_provision", "other"] = "school"
    contact: str = ""
    opens: str = ""


class NoEstablishmentFound(Payload):
    """No place of education was found for the child, with the reason, and to whom the concern goes instead."""

    ABOUT: ClassVar = CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {"because": "under_age", "instead": "health_visitor", "why": ""}
    because: Literal["under_age", "home_educated", "not_registered", "not_known", "left", "abroad", "other"]
    instead: Literal["health_visitor", "nursery", "local_authority", "nobody"] | None = None
    why: str = ""


class RecipientChecked(Payload):
    """It was checked whether a recipient is linked with the suspect and whether the address is safe."""

    ABOUT: ClassVar = CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {"linked": False, "address_safe": True, "other_family_left_out": True, "why": ""}
    linked: bool | None = None
    address_safe: bool | None = None
    other_family_left_out: bool | None = None
    why: str = ""


class SchoolNoticePrepared(Payload):
    """A notice to a school was drawn up for a child; nothing has left."""

    ABOUT: ClassVar = CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {"childs_words": "Would not go to bed.", "contact_risks": "He may come to collect him."}
    childs_words: str = ""
    contact_risks: str = ""


class SchoolNoticeReleased(Payload):
    """Somebody released a notice to a school, or it left under a standing authority; it is sent when it is sent."""

    ABOUT: ClassVar = CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {"under": "person", "authority": None}
    under: Literal["person", "standing_authority"] = "person"
    authority: str | None = None
    """The standing authority under which it left."""


class SchoolNoticeDelayed(Payload):
    """Somebody said why a notice to a school goes later, or is not owed: a danger, an exception of the regulations."""

    ABOUT: ClassVar = CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {"because": "danger", "why": "The deputy head is his sister; her head asked first.", "approved_by": "o:9"}
    because: Literal["danger", "regulations", "school_closed", "address_unsafe", "recipient_linked", "other"]
    why: str = ""
    approved_by: str | None = None


class SchoolCallAssigned(Payload):
    """The call to a school, where no notice went, was given to somebody; nobody has rung by that."""

    ABOUT: ClassVar = CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {"to": "referral_officer@referrals", "ref": "o:61", "why": ""}
    to: str = "referral_officer@referrals"
    ref: str | None = None
    why: str = ""
    """Why it must be them, where it is an officer whose work this is not."""


class SchoolCallEnded(Payload):
    """Whoever was given the call ended it, with what came of it and how long it took; who was told is a fact of sharing."""

    ABOUT: ClassVar = CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {"minutes": 15, "result": "Head of year rings back at noon."}
    minutes: int | None = None
    result: str = ""


class Uncovered(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One child of the day for whom no notice went or nobody acknowledged it, and why."""

    child: str
    why: str = ""


class SchoolNoticesReconciled(Payload):
    """Somebody compared a day's incidents with the notices that went and were acknowledged; what is missing stands with its reason."""

    ABOUT: ClassVar = FORCE
    EXAMPLE: ClassVar[dict[str, object]] = {"day": "2026-03-02", "exceptions": [{"child": "c7", "why": "No school known; health visitor told."}]}
    day: date
    exceptions: tuple[Uncovered, ...] = ()


class StandingAuthoritySigned(Payload):
    """A chief officer signed that notices to schools leave after their checks, without a person for each."""

    ABOUT: ClassVar = FORCE
    EXAMPLE: ClassVar[dict[str, object]] = {"authority": "doc:12", "until": "2027-03-01", "scope": "Maintained schools of both authorities."}
    authority: str
    until: date | None = None
    scope: str = ""


class StandingAuthorityEnded(Payload):
    """The standing authority was ended; a person releases each notice again."""

    ABOUT: ClassVar = FORCE
    EXAMPLE: ClassVar[dict[str, object]] = {"authority": "doc:12", "why": "Two notices went to a former school."}
    authority: str
    why: str = ""


class SchoolNoticesSwitchedOff(Payload):
    """A board decided that notices to schools stop, what stands in their place, and the risk."""

    ABOUT: ClassVar = FORCE
    EXAMPLE: ClassVar[dict[str, object]] = {"decision": "doc:40", "instead": "Daily list to both authorities.", "risk": "A day later for each child."}
    decision: str = ""
    instead: str = ""
    risk: str = ""
