"""The child is found, comes back, is seen by somebody who says how; then an inspector closes. Only the closing may be refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tutela.facts import missing
from tutela.foundations.access.permissions import Permission
from tutela.foundations.kit.text import clean
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.practice.missing.operations.held import hold, noted
from tutela.practice.missing.operations.returning import NOTHING_TOLD, Told, add_to_return, still_open, words_of
from tutela.practice.missing.operations.rows import keep
from tutela.practice.missing.operations.signing import unsigned
from tutela.practice.missing.operations.summaries import send_summaries
from tutela.record.enquiries import operations as enquiries
from tutela.record.sharing import operations as sharing


@operation(Permission.MISSING_FOUND, about=("episode",))
def found(
    work: Work, *, episode: str, found_by: str, safe: bool | None = None, where: str = "", with_whom: str = "", by_action: str | None = None,
    when: datetime | None = None,
) -> dict[str, Any]:
    """Record that the child was found: where, with whom, by whom. Seeing them is owed still.

    :param by_action: the action of the child's trigger plan that found them, in its words; empty: none of them did
    """
    work.words = {"where": where, "with_whom": with_whom}
    held = hold(work, episode, Permission.MISSING_FOUND)
    payload = missing.Found(by=_any(found_by), safe=safe, where=clean(where), with_whom=clean(with_whom), by_action=by_action)
    keep(work, held, noted(work, held, payload, occurred=when))
    return {"episode": episode, "state": held.row.state}


@operation(Permission.MISSING_FOUND, about=("episode",))
def returned(
    work: Work, *, episode: str, returned_by: str, to: str = "home", harm_indicated: bool | None = None, when: datetime | None = None,
) -> dict[str, Any]:
    """Record that the child is back at home or in care; the local authority is sent that, and asked for the interview, in the same act."""
    held = hold(work, episode, Permission.MISSING_FOUND)
    keep(work, held, noted(work, held, missing.Returned(by=_any(returned_by), to=_any(to), harm_indicated=harm_indicated), occurred=when))
    sharing.tell_of_return(work, held.row, held.about)
    return {"episode": episode, "state": held.row.state}


@operation(Permission.MISSING_FOUND, about=("episode",))
def verified(work: Work, *, episode: str, verified_by: str, how: str = "", when: datetime | None = None) -> dict[str, Any]:
    """Record who verified the child, and how."""
    work.words = {"how": how}
    held = hold(work, episode, Permission.MISSING_FOUND)
    keep(work, held, noted(work, held, missing.Verified(by=_any(verified_by), how=clean(how)), occurred=when))
    return {"episode": episode, "state": held.row.state}


@operation(Permission.MISSING_FOUND, about=("episode",))
def prevention_interview(
    work: Work, *, episode: str, mode: str, alone: bool | None = None, seen_by: str = "police", why_not_police: str = "", when: datetime | None = None,
) -> dict[str, Any]:
    """Record the prevention interview: whether the child was seen, alone, and by whom."""
    work.words = {"why_not_police": why_not_police}
    held = hold(work, episode, Permission.MISSING_FOUND)
    payload = missing.PreventionInterviewHeld(mode=_any(mode), alone=alone, by=_any(seen_by), why_not_police=clean(why_not_police))
    keep(work, held, noted(work, held, payload, occurred=when))
    return {"episode": episode, "state": held.row.state}


@operation(Permission.MISSING_CLOSE, may_be=("closes",), about=("episode",))
def close_episode(
    work: Work, *, episode: str, reason: str, not_done: Mapping[str, str] | None = None, told: Told = NOTHING_TOLD,
    expected: int | None = None,
) -> dict[str, Any]:
    """Close the episode, as the inspector who approves it. It is refused, and the attempt kept, where nobody else verified the child.

    So it is where an action of the child's trigger plan was not done and nobody says why, where a question of the return is not
    answered, and where its record is not signed off.

    :param not_done: why, by the key of the action
    :param told: what the closing answers of the return that no return form did, or why it cannot be answered
    """
    said = {key: clean(why) for key, why in (not_done or {}).items()}
    work.words = {"reason": reason, **{f"not done {key}": why for key, why in said.items() if why}, **words_of(told)}
    held = hold(work, episode, Permission.MISSING_CLOSE, expected=expected)
    left = enquiries.undone(held.row.ref, enquiries.TRIGGER_PLAN)
    add_to_return(work, held, told)
    payload = missing.EpisodeClosed(
        reason=clean(reason), approved_by=work.by.ref, approver_role=work.by.role, unanswered=still_open(work, held),
        unsigned=unsigned(work, held), plan_used=enquiries.plan_used(held.row.ref),
        not_done=tuple(missing.NotDone(what=action.what, why=said.get(str(action.pk), "")) for action in left),
    )
    for action in left:
        enquiries.leave(work, action, said.get(str(action.pk), ""))
    keep(work, held, noted(work, held, payload))
    send_summaries(work, held, "episode")
    return {"episode": episode, "state": "closed"}


def _any(value: Any) -> Any:
    """A value that the form has held to the vocabulary of facts."""
    return value
