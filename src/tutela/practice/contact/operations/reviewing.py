"""Reviewing and escalating: one that decides nothing is kept and does not count; a senior's directions become actions with owners."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from tutela.facts import contact
from tutela.facts.missing import Action
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.policy import locked_out
from tutela.foundations.forces import queries as forces
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.practice.contact.operations.grading import give_grade
from tutela.practice.contact.operations.held import hold, noted, snapshot
from tutela.practice.contact.operations.rows import keep
from tutela.record.enquiries import operations as enquiries


@operation(Permission.INCIDENT_REVIEW, may_be=("raises",), about=("incident",))
def review(
    work: Work, *, incident: str, decision: str = "none", text: str = "", by_when: datetime | timedelta | None = None, quality: int | None = None,
    grade: str = "", themes: Sequence[str] = (), expected: int | None = None,
) -> dict[str, Any]:
    """Review the incident: its quality, its grade, what is decided and why. One that decides nothing is kept, flagged, and does not count."""
    work.words = {"text": text}
    held = hold(work, incident, Permission.INCIDENT_REVIEW, expected=expected, open_only=False)
    if grade:
        give_grade(work, held, grade, text, provisional=False)
    payload = contact.Reviewed(text=clean(text), decision=_any(decision), by_when=enquiries.moment(by_when, work.at), quality=quality, themes=tuple(themes))
    row = keep(work, held, noted(work, held, payload))
    if grade:
        row.grade = grade
        row.save(update_fields=["grade"])
    return {"incident": incident, "number": row.number, "counts": row.counts, "why_not": row.why_not}


@operation(Permission.INCIDENT_ESCALATE, may_be=("raises",), about=("incident",))
def escalate(work: Work, *, incident: str, to: str = "detective_inspector@investigation", officer: str = "", reason: str = "") -> dict[str, Any]:
    """Ask a senior who is on duty for a decision. It waits on their list until they answer, and climbs if they do not."""
    work.words = {"reason": reason}
    held = hold(work, incident, Permission.INCIDENT_ESCALATE)
    there = [card.ref for card in forces.on_duty(to, work.at)]
    linked = locked_out([officer, *there], held.shape.refs, at=work.at)
    named = next((ref for ref in (officer, *there) if ref and ref not in linked), "")
    noted(work, held, contact.Escalated(to=to, reason=clean(reason)))
    row = enquiries.hand_over(
        work, incident, cause="escalation", to=to, officer=named, risks=reason, duties=snapshot(work)(held.shape.refs), first=enquiries.nobody_sent(held.row),
    )
    return {"incident": incident, "to": to, "officer": named, "hand_over": str(row.pk)}


@operation(Permission.INCIDENT_REVIEW, about=("incident",))
def escalation_directions(work: Work, *, incident: str, directions: Sequence[Action | enquiries.Asked], text: str = "") -> dict[str, Any]:
    """Answer an escalation with directions: each becomes an action with its owner and time, and counts as the senior's review.

    :raises Refused: if no direction says what is to be done
    """
    work.words = {"directions": "\n".join(d.what for d in directions), "text": text}
    held = hold(work, incident, Permission.INCIDENT_REVIEW)
    given = enquiries.meant(directions, work.at)
    if not given:
        raise Refused("contact.direction-says-nothing")
    waits = enquiries.open_hand_over(incident, "escalation")
    if waits is not None:
        enquiries.acknowledge(work, waits)
    enquiry = enquiries.enquiry_of(work, incident, "incident")
    actions = enquiries.give(work, enquiry, given, "direction")
    said = "; ".join(" ".join(part for part in (d.what, d.who, d.where) if part) for d in given)
    times = [d.by_when for d in given if d.by_when]
    row = keep(work, held, noted(work, held, contact.Reviewed(text=clean(f"{text} {said}"), decision="deploy", by_when=min(times, default=None))))
    return {"incident": incident, "actions": [str(a.pk) for a in actions], "counts": row.counts}


@operation(Permission.INCIDENT_LOG)
def complete_action(work: Work, *, action: str, result: str) -> dict[str, Any]:
    """Say what came of an action: on the log of the incident that it is about.

    :raises Refused: if it is done already, or nothing is said
    """
    work.words = {"result": result}
    held = hold(work, enquiries.subject_of(action), Permission.INCIDENT_LOG, open_only=False)
    row = enquiries.complete(work, action, result)
    noted(work, held, contact.LogEntered(text=f"{row.what}: {row.result}"))
    return {"incident": held.shape.incident, "action": action}


def _any(value: Any) -> Any:
    """A value that the form has held to the vocabulary of facts."""
    return value
