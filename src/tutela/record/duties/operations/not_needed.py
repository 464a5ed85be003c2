"""That a duty is not needed is asked by one person and approved by another; until then it runs on."""

from __future__ import annotations

from typing import Any

import msgspec

from tutela.facts import Actor
from tutela.facts import duties as facts
from tutela.foundations.access.permissions import Permission
from tutela.foundations.kit import refs
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import AlreadyDone, Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.record.chronology.operations import actor, note
from tutela.record.duties.models import Request
from tutela.record.duties.operations.held import hold, subject


@operation(Permission.DUTY_REASON)
def request_not_needed(work: Work, *, duty: str, reason: str) -> dict[str, Any]:
    """Ask that a duty be not needed, with the reason.

    :raises Refused: if it says nothing
    :raises AlreadyDone: if somebody has asked already
    """
    work.words = {"reason": reason}
    held = hold(work, duty, Permission.DUTY_REASON)
    if not clean(reason):
        raise Refused("duties.reason-empty")
    if Request.objects.filter(duty=held, decided_at=None).exists():
        raise AlreadyDone("duties.asked-already", ref=duty)
    row = Request(duty=held, reason=clean(reason), asked_at=work.at, asked_by=work.by.ref, asked_as=msgspec.to_builtins(actor(work)))
    work.add(row)
    work.note_change(duty, {}, {"not_needed_asked": clean(reason)})
    return {"request": str(row.pk)}


@operation(Permission.DUTY_SUPERVISE, may_be=("approves", "closes"))
def approve_not_needed(work: Work, *, request: str, words: str = "") -> dict[str, Any]:
    """Approve that a duty is not needed: never by who asked, never by somebody whose training has lapsed.

    :raises Refused: if the approver asked for it, or may not approve
    """
    row = _held(work, request)
    may_approve(work, row.asked_by)
    duty = hold(work, refs.make("duty", row.duty.pk), Permission.DUTY_SUPERVISE)
    by = msgspec.convert(row.asked_as, Actor)
    note(work, facts.NotNeeded(duty=duty.code, opening=duty.opening, reason=row.reason, approved_by=work.by.ref), about=[subject(duty)], by=by)
    _decide(work, row, words, approved=True)
    return {"duty": refs.make("duty", duty.pk)}


@operation(Permission.DUTY_SUPERVISE)
def decline_not_needed(work: Work, *, request: str, words: str) -> dict[str, Any]:
    """Decline: the duty stays owed, and the words say why.

    :raises Refused: if it says nothing
    """
    work.words = {"words": words}
    row = _held(work, request)
    if not clean(words):
        raise Refused("duties.reason-empty")
    _decide(work, row, words, approved=False)
    return {"duty": refs.make("duty", row.duty.pk)}


def may_approve(work: Work, author: str) -> None:
    """May this person approve what another wrote? Never the author; never absent, nor with the role's training lapsed.

    :raises Refused: if not
    """
    if work.by.ref == author:
        raise Refused("work.approver-is-author")
    if work.by.absent:
        raise Refused("work.approver-absent")
    if work.by.acting in work.by.lapsed or work.by.role in work.by.lapsed:
        raise Refused("work.approver-training-lapsed")


def _held(work: Work, request: str) -> Request:
    row = work.found(Request.objects.select_for_update().select_related("duty").filter(pk=request).first())
    work.may(Permission.DUTY_SUPERVISE, *row.duty.about)
    if row.decided_at is not None:
        raise AlreadyDone("duties.decided-already", ref=refs.make("duty", row.duty.pk))
    return row


def _decide(work: Work, row: Request, words: str, *, approved: bool) -> None:
    row.decided_at, row.decided_by, row.approved, row.words = work.at, work.by.ref, approved, clean(words)
    row.save(update_fields=["decided_at", "decided_by", "approved", "words"])
    work.note_change(refs.make("duty", row.duty.pk), {}, {"not_needed_approved": approved, "words": clean(words)})
