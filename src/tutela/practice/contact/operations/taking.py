"""Taking a report: who, where and why worried are enough. A missing child's search is open in the same act, on the same second's lists.

A child who was back before anybody took the report has an episode all the same: nobody is asked to search, and what a return asks for is owed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from tutela.facts import About, contact, missing
from tutela.foundations.access.permissions import Permission
from tutela.foundations.kit.text import clean, clip
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.practice.contact.operations.grading import give_grade
from tutela.practice.contact.operations.held import Held, flag, noted
from tutela.practice.contact.operations.rows import keep
from tutela.record.chronology.operations import lock_subjects, note
from tutela.record.enquiries import operations as enquiries
from tutela.record.occurrences import operations as occurrences
from tutela.record.occurrences import queries
from tutela.record.occurrences.models import Episode, Incident
from tutela.record.people import operations as people
from tutela.record.sharing import operations as sharing

_LIVES: Final = ("home", "childrens_home", "foster", "semi_independent")
"""From where a child goes missing to whom they come back, where nobody says otherwise."""
ELEMENTS: Final = ("threat", "harm", "risk", "investigation", "vulnerability", "engagement")


@operation(Permission.INCIDENT_REPORT, may_be=("raises",))
def take_report(
    work: Work, *, who: str = "", where: str = "", why_worried: str = "", concern: str = "concern_for_child", channel: str = "101",
    immediate_danger: bool = False, children_present: bool | None = None, reported_at: datetime | None = None, place: str = "", child: str = "",
    child_name: str = "", child_born: date | None = None, child_ages: tuple[int, int] | None = None, whereabouts_known: bool = False,
    missing_from: str = "unknown", missing_since: datetime | None = None, out_of_character: bool | None = None, concerns: tuple[str, ...] = (),
    circumstances: str = "", caller_name: str = "", caller_phone: str = "", caller_role: str = "", safe_contact: str = "", grade: str = "",
    rationale: str = "", thrive: Mapping[str, str] | None = None, is_back: bool = False, back_at: datetime | None = None, back_by: str = "", back_to: str = "",
) -> dict[str, Any]:
    """Take a report. It is never refused: what is not known yet is owed afterwards.

    A missing child's report opens the search too, unless the child is known to be somewhere. Somebody who is being searched for
    already has one search: the report becomes new information on it.

    :param is_back: the child was missing, and is back by now: since ``back_at``, or since the report where nobody says
    """
    work.words = {"who": who, "where": where, "why_worried": why_worried}
    at = reported_at or work.at
    back = Back(min(back_at or at, work.at), back_by or "unknown", back_to) if is_back else None
    is_missing = concern == "missing_child" and not whereabouts_known
    if concern == "missing_child" and whereabouts_known:
        concern = "concern_for_child"
    standing = _search_already(child) if is_missing and child else None
    if standing is not None:
        return _told_again(work, standing, why_worried or circumstances, where, at, back)
    incident = occurrences.make_incident(
        work, concern=concern, channel=channel, reported_at=at, immediate_danger=immediate_danger, children_present=children_present, who=who, where=where,
        place=place, why_worried=why_worried, caller_name=clip(caller_name, 200), caller_phone=clip(caller_phone, 60), caller_role=clip(caller_role, 40),
        safe_contact=safe_contact,
    )
    person = child or _add_child(work, child_name, child_born, child_ages, concern)
    reported = contact.Reported(
        concern=_any(concern), channel=_any(channel), immediate_danger=immediate_danger, children_present=children_present, where=clean(where),
        why_worried=clean(why_worried),
    )
    note(work, reported, about=_about(incident, person, place, "missing" if is_missing else None), occurred=at)
    if person:
        occurrences.involve(work, incident.ref, person, "missing" if is_missing else "subject")
    episode = None
    if is_missing:
        said: dict[str, Any] = {
            "missing_from": missing_from, "missing_since": missing_since, "out_of_character": out_of_character,
            "circumstances": clean(circumstances) or clean(why_worried),
        }
        episode = occurrences.make_episode(work, incident, person, reported_at=at, concerns=list(concerns), **said)
        fact = missing.Reported(concerns=_any(concerns), **said)
        note(work, fact, about=(About("episode", episode.ref), *_about(incident, person, place, "missing")), occurred=at)
        if back is None:
            enquiries.follow_trigger_plan(work, episode)
        else:
            _came_back(work, episode, back)
    held = Held(incident, queries.Shape(incident.ref, (episode.ref,) if episode else (), (person,) if person else ()))
    assessed = {name: clean(value) for name, value in (thrive or {}).items() if name in ELEMENTS}
    if any(assessed.values()):
        noted(work, held, contact.ThriveAssessed(**assessed, proposes=_any(grade) or None))
    if grade:
        give_grade(work, held, grade, rationale, provisional=True)
    return _result(incident, episode, person)


def _search_already(child: str) -> Episode | None:
    lock_subjects([f"person {child}"])
    return occurrences.open_search(child)


class Back(NamedTuple):
    """That a child who was missing is back: since when, how, and where."""

    at: datetime
    by: str
    to: str


def _came_back(work: Work, episode: Episode, back: Back) -> None:
    """The child is back, as the report says: there is nobody to search for, and the local authority is told in the same act."""
    about = (About("episode", episode.ref), About("child", episode.child, "missing"), About("incident", f"i:{episode.incident_id}"))
    to = back.to or (episode.missing_from if episode.missing_from in _LIVES else "unknown")
    note(work, missing.Returned(by=_any(back.by), to=_any(to)), about=about, occurred=back.at)
    occurrences.came_back(work, episode, at=back.at)
    sharing.tell_of_return(work, episode, about)


def _told_again(work: Work, episode: Episode, words: str, where: str, at: datetime, back: Back | None) -> dict[str, Any]:
    """A second report opens no twin: it is new information on the search that stands, or the end of it."""
    incident = occurrences.hold_incident(work, f"i:{episode.incident_id}")
    shape = queries.shape_of(incident.ref)
    assert shape is not None
    held = Held(incident, shape)
    text = " ".join(part for part in (clean(words), clean(where)) if part)
    keep(work, held, noted(work, held, contact.InformationReceived(what="second_call", text=text), occurred=at))
    flag(work, "contact.second-report", "contact.told-again", reference=episode.reference)
    if back is not None:
        _came_back(work, occurrences.hold_episode(work, episode.ref), back)
    return {**_result(incident, episode, episode.child), "again": True}


def _add_child(work: Work, name: str, born: date | None, ages: tuple[int, int] | None, concern: str) -> str:
    """The child, as far as anybody knows them: somebody unknown is treated as a child. For a concern without a name nobody is added."""
    if concern != "missing_child" and not (clean(name) or born or ages):
        return ""
    why = "people.known-why.reported-missing" if concern == "missing_child" else "people.known-why.subject-of-concern"
    birth = people.Birth.on(born, "stated") if born else None
    person, notes = people.add_person(work, name=name, birth=birth, known_why=_WHY[why])
    if ages and born is None:
        notes += people.estimate_age(work, person.ref, *ages, basis="caller")[1]
    for each in notes:
        note(work, each.payload, about=each.about, occurred=each.occurred, supersedes=each.supersedes, sensitivity=each.sensitivity, id=each.id)
    return person.ref


_WHY: Final = {
    "people.known-why.reported-missing": "Reported missing", "people.known-why.subject-of-concern": "Subject of a report of concern",
}


def _about(incident: Incident, person: str, place: str, as_: str | None) -> tuple[About, ...]:
    return (
        About("incident", incident.ref), *((About("child", person, as_),) if person else ()),
        *((About("place", place, "last_seen" if as_ else "scene"),) if place else ()),
    )


def _result(incident: Incident, episode: Episode | None, person: str) -> dict[str, Any]:
    return {
        "incident": incident.ref, "reference": incident.reference, "episode": episode.ref if episode else None,
        "episode_reference": episode.reference if episode else None, "child": person or None,
    }


def _any(value: Any) -> Any:
    """A value that the form has held to the vocabulary of facts."""
    return value
