"""Who owns an occurrence: the giver until the receiver has accepted, and at high risk the force incident manager whoever else works on it."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet

from tutela.foundations.work.errors import Refused
from tutela.foundations.work.unit import Work
from tutela.record.occurrences.models import Episode, Incident, Ownership
from tutela.record.occurrences.operations.making import FIM, on_duty, supervisor_of

Occurrence = Incident | Episode
_OF_AREA: Final = "cii@"


def offer(work: Work, row: Occurrence, to: str, officer: str = "", *, given_by: str | None = None) -> Ownership:
    """Offer an occurrence to a role and, where named, an officer. An earlier offer that nobody answered gives way to this one."""
    _open_offers(row).update(until=work.at)
    made = Ownership(occurrence=row.ref, owner=to, officer=officer, given_by=given_by or work.by.ref, since=work.at)
    work.add(made)
    work.note_change(row.ref, {}, {"offered to": to, "offered to officer": officer})
    return made


def accept(work: Work, row: Occurrence, *, by: str, level: str | None = None, to: str | None = None) -> bool:
    """Take what was offered. At high risk it stays the force incident manager's, and the inspector of an area works beside them.

    :returns: whether the occurrence is now theirs
    :raises Refused: if nothing was offered
    """
    offered = _open_offers(row).select_for_update().first()
    if offered is None and to is None:
        raise Refused("occurrences.nothing-offered")
    if offered is None:
        offered = offer(work, row, to or "", by)
    offered.accepted_at, offered.accepted_by, offered.officer = work.at, by, by
    offered.beside = level == "high" and offered.owner.startswith(_OF_AREA)
    if not offered.beside:
        _end_current(work, row)
    offered.save(update_fields=["accepted_at", "accepted_by", "officer", "beside"])
    if offered.beside:
        work.note_change(row.ref, {}, {"beside the owner": by})
        return False
    work.change(row, owner=offered.owner, owner_officer=by, supervisor=supervisor_of(offered.owner))
    return True


def decline(work: Work, row: Occurrence, *, by: str, why: str) -> None:
    """Say no, with the reason; the giver has owned it all along.

    :raises Refused: if nothing was offered, or no reason is given
    """
    if not why.strip():
        raise Refused("occurrences.declined-without-reason")
    offered = _open_offers(row).select_for_update().first()
    if offered is None:
        raise Refused("occurrences.nothing-offered")
    offered.declined_at, offered.declined_by, offered.declined_why, offered.until = work.at, by, why, work.at
    offered.save(update_fields=["declined_at", "declined_by", "declined_why", "until"])
    work.note_change(row.ref, {}, {"declined by": by, "declined because": why})


def settle(work: Work, row: Episode, level: str | None) -> str | None:
    """Bring the owner to what the law says at this level: high is the force incident manager's; below, the inspector's who had accepted it.

    :returns: the ``role@area`` that owns it from now on, where that changed
    """
    if level == "high" and row.owner.startswith(_OF_AREA):
        officer = on_duty(FIM, work.at)
        Ownership.objects.filter(occurrence=row.ref, until=None, beside=False).exclude(accepted_at=None).update(beside=True)
        _move(work, row, FIM, officer)
        return FIM
    if level != "high":
        waiting = Ownership.objects.filter(occurrence=row.ref, until=None, beside=True).order_by("-accepted_at").first()
        if waiting is not None:
            _end_current(work, row)
            waiting.beside = False
            waiting.save(update_fields=["beside"])
            work.change(row, owner=waiting.owner, owner_officer=waiting.officer, supervisor=supervisor_of(waiting.owner))
            return waiting.owner
    return None


def offered_to(row: Occurrence) -> Ownership | None:
    """The offer that waits for its answer."""
    return _open_offers(row).first()


def close(work: Work, row: Occurrence) -> None:
    """Mark an occurrence closed; it keeps its owner."""
    work.change(row, closed_at=work.at, closed_by=work.by.ref)
    _open_offers(row).update(until=work.at)


def _open_offers(row: Occurrence) -> QuerySet[Ownership]:
    return Ownership.objects.filter(occurrence=row.ref, until=None, accepted_at=None, declined_at=None)


def _end_current(work: Work, row: Occurrence) -> None:
    Ownership.objects.filter(occurrence=row.ref, until=None, beside=False).exclude(accepted_at=None).update(until=work.at)


def _move(work: Work, row: Occurrence, to: str, officer: str) -> None:
    work.add(Ownership(
        occurrence=row.ref, owner=to, officer=officer, given_by=work.by.ref, since=work.at, accepted_at=work.at, accepted_by=officer or to,
    ))
    work.change(row, owner=to, owner_officer=officer, supervisor=supervisor_of(to))
