"""What one viewer may not know of, found before anything is counted, ordered or paged: a number must not tell what a page may not.

The policy answers; here are only the records that it can answer "none" about, and the occurrences that are about those.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db.models import Q

from tutela.foundations.access import policy
from tutela.foundations.access.models import Lockout, Restriction
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.kit import refs
from tutela.record.occurrences.models import Episode, Involvement

_ABOUT: Final = ("missing", "subject", "victim")
"""Whose part in an occurrence makes it theirs: where they may not be known of, neither may it."""


def closed_to(viewer: Viewer, at: datetime) -> frozenset[str]:
    """Every record of which this viewer may not know at a moment, in seven queries at most."""
    return _barred(viewer, at, frozenset({"existence"}), frozenset({"none"}))


def kept_from(viewer: Viewer, at: datetime) -> frozenset[str]:
    """Every record whose detail is kept from this viewer at a moment, and every one of which they may not know: what was written of it is not theirs."""
    return _barred(viewer, at, frozenset({"existence", "detail"}), frozenset({"none", "detail_hidden"}))


def _barred(viewer: Viewer, at: datetime, levels: frozenset[str], answers: frozenset[str]) -> frozenset[str]:
    standing = Q(since__lte=at) & (Q(until=None) | Q(until__gt=at))
    restricted = Restriction.objects.filter(standing, level__in=levels).values_list("subject", flat=True).distinct()
    locked = Lockout.objects.filter(standing, officer=viewer.ref).values_list("subject", flat=True)
    candidates = {*restricted, *locked, *([viewer.person] if viewer.person else [])}
    barred = frozenset(ref for ref, access in policy.accesses(viewer, candidates, at=at).items() if access in answers)
    return barred | _occurrences_of(barred) if barred else barred


def keys(named: Iterable[str], kind: str) -> list[str]:
    """The keys of those references that are of one kind."""
    prefix = f"{refs.PREFIXES[kind]}:"
    return sorted(ref.removeprefix(prefix) for ref in named if ref.startswith(prefix) and refs.is_ours(ref))


def _occurrences_of(closed: frozenset[str]) -> frozenset[str]:
    """The incidents and episodes that are about closed records: an episode with its incident, both with the child."""
    parts = Involvement.objects.filter(person__in=sorted(closed), role__in=_ABOUT, until=None).values_list("occurrence", flat=True)
    found = {*closed, *parts}
    about = Q(child__in=sorted(closed)) | Q(pk__in=keys(found, "episode")) | Q(incident__in=keys(found, "incident"))
    for episode, incident in Episode.objects.filter(about).values_list("pk", "incident"):
        found |= {refs.make("episode", episode), refs.make("incident", incident)}
    return frozenset(found)
