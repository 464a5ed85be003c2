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
    if share.sent_at is None and share.withheld_at is None:
        work.change(share, sent_at=at or work.at, sent_by=share.created_by)
        note(
            work, sharing.Sent(matter=literal(share.matter), to=literal(share.to), channel=literal(share.channel), basis=share.basis, message=share.ref),
            about=about_of(share), occurred=share.sent_at,
        )
    return share


def delivered(work: Work, ref: str, at: datetime | None = None) -> Share:
    """Record that the recipient's system took it: nobody has been told yet.

    :raises Refused: if it was never sent
    """
    share = held(work, ref)
    if share.sent_at is None:
        raise Refused("sharing.not-sent")
    if share.delivered_at is None:
        work.change(share, delivered_at=max(at or work.at, share.sent_at))
        note(
            work, sharing.Delivered(matter=literal(share.matter), to=literal(share.to), message=share.ref), about=about_of(share), occurred=share.delivered_at,
        )
    return share


def not_delivered(work: Work, ref: str, why: str) -> Share:
    """Record that it bounced or was refused."""
    share = held(work, ref)
    if share.failed_at is None:
        work.change(share, failed_at=work.at, failed_why=clip(clean(why), 300) or "?", delivered_at=None)
        note(work, sharing.NotDelivered(matter=literal(share.matter), to=literal(share.to), message=share.ref, why=share.failed_why), about=about_of(share))
    return share


def call_attempted(work: Work, ref: str, *, telephone: str = "", words: str = "") -> CallAttempt:
    """Record a call that reached nobody."""
    share = held(work, ref)
    call = CallAttempt(
        share=share, at=work.at, by=work.by.ref, telephone=clip(clean(telephone), 40) or share.telephone, words=clip(clean(words), 400),
    )
    work.add(call)
    work.note_change(share.ref, {}, {"call_attempted": call.at})
    note(work, sharing.CallAttempted(matter=literal(share.matter), to=literal(share.to)), about=about_of(share))
    return call


def told(work: Work, ref: str, person: str, how: str = "call", *, at: datetime | None = None, expected: int | None = None) -> Share:
    """Record that a named person was told: their acknowledgement, or a call with name and time. Nothing else discharges a duty to tell.

    :raises Refused: without a name, or if it was withheld from them
    """
    name = clip(clean(person), 120)
    if not name:
        raise Refused("sharing.say-who")
    share = held(work, ref, expected=expected)
    if share.withheld_at is not None:
        raise Refused("sharing.was-withheld", why=share.withheld_why)
    if share.told_at is not None:
        return share
    work.change(share, told_at=at or work.at, told_person=name, told_how=how, told_by=work.by.ref)
    note(
        work, sharing.Told(matter=literal(share.matter), to=literal(share.to), person=name, how=literal(how), message=share.ref), about=about_of(share),
        occurred=share.told_at,
    )
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
