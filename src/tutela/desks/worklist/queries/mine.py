"""What is one officer's own: what they owe by due time, what they were told and have not taken note of, what they noted and have not decided."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final, Literal, NamedTuple
from uuid import UUID

import msgspec
from django.db import connection
from django.db.models import Q

from tutela.desks.worklist.queries import places
from tutela.foundations.access.lookups import array, touches
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
LATEST: Final = 4000
"""Among so many of the latest tellings a hundred questions are looked for first."""
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
    older: bool
    """Were they asked more than the hundred questions that are looked through?"""


_OVERDUE: Final = "late_after < %(at)s"
_SOON: Final = f"soon_at <= %(at)s AND {_OVERDUE} IS NOT true"
_UNDER: Final[dict[Only, str]] = {"": "true", "overdue": _OVERDUE, "soon": _SOON}
_OWED: Final = f"""
    WITH own AS MATERIALIZED (
        SELECT id, due_at, late_after, soon_at FROM duties_duty
        WHERE settled_at IS NULL AND (officer = %(officer)s OR officer = '' AND owed_by = ANY(%(roles)s)) AND NOT {touches("about", "%(hidden)s")}),
    page AS (SELECT due_at, id FROM own WHERE {{under}} AND {{beyond}} ORDER BY 1, 2 LIMIT %(limit)s)
    SELECT page.id, counts.*
    FROM (SELECT count(*), count(*) FILTER (WHERE {_OVERDUE}), count(*) FILTER (WHERE {_SOON}) FROM own) counts LEFT JOIN page ON true
    ORDER BY page.due_at, page.id
"""


def owed(viewer: Viewer, hidden: frozenset[str], *, at: datetime, only: Only = "", after: str | None = None, limit: int = 25) -> tuple[Counts, Page]:
    """How much this officer owes, and a page of it by due time, in one look at what is theirs; what they may not know of is not counted."""
    beyond, place = _after(after)
    with connection.cursor() as cursor:
        cursor.execute(_OWED.format(under=_UNDER[only], beyond=beyond), {
            "officer": viewer.ref, "roles": sorted(viewer.roles), "hidden": array(hidden), "at": at, "limit": limit + 1, **place,
        })
        found = cursor.fetchall()
    batch = [key for key, *_ in found if key is not None]
    rows = Duty.objects.in_bulk(batch[:limit])
    shown = [rows[key] for key in batch[:limit]]
    following = places.write(shown[-1].due_at, shown[-1].pk) if len(batch) > limit else None
    return Counts(**dict(zip(("owed", "overdue", "soon"), found[0][1:], strict=True))), Page(tuple(cards(viewer, shown, at=at)), following)


def told_and_waiting(viewer: Viewer, hidden: frozenset[str], *, at: datetime) -> list[Bundle]:
    """What they were told and have not taken note of, by child; what asks for a decision first, however much they were told of since."""
    questions = [a.pk for a in _questions(viewer, hidden) if a.acknowledged_at is None]
    findings = Alert.objects.filter(officer=viewer.ref, acknowledged_at=None, duty=None, priority=1).order_by("-told_at").values_list("pk", flat=True)
    return told_to(viewer, at=at, waiting=True, limit=RECENT, also=[*questions, *findings[:MOST]])


class _Question(NamedTuple):
    """One time of asking."""

    pk: UUID
    duty: UUID
    about: list[str]
    told_at: datetime
    priority: int
    acknowledged_at: datetime | None
    asks: str


_ASKED: Final = f"""
    SELECT a.id, a.duty, a.about, a.told_at, a.priority, a.acknowledged_at, coalesce(t.asks, '')
    FROM (SELECT id, duty, about, told_at, priority, acknowledged_at, transition, at FROM duties_alert
        WHERE officer = %(officer)s AND duty IS NOT NULL ORDER BY told_at DESC, id LIMIT %(latest)s) a
    CROSS JOIN LATERAL (SELECT FROM duties_duty d WHERE d.id = a.duty AND d.settled_at IS NULL LIMIT 1) d
    LEFT JOIN LATERAL (SELECT t.asks FROM duties_transition t WHERE t.id = a.transition AND t.at = a.at AND t.asks <> '' LIMIT 1) t ON true
    WHERE (a.priority = 1 OR t.asks IS NOT NULL) AND NOT {touches("a.about", "%(hidden)s")}
    ORDER BY a.told_at DESC, a.id LIMIT %(most)s
