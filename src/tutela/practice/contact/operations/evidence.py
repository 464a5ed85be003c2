"""Sending the caller the advice on keeping evidence: only where they said that it is safe to write, and without a word of the child."""

from __future__ import annotations

from typing import Any

from tutela.facts import contact
from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.words import words
from tutela.foundations.post import outbox
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.practice.contact.operations.held import hold, noted
from tutela.record.people import queries as people
from tutela.record.things.models import Account


@operation(Permission.INCIDENT_LOG, about=("incident",))
def send_advice(work: Work, *, incident: str, address: str, safe: bool) -> dict[str, Any]:
    """Send the advice by e-mail to an address that the caller gave as safe to use. Sent is not told: the lines are still said, and ticked.

    :raises Refused: if nobody said that it is safe, it is no address, it stands on record as somebody's account, or the log is not about abuse online
    """
    held = hold(work, incident, Permission.INCIDENT_LOG, open_only=False)
    if held.row.concern != "online_abuse":
        raise Refused("contact.advice-not-online")
    if not safe:
        raise Refused("contact.advice-not-safe")
    if Account.objects.filter(handle__iexact=address.strip()).exists():
        raise Refused("contact.advice-known-address")   # it may be the abuser's: whose it is is not said
    try:
        message = outbox.queue(
            to=address, subject=words("contact.send-advice.subject"), template="advice", about=[incident], once=f"advice {work.by.ref} {work.key}",
            must_not_contain=people.displays(held.shape.children).values(),
        )
    except outbox.NoAddress:
        raise Refused("contact.advice-no-address") from None
    return {"incident": incident, "message": message, "fact": noted(work, held, contact.AdviceSent(message=message)).id}
