"""Month by month: who answered what they keep outside, who keeps something, and how often records were exported: each points at an unmet need."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import Final

import msgspec
from django.db.models import Count, Q
from django.db.models.functions import TruncMonth

from tutela.desks.reports.models import Export, KeptOutside
from tutela.foundations.kit.periods import LONDON, local, month_after, month_of

MONTHS: Final = 12
_MOST: Final = 200


class Month(msgspec.Struct, frozen=True, kw_only=True):
    """One month: how many answered, how many of them keep something, how many exports by how many people."""

    first: date
    answered: int
    keeping: int
    exports: int
    exporters: int


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What one person says of one month."""

    by: str
    area: str
    kind: str
    what: str
    needs: str
    at: datetime


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """One list or measure, and how often it was exported in a month, by how many."""

    what: str
    exports: int
    by: int


def months(at: datetime) -> list[Month]:
    """The last twelve months, this one first; in two queries."""
    firsts = [month_of(at)]
    while len(firsts) < MONTHS:
        firsts.append((firsts[-1] - timedelta(days=1)).replace(day=1))
    answers = {
        row["month"]: row for row in KeptOutside.objects.filter(month__gte=firsts[-1]).values("month").annotate(
            answered=Count("id"), keeping=Count("id", filter=~Q(kind="nothing")),
        )
    }
    taken = {
        local(row["first"]).date(): row for row in Export.objects.filter(at__gte=_begins(firsts[-1])).annotate(first=TruncMonth("at", tzinfo=LONDON))
        .values("first").annotate(exports=Count("id"), exporters=Count("by", distinct=True))
    }
    return [
        Month(
            first=first, answered=answers.get(first, {}).get("answered", 0), keeping=answers.get(first, {}).get("keeping", 0),
            exports=taken.get(first, {}).get("exports", 0), exporters=taken.get(first, {}).get("exporters", 0),
        )
        for first in firsts
    ]


def said_in(month: date) -> list[Said]:
    """What people keep outside in a month, the latest first; who keeps nothing is counted and not listed."""
    rows = KeptOutside.objects.filter(month=month).exclude(kind="nothing").order_by("-at", "-id")[:_MOST]
    return [Said(by=r.by, area=r.area, kind=r.kind, what=r.what, needs=r.needs, at=r.at) for r in rows]


def mine(officer: str, at: datetime) -> Said | None:
    """What somebody said of this month."""
    row = KeptOutside.objects.filter(by=officer, month=month_of(at)).first()
    return Said(by=row.by, area=row.area, kind=row.kind, what=row.what, needs=row.needs, at=row.at) if row else None


def taken_in(month: date) -> list[Taken]:
    """What was exported in a month, what most often first: what people take out, they do elsewhere."""
    after = month_after(month)
    rows = Export.objects.filter(at__gte=_begins(month), at__lt=_begins(after)).values_list("what", "by")
    times, people = Counter[str](), dict[str, set[str]]()
    for what, by in rows:
        times[what] += 1
        people.setdefault(what, set()).add(by)
    return [Taken(what=what, exports=n, by=len(people[what])) for what, n in times.most_common()]


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=LONDON)
