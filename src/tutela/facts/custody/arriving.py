"""Arrest, arrival, authorisation, rights, and who answers for the child."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from tutela.facts.custody.terms import STAY, Responsible
from tutela.facts.form import Payload


class Arrested(Payload):
    """A child, or another, was arrested: for what, why it was necessary, and what else was thought of. No detention is authorised by it."""

    ABOUT: ClassVar = ("child|adult|person|offender",)
    EXAMPLE: ClassVar[dict[str, object]] = {"offence": "possession with intent to supply", "necessity": "To find who supplies him.", "where": "Station Road"}
    offence: str = ""
    necessity: str = ""
    alternatives: tuple[Literal["voluntary_interview", "street_disposal", "appointment", "summons", "none", "other"], ...] = ()
    """What was considered in place of arrest."""
    where: str = ""


class VictimFirstConsidered(Payload):
    """Somebody asked whether the child is exploited before they were arrested, stopped or charged: what they found, and what follows."""

    ABOUT: ClassVar = ("child|person",)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "trafficked": None, "coerced": True, "in_debt": True, "lead_consulted": True, "decision": "refer", "why": "Owes 400 pounds to an older man; afraid.",
    }
    trafficked: bool | None = None
    coerced: bool | None = None
    in_debt: bool | None = None
    lead_consulted: bool | None = None
    """Was the force's lead for exploitation asked?"""
    decision: Literal["refer", "treat_as_victim", "proceed", "wait"] | None = None
    why: str = ""


class ArrivedAtStation(Payload):
    """The person came to the police station under arrest: from here the limit of detention runs."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"station": "Northport"}
    station: str = ""


class DetentionAuthorised(Payload):
    """The custody officer authorised detention, with the grounds and why this child must be detained; from here the reviews run.

    ``about`` names the detention, the person (``as``: detained) and the station's unit.
    """

    ABOUT: ClassVar = ("detention", "child|adult|person|offender")
    EXAMPLE: ClassVar[dict[str, object]] = {
        "offence": "robbery", "grounds": ["secure_evidence", "interview"], "necessity": "Property not found; two others at large.",
        "alternatives": ["voluntary_interview", "bail"], "why_not": "Nobody at the address to take him.",
    }
    offence: str = ""
    grounds: tuple[Literal["secure_evidence", "interview", "charge", "warrant", "breach_of_bail", "place_of_safety", "other"], ...] = ()
    necessity: str = ""
    alternatives: tuple[Literal["voluntary_interview", "bail", "street_disposal", "later_arrest", "none", "other"], ...] = ()
    why_not: str = ""
    """Why none of the alternatives would do."""


class DetentionDeclined(Payload):
    """The custody officer did not authorise detention; the person is free."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "A voluntary interview with his mother on Thursday is enough."}
    why: str = ""


class AttendedVoluntarily(Payload):
    """A child came of their own will to be interviewed, not arrested and free to leave; the record is kept as of custody."""

    ABOUT: ClassVar = ("detention", "child|person")
    EXAMPLE: ClassVar[dict[str, object]] = {"offence": "theft", "where": "Northport station", "suitable": True}
    offence: str = ""
    where: str = ""
    suitable: bool | None = None
    """Was the place assessed as fit for this child?"""


class VoluntaryAttendanceEnded(Payload):
    """A child who came of their own will left."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"with_whom": "His mother"}
    with_whom: str = ""


class RightsGiven(Payload):
    """Rights and the caution were given; for a child they are given again, in words the child understands, with the adult there."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"simple_words": True, "adult_present": False, "understood": True}
    simple_words: bool | None = None
    adult_present: bool | None = None
    understood: bool | None = None


class InterpreterAsked(Payload):
    """An interpreter was asked for: rights are not understood until somebody says them in the child's language."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"language": "Vietnamese"}
    language: str = ""


class InterpreterArrived(Payload):
    """An interpreter came, or was spoken to."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"language": "Vietnamese", "how": "telephone"}
    language: str = ""
    how: Literal["in_person", "telephone", "video"] | None = None


class SolicitorAsked(Payload):
    """Legal advice was asked for, by the child or the appropriate adult."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"by_whom": "appropriate_adult"}
    by_whom: Literal["child", "appropriate_adult", "parent", "other"] | None = None


class SolicitorDeclined(Payload):
    """The child said that they want no legal advice, and why; the adult may still ask for it."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"words": "I just want to go home.", "adult_present": False}
    words: str = ""
    adult_present: bool | None = None


class SolicitorArrived(Payload):
    """A solicitor came, or was spoken to."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"how": "in_person"}
    how: Literal["in_person", "telephone", "video"] | None = None


class InformingDelayed(Payload):
    """An inspector or above put off that somebody is told of the arrest, or legal advice, with the grounds."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"of_what": "somebody_told", "why": "The uncle is thought to hold the phones.", "until": "2026-03-02T20:00:00Z"}
    of_what: Literal["somebody_told", "legal_advice"]
    why: str = ""
    until: datetime | None = None


class ResponsibleAdultTold(Payload):
    """Who answers for the child's welfare was told: of the arrest, why and where, or of what came later. A looked-after child's authority too."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"who": "mother", "person": "", "of_what": "arrest", "how": "telephone", "words": "She will come at nine."}
    who: Responsible
    person: str = ""
    of_what: Literal["arrest", "search", "charge", "transfer", "release", "health", "other"] | None = None
    how: Literal["telephone", "in_person", "message", "other"] | None = None
    words: str = ""


class ResponsibleAdultNotTold(Payload):
    """Who answers for the child was not told, or not reached, and why."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"who": "father", "why": "Number not in use.", "tried": True}
    who: Responsible
    why: str = ""
    tried: bool | None = None


class InspectorToldOfDetention(Payload):
    """The duty inspector was told that a child is detained."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"ref": "o:31"}
    ref: str | None = None


class InspectorRecordedView(Payload):
    """The duty inspector recorded what they make of a child's detention: no review in law."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"text": "Interview by 20:00; social worker asked for; bed for tonight looked for now."}
    text: str = ""


class HistoryOfChildChecked(Payload):
    """What is held about the child was looked at on arrival: missing, exploitation, care, plans, earlier stays; and what it says."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"checked": ["missing", "exploitation", "care"], "not_checked": ["health"], "found": "Missing four times since May."}
    checked: tuple[Literal["missing", "exploitation", "care", "child_protection_plan", "earlier_detention", "health", "school", "markers"], ...] = ()
    not_checked: tuple[Literal["missing", "exploitation", "care", "child_protection_plan", "earlier_detention", "health", "school", "markers"], ...] = ()
    found: str = ""
