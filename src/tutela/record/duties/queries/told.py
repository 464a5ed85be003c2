"""What a person was told, bundled by child: what asks for a decision first, the rest in its order."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import Q

from tutela.foundations.access import policy
from tutela.foundations.access.viewer import Viewer
from tutela.law.kernel.findings import RESTRICTED
from tutela.law.messages import words
from tutela.record.duties.models import Alert, Duty, Transition, Unmet
from tutela.record.duties.queries.answering import Asked, Decision, decisions
from tutela.record.duties.queries.cards import Reason, may_see, place, reasons, state_now
from tutela.record.duties.queries.law import laws


class ToldLine(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that one was told. It names no child: the bundle's reference is shown as what the viewer may know it by."""

    alert: str
    at: datetime
    told_at: datetime
    kind: str
    code: str
    title: str
    state: str
    due_at: datetime | None
    rung: int
    repeat: int
    asks: str
    priority: int
    reasons: tuple[Reason, ...]
    duty: str | None
    instead_of: str
    acknowledged_at: datetime | None
    subject: str
    settled: bool
    """Has the duty come to its end since?"""
    decided_at: datetime | None = None
    """When the one who was asked decided since; the duty stays owed."""
    decided: str = ""
    """What they decided, in their words."""

    @property
    def waits(self) -> bool:
        """Does it wait for a decision of the one who was told: asked for, not taken, not noted?"""
        return (self.priority == 1 or bool(self.asks)) and not self.settled and self.decided_at is None and self.acknowledged_at is None


class Bundle(msgspec.Struct, frozen=True, kw_only=True):
    """Everything one was told about one child or subject: one interruption, however many lines."""

    ref: str
    about: tuple[str, ...]
    interrupts: bool
    latest: datetime
    lines: tuple[ToldLine, ...]
    waiting: tuple[str, ...]
    """Every alert of it that nobody has taken note of yet, earlier tellings of one matter too."""


def told_to(
    viewer: Viewer, *, at: datetime, waiting: bool = True, before: datetime | None = None, limit: int = 100, also: Collection[UUID] = (),
) -> list[Bundle]:
    """What this officer was told: by child, what asks for a decision first.

    :param waiting: only what they have not taken note of
    :param also: alerts of theirs that are shown however much they were told since
    """
    rows = Alert.objects.filter(officer=viewer.ref)
    if waiting:
        rows = rows.filter(acknowledged_at=None)
    if before is not None:
        rows = rows.filter(told_at__lt=before)
    alerts = list(rows.order_by("-told_at", "-id")[:limit])
    recent = {a.pk for a in alerts}
    alerts += [a for a in Alert.objects.filter(officer=viewer.ref, pk__in=also).order_by("-told_at", "-id") if a.pk not in recent]
    access = policy.accesses(viewer, {ref for a in alerts for ref in a.about}, at=at)
    seen = [a for a in alerts if all(access.get(ref) != "none" for ref in a.about)]
    duties = {d.pk: d for d in Duty.objects.filter(pk__in={a.duty for a in seen if a.duty}).defer("numbers")}
    steps = _steps([a for a in seen if a.transition])
    lacking = {u.pk: u for u in Unmet.objects.filter(pk__in={a.unmet for a in seen if a.unmet})}
    knows = may_see(viewer)
    asked = {a.pk: _asked(a, duties, steps) for a in seen}
    decided = decisions(viewer.ref, [one for one in asked.values() if one])
    bundles: dict[str, list[tuple[Alert, ToldLine]]] = {}
    for a in seen:
        one = asked[a.pk]
        made = decided.get(one) if one else None
        bundles.setdefault(a.bundle, []).append((a, _line(a, duties, steps, lacking, access, knows, at, made)))
    found = [_bundle(ref, told, waiting=waiting) for ref, told in bundles.items()]
    return sorted(found, key=lambda b: (not b.interrupts, -b.latest.timestamp()))


def _steps(told: list[Alert]) -> dict[UUID, Transition]:
    """What some alerts tell, by its key: an alert stands at its instant, and the months in which none stands are not searched."""
    moments = [a.at for a in told]
    if not told:
        return {}
    rows = Transition.objects.filter(pk__in={a.transition for a in told}, at__range=(min(moments), max(moments)))
    return {t.pk: t for t in rows.only("asks", "findings")}


