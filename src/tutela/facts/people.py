"""Facts about persons: birth, care, relationships, markers, identity.

Names are not needed to judge a case; where they are recorded they stay in the force's own record.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from tutela.facts.form import Payload

PERSON = "child|adult|person|offender"
Marker = Literal[
    "child_sexual_exploitation", "child_criminal_exploitation", "county_lines", "debt_bondage", "trafficking", "firearms",
    "weapons", "self_harm", "suicide", "mental_health", "medication", "disability", "drugs", "alcohol", "domestic_abuse",
    "priority_missing", "repeat_missing", "looked_after", "child_protection_plan", "child_in_need", "honour_based_abuse",
    "female_genital_mutilation", "radicalisation", "violence", "registered_sex_offender", "person_posing_risk", "other",
]


class Born(Payload):
    """The person was born: *occurred* is the birth (a span where only a year is known), *known* when the force learnt it."""

    ABOUT: ClassVar = (PERSON,)
    EXAMPLE: ClassVar[dict[str, object]] = {"basis": "document"}
    basis: Literal["document", "stated", "carer", "record", "unknown"] = "record"


class AgeEstimated(Payload):
    """Somebody judged how old the person is; a range that reaches below 18 is treated as a child."""

    ABOUT: ClassVar = (PERSON,)
    EXAMPLE: ClassVar[dict[str, object]] = {"youngest": 15, "oldest": 19, "basis": "appearance"}
    youngest: int
    oldest: int
    basis: str = ""


class TransitionDecided(Payload):
    """A person decided what becomes of the duties to somebody who has turned 18."""

    ABOUT: ClassVar = (PERSON,)
    EXAMPLE: ClassVar[dict[str, object]] = {"decision": "continue", "why": "Still missing; the risk is as it was."}
    decision: Literal["continue", "hand_to_adults", "end"]
    why: str


class Died(Payload):
    """The person died."""

    ABOUT: ClassVar = (PERSON,)
    EXAMPLE: ClassVar[dict[str, object]] = {}


class NameRecorded(Payload):
    """A name or alias; never needed to judge, and left out of cases without identities."""

    ABOUT: ClassVar = (PERSON,)
    EXAMPLE: ClassVar[dict[str, object]] = {"name": "An invented name", "use": "alias"}
    name: str
    use: Literal["name", "former", "alias", "nickname"] = "name"


class AddressRecorded(Payload):
    """The person lives, stays or often is at a place."""

    ABOUT: ClassVar = (PERSON, "place")
    EXAMPLE: ClassVar[dict[str, object]] = {"use": "placement"}
    use: Literal["home", "placement", "stay", "school", "frequents", "former"] = "home"
    ended: bool = False


class CareRecorded(Payload):
    """In whose care a child is, and which local authorities answer."""

    ABOUT: ClassVar = ("child|person",)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "status": "looked_after", "placement": "childrens_home", "responsible_authority": "la:north", "host_authority": "la:coast",
    }
    status: Literal["with_parents", "looked_after", "kinship", "leaving_care", "unaccompanied", "unknown"]
    placement: Literal["home", "childrens_home", "foster", "semi_independent", "unregulated", "secure", "other"] | None = None
    responsible_authority: str | None = None
    host_authority: str | None = None
    legal_basis: Literal["s20", "s31", "s38", "remand", "other"] | None = None


class ProfessionalRecorded(Payload):
    """A professional who works with the person, reached through their agency."""

    ABOUT: ClassVar = (PERSON,)
    EXAMPLE: ClassVar[dict[str, object]] = {"profession": "social_worker", "agency": "la:north", "ended": False}
    profession: Literal["social_worker", "school", "health", "youth_justice", "early_help", "probation", "advocate", "other"]
    agency: str
    ended: bool = False


class RelationshipRecorded(Payload):
    """How two persons stand to each other; the roles are in ``about`` (``as``: parent, partner, sibling, nephew, friend ...)."""

    ABOUT: ClassVar = (PERSON,)
    EXAMPLE: ClassVar[dict[str, object]] = {"relation": "friend", "ended": False}
    relation: str
    ended: bool = False


class MarkerRecorded(Payload):
    """A marker, flag or warning is held about the person."""

    ABOUT: ClassVar = (PERSON,)
    EXAMPLE: ClassVar[dict[str, object]] = {"marker": "child_criminal_exploitation", "level": "high", "evidence": "intel:441"}
    marker: Marker
    level: Literal["low", "medium", "high"] | None = None
    evidence: str | None = None
    review_by: date | None = None
    until: date | None = None
    """The last day for which it was meant: nobody takes it off by itself, and somebody decides before."""


class MarkerEnded(Payload):
    """A marker was taken off, by a person, with the reason."""

    ABOUT: ClassVar = (PERSON,)
    EXAMPLE: ClassVar[dict[str, object]] = {"marker": "weapons", "why": "Reviewed: recorded against the wrong person."}
    marker: Marker
    why: str


class InformationHeld(Payload):
    """A source holds information of a kind about the person: that it is held and how it is graded, never its content."""

    ABOUT: ClassVar = (PERSON,)
    EXAMPLE: ClassVar[dict[str, object]] = {"concerns": "debt_bondage", "system": "intelligence", "grading": "B2"}
    concerns: Marker
    system: Literal["intelligence", "crime", "custody", "pnc", "pnd", "missing", "referral", "partner", "other"] = "intelligence"
    grading: str | None = None


class LogLineKept(Payload):
    """A line of a log that a team kept before this system: history, which opens nothing and tells nobody. *Occurred* is when the log says it was."""

    ABOUT: ClassVar = (PERSON,)
    EXAMPLE: ClassVar[dict[str, object]] = {"log": "exploitation", "concerns": "county_lines", "line": "MHET-2021-114", "words": "Seen with older boys."}
    log: Literal["missing", "exploitation", "safeguarding"]
    line: str
    """What the log calls the line, or what makes it the same line again."""
    concerns: Marker | None = None
    words: str = ""


class Merged(Payload):
    """Two references were decided to be one person; ``about`` names the one kept (``as: kept``) and the other (``as: merged``)."""

    ABOUT: ClassVar = (PERSON,)
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Same date of birth, address and school."}
    why: str = ""


class Unmerged(Payload):
    """A merge was undone: the two are two again, and what stood on the merge is in question."""

    ABOUT: ClassVar = (PERSON,)
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "A sibling with the same initials."}
    why: str = ""


class Withdrawn(Payload):
    """An earlier fact (``supersedes``) was recorded in error and nothing takes its place; it stays in the record."""

    ABOUT: ClassVar = ()
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Entered on the wrong log."}
    why: str
