"""What supervisors decide that no area owns: emergency openings reviewed by another, records restricted, linked officers locked out.

Need to know is kept and shown (Data Protection Act 2018, sections 34-40 and 62): each decision has its reason, and its line in the audit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, cast
from uuid import UUID

from tutela.foundations.access import grants
from tutela.foundations.access.models import BreakGlass, Lockout, Restriction
from tutela.foundations.access.permissions import Permission
from tutela.foundations.forces import queries as forces
from tutela.foundations.kit import refs
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import AlreadyDone, Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.record.duties.operations.not_needed import may_approve
from tutela.record.occurrences import queries as occurrences


@operation(Permission.BREAK_GLASS_REVIEW, may_be=("records", "approves"))
def review_break_glass(work: Work, *, review: str, outcome: str, words: str) -> dict[str, Any]:
    """Record what the review of an emergency opening found. What was not justified is shut at once.

    :raises Refused: if the reviewer opened it, is absent or untrained, or says nothing
    :raises AlreadyDone: if it was reviewed
    """
    work.words = {"words": words}
    row = work.found(BreakGlass.objects.select_for_update(of=("self",)).select_related("grant").filter(pk=review).first())
    work.may(Permission.BREAK_GLASS_REVIEW, *_hangs_on(row.grant.subject))
    if row.reviewed_at is not None:
        raise AlreadyDone("supervision.glass.reviewed-already", ref=row.grant.subject)
    may_approve(work, row.grant.officer)
    if not clean(words):
        raise Refused("supervision.says-nothing")
    done = grants.review_glass(UUID(review), by=work.by.ref, at=work.at, outcome=cast("grants.Outcome", outcome), words=clean(words))
    work.touch(done.subject, done.officer)
    work.note_change(done.subject, {}, {"emergency access of": done.officer, "review": outcome, "words": clean(words)})
    return {"subject": done.subject, "outcome": outcome}


@operation(Permission.RESTRICT, about=("subject",))
def restrict(work: Work, *, subject: str, level: Literal["existence", "detail"], audience: Sequence[str], why: str) -> dict[str, Any]:
    """Restrict a record: that it exists, or its detail, is for the audience alone; whoever restricts it is of the audience.

    :raises Refused: if no reason is given
    """
    work.words = {"why": why}
    work.may(Permission.RESTRICT, *_hangs_on(subject))
    if not clean(why):
        raise Refused("supervision.says-nothing")
    known = sorted({*audience, work.by.ref})
    made = grants.restrict(subject, level=level, audience=known, why=clean(why), by=work.by.ref, since=work.at)
    work.note_change(subject, {}, {"restricted": level, "audience": known, "why": clean(why)})
    return {"restriction": str(made), "subject": subject}


@operation(Permission.RESTRICT_END, may_be=("records",))
def end_restriction(work: Work, *, restriction: str, why: str) -> dict[str, Any]:
    """End a restriction, with the reason.

    :raises Refused: if no reason is given
    :raises AlreadyDone: if it stands no more
    """
    work.words = {"why": why}
    row = work.found(Restriction.objects.filter(pk=restriction).first())
    work.may(Permission.RESTRICT_END, *_hangs_on(row.subject))
    if not clean(why):
        raise Refused("supervision.says-nothing")
    try:
        subject = grants.end_restriction(UUID(restriction), by=work.by.ref, at=work.at)
    except grants.NothingOpen:
        raise AlreadyDone("supervision.restrict.ended-already", ref=row.subject) from None
    work.touch(subject)
    work.note_change(subject, {"restricted": row.level}, {"restricted": "ended", "why": clean(why)})
    return {"subject": subject}


@operation(Permission.RESTRICT, about=("subject",))
def lock_out(work: Work, *, officer: str, subject: str, why: str) -> dict[str, Any]:
    """Lock an officer who is linked to somebody in it out of a record: they learn nothing of it, and are told nothing about it.

    :raises Refused: if there is no such officer, or no reason is given
    :raises AlreadyDone: if they are locked out already
    """
    work.words = {"why": why}
    work.may(Permission.RESTRICT, *_hangs_on(subject))
    if forces.card(officer) is None:
        raise Refused("duties.no-such-officer")
    if not clean(why):
        raise Refused("supervision.says-nothing")
    if not grants.lock_out(officer, subject, clean(why), by=work.by.ref, since=work.at):
        raise AlreadyDone("supervision.lock-out.already", ref=subject)
    work.touch(officer)
    work.note_change(subject, {}, {"locked out": officer, "why": clean(why)})
    return {"subject": subject, "officer": officer}


@operation(Permission.RESTRICT_END)
def end_lock_out(work: Work, *, lock_out: str, why: str) -> dict[str, Any]:
    """Let an officer whose link proved wrong know of a record again, with the reason.

    :raises Refused: if no reason is given
    :raises AlreadyDone: if they are not locked out any more
    """
    work.words = {"why": why}
    row = work.found(Lockout.objects.filter(pk=lock_out).first())
    work.may(Permission.RESTRICT_END, *_hangs_on(row.subject))
    if not clean(why):
        raise Refused("supervision.says-nothing")
    try:
        grants.end_lock_out(row.officer, row.subject, at=work.at)
    except grants.NothingOpen:
        raise AlreadyDone("supervision.lock-out.ended-already", ref=row.subject) from None
    work.touch(row.subject, row.officer)
    work.note_change(row.subject, {"locked out": row.officer}, {"locked out": "ended", "why": clean(why)})
    return {"subject": row.subject}


def _hangs_on(subject: str) -> tuple[str, ...]:
    """Every record on which it hangs whether somebody may know of this one: an episode's incident and child too."""
    kind = refs.split(subject)[0] if refs.is_ours(subject) else ""
    shape = occurrences.shape_of(subject) if kind in ("incident", "episode") else None
    return shape.refs if shape else (subject,)
