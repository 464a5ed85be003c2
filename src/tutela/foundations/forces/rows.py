"""Rows of the force, written inside the transaction of whoever decided on them: an operation of administration, or the demo.

Nothing here opens a transaction or asks who may: an operation has done both.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q

from tutela.foundations.forces.models import Absence, Deployment, Officer, PartnerPerson, PolicyChange, PolicyKnown, Post, Posting, Shift, Skill, Unit


class NoSuchRow(LookupError):
    """There is no such row that stands at that moment."""


def set_up(*, name: str, territory: str, training: bool, at: datetime, by: str) -> Deployment:
    """Say which force this database is of, once."""
    return Deployment.objects.create(name=name, territory=territory, training=training, set_up_at=at, set_up_by=by)


def mark_imported() -> None:
    """Say that records of another system are held from now on: for ever, and never in a training database (which refuses).

    :raises django.db.IntegrityError: in a training database
    """
    Deployment.objects.filter(holds_imported=False).update(holds_imported=True)


def move_clock(to: timedelta) -> None:
    """Set how far the business clock stands before the machine's; a database that is not for training refuses.

    :raises django.db.IntegrityError: in a database that is not for training
    """
    Deployment.objects.update(clock_moved=to)


def add_unit(*, code: str, name: str, area: str, parent: Unit | None = None) -> Unit:
    """Add a unit."""
    return Unit.objects.create(code=code, name=name, area=area, parent=parent)


def add_officer(
    *, collar: str, name: str, rank: str, unit: Unit, at: datetime, by: str, since: datetime | None = None, email: str = "", telephone: str = "",
    person_ref: str = "", supervisor: Officer | None = None,
) -> Officer:
    """Add an officer with the rank and unit that they have from a moment (now) on."""
    row = Officer.objects.create(collar=collar, name=name, email=email, telephone=telephone, person_ref=person_ref, added_at=at, added_by=by)
    Posting.objects.create(officer=row, rank=rank, unit=unit, supervisor=supervisor, since=since or at, recorded_at=at, recorded_by=by)
    return row


def change_officer(officer: Officer, **fields: Any) -> Officer:
    """Correct what is not of a time: name, e-mail, telephone, whether active, their own person's record.

    :raises ValueError: for any other field
    """
    if not fields.keys() <= {"name", "email", "telephone", "active", "person_ref"}:
        raise ValueError(f"{', '.join(fields)}: rank, unit and posts have periods and are not overwritten")
    for name, value in fields.items():
        setattr(officer, name, value)
    officer.save(update_fields=list(fields))
    return officer


def move_officer(officer: Officer, *, rank: str, unit: Unit, since: datetime, at: datetime, by: str, supervisor: Officer | None = None) -> Posting:
    """Give an officer another rank, unit or line manager from a moment on; what they were before stays true of before."""
    Posting.objects.filter(officer=officer, since__lt=since).filter(Q(until=None) | Q(until__gt=since)).update(until=since)
    return Posting.objects.create(officer=officer, rank=rank, unit=unit, supervisor=supervisor, since=since, recorded_at=at, recorded_by=by)


def add_post(officer: Officer, address: str, *, since: datetime, at: datetime, by: str, until: datetime | None = None) -> Post:
    """Give an officer a role in an area."""
    role, _, area = address.partition("@")
    return Post.objects.create(officer=officer, role=role, area=area, since=since, until=until, given_at=at, given_by=by)


def end_post(officer: Officer, address: str, *, until: datetime, at: datetime, by: str) -> Post:
    """End a role that an officer holds.

    :raises NoSuchRow: if they do not hold it at that moment
    """
    role, _, area = address.partition("@")
    row = Post.objects.select_for_update().filter(officer=officer, role=role, area=area, since__lt=until).filter(Q(until=None) | Q(until__gte=until)).first()
    if row is None:
        raise NoSuchRow(f"{officer} does not hold {address} then")
    row.until, row.ended_at, row.ended_by = until, at, by
    row.save(update_fields=["until", "ended_at", "ended_by"])
    return row


def add_skill(officer: Officer, skill: str, *, since: datetime, at: datetime, by: str, until: datetime | None = None) -> Skill:
    """Record a training or accreditation and until when it counts; a renewal is another row."""
    return Skill.objects.create(officer=officer, skill=skill, since=since, until=until, recorded_at=at, recorded_by=by)


def end_skill(officer: Officer, skill: str, *, until: datetime) -> int:
    """Let what an officer holds of a skill at a moment end then.

    :returns: how many rows it ended
    """
    return Skill.objects.filter(officer=officer, skill=skill, since__lt=until).filter(Q(until=None) | Q(until__gt=until)).update(until=until)


def record_absence(officer: Officer, why: str, *, since: datetime, at: datetime, by: str, until: datetime | None = None) -> Absence:
    """Record that somebody is away."""
    return Absence.objects.create(officer=officer, why=why, since=since, until=until, recorded_at=at, recorded_by=by)


def end_absence(officer: Officer, *, until: datetime) -> Absence:
    """Record that somebody is back.

    :raises NoSuchRow: if they are not away at that moment
    """
    row = Absence.objects.select_for_update().filter(officer=officer, since__lt=until).filter(Q(until=None) | Q(until__gt=until)).first()
    if row is None:
        raise NoSuchRow(f"{officer} is not away then")
    row.until = until
    row.save(update_fields=["until"])
    return row


def roster_shift(officer: Officer, address: str, *, since: datetime, until: datetime, at: datetime, by: str) -> Shift:
    """Roster somebody, or put them on call, in a role of an area."""
    role, _, area = address.partition("@")
    return Shift.objects.create(officer=officer, role=role, area=area, since=since, until=until, rostered_at=at, rostered_by=by)


def roster_shifts(lines: Iterable[tuple[Officer, str, datetime, datetime]], *, at: datetime, by: str) -> int:
    """Roster many at once: officer, ``role@area``, from, to.

    :returns: how many
    """
    rows = [
        Shift(officer=officer, role=address.partition("@")[0], area=address.partition("@")[2], since=since, until=until, rostered_at=at, rostered_by=by)
        for officer, address, since, until in lines
    ]
    return len(Shift.objects.bulk_create(rows, batch_size=1000))


def take_off_roster(officer: Officer, address: str, *, at: datetime) -> int:
    """Take somebody off a shift: one that runs ends now, those to come are not worked.

    :returns: how many shifts it touched
    """
    role, _, area = address.partition("@")
    mine = Shift.objects.filter(officer=officer, role=role, area=area, until__gt=at)
    ended = mine.filter(since__lt=at).update(until=at)
    gone, _ = mine.filter(since__gte=at).delete()
    return ended + gone


def add_partner(
    *, agency: str, name: str, address: str, since: datetime, at: datetime, by: str, email: str = "", telephone: str = "", until: datetime | None = None,
    part_of: str = "",
) -> PartnerPerson:
    """Add somebody at a partner who answers in a role."""
    role, _, area = address.partition("@")
    return PartnerPerson.objects.create(
        agency=agency, part_of=part_of, name=name, role=role, area=area, email=email, telephone=telephone, since=since, until=until, recorded_at=at,
        recorded_by=by,
    )


def propose_policy(
    *, parameter: str, value: Any, direction: str, valid_from: date, reason: str, decided_in: str, at: datetime, by: str, cites: str = "local",
    number: int = 1, was: Any = None, owner: str = "", teams: Iterable[str] = (), review_on: date | None = None,
) -> PolicyChange:
    """Propose another number of the force's own policy."""
    return PolicyChange.objects.create(
        parameter=parameter, value=value, direction=direction, valid_from=valid_from, reason=reason, cites=cites, decided_in=decided_in, number=number,
        was=was, owner=owner, teams=list(teams), review_on=review_on, proposed_at=at, proposed_by=by,
    )


