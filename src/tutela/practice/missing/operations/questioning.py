"""The missing child questionnaire: there from the moment of the report, answered question by question, and never a reason to wait."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from tutela.facts import missing
from tutela.foundations.access.permissions import Permission
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.law.missing.questions import unanswered
from tutela.practice.missing.operations.held import hold, noted
from tutela.record.enquiries.queries import heard

_NOTHING: Final[Mapping[str, str]] = {}


@operation(Permission.MISSING_GRADE, about=("episode",))
def complete_questionnaire(
    work: Work, *, episode: str, answers: Mapping[str, str] = _NOTHING, chosen: Mapping[str, str] = _NOTHING, not_asked: Mapping[str, str] = _NOTHING,
) -> dict[str, Any]:
    """Answer the missing child questionnaire, as far as it goes; what was answered before stays, and what is still unanswered stays owed.

    :param answers: what was said, by question
    :param chosen: which of the answers that a question offers, by question
    :param not_asked: why a question was not asked; an answer stands above it
    """
    work.words = {**answers, **not_asked}
    held = hold(work, episode, Permission.MISSING_GRADE)
    known = {**heard(held.shape.incident, episode).said, **_said(answers, chosen, not_asked)}
    waits = unanswered(known)
    fact = noted(work, held, missing.QuestionnaireCompleted(unanswered=waits, answers=tuple(known.values())))
    return {"episode": episode, "fact": fact.id, "unanswered": list(waits)}


def _said(answers: Mapping[str, str], chosen: Mapping[str, str], not_asked: Mapping[str, str]) -> dict[str, missing.Answer]:
    """What is said now, by question; a question of which nothing is said keeps what it had."""
    found = {}
    for question in {**answers, **chosen, **not_asked}:
        words, value, why = clean(answers.get(question, "")), chosen.get(question, ""), clean(not_asked.get(question, ""))
        if words or value or why:
            found[question] = missing.Answer(question, words, value, "" if words or value else why)
    return found


@operation(Permission.MISSING_OWN, about=("episode",))
def consider_alert(work: Work, *, episode: str, kind: str, asked: bool, why: str, reference: str = "") -> dict[str, Any]:
    """Decide whether others are asked to look out for the child: the ports, or the public. Either answer has its reason.

    :raises Refused: if no reason is given
    """
    work.words = {"why": why}
    held = hold(work, episode, Permission.MISSING_OWN)
    if not clean(why):
        raise Refused("missing.alert-without-reason")
    payload = missing.AlertConsidered(kind=_any(kind), asked=asked, why=clean(why), reference=clean(reference))
    return {"episode": episode, "fact": noted(work, held, payload).id}


def _any(value: Any) -> Any:
    """A value that the form has held to the vocabulary of facts."""
    return value
