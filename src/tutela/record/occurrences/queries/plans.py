"""Trigger plans as they are read, and which children go missing most: ranked over all that a reader may know of before a page is cut."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Final, Literal

import msgspec
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Max, Q, QuerySet

from tutela.facts.missing import PlannedAction
from tutela.foundations.kit import refs
from tutela.foundations.kit.marks import place_mark, start_after
from tutela.record.occurrences.models import Episode, TriggerPlan, TriggerPlanVersion
from tutela.record.occurrences.queries.closed import keys
from tutela.record.people import queries as people

Window = Literal[90, 365]
WINDOWS: Final[tuple[Window, ...]] = (90, 365)
"""Days over which times missing are counted, up to now."""
OFTEN: Final = 2
"""From so many times missing in the longer window a child is on the list."""


class PlanVersionSeen(msgspec.Struct, frozen=True, kw_only=True):
    """One version of a plan."""

    number: int
    status: str
    actions: tuple[PlannedAction, ...]
    addresses: tuple[str, ...]
    associates: tuple[str, ...]
    phones: tuple[str, ...]
    transport: tuple[str, ...]
    call: tuple[str, ...]
    review_by: date | None
    also_sees_child: str
    by: str
    at: datetime
    approved_by: str
    approved_at: datetime | None
    reviewed_by: str
    reviewed_at: datetime | None
    ended_by: str
    ended_at: datetime | None
    ended_why: str


class TriggerPlanSeen(msgspec.Struct, frozen=True, kw_only=True):
    """A child's plan: whose it is to write, what is live, what waits to be approved, and every version, the latest first."""

    child: str
    version: int
    author: str = ""
    author_since: datetime | None = None
    versions: tuple[PlanVersionSeen, ...] = ()

    @property
    def live(self) -> PlanVersionSeen | None:
        """The version that is live."""
        return next((v for v in self.versions if v.status == "live"), None)

    @property
    def draft(self) -> PlanVersionSeen | None:
        """The version that waits to be approved."""
        return next((v for v in self.versions if v.status == "draft"), None)

    @property
    def last_ended(self) -> PlanVersionSeen | None:
        """The version that was ended last."""
        return next((v for v in self.versions if v.status == "ended"), None)


class Frequent(msgspec.Struct, frozen=True, kw_only=True):
    """A child who goes missing often: how many times in each window, and when last."""

    child: str
    in_90: int
    in_365: int
    last: datetime

    def times(self, window: Window) -> int:
        """How many times in one window."""
        return self.in_90 if window == WINDOWS[0] else self.in_365

    def place(self, window: Window) -> tuple[int, int, float, str]:
        """Where they stand in the order: most often first, then most often in the other window, then the latest."""
        other = WINDOWS[1] if window == WINDOWS[0] else WINDOWS[0]
        return (-self.times(window), -self.times(other), -self.last.timestamp(), self.child)


