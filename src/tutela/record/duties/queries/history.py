"""What a duty went through, step by step, with who was told of each and what they did with it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from tutela.foundations.access import policy
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.words import words as said
from tutela.foundations.kit import refs
from tutela.law.kernel.findings import RESTRICTED
from tutela.law.messages import words
from tutela.record.chronology.models import Entry, EntryAbout
from tutela.record.duties.models import Alert, Duty, Gap, Transition
from tutela.record.duties.queries.cards import Reason, may_see, place, reasons

_OCCURRENCES: Final = ("i:", "e:")


class Heard(msgspec.Struct, frozen=True):
    """One person who was told, in whose stead if in another's, when they took note, and when they next did anything about it on the record."""

    officer: str
    address: str
    instead_of: str
    told_at: datetime
    acknowledged_at: datetime | None
    acted_at: datetime | None
    acted_before: bool
    """Had they done something about it since they were told first, and before they were told of this step?"""


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One transition."""

    at: datetime
    kind: str
    rung: int
    repeat: int
    occurrence: int
    state: str
    to: tuple[str, ...]
    asks: str
    due_at: datetime | None
    words: str
    by: str
    reasons: tuple[Reason, ...]
    numbers: dict[str, Any]
    law: str
    heard: tuple[Heard, ...]
    gaps: tuple[str, ...]


def history(viewer: Viewer, ref: str, *, at: datetime, limit: int = 200) -> list[Step]:
    """The transitions of one duty, in order; empty where the viewer may not know of it."""
    key = refs.key_of(ref, "duty")
    duty = Duty.objects.filter(pk=key).first()
    if duty is None:
        return []
    access = policy.accesses(viewer, duty.about, at=at)
    if "none" in access.values():
        return []
    knows, whole = may_see(viewer), all(how == "full" for how in access.values())
    heard: dict[UUID, list[Heard]] = {}
    alerts = list(Alert.objects.filter(duty=key).order_by("told_at", "id"))
    steps = list(Transition.objects.filter(duty=key).order_by("at", "written_at", "id")[:limit])
    acted = _acts(duty, alerts, steps)
    first_told: dict[str, datetime] = {}
    for a in alerts:
        if a.transition:
            instead = place(a.instead_of) if a.instead_of else ""
            theirs, first = acted.get(a.officer, ()), first_told.setdefault(a.officer, a.told_at)
            then = min((moment for moment in theirs if moment > a.told_at), default=None)  # what made it owed was done as they were told
            before = any(first < moment <= a.told_at for moment in theirs)
            heard.setdefault(a.transition, []).append(Heard(a.officer, place(a.address), instead, a.told_at, a.acknowledged_at, then, before))
    gaps: dict[UUID, list[str]] = {}
    for g in Gap.objects.filter(duty=key).order_by("at", "id"):
        if g.transition:
            gaps.setdefault(g.transition, []).append(words_of_gap(g))
    return [
        Step(
            at=t.at, kind=t.kind, rung=t.rung, repeat=t.repeat, occurrence=t.occurrence, state=t.state, to=tuple(place(a) for a in t.to),
            asks=words(t.asks, {}) if t.asks else "", due_at=t.due_at, words=t.words if whole or not t.words else words(RESTRICTED, {}),
            by=t.by, reasons=reasons(t.findings, access, may_see=knows),
            numbers=t.numbers, law=t.law, heard=tuple(heard.get(t.pk, ())), gaps=tuple(gaps.get(t.pk, ())),
        )
        for t in steps
    ]


def _acts(duty: Duty, alerts: list[Alert], steps: list[Transition]) -> dict[str, list[datetime]]:
    """When those who were told did anything while it was owed: by a fact about the same incident or episode, or by a word on the duty itself."""
    if not alerts:
        return {}
    told, since = {a.officer for a in alerts}, min(a.told_at for a in alerts)
    refs_ = [ref for ref in {duty.ref, *duty.about} if ref.startswith(_OCCURRENCES)] or [duty.ref]
    about = EntryAbout.objects.filter(ref__in=refs_, recorded_at__gte=since).exclude(type="duties.Acknowledged").values("entry")
    rows = Entry.objects.filter(pk__in=about, recorded_at__gte=since, by__in=told).values_list("by", "recorded_at")
    acted: dict[str, list[datetime]] = {}
    for by, at in (*rows, *((t.by, t.at) for t in steps if t.by in told)):
        if duty.settled_at is None or at <= duty.settled_at:
            acted.setdefault(by, []).append(at)
    return acted


def words_of_gap(gap: Gap) -> str:
    """A gap in the roster, as it is told."""
    if gap.passed_to:
        return said("duties.gap", role=place(gap.address), passed_to=place(gap.passed_to))
    return said("duties.gap-nobody", role=place(gap.address))
