"""A child's trigger plan, made before the next time: named to somebody, written, approved by another, reviewed, ended with the reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from tutela.facts import About, Fact, Payload, missing
from tutela.foundations.access.permissions import Permission
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.record.chronology.operations import note
from tutela.record.duties.operations.not_needed import may_approve
from tutela.record.occurrences import operations as occurrences
from tutela.record.occurrences.models import TriggerPlan
from tutela.record.occurrences.operations import PlanSaid


@operation(Permission.MISSING_OWN, about=("child",))
def assign_trigger_plan(work: Work, *, child: str, author: str, expected: int | None = None) -> dict[str, Any]:
    """Name who writes the trigger plan. It is owed by them from now on, and by the same hour as before."""
    plan = occurrences.hold_plan(work, child, expected=expected)
    fact = _noted(work, plan, missing.TriggerPlanAssigned(author=author))
    return {"child": child, "fact": fact.id}


@operation(Permission.MISSING_OWN, about=("child",))
def write_trigger_plan(work: Work, *, child: str, said: PlanSaid, expected: int | None = None) -> dict[str, Any]:
    """Write the trigger plan, or another version of it: a draft until somebody else approves it; what is live stays live until then.

    :raises Refused: if nothing in it helps to find the child, or it says what the last version says
    :raises Conflict: if somebody wrote, approved or ended one meanwhile
    """
    work.words = {"actions": "\n".join(a.what for a in said.actions), **{name: "\n".join(getattr(said, name)) for name in _LISTS}}
    plan, said = occurrences.hold_plan(work, child, expected=expected), occurrences.said_of(said)
    if said.empty:
        raise Refused("missing.trigger-plan.says-nothing")
    stands = occurrences.draft_of(plan) or occurrences.live_of(plan)
    if stands is not None and occurrences.said_of(stands) == said:
        raise Refused("missing.trigger-plan.says-the-same")
    work.touch(child)
    return {"child": child, "number": occurrences.write_plan(work, plan, said).number}


@operation(Permission.MISSING_CLOSE, may_be=("approves",), about=("child",))
def approve_trigger_plan(work: Work, *, child: str, expected: int | None = None) -> dict[str, Any]:
    """Approve the version that waits, as an inspector who did not write it: it is live from now on.

    :raises Refused: if none waits, the one who wrote it approves, or the approver is absent or no longer trained for it
    :raises Conflict: if another version was written meanwhile
    """
    plan = occurrences.hold_plan(work, child, expected=expected)
    draft = occurrences.draft_of(plan)
    if draft is None:
        raise Refused("missing.trigger-plan.none-waits")
    may_approve(work, draft.by)
    said = occurrences.said_of(draft)
    payload = missing.TriggerPlanApproved(
        review_by=said.review_by, also_sees_child=_any(said.also_sees_child or None), author=draft.by, actions=said.actions,
        **{name: getattr(said, name) for name in _LISTS},
    )
    return {"child": child, "number": draft.number, "fact": _noted(work, plan, payload).id}


@operation(Permission.MISSING_OWN, about=("child",))
def review_trigger_plan(work: Work, *, child: str, changed: bool, text: str = "", expected: int | None = None) -> dict[str, Any]:
    """Record that the live plan was reviewed, and whether it is still right.

    :param changed: what was found is in another version, which is to be written or waits to be approved
    :raises Refused: if none is live
    """
    work.words = {"text": text}
    plan = occurrences.hold_plan(work, child, expected=expected)
    _live(plan)
    return {"child": child, "fact": _noted(work, plan, missing.TriggerPlanReviewed(changed=changed, text=clean(text))).id}


@operation(Permission.MISSING_CLOSE, may_be=("closes",), about=("child",))
def end_trigger_plan(work: Work, *, child: str, reason: str, expected: int | None = None) -> dict[str, Any]:
    """End the live plan, with the reason.

    :raises Refused: if none is live, or nobody says why
    """
    work.words = {"reason": reason}
    if not clean(reason):
        raise Refused("missing.trigger-plan-end.say-why")
    plan = occurrences.hold_plan(work, child, expected=expected)
    _live(plan)
    return {"child": child, "fact": _noted(work, plan, missing.TriggerPlanEnded(reason=clean(reason))).id}


def receive_plan(work: Work, child: str, fact: Fact) -> None:
    """Keep the rows of a fact about a child's trigger plan from another system; any other fact about a child leaves none here."""
    if type(fact.data) in _ROWS:
        _keep(work, occurrences.hold_plan(work, child), fact)


def _noted(work: Work, plan: TriggerPlan, payload: Payload) -> Fact:
    work.touch(plan.child)
    fact = note(work, payload, about=[About("child", plan.child)])
    _keep(work, plan, fact)
    return fact


def _keep(work: Work, plan: TriggerPlan, fact: Fact) -> None:
    """What each fact leaves as rows. The button and the door for other systems' facts both come through here."""
    _ROWS[type(fact.data)](work, plan, fact)


def _named(work: Work, plan: TriggerPlan, fact: Fact) -> None:
    data: Any = fact.data
    at = fact.occurred.earliest
    if plan.author_since is None or plan.author_since <= at:
        occurrences.name_author(work, plan, data.author[:80], at=at)


def _live(plan: TriggerPlan) -> None:
    if occurrences.live_of(plan) is None:
        raise Refused("missing.trigger-plan.no-live")


def _any(value: Any) -> Any:
    """A value that the form has held to the vocabulary of facts."""
    return value


_LISTS: Final = ("addresses", "associates", "phones", "transport", "call")
_ROWS: Final[dict[type, Callable[[Work, TriggerPlan, Fact], Any]]] = {
    missing.TriggerPlanAssigned: _named, missing.TriggerPlanApproved: occurrences.approve_plan, missing.TriggerPlanReviewed: occurrences.review_plan,
    missing.TriggerPlanEnded: occurrences.end_plan,
}
