"""Signing off the record of a return: read by the line manager of whoever wrote it, and by an inspector responsible, each with a score and what is lacking."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tutela.facts import missing
from tutela.foundations.access.permissions import Permission
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.practice.missing import queries
from tutela.practice.missing.operations.held import Held, hold, noted
from tutela.record.duties.operations.not_needed import may_approve


@operation(Permission.DUTY_SUPERVISE, may_be=("approves",), about=("episode",))
def sign_form(work: Work, *, episode: str, signs_as: str, quality: int, gaps: Sequence[str] = (), text: str = "") -> dict[str, Any]:
    """Score the record of a return, from 1 to 5, and name its gaps. A low score sends it back to whoever wrote it, and is no sign-off.

    :param signs_as: ``line_manager`` of whoever wrote it, or ``responsible``, an inspector who may close the search
    :param gaps: the questions that are not answered well
    :raises Refused: for who wrote it, who is neither of the two, who signed as the other, and for a low score that names no gap
    """
    work.words = {"text": text, "gaps": ", ".join(gaps)}
    held = hold(work, episode, Permission.DUTY_SUPERVISE)
    author = queries.author_of_return(episode)
    may_approve(work, author)
    if signs_as not in queries.may_sign_as(work.by, author, work.at):
        raise Refused("missing.sign.is-not-yours")
    last = queries.signatures(episode)
    if any(fact.by.ref == work.by.ref for other, fact in last.items() if other != signs_as):
        raise Refused("missing.sign.signed-as-other")
    low = quality <= queries.low_score(work.at)
    if low and not gaps and not clean(text):
        raise Refused("missing.sign.name-gaps")
    payload = missing.FormSigned(signs_as=_any(signs_as), quality=quality, gaps=tuple(gaps), text=clean(text), author=author or None)
    return {"episode": episode, "fact": noted(work, held, payload).id, "sent_back": low}


def unsigned(work: Work, held: Held) -> tuple[Any, ...]:
    """Whose sign-off is wanting when the episode closes, whoever may read what they wrote."""
    return queries.unsigned(held.row.ref, work.at)


def _any(value: Any) -> Any:
    """A value that the form has held to the vocabulary of facts."""
    return value
