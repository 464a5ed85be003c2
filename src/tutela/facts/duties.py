"""Facts about duties themselves: acknowledged, not needed, failed, inherited, decided on, given its reason.

``about`` names the duty's subject; ``duty`` its code, ``opening`` the fact that opened it where there is more than one.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from tutela.facts.form import Payload


class OfDuty(Payload, kw_only=True):
    """What every fact about a duty names."""

    duty: str
    opening: str | None = None


class Acknowledged(OfDuty):
    """Somebody took note. Acknowledging is not doing: nothing stops."""

    EXAMPLE: ClassVar[dict[str, object]] = {"duty": "missing.la-told", "opening": None, "rung": 1}
    rung: int = 0


class NotNeeded(OfDuty):
    """A person decided, with a reason and another's approval, that the duty is not needed."""

    EXAMPLE: ClassVar[dict[str, object]] = {"duty": "missing.room-search", "reason": "Room searched by staff on film.", "approved_by": "o:9"}
    reason: str
    approved_by: str


class Failed(OfDuty):
    """A person recorded that the duty was not done and cannot be any more."""

    EXAMPLE: ClassVar[dict[str, object]] = {"duty": "missing.return-visit", "reason": "Child moved abroad before anybody came.", "approved_by": "o:9"}
    reason: str
    approved_by: str | None = None


class Inherited(OfDuty):
    """The duty was open when the force's history arrived; it stands in a plan that a chief officer signs."""

    EXAMPLE: ClassVar[dict[str, object]] = {"duty": "missing.trigger-plan", "plan": "doc:7", "signed_by": "o:1"}
    plan: str | None = None
    signed_by: str | None = None


class RiskDecided(OfDuty):
    """A senior recorded a decision on the risk that stands while a duty is not done."""

    EXAMPLE: ClassVar[dict[str, object]] = {"duty": "contact.outstanding", "decision": "mutual_aid", "why": "Two cars from the next force."}
    decision: str
    why: str


Cause = Literal["no_officers", "other_incidents", "no_owner", "information", "partner", "system", "mistake", "other"]
"""Which kind of reason it is that a clock was missed: what is counted, beside the words that explain it."""


class ReasonGiven(OfDuty):
    """Why a clock was missed, in the words of whom it fell to."""

    EXAMPLE: ClassVar[dict[str, object]] = {"duty": "contact.fim-review", "reason": "Two other critical incidents from 20:05.", "cause": "other_incidents"}
    reason: str
    cause: Cause | None = None
