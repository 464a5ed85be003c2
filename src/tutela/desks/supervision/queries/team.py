"""A supervisor's team: what its people owe and how much of it is late, which alerts they have not noted, and where the roster had nobody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec
from django.db import connection
from django.db.models import Count, Min, Q, QuerySet

from tutela.facts.roles import ROLES
from tutela.foundations.access.lookups import array, touches
from tutela.foundations.access.viewer import Viewer
from tutela.record.duties.models import Duty, Gap, Unmet
from tutela.record.duties.queries.cards import place
from tutela.record.duties.queries.history import words_of_gap

_LOOK_BACK: Final = timedelta(days=7)
MOST: Final = 200


class Load(msgspec.Struct, frozen=True, kw_only=True):
    """What one officer, or whoever holds one role, owes."""

    officer: str
    role: str
    owed: int
    overdue: int
    first_due: datetime | None


class Unnoted(msgspec.Struct, frozen=True, kw_only=True):
    """How many alerts somebody under this supervisor has not noted."""

    officer: str
    role: str
    waiting: int
    decisions: int
    """Of these, such as ask for a decision."""
    oldest: datetime


class GapSeen(msgspec.Struct, frozen=True, kw_only=True):
    """A role that nobody held on duty when it was to be told."""

    at: datetime
    words: str
    duty: str | None
    nobody: bool
    subject: str


def addresses(viewer: Viewer) -> list[str]:
    """Every role of the areas in which the viewer holds one: their team."""
    areas = sorted({role.partition("@")[2] for role in viewer.roles})
    return [f"{role}@{area}" for area in areas for role in ROLES]


def loads(viewer: Viewer, hidden: frozenset[str], *, at: datetime) -> list[Load]:
    """How much each of the team owes, who is latest first."""
    rows = _team(viewer, hidden).order_by().values("officer", "owed_by").annotate(
        owed=Count("id"), overdue=Count("id", filter=Q(late_after__lt=at)), first_due=Min("due_at"),
    )
    return [
        Load(officer=r["officer"], role=place(r["owed_by"]), owed=r["owed"], overdue=r["overdue"], first_due=r["first_due"])
        for r in sorted(rows, key=lambda r: (-r["overdue"], -r["owed"], r["owed_by"], r["officer"]))
    ]


_UNNOTED: Final = f"""
    WITH RECURSIVE who AS (
      SELECT min(officer) AS officer FROM duties_alert WHERE acknowledged_at IS NULL
      UNION ALL
      SELECT (SELECT min(a.officer) FROM duties_alert a WHERE a.acknowledged_at IS NULL AND a.officer > who.officer) FROM who WHERE who.officer IS NOT NULL
    )
    SELECT who.officer, min(told.address), count(*), count(*) FILTER (WHERE told.priority = 1), min(told.told_at)
    FROM who CROSS JOIN LATERAL (
      SELECT a.address, a.priority, a.told_at FROM duties_alert a
      WHERE a.officer = who.officer AND a.acknowledged_at IS NULL AND a.address = ANY(%s) AND NOT {touches('a.about', '%s')}
      ORDER BY a.told_at LIMIT %s
    ) told WHERE who.officer <> %s GROUP BY who.officer
"""


def unnoted(viewer: Viewer, hidden: frozenset[str]) -> list[Unnoted]:
    """How many alerts each of the team has not noted: who was asked for most decisions first, then who was told longest ago.

    Of each the oldest are counted, at most :data:`MOST`: who has so many needs no exact number, and whoever asks need not wait for it.
    """
    with connection.cursor() as cursor:
        cursor.execute(_UNNOTED, [addresses(viewer), array(hidden), MOST, viewer.ref])
        found = [
            Unnoted(officer=officer, role=place(role), waiting=waiting, decisions=decisions, oldest=oldest)
            for officer, role, waiting, decisions, oldest in cursor.fetchall()
        ]
    return sorted(found, key=lambda one: (-one.decisions, one.oldest, one.officer))


def counts(viewer: Viewer, hidden: frozenset[str], *, at: datetime) -> dict[str, int]:
    """How much the team owes, and how much of it is late."""
    return _team(viewer, hidden).aggregate(owed=Count("id"), overdue=Count("id", filter=Q(late_after__lt=at)))


def gaps(viewer: Viewer, hidden: frozenset[str], *, at: datetime, limit: int = 100) -> list[GapSeen]:
    """Roles of the viewer's areas that nobody held on duty in the last seven days, and to whom it went; nobody at all first."""
    areas = {role.partition("@")[2] for role in viewer.roles}
    everywhere = "force" in areas
    found = []
    rows = list(Gap.objects.filter(at__gte=at - _LOOK_BACK).order_by("-at", "-id")[: limit * 5])
    about = {d.pk: d for d in Duty.objects.filter(pk__in=_keys(g.duty for g in rows))}
    lacking = {u.pk: u for u in Unmet.objects.filter(pk__in=_keys(g.unmet for g in rows))}
    for gap in rows:
        of = about.get(gap.duty) if gap.duty else lacking.get(gap.unmet) if gap.unmet else None
        mine = everywhere or gap.address.partition("@")[2] in areas or gap.passed_to.partition("@")[2] in areas
        if of is None or not mine or not hidden.isdisjoint(of.about):
            continue
        found.append(GapSeen(at=gap.at, words=words_of_gap(gap), duty=f"du:{gap.duty}" if gap.duty else None, nobody=not gap.passed_to, subject=of.bundle))
    return sorted(found[:limit], key=lambda g: not g.nobody)


def _team(viewer: Viewer, hidden: frozenset[str]) -> QuerySet[Duty]:
    own = Q(supervisor__in=sorted(viewer.roles)) | Q(owed_by__in=addresses(viewer))
    return Duty.objects.filter(own, settled_at=None).exclude(about__touches=hidden)


def _keys(found: Iterable[UUID | None]) -> list[UUID]:
    return [key for key in found if key is not None]
