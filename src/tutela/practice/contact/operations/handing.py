"""Handing over, one incident or a whole shift: a record of what is passed on; the giver's until the receiver has accepted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tutela.facts import contact
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.policy import Verdict, locked_out
from tutela.foundations.design.words import words
from tutela.foundations.forces import queries as forces
from tutela.foundations.kit import refs
from tutela.foundations.work.errors import Denied, Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.practice.contact.operations.held import Held, hold, noted, snapshot
from tutela.practice.contact.operations.rows import keep
from tutela.record.chronology.operations import note
from tutela.record.enquiries import operations as enquiries
from tutela.record.occurrences import operations as occurrences
from tutela.record.occurrences import queries


@operation(Permission.INCIDENT_HAND_OVER, may_be=("protects",), about=("incident",))
def hand_over(work: Work, *, incident: str, to: str, officer: str = "", risks: str = "", expected: int | None = None) -> dict[str, Any]:
    """Hand the incident to another role or officer, with its risks, open duties and next deadline. It is theirs when they accept.

    :raises Refused: if the officer is linked to somebody in it, and so may not have it
    """
    work.words = {"risks": risks}
    held = hold(work, incident, Permission.INCIDENT_HAND_OVER, expected=expected)
    if officer and locked_out([officer], held.shape.refs, at=work.at):
        raise Refused("contact.officer-may-not-have-it")
    work.kept["hand-over"] = (risks, "owner", snapshot(work))
    row = keep(work, held, noted(work, held, contact.HandedOver(to=to, ref=officer or None)))
    return {"incident": incident, "to": to, "officer": officer, "hand_over": str(row.pk)}


@operation(Permission.INCIDENT_HAND_OVER, may_be=("protects",))
def hand_over_shift(
    work: Work, *, to: str = "", officer: str = "", risks: str = "", own: Mapping[str, str] | None = None, leave: Sequence[str] = (),
) -> dict[str, Any]:
    """Hand over everything that I own, at the end of the shift: each with its own record, those first to whom nobody could be sent.

    :param own: what must be known of one case, by its reference
    :param leave: cases that were offered to somebody already, and whose offer stands
    """
    said = own or {}
    work.words = {"risks": risks or "; ".join(said.values())}
    rows = enquiries.hand_over_everything(
        work, work.by.ref, cause="shift", snapshot=snapshot(work), to=to, receiver=officer, risks=risks, own=said, leave=leave,
    )
    for row in rows:
        shape = queries.shape_of(row.subject)
        if shape is not None:
            about: list[Any] = [("episode", ref) for ref in shape.episodes] + [("child", ref) for ref in shape.children]
            if refs.split(row.subject)[0] == "incident":
                about.insert(0, ("incident", row.subject))
            note(work, contact.HandedOver(to=row.receiver_role, ref=row.receiver or None), about=about)
    return {"handed_over": [row.subject for row in rows]}


@operation(Permission.INCIDENT_TAKE, may_be=("protects",), about=("incident",))
def accept(work: Work, *, incident: str) -> dict[str, Any]:
    """Accept the incident that was handed to me: it is mine from now on.

    :raises Refused: if nothing was handed over
    :raises Denied: if it was handed to somebody else
    """
    held, row = _offered(work, incident)
    if row.cause == "escalation":
        enquiries.acknowledge(work, row)
        noted(work, held, contact.LogEntered(text="Escalation acknowledged."))
    else:
        keep(work, held, noted(work, held, contact.HandOverAccepted()))
    return {"incident": incident, "owner": work.by.ref}


@operation(Permission.INCIDENT_TAKE, about=("incident",))
def decline(work: Work, *, incident: str, reason: str) -> dict[str, Any]:
    """Decline the incident that was handed to me, with the reason: it stays with the giver.

    :raises Refused: if nothing was handed over, or no reason is given
    :raises Denied: if it was handed to somebody else
    """
    work.words = {"reason": reason}
    held, row = _offered(work, incident)
    if not reason.strip():
        raise Refused("enquiries.declined-without-reason")
    if row.cause == "escalation":
        enquiries.turn_down(work, row, reason)
        noted(work, held, contact.LogEntered(text=f"Escalation not taken: {reason.strip()}"))
    else:
        keep(work, held, noted(work, held, contact.HandOverDeclined(reason=reason.strip())))
    return {"incident": incident}


@operation(Permission.INCIDENT_TAKE, may_be=("protects",), about=("incident",))
def take_left(work: Work, *, incident: str) -> dict[str, Any]:
    """Take over what its owner left when they went off duty: mine from now on, with its searches; every clock runs on as it ran.

    :raises Denied: if I am not on duty in the role that owns it
    :raises Refused: if its owner is on duty, or it is offered to somebody already
    """
    held = hold(work, incident, Permission.INCIDENT_TAKE)
    role, left = held.row.owner, held.row.owner_officer
    there = {card.ref for card in forces.on_duty(role, work.at)}
    if work.by.ref not in there:
        raise Denied(Verdict("none", "contact.not-on-duty-for-it"), (incident,))
    if not left or left in there:
        raise Refused("contact.owner-is-on-duty")
    if occurrences.offered_to(held.row) or any(map(occurrences.offered_to, enquiries.searches_with(held.row))):
        raise Refused("contact.offered-already")
    work.kept["hand-over"], work.kept["giver"] = (words("contact.left-words"), "shift", snapshot(work)), left
    keep(work, held, noted(work, held, contact.HandedOver(to=role, ref=work.by.ref)))
    keep(work, held, noted(work, held, contact.HandOverAccepted()))
    return {"incident": incident, "owner": work.by.ref, "left_by": left}


def _offered(work: Work, incident: str) -> tuple[Held, Any]:
    held = hold(work, incident, Permission.INCIDENT_TAKE)
    row = enquiries.open_hand_over(incident, of=work.by)
    if row is None and enquiries.open_hand_over(incident) is not None:
        raise Denied(Verdict("none", "contact.handed-to-another"), (incident,))
    if row is None:
        raise Refused("occurrences.nothing-offered")
    return held, row
