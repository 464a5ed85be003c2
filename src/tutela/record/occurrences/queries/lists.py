"""Lists of open occurrences, a page at a time: what a viewer may not know of is passed over before anything is counted or shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, Final, Literal, TypeVar
from uuid import UUID

import msgspec
from django.db.models import Count, Exists, F, Model, OuterRef, Q, QuerySet

from tutela.foundations.access import policy
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.kit import looks, refs
from tutela.foundations.kit.marks import mark, read_mark
from tutela.record.occurrences.models import Episode, Incident, Involvement, Ownership, Resource, ReturnInterview
from tutela.record.occurrences.queries.cards import EpisodeCard, IncidentCard, episode_cards, incident_cards
from tutela.record.occurrences.queries.closed import keys
from tutela.record.people import queries as people

R = TypeVar("R", bound=Model)
_EPISODES: Final = 50
"""So many of a person's episodes are read, so that the parts of a page that show fewer need not ask again."""
_LOOKS: Final = 5
"""So often is a page filled up where much of it may not be known: a list of restricted records never hangs."""


class Page(msgspec.Struct, frozen=True):
    """A page of incidents, the oldest first, and where the next begins (none: the last)."""

    rows: tuple[IncidentCard, ...]
    after: str | None = None


class EpisodePage(msgspec.Struct, frozen=True):
    """A page of episodes, and where the next begins (none: the last)."""

    rows: tuple[EpisodeCard, ...]
    after: str | None = None


def open_incidents(
    viewer: Viewer, *, after: str | None = None, limit: int = 25, concerns: Iterable[str] = (), owner: str = "", officer: str = "",
    only: Literal["", "missing", "unsent", "waiting"] = "", newest: bool = False,
) -> Page:
    """Open incidents, the oldest report first.

    :param only: ``missing``: of a missing child; ``unsent``: to which nobody was sent; ``waiting``: of a missing child, no team has it yet
    """
    rows = Incident.objects.filter(closed_at=None)
    if concerns:
        rows = rows.filter(concern__in=list(concerns))
    if owner:
        rows = rows.filter(owner=owner)
    if officer:
        rows = rows.filter(owner_officer=officer)
    if only == "unsent":
        rows = rows.exclude(Exists(Resource.objects.filter(incident=OuterRef("pk"), state__in=("dispatched", "arrived"))))
    if only == "missing":
        rows = rows.filter(Q(concern="missing_child") | Exists(_episodes()))
    if only == "waiting":
        rows = rows.filter(Exists(_waiting()) | (Q(concern="missing_child") & ~Exists(_any_episode())))
    found, mark = page_of(viewer, rows, _refs_of_incidents, after, limit, newest=newest)
    return Page(tuple(incident_cards(found)), mark)


def reported_since(viewer: Viewer, since: datetime, *, limit: int) -> Page:
    """Every incident that was reported since a moment, open or closed, the latest first."""
    found, mark = page_of(viewer, Incident.objects.filter(reported_at__gte=since), _refs_of_incidents, None, limit, newest=True)
    return Page(tuple(incident_cards(found)), mark)


def open_episodes(
    viewer: Viewer, *, after: str | None = None, limit: int = 25, only: Literal["", "searching", "back"] = "", owner: str = "", officer: str = "",
    newest: bool = True,
) -> EpisodePage:
    """Open episodes, the newest report first.

    :param only: ``searching``: the child is still missing; ``back``: found or back, not yet closed
    """
    rows = Episode.objects.filter(closed_at=None)
    if only == "searching":
        rows = rows.filter(found_at=None, returned_at=None, allocated_at__isnull=False)
    if only == "back":
        rows = rows.exclude(found_at=None, returned_at=None)
    if owner:
        rows = rows.filter(owner=owner)
    if officer:
        rows = rows.filter(owner_officer=officer)
    found, mark = page_of(viewer, rows, _refs_of_episodes, after, limit, newest=newest)
    return EpisodePage(tuple(episode_cards(found)), mark)


def open_episode_of(person: str) -> EpisodeCard | None:
    """The open episode of a person, under whichever of their references it was reported."""
    theirs = people.aliases([person]).get(person, (person,))
    row = Episode.objects.filter(child__in=theirs, closed_at=None).order_by(F("found_at").asc(nulls_first=True), "-reported_at").first()
    return episode_cards([row])[0] if row else None


