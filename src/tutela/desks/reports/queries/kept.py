"""What was saved and noted: lists under a name, second readings that wait, coaching notes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from django.db.models import F, Q

from tutela.desks.reports.models import CoachingNote, SavedView, SecondReading
from tutela.foundations.access import policy
from tutela.foundations.access.viewer import Viewer
from tutela.law.kernel.subjects import Subject
from tutela.record.chronology.queries import facts_about
from tutela.record.enquiries.models import Review
from tutela.record.occurrences.models import Episode

_MOST = 100
TOPIC: Final = "supervising_searches"
"""What a reviewer whose reviews have no effect is offered: awareness of why children go missing, and what a review is for."""


class View(msgspec.Struct, frozen=True, kw_only=True):
    """One saved list."""

    id: str
    name: str
    measure: str
    which: str
    team: str
    shift: str
    person: str
    days: int
    shared: str
    by: str


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """One review that was drawn, for who may read the search that it is of."""

    id: str
    subject: str
    reference: str
    reviewer: str
    reviewed_at: datetime
    words: str
    asked_at: datetime
    agrees: bool | None
    said: str
    read_by: str


class Note(msgspec.Struct, frozen=True):
    """What was talked about with a reviewer."""

    words: str
    by: str
    at: datetime


class Training(msgspec.Struct, frozen=True):
    """When a reviewer was asked to be trained in supervising searches, and when they were, last."""

    asked_at: datetime | None = None
    given_at: datetime | None = None

    @property
    def waits(self) -> bool:
        """Was it asked, and not given since?"""
        return self.asked_at is not None and (self.given_at is None or self.given_at < self.asked_at)


def training_of(officers: Iterable[str]) -> dict[str, Training]:
    """Of each reviewer, in one query."""
    wanted = list(officers)
    facts = facts_about([Subject("officer", ref) for ref in wanted], types=["governance.TrainingRequired", "governance.TrainingCompleted"])
    last: dict[tuple[str, str], datetime] = {}
    for fact in sorted(facts, key=lambda f: f.occurred.earliest):
        data: Any = fact.data
        if data.topic == TOPIC:
            last.update(((ref, fact.type), fact.occurred.earliest) for ref in fact.refs("officer"))
    return {ref: Training(last.get((ref, "governance.TrainingRequired")), last.get((ref, "governance.TrainingCompleted"))) for ref in wanted}


def views(viewer: Viewer) -> list[View]:
    """A viewer's own lists, and those that others of their areas share."""
    areas = {role.partition("@")[2] for role in viewer.roles}
    rows = SavedView.objects.filter(Q(by=viewer.ref) | Q(shared__in=sorted(areas)), ended_at=None).order_by("name", "id")[:_MOST]
    return [
        View(
            id=str(row.pk), name=row.name, measure=row.measure, which=row.which, team=row.team, shift=row.shift, person=row.person, days=row.days,
            shared=row.shared, by=row.by,
        )
        for row in rows
    ]


def readings(viewer: Viewer, reviewer: str, *, at: datetime, limit: int = 25) -> list[Waiting]:
    """The reviews of an officer that were drawn, those still to be read first; only of searches that this viewer may read."""
    rows = SecondReading.objects.filter(reviewer=reviewer).order_by(F("read_at").desc(nulls_first=True), "-asked_at")[:limit]
    return _readable(viewer, list(rows), at)


def reading(viewer: Viewer, key: UUID, *, at: datetime) -> Waiting | None:
    """One review that was drawn, if this viewer may read the search that it is of."""
    found = _readable(viewer, list(SecondReading.objects.filter(pk=key)), at)
    return found[0] if found else None


def _readable(viewer: Viewer, rows: list[SecondReading], at: datetime) -> list[Waiting]:
    reviews = {r.pk: r for r in Review.objects.filter(pk__in=[row.review for row in rows])}
    episodes = {e.ref: e for e in Episode.objects.filter(pk__in=[row.subject.partition(":")[2] for row in rows])}
    access = policy.accesses(viewer, {ref for e in episodes.values() for ref in (e.ref, f"i:{e.incident_id}", e.child)}, at=at)
    return [
        Waiting(
            id=str(row.pk), subject=row.subject, reference=e.reference, reviewer=row.reviewer, reviewed_at=reviews[row.review].at,
            words=reviews[row.review].words, asked_at=row.asked_at, agrees=row.agrees, said=row.words, read_by=row.read_by,
        )
        for row in rows if (e := episodes.get(row.subject)) and all(access[ref] == "full" for ref in (e.ref, f"i:{e.incident_id}", e.child))
    ]


def notes(officer: str) -> list[Note]:
    """What was talked about with an officer, the latest first."""
    return [Note(row.words, row.by, row.at) for row in CoachingNote.objects.filter(officer=officer).order_by("-at")[:_MOST]]
