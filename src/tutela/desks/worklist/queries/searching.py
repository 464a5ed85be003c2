"""Missing children, from the moment of the report until they are home: a child whom nobody has been given to find stands first, with how long that is so."""

from __future__ import annotations

from typing import Final

from django.db.models import Case, Count, Exists, IntegerField, Min, OuterRef, Q, QuerySet, When

from tutela.desks.worklist.queries import places
from tutela.desks.worklist.queries.board import known
from tutela.desks.worklist.queries.registry import WEEK, Flow, Look, Order, Slice, Waiting
from tutela.foundations.design.words import words
from tutela.foundations.forces import queries as forces
from tutela.record.duties.queries.cards import place
from tutela.record.occurrences.models import Episode, Incident
from tutela.record.occurrences.queries.cards import IncidentCard, incident_cards

_FIELDS: Final = ("stage", "reported_at", "pk")
_STAGES: Final = ("unallocated", "searching", "found")


class Searching:
    """Children who were reported missing and are not back."""

    def slice(self, look: Look, order: Order, after: str | None, limit: int) -> Slice:  # noqa: ARG002 - who waits unallocated first, then by age
        """A page of them."""
        place_ = places.read(after, (int, places.moment, places.KEY))
        batch = list(_rows(look).filter(places.beyond(_FIELDS, place_)).order_by(*_FIELDS)[: limit + 1])
        shown = batch[:limit]
        held = incident_cards(shown)
        names = {card.ref: card.name for card in forces.cards({c.owner.officer for c in held if c.owner.officer})}
        last = shown[-1] if len(batch) > limit else None
        return Slice(
            tuple(_waiting(card, row.stage, names) for row, card in zip(shown, held, strict=True)),  # type: ignore[attr-defined]  # annotated in _rows
            places.write(last.stage, last.reported_at, last.pk) if last else None,  # type: ignore[attr-defined]  # as above
        )

    def flow(self, look: Look) -> Flow:
        """How many are waited for, and how many reports came, and children came back, in a week."""
        rows = _rows(look).aggregate(waiting=Count("pk"), oldest=Min("reported_at", filter=Q(stage=0)))
        since = look.at - WEEK
        episodes = Episode.objects.exclude(child__in=sorted(look.hidden)).aggregate(
            came=Count("pk", filter=Q(reported_at__gte=since)), went=Count("pk", filter=Q(returned_at__gte=since)),
        )
        return Flow(**rows, **episodes)


def _rows(look: Look) -> QuerySet[Incident]:
    episodes = Episode.objects.filter(incident=OuterRef("pk"))
    out = episodes.filter(closed_at=None, returned_at=None)
    gone = out.filter(found_at=None)
    rows = known(look.hidden).annotate(out=Exists(out), gone=Exists(gone), any=Exists(episodes), given=Exists(gone.filter(allocated_at__isnull=False)))
    return rows.filter(Q(out=True) | Q(any=False, concern="missing_child")).annotate(
        stage=Case(When(given=True, then=1), When(out=True, gone=False, then=2), default=0, output_field=IntegerField()),
    )


def _waiting(card: IncidentCard, stage: int, names: dict[str, str]) -> Waiting:
    searched = next((e for e in card.episodes if e.closed_at is None and e.returned_at is None), None)
    level = searched.live.handled_as or searched.live.value if searched and searched.live else ""
    risk = words(f"worklist.level.{level}") if level else words("worklist.level.none")
    owner = (searched or card).owner
    return Waiting(
        ref=searched.ref if searched else card.ref, title=words(f"worklist.stage.{_STAGES[stage]}"), subject=searched.child if searched else card.ref,
        since=card.reported_at, whose=names.get(owner.officer) or place(owner.owner), detail=risk, urgent=stage == 0 or level == "high",
    )