def episodes_of(person: str, *, limit: int = _EPISODES) -> list[EpisodeCard]:
    """Every episode of a person, the latest first."""
    theirs = people.aliases([person]).get(person, (person,))
    known: dict[str, list[EpisodeCard]] = looks.learnt("episodes-of", most := max(limit, _EPISODES))
    if person not in known:
        known[person] = episode_cards(list(Episode.objects.filter(child__in=theirs).order_by("-reported_at", "-id")[:most]))
    return known[person][:limit]


def times_missing(persons: Iterable[str]) -> dict[str, list[tuple[str, datetime]]]:
    """Every episode of each of some persons, whatever they are called by, the latest first: its reference, and when it was reported. Two queries."""
    return _of_each(persons, Episode.objects.order_by("-reported_at", "-id").values_list("child", "pk", "reported_at"))


def interviews_received(persons: Iterable[str]) -> dict[str, list[tuple[str, datetime]]]:
    """Every return interview that was received of each of some persons, the latest first: its episode, and when. Two queries."""
    rows = ReturnInterview.objects.filter(received_at__isnull=False).order_by("-since", "-id").values_list("child", "episode", "received_at")
    return _of_each(persons, rows)


def _of_each(persons: Iterable[str], rows: QuerySet[Any, Any]) -> dict[str, list[tuple[str, datetime]]]:
    """Rows of child, episode and moment, by each person whom they are of under any reference."""
    named = list(dict.fromkeys(persons))
    known = people.aliases(named)
    theirs = {one: {one, *known.get(one, ())} for one in named}
    found = list(rows.filter(child__in=frozenset[str]().union(*theirs.values())))
    return {one: [(refs.make("episode", key), when) for child, key, when in found if child in theirs[one]] for one in named}


def incidents_at(places: Iterable[str], *, limit: int = 50) -> list[IncidentCard]:
    """Incidents at some places, the latest first; the caller asks the policy about each."""
    wanted = [place for place in places if place]
    return incident_cards(list(Incident.objects.filter(place__in=wanted).order_by("-reported_at", "-id")[:limit])) if wanted else []


def incidents_of(named: Iterable[str]) -> list[IncidentCard]:
    """Some incidents by their references; the caller asks the policy about each."""
    return incident_cards(list(Incident.objects.filter(pk__in=keys(named, "incident"))))


def missing_now(hidden: Collection[str]) -> int:
    """How many children are missing at this moment, of those of whom the reader may know."""
    rows = Episode.objects.filter(closed_at=None, found_at=None, returned_at=None, whereabouts_known=False)
    closed = sorted(hidden)
    return rows.exclude(child__in=closed).exclude(pk__in=keys(closed, "episode")).exclude(incident_id__in=keys(closed, "incident")).count()


def episodes_since(since: datetime, until: datetime, hidden: Collection[str] = ()) -> list[str]:
    """The episodes that were reported within a time, of children of whom the reader may know."""
    closed = sorted(hidden)
    rows = Episode.objects.filter(reported_at__gt=since, reported_at__lte=until).exclude(child__in=closed)
    rows = rows.exclude(pk__in=keys(closed, "episode")).exclude(incident_id__in=keys(closed, "incident"))
    return [refs.make("episode", key) for key in rows.values_list("pk", flat=True)]


def open_loads(officers: Iterable[str]) -> dict[str, tuple[int, int]]:
    """How many open episodes, and other open incidents, each of some officers holds: shown before they are given another. Three queries."""
    named = list(dict.fromkeys(officers))
    beside: dict[str, set[UUID]] = defaultdict(set)
    for officer, ref in Ownership.objects.filter(accepted_by__in=named, beside=True, until=None).values_list("accepted_by", "occurrence"):
        beside[officer].add(refs.key_of(ref, "episode"))
    held = Q(owner_officer__in=named) | Q(pk__in=frozenset[UUID]().union(*beside.values()))
    episodes = list(Episode.objects.filter(held, closed_at=None, found_at=None, returned_at=None).values_list("pk", "owner_officer"))
    others = Incident.objects.filter(owner_officer__in=named, closed_at=None).exclude(concern="missing_child").values_list("owner_officer")
    counted = dict(others.annotate(Count("pk")))
    return {one: (sum(owner == one or key in beside[one] for key, owner in episodes), counted.get(one, 0)) for one in named}


