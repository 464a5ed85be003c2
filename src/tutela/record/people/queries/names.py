"""What persons are called on a page: the current main name, else another that they go by, else words for somebody unknown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final
from uuid import UUID

import msgspec

from tutela.foundations.design.words import words
from tutela.foundations.kit import looks
from tutela.record.people.models import Name
from tutela.record.people.queries.ages import Age, ages_at, persons
from tutela.record.people.queries.identity import groups, keys

_ORDER: Final = {"name": 0, "alias": 1, "nickname": 2, "former": 3}


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """One person as a list or banner names them."""

    ref: str
    kept: str
    """The reference that stands for them."""
    reference: str
    display: str
    named: bool
    status: str
    sex: str
    born_earliest: date | None
    born_latest: date | None
    age: Age
    died_at: datetime | None


def display(ref: str) -> str:
    """What one person is called."""
    return displays([ref]).get(ref, words("people.nobody"))


def displays(named: Iterable[str]) -> dict[str, str]:
    """What each of these persons is called, in four queries; other references are left out."""
    wanted = keys(named)
    held = groups(wanted)
    called = _called(held)
    unnamed = persons(group[0] for key, group in held.items() if key not in called)
    return {
        ref: called.get(key) or words("people.unknown-person", reference=unnamed[held[key][0]].reference)
        for key, ref in wanted.items() if key in called or held[key][0] in unnamed
    }


def cards(named: Iterable[str], at: datetime) -> dict[str, Card]:
    """These persons as a list names them, with their ages at a moment; who is not there is left out."""
    wanted = keys(named)
    known: dict[str, Card | None] = looks.learnt("cards", at)
    unknown = {key: ref for key, ref in wanted.items() if ref not in known}
    if unknown:
        known.update(dict.fromkeys(unknown.values()) | _cards(unknown, at))
    return {ref: card for ref in wanted.values() if (card := known[ref]) is not None}


def _cards(wanted: dict[UUID, str], at: datetime) -> dict[str, Card]:
    held = groups(wanted)
    called = _called(held)
    ages = ages_at(wanted.values(), at)
    rows = persons(group[0] for group in held.values())
    found = {}
    for key, ref in wanted.items():
        row = rows.get(held[key][0])
        if row is not None:
            found[ref] = Card(
                ref=ref, kept=row.ref, reference=row.reference, display=called.get(key) or words("people.unknown-person", reference=row.reference),
                named=key in called, status=row.status, sex=row.sex, born_earliest=row.born_earliest, born_latest=row.born_latest, age=ages[ref],
                died_at=row.died_at,
            )
    return found


def _called(held: dict[UUID, tuple[UUID, ...]]) -> dict[UUID, str]:
    """The name of each person that has one: the kept reference's first, then by use, then the latest."""
    everybody = {member for group in held.values() for member in group}
    names = names_of(everybody)
    found = {}
    for key, group in held.items():
        own = [(place, name) for place, member in enumerate(group) for name in names[member] if name.until is None]
        if own:
            found[key] = min(own, key=lambda pair: (_ORDER[pair[1].use], pair[0], -pair[1].since.timestamp()))[1].full
    return found


def names_of(wanted: Iterable[UUID]) -> dict[UUID, list[Name]]:
    """Every name of some persons, ended ones too, each person asked once a look."""
    given = set(wanted)
    known: dict[UUID, list[Name]] = looks.learnt("names")
    unknown = given - known.keys()
    known.update({key: [] for key in unknown})
    for name in Name.objects.filter(person_id__in=unknown) if unknown else ():
        known[name.person_id].append(name)
    return {key: known[key] for key in given}
