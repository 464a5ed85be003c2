"""A level below the one suggested: every indicator answered by an inspector, and read by somebody outside the chain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tutela.facts import Fact, missing
from tutela.foundations.access.permissions import Permission
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.law.standing.risk import CONTROL_ROOM, INSPECTORS
from tutela.practice.missing.operations.grading import give_level
from tutela.practice.missing.operations.held import Held, hold, noted
from tutela.practice.missing.queries import last_grading
from tutela.record.duties.operations.not_needed import may_approve
from tutela.record.occurrences import engine


@operation(Permission.MISSING_GRADE, may_be=("raises",), about=("episode",))
def override_suggestion(
    work: Work, *, episode: str, override: str, answered: Sequence[missing.Indicator] = (), expected: int | None = None,
) -> dict[str, Any]:
    """Keep a level below the one suggested, each indicator answered, with the reason. It waits for the second line all the same.

    :raises Refused: if nobody graded, if the level is not below, or if no reason is given
    """
    work.words = {"override": override}
    held = hold(work, episode, Permission.MISSING_GRADE, expected=expected)
    answers = engine.standing(held.shape, work.at)
    stands = answers.risk(episode)
    if stands is None or not engine.lower_level(stands.value, answers.suggestion(episode).level):
        raise Refused("missing.not-below")
    if not clean(override):
        raise Refused("missing.override-without-reason")
    last = last_grading(episode)
    reasons = str(getattr(last.data, "rationale", "")) if last else stands.reasons
    return {"episode": episode, **give_level(
        work, held, stands.value, reasons, provisional=stands.provisional, answered=tuple(answered), override=clean(override),
    )}


@operation(Permission.MISSING_LOWER_APPROVE, may_be=("raises",), about=("episode",))
def review_grading(work: Work, *, episode: str, outcome: str, reason: str, expected: int | None = None) -> dict[str, Any]:
    """Read a grading that was flagged, as the second line: uphold it, raise the level to high, or return it to be graded again.

    A level below the one suggested is upheld only where an inspector has said why and nothing that is known was left out.

    :raises Refused: if who reads it graded it, or is of the room; if no reason is given; or if what it would uphold is not answered
    """
    work.words = {"reason": reason}
    held = hold(work, episode, Permission.MISSING_LOWER_APPROVE, expected=expected)
    last = last_grading(episode)
    if not clean(reason):
        raise Refused("missing.second-line-without-reason")
    if work.by.role in CONTROL_ROOM:
        raise Refused("missing.second-line-of-the-room")
    may_approve(work, (last.by.ref or "") if last else "")
    if outcome == "upheld":
        _may_uphold(held, work, last)
    fact = noted(work, held, missing.SecondLineReviewed(outcome=_any(outcome), reason=clean(reason)))
    if outcome == "raised":
        give_level(work, held, "high", clean(reason), provisional=False)
    return {"episode": episode, "fact": fact.id, "outcome": outcome}


def _may_uphold(held: Held, work: Work, last: Fact | None) -> None:
    data: Any = last.data if last else None
    if last is None or not engine.lower_level(data.level, engine.standing(held.shape, work.at).suggestion(held.row.ref).level):
        return
    if data.not_considered:
        raise Refused("missing.uphold-unanswered")
    if not data.override or last.by.role not in INSPECTORS:
        raise Refused("missing.uphold-without-inspector")


def _any(value: Any) -> Any:
    """A value that the form has held to the vocabulary of facts."""
    return value
