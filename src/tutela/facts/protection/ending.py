"""How a use ends, and who looks at it afterwards: hand-over to the authority, release, the detective inspector's review.

The monthly meeting (``police_protection_review``), what it decides, and who is trained as designated officer are facts of governance.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal

import msgspec

from tutela.facts.form import Payload
from tutela.facts.protection.terms import USE, Holder, Plan


class ChildHandedToAuthority(Payload):
    """The local authority took the child into its accommodation: who took the child and whether the record was signed. No release."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"authority": "la:north", "person": "Social worker Reyes", "record_signed": True}
    authority: str = ""
    person: str = ""
    record_signed: bool | None = None


class ChildGoneFromProtection(Payload):
    """The child left, or was taken from, where they were kept; a missing child is reported as missing as well."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"how": "taken", "words": "The father drove off with her."}
    how: Literal["left", "taken", "unknown"]
    words: str = ""


class ReleaseFromProtectionDecided(Payload):
    """The designated officer decided to release the child, and why it is safe now; what is left empty is owed. The child is not there yet."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {
        "no_cause": "Sober, ashamed, and the aunt stays.", "changed": "Aunt moved in for two weeks.", "why_safe": "Aunt known to the school; visit at 18:00.",
        "child_says": "I want to go home if auntie is there.", "authority_agrees": True, "authority_person": "Social worker Reyes",
        "plan": "home_with_safety_plan", "plan_ref": "plan:4", "plan_review_on": "2026-03-09", "no_plan_because": "",
    }
    no_cause: str = ""
    """Why reasonable cause no longer exists."""
    changed: str = ""
    """What changed."""
    why_safe: str = ""
    child_says: str = ""
    authority_agrees: bool | None = None
    authority_person: str = ""
    plan: Plan | None = None
    plan_ref: str | None = None
    plan_review_on: date | None = None
    no_plan_because: str = ""


class UnplannedReleaseAnswered(Payload):
    """A superintendent read a release that belongs to no plan, and said what follows."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"decision": "accepted", "why": "Grandmother in the next street; social worker visits daily."}
    decision: Literal["accepted", "plan_owed"]
    why: str = ""


class ReleasedFromProtection(Payload):
    """The child was released from police protection: where and with whom they now are, and who told the parents."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"to_whom": "Her aunt", "where": "home", "parents_told_by": "Inspector Hale"}
    to_whom: str = ""
    where: str = ""
    parents_told_by: str = ""


class PoliceProtectionEnded(Payload):
    """The use ended without a release: an order took its place, the child was accommodated, the 72 hours ran out, or it was no use at all."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"how": "order", "words": "Emergency protection order 11:20."}
    how: Literal["order", "accommodated", "ran_out", "turned_18", "died", "never_used", "unknown"]
    words: str = ""


class Defect(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that a reviewer found wanting, and to whom it goes back."""

    what: Literal[
        "offences", "notice", "views", "officer_chain", "release", "home_of_record", "circumstances", "rationale", "parents", "authority", "strategy_note",
        "place", "video", "other",
    ]
    words: str = ""
    owner: str = ""
    by_when: datetime | None = None


class PoliceProtectionReviewed(Payload):
    """The detective inspector reviewed the use; a review that found a defect stays open until it is cured."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {
        "offences_recorded": False, "notice_for_each_child": True, "views_recorded": True, "chain_unbroken": True, "release_recorded": True, "right_home": True,
        "best_interests": "good", "defects": [{"what": "offences", "owner": "response_officer@response"}], "text": "Neglect was not considered.",
    }
    offences_recorded: bool | None = None
    notice_for_each_child: bool | None = None
    views_recorded: bool | None = None
    chain_unbroken: bool | None = None
    release_recorded: bool | None = None
    right_home: bool | None = None
    best_interests: Literal["good", "requires_improvement", "inadequate"] | None = None
    copied_words: bool | None = None
    """Are the designated officer's words the initiating officer's again?"""
    defects: tuple[Defect, ...] = ()
    text: str = ""


class ProtectionDefectAnswered(Payload):
    """Who owned a defect answered it."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "offences", "answer": "Neglect recorded, C/2026/118."}
    what: str
    answer: str = ""


class ProtectionDefectCured(Payload):
    """The reviewer looked again and a defect is cured."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "offences"}
    what: str


class PoliceProtectionReviewPassed(Payload):
    """The reviewer closed the review of the use: nothing is wanting."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"text": "Complete; good use of the power."}
    text: str = ""


class ParentToldOfRelease(Payload):
    """A parent or other holder was told that the child is no longer in police protection, and where the child is."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"who": "mother", "words": "She will be there at six."}
    who: Holder
    words: str = ""
