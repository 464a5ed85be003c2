"""Names, addresses, care, professionals, relationships. What gives way is ended and kept; the same said again changes nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from tutela.facts import About, people
from tutela.foundations.kit import refs
from tutela.foundations.kit.text import clean, clip, folded
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.unit import Work
from tutela.record.people.models import Address, Care, Name, NameKey, Person, Professional, Relationship
from tutela.record.people.operations.notes import Note, changed, end, held, person_about, standing
from tutela.record.people.queries.looking import name_keys


def record_name(
    work: Work, ref: str, *, full: str = "", given: str = "", family: str = "", use: str = "name", expected: int | None = None,
) -> tuple[Name, tuple[Note, ...]]:
    """Record a name. A new main name makes the one before it a former name.

    :raises Refused: if there is nothing in it
    """
    given, family = clip(clean(given), 100), clip(clean(family), 100)
    full = clip(clean(full) or f"{given} {family}".strip(), 200)
    key = folded(full)
    if not key or not name_keys(full):
        raise Refused("people.name-says-nothing")
    person = held(work, ref, expected=expected)
    same = Name.objects.filter(person=person, use=use, folded=key, until=None).first()
    if same is not None and same.full == full:
        return same, ()
    old: dict[str, Any] = {}
    for before in Name.objects.filter(person=person, use=use, until=None) if use == "name" else [same] if same else []:
        before.until = work.at
        before.save(update_fields=["until"])
        old = {use: before.full}
    name = Name(person=person, given=given, family=family, full=full, folded=key, use=use, since=work.at, by=work.by.ref)
    work.add(name)
    NameKey.objects.bulk_create([NameKey(name=name, person=person, key=word) for word in name_keys(full)])
    changed(work, person, {use: full}, old)
    return name, (Note(payload=people.NameRecorded(name=full, use=_any(use)), about=(person_about(ref),)),)


def set_sex(work: Work, ref: str, *, sex: str = "", gender: str = "", expected: int | None = None) -> Person:
    """Record the person's sex as recorded, and their gender in their own words."""
    person = held(work, ref, expected=expected)
    work.change(person, sex=sex or person.sex, gender=clip(clean(gender), 40) or person.gender)
    return person


def record_address(work: Work, ref: str, place: str, *, use: str = "home", since: datetime | None = None) -> tuple[Address, tuple[Note, ...]]:
    """Record that a person lives, stays or often is at a place of ours."""
    person = held(work, ref)
    row = standing(Address, person=person, place=place, use=use)
    if row is not None:
        return row, ()
    row = Address(person=person, place=place, use=use, since=since or work.at, by=work.by.ref)
    work.add(row)
    work.touch(place)
    changed(work, person, {f"address {use}": place})
    note = Note(payload=people.AddressRecorded(use=_any(use)), about=(person_about(ref), About("place", place)), occurred=since)
    return row, (note,)


def end_address(work: Work, ref: str, place: str, *, use: str = "home") -> tuple[Note, ...]:
    """Record that a person is no longer at a place; where nothing said so, nothing changes."""
    person = held(work, ref)
    row = standing(Address, person=person, place=place, use=use)
    if row is None:
        return ()
    end(work, row)
    changed(work, person, {f"address {use}": None}, {f"address {use}": place})
    return (Note(payload=people.AddressRecorded(use=_any(use), ended=True), about=(person_about(ref), About("place", place))),)


def record_care(
    work: Work, ref: str, status: str, *, placement: str = "", responsible_authority: str = "", host_authority: str = "", legal_basis: str = "",
) -> tuple[Care, tuple[Note, ...]]:
    """Record in whose care a child is, and which authorities answer; what was before gives way."""
    person = held(work, ref)
    said = {
        "status": status, "placement": placement, "responsible_authority": clip(clean(responsible_authority), 120),
        "host_authority": clip(clean(host_authority), 120), "legal_basis": legal_basis,
    }
    before = standing(Care, person=person)
    if before is not None:
        if all(getattr(before, name) == value for name, value in said.items()):
            return before, ()
        end(work, before)
    row = Care(person=person, since=work.at, by=work.by.ref, **said)
    work.add(row)
    changed(work, person, {"care": said}, {"care": before.status} if before else None)
    payload = people.CareRecorded(**{name: value or None for name, value in said.items()})  # type: ignore[arg-type]  # each value is one of the table's choices
    return row, (Note(payload=payload, about=(person_about(ref),)),)


