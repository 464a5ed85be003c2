"""What one viewer may not know of, found before anything is counted, ordered or paged: a number must not tell what a page may not.

The policy answers; here are only the records that it can answer "none" about, and the occurrences that are about those.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import connection
from django.db.models import Q

from tutela.foundations.access import policy
from tutela.foundations.access.lookups import array
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.kit import refs
from tutela.record.occurrences.models import Episode, Involvement

_ABOUT: Final = ("missing", "subject", "victim")
"""Whose part in an occurrence makes it theirs: where they may not be known of, neither may it."""
_CANDIDATES: Final = """
    SELECT subject FROM access_restriction WHERE level = ANY(%(levels)s) AND since <= %(at)s AND (until IS NULL OR until > %(at)s)
    UNION SELECT subject FROM access_lockout WHERE officer = %(officer)s AND since <= %(at)s AND (until IS NULL OR until > %(at)s)
"""
_OCCURRENCES_OF: Final = """
    WITH closed AS MATERIALIZED (SELECT ref FROM unnest(%(closed)s::text[]) named(ref)),
    found AS MATERIALIZED (
        SELECT ref FROM closed
        UNION SELECT i.occurrence FROM occurrences_involvement i JOIN closed c ON c.ref = i.person WHERE i.role = ANY(%(about)s) AND i.until IS NULL),
    keyed AS MATERIALIZED (SELECT left(ref, 2) AS kind, substr(ref, 3)::uuid AS key FROM found WHERE ref ~ '^[ie]:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'),
    searches AS MATERIALIZED (
        SELECT id, incident_id FROM occurrences_episode WHERE child = ANY(%(closed)s::text[])
        UNION SELECT e.id, e.incident_id FROM occurrences_episode e JOIN keyed k ON k.kind = 'e:' AND k.key = e.id
        UNION SELECT e.id, e.incident_id FROM occurrences_episode e JOIN keyed k ON k.kind = 'i:' AND k.key = e.incident_id)
    SELECT ref FROM found UNION SELECT 'e:' || id FROM searches UNION SELECT 'i:' || incident_id FROM searches
"""
_OCCURRENCES: Final = tuple(f"{refs.PREFIXES[kind]}:" for kind in ("incident", "episode"))


def closed_to(viewer: Viewer, at: datetime) -> frozenset[str]:
    """Every record of which this viewer may not know at a moment, in three queries."""
    return _barred(viewer, at, ("existence",), ("none",))


def not_whole_to(viewer: Viewer, at: datetime) -> frozenset[str]:
    """Every record of which this viewer may not know, or whose detail is kept from them: what is counted of it would tell what its page may not."""
    return _barred(viewer, at, ("existence", "detail"), ("none", "detail_hidden"))


def _barred(viewer: Viewer, at: datetime, levels: tuple[str, ...], kept: tuple[policy.Access, ...]) -> frozenset[str]:
    """What the policy answers so about, of all that may be restricted at such a level, with the occurrences that are about it."""
    with connection.cursor() as cursor:
        cursor.execute(_CANDIDATES, {"levels": list(levels), "officer": viewer.ref, "at": at})
        candidates = {*(row[0] for row in cursor.fetchall()), *([viewer.person] if viewer.person else [])}
    barred = frozenset(ref for ref, access in policy.accesses(viewer, candidates, at=at).items() if access in kept)
    return barred | _occurrences_of(barred) if barred else barred


def kept_from(viewer: Viewer, among: Iterable[str], at: datetime) -> frozenset[str]:
    """Of these records, those of which this viewer may not know, or whose detail is kept from them: what was written of them is not theirs.

    In five queries at most, however much is restricted elsewhere.
    """
    about = _about(among)
    access = policy.accesses(viewer, {ref for named in about.values() for ref in named}, at=at)
    return frozenset(ref for ref, named in about.items() if any(access[other] != "full" for other in named))


def keys(named: Iterable[str], kind: str) -> list[UUID]:
    """The keys of those references that are of one kind."""
    prefix = f"{refs.PREFIXES[kind]}:"
    return [refs.key_of(ref, kind) for ref in named if ref.startswith(prefix) and refs.is_ours(ref)]


def _occurrences_of(closed: frozenset[str]) -> frozenset[str]:
    """The incidents and episodes that are about closed records: an episode with its incident, both with the child."""
    with connection.cursor() as cursor:
        cursor.execute(_OCCURRENCES_OF, {"closed": array(closed), "about": list(_ABOUT)})
        return frozenset(row[0] for row in cursor.fetchall())


def _about(among: Iterable[str]) -> dict[str, set[str]]:
    """Each record with all that it is about: an incident with its episodes, an episode with its incident, both with the child and whom else they concern."""
    found = {ref: {ref} for ref in among}
    if not any(ref.startswith(_OCCURRENCES) for ref in found):
        return found
    episodes = Episode.objects.filter(Q(pk__in=keys(found, "episode")) | Q(incident__in=keys(found, "incident")))
    for pk, incident, child in episodes.values_list("pk", "incident", "child"):
        both = {refs.make("episode", pk), refs.make("incident", incident)}
        for ref in both & found.keys():
            found[ref] |= both | {child}
    named = {ref for of in found.values() for ref in of}
    parts: dict[str, set[str]] = {}
    for occurrence, person in Involvement.objects.filter(occurrence__in=named, role__in=_ABOUT, until=None).values_list("occurrence", "person"):
        parts.setdefault(occurrence, set()).add(person)
    return {ref: of.union(*(parts.get(each, ()) for each in of)) for ref, of in found.items()}
