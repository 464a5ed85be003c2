"""Who is on duty: rostered in a role of an area, holding that post, not absent, and with the skills that the role demands.

A role with nobody on duty gives an empty answer, and the caller climbs: an alert is never sent to who cannot act on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection

from tutela.foundations.forces.cards import OfficerCard, RosterLine
from tutela.foundations.forces.models import Posting, Shift, Unit
from tutela.foundations.forces.queries.people import holds, standing, standings
from tutela.foundations.forces.rules import demanded, stand_ins, supervisors
from tutela.foundations.kit import refs
from tutela.foundations.kit.periods import local

_ABLE: Final = """
    o.active
    AND EXISTS (SELECT 1 FROM forces_post p WHERE p.officer_id = o.id AND p.role = w.role AND p.area = w.area
                AND p.since <= %(at)s AND (p.until IS NULL OR p.until > %(at)s))
    AND NOT EXISTS (SELECT 1 FROM forces_absence a WHERE a.officer_id = o.id AND a.since <= %(at)s AND (a.until IS NULL OR a.until > %(at)s))
    AND NOT EXISTS (SELECT 1 FROM unnest(string_to_array(w.skills, ',')) AS d(skill) WHERE NOT EXISTS (
        SELECT 1 FROM forces_skill k WHERE k.officer_id = o.id AND k.skill = d.skill
        AND k.since <= %(at)s AND (k.until IS NULL OR k.until > %(at)s)))
"""
_WANTED: Final = """
    WITH wanted AS (
        SELECT * FROM unnest(%(addresses)s::text[], %(roles)s::text[], %(areas)s::text[], %(skills)s::text[]) AS w(address, role, area, skills))
"""
_IS: Final = """
    LEFT JOIN forces_posting g ON g.officer_id = o.id AND g.since <= %(at)s AND (g.until IS NULL OR g.until > %(at)s)
    LEFT JOIN forces_unit u ON u.id = g.unit_id
"""
_SHOWN: Final = "w.address, 'officer', o.id, o.name, coalesce(g.rank, ''), o.collar, coalesce(u.name, ''), coalesce(u.code, ''), o.telephone, o.email"
_ON_DUTY: Final = "SELECT * FROM forces_on_duty(%(addresses)s::text[], %(roles)s::text[], %(areas)s::text[], %(skills)s::text[], %(at)s)"
"""A function is planned once a connection."""
_ELSEWHERE: Final = f"""{_WANTED}
    SELECT {_SHOWN} FROM wanted w
    JOIN forces_shift s ON (s.role, s.area) <> (w.role, w.area) AND s.since <= %(at)s AND s.until > %(at)s
    JOIN forces_officer o ON o.id = s.officer_id {_IS} WHERE {_ABLE}
    ORDER BY s.until DESC, o.collar
"""
_COMING: Final = f"""{_WANTED}
    SELECT {_SHOWN}, s.since FROM wanted w
    JOIN forces_shift s ON s.role = w.role AND s.area = w.area AND s.since > %(at)s AND s.since <= %(until)s
    JOIN forces_officer o ON o.id = s.officer_id {_IS} WHERE {_ABLE}
    AND NOT EXISTS (SELECT 1 FROM forces_absence a WHERE a.officer_id = o.id AND a.since <= s.since AND (a.until IS NULL OR a.until > s.since))
    ORDER BY s.since, o.collar
