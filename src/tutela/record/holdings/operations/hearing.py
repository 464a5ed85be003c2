"""Hearing what sources hold. These helpers take the :class:`~tutela.foundations.work.unit.Work` of an operation."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from tutela.facts import About, Fact, people
from tutela.foundations.kit.text import clean, clip
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.unit import Work
from tutela.record.chronology.operations import lock_subjects, note
from tutela.record.holdings.models import Holding, LogLine, SourceState
from tutela.record.people.queries.markers import MARKERS
from tutela.record.things.operations import receive as with_our_references


def keep_source(
    work: Work, system: str, title: str, *, tells: str = "asked", stale_after: timedelta | None = None,
) -> SourceState:
    """Say that there is such a source, and what its silence about somebody means. It is not available until it is heard."""
    row = SourceState.objects.select_for_update().filter(pk=system).first()
    if row is None:
        row = SourceState(system=system, title=title, tells=tells, stale_after=stale_after, available=False, since=work.at)
        work.add(row)
        return row
    row.title, row.tells, row.stale_after = title, tells, stale_after
    row.save(update_fields=["title", "tells", "stale_after"])
    return row


def heard(work: Work, system: str, *, at: datetime | None = None) -> SourceState:
    """Record that a source answered, whatever about.

    :raises Refused: if there is none
    """
    row = _source(system)
    moment = at or work.at
    if row.last_heard_at is None or row.last_heard_at < moment:
        row.last_heard_at = moment
    if not row.available:
        row.available, row.since, row.why = True, moment, ""
    row.save(update_fields=["last_heard_at", "available", "since", "why"])
    return row


def unavailable(work: Work, system: str, why: str) -> SourceState:
    """Record that a source does not answer: from now on nobody knows what it holds.

    :raises Refused: without a reason, or if there is no such source
    """
    if not clean(why):
        raise Refused("holdings.says-why")
    row = _source(system)
    if row.available or not row.why:
        row.available, row.since, row.why = False, work.at, clip(clean(why), 200)
        row.save(update_fields=["available", "since", "why"])
    return row


def hear(
    work: Work, system: str, subject: str, *, area: str, kind: str, count: int, as_at: datetime | None = None, sensitivity: str = "none", grading: str = "",
) -> Holding:
    """Take what a source says that it holds of a kind about a record; nought is an answer. What is older than what we know changes nothing.

    :raises Refused: if there is no such source
    """
    moment = as_at or work.at
    source = heard(work, system, at=moment)
    lock_subjects([f"holding {system} {subject}"])
    row = Holding.objects.filter(system=source, subject=subject, area=area, kind=kind).first()
    said: dict[str, Any] = {"count": count, "sensitivity": sensitivity, "grading": clip(clean(grading), 20), "as_at": moment}
    work.touch(subject)
    if row is None:
        row = Holding(system=source, subject=subject, area=area, kind=kind, heard_at=work.at, **said)
        work.add(row)
    elif row.as_at <= moment:
        changed = any(getattr(row, name) != value for name, value in said.items() if name != "as_at")
        for name, value in said.items():
            setattr(row, name, value)
        row.heard_at, row.version = work.at, row.version + changed
        row.save(update_fields=[*said, "heard_at", "version"])
    return row


def information_held(work: Work, person: str, concerns: str, *, system: str = "intelligence", grading: str = "", as_at: datetime | None = None) -> Fact:
    """Record that a source holds information of a kind about a person: that it is held and how it is graded, never its content.

    :raises ValueError: if the kind is none that facts know
    """
    if concerns not in MARKERS:
        raise ValueError(f"{concerns!r} is no kind of concern")
    _hear_of(work, person, concerns, system, grading, as_at)
    payload = people.InformationHeld(concerns=_any(concerns), system=_any(system), grading=grading or None)
    return note(work, payload, about=[About("person", person)], occurred=as_at)


def receive(work: Work, fact: Fact) -> Fact:
    """Take ``people.InformationHeld`` from outside: the row that our own act would have made."""
    known = with_our_references(work, fact)
    data: Any = known.data
    for about in known.about:
        if about.kind in ("child", "adult", "person", "offender"):
            _hear_of(work, about.ref, data.concerns, data.system, data.grading or "", known.held_from)
    return known


def receive_line(work: Work, fact: Fact) -> Fact:
    """Take ``people.LogLineKept`` from outside: a row of history. No source has spoken by it, so that no source counts as heard."""
    known = with_our_references(work, fact)
    data: Any = known.data
    for ref in dict.fromkeys(about.ref for about in known.about if about.kind in ("child", "adult", "person", "offender")):
        work.add(LogLine(log=data.log, person=ref, at=known.occurred.earliest, concerns=data.concerns or "", fact=known.id))
    return known


def _hear_of(work: Work, person: str, concerns: str, system: str, grading: str, as_at: datetime | None) -> None:
    """One more hit of a kind; a source that nobody declared is one that only speaks when asked."""
    if not SourceState.objects.filter(pk=system).exists():
        keep_source(work, system, system.upper() if len(system) == 3 else system.capitalize())
    before = Holding.objects.filter(system_id=system, subject=person, area="people", kind=concerns).values_list("count", flat=True).first()
    hear(work, system, person, area="people", kind=concerns, count=(before or 0) + 1, as_at=as_at, sensitivity="restricted", grading=grading)


def _source(system: str) -> SourceState:
    row = SourceState.objects.select_for_update().filter(pk=system).first()
    if row is None:
        raise Refused("holdings.no-such-source", system=system)
    return row


def _any(value: str) -> Any:
    """A value that the fact knows."""
    return value
