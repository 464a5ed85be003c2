"""Markers, names, addresses and relations, recorded on a person's page; the law hears of each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from tutela.foundations.access.permissions import Permission
from tutela.foundations.kit import refs
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.record.chronology.operations import note_all
from tutela.record.people import operations as people
from tutela.record.people import queries
from tutela.record.people.models import Marker
from tutela.record.things import operations as things


@operation(Permission.MARKER_RECORD, about=("person",))
def record_marker(
    work: Work, *, person: str, marker: str, evidence: str, level: str = "", shown: str = "", detail: str = "", audience: Iterable[str] = (),
    review_by: date | None = None, covert: bool = False, expected: int | None = None,
) -> dict[str, Any]:
    """Record a marker on evidence: the minimal words for all who attend, a detail for those whom it concerns, and when it is looked at again."""
    work.words = {"evidence": evidence, "detail": detail, "shown": shown}
    row, notes = people.record_marker(
        work, person, marker, level=level, evidence=evidence, shown=shown, detail=detail, audience=tuple(audience), review_by=review_by, covert=covert,
        expected=expected,
    )
    note_all(work, notes)
    return {"person": person, "marker": row.ref}


@operation(Permission.MARKER_RECORD, about=("person", "marker"))
def end_marker(work: Work, *, person: str, marker: str, why: str, expected: int | None = None) -> dict[str, Any]:
    """Take a marker off, with the reason."""
    work.words = {"why": why}
    _of(person, marker)
    note_all(work, people.end_marker(work, marker, why, expected=expected)[1])
    return {"person": person, "marker": marker}


@operation(Permission.MARKER_RECORD, about=("person", "marker"))
def review_marker(work: Work, *, person: str, marker: str, review_by: date, evidence: str, expected: int | None = None) -> dict[str, Any]:
    """Record that a marker was looked at again and stands, on what ground, and until when."""
    work.words = {"evidence": evidence}
    _of(person, marker)
    row, notes = people.review_marker(work, marker, review_by, evidence, expected=expected)
    note_all(work, notes)
    return {"person": person, "marker": row.ref}


@operation(Permission.PERSON_RECORD, about=("person",))
def add_name(work: Work, *, person: str, name: str, use: str = "alias", expected: int | None = None) -> dict[str, Any]:
    """Record a name by which a person is known."""
    note_all(work, people.record_name(work, person, full=name, use=use, expected=expected)[1])
    return {"person": person}


@operation(Permission.PERSON_RECORD, about=("person",))
def add_address(work: Work, *, person: str, lines: str, postcode: str = "", use: str = "home") -> dict[str, Any]:
    """Record where a person lives, stays or often is.

    :raises Refused: without an address
    """
    said = [clean(line) for line in lines.splitlines() if clean(line)]
    if not said and not clean(postcode):
        raise Refused("profile.say-where")
    place = things.find_or_add_place(work, said, postcode)
    note_all(work, people.record_address(work, person, place.ref, use=use)[1])
    return {"person": person, "place": place.ref}


@operation(Permission.PERSON_RECORD, about=("person", "other"))
def relate(work: Work, *, person: str, other: str, relation: str) -> dict[str, Any]:
    """Record how one person stands to another: the other is the relation of this one."""
    note_all(work, people.record_relationship(work, person, other, relation)[1])
    return {"person": person, "other": other}


def _of(person: str, marker: str) -> None:
    """Is it a marker of this person, about whom the policy was asked?

    :raises Refused: if not
    """
    theirs = [refs.key_of(ref, "person") for ref in queries.aliases([person]).get(person, ())]
    if not Marker.objects.filter(pk=refs.key_of(marker, "marker"), person_id__in=theirs).exists():
        raise Refused("people.marker-is-ended")
