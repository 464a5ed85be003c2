"""What becomes of a notice: it left, it arrived or did not, a call reached nobody, a named person was told, it was recalled."""

from __future__ import annotations

from datetime import datetime

from tutela.facts import sharing
from tutela.foundations.kit.text import clean, clip
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.unit import Work
from tutela.record.chronology.operations import note
from tutela.record.sharing.models import CallAttempt, Share
from tutela.record.sharing.operations.held import about_of, held, literal


def was_sent(work: Work, ref: str, at: datetime | None = None) -> Share:
    """Record that a queued e-mail has left."""
    share = held(work, ref)
    if mark_sent(work, share, at or work.at):
        payload = sharing.Sent(matter=literal(share.matter), to=literal(share.to), channel=literal(share.channel), basis=share.basis, message=share.ref)
        note(work, payload, about=about_of(share), occurred=share.sent_at)
    return share


def delivered(work: Work, ref: str, at: datetime | None = None) -> Share:
    """Record that the recipient's system took it: nobody has been told yet.

    :raises Refused: if it was never sent
    """
    share = held(work, ref)
    if share.sent_at is None:
        raise Refused("sharing.not-sent")
    if mark_delivered(work, share, at or work.at):
        payload = sharing.Delivered(matter=literal(share.matter), to=literal(share.to), message=share.ref)
        note(work, payload, about=about_of(share), occurred=share.delivered_at)
    return share


def not_delivered(work: Work, ref: str, why: str) -> Share:
    """Record that it bounced or was refused."""
    share = held(work, ref)
    if mark_failed(work, share, work.at, why):
        note(work, sharing.NotDelivered(matter=literal(share.matter), to=literal(share.to), message=share.ref, why=share.failed_why), about=about_of(share))
    return share


def call_attempted(work: Work, ref: str, *, telephone: str = "", words: str = "") -> CallAttempt:
    """Record a call that reached nobody."""
    share = held(work, ref)
    call = add_call(work, share, work.at, telephone=telephone, words=words)
    note(work, sharing.CallAttempted(matter=literal(share.matter), to=literal(share.to)), about=about_of(share))
    return call


def told(work: Work, ref: str, person: str, how: str = "call", *, at: datetime | None = None, expected: int | None = None) -> Share:
    """Record that a named person was told: their acknowledgement, or a call with name and time. Nothing else discharges a duty to tell.

    :raises Refused: without a name, or if it was withheld from them
    """
    if not clean(person):
        raise Refused("sharing.say-who")
    share = held(work, ref, expected=expected)
    if share.withheld_at is not None:
        raise Refused("sharing.was-withheld", why=share.withheld_why)
    if mark_told(work, share, at or work.at, person, how):
        payload = sharing.Told(matter=literal(share.matter), to=literal(share.to), person=share.told_person, how=literal(how), message=share.ref)
        note(work, payload, about=about_of(share), occurred=share.told_at)
    return share


def recalled(work: Work, ref: str, why: str) -> Share:
    """Record that a notice was wrong and its recipient was told so.

    :raises Refused: without a reason
    """
    if not clean(why):
        raise Refused("sharing.say-why")
    share = held(work, ref)
    work.note_change(share.ref, {}, {"recalled": clean(why)})
    note(work, sharing.Recalled(matter=literal(share.matter), to=literal(share.to), message=share.ref, why=clean(why)), about=about_of(share))
    return share


def mark_sent(work: Work, share: Share, at: datetime) -> bool:
    """Say on the row that it left; whether that is news."""
    return share.sent_at is None and share.withheld_at is None and work.change(share, sent_at=at, sent_by=share.created_by)


def mark_delivered(work: Work, share: Share, at: datetime) -> bool:
    """Say on the row that it arrived; whether that is news."""
    return share.sent_at is not None and share.delivered_at is None and work.change(share, delivered_at=max(at, share.sent_at))


def mark_failed(work: Work, share: Share, at: datetime, why: str) -> bool:
    """Say on the row that it did not arrive; whether that is news."""
    return share.failed_at is None and work.change(share, failed_at=at, failed_why=clip(clean(why), 300) or "?", delivered_at=None)


def mark_told(work: Work, share: Share, at: datetime, person: str, how: str) -> bool:
    """Say on the row who was told; whether that is news."""
    if share.told_at is not None or share.withheld_at is not None:
        return False
    return work.change(share, told_at=at, told_person=clip(clean(person), 120), told_how=how, told_by=work.by.ref)


def add_call(work: Work, share: Share, at: datetime, *, telephone: str = "", words: str = "") -> CallAttempt:
    """Say on the row that a call reached nobody."""
    call = CallAttempt(share=share, at=at, by=work.by.ref, telephone=clip(clean(telephone), 40) or share.telephone, words=clip(clean(words), 400))
    work.add(call)
    work.note_change(share.ref, {}, {"call_attempted": call.at})
    return call
