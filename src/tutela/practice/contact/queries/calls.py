"""The calls of a month that were drawn for managers of the room to review: done, and owed by how many."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Final

import msgspec
from django.db.models import CharField, Count, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat

from tutela.foundations.access.viewer import Viewer
from tutela.foundations.access.viewers import viewer_of
from tutela.foundations.kit import refs
from tutela.law.kernel.subjects import Subject
from tutela.record.chronology.queries import facts_about
from tutela.record.duties.queries.law import book
from tutela.record.enquiries.models import CallDrawn
from tutela.record.occurrences.models import Episode, Incident
from tutela.record.occurrences.queries.cards import OF_CHILDREN
from tutela.record.occurrences.queries.closed import kept_from

MANAGER: Final = "supervisor@contact"
MARKS: Final = ("thrive", "questions", "evidence_advice", "markers_used")
"""What a review marks: each good, partly, poor or not applicable."""
_SINCE: Final = timedelta(days=35)
_POOL: Final = 500
_AHEAD: Final = 12


class Quota(msgspec.Struct, frozen=True):
    """How many calls each manager reviews in a month, and at least how many of them are about children."""

    all: int
    children: int


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """One call that was drawn, and its review."""

    subject: str
    child: bool
    marks: dict[str, Any]
    quality: int | None
    words: str
    reviewed_at: datetime | None
    noted_at: datetime | None
    author: str


class Month(msgspec.Struct, frozen=True):
    """How one manager's month stands."""

    manager: str
    done: int
    children: int
    """How many of those are about children."""

    def owes(self, quota: Quota) -> tuple[int, int]:
        """How many are owed still: in all, and about children."""
        children = max(0, quota.children - self.children)
        return max(children, quota.all - self.done), children


def plan_ref(manager: str, month: date) -> str:
    """What facts call the month of a manager."""
    return f"calls:{manager.partition(':')[2]}/{month:%Y-%m}"


def quota(at: datetime) -> Quota:
    """The law's numbers at a moment."""
    return Quota(int(book().book.number("governance.calls.all", at)), int(book().book.number("governance.calls.child", at)))


def begun(manager: str, month: date) -> bool:
    """Were calls drawn for a manager in a month, or looked for in vain?"""
    facts = facts_about([Subject("officer", manager)], types=["governance.CasesSampled"])
    return any(plan_ref(manager, month) in fact.refs("plan") for fact in facts)


def drawn(manager: str, month: date) -> list[Call]:
    """A manager's calls of one month, those to be reviewed first, those about children before the rest."""
    rows = CallDrawn.objects.filter(manager=manager, month=month).select_related("review")
    return sorted((_call(row) for row in rows), key=lambda c: (c.reviewed_at is not None, not c.child, c.subject))


def to_review(manager: str, month: date, at: datetime) -> list[Call]:
    """Those of a month's calls that count: reviewed, or theirs to review; what is kept from them by now is drawn anew."""
    found = drawn(manager, month)
    hidden = kept_from(viewer_of(manager, at=at), [call.subject for call in found], at)
    return [call for call in found if call.reviewed_at is not None or call.subject not in hidden]


def waits(manager: str, subject: str) -> CallDrawn | None:
    """The row of a call that was drawn for a manager and that nobody has reviewed; none where there is none."""
    return CallDrawn.objects.filter(manager=manager, subject=subject, review=None).first()


def months(month: date, managers: Iterable[str]) -> list[Month]:
    """How the month of each manager stands, in one query: of who reviewed nothing too."""
    counted = CallDrawn.objects.filter(month=month, review__isnull=False).values("manager").annotate(done=Count("pk"), about=Count("pk", filter=Q(child=True)))
    found = {row["manager"]: Month(row["manager"], row["done"], row["about"]) for row in counted.order_by("manager")}
    return [found.get(ref) or Month(ref, 0, 0) for ref in managers]


def lot(manager: str, at: datetime, *, key: str, want: int, children: int) -> list[tuple[str, bool]]:
    """Closed calls of the last weeks by lot, none drawn before, taken by the manager or kept from them: first those about children that are wanted.

    :param key: what the lot is cast with: the same key draws the same
    :param want: how many in all, ``children`` at least among them, as far as there are so many
    """
    rows = Incident.objects.filter(reported_at__gte=at - _SINCE, reported_at__lte=at, closed_at__isnull=False).exclude(created_by=manager)
    rows = rows.annotate(printed=Concat(Value("i:"), Cast("pk", CharField()), output_field=CharField()))
    rows = rows.exclude(Exists(CallDrawn.objects.filter(subject=OuterRef("printed"))))
    about = Q(concern__in=OF_CHILDREN) | Q(children_present=True) | Q(Exists(Episode.objects.filter(incident=OuterRef("pk"))))
    theirs = rows.filter(about).order_by("-reported_at", "-pk").values_list("pk", flat=True)[:_POOL]
    others = rows.order_by("-reported_at", "-pk").values_list("pk", flat=True)[:_POOL]
    child = {refs.make("incident", pk) for pk in theirs}
    reader = viewer_of(manager, at=at)
    first = _readable(reader, _shuffled(child, key), children, at)
    rest = _shuffled({refs.make("incident", pk) for pk in others} - set(first), key)
    return [(ref, ref in child) for ref in (*first, *_readable(reader, rest, want - len(first), at))]


def _readable(reader: Viewer, pool: list[str], want: int, at: datetime) -> list[str]:
    """The first of a pool that a reader may read, a dozen asked of the policy at a time."""
    found: list[str] = []
    while pool and len(found) < want:
        batch, pool = pool[:_AHEAD], pool[_AHEAD:]
        hidden = kept_from(reader, batch, at)
        found += [ref for ref in batch if ref not in hidden]
    return found[:max(0, want)]


def _shuffled(pool: Iterable[str], key: str) -> list[str]:
    return sorted(pool, key=lambda ref: hashlib.sha256(f"{key} {ref}".encode()).hexdigest())


def _call(row: CallDrawn) -> Call:
    review = row.review
    return Call(
        subject=row.subject, child=row.child, marks=row.marks, quality=review.quality if review else None, words=review.words if review else "",
        reviewed_at=review.at if review else None, noted_at=review.noted_at if review else None, author=review.author if review else "",
    )
