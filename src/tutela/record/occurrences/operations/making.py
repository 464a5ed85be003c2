"""Making occurrences: an incident, a missing episode, somebody's part in one; and what other systems call them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from tutela.foundations.forces import queries as forces
from tutela.foundations.kit import refs
from tutela.foundations.kit.text import clean
from tutela.foundations.work.unit import Work
from tutela.record.occurrences.models import Episode, Incident, Involvement, Ownership, SourceReference

FIM: Final = "fim@contact"
ROOM: Final = "supervisor@contact"
_SUPERVISES: Final = {
    FIM: "superintendent@contact", ROOM: FIM, "cii@missing": "superintendent@missing", "inspector@missing": "superintendent@missing",
    "detective_inspector@missing": "superintendent@missing", "coordinator@missing": "inspector@missing",
}


def supervisor_of(owner: str) -> str:
    """Who supervises an owner: never nobody."""
    return _SUPERVISES.get(owner) or f"superintendent@{owner.partition('@')[2] or 'contact'}"


def on_duty(address: str, at: datetime) -> str:
    """The named officer who holds a role now; empty where nobody is on duty, and the role itself owns."""
    found = forces.on_duty(address, at)
    return found[0].ref if found else ""


def make_incident(
    work: Work, *, concern: str, channel: str = "101", reported_at: datetime, immediate_danger: bool = False, source: tuple[str, str, str] = ("", "", ""),
    **said: Any,
) -> Incident:
    """Make an incident, owned from the first moment: a missing child's by the force incident manager, another by the room's supervisor."""
    owner = FIM if concern == "missing_child" else ROOM
    system, theirs, link = source
    row = Incident(
        **work.root("INC"), retention="missing_child" if concern == "missing_child" else "incident", concern=concern, channel=channel, reported_at=reported_at,
        immediate_danger=immediate_danger, owner=owner, owner_officer=on_duty(owner, work.at), supervisor=supervisor_of(owner), source_system=system,
        source_ref=theirs, source_link=link, **{name: clean(value) if isinstance(value, str) else value for name, value in said.items()},
    )
    work.add(row, shown=("concern", "channel", "reported_at", "owner", "owner_officer"))
    _owned_from_the_start(work, row)
    return row


def make_episode(
    work: Work, incident: Incident, child: str, *, reported_at: datetime, source: tuple[str, str, str] = ("", "", ""), **said: Any,
) -> Episode:
    """Make a missing episode of an incident; whoever owns the incident's search owns it."""
    owner = incident.owner if incident.concern == "missing_child" else FIM
    system, theirs, link = source
    row = Episode(
        **work.root("MIS"), retention="missing_child", sensitivity=incident.sensitivity, incident=incident, child=child, reported_at=reported_at, owner=owner,
        owner_officer=incident.owner_officer if owner == incident.owner else on_duty(owner, work.at), supervisor=supervisor_of(owner), source_system=system,
        source_ref=theirs, source_link=link, **{name: clean(value) if isinstance(value, str) else value for name, value in said.items()},
    )
    work.add(row, shown=("child", "reported_at", "owner", "owner_officer", "missing_from", "missing_since"))
    _owned_from_the_start(work, row)
    involve(work, row.ref, child, "missing")
    involve(work, incident.ref, child, "missing")
    return row


def involve(work: Work, occurrence: str, person: str, role: str, *, said: str = "") -> None:
    """Record somebody's part in an occurrence; a second time changes nothing."""
    Involvement.objects.bulk_create(
        [Involvement(occurrence=occurrence, person=person, role=role, said=clean(said), since=work.at, by=work.by.ref)], ignore_conflicts=True,
    )
    work.touch(occurrence, person)


def end_involvement(work: Work, occurrence: str, person: str, role: str) -> None:
    """Record that somebody's part has ended."""
    Involvement.objects.filter(occurrence=occurrence, person=person, role=role, until=None).update(until=work.at)
    work.touch(occurrence, person)


def keep_source(work: Work, kind: str, system: str, theirs: str, ours: str, *, link: str = "") -> None:
    """Keep what another system calls something."""
    SourceReference.objects.bulk_create(
        [SourceReference(kind=kind, system=system[:40], ref=theirs[:120], ours=ours, link=link, at=work.at)], ignore_conflicts=True,
    )


def hold_incident(work: Work, ref: str, *, expected: int | None = None) -> Incident:
    """Hold an incident for changing.

    :raises Conflict: if it is no longer the version that was seen
    """
    return work.lock(Incident, refs.key_of(ref, "incident"), expected=expected)


def hold_episode(work: Work, ref: str, *, expected: int | None = None) -> Episode:
    """Hold an episode for changing.

    :raises Conflict: if it is no longer the version that was seen
    """
    return work.lock(Episode, refs.key_of(ref, "episode"), expected=expected)


def reviewed_again(work: Work, episode: Episode, at: datetime | None) -> None:
    """Keep when the next review was set for."""
    work.change(episode, next_review_at=at)


def _owned_from_the_start(work: Work, row: Incident | Episode) -> None:
    work.add(Ownership(
        occurrence=row.ref, owner=row.owner, officer=row.owner_officer, given_by=work.by.ref, since=work.at, accepted_at=work.at,
        accepted_by=row.owner_officer or row.owner,
    ))


def episodes_of(incident: Incident) -> list[Episode]:
    """Every episode of an incident, the earliest first."""
    return list(Episode.objects.filter(incident=incident).order_by("reported_at", "id"))


def refs_of(rows: Iterable[Incident | Episode]) -> tuple[str, ...]:
    """Their references."""
    return tuple(row.ref for row in rows)
