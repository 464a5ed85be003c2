"""What the record showed at an earlier moment: markers, searches and their level, what was owed; from what was recorded by then, and no more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec
from django.db.models import Q

from tutela.desks.profile.queries.linked import Linked
from tutela.record.duties.models import Duty
from tutela.record.duties.queries.cards import place
from tutela.record.duties.queries.law import laws
from tutela.record.occurrences import engine
from tutela.record.occurrences.engine import Stands
from tutela.record.occurrences.queries import EpisodeCard, Shape
from tutela.record.people.queries import MarkerShown


class OwedThen(msgspec.Struct, frozen=True, kw_only=True):
    """A duty that was open then, and by when it was due."""

    title: str
    owed_by: str
    due_at: datetime | None
    late: bool


class Was(msgspec.Struct, frozen=True, kw_only=True):
    """What the record showed then."""

    at: datetime
    markers: tuple[MarkerShown, ...]
    searches: tuple[tuple[EpisodeCard, Stands | None], ...]
    owed: tuple[OwedThen, ...]


def was(linked: Linked, markers: Sequence[MarkerShown], at: datetime) -> Was:
    """What the record showed then.

    :param markers: those that stand and those that were taken off, as the viewer may see them
    """
    open_ = [e for e in linked.episodes if e.reported_at <= at and not _over(e, at)]
    law = engine.Standing([Shape(e.incident, (e.ref,), (e.child,)) for e in open_], at) if open_ else None
    rows = Duty.objects.filter(ref__in=linked.refs, opened_at__lte=at).filter(Q(settled_at=None) | Q(settled_at__gt=at)).order_by("due_at", "id")[:100]
    by_code = laws().by_code
    return Was(
        at=at, markers=tuple(m for m in markers if m.recorded_at <= at and (m.ended_at is None or m.ended_at > at)),
        searches=tuple((e, law.risk(e.ref) if law else None) for e in open_),
        owed=tuple(
            OwedThen(
                title=by_code[d.code].title if d.code in by_code else d.code, owed_by=place(d.owed_by), due_at=d.due_at,
                late=d.late_after is not None and d.late_after < at,
            )
            for d in rows if not set(d.about) & set(linked.hidden)
        ),
    )


def _over(episode: EpisodeCard, at: datetime) -> bool:
    ends = [moment for moment in (episode.found_at, episode.returned_at, episode.closed_at) if moment is not None]
    return bool(ends) and min(ends) <= at