def _bundle(ref: str, told: list[tuple[Alert, ToldLine]], *, waiting: bool) -> Bundle:
    """Everything about one child. Of what waits, a matter is one line, its latest telling; what is settled or decided since is left out where more stands."""
    ordered = sorted(told, key=lambda item: (item[1].settled, item[0].priority, -item[0].told_at.timestamp()))
    if waiting:
        once: dict[UUID | None, tuple[Alert, ToldLine]] = {}
        for a, line in ordered:
            once.setdefault(a.duty or a.unmet, (a, line))
        ordered = [item for item in once.values() if not item[1].settled and item[1].decided_at is None] or list(once.values())
    return Bundle(
        ref=ref, about=tuple(dict.fromkeys(r for a, _ in told for r in a.about)), latest=max(a.told_at for a, _ in told),
        interrupts=any(line.waits and line.priority == 1 for _, line in ordered), lines=tuple(line for _, line in ordered),
        waiting=tuple(str(a.pk) for a, _ in told if a.acknowledged_at is None),
    )


def counts(viewer: Viewer, *, at: datetime) -> dict[str, int]:
    """How much waits: alerts that ask for a decision, others, and duties owed. For the badge; capped at 100 each."""
    waiting = Alert.objects.filter(officer=viewer.ref, acknowledged_at=None)
    owed = Duty.objects.filter(Q(officer=viewer.ref) | Q(officer="", owed_by__in=sorted(viewer.roles)), settled_at=None)
    return {
        "decisions": waiting.filter(priority=1)[:100].count(), "told": waiting[:100].count(), "owed": owed[:100].count(),
        "overdue": owed.filter(late_after__lt=at)[:100].count(),
    }


def _line(
    a: Alert, duties: dict[UUID, Duty], steps: dict[UUID, Transition], lacking: dict[UUID, Unmet], access: dict[str, Any], knows: frozenset[str], at: datetime,
    decided: Decision | None,
) -> ToldLine:
    duty, step, unmet = duties.get(a.duty) if a.duty else None, steps.get(a.transition) if a.transition else None, lacking.get(a.unmet) if a.unmet else None
    code = duty.code if duty else unmet.code if unmet else ""
    rule = laws().by_code.get(code)
    findings = step.findings if step else unmet.findings if unmet else duty.findings if duty else []
    return ToldLine(
        alert=str(a.pk), at=a.at, told_at=a.told_at, kind="duty" if duty else unmet.kind if unmet else "", code=code, title=rule.title if rule else code,
        state=state_now(duty, at) if duty else "not met" if unmet and unmet.kind == "standard" else "noticed", due_at=duty.due_at if duty else None,
        rung=a.rung, repeat=a.repeat, asks=words(step.asks, {}) if step and step.asks else "", priority=a.priority,
        reasons=reasons(findings, access, may_see=knows), duty=duty.printed if duty else None, instead_of=place(a.instead_of) if a.instead_of else "",
        acknowledged_at=a.acknowledged_at, subject=duty.ref if duty else unmet.ref if unmet else "",
        settled=duty is not None and duty.settled_at is not None, decided_at=decided.at if decided else None,
        decided=decided_words(decided, a.about, access) if decided else "",
    )


def _asked(a: Alert, duties: dict[UUID, Duty], steps: dict[UUID, Transition]) -> Asked | None:
    """The decision that an alert asks for."""
    duty, step = duties.get(a.duty) if a.duty else None, steps.get(a.transition) if a.transition else None
    asks = step.asks if step else ""
    return Asked(duty.pk, tuple(duty.about), a.told_at, asks) if duty and (asks or a.priority == 1) else None


def decided_words(decided: Decision, about: Iterable[str], access: dict[str, Any]) -> str:
    """What somebody decided, for one viewer: of a record whose detail is kept from them by now, only that they did."""
    return decided.words if all(access.get(ref) == "full" for ref in about) else words(RESTRICTED, {})
