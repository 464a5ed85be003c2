"""What is decided beside the search: a meeting after the third time, the senior review of a long search, the notice to the UK Missing Persons Unit."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tutela.facts import About, missing
from tutela.foundations.access.permissions import Permission
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.practice.missing.operations.held import hold, noted, refused
from tutela.record.chronology.operations import note

MEETING = "missing.repeat-meeting"


@operation(Permission.MISSING_OWN, about=("child",))
def hold_repeat_meeting(work: Work, *, child: str, kind: str, decided: str, when: datetime | None = None) -> dict[str, Any]:
    """Record that a meeting about a child who goes missing again and again was held, and what it decided.

    :raises Refused: if it does not say what was decided
    """
    work.words = {"decided": decided}
    if not clean(decided):
        raise Refused("missing.repeat-held.say-what")
    fact = note(work, missing.RepeatMeetingHeld(kind=_any(kind), decided=clean(decided)), about=[About("child", child)], occurred=when)
    return {"child": child, "fact": fact.id}


@operation(Permission.MISSING_CLOSE, may_be=("closes",), about=("child",))
def decline_repeat_meeting(work: Work, *, child: str, reason: str) -> dict[str, Any]:
    """Decide, as an inspector, that no meeting is needed after the third time, and why.

    :raises Refused: if no reason is given
    """
    work.words = {"reason": reason}
    fact = note(work, missing.RepeatMeetingDeclined(reason=clean(reason), approved_by=work.by.ref), about=[About("child", child)])
    if not clean(reason):
        raise refused(fact, "closes", MEETING, "missing.repeat-declined.say-why")
    return {"child": child, "fact": fact.id}


@operation(Permission.MISSING_OWN, about=("episode",))
def notify_bureau(work: Work, *, episode: str, reference: str, when: datetime | None = None) -> dict[str, Any]:
    """Record that the UK Missing Persons Unit was notified, and its reference.

    :raises Refused: without their reference: a notice that nobody can find again is none
    """
    held = hold(work, episode, Permission.MISSING_OWN)
    if not clean(reference):
        raise Refused("missing.bureau.say-reference")
    return {"episode": episode, "fact": noted(work, held, missing.BureauNotified(reference=clean(reference)), occurred=when).id}


@operation(Permission.MISSING_OWN, about=("episode",))
def review_as_specialist(work: Work, *, episode: str, found: str) -> dict[str, Any]:
    """Record what the specialist team found when it read this time missing, alone or with its partners.

    :raises Refused: if nothing is said of what was found
    """
    work.words = {"found": found}
    held = hold(work, episode, Permission.MISSING_OWN)
    if not clean(found):
        raise Refused("missing.specialist.say-what")
    return {"episode": episode, "fact": noted(work, held, missing.SpecialistReviewed(found=clean(found))).id}


@operation(Permission.MISSING_LOWER_APPROVE, about=("episode",))
def review_as_senior(work: Work, *, episode: str, decision: str) -> dict[str, Any]:
    """Review a long search as a senior officer: what is decided.

    :raises Refused: if nothing is decided
    """
    work.words = {"decision": decision}
    held = hold(work, episode, Permission.MISSING_LOWER_APPROVE)
    if not clean(decision):
        raise Refused("missing.senior.say-what")
    return {"episode": episode, "fact": noted(work, held, missing.SeniorReviewed(decision=clean(decision))).id}


def _any(value: Any) -> Any:
    """A value that the form has held to the vocabulary of facts."""
    return value