class Ranking(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the ranking, those who stand first in it, how many there are, and where the next page begins (none: the last)."""

    rows: tuple[Frequent, ...]
    first: tuple[Frequent, ...]
    total: int
    before: int = 0
    after: str | None = None


def trigger_plans(children: Iterable[str]) -> dict[str, TriggerPlanSeen]:
    """The plans of some children, under whichever of their references they were made; in three queries. A child without one is not in the answer."""
    wanted = list(dict.fromkeys(children))
    theirs = people.aliases(wanted)
    owner = {alias: child for child in wanted for alias in theirs.get(child, (child,))}
    plans = {plan.pk: plan for plan in TriggerPlan.objects.filter(child__in=list(owner)).order_by("created_at", "id")}
    versions: dict[str, list[PlanVersionSeen]] = defaultdict(list)
    for row in TriggerPlanVersion.objects.filter(plan__in=list(plans)).order_by("-at", "-number"):
        versions[plans[row.plan_id].child].append(_version(row))
    found: dict[str, TriggerPlanSeen] = {}
    for plan in plans.values():
        child = owner[plan.child]
        held = found.get(child)
        found[child] = TriggerPlanSeen(
            child=child, version=held.version if held else plan.version, author=plan.author or (held.author if held else ""),
            author_since=plan.author_since or (held.author_since if held else None), versions=(*(held.versions if held else ()), *versions[plan.child]),
        )
    return found


def trigger_plan(child: str) -> TriggerPlanSeen:
    """A child's plan; one without versions where nobody began it."""
    return trigger_plans([child]).get(child) or TriggerPlanSeen(child=child, version=0)


def most_missing(
    at: datetime, window: Window, *, hidden: Collection[str] = (), after: str | None = None, limit: int = 25, first: int = 5,
) -> Ranking:
    """Children who go missing most, in a fixed number of queries. Somebody under several references is one child; who is now known as adult is none.

    :param hidden: records of which the reader may not know: neither counted nor shown
    """
    ranked = sorted(_counted(at, hidden), key=lambda row: row.place(window))
    start = start_after([row.place(window) for row in ranked], after)
    rows = ranked[start:start + limit]
    more = start + limit < len(ranked)
    return Ranking(
        rows=tuple(rows), first=tuple(ranked[:first]), total=len(ranked), before=start, after=place_mark(rows[-1].place(window)) if rows and more else None,
    )


class Repeated(msgspec.Struct, frozen=True, kw_only=True):
    """A child whom the rule flags: how often they were missing within its days, when last, and when they fall out of it if they are not again."""

    child: str
    times: int
    last: datetime
    lapses: datetime


def repeated(at: datetime, *, times: int, days: int, hidden: Collection[str] = ()) -> list[Repeated]:
    """The children who were missing so many times within so many days up to now, most often first. Who is now known as adult is none.

    :param hidden: records of which the reader may not know: neither counted nor shown
    """
    window = timedelta(days=days)
    counted = list(_reported(at, hidden).filter(reported_at__gte=at - window).values_list("child").annotate(reported=ArrayAgg("reported_at")))
    kept = people.kept_of(child for child, _ in counted if refs.is_ours(child))
    reports: dict[str, list[datetime]] = defaultdict(list)
    for child, reported in counted:
        reports[kept.get(child, child)] += reported
    often = {who: sorted(when) for who, when in reports.items() if len(when) >= times and who not in hidden}
    ages = people.ages_at(often, at)
    found = [
        Repeated(child=who, times=len(when), last=when[-1], lapses=when[-times] + window) for who, when in often.items()
        if who not in ages or ages[who].treated_as_child
    ]
    return sorted(found, key=lambda row: (-row.times, -row.last.timestamp(), row.child))


def _reported(at: datetime, hidden: Collection[str]) -> QuerySet[Episode]:
    """Every time missing that was reported by a moment and of which the reader may know, to be counted by child."""
    closed = sorted(hidden)
    rows = Episode.objects.filter(reported_at__lte=at).exclude(child__in=closed).exclude(pk__in=keys(closed, "episode"))
    return rows.exclude(incident__in=keys(closed, "incident")).order_by("child")


def _counted(at: datetime, hidden: Collection[str]) -> list[Frequent]:
    since = {days: at - timedelta(days=days) for days in WINDOWS}
    rows = _reported(at, hidden).filter(reported_at__gt=since[365]).values_list("child")
    counts = rows.annotate(in_90=Count("id", filter=Q(reported_at__gt=since[90])), in_365=Count("id"), last=Max("reported_at"))
    counted = list(counts.filter(Q(in_365__gte=OFTEN) | people.several("child")))
    kept = people.kept_of(child for child, *_ in counted if refs.is_ours(child))
    sums: dict[str, tuple[int, int, datetime]] = {}
    for child, in_90, in_365, last in counted:
        who = kept.get(child, child)
        so_far = sums.get(who, (0, 0, last))
        sums[who] = (so_far[0] + in_90, so_far[1] + in_365, max(so_far[2], last))
    often = {who: told for who, told in sums.items() if told[1] >= OFTEN and who not in hidden}
    ages = people.ages_at(often, at)
    return [
        Frequent(child=who, in_90=in_90, in_365=in_365, last=last) for who, (in_90, in_365, last) in often.items()
        if who not in ages or ages[who].treated_as_child
    ]


def _version(row: TriggerPlanVersion) -> PlanVersionSeen:
    return PlanVersionSeen(
        number=row.number, status=row.status, actions=tuple(msgspec.convert(action, PlannedAction) for action in row.actions),
        addresses=tuple(row.addresses), associates=tuple(row.associates), phones=tuple(row.phones), transport=tuple(row.transport), call=tuple(row.call),
        review_by=row.review_by, also_sees_child=row.also_sees_child, by=row.by, at=row.at, approved_by=row.approved_by, approved_at=row.approved_at,
        reviewed_by=row.reviewed_by, reviewed_at=row.reviewed_at, ended_by=row.ended_by, ended_at=row.ended_at, ended_why=row.ended_why,
    )
