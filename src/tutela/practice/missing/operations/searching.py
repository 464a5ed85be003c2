"""Searching: plan, allocation, what was searched and asked, reviews. All is saved; what it lacks is flagged and owed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec

from tutela.facts import About, missing
from tutela.facts.missing import Action
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.policy import locked_out
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.law import language
from tutela.practice.missing.operations.grading import give_level
from tutela.practice.missing.operations.held import flag, hold, noted
from tutela.practice.missing.operations.rows import keep
from tutela.record.enquiries import operations as enquiries
from tutela.record.enquiries.engine import names_of


@operation(Permission.MISSING_OWN, about=("episode",))
def record_plan(
    work: Work, *, episode: str, hypotheses: Sequence[str] = (), lines: Sequence[Action | enquiries.Asked] = (), expected: int | None = None,
) -> dict[str, Any]:
    """Record the plan to find the child: what is thought, and the lines that follow. One without a line is kept, and does not count: a plan stays owed."""
    work.words = {"hypotheses": "\n".join(hypotheses), "lines": "\n".join(line.what for line in lines)}
    held = hold(work, episode, Permission.MISSING_OWN, expected=expected)
    said = tuple(clean(words) for words in hypotheses if clean(words))
    followed = enquiries.meant(lines, work.at)
    if not followed:
        flag(work, "missing.plan", "missing.plan-does-not-count")
    keep(work, held, noted(work, held, missing.PlanRecorded(hypotheses=said, lines=followed)))
    return {"episode": episode, "lines": len(followed)}


@operation(Permission.MISSING_OWN, may_be=("protects",), about=("episode",))
def allocate(
    work: Work, *, episode: str, to: str, officer: str = "", direction: str = "", actions: Sequence[Action | enquiries.Asked] = (),
    expected: int | None = None,
) -> dict[str, Any]:
    """Give the search to a team or a named officer of it, with direction and actions. Without a name, a time or an action it goes through, and says so.

    :raises Refused: if the officer is linked to somebody in it, and so may not have it
    """
    work.words = {"direction": direction}
    held = hold(work, episode, Permission.MISSING_OWN, expected=expected)
    if officer and locked_out([officer], held.shape.refs, at=work.at):
        raise Refused("missing.officer-may-not-have-it")
    given = _for(officer, enquiries.meant(actions, work.at))
    _offer_promises(work, direction)
    if not officer:
        flag(work, "missing.allocation-begun", "missing.allocated-to-nobody")
    if given and not any(action.by_when for action in given):
        flag(work, "missing.allocation-begun", "missing.allocated-without-time")
    also = [About("officer", officer)] if officer else []
    payload = missing.Allocated(to=to, direction=clean(direction), actions=given, ref=officer or None)
    keep(work, held, noted(work, held, payload, also=also))
    return {"episode": episode, "to": to, "officer": officer, "actions": len(given)}


def _for(officer: str, actions: tuple[Action, ...]) -> tuple[Action, ...]:
    """The actions of an allocation: those that name nobody are of the officer who has it."""
    name = names_of([officer]).get(officer, "") if officer else ""
    return tuple(msgspec.structs.replace(action, who=name) if name and not action.who else action for action in actions)


@operation(Permission.MISSING_FOUND, may_be=("protects",), about=("episode",))
def search(
    work: Work, *, episode: str, what: str, result: str = "", where: str = "", power: str = "", who: str = "", when: datetime | None = None,
) -> dict[str, Any]:
    """Record a search that was made: where, by which power or consent, by whom, and what came of it."""
    work.words = {"result": result, "where": where}
    held = hold(work, episode, Permission.MISSING_FOUND)
    _offer_promises(work, result)
    payload = missing.Searched(what=_any(what), result=clean(result), where=clean(where), power=_any(power), who=clean(who))
    return {"episode": episode, "fact": noted(work, held, payload, occurred=when).id}


@operation(Permission.MISSING_FOUND, about=("episode",))
def enquire(work: Work, *, episode: str, what: str, result: str = "", when: datetime | None = None) -> dict[str, Any]:
    """Record an enquiry that was made, and what came of it.

    :raises Refused: if it does not say what
    """
    work.words = {"what": what, "result": result}
    held = hold(work, episode, Permission.MISSING_FOUND)
    if not clean(what):
        raise Refused("missing.enquiry-says-nothing")
    _offer_promises(work, result)
    return {"episode": episode, "fact": noted(work, held, missing.EnquiryMade(what=clean(what), result=clean(result)), occurred=when).id}


@operation(Permission.MISSING_OWN, may_be=("raises",), about=("episode",))
def review_episode(
    work: Work, *, episode: str, decision: str = "none", text: str = "", known: str = "", hypothesis: str = "", nothing_to_add: str = "", level: str = "",
    by_when: datetime | timedelta | None = None, tasks: Sequence[Action | enquiries.Asked] = (), expected: int | None = None,
) -> dict[str, Any]:
    """Review the search: what is known, thought and decided, and who does what by when. One that decides or adds nothing is kept and does not count."""
    work.words = {"text": text, "known": known, "hypothesis": hypothesis, "nothing_to_add": nothing_to_add}
    held = hold(work, episode, Permission.MISSING_OWN, expected=expected)
    _offer_promises(work, ". ".join((text, known, nothing_to_add)))
    if level:
        give_level(work, held, level, text, provisional=False)
    payload = missing.Reviewed(
        text=clean(text), decision=_any(decision), by_when=enquiries.moment(by_when, work.at), tasks=enquiries.meant(tasks, work.at), known=clean(known),
        hypothesis=clean(hypothesis), level=_any(level or None), nothing_to_add=clean(nothing_to_add),
    )
    row = keep(work, held, noted(work, held, payload))
    return {"episode": episode, "number": row.number, "counts": row.counts, "why_not": row.why_not}


@operation(Permission.MISSING_OWN, may_be=("defers",), about=("episode",))
def move_review(work: Work, *, episode: str, to: datetime | timedelta, reason: str = "", expected: int | None = None) -> dict[str, Any]:
    """Set another time for the next review. A later one than the timetable's needs its reason, or is refused."""
    work.words = {"reason": reason}
    held = hold(work, episode, Permission.MISSING_OWN, expected=expected)
    keep(work, held, noted(work, held, missing.ReviewTimeChanged(to=enquiries.moment(to, work.at) or work.at, reason=clean(reason))))
    return {"episode": episode}


@operation(Permission.MISSING_FOUND)
def complete_action(work: Work, *, action: str, result: str) -> dict[str, Any]:
    """Say what came of an action: an enquiry that was made.

    :raises Refused: if it is done already, or nothing is said
    """
    work.words = {"result": result}
    held = hold(work, enquiries.subject_of(action), Permission.MISSING_FOUND, open_only=False)
    row = enquiries.complete(work, action, result)
    noted(work, held, missing.EnquiryMade(what=row.what, result=row.result))
    return {"episode": held.row.ref, "action": action}


def _offer_promises(work: Work, text: str) -> None:
    """Say that what somebody promised in passing can be made an action; the episode offers it until it is one."""
    for said in language.promises(text)[:1]:
        flag(work, "missing.promise", "missing.promised", said=said)


def _any(value: Any) -> Any:
    """A value that the form has held to the vocabulary of facts."""
    return value
