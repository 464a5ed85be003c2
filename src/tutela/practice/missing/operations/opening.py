"""Opening a search: for a child who is known or not, with an incident of its own where the room made none."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from tutela.facts import About, missing
from tutela.foundations.access.permissions import Permission
from tutela.foundations.kit.text import clean
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.practice.missing.operations.held import Held, flag, noted
from tutela.record.chronology.operations import lock_subjects, note
from tutela.record.enquiries import operations as enquiries
from tutela.record.occurrences import operations as occurrences
from tutela.record.occurrences import queries
from tutela.record.people import operations as people

_WHY: Final = "Reported missing"


@operation(Permission.MISSING_EPISODE_OPEN, about=("incident",))
def open_episode(
    work: Work, *, incident: str | None = None, child: str = "", child_name: str = "", child_born: date | None = None,
    child_ages: tuple[int, int] | None = None, missing_from: str = "unknown", missing_since: datetime | None = None, out_of_character: bool | None = None,
    concerns: tuple[str, ...] = (), circumstances: str = "", where: str = "", place: str = "", reported_at: datetime | None = None,
) -> dict[str, Any]:
    """Open the missing episode of a child. A child who is being searched for already has one search: a second report opens no twin."""
    work.words = {"circumstances": circumstances}
    at = reported_at or work.at
    person = child or _add_child(work, child_name, child_born, child_ages)
    lock_subjects([f"person {person}"])
    standing = occurrences.open_search(person)
    if standing is not None:
        flag(work, "missing.second-report", "missing.searched-for-already", reference=standing.reference)
        return {"episode": standing.ref, "incident": f"i:{standing.incident_id}", "again": True, "reference": standing.reference}
    if incident is None:
        parent = occurrences.make_incident(
            work, concern="missing_child", reported_at=at, where=where, why_worried=circumstances, place=place,
        )
    else:
        parent = occurrences.hold_incident(work, incident)
    said: dict[str, Any] = {
        "missing_from": missing_from, "missing_since": missing_since, "out_of_character": out_of_character, "circumstances": clean(circumstances),
    }
    row = occurrences.make_episode(work, parent, person, reported_at=at, concerns=list(concerns), **said)
    held = Held(row, queries.Shape(parent.ref, (row.ref,), (person,)))
    last_seen = [About("place", place, "last_seen")] if place else []
    noted(work, held, missing.Reported(concerns=_any(concerns), **said), occurred=at, also=last_seen)
    enquiries.follow_trigger_plan(work, row)
    return {"episode": row.ref, "incident": parent.ref, "reference": row.reference, "child": person}


def _add_child(work: Work, name: str, born: date | None, ages: tuple[int, int] | None) -> str:
    """The child, as far as anybody knows them: somebody unknown is treated as a child."""
    birth = people.Birth.on(born, "stated") if born else None
    person, notes = people.add_person(work, name=name, birth=birth, known_why=_WHY)
    if ages and born is None:
        notes += people.estimate_age(work, person.ref, *ages, basis="caller")[1]
    for each in notes:
        note(work, each.payload, about=each.about, occurred=each.occurred, supersedes=each.supersedes, sensitivity=each.sensitivity, id=each.id)
    return person.ref




def _any(value: Any) -> Any:
    """A value that the form has held to the vocabulary of facts."""
    return value
