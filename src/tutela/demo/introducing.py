"""People of the invented days, as the record would hold them from earlier work: children, carers, and those who pose a risk."""

from __future__ import annotations

from datetime import date
from typing import Any

from tutela.foundations.access.permissions import Permission
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.record.chronology.operations import note_all
from tutela.record.people import operations as people
from tutela.record.things import operations as things


@operation(Permission.PERSON_RECORD)
def introduce(
    work: Work, *, name: str, born: date, sex: str = "", aliases: tuple[str, ...] = (), address: str = "", postcode: str = "", place_kind: str = "home",
    use: str = "home", care: tuple[str, str] | None = None, professionals: tuple[tuple[str, str, str, str], ...] = (),
) -> dict[str, Any]:
    """Record somebody whom the force knows from before."""
    birth = people.Birth.on(born)
    person, notes = people.add_person(work, name=name, birth=birth, sex=sex, known_why="Known from earlier episodes")
    note_all(work, notes)
    for alias in aliases:
        note_all(work, people.record_name(work, person.ref, full=alias, use="alias")[1])
    place = ""
    if address:
        place = things.find_or_add_place(work, address.split(", "), postcode, kind=place_kind).ref
        note_all(work, people.record_address(work, person.ref, place, use=use)[1])
    if care is not None:
        status, placement = care
        authority = "Northshire Council"
        note_all(work, people.record_care(work, person.ref, status, placement=placement, responsible_authority=authority, host_authority=authority)[1])
    for profession, agency, professional, telephone in professionals:
        note_all(work, people.record_professional(work, person.ref, profession, agency, name=professional, telephone=telephone)[1])
    return {"person": person.ref, "place": place}
