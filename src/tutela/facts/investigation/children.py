"""The other children of an investigation: who they are, what became of each, and how the suspect may reach more.

That a child was named or implied is ``referrals.ChildConnected``, that social care is told later ``referrals.DeferralRequested`` and what follows it;
that somebody saw the child and found them safe is ``offenders.ChildSeenSafe``, whoever the suspect is.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.investigation.terms import CASE, CHILD, HAPPENING, SUSPECT, Risk, Route, RouteAnswered

WITH_CHILD = (HAPPENING, CHILD)


class OtherChildIdentified(Payload):
    """It was found out who the child is. Whether two references are one person is decided elsewhere."""

    ABOUT: ClassVar = WITH_CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {"how": "School, from the first name and the year."}
    how: str = ""


class OtherChildsParentTold(Payload):
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
    because: Literal["regular", "delay", "new_access", "breach", "result", "release", "complaint", "other"] = "regular"
    risk: Risk | None = None
    text: str = ""
    changed: bool | None = None
