"""The invented officers of a training database, by what they do; and at the partners' own site their invented people."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from tutela.foundations.access.models import Account
from tutela.foundations.access.naming import area_name, role_title
from tutela.foundations.access.pages import Invented
from tutela.foundations.access.roles import PARTNERS, ROLES
from tutela.foundations.access.viewers import answers
from tutela.foundations.forces import queries as forces
from tutela.foundations.forces.models import Officer, PartnerPerson
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


def partners(at: datetime) -> tuple[tuple[str, tuple[Invented, ...]], ...]:
    """Everybody who answers at a partner and may open its site, under the body for which they do."""
    found: dict[str, list[Invented]] = {}
    for row in PartnerPerson.objects.filter(role__in=PARTNERS).order_by("agency", "name"):
        if answers(row, at):
            does = (role_title(f"{row.role}@{row.area}"),)
            found.setdefault(row.body, []).append(Invented(id=str(row.pk), name=row.name, rank="", unit=row.agency, does=does, on_duty=False))
    return tuple((body, tuple(who)) for body, who in found.items())


def partner_account_of(key: UUID) -> Account | None:
    """The account of an invented partner's person; made where the world was set up without."""
    row = PartnerPerson.objects.filter(pk=key, role__in=PARTNERS).first()
    if row is None:
        return None
    username = f"{row.name.lower().replace(' ', '.')}@{str(row.pk)[-6:]}"
    account, made = Account.objects.get_or_create(partner=row, defaults={"username": username, "email": row.email})
    if made:
        account.set_unusable_password()
        account.save(update_fields=["password"])
    return account


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
