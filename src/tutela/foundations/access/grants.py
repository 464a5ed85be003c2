"""Rows that the policy reads: who may know of a record, who was given access for a time, who is locked out, whose glass was broken.

Higher floors write them inside their own operations, by soft reference; they know what a record is, this floor does not. Restriction,
lock-out and broken glass are how need to know is kept and shown (Data Protection Act 2018, sections 34-40 and 62).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final, Literal
from uuid import UUID

import msgspec
from django.db import transaction
from django.db.models import Q

from tutela.foundations.access.models import BreakGlass, Grant, Lockout, Restriction
from tutela.foundations.forces.models import Officer
from tutela.foundations.kit import refs

Kind = Literal["rung", "allocation", "break_glass"]
Level = Literal["existence", "detail"]
Outcome = Literal["justified", "not_justified"]
GLASS_STAYS_OPEN: Final = timedelta(hours=8)
"""A shift: who still needs it tomorrow asks for an allocation."""
REVIEWED_WITHIN: Final = timedelta(days=1)


class OutsideAnOperation(RuntimeError):
    """A row of access is written with the act that it belongs to, or not at all."""


class NotTheirsToReview(ValueError):
    """Nobody reviews the glass that they broke."""


class NothingOpen(LookupError):
    """There is no such restriction, lock-out or review that is still open."""


class Given(msgspec.Struct, frozen=True):
    """Access that an officer has, or had, to a record for a time."""

    officer: str
    subject: str
    kind: str
    why: str
    since: datetime
    until: datetime


class Restricted(msgspec.Struct, frozen=True):
    """A restriction that stands."""

    id: UUID
    subject: str
    level: str
    audience: tuple[str, ...]
    why: str
    by: str
    since: datetime
    until: datetime | None


class Waiting(msgspec.Struct, frozen=True):
    """Glass that was broken and that nobody has reviewed yet."""

    id: UUID
    officer: str
    subject: str
    why: str
    broken_at: datetime
    review_due: datetime


def give_grant(officer: str, subject: str, kind: Kind, why: str, since: datetime, until: datetime) -> UUID:
    """Give an officer access to a record for a time; given twice for the same moment, it is one grant.

    :raises OutsideAnOperation: outside a transaction
    """
    _inside()
    row, _ = Grant.objects.get_or_create(officer=officer, subject=subject, kind=kind, since=since, defaults={"why": why, "until": until})
    return row.id


def end_grants(officer: str, subject: str, *, at: datetime, kind: Kind = "allocation") -> int:
    """End the access of one kind that an officer has to a record.

    :returns: how many grants it ended
    :raises OutsideAnOperation: outside a transaction
    """
    _inside()
    return Grant.objects.filter(officer=officer, subject=subject, kind=kind, since__lt=at, until__gt=at).update(until=at)


def restrict(subject: str, *, level: Level, audience: Iterable[str], why: str, by: str, since: datetime, until: datetime | None = None) -> UUID:
    """Restrict a record: that it exists, or its detail, is for the audience (``role@area`` or officers) alone.

    :raises OutsideAnOperation: outside a transaction
    """
    _inside()
    until_by = by if until else ""
    return Restriction.objects.create(
        subject=subject, level=level, audience=sorted(set(audience)), why=why, by=by, since=since, until=until, ended_by=until_by,
    ).id


def end_restriction(restriction: UUID, *, by: str, at: datetime) -> str:
    """End a restriction.

    :returns: the record that it was of
    :raises NothingOpen: if it does not stand
    :raises OutsideAnOperation: outside a transaction
    """
    _inside()
    row = Restriction.objects.select_for_update().filter(_standing(at), pk=restriction).first()
    if row is None:
        raise NothingOpen(f"no restriction {restriction} stands")
    row.until, row.ended_by = at, by
    row.save(update_fields=["until", "ended_by"])
    return row.subject


def lock_out(officer: str, subject: str, why: str, *, by: str, since: datetime) -> bool:
    """Lock an officer who is linked to it out of a record.

    :returns: whether they were not locked out already
    :raises OutsideAnOperation: outside a transaction
    """
    _inside()
    _, made = Lockout.objects.get_or_create(officer=officer, subject=subject, until=None, defaults={"why": why, "by": by, "since": since})
    return made


def lock_out_linked(person: str, subject: str, why: str, *, by: str, since: datetime) -> tuple[str, ...]:
    """Lock every officer who is that person out of a record about them: the suspect, the child, or somebody linked to either.

    :returns: whom it locked out, or had been locked out
    :raises OutsideAnOperation: outside a transaction
    """
    _inside()
    officers = [refs.make("officer", key) for key in Officer.objects.filter(person_ref=person).exclude(person_ref="").values_list("id", flat=True)]
    for officer in officers:
        lock_out(officer, subject, why, by=by, since=since)
    return tuple(officers)


def end_lock_out(officer: str, subject: str, *, at: datetime) -> None:
    """Let an officer whose link proved wrong know of a record again; who ended it and why is in the operation's audit line.

    :raises NothingOpen: if they are not locked out
    :raises OutsideAnOperation: outside a transaction
    """
    _inside()
    if not Lockout.objects.filter(officer=officer, subject=subject, until=None).update(until=at):
        raise NothingOpen(f"{officer} is not locked out of {subject}")


def break_glass(officer: str, subject: str, why: str, *, at: datetime) -> UUID:
    """Open a record in an emergency: access for a shift, and a review by somebody else owed by the same time tomorrow.

    :returns: the review that is owed
    :raises OutsideAnOperation: outside a transaction
    """
    _inside()
    grant = give_grant(officer, subject, "break_glass", why, at, at + GLASS_STAYS_OPEN)
    return BreakGlass.objects.get_or_create(grant_id=grant, defaults={"review_due": at + REVIEWED_WITHIN})[0].id


def review_glass(review: UUID, *, by: str, at: datetime, outcome: Outcome, words: str) -> Waiting:
    """Record what a reviewer found; access that was not justified ends at once.

    :raises NothingOpen: if nothing waits for review
    :raises NotTheirsToReview: if the reviewer broke it
    :raises OutsideAnOperation: outside a transaction
    """
    _inside()
    row = BreakGlass.objects.select_for_update(of=("self",)).select_related("grant").filter(pk=review, reviewed_at=None).first()
    if row is None:
        raise NothingOpen(f"no review {review} is owed")
    if row.grant.officer == by:
        raise NotTheirsToReview("nobody reviews the glass that they broke")
    row.reviewed_at, row.reviewed_by, row.outcome, row.words = at, by, outcome, words
    row.save(update_fields=["reviewed_at", "reviewed_by", "outcome", "words"])
    if outcome == "not_justified":
        Grant.objects.filter(pk=row.grant_id, since__lt=at, until__gt=at).update(until=at)
    return _waiting(row)


def waiting_reviews(limit: int = 200) -> list[Waiting]:
    """Glass that was broken and not reviewed, the longest waiting first."""
    rows = BreakGlass.objects.filter(reviewed_at=None).select_related("grant").order_by("review_due", "id")[:limit]
    return [_waiting(row) for row in rows]


def grants_of(ref: str, *, at: datetime | None = None) -> list[Given]:
    """Who was given access to a record, the latest first; at a moment, those who have it then."""
    rows = Grant.objects.filter(subject=ref)
    if at is not None:
        rows = rows.filter(since__lte=at, until__gt=at)
    return [Given(row.officer, row.subject, row.kind, row.why, row.since, row.until) for row in rows.order_by("-since", "-id")]


def restrictions_of(subjects: Iterable[str], *, at: datetime) -> list[Restricted]:
    """The restrictions of these records that stand, the earliest first."""
    rows = Restriction.objects.filter(_standing(at), subject__in=list(subjects)).order_by("since", "id")
    return [Restricted(r.id, r.subject, r.level, tuple(r.audience), r.why, r.by, r.since, r.until) for r in rows]


def locked_out_of(subjects: Iterable[str], *, at: datetime) -> frozenset[tuple[str, str]]:
    """Who is locked out of which of these records: (officer, record)."""
    return frozenset(Lockout.objects.filter(_standing(at), subject__in=list(subjects)).values_list("officer", "subject"))


def _waiting(row: BreakGlass) -> Waiting:
    return Waiting(row.id, row.grant.officer, row.grant.subject, row.grant.why, row.grant.since, row.review_due)


def _standing(at: datetime) -> Q:
    return Q(since__lte=at) & (Q(until=None) | Q(until__gt=at))


def _inside() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise OutsideAnOperation("grants, restrictions and lock-outs are written inside an operation")
