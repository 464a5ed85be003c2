"""Officers, their posts, skills and absences. What somebody was stays true of before: periods end, nothing is overwritten."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.utils import IntegrityError

from tutela.facts.roles import AREAS
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.roles import ROLES
from tutela.foundations.access.viewer import SYSTEM
from tutela.foundations.forces import queries as forces
from tutela.foundations.forces import rows, rules
from tutela.foundations.forces.models import Officer
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import AlreadyDone, Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.record.duties import queries as duties
from tutela.record.enquiries import operations as enquiries


@operation(Permission.OFFICERS_KEEP)
def add_officer(
    work: Work, *, collar: str, name: str, rank: str, unit: str, email: str = "", telephone: str = "", since: datetime | None = None,
) -> dict[str, Any]:
    """Add somebody who works for the force, with the rank and unit that they have from a moment on.

    :raises Refused: without a name, or for a unit that there is not
    :raises AlreadyDone: if that collar number is somebody's
    """
    found = forces.unit(unit)
    if found is None:
        raise Refused("administration.no-such-unit", unit=unit)
    if not clean(name) or not clean(collar):
        raise Refused("administration.name-and-collar")
    known = Officer.objects.filter(collar=clean(collar)).first()
    if known is not None:
        raise AlreadyDone("administration.collar-taken", collar=clean(collar), name=known.name, ref=known.ref)
    row = rows.add_officer(
        collar=clean(collar), name=clean(name), rank=clean(rank), unit=found, at=work.at, by=work.by.ref, since=since, email=clean(email),
        telephone=clean(telephone),
    )
    changed(work, row.ref, {"collar": row.collar, "name": row.name, "rank": rank, "unit": unit})
    return {"officer": row.ref}


@operation(Permission.OFFICERS_KEEP, about=("officer",))
def give_post(work: Work, *, officer: str, role: str, area: str, since: datetime | None = None, until: datetime | None = None) -> dict[str, Any]:
    """Give an officer a role in an area: what they may do and be told follows from it.

    :raises Refused: for a role or area that there is not
    :raises AlreadyDone: if they hold it in that time
    """
    if role not in ROLES or area not in AREAS:
        raise Refused("administration.no-such-post", role=role, area=area)
    row, address = officer_of(officer), f"{role}@{area}"
    with once("administration.post-held", address=address):
        rows.add_post(row, address, since=since or work.at, until=until, at=work.at, by=work.by.ref)
    changed(work, officer, {"post": address, "since": since or work.at, "until": until})
    return {"officer": officer, "post": address}


@operation(Permission.OFFICERS_KEEP, about=("officer",))
def end_post(work: Work, *, officer: str, post: str, until: datetime | None = None, to: str = "", why: str = "") -> dict[str, Any]:
    """End a role that an officer holds. Everything that they own in it is listed for hand-over, and theirs until another has taken it.

    :param to: the officer who is asked to take everything; nobody: whoever of the same role is on duty
    :raises Refused: if they do not hold it
    """
    row, moment = officer_of(officer), until or work.at
    work.words["why"] = why
    try:
        rows.end_post(row, post, until=moment, at=work.at, by=work.by.ref)
    except rows.NoSuchRow:
        raise Refused("administration.post-not-held", post=post) from None
    changed(work, officer, {"post": None, "ended": moment, "why": clean(why)}, {"post": post})
    others = forces.roles_of(officer, moment) - {(post.partition("@")[0], post.partition("@")[2])}
    if others:
        return {"officer": officer, "handed": []}
    handed = enquiries.hand_over_everything(work, officer, cause="moved", snapshot=lambda subjects: owed(subjects, work.at), receiver=to, risks=clean(why))
    return {"officer": officer, "handed": [one.subject for one in handed]}


@operation(Permission.OFFICERS_KEEP, about=("officer",))
def record_skill(work: Work, *, officer: str, skill: str, since: datetime | None = None, until: datetime | None = None) -> dict[str, Any]:
    """Record a training or accreditation, and until when it counts.

    :raises Refused: for a skill that no role demands, or one that ends before it begins
    """
    if skill not in rules.skills():
        raise Refused("administration.no-such-skill", skill=skill)
    begins = since or work.at
    in_order(begins, until)
    rows.add_skill(officer_of(officer), skill, since=begins, until=until, at=work.at, by=work.by.ref)
    changed(work, officer, {"skill": skill, "until": until})
    return {"officer": officer, "skill": skill}


@operation(Permission.ROSTER_KEEP, about=("officer",))
def record_absence(work: Work, *, officer: str, why: str, since: datetime | None = None, until: datetime | None = None) -> dict[str, Any]:
    """Record that somebody is away: no alert is sent to them meanwhile.

    :raises Refused: if it ends before it begins
    :raises AlreadyDone: if they are away in that time already
    """
    begins = since or work.at
    in_order(begins, until)
    with once("administration.away-already"):
        rows.record_absence(officer_of(officer), why, since=begins, until=until, at=work.at, by=work.by.ref)
    changed(work, officer, {"absent": why, "since": begins, "until": until})
    return {"officer": officer, "absent": why}


def owed(subjects: Sequence[str], at: datetime) -> list[dict[str, Any]]:
    """What is owed about some records, as a hand-over keeps it."""
    cards = duties.for_subjects(SYSTEM, subjects, at=at)
    return [{"code": c.code, "title": c.title, "due_at": c.due_at.isoformat() if c.due_at else None, "state": c.state} for c in cards]


def officer_of(ref: str) -> Officer:
    """An officer's row.

    :raises Refused: if there is none
    """
    try:
        return forces.officer(ref)
    except forces.NoSuchOfficer:
        raise Refused("administration.no-such-officer") from None


def changed(work: Work, ref: str, new: dict[str, Any], old: dict[str, Any] | None = None) -> None:
    """What changed of an officer, for the audit."""
    work.touch(ref)
    work.note_change(ref, old or {}, new)


def in_order(since: datetime, until: datetime | None) -> None:
    """Does a period end after it begins?

    :raises Refused: if not
    """
    if until is not None and until <= since:
        raise Refused("administration.ends-before-it-begins")


@contextmanager
def once(message: str, **having: Any) -> Iterator[None]:
    """Two periods of one kind never overlap: the database says so, and this says it in words.

    :raises AlreadyDone: where they would
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise AlreadyDone(message, **having) from error
