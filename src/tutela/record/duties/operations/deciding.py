"""What people say and decide of a duty. Acknowledging is not doing; a reason stops no clock; a promise moves no due time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tutela.facts import duties as facts
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.policy import Verdict, locked_out
from tutela.foundations.forces import queries as forces
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import Denied, Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.record.chronology.operations import note
from tutela.record.duties.models import Alert, Duty, Transition
from tutela.record.duties.operations.held import hold, subject
from tutela.record.duties.queries.law import laws


@operation(Permission.DUTY_ACKNOWLEDGE)
def acknowledge(work: Work, *, alerts: list[str]) -> dict[str, Any]:
    """Take note of what one was told, several at once. It is not resolution: the ladder runs on.

    :raises Denied: if one of them was told to somebody else
    """
    rows = list(Alert.objects.select_for_update().filter(pk__in=alerts).order_by("id"))
    if len(rows) != len(set(alerts)) or any(row.officer != work.by.ref for row in rows):
        raise Denied(Verdict("none", "access.restricted"))
    done = 0
    duties = {d.pk: d for d in Duty.objects.filter(pk__in=[row.duty for row in rows if row.duty])}
    for row in rows:
        work.touch(*row.about)
        if row.acknowledged_at is not None:
            continue
        row.acknowledged_at, row.acknowledged_by = work.at, work.by.ref
        row.save(update_fields=["acknowledged_at", "acknowledged_by"])
        done += 1
        duty = duties.get(row.duty) if row.duty else None
        if duty is not None:
            note(work, facts.Acknowledged(duty=duty.code, opening=duty.opening, rung=row.rung), about=[subject(duty)])
    return {"acknowledged": done}


@operation(Permission.DUTY_DECIDE_RISK)
def decide_risk(work: Work, *, duty: str, decision: str, why: str, expected: int | None = None) -> dict[str, Any]:
    """Record what is decided on the risk while a duty is not done: what the top of a ladder asks for. Who decides has taken note of what they were told.

    :raises Refused: if it says nothing
    """
    work.words = {"decision": decision, "why": why}
    held = hold(work, duty, Permission.DUTY_DECIDE_RISK, expected=expected)
    if not clean(decision) or not clean(why):
        raise Refused("duties.decision-says-nothing")
    note(work, facts.RiskDecided(duty=held.code, opening=held.opening, decision=clean(decision), why=clean(why)), about=[subject(held)])
    _kept(work, held, "decided", f"{clean(decision).rstrip('.')}: {clean(why)}")
    Alert.objects.filter(officer=work.by.ref, duty=held.pk, acknowledged_at=None).update(acknowledged_at=work.at, acknowledged_by=work.by.ref)
    return {"duty": duty}


@operation(Permission.DUTY_REASON)
def give_reason(work: Work, *, duty: str, reason: str, cause: str = "") -> dict[str, Any]:
    """Say why a clock was missed. It is asked for with the next act and never stops it.

    :param cause: which kind of reason it is, as the vocabulary of facts has it; empty where nobody chose one
    :raises Refused: if it says nothing
    """
    work.words = {"reason": reason}
    held = hold(work, duty, Permission.DUTY_REASON, open_only=False)
    if not clean(reason):
        raise Refused("duties.reason-empty")
    note(work, facts.ReasonGiven(duty=held.code, opening=held.opening, reason=clean(reason), cause=_any(cause) or None), about=[subject(held)])
    _kept(work, held, "explained", clean(reason), cause=cause)
    return {"duty": duty}


@operation(Permission.DUTY_SUPERVISE)
def promise(work: Work, *, duty: str, until: datetime, reason: str, expected: int | None = None) -> dict[str, Any]:
    """Say by when it will be done instead, with the reason. The due time stays, and so does the ladder.

    :raises Refused: if it has no reason, or the time has passed
    """
    work.words = {"reason": reason}
    held = hold(work, duty, Permission.DUTY_SUPERVISE, expected=expected)
    if not clean(reason):
        raise Refused("duties.reason-empty")
    if until <= work.at:
        raise Refused("duties.promise-in-the-past")
    work.note_change(duty, {"promised_at": held.promised_at}, {"promised_at": until})
    held.promised_at, held.version = until, held.version + 1
    held.save(update_fields=["promised_at", "version"])
    note(work, facts.ReasonGiven(duty=held.code, opening=held.opening, reason=clean(reason)), about=[subject(held)])
    _kept(work, held, "promised", clean(reason))
    return {"duty": duty, "version": held.version}


@operation(Permission.DUTY_SUPERVISE, may_be=("protects",))
def reallocate(work: Work, *, duty: str, officer: str, reason: str = "", expected: int | None = None) -> dict[str, Any]:
    """Give a duty to a named officer; who is locked out of its record cannot be given it.

    :raises Refused: if there is no such officer, or they are locked out
    """
    held = hold(work, duty, Permission.DUTY_SUPERVISE, expected=expected)
    card = forces.card(officer)
    if card is None:
        raise Refused("duties.no-such-officer")
    if locked_out([officer], held.about, at=work.at):
        raise Refused("duties.officer-locked-out")
    work.note_change(duty, {"officer": held.officer}, {"officer": officer})
    held.officer, held.version = officer, held.version + 1
    held.save(update_fields=["officer", "version"])
    _kept(work, held, "given", clean(reason) or card.name)
    Alert.objects.bulk_create([
        Alert(
            officer=officer, address=held.owed_by, duty=held.pk, transition=work.id, occurrence=held.occurrence, rung=0, at=work.at, told_at=work.at,
            priority=2, bundle=held.bundle, about=held.about,
        )
    ])
    return {"duty": duty, "officer": officer, "version": held.version}


@operation(Permission.DUTY_SUPERVISE)
def record_failed(work: Work, *, duty: str, reason: str, expected: int | None = None) -> dict[str, Any]:
    """Record that a duty was not done and cannot be any more. It stays in the record as failed.

    :raises Refused: if it says nothing
    """
    work.words = {"reason": reason}
    held = hold(work, duty, Permission.DUTY_SUPERVISE, expected=expected)
    if not clean(reason):
        raise Refused("duties.reason-empty")
    note(work, facts.Failed(duty=held.code, opening=held.opening, reason=clean(reason), approved_by=work.by.ref), about=[subject(held)])
    return {"duty": duty}


def _any(value: Any) -> Any:
    """A value that the form has held to the vocabulary of facts."""
    return value


def _kept(work: Work, duty: Duty, kind: str, words: str, *, cause: str = "") -> None:
    """What was said of it, among its transitions."""
    work.add(Transition(
        id=work.id, at=work.at, written_at=work.at, duty=duty.pk, occurrence=duty.occurrence, kind=kind, to=[], state=duty.state, due_at=duty.due_at,
        law=laws().digest, by=work.by.ref, words=words, cause=cause,
    ))