def owned_by(officer: str) -> list[str]:
    """Every open occurrence that an officer owns: what is to be handed over when they go."""
    held = [row.ref for model in (Incident, Episode) for row in model._default_manager.filter(owner_officer=officer, closed_at=None).order_by("reported_at")]
    return held


def owner_of(ref: str) -> tuple[str, str] | None:
    """The ``role@area`` and the officer who own an occurrence."""
    kind, key = refs.split(ref)
    model: Any = {"incident": Incident, "episode": Episode}.get(kind)
    return model.objects.filter(pk=key).values_list("owner", "owner_officer").first() if model else None


def orphans(standing: Callable[[set[str]], set[str]] | None = None) -> list[str]:
    """Open occurrences without an owner who answers: no row says who accepted it, or its officer holds no post and nobody is asked to take it.

    :param standing: which of some officers still hold a post
    """
    accepted = Ownership.objects.filter(until=None, beside=False).exclude(accepted_at=None).values_list("occurrence", "owner")
    held, asked = dict(accepted), set(Ownership.objects.filter(until=None, accepted_at=None, declined_at=None).values_list("occurrence", flat=True))
    found = []
    for model in (Incident, Episode):
        rows = list(model._default_manager.filter(closed_at=None).only("id", "owner", "owner_officer", "supervisor"))
        still = standing({row.owner_officer for row in rows if row.owner_officer}) if standing else {row.owner_officer for row in rows}
        found += [
            row.ref for row in rows
            if held.get(row.ref) != row.owner or not row.supervisor or (row.owner_officer not in still and bool(row.owner_officer) and row.ref not in asked)
        ]
    return sorted(found)


def page_of(
    viewer: Viewer, rows: QuerySet[R], names: Callable[[Sequence[R]], dict[UUID, tuple[str, ...]]], after: str | None, limit: int, *, newest: bool = False,
    by: str = "reported_at",
) -> tuple[list[R], str | None]:
    """A page of rows by a moment, those passed over of which the viewer may not know, and where the next begins (none: the last)."""
    ordered = rows.order_by(*((f"-{by}", "-id") if newest else (by, "id")))
    found: list[R] = []
    for _ in range(_LOOKS):
        batch = list(_from(ordered, after, by, newest=newest)[: limit + 1])
        more, batch = len(batch) > limit, batch[:limit]
        named = names(batch)
        known = policy.visible(viewer, (ref for refs_ in named.values() for ref in refs_))
        for row in batch:
            if known.issuperset(named[row.pk]):
                found.append(row)
                if len(found) == limit:
                    last = mark(getattr(row, by), row.pk)
                    return found, last if more or row is not batch[-1] else None
        if not more:
            return found, None
        after = mark(getattr(batch[-1], by), batch[-1].pk)
    return found, after


def _from(rows: QuerySet[R], after: str | None, by: str, *, newest: bool) -> QuerySet[R]:
    place = read_mark(after)
    if place is None:
        return rows
    at, pk = place
    way = "lt" if newest else "gt"
    return rows.filter(Q((f"{by}__{way}", at)) | Q((by, at), (f"pk__{way}", pk)))


def _refs_of_incidents(rows: Sequence[Incident]) -> dict[UUID, tuple[str, ...]]:
    """Each with its episodes and whoever has a part in it."""
    named: dict[UUID, list[str]] = {row.pk: [row.ref] for row in rows}
    for episode in Episode.objects.filter(incident__in=list(rows)).only("id", "incident", "child"):
        named[episode.incident_id] += [episode.ref, episode.child]
    by_ref = {row.ref: row.pk for row in rows}
    parts = Involvement.objects.filter(occurrence__in=by_ref, until=None, role__in=("missing", "subject", "victim"))
    for occurrence, person in parts.values_list("occurrence", "person"):
        named[by_ref[occurrence]].append(person)
    return {key: tuple(dict.fromkeys(refs_)) for key, refs_ in named.items()}


def _refs_of_episodes(rows: Sequence[Episode]) -> dict[UUID, tuple[str, ...]]:
    return {row.pk: (row.ref, row.child, refs.make("incident", row.incident_id)) for row in rows}


def _any_episode() -> QuerySet[Episode]:
    return Episode.objects.filter(incident=OuterRef("pk"))


def _episodes() -> QuerySet[Episode]:
    return Episode.objects.filter(incident=OuterRef("pk"), closed_at=None)


def _waiting() -> QuerySet[Episode]:
    return _episodes().filter(allocated_at=None, found_at=None, returned_at=None)
