"""Return interviews that are not yet worked down: a page at a time the oldest first, how many, how old, and how fast they go."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Final, Literal
from uuid import UUID

import msgspec
from django.db.models import Count, Min, Q, Sum
from django.db.models.functions import Coalesce

from tutela.facts.missing import INTERVIEW_ASKS
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.kit import refs
from tutela.foundations.kit.marks import mark
from tutela.record.occurrences.models import ReturnInterview
from tutela.record.occurrences.queries.closed import keys
from tutela.record.occurrences.queries.lists import page_of

Step = Literal["to_ask", "waiting", "to_enter"]
STEPS: Final[tuple[Step, ...]] = ("to_enter", "to_ask", "waiting")
"""What the force has to do with it: enter what has come, ask for it, wait for the local authority."""
_WHICH: Final[dict[str, Q]] = {
    "to_ask": Q(asked_at=None, offered_at=None, held_at=None, received_at=None),
    "waiting": Q(received_at=None) & ~Q(asked_at=None, offered_at=None, held_at=None),
    "to_enter": Q(received_at__isnull=False),
}
PACE: Final = timedelta(days=28)
"""Over which the pace is looked at."""
QUALITY: Final = timedelta(days=90)
"""Over which it is looked at how whole an authority's interviews are."""


class InterviewCard(msgspec.Struct, frozen=True, kw_only=True):
    """One interview as a list shows it."""

    id: str
    episode: str
    incident: str
    reference: str
    child: str
    stage: str
    since: datetime
    asked_at: datetime | None
    offered_at: datetime | None
    held_at: datetime | None
    declined_at: datetime | None
    received_at: datetime | None
    read_at: datetime | None
    entered_at: datetime | None
    authority: str = ""
    """The local authority that brought it by the template; empty where it came in another way."""
    answered: tuple[str, ...] = ()

    @property
    def gaps(self) -> tuple[str, ...]:
        """What of the template it leaves out; nothing where it did not come by it."""
        return tuple(name for name in INTERVIEW_ASKS if name not in self.answered) if self.authority else ()


class Quality(msgspec.Struct, frozen=True, kw_only=True):
    """How whole the interviews are that one local authority brought by the template in the last 90 days."""

    authority: str
    count: int
    whole: int
    """How many of them leave nothing out."""
    answered: int
    """Answers that were given, of five for each."""

    @property
    def score(self) -> int:
        """In a hundred: the share of what is asked that was answered."""
        return round(100 * self.answered / (self.count * len(INTERVIEW_ASKS))) if self.count else 0


class InterviewPage(msgspec.Struct, frozen=True):
    """A page of them, and where the next begins (none: the last)."""

    rows: tuple[InterviewCard, ...]
    after: str | None = None


class Backlog(msgspec.Struct, frozen=True, kw_only=True):
    """How many are not worked down, by what is to be done; since when the oldest waits; how many came and ended in the last 28 days."""

    count: dict[str, int]
    oldest: datetime | None
    came: int
    ended: int

    @property
    def total(self) -> int:
        """All that are not worked down."""
        return sum(self.count.values())

    @property
    def days_to_go(self) -> int | None:
        """At this pace, in how many days none is left; ``None``: never, because as many come as end, or more."""
        gain = self.ended - self.came
        return -(-self.total * PACE.days // gain) if gain > 0 else None


def interviews(viewer: Viewer, step: Step, *, after: str | None = None, limit: int = 25) -> InterviewPage:
    """Those of one step, the longest back first, of children of whom the viewer may know."""
    rows = ReturnInterview.objects.filter(_WHICH[step], ended_at=None).select_related("episode")
    found, after = page_of(viewer, rows, _refs, after, limit, by="since")
    return InterviewPage(tuple(map(card, found)), after)


def next_interview(viewer: Viewer, step: Step, this: InterviewCard) -> InterviewCard | None:
    """The one that comes after this one in the list of a step, and after the last the first; none where there is no other."""
    for after, limit in ((mark(this.since, UUID(this.id)), 1), (None, 2)):
        for found in interviews(viewer, step, after=after, limit=limit).rows:
            if found.id != this.id:
                return found
    return None


def interview_of(episode: str) -> InterviewCard | None:
    """The interview of one time missing, if the child is back."""
    row = ReturnInterview.objects.select_related("episode").filter(episode=refs.key_of(episode, "episode")).first()
    return card(row) if row else None


def backlog(at: datetime, hidden: Collection[str] = ()) -> Backlog:
    """How many wait for what, in three queries; of children of whom the reader may know."""
    closed = sorted(hidden)
    rows = ReturnInterview.objects.exclude(child__in=closed).exclude(episode__in=keys(closed, "episode")).exclude(
        episode__incident__in=keys(closed, "incident"),
    )
    told = rows.filter(ended_at=None).aggregate(oldest=Min("since"), **{name: Count("id", filter=which) for name, which in _WHICH.items()})
    return Backlog(
        count={name: told[name] for name in STEPS}, oldest=told["oldest"], came=rows.filter(since__gt=at - PACE, since__lte=at).count(),
        ended=rows.filter(ended_at__gt=at - PACE, ended_at__lte=at).count(),
    )


def qualities(at: datetime, *, authority: str = "", hidden: Collection[str] = ()) -> list[Quality]:
    """How whole each authority's interviews are, in one query; of children of whom the reader may know."""
    closed = sorted(hidden)
    rows = ReturnInterview.objects.filter(received_at__gt=at - QUALITY, received_at__lte=at, **({"authority": authority} if authority else {}))
    rows = rows.exclude(authority="").exclude(child__in=closed).exclude(episode__in=keys(closed, "episode"))
    told = rows.values("authority").annotate(
        count=Count("id"), whole=Count("id", filter=Q(answered__len=len(INTERVIEW_ASKS))), said=Sum(Coalesce("answered__len", 0)),
    )
    return [Quality(authority=t["authority"], count=t["count"], whole=t["whole"], answered=t["said"]) for t in told.order_by("authority")]


def card(row: ReturnInterview) -> InterviewCard:
    """A row as a list shows it."""
    return InterviewCard(
        id=str(row.id), episode=row.episode.ref, incident=refs.make("incident", row.episode.incident_id), reference=row.episode.reference, child=row.child,
        stage=row.stage, since=row.since, asked_at=row.asked_at, offered_at=row.offered_at, held_at=row.held_at, declined_at=row.declined_at,
        received_at=row.received_at, read_at=row.read_at, entered_at=row.entered_at, authority=row.authority, answered=tuple(row.answered),
    )


def _refs(rows: Sequence[ReturnInterview]) -> dict[UUID, tuple[str, ...]]:
    return {row.pk: (row.episode.ref, row.child, refs.make("incident", row.episode.incident_id)) for row in rows}