def end_care(work: Work, ref: str) -> None:
    """Record that what was said of a child's care stands no longer, and nothing is known in its place."""
    person = held(work, ref)
    row = standing(Care, person=person)
    if row is not None:
        end(work, row)
        changed(work, person, {"care": None}, {"care": row.status})


def record_professional(
    work: Work, ref: str, profession: str, agency: str, *, name: str = "", email: str = "", telephone: str = "", known_as: str = "",
) -> tuple[Professional, tuple[Note, ...]]:
    """Record who works with a person.

    :param known_as: the professional's own person reference, where the force holds them as a person
    """
    person = held(work, ref)
    agency, name = clip(clean(agency), 120), clip(clean(name), 120)
    row = standing(Professional, person=person, profession=profession, agency=agency, name=name)
    reached = {"email": clean(email).lower(), "telephone": clip(clean(telephone), 40), "known_as": known_as}
    if row is not None:
        new = {field: value for field, value in reached.items() if value and getattr(row, field) != value}
        if new:
            old = {field: getattr(row, field) for field in new}
            for field, value in new.items():
                setattr(row, field, value)
            row.save(update_fields=list(new))
            changed(work, person, new, old)
        return row, ()
    row = Professional(person=person, profession=profession, agency=agency, name=name, since=work.at, by=work.by.ref, **reached)
    work.add(row)
    changed(work, person, {f"professional {profession}": name or agency})
    return row, (Note(payload=people.ProfessionalRecorded(profession=_any(profession), agency=agency), about=(person_about(ref),)),)


def end_professional(work: Work, ref: str, professional: UUID) -> tuple[Note, ...]:
    """Record that somebody no longer works with a person."""
    person = held(work, ref)
    row = standing(Professional, person=person, pk=professional)
    if row is None:
        return ()
    end(work, row)
    changed(work, person, {f"professional {row.profession}": None}, {f"professional {row.profession}": row.name or row.agency})
    payload = people.ProfessionalRecorded(profession=_any(row.profession), agency=row.agency, ended=True)
    return (Note(payload=payload, about=(person_about(ref),)),)


def record_relationship(work: Work, ref: str, other: str, relation: str) -> tuple[Relationship, tuple[Note, ...]]:
    """Record how one person stands to another: ``other`` is the ``relation`` of ``ref``.

    :raises Refused: if the two are one reference, or it is not said how they stand
    """
    relation = clip(clean(relation).lower(), 40)
    if ref == other:
        raise Refused("people.not-with-themselves")
    if not relation:
        raise Refused("people.say-how-they-stand")
    first, second = sorted((ref, other))
    people_ = {first: held(work, first), second: held(work, second)}
    row = standing(Relationship, person=people_[ref], other=people_[other], relation=relation)
    if row is not None:
        return row, ()
    row = Relationship(person=people_[ref], other=people_[other], relation=relation, since=work.at, by=work.by.ref)
    work.add(row)
    changed(work, people_[ref], {f"relationship {relation}": other})
    return row, (_related(ref, other, relation, ended=False),)


def end_relationship(work: Work, ref: str, other: str, relation: str) -> tuple[Note, ...]:
    """Record that two stand no longer so to each other."""
    person = held(work, ref)
    row = standing(Relationship, person=person, other=refs.key_of(other, "person"), relation=clean(relation).lower())
    if row is None:
        return ()
    end(work, row)
    changed(work, person, {f"relationship {row.relation}": None}, {f"relationship {row.relation}": other})
    return (_related(ref, other, row.relation, ended=True),)


def _related(ref: str, other: str, relation: str, *, ended: bool) -> Note:
    return Note(payload=people.RelationshipRecorded(relation=relation, ended=ended), about=(person_about(ref), person_about(other, relation)))


def _any(value: str) -> Any:
    """A value of the table's choices, which are the fact's."""
    return value
