"""What comes to be held about somebody in an open log, or is found by a look in the systems, is new information of that log, though nobody writes it there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from tutela.facts import About, Fact, contact, people
from tutela.foundations.design.words import words
from tutela.foundations.kit import refs
from tutela.foundations.work.unit import Work
from tutela.law.kernel.subjects import PERSON, Subject, subjects_of
from tutela.record.chronology.operations import note
from tutela.record.chronology.queries import facts_about
from tutela.record.occurrences.models import Episode, Incident, Involvement
from tutela.record.occurrences.queries import shape_of

_HELD: Final = (people.MarkerRecorded, people.InformationHeld)
_ABOVE: Final = frozenset({"confidential", "secret"})
"""Of what is held so closely not even that something came is said: a fresh assessment would be asked of those who may not know."""


def bring(work: Work) -> None:
    """Note new information on each open log that was assessed before a marker came or a hit was found, and that says nothing of it.

    Done in every act, before what it recorded is weighed.
    """
    facts: list[Fact] = list(work.facts)
    told = {ref for f in facts if isinstance(f.data, contact.InformationReceived) for ref in f.refs("incident")}
    for fact in facts:
        if isinstance(fact.data, _HELD) and fact.sensitivity not in _ABOVE and _is_new(fact):
            logs, how = _logs_of(s.ref for s in subjects_of(fact) if s.family == PERSON), "held"
        elif isinstance(fact.data, contact.SystemsChecked) and fact.data.hits:
            logs, how = [ref for ref in fact.refs("incident") if _finds(fact, ref)], "hit"
        else:
            continue
        _tell(work, fact, [ref for ref in logs if ref not in told], how)
        told.update(logs)


def _tell(work: Work, fact: Fact, logs: Iterable[str], how: str) -> None:
    for log in logs:
        shape = shape_of(log) if refs.is_ours(log) else None
        if shape is None or not facts_about([Subject("incident", log)], types=["contact.ThriveAssessed"]):
            continue   # what was never assessed cannot be out of date: the first assessment is owed as it is
        about = (About("incident", log), *(About("episode", ref) for ref in shape.episodes), *(About("child", ref) for ref in shape.children))
        said = contact.InformationReceived(what="marker_found", text=words(f"occurrences.news.{how}"))
        note(work, said, about=about, sensitivity=fact.sensitivity)


def _logs_of(persons: Iterable[str]) -> list[str]:
    """The open logs in which somebody has a part."""
    named = [ref for ref in persons if refs.is_ours(ref)]
    parts = Involvement.objects.filter(person__in=named, until=None).values_list("occurrence", flat=True) if named else ()
    keys = [refs.split(ref)[1] for ref in parts if refs.is_ours(ref) and refs.split(ref)[0] == "incident"]
    searched = Episode.objects.filter(child__in=named, closed_at=None).values_list("incident", flat=True) if named else ()
    open_ = Incident.objects.filter(pk__in={*keys, *searched}, closed_at=None).order_by("pk")
    return [row.ref for row in open_]


def _is_new(fact: Fact) -> bool:
    """Is it more than a marker that was looked at again and stands as it was?"""
    if not fact.supersedes:
        return True
    before = next((f for f in facts_about(subjects_of(fact), types=[fact.type]) if f.id == fact.supersedes), None)
    return before is None or before.data != _like(before.data, fact.data)


def _like(before: Any, now: Any) -> Any:
    """What stands now with the ground and the day of the review that were said before: those alone change when a marker is looked at again."""
    return type(before)(**{name: getattr(before if name in ("evidence", "review_by") else now, name) for name in before.__struct_fields__})


def _finds(check: Fact, log: str) -> bool:
    """Does a look find what no earlier look for this log had found?"""
    data: Any = check.data
    earlier: set[str] = set()
    for f in facts_about([Subject("incident", log)], types=["contact.SystemsChecked"]):
        seen: Any = f.data
        earlier |= {_name(hit) for hit in seen.hits} if f.id != check.id else set()
    return bool({_name(hit) for hit in data.hits} - earlier)


def _name(hit: str) -> str:
    """What a hit is called, without the moment of the look where it is named by that: what somebody finds again in the same system is no news."""
    name, _, moment = hit.rpartition(" ")
    try:
        datetime.fromisoformat(moment)
    except ValueError:
        return hit
    return name
