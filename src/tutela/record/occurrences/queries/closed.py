"""What one viewer may not know of, found before anything is counted, ordered or paged: a number must not tell what a page may not.

The policy answers; here are only the records that it can answer "none" about, and the occurrences that are about those.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q

from tutela.foundations.access import policy
from tutela.foundations.access.models import Lockout, Restriction
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.kit import refs
from tutela.record.occurrences.models import Episode, Involvement

_ABOUT: Final = ("missing", "subject", "victim")
"""Whose part in an occurrence makes it theirs: where they may not be known of, neither may it."""
_OCCURRENCES: Final = tuple(f"{refs.PREFIXES[kind]}:" for kind in ("incident", "episode"))


def closed_to(viewer: Viewer, at: datetime) -> frozenset[str]:
    """Every record of which this viewer may not know at a moment, in six queries at most."""
    standing = Q(since__lte=at) & (Q(until=None) | Q(until__gt=at))
    restricted = Restriction.objects.filter(standing, level="existence").values_list("subject", flat=True).distinct()
    locked = Lockout.objects.filter(standing, officer=viewer.ref).values_list("subject", flat=True)
    candidates = {*restricted, *locked, *([viewer.person] if viewer.person else [])}
    barred = frozenset(ref for ref, access in policy.accesses(viewer, candidates, at=at).items() if access == "none")
    return barred | _occurrences_of(barred) if barred else barred


def not_whole_to(viewer: Viewer, at: datetime) -> frozenset[str]:
    """Every record of which this viewer may not know, or whose detail is kept from them: what is counted of it would tell what its page may not."""
    standing = Q(since__lte=at) & (Q(until=None) | Q(until__gt=at))
    restricted = Restriction.objects.filter(standing).values_list("subject", flat=True).distinct()
    locked = Lockout.objects.filter(standing, officer=viewer.ref).values_list("subject", flat=True)
    candidates = {*restricted, *locked, *([viewer.person] if viewer.person else [])}
    barred = frozenset(ref for ref, access in policy.accesses(viewer, candidates, at=at).items() if access != "full")
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
    parts = Involvement.objects.filter(person__in=sorted(closed), role__in=_ABOUT, until=None).values_list("occurrence", flat=True)
    found = {*closed, *parts}
    about = Q(child__in=sorted(closed)) | Q(pk__in=keys(found, "episode")) | Q(incident__in=keys(found, "incident"))
    for episode, incident in Episode.objects.filter(about).values_list("pk", "incident"):
        found |= {refs.make("episode", episode), refs.make("incident", incident)}
    return frozenset(found)


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
