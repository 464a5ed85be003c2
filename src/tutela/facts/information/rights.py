"""What people ask of what is held about them: access, correction, erasure; and what became of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.information.terms import REQUEST

ASKED = ("request", "child|adult|person|offender")
Asker = Literal["the_person", "parent", "representative", "other"]


class AccessRequested(Payload):
    """Somebody asked for what is held about a person (``as: subject``). A parent who asks for a child asks on the child's behalf."""

    ABOUT: ClassVar = ASKED
    EXAMPLE: ClassVar[dict[str, object]] = {"by_whom": "parent", "channel": "letter", "text": "Everything since 2020."}
    by_whom: Asker = "the_person"
    channel: Literal["online", "email", "letter", "in_person", "telephone", "other"] = "other"
    text: str = ""


class CorrectionRequested(Payload):
    """Somebody said that what is held about a person is wrong or incomplete, and asked for it to be put right."""

    ABOUT: ClassVar = ASKED
    EXAMPLE: ClassVar[dict[str, object]] = {"by_whom": "the_person", "what": "I was the victim, not a suspect.", "should_be": "Victim"}
    by_whom: Asker = "the_person"
    what: str = ""
    should_be: str = ""


class ErasureRequested(Payload):
    """Somebody asked that what is held about a person be erased, or kept and not used."""

    ABOUT: ClassVar = ASKED
    EXAMPLE: ClassVar[dict[str, object]] = {"by_whom": "the_person", "wanted": "erase", "what": "The arrest of 2019."}
    by_whom: Asker = "the_person"
    wanted: Literal["erase", "restrict"] = "erase"
    what: str = ""


class IdentityAsked(Payload):
    """The force asked who the requester is, or by what right they ask for another: the time runs from the answer."""

    ABOUT: ClassVar = REQUEST
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "Proof of parental responsibility"}
    what: str = ""


class IdentityConfirmed(Payload):
    """It is established who asks, and that they may."""

    ABOUT: ClassVar = REQUEST
    EXAMPLE: ClassVar[dict[str, object]] = {"how": "Birth certificate and passport seen"}
    how: str = ""


class ClarificationAsked(Payload):
    """The force asked which information is meant."""

    ABOUT: ClassVar = REQUEST
    EXAMPLE: ClassVar[dict[str, object]] = {"question": "Which of the three addresses?"}
    question: str = ""


class ClarificationReceived(Payload):
    """The requester said which."""

    ABOUT: ClassVar = REQUEST
    EXAMPLE: ClassVar[dict[str, object]] = {"answer": "All three."}
    answer: str = ""


class ChildConsulted(Payload):
    """The child for whom somebody asks was asked, or it was decided why not, and what they want."""

    ABOUT: ClassVar = REQUEST
    EXAMPLE: ClassVar[dict[str, object]] = {"asked": True, "understands": True, "views": "Not what I told the officer.", "why_not": ""}
    asked: bool
    understands: bool | None = None
    views: str = ""
    why_not: str = ""


class TimeExtended(Payload):
    """The requester was told that the answer takes longer, until when and why."""

    ABOUT: ClassVar = REQUEST
    EXAMPLE: ClassVar[dict[str, object]] = {"until": "2027-02-24", "why": "Four hundred documents."}
    until: date
    why: str = ""


class MaterialSearched(Payload):
    """Where was looked for what is asked, and how much was found."""

    ABOUT: ClassVar = REQUEST
    EXAMPLE: ClassVar[dict[str, object]] = {"systems": ["crime", "missing", "custody"], "items": 41}
    systems: tuple[str, ...] = ()
    items: int | None = None


class WithholdingDecided(Payload):
    """It was decided to keep something back, on what ground and why it is necessary and proportionate; and what the requester is told of that."""

    ABOUT: ClassVar = REQUEST
    EXAMPLE: ClassVar[dict[str, object]] = {
        "grounds": ["rights_of_others"], "what": "The other child's words", "why": "Told in confidence.", "requester_told": "reasons",
    }
    grounds: tuple[Literal["inquiry", "prevention_or_detection", "public_security", "national_security", "rights_of_others", "manifestly_unfounded"], ...]
    what: str = ""
    why: str = ""
    requester_told: Literal["reasons", "that_something_is_withheld", "nothing"] | None = None


class RequestAnswered(Payload):
    """The requester was answered."""

    ABOUT: ClassVar = REQUEST
    EXAMPLE: ClassVar[dict[str, object]] = {
        "outcome": "in_part", "told_of_rights": True, "safe_to_send": True, "text": "38 of 41 documents.",
    }
    outcome: Literal["in_full", "in_part", "refused", "nothing_held", "noted_beside"]
    """``noted_beside``: what is disputed stays, with the person's own statement beside it."""
    told_of_rights: bool | None = None
    safe_to_send: bool | None = None
    """Was it asked who else opens letters or messages at that address?"""
    text: str = ""


class RequestWithdrawn(Payload):
    """The requester withdrew what they had asked."""

    ABOUT: ClassVar = REQUEST
    EXAMPLE: ClassVar[dict[str, object]] = {"words": "I have what I need."}
    words: str = ""


class RecipientsFound(Payload):
    """Who had been given what is corrected or erased was established: perhaps nobody. Each is then told, as of any message that was wrong."""

    ABOUT: ClassVar = ("request|document|notice|child|adult|person|offender",)
    EXAMPLE: ClassVar[dict[str, object]] = {"recipients": ["la:north", "school:4"]}
    recipients: tuple[str, ...] = ()


class AnswerDisputed(Payload):
    """The requester complained about the answer, to the force or to the regulator."""

    ABOUT: ClassVar = REQUEST
    EXAMPLE: ClassVar[dict[str, object]] = {
        "to": "commissioner", "words": "Pages are missing.", "reference": "IC-118", "answer_by": "2026-12-20T17:00:00Z",
    }
    to: Literal["force", "commissioner", "court"]
    words: str = ""
    reference: str = ""
    answer_by: datetime | None = None


class DisputeDecided(Payload):
    """What became of the complaint."""

    ABOUT: ClassVar = REQUEST
    EXAMPLE: ClassVar[dict[str, object]] = {"decision": "more_given", "why": "Three pages had been left out."}
    decision: Literal["upheld", "more_given", "put_right"]
    """``upheld``: the force's answer was right."""
    why: str = ""
