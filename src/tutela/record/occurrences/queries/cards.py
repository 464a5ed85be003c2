"""Occurrences as a list or page shows them, in a fixed number of queries; what stands by law is asked of the engine with their shapes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

import msgspec

from tutela.record.occurrences.models import Episode, GradeVersion, Incident, Involvement, Owned, Ownership, Resource, RiskVersion, Version


class Shape(msgspec.Struct, frozen=True):
    """An incident with its episodes and their children, by reference: what standing is asked about."""

    incident: str
    episodes: tuple[str, ...] = ()
    children: tuple[str, ...] = ()

    @property
    def refs(self) -> tuple[str, ...]:
        """Every record that it touches: what the policy is asked about, and what facts about it name."""
        return tuple(dict.fromkeys((self.incident, *self.episodes, *self.children)))


class Source(msgspec.Struct, frozen=True):
    """Where the record stands that this one stands beside."""

    system: str
    ref: str
    link: str


class Owner(msgspec.Struct, frozen=True, kw_only=True):
    """Who owns it, who supervises, and to whom it is offered while nobody has accepted."""

    owner: str
    officer: str
    supervisor: str
    offered_to: str = ""
    offered_officer: str = ""
    offered_at: datetime | None = None
    beside: str = ""
    """The inspector who accepted it at high risk and works beside the owner."""


class VersionSeen(msgspec.Struct, frozen=True, kw_only=True):
    """One grade or level as somebody gave or asked for it."""

    id: str
    value: str
    status: str
    provisional: bool
    by: str
    by_role: str
    at: datetime
    rationale: str
    decided_by: str
    decided_at: datetime | None
    decided_why: str
    suggested: str = ""
    override: str = ""
    handled_as: str = ""
    fact: str = ""


class ResourceSeen(msgspec.Struct, frozen=True, kw_only=True):
    """One step of sending somebody."""

    state: str
    resource: str
    decision: str
    by_when: datetime | None
    words: str
    at: datetime
    by: str


class EpisodeCard(msgspec.Struct, frozen=True, kw_only=True):
    """A missing episode as a list shows it."""

    ref: str
    id: str
    reference: str
    version: int
    incident: str
    child: str
    state: str
    reported_at: datetime
    missing_since: datetime | None
    missing_from: str
    circumstances: str
    concerns: tuple[str, ...]
    out_of_character: bool | None
    allocated_at: datetime | None
    found_at: datetime | None
    returned_at: datetime | None
    verified_at: datetime | None
    closed_at: datetime | None
    next_review_at: datetime | None
    owner: Owner
    source: Source | None
    live: VersionSeen | None
    pending: VersionSeen | None


NOBODY_SENT: Final = ("no_resource", "decided")
"""Latest steps after which still nobody has been sent."""
OF_CHILDREN: Final = ("missing_child", "concern_for_child", "online_abuse", "exploitation", "neglect")
"""Concerns that are about a child whatever else the log says."""


class IncidentCard(msgspec.Struct, frozen=True, kw_only=True):
    """An incident as a list shows it, with its episodes."""

    ref: str
    id: str
    reference: str
    version: int
    concern: str
    channel: str
    reported_at: datetime
    immediate_danger: bool
    children_present: bool | None
    who: str
    where: str
    place: str
    why_worried: str
    closed_at: datetime | None
    owner: Owner
    source: Source | None
    live: VersionSeen | None
    pending: VersionSeen | None
    resource: ResourceSeen | None
    """The latest step."""
    episodes: tuple[EpisodeCard, ...]
    people: tuple[tuple[str, str], ...]
    """Whoever has a part in it: reference and role."""

    @property
    def shape(self) -> Shape:
        """The incident with its episodes and children, by reference."""
        return Shape(self.ref, tuple(e.ref for e in self.episodes), self.children)

    @property
    def children(self) -> tuple[str, ...]:
        """Who is missing, or whom it is about."""
        found = [e.child for e in self.episodes] + [ref for ref, role in self.people if role in ("missing", "subject")]
        return tuple(dict.fromkeys(found))

    @property
    def open(self) -> bool:
        """Is it open?"""
        return self.closed_at is None

    @property
    def all_back(self) -> bool:
        """Was every child of it missing, and is back? Then there is nobody to search for."""
        return bool(self.episodes) and all(e.returned_at is not None for e in self.episodes)

    @property
    def sent(self) -> bool:
        """Is somebody on the way or there?"""
        return self.resource is not None and self.resource.state not in NOBODY_SENT


class Rows(NamedTuple):
    """What was decided of some incidents and their episodes, the latest first."""

    episodes: list[Episode]
    owners: list[Ownership]
    grades: list[GradeVersion]
    risks: list[RiskVersion]
    resources: list[Resource]


def incident_cards(rows: Sequence[Incident]) -> list[IncidentCard]:
    """Incidents as cards: seven queries, however many there are."""
    return _cards(rows, _rows_of(rows))


def with_history(row: Incident) -> tuple[IncidentCard, Rows]:
    """One incident as a card, and all that was ever decided of it and its episodes, in as many queries."""
    found = _rows_of([row], history=True)
    return _cards([row], found)[0], found


def _rows_of(rows: Sequence[Incident], *, history: bool = False) -> Rows:
    """What stands now; with their history, what ever stood."""
    episodes = list(Episode.objects.filter(incident__in=rows).order_by("reported_at", "id"))
    owners = Ownership.objects.filter(occurrence__in=[*(r.ref for r in rows), *(e.ref for e in episodes)])
    grades, risks = GradeVersion.objects.filter(incident__in=rows), RiskVersion.objects.filter(episode__in=episodes)
    resources = Resource.objects.filter(incident__in=rows)
    if history:
        return Rows(
            episodes, list(owners.order_by("-since", "-id")), list(grades.order_by("-at", "-id")), list(risks.order_by("-at", "-id")),
            list(resources.order_by("-at", "-id")),
        )
    stand = ("live", "pending")
    return Rows(
        episodes, list(owners.filter(until=None, declined_at=None)), list(grades.filter(status__in=stand)), list(risks.filter(status__in=stand)),
        list(resources.order_by("incident", "-at", "-id").distinct("incident")),
    )


def _cards(rows: Sequence[Incident], found: Rows) -> list[IncidentCard]:
    owners, grades, risks = _offers(found.owners), _versions(found.grades, "incident_id"), _versions(found.risks, "episode_id")
    resources: dict[Any, Resource] = {}
    for step in found.resources:   # the latest of each stands first
        resources.setdefault(step.incident_id, step)
    people: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for part in Involvement.objects.filter(occurrence__in=[r.ref for r in rows], until=None).order_by("since", "id"):
        people[part.occurrence].append((part.person, part.role))
    of: dict[Any, list[EpisodeCard]] = defaultdict(list)
    for episode in found.episodes:
        of[episode.incident_id].append(_episode(episode, owners, risks))
    return [
        IncidentCard(
            **_common(row, owners, grades.get(row.pk, {})), concern=row.concern, channel=row.channel, immediate_danger=row.immediate_danger,
            children_present=row.children_present, who=row.who, where=row.where, place=row.place, why_worried=row.why_worried,
            resource=_resource(resources[row.pk]) if row.pk in resources else None, episodes=tuple(of[row.pk]), people=tuple(people[row.ref]),
        )
        for row in rows
    ]


def episode_cards(rows: Sequence[Episode]) -> list[EpisodeCard]:
    """Episodes as cards: two queries."""
    owners = _offers(Ownership.objects.filter(occurrence__in=[row.ref for row in rows], until=None, declined_at=None))
    risks = _versions(RiskVersion.objects.filter(episode__in=rows, status__in=("live", "pending")), "episode_id")
    return [_episode(row, owners, risks) for row in rows]


def resource_seen(row: Resource) -> ResourceSeen:
    """One step of sending somebody, as it is shown."""
    return _resource(row)


def version_seen(row: Version) -> VersionSeen:
    """One version, as it is shown."""
    found: Any = row
    return VersionSeen(
        id=str(row.pk), value=found.grade if isinstance(row, GradeVersion) else found.level, status=row.status, provisional=row.provisional, by=row.by,
        by_role=row.by_role, at=row.at, rationale=row.rationale, decided_by=row.decided_by, decided_at=row.decided_at, decided_why=row.decided_why,
        suggested=getattr(row, "suggested", ""), override=getattr(row, "override", ""), handled_as=getattr(row, "handled_as", ""),
        fact=row.fact,
    )


def _episode(row: Episode, owners: dict[str, list[Ownership]], risks: dict[Any, dict[str, VersionSeen]]) -> EpisodeCard:
    common = _common(row, owners, risks.get(row.pk, {}))
    return EpisodeCard(
        **common, incident=f"i:{row.incident_id}", child=row.child, state=row.state, missing_since=row.missing_since, missing_from=row.missing_from,
        circumstances=row.circumstances, concerns=tuple(row.concerns), out_of_character=row.out_of_character, allocated_at=row.allocated_at,
        found_at=row.found_at, returned_at=row.returned_at, verified_at=row.verified_at, next_review_at=row.next_review_at,
    )


def _common(row: Any, owners: dict[str, list[Ownership]], versions: dict[str, VersionSeen]) -> dict[str, Any]:
    return {
        "ref": row.ref, "id": str(row.pk), "reference": row.reference, "version": row.version, "reported_at": row.reported_at, "closed_at": row.closed_at,
        "owner": _owner(row, owners[row.ref]), "source": Source(row.source_system, row.source_ref, row.source_link) if row.source_system else None,
        "live": versions.get("live"), "pending": versions.get("pending"),
    }


def _owner(row: Owned, offers: list[Ownership]) -> Owner:
    waits = next((o for o in offers if o.accepted_at is None), None)
    beside = next((o.accepted_by for o in offers if o.beside), "")
    return Owner(
        owner=row.owner, officer=row.owner_officer, supervisor=row.supervisor, offered_to=waits.owner if waits else "",
        offered_officer=waits.officer if waits else "", offered_at=waits.since if waits else None, beside=beside,
    )


def _offers(rows: Iterable[Ownership]) -> dict[str, list[Ownership]]:
    """Offers that nobody has answered, and who works beside the owner."""
    found: dict[str, list[Ownership]] = defaultdict(list)
    for row in rows:
        if row.until is None and row.declined_at is None and (row.accepted_at is None or row.beside):
            found[row.occurrence].append(row)
    return found


def _versions(rows: Iterable[Any], of: str) -> dict[Any, dict[str, VersionSeen]]:
    found: dict[Any, dict[str, VersionSeen]] = defaultdict(dict)
    for row in rows:
        if row.status in ("live", "pending"):
            found[getattr(row, of)][row.status] = version_seen(row)
    return found


def _resource(row: Resource) -> ResourceSeen:
    return ResourceSeen(
        state=row.state, resource=row.resource, decision=row.decision, by_when=row.by_when, words=row.words, at=row.at, by=row.by,
    )
