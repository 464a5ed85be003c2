"""What is one officer's own: what they owe by due time, what they were told and have not taken note of, what they noted and have not decided."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final, Literal

import msgspec
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from tutela.desks.worklist.queries import places
from tutela.foundations.access.viewer import Viewer
from tutela.record.duties.models import Alert, Duty, Transition
from tutela.record.duties.queries.cards import DutyCard, Page, cards
from tutela.record.duties.queries.told import Bundle, told_to

Only = Literal["", "overdue", "soon"]
MOST: Final = 100
"""So many tellings are shown at once; the rest are one page on."""


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How much waits for one officer."""

    decisions: int
    """Children about whom a decision is asked and nobody has taken note: one interruption each."""
    told: int
    """Other lines not yet noted."""
    owed: int
    overdue: int
    soon: int


def owed(viewer: Viewer, hidden: frozenset[str], *, at: datetime, only: Only = "", after: str | None = None, limit: int = 25) -> Page:
    """A page of what this officer owes, by due time."""
    rows = _filtered(_owed(viewer, hidden), only, at).order_by("due_at", "id")
    batch = list(rows.filter(_after(after))[: limit + 1])
    shown = batch[:limit]
    return Page(tuple(cards(viewer, shown, at=at)), places.write(shown[-1].due_at, shown[-1].pk) if len(batch) > limit else None)


def counts(viewer: Viewer, hidden: frozenset[str], *, at: datetime) -> Counts:
    """How much waits, in two queries; what the viewer may not know of is not counted."""
    alerts = Alert.objects.filter(officer=viewer.ref, acknowledged_at=None).exclude(about__overlap=sorted(hidden)).aggregate(
        decisions=Count("bundle", filter=Q(priority=1), distinct=True), told=Count("id", filter=~Q(priority=1)),
    )
    duties = _owed(viewer, hidden).aggregate(owed=Count("id"), overdue=Count("id", filter=overdue(at)), soon=Count("id", filter=soon(at)))
    return Counts(**alerts, **duties)


def told_and_waiting(viewer: Viewer, *, at: datetime) -> list[Bundle]:
    """What they were told and have not taken note of, by child; what asks for a decision first."""
    return told_to(viewer, at=at, waiting=True, limit=MOST)


def undecided(viewer: Viewer, hidden: frozenset[str], *, at: datetime, limit: int = 25) -> list[DutyCard]:
    """Duties on which they were asked for a decision, took note, and have not decided since: noting is not deciding."""
    asked = Transition.objects.filter(pk=OuterRef("transition")).exclude(asks="")
    since = Transition.objects.filter(duty=OuterRef("duty"), kind="given", by=viewer.ref, at__gte=OuterRef("told_at"))
    rows = Alert.objects.filter(officer=viewer.ref, priority=1, acknowledged_at__isnull=False, duty__isnull=False).exclude(about__overlap=sorted(hidden))
    keys = rows.filter(Exists(asked)).exclude(Exists(since)).order_by("-told_at").values_list("duty", flat=True)
    duties = Duty.objects.filter(pk__in=keys, settled_at=None).order_by("due_at", "id")[:limit]
    return cards(viewer, duties, at=at)


def told_page(viewer: Viewer, *, at: datetime, before: datetime | None = None, limit: int = 50) -> tuple[list[Bundle], datetime | None]:
    """Everything they were ever told, the latest first, noted or not; and where the page before begins. What was told at one moment is never parted."""
    rows = Alert.objects.filter(officer=viewer.ref)
    if before is not None:
        rows = rows.filter(told_at__lt=before)
    moments = list(rows.order_by("-told_at").values_list("told_at", flat=True)[: limit + 1])
    if len(moments) <= limit:
        found, following = told_to(viewer, at=at, waiting=False, before=before, limit=limit), None
    else:
        following = moments[limit - 1]
        found = told_to(viewer, at=at, waiting=False, before=before, limit=rows.filter(told_at__gte=following).count())
        if not rows.filter(told_at__lt=following).exists():
            following = None
    return sorted(found, key=lambda bundle: -bundle.latest.timestamp()), following


def _owed(viewer: Viewer, hidden: Iterable[str]) -> QuerySet[Duty]:
    own = Q(officer=viewer.ref) | Q(officer="", owed_by__in=sorted(viewer.roles))
    return Duty.objects.filter(own, settled_at=None).exclude(about__overlap=sorted(hidden))


def overdue(at: datetime) -> Q:
    """Duties that are late at a moment."""
    return Q(late_after__lt=at)


def soon(at: datetime) -> Q:
    """Duties that are due soon at a moment."""
    return Q(soon_at__lte=at) & (Q(late_after=None) | Q(late_after__gte=at))


def _filtered(rows: QuerySet[Duty], only: Only, at: datetime) -> QuerySet[Duty]:
    return rows.filter(overdue(at)) if only == "overdue" else rows.filter(soon(at)) if only == "soon" else rows


def _after(text: str | None) -> Q:
    """After a place in a list by due time; duties without one come last."""
    place = places.read(text, (lambda said: places.moment(said) if said != "None" else None, places.KEY))
    if place is None:
        return Q()
    due, key = place
    return Q(due_at=None, pk__gt=key) if due is None else Q(due_at__gt=due) | Q(due_at=due, pk__gt=key) | Q(due_at=None)
