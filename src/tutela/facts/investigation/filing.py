"""How an investigation ends: evidence looked at, filing asked for, agreed or declined, finalised, read again, opened again, taken by another force."""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

from tutela.facts.form import Payload
from tutela.facts.investigation.terms import CASE, SUSPECT

Outcome = Literal["charged", "no_further_action", "out_of_court", "other"]
Code = Literal[
    "1", "1A", "2", "2A", "3", "3A", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20", "21", "22",
]
"""The outcome's code as the Home Office counts it."""
Open = Literal["specialist_offer", "line", "other_child", "notice", "victim_told", "support", "device", "forensic", "task", "other"]


class Answer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was said, at the filing, of one thing that may still be open."""

    matter: Open
    answer: str


class EvidenceWeighed(Payload):
    """A supervisor weighed the evidence and what is right for a child who is a suspect: welfare, ages, coercion, exploitation, public interest."""

    ABOUT: ClassVar = ("investigation", SUSPECT)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "ages": "14 and 15", "aggravating": [], "coerced": False, "exploited": False, "welfare": "Both frightened; both seen with parents.",
        "public_interest": "None in a charge.", "proposes": "21", "diversion": "Work with youth justice.",
    }
    ages: str = ""
    aggravating: tuple[Literal["adult", "coercion", "exploitation", "profit", "malicious_sharing", "persistent", "large_age_gap"], ...] = ()
    coerced: bool | None = None
    exploited: bool | None = None
    welfare: str = ""
    public_interest: str = ""
    proposes: Code | None = None
    diversion: str = ""


class DiversionOffered(Payload):
    """A child who is a suspect, and the family, were offered help in place of prosecution."""

    ABOUT: ClassVar = ("investigation", SUSPECT)
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "Six sessions with youth justice"}
    what: str = ""


class DiversionAccepted(Payload):
    """They took it up."""

    ABOUT: ClassVar = ("investigation", SUSPECT)
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "Six sessions with youth justice"}
    what: str = ""


class DiversionDeclined(Payload):
    """They did not want it, in their words."""

    ABOUT: ClassVar = ("investigation", SUSPECT)
    EXAMPLE: ClassVar[dict[str, object]] = {"words": "He has done nothing."}
    words: str = ""


class FilingRequested(Payload):
    """Somebody asked that the investigation be filed; it stays open until a supervisor agrees."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {
        "outcome": "no_further_action", "code": "18", "why": "No suspect found.", "answers": [{"matter": "line", "answer": "All done."}],
    }
    outcome: Outcome | None = None
    code: Code | None = None
    why: str = ""
    answers: tuple[Answer, ...] = ()


class FilingScrutinised(Payload):
    """Somebody outside the team read a child sexual case before it is filed, and agreed or gave it back."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"agreed": False, "why": "The friends were never seen."}
    agreed: bool
    why: str = ""


class FilingDeclined(Payload):
    """A supervisor declined to file; what is still to be done."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Answer the offer of help; see both friends."}
    why: str = ""


class Finalised(Payload):
    """The investigation was finalised."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"outcome": "charged", "code": "1", "why": "", "answers": [], "overrides": []}
    outcome: Outcome
    code: Code | None = None
    why: str = ""
    answers: tuple[Answer, ...] = ()
    overrides: tuple[Open, ...] = ()
    """What was still open and was filed over, by whoever finalised."""
    requested_by: str | None = None
    suspect_named: bool | None = None
    agency: str = ""
    """Who takes it on, where another body does (code 20), and has said so in writing."""


class FiledCaseReread(Payload):
    """A sample of what was filed was read again by somebody else."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"finding": "reopen", "text": "An offer was open."}
    finding: Literal["sound", "coaching", "reopen"]
    text: str = ""


class InvestigationReopened(Payload):
    """The investigation was opened again."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "A second child has told her teacher."}
    why: str = ""


class OtherForceAsked(Payload):
    """Another force was asked to take the investigation; ours until they accept."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"force": "The next force", "why": "It happened there."}
    force: str = ""
    why: str = ""


class OtherForceAccepted(Payload):
    """The other force took the investigation, who there has it."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"force": "The next force", "person": "DS Marlow"}
    force: str = ""
    person: str = ""


class OtherForceDeclined(Payload):
    """The other force did not take it."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"force": "The next force", "why": "Both addresses are yours."}
    force: str = ""
    why: str = ""
