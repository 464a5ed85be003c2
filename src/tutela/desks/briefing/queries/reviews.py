"""The specialist team's list: every time missing of the last day, reviewed or not, and what waits from days before; for one reader."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from django.db.models import Q

from tutela.desks.briefing.queries.composing import NIGHT
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.kit import refs
from tutela.law.kernel.subjects import Subject
from tutela.record.chronology.queries import facts_about, readable
from tutela.record.duties.models import Duty
from tutela.record.occurrences.models import Episode
from tutela.record.occurrences.queries.cards import EpisodeCard, episode_cards
from tutela.record.occurrences.queries.lists import page_of

CODE: Final = "missing.specialist-review"
LIMIT: Final = 25
_REVIEWED: Final = "missing.SpecialistReviewed"


class Reviewed(msgspec.Struct, frozen=True):
    """What the team found, by whom, when."""

    found: str
    by: str
    at: datetime


class ToReview(msgspec.Struct, frozen=True, kw_only=True):
    """One time missing on the list."""

    card: EpisodeCard
    reviewed: tuple[Reviewed, ...]
    """The latest first; empty: nobody has reviewed it."""
    due_at: datetime | None
    """By when a review is owed; none before it is on a morning's list, or when it is done."""


class ReviewList(msgspec.Struct, frozen=True):
    """A page of the list, and where the next begins."""

    rows: tuple[ToReview, ...]
    after: str | None


def review_list(viewer: Viewer, *, at: datetime, after: str | None = None) -> ReviewList:
    """Every time missing that was reported within the last day, and those still owed a review, the oldest report first."""
    owed = dict(Duty.objects.filter(code=CODE, settled_at=None).order_by("due_at").values_list("ref", "due_at"))
    recent = Q(reported_at__gt=at - NIGHT, reported_at__lte=at)
    rows = Episode.objects.filter(recent | Q(pk__in=[refs.key_of(ref, "episode") for ref in owed]))
    found, mark = page_of(viewer, rows, _refs, after, LIMIT)
    cards = episode_cards(found)
    facts = facts_about([Subject("episode", card.ref) for card in cards], types=[_REVIEWED])
    access = readable(viewer, facts, at=at)
    reviewed: dict[str, list[Reviewed]] = {}
    for fact in sorted(facts, key=lambda f: f.occurred.earliest, reverse=True):
        data: Any = fact.data
        if access[fact.id] == "full" and data.found:
            for ref in fact.refs("episode"):
                reviewed.setdefault(ref, []).append(Reviewed(data.found, fact.by.ref or "", fact.occurred.earliest))
    return ReviewList(tuple(ToReview(card=c, reviewed=tuple(reviewed.get(c.ref, ())), due_at=owed.get(c.ref)) for c in cards), mark)


def to_list(since: datetime, at: datetime) -> list[tuple[str, str, str]]:
    """What goes on a morning's list: each episode reported in the time that nobody has reviewed, with its incident and child."""
    rows = Episode.objects.filter(reported_at__gt=since, reported_at__lte=at).order_by("reported_at", "pk")
    found = [(row.ref, refs.make("incident", row.incident_id), row.child) for row in rows]
    facts = facts_about([Subject("episode", ref) for ref, _, _ in found], types=[_REVIEWED, "missing.ReviewListed"])
    there = {ref for fact in facts for ref in fact.refs("episode")}
    return [one for one in found if one[0] not in there]


def _refs(rows: Sequence[Episode]) -> dict[UUID, tuple[str, ...]]:
    return {row.pk: (row.ref, refs.make("incident", row.incident_id), row.child) for row in rows}
