"""A person becomes known: as a stub, by a report here, or by the reference under which another system knows them."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from tutela.foundations.kit import refs
from tutela.foundations.kit.text import clean, clip
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.unit import Work
from tutela.record.people.models import Person, SourceIdentity
from tutela.record.people.operations import details, lives
from tutela.record.people.operations.notes import Note, alone, held


class Hints(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody says of a person whom we may not know yet: enough to make the row, never needed to find it."""

    kind: Literal["child", "adult", "offender", "person"] = "person"
    name: str = ""
    born: date | None = None
    sex: str = ""


def add_person(
    work: Work, *, name: str = "", given: str = "", family: str = "", birth: lives.Birth | None = None, sex: str = "", gender: str = "",
    said_adult: bool = False, known_why: str = "", sensitivity: str = "none",
) -> tuple[Person, tuple[Note, ...]]:
    """Add a person: a stub, unless it is said why they are more.

    :param known_why: why more than a stub is kept of them (the subject of a report, a suspect): data minimisation asks
    :param said_adult: somebody calls them an adult and nobody gave a birth
    """
    person = Person(
        **work.root("PER"), retention="child_protection", sensitivity=sensitivity, status="known" if known_why else "stub",
        known_why=clip(clean(known_why), 200), sex=sex, gender=clip(clean(gender), 40), said_adult=said_adult and birth is None,
    )
    work.add(person, shown=("status", "known_why", "said_adult"))
    notes: list[Note] = []
    if name or given or family:
        notes += details.record_name(work, person.ref, full=name, given=given, family=family)[1]
    if birth is not None:
        notes += lives.set_birth(work, person.ref, birth)[1]
    person.refresh_from_db()
    return person, tuple(notes)


def make_known(work: Work, ref: str, why: str, *, expected: int | None = None) -> Person:
    """Make a stub more than one, with the reason.

    :raises Refused: without a reason
    """
    if not clean(why):
        raise Refused("people.say-why")
    person = held(work, ref, expected=expected)
    if person.status == "stub":
        work.change(person, status="known", known_why=clip(clean(why), 200))
    return person


def find_or_add_from_source(work: Work, system: str, ref: str, hints: Hints | None = None) -> Person:
    """The person whom another system knows under a reference; a stub is made where we know none.

    Two feeds that bring the same reference at once make one person.
    """
    alone("person", system, ref)
    known = SourceIdentity.objects.filter(system=system, ref=ref).select_related("person").first()
    if known is not None:
        return _said(work, known.person, hints)
    hints = hints or Hints()
    birth = lives.Birth.on(hints.born) if hints.born else None
    person, _ = add_person(work, name=hints.name, birth=birth, sex=hints.sex, said_adult=hints.kind == "adult")
    work.add(SourceIdentity(system=system, ref=ref, person=person, at=work.at))
    work.note_change(person.ref, {}, {"known_to": f"{system}:{ref}"})
    return person


def identify(work: Work, ref: str, system: str, source_ref: str) -> SourceIdentity:
    """Say under which reference another system knows a person of ours.

    :raises Refused: if it is another person's reference
    """
    person = held(work, ref)
    alone("person", system, source_ref)
    row = SourceIdentity.objects.filter(system=system, ref=source_ref).first()
    if row is not None:
        if row.person_id != person.pk:
            raise Refused("people.reference-is-anothers", system=system, ref=source_ref, person=refs.make("person", row.person_id))
        return row
    row = SourceIdentity(system=system, ref=source_ref, person=person, at=work.at)
    work.add(row)
    work.note_change(person.ref, {}, {"known_to": f"{system}:{source_ref}"})
    return row


def _said(work: Work, person: Person, hints: Hints | None) -> Person:
    """Somebody who was said to be an adult is now said to be a child: that is doubt."""
    if hints is not None and hints.kind == "child" and person.said_adult:
        work.change(held(work, person.ref), said_adult=False)
        person.refresh_from_db()
    return person
