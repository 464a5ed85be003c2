"""Markers: the minimal words that all who attend see, and the detail behind them for those whom the policy lets see it.

What each marker means, where that comes from and how often it is looked at again is in ``markers.yaml``; its words are messages.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any, Final, get_args
from uuid import UUID

import msgspec
import msgspec.yaml

from tutela.facts import people
from tutela.foundations.access import policy
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.words import words
from tutela.foundations.kit import refs
from tutela.foundations.kit.periods import local
from tutela.record.people.models import Marker
from tutela.record.people.queries.identity import groups, keys

MARKERS: Final[tuple[str, ...]] = get_args(people.Marker)


class Definition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a marker's meaning comes from, after how many days somebody looks at it again, who reads a detail by default, and which role knows more."""

    source: str
    review_days: int
    audience: tuple[str, ...] = ()
    ask: str = ""


class MarkerShown(msgspec.Struct, frozen=True, kw_only=True):
    """One marker for one viewer: what they may not read is not in it."""

    id: UUID
    ref: str
    person: str
    marker: str
    title: str
    means: str
    level: str
    shown: str
    detail: str | None
    evidence: str | None
    detail_hidden: bool
    review_by: date | None
    to_review: bool
    until: date | None
    recorded_at: datetime
    recorded_by: str
    ended_at: datetime | None
    ended_why: str
    fact: str = ""
    """The fact that says so."""


@cache
def definitions() -> dict[str, Definition]:
    """The definition of every marker, held complete.

    :raises ValueError: if a marker has none, or one is defined that no fact knows
    """
    raw: Any = msgspec.yaml.decode(files("tutela.record.people").joinpath("markers.yaml").read_text(encoding="utf-8"))
    found = msgspec.convert(raw, dict[str, Definition])
    if found.keys() != set(MARKERS):
        raise ValueError(f"markers.yaml: {', '.join(sorted(found.keys() ^ set(MARKERS)))}")
    return found


def markers(named: Iterable[str], viewer: Viewer, at: datetime, *, ended: bool = False) -> dict[str, tuple[MarkerShown, ...]]:
    """The markers of some persons as one viewer may see them, the gravest first; what they may not know of is left out.

    :param ended: also those that were taken off
    """
    wanted = keys(named)
    held = groups(wanted)
    rows = Marker.objects.filter(person_id__in={member for group in held.values() for member in group}).order_by("-recorded_at")
    found = list(rows if ended else rows.filter(ended_at=None))
    access = policy.accesses(viewer, [row.ref for row in found], at=at)
    today = local(at).date()
    shown = {row: _shown(row, access[row.ref] == "full", today) for row in found if access[row.ref] != "none"}
    return {
        ref: tuple(sorted((m for row, m in shown.items() if row.person_id in held[key]), key=lambda m: (m.ended_at is not None, _GRAVEST.get(m.level, 3))))
        for key, ref in wanted.items()
    }


def markers_of(ref: str, viewer: Viewer, at: datetime) -> tuple[MarkerShown, ...]:
    """The markers that stand about one person, as one viewer may see them."""
    return markers([ref], viewer, at).get(ref, ())


def marked(marker: str, *, limit: int = 500) -> list[str]:
    """Everybody about whom a marker stands, whoever may know of it: the caller asks the policy of each."""
    rows = Marker.objects.filter(marker=marker, ended_at=None).order_by("-recorded_at", "id").values_list("person_id", flat=True)[:limit]
    return [refs.make("person", key) for key in dict.fromkeys(rows)]


def with_detail(ref: str) -> list[str]:
    """The person and each marker behind whose minimal words there is a detail: what an opening in an emergency grants together."""
    group = groups(keys([ref])).get(refs.key_of(ref, "person"), ())
    rows = Marker.objects.filter(person_id__in=group, ended_at=None, covert=False).exclude(audience=[])
    return [*(refs.make("person", key) for key in group), *(row.ref for row in rows)]


def to_review(until: date, *, limit: int = 100) -> list[tuple[str, str, date]]:
    """Markers whose review is due by a day: marker, person, day; the longest waiting first. The caller asks the policy about both."""
    rows = Marker.objects.filter(ended_at=None, review_by__lte=until).order_by("review_by")[:limit]
    return [(row.ref, refs.make("person", row.person_id), row.review_by) for row in rows if row.review_by]


_GRAVEST: Final = {"high": 0, "medium": 1, "low": 2}


def _shown(row: Marker, fully: bool, today: date) -> MarkerShown:
    return MarkerShown(
        id=row.pk, ref=row.ref, person=refs.make("person", row.person_id), marker=row.marker, title=words(f"people.marker.{row.marker}.title"),
        means=words(f"people.marker.{row.marker}.means"), level=row.level, shown=row.shown, detail=row.detail or None if fully else None,
        evidence=row.evidence or None if fully else None, detail_hidden=not fully, review_by=row.review_by,
        to_review=row.ended_at is None and row.review_by is not None and row.review_by <= today, until=row.until, recorded_at=row.recorded_at,
        recorded_by=row.recorded_by, ended_at=row.ended_at, ended_why=row.ended_why, fact=row.fact,
    )