"""
"""Of the latest that they were told, what asks of open duties: read backwards, and no further than it must."""


def _questions(viewer: Viewer, hidden: frozenset[str]) -> list[_Question]:
    """The latest time that each open duty asked them for a decision, the latest hundred; once for a look."""
    known: dict[Viewer, list[_Question]] = looks.learnt("questions")
    if viewer not in known:
        found = _among_the_latest(viewer, hidden)
        known[viewer] = _among_all(viewer, hidden) if found is None else found
    return known[viewer]


def _among_the_latest(viewer: Viewer, hidden: frozenset[str]) -> list[_Question] | None:
    """Where a hundred duties asked among the latest that they were told, or they were never told more: nothing older is among the latest hundred."""
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, {"officer": viewer.ref, "hidden": array(hidden), "latest": LATEST, "most": 3 * MOST})
        rows = [_Question(*row) for row in cursor.fetchall()]
    once: dict[UUID, _Question] = {}
    for row in rows:
        once.setdefault(row.duty, row)
    if len(once) >= MOST:
        return list(once.values())[:MOST]
    older = len(rows) == 3 * MOST or Alert.objects.filter(officer=viewer.ref, duty__isnull=False)[LATEST : LATEST + 1].exists()
    return None if older else list(once.values())


def _among_all(viewer: Viewer, hidden: frozenset[str]) -> list[_Question]:
    """The same of whoever was told very much since a hundred duties asked them."""
    rows = asking(viewer.ref).filter(Q(priority=1) | ~Q(asks=""), duty__in=Duty.objects.filter(settled_at=None).values("pk"))
    newest = rows.exclude(about__touches=hidden).order_by("duty", "-told_at").distinct("duty").values("pk")
    return [
        _Question(a.pk, a.duty, a.about, a.told_at, a.priority, a.acknowledged_at, a.asks)
        for a in asking(viewer.ref).filter(pk__in=newest).order_by("-told_at", "-pk")[:MOST]
    ]


def asked(viewer: Viewer, hidden: frozenset[str], *, at: datetime, limit: int = 50) -> Asked:
    """What this officer was asked to decide, by what they did with the latest time of asking; what they have not noted yet is among what they were told.

    Of more than a hundred questions, the latest hundred.
    """
    latest = _questions(viewer, hidden)
    of = {a.duty: Question(a.duty, tuple(a.about), a.told_at, a.asks) for a in latest}
    answers = decisions(viewer.ref, of.values())
    noted = {a.duty for a in latest if a.acknowledged_at is not None and a.priority == 1 and a.asks}
    wanted = [key for key, question in of.items() if question in answers or key in noted]
    held = list(Duty.objects.filter(pk__in=wanted).order_by("due_at", "id")[:limit])
    found = [(card, answers.get(of[d.pk])) for card, d in _with_rows(cards(viewer, held, at=at), held)]
    kept = kept_from(viewer, {ref for card, answer in found if answer for ref in card.about}, at)
    return Asked(
        undecided=tuple(card for card, answer in found if answer is None),
        decided=tuple((card, _told(answer, card, kept)) for card, answer in found if answer is not None),
        older=len(latest) >= MOST,
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


def _after(text: str | None) -> tuple[str, dict[str, Any]]:
    """After a place in a list by due time, in SQL with what it says; duties without a due time come last."""
    place = places.read(text, (lambda said: places.moment(said) if said != "None" else None, places.KEY))
    if place is None:
        return "true", {}
    due, key = place
    beyond = "due_at IS NULL AND id > %(key)s" if due is None else "(due_at > %(due)s OR due_at = %(due)s AND id > %(key)s OR due_at IS NULL)"
    return beyond, {"due": due, "key": key}
