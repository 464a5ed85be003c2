"""What is held about one person: names, addresses, care, professionals, relationships, of all references that are theirs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import msgspec
from django.db.models import Q

from tutela.foundations.kit import refs
from tutela.record.people.models import Address, Care, Professional, Relationship
from tutela.record.people.queries.ages import persons
from tutela.record.people.queries.identity import groups, heads, keys
from tutela.record.people.queries.names import Card, cards, displays, names_of


class NameHeld(msgspec.Struct, frozen=True, kw_only=True):
    """A name, and until when it was theirs."""

    full: str
    use: str
    since: datetime
    until: datetime | None
    by: str


class AddressHeld(msgspec.Struct, frozen=True, kw_only=True):
    """A place where the person lives, stays or often is."""

    id: UUID
    person: str
    place: str
    use: str
    since: datetime
    until: datetime | None


class CareHeld(msgspec.Struct, frozen=True, kw_only=True):
    """In whose care, and which authorities answer."""

    status: str
    placement: str
    responsible_authority: str
    host_authority: str
    legal_basis: str
    since: datetime
    by: str


class ProfessionalHeld(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who works with the person."""

    id: UUID
    profession: str
    agency: str
    name: str
    email: str
    telephone: str
    known_as: str
    since: datetime


class RelationshipHeld(msgspec.Struct, frozen=True, kw_only=True):
    """Another person to whom this one stands in a relation; ``reverse`` where the other's record says it of them."""

    id: UUID
    other: str
    display: str
    relation: str
    reverse: bool
    since: datetime


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that stands about one person, and which references are theirs."""

    card: Card
    version: int
    aliases: tuple[str, ...]
    gender: str
    born_basis: str
    known_why: str
    names: tuple[NameHeld, ...]
    addresses: tuple[AddressHeld, ...]
    care: CareHeld | None
    professionals: tuple[ProfessionalHeld, ...]
    relationships: tuple[RelationshipHeld, ...]


def profile(ref: str, at: datetime) -> Profile | None:
    """Everything that stands about a person now, in a fixed number of queries.

    :param at: the moment of the age that it says
    """
    key = refs.key_of(ref, "person")
    group = groups([key])[key]
    row = persons([group[0]]).get(group[0])
    if row is None:
        return None
    care = Care.objects.filter(person_id__in=group, ended_at=None).order_by("-since").first()
    return Profile(
        card=cards([row.ref], at)[row.ref], version=row.version, aliases=tuple(refs.make("person", k) for k in group), gender=row.gender,
        born_basis=row.born_basis, known_why=row.known_why,
        names=tuple(
            NameHeld(full=n.full, use=n.use, since=n.since, until=n.until, by=n.by)
            for n in sorted(
                (n for own in names_of(group).values() for n in own),
                key=lambda n: (n.until is None, n.until.timestamp() if n.until else 0, n.use, -n.since.timestamp()),
            )
        ),
        addresses=tuple(_address(a) for a in Address.objects.filter(person_id__in=group).order_by("-ended_at", "-since")),
        care=None if care is None else CareHeld(
            status=care.status, placement=care.placement, responsible_authority=care.responsible_authority, host_authority=care.host_authority,
            legal_basis=care.legal_basis, since=care.since, by=care.by,
        ),
        professionals=tuple(
            ProfessionalHeld(
                id=p.pk, profession=p.profession, agency=p.agency, name=p.name, email=p.email, telephone=p.telephone, known_as=p.known_as, since=p.since,
            )
            for p in Professional.objects.filter(person_id__in=group, ended_at=None).order_by("profession", "agency")
        ),
        relationships=tuple(_relationships(group)),
    )


def living_at(places: Iterable[str]) -> list[AddressHeld]:
    """Who lives, stays or often is at these places now; a merged person once, under the reference that is kept."""
    rows = list(Address.objects.filter(place__in=list(places), ended_at=None).exclude(use="former").order_by("place", "since"))
    head = heads({row.person_id for row in rows})
    once: dict[tuple[UUID, str, str], AddressHeld] = {}
    for row in rows:
        once.setdefault((head[row.person_id], row.place, row.use), _address(row, head[row.person_id]))
    return list(once.values())


def homes_of(persons: Iterable[str]) -> dict[str, str]:
    """Where each of these persons lives or is placed now, the latest first, as far as that is recorded."""
    wanted = keys(persons)
    held = groups(wanted)
    rows = Address.objects.filter(person_id__in={m for group in held.values() for m in group}, ended_at=None, use__in=("home", "placement")).order_by("since")
    living = {row.person_id: row.place for row in rows}
    return {ref: place for key, ref in wanted.items() for place in [next((living[m] for m in held[key] if m in living), "")] if place}


def _address(row: Address, person: UUID | None = None) -> AddressHeld:
    return AddressHeld(id=row.pk, person=refs.make("person", person or row.person_id), place=row.place, use=row.use, since=row.since, until=row.ended_at)


def _relationships(group: tuple[UUID, ...]) -> list[RelationshipHeld]:
    rows = list(Relationship.objects.filter(Q(person__in=group) | Q(other__in=group), ended_at=None).order_by("relation", "since"))
    theirs = {row.pk: row.person_id in group for row in rows}
    others = {row.pk: row.other_id if theirs[row.pk] else row.person_id for row in rows}
    head = heads(set(others.values()))
    called = displays({refs.make("person", k) for k in head.values()})
    found = []
    for row in rows:
        other = refs.make("person", head[others[row.pk]])
        found.append(RelationshipHeld(id=row.pk, other=other, display=called[other], relation=row.relation, reverse=not theirs[row.pk], since=row.since))
    return found
