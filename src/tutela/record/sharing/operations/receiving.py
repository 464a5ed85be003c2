"""What other systems say was shared: the rows that our own telling would have made, so that a partner's page and a call log agree."""

from __future__ import annotations

from typing import Any

import msgspec

from tutela.facts import Fact, sharing
from tutela.foundations.kit import refs
from tutela.foundations.kit.text import clip
from tutela.foundations.work.unit import Work
from tutela.record.occurrences.operations import map_about
from tutela.record.sharing.models import Share
from tutela.record.sharing.operations import answers
from tutela.record.sharing.operations.sending import prepare
from tutela.record.sharing.queries import Contact, family_of

_OF_A_NOTICE = (sharing.Sent, sharing.Delivered, sharing.NotDelivered, sharing.CallAttempted, sharing.Told, sharing.Withheld)


def receive(work: Work, fact: Fact) -> Fact:
    """Take a fact of sharing from outside, with our references; what became of a notice is said on the notice's row.

    A notice of another system is known by its reference there, and without one by family, recipient and matter while nobody was told.
    """
    known = msgspec.structs.replace(fact, about=map_about(work, fact))
    if isinstance(known.data, _OF_A_NOTICE) and known.about:
        _mark(work, _notice(work, known), known)
    return known


def _mark(work: Work, share: Share, fact: Fact) -> None:
    data: Any = fact.data
    at = fact.occurred.latest
    if isinstance(data, sharing.Sent):
        answers.mark_sent(work, share, at)
    elif isinstance(data, sharing.Delivered):
        answers.mark_sent(work, share, at)
        answers.mark_delivered(work, share, at)
    elif isinstance(data, sharing.NotDelivered):
        answers.mark_failed(work, share, at, data.why)
    elif isinstance(data, sharing.CallAttempted):
        answers.add_call(work, share, at)
    elif isinstance(data, sharing.Told):
        answers.mark_told(work, share, at, data.person, data.how)
    elif share.sent_at is None and share.told_at is None and share.withheld_at is None:
        work.change(share, withheld_at=at, withheld_by=work.by.ref, withheld_why=clip(data.why, 400) or "?")


def _notice(work: Work, fact: Fact) -> Share:
    """The notice that a fact is about: ours, one that the other system told us of, or a new one."""
    data: Any = fact.data
    message = getattr(data, "message", None) or ""
    if message and refs.is_ours(message):
        ours = Share.objects.select_for_update().filter(pk=refs.key_of(message, "message")).first()
        if ours is not None:
            return ours
    system = fact.source.system if fact.source else "outside"
    contact = Contact(agency=data.to, ref=clip(f"{system}|{data.to}|{message}", 200))
    family = family_of(next((a.ref for a in fact.about if a.kind in ("child", "person")), fact.about[0].ref))
    held = Share.objects.select_for_update().filter(family=family, recipient=contact.ref, matter=data.matter)
    row = held.filter(told_at=None, withheld_at=None).order_by("-content_version").first() if not message else held.order_by("-content_version").first()
    if row is not None:
        return row
    channel = getattr(data, "channel", None) or {"call": "telephone", "in_person": "in_person"}.get(getattr(data, "how", ""), "other")
    return prepare(
        work, matter=data.matter, to=data.to, channel=channel, contact=contact, about=fact.about, family=family, basis=getattr(data, "basis", ""),
    )
