"""Which one of several at a post is told first: whoever carries it already, else whoever has the least in hand (decision 12)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Q

from tutela.record.duties.engine.reconcile import Told
from tutela.record.duties.models import Alert, Duty

SHIFT: Final = timedelta(hours=8)
"""What asked somebody for a decision so long ago, and is owed still, they have in hand."""
_Load = tuple[int, datetime]
_NOTHING: Final[_Load] = (0, datetime.min.replace(tzinfo=UTC))


class Hands:
    """Who carries what, and how much each has in hand. It asks the database only where several share a post."""

    def __init__(self, told: Sequence[Told], holders: Mapping[str, Sequence[str]], at: datetime) -> None:
        """Look at what is told now, to whom it could be told, and what they were told before."""
        shared = [t for t in told if _one_of_several(t) and any(len(holders.get(address, ())) > 1 for address in t.to)]
        self.at = at
        self._carried = _carried(shared)
        self._loads = _loads({ref for t in shared for address in t.to for ref in holders.get(address, ())}, at)

    def first_of(self, t: Told, address: str, here: list[str]) -> list[str]:
        """Of those who are on duty at a post and may know, those who are told."""
        if len(here) < 2 or not _one_of_several(t):
            return here
        assert t.duty is not None
        carry = self._carried.get((t.duty.pk, t.duty.occurrence, address), set()).intersection(here)
        if carry:
            return [ref for ref in here if ref in carry]
        one = min(here, key=lambda ref: self._loads.get(ref, _NOTHING))
        self._loads[one] = (self._loads.get(one, _NOTHING)[0] + 1, self.at)
        return [one]


def _one_of_several(t: Told) -> bool:
    """Before its time is out; what only waits on a worklist, and was never anybody's, is told as it ever was."""
    duty = t.duty
    return duty is not None and (t.priority == 1 or t.rung > 0) and (duty.due_at is None or t.at < duty.due_at)


def _carried(told: Iterable[Told]) -> dict[tuple[UUID | None, int, str], set[str]]:
    """Who was told before, of each duty that is told of again."""
    again = {t.duty.pk for t in told if t.duty is not None and t.rung > 0}
    carried: dict[tuple[UUID | None, int, str], set[str]] = defaultdict(set)
    if again:
        for duty, occurrence, address, officer in Alert.objects.filter(duty__in=again).values_list("duty", "occurrence", "address", "officer"):
            carried[duty, occurrence, address].add(officer)
    return carried


def _loads(people: Iterable[str], at: datetime) -> dict[str, _Load]:
    """How many open duties asked each for a decision within a shift, and when they were last asked."""
    refs = sorted(people)
    if not refs:
        return {}
    owed = Exists(Duty.objects.filter(pk=OuterRef("duty"), settled_at=None))
    asked = Alert.objects.filter(officer__in=refs, told_at__gt=at - SHIFT, told_at__lte=at, priority=1, duty__isnull=False).annotate(owed=owed)
    rows = asked.values("officer").annotate(open=Count("duty", filter=Q(owed=True), distinct=True), last=Max("told_at")).order_by("officer")
    return {row["officer"]: (row["open"], row["last"]) for row in rows}
