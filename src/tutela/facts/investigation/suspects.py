"""The suspect: identified, interviewed, released without bail, and what is watched while the case is open. Bail is in ``bail``.

The arrest is ``custody.Arrested``, which then names the investigation; a child's detention is in ``custody``, a managed offender in ``offenders``.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.investigation.terms import SUSPECT

PERSON = ("investigation", SUSPECT)


class SuspectIdentified(Payload):
    """It became known who the suspect is."""

    ABOUT: ClassVar = PERSON
    EXAMPLE: ClassVar[dict[str, object]] = {"how": "Subscriber of the account."}
    how: str = ""


class SuspectInterviewed(Payload):
    """The suspect was interviewed under caution, in custody or as a volunteer."""

    ABOUT: ClassVar = PERSON
    EXAMPLE: ClassVar[dict[str, object]] = {"voluntary": False, "speaks_of_children": True, "words": "I have children of my own."}
    voluntary: bool | None = None
    speaks_of_children: bool | None = None
    words: str = ""


class SuspectReleased(Payload):
    """The suspect was released under investigation, without bail and so without conditions; the reason, and the children whom nothing then protects."""

    ABOUT: ClassVar = PERSON
    EXAMPLE: ClassVar[dict[str, object]] = {
        "why_not_bail": "Bail time would run out before the phones are read.", "bail_considered": True, "can_reach": ["c:2", "c:3"],
    }
    bail_considered: bool | None = None
    why_not_bail: str = ""
    can_reach: tuple[str, ...] = ()
    """Children in reach who are left without a condition."""
    access_to_children: Literal["yes", "no", "not_known"] | None = None


class ReleaseRiskAccepted(Payload):
    """A detective inspector accepted that children in reach are left without a condition, by name, and what protects them instead."""

    ABOUT: ClassVar = PERSON
    EXAMPLE: ClassVar[dict[str, object]] = {"can_reach": ["c:2", "c:3"], "why": "Mother has moved with both.", "instead": "Social worker visits weekly."}
    can_reach: tuple[str, ...] = ()
    why: str = ""
    instead: str = ""


class SuspectRiskPlanMade(Payload):
    """How the risk of a suspect who is free is managed: who may be reached, who is told, conditions, his own safety."""

    ABOUT: ClassVar = PERSON
    EXAMPLE: ClassVar[dict[str, object]] = {
        "can_reach": ["c:2"], "family_told": True, "social_care_told": True, "measures": "Lives at his brother's.", "own_safety": "Crisis team has him.",
        "review_by": "2026-04-01T09:00:00Z",
    }
    can_reach: tuple[str, ...] = ()
    family_told: bool | None = None
    social_care_told: bool | None = None
    measures: str = ""
    own_safety: str = ""
    review_by: datetime | None = None


class SuspectRiskPlanReviewed(Payload):
    """The plan was read again, and changed or not."""

    ABOUT: ClassVar = PERSON
    EXAMPLE: ClassVar[dict[str, object]] = {"changed": True, "text": "He works at a school now: head told."}
    changed: bool | None = None
    text: str = ""


class SuspectWelfareChecked(Payload):
    """An officer saw the suspect who waits: how he is, who lives there, which children come, signs that a condition is broken."""

    ABOUT: ClassVar = PERSON
    EXAMPLE: ClassVar[dict[str, object]] = {
        "own_safety": "Low, sees his doctor.", "who_lives_there": "His mother.", "children_seen": "Nephew stays at weekends.", "breach_signs": "",
    }
    own_safety: str = ""
    who_lives_there: str = ""
    children_seen: str = ""
    breach_signs: str = ""


class SuspectWelfareNotChecked(Payload):
    """An officer went or rang and did not reach him."""

    ABOUT: ClassVar = PERSON
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Nobody in, twice."}
    why: str = ""


class SuspectAtRisk(Payload):
    """Somebody had concern for the suspect's own life or safety, and what was done."""

    ABOUT: ClassVar = PERSON
    EXAMPLE: ClassVar[dict[str, object]] = {"words": "He says there is no way out.", "done": "Ambulance; crisis team."}
    words: str = ""
    done: str = ""


class SentToProsecutor(Payload):
    """The case was sent to the prosecutor for advice or a charging decision."""

    ABOUT: ClassVar = PERSON
    EXAMPLE: ClassVar[dict[str, object]] = {"for_what": "charge", "answer_due": "2026-04-20T17:00:00Z"}
    for_what: Literal["early_advice", "charge"] | None = None
    answer_due: datetime | None = None


class ProsecutorAskedForMore(Payload):
    """The prosecutor asked for more before deciding."""

    ABOUT: ClassVar = PERSON
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "School records.", "by_when": "2026-05-04T17:00:00Z"}
    what: str = ""
    by_when: datetime | None = None


class ProsecutorDecided(Payload):
    """The prosecutor decided."""

    ABOUT: ClassVar = PERSON
    EXAMPLE: ClassVar[dict[str, object]] = {"decision": "charge", "why": ""}
    decision: Literal["charge", "no_charge", "out_of_court", "advice"]
    why: str = ""


class SuspectCharged(Payload):
    """The suspect was charged, summonsed or sent a requisition."""

    ABOUT: ClassVar = PERSON
    EXAMPLE: ClassVar[dict[str, object]] = {"offences": ["rape of a child under 13"], "how": "charge", "first_hearing": "2026-05-06T10:00:00Z"}
    offences: tuple[str, ...] = ()
    how: Literal["charge", "requisition", "summons"] | None = None
    first_hearing: datetime | None = None


class SuspectToldNoAction(Payload):
    """The suspect was told in writing that no action follows."""

    ABOUT: ClassVar = PERSON
    EXAMPLE: ClassVar[dict[str, object]] = {}
