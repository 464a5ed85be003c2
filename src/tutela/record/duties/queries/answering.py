"""What an officer decided since a decision was asked of them: on the duty itself, or by an act that decides what is asked. It stays owed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

import msgspec
from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from tutela.facts import Fact
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.kit import refs
from tutela.law.kernel.subjects import Subject
from tutela.law.messages import words
from tutela.law.messages.happenings import happening
from tutela.record.chronology import queries as chronology
from tutela.record.duties.models import Alert, Transition
from tutela.record.duties.queries.cards import DutyCard

_ON_THE_RISK: Final = frozenset({"contact.ResourceDecided", "contact.Reviewed", "missing.Reviewed"})
_ACTS: Final[Mapping[str, frozenset[str]]] = MappingProxyType({
    "ask.resource": _ON_THE_RISK, "ask.risk-decision": _ON_THE_RISK, "ask.owner": frozenset({"missing.OwnershipAssigned", "contact.HandedOver"}),
})
"""For what is asked, the facts that decide it beside a decision on the duty itself."""
_NOTHING: Final = frozenset({"none", "wait"})
"""A review that decides nothing, or that one waits, answers nothing."""
_OCCURRENCES: Final = ("i:", "e:")
"""An act decides for the incident or episode that it is about, not for all that is ever owed about a child."""


class Asked(msgspec.Struct, frozen=True):
    """A decision that somebody was asked for: on which duty, about which records, since when, which; without one, what interrupted them."""

    duty: UUID
    about: tuple[str, ...]
    since: datetime
    asks: str


class Decision(msgspec.Struct, frozen=True):
    """What was decided, and when."""

    at: datetime
    words: str


def asking(officer: str) -> QuerySet[Any]:
    """What this officer was told, each with what it asked of them (``asks``), if anything.

    An alert stands at the instant of what it tells, by which the database knows in which month's table to look.
    """
    steps = Transition.objects.exclude(asks="").filter(pk=OuterRef("transition"), at=OuterRef("at")).values("asks")[:1]
    return Alert.objects.filter(officer=officer).annotate(asks=Coalesce(Subquery(steps), Value("")))


def asked_of(viewer: Viewer, found: Iterable[DutyCard]) -> frozenset[str]:
    """Of these duties, those on which this viewer was asked for a decision and has given none since; no query where none asks for one."""
    held = {refs.key_of(card.ref, "duty"): card.ref for card in found if card.asks and not card.settled}
    if not held:
        return frozenset()
    latest = asking(viewer.ref).filter(duty__in=held).exclude(asks="").order_by("duty", "-told_at").distinct("duty")
    asked = {Asked(a.duty, tuple(a.about), a.told_at, a.asks): held[a.duty] for a in latest if a.duty}
    answered = decisions(viewer.ref, asked)
    return frozenset(ref for question, ref in asked.items() if question not in answered)


def decisions(officer: str, asked: Collection[Asked]) -> dict[Asked, Decision]:
    """The officer's latest decision on each thing that was asked of them, if they have decided since; in two queries."""
    held = list(asked)
    if not held:
        return {}
    earliest = min(one.since for one in held)
    rows = Transition.objects.filter(duty__in={one.duty for one in held}, kind="decided", by=officer, at__gte=earliest).order_by("at", "id")
    said: dict[UUID, list[Decision]] = {}
    for duty, when, what in rows.values_list("duty", "at", "words"):
        said.setdefault(duty, []).append(Decision(when, what))
    acts = _acts(officer, held, earliest)
    found = {}
    for one in held:
        answers = [d for d in said.get(one.duty, ()) if d.at >= one.since]
        answers += [Decision(_when(f), _words(f)) for f in acts if _when(f) >= one.since and _decides(f, one)]
        if answers:
            found[one] = max(answers, key=lambda decision: decision.at)
    return found


def _acts(officer: str, asked: Iterable[Asked], since: datetime) -> list[Fact]:
    """The acts of this officer that may decide something that was asked."""
    held = list(asked)
    subjects = {Subject("", ref) for one in held for ref in one.about if ref.startswith(_OCCURRENCES)}
    types = frozenset[str]().union(*(_ACTS.get(one.asks, frozenset()) for one in held))
    return [f for f in chronology.facts_about(subjects, types=types) if f.by.ref == officer and _when(f) >= since] if types else []


def _decides(fact: Fact, asked: Asked) -> bool:
    data: Any = fact.data
    about = {a.ref for a in fact.about if a.ref.startswith(_OCCURRENCES)}
    return fact.type in _ACTS.get(asked.asks, ()) and getattr(data, "decision", "") not in _NOTHING and not about.isdisjoint(asked.about)


def _words(fact: Fact) -> str:
    """What an act decided, with what was written of it."""
    data: Any = fact.data
    written = getattr(data, "text", "") or getattr(data, "why", "")
    said = happening(fact, words, spoken=False)
    return f"{said}: {written}" if written else said


def _when(fact: Fact) -> datetime:
    return fact.recorded_at or fact.occurred.latest