def approve_policy(change: PolicyChange, *, at: datetime, by: str) -> PolicyChange:
    """Approve a proposal; the database refuses its own author.

    :raises django.db.IntegrityError: if the author approves
    """
    change.approved_at, change.approved_by = at, by
    change.save(update_fields=["approved_at", "approved_by"])
    return change


def put_policy_into_force(change: PolicyChange, *, valid_from: date, at: datetime, by: str, emergency: str = "") -> PolicyChange:
    """Let an approved change hold from a day on.

    :raises django.db.IntegrityError: if it is not approved, or that day has a value already
    """
    change.valid_from, change.activated_at, change.activated_by, change.emergency = valid_from, at, by, emergency
    change.save(update_fields=["valid_from", "activated_at", "activated_by", "emergency"])
    return change


def withdraw_policy(change: PolicyChange, *, why: str, at: datetime, by: str, ended_on: date | None = None) -> PolicyChange:
    """Withdraw a change: one that holds ends on a day, one that waits never begins.

    :raises django.db.IntegrityError: without a reason
    """
    change.withdrawn_at, change.withdrawn_by, change.withdrawn_why, change.ended_on = at, by, why, ended_on
    change.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why", "ended_on"])
    return change


def know_policy(change: PolicyChange, officer: str, *, at: datetime) -> bool:
    """Keep that an officer said they know it.

    :returns: whether they had not said so before
    """
    return PolicyKnown.objects.get_or_create(change=change, officer=officer, defaults={"at": at})[1]
