"""The action plan: actions, owners, progress, evidence, completion and its proof, measures and what is decided about them."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.governance.terms import WORK

Tier = Literal["gold", "silver", "bronze", "owner"]


class ActionPlanMade(Payload):
    """A version of the force's or a unit's action plan was made."""

    ABOUT: ClassVar = ("plan",)
    EXAMPLE: ClassVar[dict[str, object]] = {"version": "2", "baseline": False}
    version: str = ""
    baseline: bool = False


class PlanSent(Payload):
    """The plan, or an update of it, was sent to the inspectorate."""

    ABOUT: ClassVar = ("inspection",)
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "plan", "version": "2", "commentary": "Two actions late."}
    what: Literal["plan", "update", "evidence"] = "plan"
    version: str = ""
    commentary: str = ""


class PlanAnswered(Payload):
    """The inspectorate answered what it had been sent."""

    ABOUT: ClassVar = ("inspection",)
    EXAMPLE: ClassVar[dict[str, object]] = {"answer": "Say how forensics will be measured.", "accepted": False}
    answer: str = ""
    accepted: bool | None = None


class ActionSet(Payload):
    """An action was set: what is to be done, by when, and what it should change for children. ``about`` names what it serves, if anything."""

    ABOUT: ClassVar = ("action",)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "what": "Train all supervisors of the room", "by_when": "2026-12-01", "result_for_children": "Reviewed in time",
    }
    what: str
    by_when: date | None = None
    result_for_children: str = ""
    cost: str = ""


class OwnerNamed(Payload):
    """An owner was named, for a tier where there are tiers. Theirs when they accept."""

    ABOUT: ClassVar = WORK
    EXAMPLE: ClassVar[dict[str, object]] = {"tier": "silver", "to": "superintendent@contact", "ref": "o:18"}
    to: str
    tier: Tier = "owner"
    ref: str | None = None


class OwnerAccepted(Payload):
    """The owner took the action or clause."""

    ABOUT: ClassVar = WORK
    EXAMPLE: ClassVar[dict[str, object]] = {"tier": "silver"}
    tier: Tier = "owner"


class OwnerDeclined(Payload):
    """The owner did not take it; it stays with who named them."""

    ABOUT: ClassVar = WORK
    EXAMPLE: ClassVar[dict[str, object]] = {"tier": "bronze", "reason": "Moves to another post on Monday."}
    tier: Tier = "owner"
    reason: str = ""


class OwnerRemoved(Payload):
    """An owner left or was taken off, and nobody follows yet."""

    ABOUT: ClassVar = WORK
    EXAMPLE: ClassVar[dict[str, object]] = {"tier": "bronze", "why": "Retired"}
    tier: Tier = "owner"
    why: str = ""


class ProgressReported(Payload):
    """An owner reported on an action or clause: a report that it goes well proves nothing."""

    ABOUT: ClassVar = WORK
    EXAMPLE: ClassVar[dict[str, object]] = {
        "tier": "bronze", "status": "in_progress", "text": "Half of the supervisors are trained.", "blocked_by": "",
    }
    tier: Tier = "bronze"
    status: Literal["not_started", "in_progress", "blocked", "done"] = "in_progress"
    text: str = ""
    blocked_by: str = ""


class ProgressChallenged(Payload):
    """Silver, gold or a board questioned what was reported."""

    ABOUT: ClassVar = WORK
    EXAMPLE: ClassVar[dict[str, object]] = {"tier": "silver", "question": "Trained, but do they review in time?"}
    question: str
    tier: Tier = "silver"


class ActionCompleted(Payload):
    """The owner says that it is implemented. Nobody else has verified it."""

    ABOUT: ClassVar = WORK
    EXAMPLE: ClassVar[dict[str, object]] = {"text": "All supervisors trained."}
    text: str = ""


class EvidenceOffered(Payload):
    """Evidence that the action or clause is done was put forward: a document, an audit, a measure, cases."""

    ABOUT: ClassVar = WORK
    EXAMPLE: ClassVar[dict[str, object]] = {"kind": "audit", "text": "Twenty cases of October.", "ref": "doc:41"}
    kind: Literal["document", "audit", "measure", "cases", "training", "interview", "other"] = "document"
    text: str = ""
    ref: str | None = None


class EvidenceAccepted(Payload):
    """Somebody other than the owner read the evidence and accepted it."""

    ABOUT: ClassVar = WORK
    EXAMPLE: ClassVar[dict[str, object]] = {"offered": "f:52", "why": "Eighteen of twenty reviewed in time."}
    offered: str | None = None
    why: str = ""


class EvidenceReturned(Payload):
    """The evidence does not show it; what is missing is named."""

    ABOUT: ClassVar = WORK
    EXAMPLE: ClassVar[dict[str, object]] = {"offered": "f:52", "lacks": "No case after the training."}
    offered: str | None = None
    lacks: str = ""


class CompletionVerified(Payload):
    """Somebody who does not own it verified that the action or clause is done."""

    ABOUT: ClassVar = WORK
    EXAMPLE: ClassVar[dict[str, object]] = {"rests_on": ["f:52"], "why": "Read twenty cases.", "better_result": True}
    rests_on: tuple[str, ...] = ()
    why: str = ""
    better_result: bool | None = None
    """Do children do better, as the action was to bring about?"""


class CompletionReturned(Payload):
    """The verifier did not find it done; it is open again."""

    ABOUT: ClassVar = WORK
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "The wait is longer than before."}
    why: str


class ChangeEmbedded(Payload):
    """A verified change was found to hold, months later."""

    ABOUT: ClassVar = WORK
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "In time in each of three months."}
    why: str = ""


class LaterDateRequested(Payload):
    """The owner asked for a later date; the earlier one stands."""

    ABOUT: ClassVar = WORK
    EXAMPLE: ClassVar[dict[str, object]] = {"by_when": "2027-02-01", "reason": "The course is full."}
    by_when: date
    reason: str = ""


class LaterDateApproved(Payload):
    """A person other than who asked approved the later date. A date that a report gives is not changed by it."""

    ABOUT: ClassVar = WORK
    EXAMPLE: ClassVar[dict[str, object]] = {"by_when": "2027-02-01", "requested_by": "o:18", "reason": "No earlier course."}
    by_when: date
    requested_by: str | None = None
    reason: str = ""


class LaterDateDeclined(Payload):
    """The later date was declined."""

    ABOUT: ClassVar = WORK
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "Use the neighbouring force's course."}
    reason: str = ""


class ClosureRequested(Payload):
    """Somebody asked to close an action or recommendation: done, withdrawn, or served by another."""

    ABOUT: ClassVar = WORK
    EXAMPLE: ClassVar[dict[str, object]] = {"because": "done", "reason": "Verified and held for three months."}
    because: Literal["done", "withdrawn", "served_by_another"] = "done"
    reason: str = ""


class ClosureApproved(Payload):
    """It was closed: by the force, or by the inspectorate, whose word alone closes what it recommended."""

    ABOUT: ClassVar = WORK
    EXAMPLE: ClassVar[dict[str, object]] = {"by": "inspectorate", "requested_by": "o:18", "reason": "Seen in our review."}
    by: Literal["force", "inspectorate"]
    requested_by: str | None = None
    reason: str = ""


class ClosureDeclined(Payload):
    """The closing was declined; it stays open."""

    ABOUT: ClassVar = WORK
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "No result for children is shown."}
    reason: str = ""


class Reopened(Payload):
    """What had been closed or verified was opened again."""

    ABOUT: ClassVar = WORK
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "Late reviews again since May."}
    reason: str