"""


def on_duty(address: str, at: datetime) -> tuple[OfficerCard, ...]:
    """Who is on duty in ``role@area``, whoever stays longest first; nobody is an empty answer."""
    return on_duty_many((address,), at)[address]


def on_duty_many(addresses: Iterable[str], at: datetime) -> dict[str, tuple[OfficerCard, ...]]:
    """Who is on duty in each of several ``role@area``, in one query; every address has its entry."""
    wanted = tuple(dict.fromkeys(addresses))
    found: dict[str, dict[str, OfficerCard]] = {address: {} for address in wanted}
    if wanted:
        for row in _ask(_ON_DUTY, wanted, at):
            who = _card(row)
            found[row[0]].setdefault(who.ref, who)
    return {address: tuple(people.values()) for address, people in found.items()}


def deputies(address: str, at: datetime) -> tuple[OfficerCard, ...]:
    """Who is qualified to decide when those of ``role@area`` cannot: holders of the same post who work elsewhere now, then the stand-ins."""
    others = [_card(row) for row in _ask(_ELSEWHERE, (address,), at)]
    found = on_duty_many((address, *stand_ins(address)), at)
    themselves = {who.ref for who in found[address]}
    standing_in = [who for other in stand_ins(address) for who in found[other]]
    return tuple({who.ref: who for who in (*others, *standing_in) if who.ref not in themselves}.values())


def coming(addresses: Iterable[str], at: datetime, until: datetime) -> tuple[tuple[OfficerCard, datetime], ...]:
    """Whose shift in any of several ``role@area`` begins after a moment and not after another, each once, with when it begins."""
    wanted = tuple(dict.fromkeys(addresses))
    found: dict[str, tuple[OfficerCard, datetime]] = {}
    for row in _ask(_COMING, wanted, at, until=until) if wanted else ():
        who = _card(row)
        found.setdefault(who.ref, (who, row[-1]))
    return tuple(found.values())


def _ask(statement: str, addresses: tuple[str, ...], at: datetime, **more: datetime) -> list[tuple[Any, ...]]:
    pairs, on = [address.partition("@") for address in addresses], local(at).date()
    with connection.cursor() as cursor:
        cursor.execute(statement, {
            "at": at, "addresses": list(addresses), "roles": [role for role, _, _ in pairs], "areas": [area for _, _, area in pairs],
            "skills": [",".join(demanded(role, on)) for role, _, _ in pairs], **more,
        })
        return list(cursor.fetchall())


def _card(row: tuple[Any, ...]) -> OfficerCard:
    _, kind, key, name, rank, collar, unit, code, telephone, email = row[:10]
    return OfficerCard(
        ref=refs.make(kind, key), name=name, rank=rank, collar=collar, unit=unit, unit_code=code, telephone=telephone, email=email,
        partner=kind == "partner",
    )


def roster(at: datetime) -> tuple[RosterLine, ...]:
    """Everybody who is rostered at a moment, those who do not count included, by address."""
    rows = list(Shift.objects.filter(since__lte=at, until__gt=at).order_by("area", "role", "since", "id"))
    known = standings((refs.make("officer", row.officer_id) for row in rows), at)
    lines = []
    for row in rows:
        held = known[refs.make("officer", row.officer_id)]
        lines.append(RosterLine(
            address=f"{row.role}@{row.area}", card=held.card, since=row.since, until=row.until, absent=held.absent or not held.active,
            lapsed=row.role in held.lapsed, posted=(row.role, row.area) in held.roles,
        ))
    return tuple(lines)


def shifts_of(ref: str, since: datetime, until: datetime) -> tuple[tuple[str, datetime, datetime], ...]:
    """An officer's shifts that touch a period: ``role@area``, from, to."""
    rows = Shift.objects.filter(officer_id=refs.key_of(ref, "officer"), since__lt=until, until__gt=since).order_by("since")
    return tuple((f"{row.role}@{row.area}", row.since, row.until) for row in rows)


def supervisor_of(ref: str, at: datetime) -> OfficerCard | None:
    """Who looks after an officer: the line manager of their posting unless away, else whoever is on duty above their role."""
    key = refs.key_of(ref, "officer")
    manager: UUID | None = Posting.objects.filter(holds(at), officer_id=key).values_list("supervisor_id", flat=True).first()
    if manager is not None:
        held = standing(refs.make("officer", manager), at)
        if held.active and not held.absent:
            return held.card
    role, _, area = standing(ref, at).acting.partition("@")
    above = supervisors(role, area)
    found = on_duty_many(above, at)
    return next((who for address in above for who in found[address] if who.ref != ref), None)


def area_inspector(unit: str, at: datetime) -> tuple[OfficerCard, ...]:
    """The inspectors on duty for a unit's area; where its area has none, for the area of the unit above it.

    :param unit: the unit's code
    """
    found: Unit | None = Unit.objects.select_related("parent").filter(code=unit).first()
    seen: set[UUID] = set()
    while found is not None and found.pk not in seen:
        seen.add(found.pk)
        here = on_duty(f"inspector@{found.area}", at)
        if here:
            return here
        found = Unit.objects.filter(pk=found.parent_id).first() if found.parent_id else None
    return ()
