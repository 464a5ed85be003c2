"""Officers as administration keeps them: who they are, what they hold, what they would leave behind."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec
from django.db.models import Q

from tutela.facts.roles import ROLES
from tutela.foundations.forces import queries as forces
from tutela.foundations.forces.cards import OfficerCard, Standing
from tutela.foundations.forces.models import Absence, Officer, Post, Shift, Skill
from tutela.foundations.forces.rules import demanded
from tutela.foundations.kit import refs
from tutela.foundations.kit.periods import local
from tutela.foundations.kit.text import folded
from tutela.record.enquiries import queries as enquiries
from tutela.record.enquiries.queries import HandOverSeen
from tutela.record.occurrences import queries as occurrences

AHEAD: Final = timedelta(days=14)


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A post, skill or absence: what, from when, until when, and who recorded it."""

    what: str
    since: datetime
    until: datetime | None
    by: str


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """One officer, whole."""

    key: UUID
    standing: Standing
    posts: tuple[Held, ...]
    skills: tuple[Held, ...]
    absences: tuple[Held, ...]
    shifts: tuple[tuple[str, datetime, datetime], ...]
    owns: tuple[str, ...]
    """Every open incident and episode of theirs: what is to be handed over when they go."""
    handing: tuple[HandOverSeen, ...]
    """What they have offered to others and nobody has taken yet."""
    lacking: tuple[tuple[str, str], ...]
    """Role and the skill that it demands and they do not hold now."""


def listed(at: datetime, *, text: str = "", after: str = "", limit: int = 50) -> tuple[list[Standing], str]:
    """Officers by name, a page at a time, with where the next begins; in two queries."""
    rows = Officer.objects.order_by("name", "id")
    if text.strip():
        rows = rows.filter(Q(name__icontains=text.strip()) | Q(collar__iexact=text.strip()))
    name, _, key = after.rpartition("~")
    if key and name and _uuid(key):
        rows = rows.filter(Q(name__gt=name) | Q(name=name, pk__gt=UUID(key)))
    found = list(rows.values_list("pk", "name")[: limit + 1])
    standing = forces.standings((refs.make("officer", pk) for pk, _ in found[:limit]), at)
    next_ = f"{found[limit - 1][1]}~{found[limit - 1][0]}" if len(found) > limit else ""
    return [standing[refs.make("officer", pk)] for pk, _ in found[:limit]], next_


def kept(key: UUID, at: datetime) -> Kept | None:
    """One officer, in a fixed number of queries."""
    ref = refs.make("officer", key)
    standing = forces.standings([ref], at).get(ref)
    if standing is None:
        return None
    mine = Q(officer_id=key)
    return Kept(
        key=key, standing=standing, shifts=forces.shifts_of(ref, at, at + AHEAD), owns=tuple(occurrences.owned_by(ref)),
        handing=tuple(enquiries.given_by(ref)), lacking=_lacking(standing, at),
        posts=tuple(Held(what=p.address, since=p.since, until=p.until, by=p.given_by) for p in Post.objects.filter(mine).order_by("-since", "id")),
        skills=tuple(Held(what=s.skill, since=s.since, until=s.until, by=s.recorded_by) for s in Skill.objects.filter(mine).order_by("skill", "-since")),
        absences=tuple(
            Held(what=a.why, since=a.since, until=a.until, by=a.recorded_by)
            for a in Absence.objects.filter(mine).filter(Q(until=None) | Q(until__gt=at)).order_by("since")
        ),
    )


def lapsed(at: datetime, limit: int = 200) -> list[tuple[Standing, tuple[tuple[str, str], ...]]]:
    """Officers who hold a role whose demanded skill they lack now: they act and record, and cannot approve."""
    posts = Post.objects.filter(Q(since__lte=at) & (Q(until=None) | Q(until__gt=at)), officer__active=True, role__in=_demanding(at))
    keys = sorted(set(posts.values_list("officer_id", flat=True)))[:limit]
    found = [(standing, _lacking(standing, at)) for standing in forces.standings((refs.make("officer", k) for k in keys), at).values()]
    return sorted(((s, lacks) for s, lacks in found if lacks), key=lambda pair: folded(pair[0].card.name))


def rostered(addresses: Iterable[str], since: datetime, until: datetime) -> list[tuple[str, str, datetime, datetime]]:
    """Every shift in these roles that touches a time: role@area, officer, from, to."""
    wanted = set(addresses)
    rows = Shift.objects.filter(since__lt=until, until__gt=since).order_by("area", "role", "since", "id")
    return [(f"{s.role}@{s.area}", refs.make("officer", s.officer_id), s.since, s.until) for s in rows if f"{s.role}@{s.area}" in wanted]


def holders(address: str, at: datetime) -> list[OfficerCard]:
    """Everybody who holds a post now, on duty or not, by name."""
    role, _, area = address.partition("@")
    rows = Post.objects.filter(Q(since__lte=at) & (Q(until=None) | Q(until__gt=at)), role=role, area=area, officer__active=True)
    keys = rows.order_by("officer__name", "officer_id").values_list("officer_id", flat=True)[:200]
    return list(forces.cards((refs.make("officer", key) for key in keys), at))


def _demanding(at: datetime) -> list[str]:
    return [role for role in ROLES if demanded(role, local(at).date())]


def _lacking(standing: Standing, at: datetime) -> tuple[tuple[str, str], ...]:
    held, day = set(standing.skills), local(at).date()
    return tuple(sorted({(role, skill) for role, _ in standing.roles for skill in demanded(role, day) if skill not in held}))


def _uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
