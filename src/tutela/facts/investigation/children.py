"""The other children of an investigation: named or implied, who they are, what became of each; and a decision to tell social care later.

That somebody saw a child and found them safe is ``offenders.ChildSeenSafe``, whoever the suspect is; a child met at an address is
``referrals.HouseholdChildFound``.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.investigation.terms import CASE, CHILD, HAPPENING, SUSPECT, Risk, Route, RouteAnswered

WITH_CHILD = (HAPPENING, CHILD)


class OtherChildNamed(Payload):
    """The force had information that names or implies a child who may be at risk or a victim too: known from then, whenever it was typed in.

    A child without a name is a stub of its own: "children at the address" are one until somebody knows how many.
    """

    ABOUT: ClassVar = (CHILD,)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "route": "friend", "found_in": "log", "named": True, "how": "She says he wrote to her friend too.", "possible_victim": True,
    }
    route: Route = "other"
    found_in: Literal["log", "statement", "interview", "intelligence", "package", "device", "record", "custody", "other"] | None = None
    named: bool = True
    """False: implied, as where somebody says that he has children."""
    how: str = ""
    possible_victim: bool | None = None


class OtherChildIdentified(Payload):
    """It was found out who the child is. Whether two references are one person is decided elsewhere."""

    ABOUT: ClassVar = WITH_CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {"how": "School, from the first name and the year."}
    how: str = ""


class ParentOfOtherChildTold(Payload):
    """A parent or carer of the child was told what they must know to protect them."""

    ABOUT: ClassVar = WITH_CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {"who": "mother", "words": "She will bring him in on Thursday."}
    who: str = ""
    words: str = ""


class OtherChildAnswered(Payload):
    """What became of one of the other children was decided, with the reason."""

    ABOUT: ClassVar = WITH_CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {"outcome": "protected", "why": "Seen at home with his father; notice made."}
    outcome: Literal["protected", "victim", "not_found", "not_at_risk", "with_other_force"]
    why: str = ""


class ChildrenGroupNamed(Payload):
    """A group of children whom the suspect could reach was named: a club, a class, a street. Nobody in it is named yet."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"group": "under-twelves of the swimming club", "route": "activity"}
    group: str
    route: Route = "other"


class ChildrenGroupAnswered(Payload):
    """What was done about a group: who was asked, whom it brought."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {
        "group": "under-twelves of the swimming club", "outcome": "protected", "why": "Club told; he has not been since May.",
    }
    group: str
    outcome: Literal["protected", "victims_found", "not_found", "not_at_risk"]
    why: str = ""


class WiderRiskConsidered(Payload):
    """Somebody asked, way by way, which other children the suspect may reach; "none" has its reason."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"answers": [{"route": "sibling", "answer": "A sister of six, at home."}], "none_because": ""}
    answers: tuple[RouteAnswered, ...] = ()
    none_because: str = ""


class ChildAccessChecked(Payload):
    """It was checked which children a suspect lives with, sees or can reach. Each child found is a fact of its own."""

    ABOUT: ClassVar = (SUSPECT,)
    EXAMPLE: ClassVar[dict[str, object]] = {"found": True, "how": "Council tax, school, his sister.", "what": "Two sons, every other weekend."}
    found: bool | None = None
    how: str = ""
    what: str = ""


class TrustPositionFound(Payload):
    """The suspect works or helps where children are. Who is told of it is a fact of sharing."""

    ABOUT: ClassVar = (SUSPECT,)
    EXAMPLE: ClassVar[dict[str, object]] = {"where": "Swimming club", "what": "Coach of the under-twelves"}
    where: str = ""
    what: str = ""


class ChildRiskReassessed(Payload):
    """The risk to the victim and to other children was looked at again, by name: what set it off, who is at risk, what now protects them."""

    ABOUT: ClassVar = ("investigation|submission|device|warrant|request",)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "because": "delay", "risk": "high", "text": "His sons are there at weekends; social worker told, visits stopped.", "changed": True,
    }
    because: Literal["regular", "delay", "new_access", "breach", "result", "release", "complaint", "other"] | None = None
    risk: Risk | None = None
    text: str = ""
    changed: bool | None = None


class ReferralDeferralAsked(Payload):
    """Somebody asked to tell children's social care later, such as after a warrant. The duty to tell runs on."""

    ABOUT: ClassVar = (CHILD,)
    EXAMPLE: ClassVar[dict[str, object]] = {"until": "2026-03-03T06:00:00Z", "why": "Door at six.", "protection_meanwhile": "Car at the end of the road."}
    until: datetime | None = None
    why: str = ""
    protection_meanwhile: str = ""


class ReferralDeferred(Payload):
    """It was decided that children's social care is told later, by whoever did it. A restricted strategy discussion would tell them now."""

    ABOUT: ClassVar = (CHILD,)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "until": "2026-03-03T06:00:00Z", "why": "Door at six.", "protection_meanwhile": "Car at the end of the road.", "asked_by": "o:61",
    }
    until: datetime | None = None
    why: str = ""
    protection_meanwhile: str = ""
    asked_by: str | None = None


class ReferralDeferralDeclined(Payload):
    """A detective inspector declined to wait: children's social care is told now."""

    ABOUT: ClassVar = (CHILD,)
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Tell them now, under restriction."}
    why: str = ""
