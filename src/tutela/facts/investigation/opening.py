"""How an investigation begins: opened, looked at by a specialist, triaged while nobody has it, given to a team and an officer, and who supervises."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.investigation.terms import CASE, CHILD, HAPPENING, Abuse, Risk, Sign


class Opened(Payload):
    """An investigation into an offence against a child was opened. ``about`` names the child and the suspect where they are known."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"offence": "rape", "abuse": ["rape"], "signs": []}
    offence: str = ""
    abuse: tuple[Abuse, ...] = ()
    """What kinds of abuse, whatever the offence is called: blackmail of a child over an image is ``online_sexual``."""
    signs: tuple[Sign, ...] = ()


class SexualAbuseSuspected(Payload):
    """Somebody who must report suspected sexual offences against children, a constable too, came to suspect one. It is not reported by that."""

    ABOUT: ClassVar = (f"{CHILD}|{HAPPENING}",)
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "He told his coach.", "known_to_police_already": False}
    why: str = ""
    known_to_police_already: bool | None = None


class SexualAbuseReported(Payload):
    """They reported it to police or to a local authority; where it was not at once, why waiting protected the child."""

    ABOUT: ClassVar = (f"{CHILD}|{HAPPENING}",)
    EXAMPLE: ClassVar[dict[str, object]] = {"told": "police", "why_later": ""}
    told: Literal["police", "local_authority"] | None = None
    why_later: str = ""


class SpecialistReviewed(Payload):
    """A specialist read a crime recorded under another name and said whether it is abuse online or exploitation."""

    ABOUT: ClassVar = (HAPPENING,)
    EXAMPLE: ClassVar[dict[str, object]] = {"route": "specialist_team", "abuse": ["online_sexual"], "why": "Blackmail over a naked image of a boy of 14."}
    route: Literal["specialist_team", "stays_with_support", "stays"]
    abuse: tuple[Abuse, ...] = ()
    why: str = ""


class UnallocatedCrimeTriaged(Payload):
    """A crime that nobody has yet was read for the risk to children. It is still with nobody."""

    ABOUT: ClassVar = ("investigation|crime",)
    EXAMPLE: ClassVar[dict[str, object]] = {"risk": "high", "child_at_risk_now": True, "why": "He lives with her."}
    risk: Risk
    child_at_risk_now: bool | None = None
    why: str = ""


class ChildCrimesListRead(Payload):
    """The day's list of crimes with a child in them was read by whom it is for."""

    ABOUT: ClassVar = ("unit",)
    EXAMPLE: ClassVar[dict[str, object]] = {"crimes": 41, "unallocated": 12}
    crimes: int | None = None
    unallocated: int | None = None


class TeamDecided(Payload):
    """A detective sergeant decided which team investigates. Not yet an officer's."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {
        "team": "online abuse team", "complexity": "complex", "hidden_exploitation": "yes", "child_at_risk_now": True, "why": "Images, a stranger, threats.",
    }
    team: str
    complexity: Literal["volume", "serious", "complex", "major"] | None = None
    hidden_exploitation: Literal["yes", "no", "not_known"] | None = None
    child_at_risk_now: bool | None = None
    why: str = ""
    until: datetime | None = None
    """Until when a team has it that would not normally take such a crime."""


class OfficerAllocated(Payload):
    """An officer was given the investigation; their accreditation and load as they were then, so that no roster is asked."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {
        "officer": "o:60", "skills": ["pip2", "scaidp"], "in_training": [], "cases_held": 14, "years_of_service": 6, "support_plan": "", "mentor": None,
    }
    officer: str
    skills: tuple[str, ...] = ()
    in_training: tuple[str, ...] = ()
    """Accreditation that is not finished: it does not count yet."""
    cases_held: int | None = None
    years_of_service: int | None = None
    support_plan: str = ""
    mentor: str | None = None


class AllocationOverridden(Payload):
    """A detective inspector agreed to an officer without the accreditation that the offence asks for, with the support that they get."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"officer": "o:60", "why": "Nobody accredited until Monday.", "support_plan": "DS reads daily.", "mentor": "o:61"}
    officer: str
    why: str = ""
    support_plan: str = ""
    mentor: str | None = None
    until: datetime | None = None


class SupervisorChanged(Payload):
    """Another supervisor answers for the investigation from now on. That they were told of it is a fact of its own."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"supervisor": "o:64", "was": "o:61", "why": "Posted to response."}
    supervisor: str | None = None
    was: str | None = None
    why: str = ""


class SupervisionHandedOver(Payload):
    """Whoever supervised told the next what they must know: risks, what is owed, the next deadline."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {
        "receiver": "o:64", "risks": "He is on bail to his sister's, who has two children.", "owed": ["28-day review on 14 May"],
    }
    receiver: str | None = None
    risks: str = ""
    owed: tuple[str, ...] = ()
    next_deadline: datetime | None = None


class SupervisionAccepted(Payload):
    """The next supervisor took it."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {}


class OfficerAbstracted(Payload):
    """Hours of an officer or team who hold children's cases were taken for other work: on whose authority, and what waits for it."""

    ABOUT: ClassVar = ("officer|unit",)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "hours": 12, "why": "Football, Saturday.", "authorised_by": "o:9", "authoriser_role": "superintendent", "postponed": ["inv:7"],
    }
    hours: int
    why: str = ""
    authorised_by: str | None = None
    authoriser_role: str | None = None
    postponed: tuple[str, ...] = ()
    """What of the officer's or team's work waits for it."""


class CoverRecorded(Payload):
    """A supervisor recorded who holds a child's case while its officer is away."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"cover": "o:62", "officer": "o:60", "until": "2026-03-05T08:00:00Z"}
    cover: str
    officer: str | None = None
    until: datetime | None = None


class SupervisorsNoticed(Payload):
    """Noticed: one case or team has had one supervisor after another."""

    ABOUT: ClassVar = ("investigation|unit",)
    EXAMPLE: ClassVar[dict[str, object]] = {"count": 3, "saw": ["f:1", "f:2"]}
    count: int
    saw: tuple[str, ...] = ()
