"""The invented officers of a training database, by what they do."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from tutela.foundations.access.models import Account
from tutela.foundations.access.naming import area_name, role_title
from tutela.foundations.access.pages import Invented
from tutela.foundations.access.roles import ROLES
from tutela.foundations.forces import queries as forces
from tutela.foundations.forces.models import Officer
from tutela.foundations.kit import refs

_ORDER: Final = tuple(ROLES)


def groups(at: datetime) -> tuple[tuple[str, tuple[Invented, ...]], ...]:
    """Everybody who holds a post, under the area of the first of them; who is on duty comes first."""
    keys = Officer.objects.filter(active=True).values_list("id", flat=True)
    found: dict[str, list[tuple[tuple[bool, int, str], Invented]]] = {}
    for ref, held in forces.standings((refs.make("officer", key) for key in keys), at).items():
        if not held.acting:
            continue
        posts = sorted((f"{role}@{area}" for role, area in held.roles), key=lambda address: (address != held.acting, _rank(address)))
        who = Invented(
            id=str(refs.key_of(ref, "officer")), name=held.card.name, rank=held.card.rank, unit=held.card.unit, does=_titles(posts),
            on_duty=bool(held.on_duty) and not held.absent,
        )
        order = (not who.on_duty, _rank(posts[0]), held.card.collar)
        found.setdefault(posts[0].partition("@")[2], []).append((order, who))
    areas = sorted(found, key=lambda area: min(order[1] for order, _ in found[area]))
    return tuple((_heading(area), tuple(who for _, who in sorted(found[area], key=lambda pair: pair[0]))) for area in areas)


def account_of(officer: UUID) -> Account | None:
    """The account of an invented officer; made where the world was set up without."""
    row = Officer.objects.filter(pk=officer, active=True).first()
    if row is None:
        return None
    account, made = Account.objects.get_or_create(officer=row, defaults={"username": row.collar.lower(), "email": row.email})
    if made:
        account.set_unusable_password()
        account.save(update_fields=["password"])
    return account


def _rank(address: str) -> int:
    role = address.partition("@")[0]
    return _ORDER.index(role) if role in _ORDER else len(_ORDER)


def _titles(posts: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(role_title(address) for address in posts))


def _heading(area: str) -> str:
    name = area_name(area)
    return name[:1].upper() + name[1:]
