"""Restrictions, lock-outs and emergency openings, of records that the viewer may see; and records by their printed reference."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec
from django.db.models import Q

from tutela.foundations.access import grants
from tutela.foundations.access.grants import Waiting
from tutela.foundations.access.models import Lockout, Restriction
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.words import words
from tutela.foundations.forces.models import Officer, Post
from tutela.record.occurrences import queries as occurrences
from tutela.record.occurrences.queries.closed import closed_to, kept_from
from tutela.record.people import queries as people


class RestrictionSeen(msgspec.Struct, frozen=True, kw_only=True):
    """A restriction that stands."""

    id: str
    subject: str
    level: str
    audience: tuple[str, ...]
    why: str
    by: str
    since: datetime


class LockoutSeen(msgspec.Struct, frozen=True, kw_only=True):
    """An officer who is locked out of a record."""

    id: str
    officer: str
    subject: str
    why: str
    by: str
    since: datetime


def restrictions(viewer: Viewer, *, at: datetime, limit: int = 200) -> list[RestrictionSeen]:
    """The restrictions that stand, the latest first."""
    rows = list(Restriction.objects.filter(_standing(at), _a_record()).order_by("-since", "-id")[:limit])
    known = _whole(viewer, (r.subject for r in rows), at)
    return [
        RestrictionSeen(id=str(r.pk), subject=r.subject, level=r.level, audience=tuple(r.audience), why=r.why, by=r.by, since=r.since)
        for r in rows if r.subject in known
    ]


def lock_outs(viewer: Viewer, *, at: datetime, limit: int = 200) -> list[LockoutSeen]:
    """Who is locked out of what, the latest first."""
    rows = list(Lockout.objects.filter(_standing(at)).order_by("-since", "-id")[:limit])
    known = _whole(viewer, (r.subject for r in rows), at)
    return [
        LockoutSeen(id=str(r.pk), officer=r.officer, subject=r.subject, why=r.why, by=r.by, since=r.since) for r in rows if r.subject in known
    ]


def openings(viewer: Viewer, *, at: datetime) -> list[Waiting]:
    """Emergency openings that wait for review, the longest first; why, where the viewer may know the detail."""
    rows = grants.waiting_reviews()
    hidden, kept = closed_to(viewer, at), kept_from(viewer, {r.subject for r in rows}, at)
    return [msgspec.structs.replace(r, why=words("access.detail-restricted")) if r.subject in kept else r for r in rows if r.subject not in hidden]


def by_reference(viewer: Viewer, printed: str, *, at: datetime) -> str | None:
    """The record of a printed reference; ``None`` where there is none, or none that the viewer may know of."""
    named = printed.strip().upper()
    found: str | None = None
    if named.startswith("PER-"):
        found = next(iter(people.look_up(named, limit=1)), None)
    elif named.startswith("INC-") and (incident := occurrences.incident(named)):
        found = incident.card.ref
    elif named.startswith("MIS-") and (episode := occurrences.episode(named)):
        found = episode.card.ref
    return found if found and found not in closed_to(viewer, at) else None


def by_collar(collar: str) -> str | None:
    """The officer of a collar number."""
    row = Officer.objects.filter(collar__iexact=collar.strip()).first()
    return row.ref if row else None


def audiences(at: datetime) -> list[str]:
    """Every role that somebody holds now: who may be of an audience."""
    rows = Post.objects.filter(_standing(at)).values_list("role", "area").distinct().order_by("area", "role")
    return [f"{role}@{area}" for role, area in rows]


def _a_record() -> Q:
    """Persons, incidents and episodes: who may know a marker's detail is kept with the marker."""
    return Q(subject__startswith="p:") | Q(subject__startswith="i:") | Q(subject__startswith="e:")


def _whole(viewer: Viewer, subjects: Iterable[str], at: datetime) -> frozenset[str]:
    """Those of which the viewer may know all: why a record is closed may be its very detail."""
    wanted = frozenset(subjects)
    return wanted - kept_from(viewer, wanted, at)


def _standing(at: datetime) -> Q:
    return Q(since__lte=at) & (Q(until=None) | Q(until__gt=at))
