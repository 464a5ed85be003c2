"""What is one officer's own: what they owe by due time, what they were told and have not taken note of, what they noted and have not decided."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final, Literal

import msgspec
from django.db.models import Count, Q, QuerySet

from tutela.desks.worklist.queries import places
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.words import words
from tutela.foundations.kit import looks
from tutela.record.duties.models import Alert, Duty
from tutela.record.duties.queries.answering import Asked as Question
from tutela.record.duties.queries.answering import Decision, asking, decisions
from tutela.record.duties.queries.cards import DutyCard, Page, cards
from tutela.record.duties.queries.told import Bundle, told_to
from tutela.record.occurrences.queries.closed import kept_from

Only = Literal["", "overdue", "soon"]
MOST: Final = 100
"""Of so many questions at most it is asked whether they were decided: the latest."""
RECENT: Final = 30
"""So many tellings are shown at once, beside those that wait for a decision; the rest are one page on."""


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How much one officer owes."""

    owed: int
    overdue: int
    soon: int


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Duties on which this officer was asked for a decision, and that are owed still."""

    undecided: tuple[DutyCard, ...]
    """They took note, and have not decided since: noting is not deciding."""
    decided: tuple[tuple[DutyCard, Decision], ...]
    """They decided since they were asked last; nobody has done it yet."""


def owed(viewer: Viewer, hidden: frozenset[str], *, at: datetime, only: Only = "", after: str | None = None, limit: int = 25) -> Page:
    """A page of what this officer owes, by due time."""
    rows = _filtered(_owed(viewer, hidden), only, at).order_by("due_at", "id")
    batch = list(rows.filter(_after(after))[: limit + 1])
    shown = batch[:limit]
    return Page(tuple(cards(viewer, shown, at=at)), places.write(shown[-1].due_at, shown[-1].pk) if len(batch) > limit else None)


def counts(viewer: Viewer, hidden: frozenset[str], *, at: datetime) -> Counts:
    """How much this officer owes, in one query; what they may not know of is not counted."""
    return Counts(**_owed(viewer, hidden).aggregate(owed=Count("id"), overdue=Count("id", filter=overdue(at)), soon=Count("id", filter=soon(at))))


def told_and_waiting(viewer: Viewer, hidden: frozenset[str], *, at: datetime) -> list[Bundle]:
    """What they were told and have not taken note of, by child; what asks for a decision first, however much they were told of since."""
    questions = [a.pk for a in _questions(viewer, hidden) if a.acknowledged_at is None]
    findings = Alert.objects.filter(officer=viewer.ref, acknowledged_at=None, duty=None, priority=1).order_by("-told_at").values_list("pk", flat=True)
    return told_to(viewer, at=at, waiting=True, limit=RECENT, also=[*questions, *findings[:MOST]])


def _questions(viewer: Viewer, hidden: frozenset[str]) -> list[Any]:
    """The latest time that each open duty asked them for a decision; once for a look."""
    known: dict[Viewer, list[Any]] = looks.learnt("questions")
    if viewer not in known:
        rows = asking(viewer.ref).filter(Q(priority=1) | ~Q(asks=""), duty__in=Duty.objects.filter(settled_at=None).values("pk"))
        newest = rows.exclude(about__touches=hidden).order_by("duty", "-told_at").distinct("duty").values("pk")
        known[viewer] = list(asking(viewer.ref).filter(pk__in=newest).order_by("-told_at", "-pk")[:MOST])
    return known[viewer]


def asked(viewer: Viewer, hidden: frozenset[str], *, at: datetime, limit: int = 50) -> Asked:
    """What this officer was asked to decide, by what they did with the latest time of asking; what they have not noted yet is among what they were told.

    Of more than a hundred questions, the latest hundred.
    """
    latest = _questions(viewer, hidden)
    of = {a.duty: Question(a.duty, tuple(a.about), a.told_at, a.asks) for a in latest if a.duty}
    answers = decisions(viewer.ref, of.values())
    noted = {a.duty for a in latest if a.acknowledged_at is not None and a.priority == 1 and a.asks}
    wanted = [key for key, question in of.items() if question in answers or key in noted]
    held = list(Duty.objects.filter(pk__in=wanted).order_by("due_at", "id")[:limit])
    found = [(card, answers.get(of[d.pk])) for card, d in _with_rows(cards(viewer, held, at=at), held)]
    kept = kept_from(viewer, {ref for card, answer in found if answer for ref in card.about}, at)
    return Asked(
        undecided=tuple(card for card, answer in found if answer is None),
        decided=tuple((card, _told(answer, card, kept)) for card, answer in found if answer is not None),
    )


def _with_rows(shown: Iterable[DutyCard], held: Iterable[Duty]) -> list[tuple[DutyCard, Duty]]:
    rows = {d.printed: d for d in held}
    return [(card, rows[card.ref]) for card in shown]


def _told(decision: Decision, card: DutyCard, kept: frozenset[str]) -> Decision:
    """Of a record whose detail is kept from them by now, only that they decided."""
    return decision if kept.isdisjoint(card.about) else Decision(decision.at, words("access.detail-restricted"))


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
    return Duty.objects.filter(own, settled_at=None).exclude(about__touches=hidden)


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
