"""One occurrence with all that was decided of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import msgspec

from tutela.foundations.kit import refs
from tutela.record.occurrences.models import Episode, Incident, Involvement, Ownership, SourceReference
from tutela.record.occurrences.queries.cards import (
    EpisodeCard,
    IncidentCard,
    ResourceSeen,
    Shape,
    VersionSeen,
    resource_seen,
    version_seen,
    with_history,
)


class Caller(msgspec.Struct, frozen=True):
    """Who told the force, and how they may be reached without danger."""

    name: str
    phone: str
    role: str
    safe_contact: str


class OwnershipSeen(msgspec.Struct, frozen=True, kw_only=True):
    """One offer and its answer."""

    owner: str
    officer: str
    given_by: str
    since: Any
    accepted_at: Any
    declined_at: Any
    declined_why: str
    beside: bool


class IncidentHeld(msgspec.Struct, frozen=True, kw_only=True):
    """An incident, whole."""

    card: IncidentCard
    caller: Caller
    grades: tuple[VersionSeen, ...]
    resources: tuple[ResourceSeen, ...]
    owners: tuple[OwnershipSeen, ...]


class EpisodeHeld(msgspec.Struct, frozen=True, kw_only=True):
    """An episode, whole, with the incident that it belongs to."""

    card: EpisodeCard
    incident: IncidentCard
    caller: Caller
    levels: tuple[VersionSeen, ...]
    resources: tuple[ResourceSeen, ...]
    owners: tuple[OwnershipSeen, ...]

    @property
    def shape(self) -> Shape:
        """The episode with its incident and child, by reference."""
        return Shape(self.incident.ref, (self.card.ref,), (self.card.child,))


def incident(named: str) -> IncidentHeld | None:
    """One incident, by its reference, key or printed reference; seven queries for the card with its history."""
    row = _find(Incident, "incident", named)
    if row is None:
        return None
    card, found = with_history(row)
    return IncidentHeld(
        card=card, caller=caller_of(row), resources=tuple(map(resource_seen, found.resources)), owners=_owners(row.ref, found.owners),
        grades=tuple(map(version_seen, found.grades)),
    )


def episode(named: str) -> EpisodeHeld | None:
    """One episode, by its reference, key or printed reference."""
    row = _find(Episode, "episode", named)
    if row is None:
        return None
    parent = Incident.objects.get(pk=row.incident_id)
    card, found = with_history(parent)
    return EpisodeHeld(
        card=next(e for e in card.episodes if e.ref == row.ref), incident=card, caller=caller_of(parent), resources=tuple(map(resource_seen, found.resources)),
        owners=_owners(row.ref, found.owners), levels=tuple(version_seen(v) for v in found.risks if v.episode_id == row.pk),
    )


def shape_of(ref: str) -> Shape | None:
    """An incident with its episodes and children, or one episode with its own child alone; two queries."""
    kind, key = refs.split(ref)
    if kind == "episode":
        row = Episode.objects.filter(pk=key).values_list("incident", "child").first()
        return Shape(refs.make("incident", row[0]), (ref,), (row[1],)) if row else None
    episodes = list(Episode.objects.filter(incident=key).order_by("reported_at", "id").values_list("pk", "child", "closed_at"))
    about = Involvement.objects.filter(occurrence=ref, until=None, role__in=("missing", "subject")).order_by("since", "id").values_list("person", flat=True)
    still = [e for e in episodes if e[2] is None] or episodes
    return Shape(ref, tuple(refs.make("episode", e[0]) for e in still), tuple(dict.fromkeys([*(e[1] for e in still), *about])))


def printed(named: list[str]) -> dict[str, str]:
    """The printed references of some occurrences, in two queries."""
    keys: dict[str, list[UUID]] = {"incident": [], "episode": []}
    for ref in named:
        if refs.is_ours(ref) and refs.split(ref)[0] in keys:
            kind, key = refs.split(ref)
            keys[kind].append(key)
    found = {}
    for kind, model in (("incident", Incident), ("episode", Episode)):
        if keys[kind]:
            found.update({refs.make(kind, pk): said for pk, said in model._default_manager.filter(pk__in=keys[kind]).values_list("pk", "reference")})
    return found


def ours(kind: str, system: str, theirs: str) -> str | None:
    """What we call what another system calls so."""
    return SourceReference.objects.filter(kind=kind, system=system, ref=theirs).values_list("ours", flat=True).first()


def _find(model: Any, kind: str, named: str) -> Any:
    try:
        return model.objects.filter(pk=refs.key_of(named, kind) if ":" in named else UUID(named)).first()
    except ValueError:
        return model.objects.filter(reference=named.upper()).first()


def caller_of(row: Incident) -> Caller:
    """Who told the force of an incident."""
    return Caller(row.caller_name, row.caller_phone, row.caller_role, row.safe_contact)


def _owners(ref: str, rows: Iterable[Ownership]) -> tuple[OwnershipSeen, ...]:
    return tuple(
        OwnershipSeen(
            owner=o.owner, officer=o.officer, given_by=o.given_by, since=o.since, accepted_at=o.accepted_at, declined_at=o.declined_at,
            declined_why=o.declined_why, beside=o.beside,
        )
        for o in rows if o.occurrence == ref
    )
