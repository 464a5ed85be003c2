"""Officers by reference, as they were at a moment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import connection
from django.db.models import Q

from tutela.foundations.forces.cards import ActorStamp, OfficerCard, Standing
from tutela.foundations.forces.models import Absence, Officer, PartnerPerson, Post
from tutela.foundations.forces.rules import demanded
from tutela.foundations.kit import clock, looks, refs
from tutela.foundations.kit.periods import local

SYSTEM: Final = "system"


class NoSuchOfficer(LookupError):
    """The reference names nobody of this force."""


def holds(at: datetime) -> Q:
    """The rows whose period ``[since, until)`` holds the moment."""
    return Q(since__lte=at) & (Q(until=None) | Q(until__gt=at))


def officer(ref: str) -> Officer:
    """An officer's row.

    :raises NoSuchOfficer: if there is none
    """
    try:
        return Officer.objects.get(pk=refs.key_of(ref, "officer"))
    except (Officer.DoesNotExist, refs.NotOurs):
        raise NoSuchOfficer(f"{ref!r} names no officer") from None


def card(ref: str, at: datetime | None = None) -> OfficerCard | None:
    """Whoever a reference names, officer or partner's person; ``None`` where it names nobody."""
    return next(iter(cards([ref], at)), None)


def cards(people: Iterable[str], at: datetime | None = None) -> tuple[OfficerCard, ...]:
    """Those whom references name, in their order, with the rank and unit of the moment (now). Who is nobody's is left out."""
    wanted = list(dict.fromkeys(people))
    found = {ref: standing.card for ref, standing in standings(wanted, at).items()}
    partners = _keys(wanted, "partner")
    if partners:
        found |= {row.ref: partner_card(row) for row in PartnerPerson.objects.filter(pk__in=partners)}
    return tuple(found[ref] for ref in wanted if ref in found)


def partner_card(row: PartnerPerson) -> OfficerCard:
    """A partner's person as they are shown."""
    return OfficerCard(ref=row.ref, name=row.name, unit=row.agency, telephone=row.telephone, email=row.email, partner=True)


def standing(ref: str, at: datetime | None = None) -> Standing:
    """All about one officer at a moment.

    :raises NoSuchOfficer: if there is none
    """
    found = standings([ref], at).get(ref)
    if found is None:
        raise NoSuchOfficer(f"{ref!r} names no officer")
    return found


def standings(people: Iterable[str], at: datetime | None = None) -> dict[str, Standing]:
    """All about several officers at a moment, by reference, in one query."""
    wanted, moment = dict.fromkeys(_keys(people, "officer")), at or clock.now()
    known: dict[UUID, Standing | None] = looks.learnt("standings", at)
    unknown = wanted.keys() - known.keys()
    if unknown:
        found = _standings(unknown, moment)
        known.update({key: found.get(key) for key in unknown})
    return {held.card.ref: held for key in wanted if (held := known[key]) is not None}


def _standings(keys: set[UUID], moment: datetime) -> dict[UUID, Standing]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM forces_standing(%s::uuid[], %s)", [list(keys), moment])   # a function is planned once a connection
        rows = cursor.fetchall()
    found = {}
    for key, name, collar, telephone, email, active, person_ref, rank, unit, code, posts, shifts, skills, away in rows:
        who = OfficerCard(
            ref=refs.make("officer", key), name=name, rank=rank, collar=collar, unit=unit, unit_code=code, telephone=telephone, email=email,
        )
        now = tuple(dict.fromkeys(address for address in shifts if address in posts))
        found[key] = Standing(
            card=who, roles=frozenset(_pair(address) for address in posts), acting=(*now, *posts, "")[0], on_duty=now, skills=tuple(skills),
            lapsed=_lapsed(posts, skills, moment), absent=away, active=active, person_ref=person_ref,
        )
    return found


def _lapsed(posts: Iterable[str], skills: Iterable[str], at: datetime) -> frozenset[str]:
    held, on = set(skills), local(at).date()
    return frozenset(role for role, _ in map(_pair, posts) if not held.issuperset(demanded(role, on)))


def _pair(address: str) -> tuple[str, str]:
    role, _, area = address.partition("@")
    return role, area


def _keys(people: Iterable[str], kind: str) -> list[UUID]:
    prefix = f"{refs.PREFIXES[kind]}:"
    return [refs.key_of(ref, kind) for ref in people if ref.startswith(prefix) and refs.is_ours(ref)]


def stamp(ref: str, at: datetime) -> ActorStamp:
    """Who somebody was at a moment, for a fact: role in which they act, unit's code, rank, current skills.

    :raises NoSuchOfficer: if the reference names neither an officer, a partner's person, a feed nor the system
    """
    if ref in {"", SYSTEM} or ref.startswith("feed:"):
        return ActorStamp(role=SYSTEM, ref=ref or SYSTEM)
    partners = _keys([ref], "partner")
    if partners:
        row = PartnerPerson.objects.filter(pk__in=partners).first()
        if row is None:
            raise NoSuchOfficer(f"{ref!r} names nobody of a partner's")
        return ActorStamp(role=row.role, ref=ref, unit=row.agency)
    held = standing(ref, at)
    role = held.acting.partition("@")[0] or "unposted"
    return ActorStamp(role=role, ref=ref, unit=held.card.unit_code or None, rank=held.card.rank or None, skills=held.skills)


def roles_of(ref: str, at: datetime) -> frozenset[tuple[str, str]]:
    """The posts that an officer holds at a moment, absent or not."""
    keys = _keys([ref], "officer")
    return frozenset(Post.objects.filter(holds(at), officer_id__in=keys, officer__active=True).values_list("role", "area"))


def absent(ref: str, at: datetime) -> bool:
    """Is the officer away?"""
    return Absence.objects.filter(holds(at), officer_id__in=_keys([ref], "officer")).exists()


def lapsed_roles(ref: str, at: datetime) -> frozenset[str]:
    """The officer's roles whose demanded skill is not current: in them they may act, and not approve."""
    return standing(ref, at).lapsed
