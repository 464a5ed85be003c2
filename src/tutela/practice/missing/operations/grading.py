"""The level of risk: given with reasons by a person, who sees what is suggested only afterwards; lowered by two, on something new."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from tutela.facts import About, missing
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.policy import locked_out
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.law.contact.conditions import REVIEWERS
from tutela.practice.missing.operations.held import Held, flag, hold, noted, refused
from tutela.practice.missing.operations.rows import keep
from tutela.record.enquiries.engine import level_words
from tutela.record.occurrences import engine
from tutela.record.occurrences import operations as occurrences

CII: Final = "cii@missing"
NEVER_ANSWERED: Final = frozenset({"out_of_character"})
"""What weighs in the suggestion, and of which there is nothing to say but that it is so."""
_TAKEN_BACK: Final = "Taken back by who asked."


@operation(Permission.MISSING_GRADE, may_be=("raises", "protects"), about=("episode",))
def grade_risk(
    work: Work, *, episode: str, level: str, rationale: str = "", answered: Sequence[missing.Indicator] = (), override: str = "", second_line: str = "",
    next_review_at: datetime | None = None, cii: str = "", read_why: str = "", expected: int | None = None,
) -> dict[str, Any]:
    """Grade the risk, with reasons. A level below the one that stands becomes a request that another decides; the higher one stays live.

    The force incident manager's medium hands the search to the inspector of the area who is named, or is on duty: theirs when they accept.

    :param read_why: the last record of a return that stood in the summary of why this child goes missing, where the grader has read it
    """
    work.words = {"rationale": rationale, "override": override}
    held = hold(work, episode, Permission.MISSING_GRADE, expected=expected)
    given = give_level(
        work, held, level, rationale, provisional=work.by.role not in REVIEWERS, answered=tuple(answered), override=clean(override),
        second_line=second_line or None, next_review_at=next_review_at, read_why=read_why or None,
    )
    if level == "medium" and given["status"] == "live" and work.by.role == "fim":
        _hand_on(work, held, cii)
    return {"episode": episode, **given, "offered_to": held_by(held)}


def _hand_on(work: Work, held: Held, cii: str) -> None:
    """Offer a search at medium risk to the inspector of the area, where the force incident manager owns it and has offered it to nobody."""
    if held.row.owner != occurrences.FIM or occurrences.offered_to(held.row) is not None:
        return
    officer = cii or occurrences.on_duty(CII, work.at)
    if not officer or locked_out([officer], held.shape.refs, at=work.at):
        flag(work, "missing.acceptance", "missing.no-inspector-to-hand-to")
        return
    keep(work, held, noted(work, held, missing.OwnershipAssigned(to=CII, ref=officer), also=[About("officer", officer)]))


def held_by(held: Held) -> str:
    """The officer to whom it is offered now."""
    waits = occurrences.offered_to(held.row)
    return waits.officer if waits else ""


def give_level(work: Work, held: Held, level: str, rationale: str, *, provisional: bool, **more: Any) -> dict[str, Any]:
    """Give a level, or ask for it where it is lower.

    :returns: whether it is ``live`` or ``pending``, and what had been suggested
    """
    answers = engine.standing(held.shape, work.at, work.facts)
    stands, suggestion = answers.risk(held.row.ref), answers.suggestion(held.row.ref)
    shown = {"suggested": suggestion.level, "weight": suggestion.weight, "indicators": list(suggestion.indicators)}
    if engine.lower_level(level, stands.value if stands else None):
        _ask(work, held, missing.LoweringRequested(level=_any(level), reason=clean(rationale)))
        said = {"level": level_words(level), "stands": level_words(stands.value if stands else "")}
        flag(work, "missing.lowering-grounds", "missing.lowering-waits", **said)
        return {"status": "pending", **shown}
    left = not_considered(answers, held.row.ref, more.get("answered", ()))
    payload = missing.RiskGraded(
        level=_any(level), provisional=provisional, rationale=clean(rationale), suggested=_any(suggestion.level), not_considered=left, **more,
    )
    fact = noted(work, held, payload)
    keep(work, held, fact)
    below = engine.lower_level(level, suggestion.level)
    return {"status": "live", "fact": fact.id, "below": below, "not_considered": list(left), **shown}


def not_considered(answers: engine.Standing, episode: str, answered: Sequence[missing.Indicator]) -> tuple[str, ...]:
    """What is known of the child, or hit in the systems check, and has no answer: each with its effect, and why where it is said not to raise the risk."""
    said = {one.concern for one in answered if one.effect == "raises" or one.because.strip()}
    known = [name for name in answers.concerns(episode) if name not in said and name not in NEVER_ANSWERED]
    return (*known, *sorted(answers.unanswered_hits(episode)))


def _ask(work: Work, held: Held, payload: missing.LoweringRequested) -> None:
    """Keep that somebody asks for less; words that make little of the child are noticed, with better ones, and stop nothing."""
    fact = noted(work, held, payload)
    keep(work, held, fact)


@operation(Permission.MISSING_GRADE, about=("episode",))
def request_lowering(
    work: Work, *, episode: str, level: str, reason: str, new_information: str = "", expected: int | None = None,
) -> dict[str, Any]:
    """Ask to lower the level, naming the entry that is new and reduces the risk. The higher level stays live until another approves.

    :raises Refused: if it would lower nothing, or gives no reason
    """
    work.words = {"reason": reason}
    held = hold(work, episode, Permission.MISSING_GRADE, expected=expected)
    stands = engine.standing(held.shape, work.at).risk(episode)
    if not engine.lower_level(level, stands.value if stands else None):
        raise Refused("missing.lowers-nothing", level=level)
    if not clean(reason):
        raise Refused("missing.lowering-without-reason")
    _ask(work, held, missing.LoweringRequested(level=_any(level), reason=clean(reason), new_information=new_information or None))
    return {"episode": episode, "status": "pending"}


@operation(Permission.MISSING_LOWER_APPROVE, may_be=("lowers",), about=("episode",))
def approve_lowering(work: Work, *, episode: str, reason: str, new_information: str = "", expected: int | None = None) -> dict[str, Any]:
    """Approve the lower level that another asked for, on information that is new: both names are kept.

    :raises Refused: if nobody asked, if who approves asked for it, or if it has no grounds
    """
    work.words = {"reason": reason}
    held = hold(work, episode, Permission.MISSING_LOWER_APPROVE, expected=expected)
    pending = occurrences.pending_risk(held.row)
    payload = missing.LoweringApproved(
        level=_any(pending.level), requested_by=pending.by, reason=clean(reason), new_information=new_information or pending.new_information or None,
    )
    fact = noted(work, held, payload)
    if pending.by == work.by.ref:
        raise refused(fact, "lowers", "missing.lowering-grounds", "missing.approved-by-who-asked")
    keep(work, held, fact)
    return {"episode": episode, "level": pending.level, "requested_by": pending.by, "approved_by": work.by.ref}


@operation(Permission.MISSING_LOWER_APPROVE, about=("episode",))
def decline_lowering(work: Work, *, episode: str, reason: str, expected: int | None = None) -> dict[str, Any]:
    """Decline the lower level. The higher one was live all along.

    :raises Refused: if nobody asked, or no reason is given
    """
    work.words = {"reason": reason}
    held = hold(work, episode, Permission.MISSING_LOWER_APPROVE, expected=expected)
    occurrences.pending_risk(held.row)
    if not clean(reason):
        raise Refused("missing.lowering-without-reason")
    keep(work, held, noted(work, held, missing.LoweringDeclined(reason=clean(reason))))
    return {"episode": episode}


@operation(Permission.MISSING_GRADE, about=("episode",))
def withdraw_lowering(work: Work, *, episode: str, reason: str = "", expected: int | None = None) -> dict[str, Any]:
    """Take back one's own request to lower the level. The higher one was live all along, and nobody is asked to decide any more.

    :raises Refused: if no request waits, or another asked for it
    """
    work.words = {"reason": reason}
    held = hold(work, episode, Permission.MISSING_GRADE, expected=expected)
    if occurrences.pending_risk(held.row).by != work.by.ref:
        raise Refused("occurrences.not-yours-to-withdraw")
    said = " ".join(part for part in (_TAKEN_BACK, reason.strip()) if part)
    keep(work, held, noted(work, held, missing.LoweringDeclined(reason=said)))
    return {"episode": episode}


def _any(value: Any) -> Any:
    """A value that the form has held to the vocabulary of facts."""
    return value
