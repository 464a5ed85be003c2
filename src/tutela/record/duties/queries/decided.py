"""What was decided on the risk while duties were not done: who decided what, of which duty, when, for whoever carries it out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

import msgspec

from tutela.foundations.access.viewer import Viewer
from tutela.foundations.kit import refs
from tutela.law.kernel.subjects import Subject
from tutela.record.chronology.queries import facts_about, readable
from tutela.record.duties.models import Duty
from tutela.record.duties.queries.cards import cards

_DECIDED: Final = "duties.RiskDecided"


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """One decision, whole."""

    duty: str
    """The reference of the duty on which it was decided."""
    subject: str
    """The record of which the duty is owed."""
    title: str
    decision: str
    why: str
    by: str
    role: str
    at: datetime


def decided(viewer: Viewer, subjects: Iterable[str], *, at: datetime) -> tuple[Decided, ...]:
    """The decisions on duties about some records, the latest first; none on a duty, or in words, of which the viewer may not know."""
    named = list(subjects)
    facts = facts_about([Subject(refs.split(ref)[0], ref) for ref in named], types=[_DECIDED])
    if not facts:
        return ()
    access = readable(viewer, facts, at=at)
    openings: list[Any] = [fact.data for fact in facts]
    rows = Duty.objects.filter(ref__in=named, opening__in={data.opening for data in openings})
    seen = {(card.code, card.opening, card.subject): card for card in cards(viewer, rows, at=at)}
    replaced = {fact.supersedes for fact in facts if fact.supersedes}
    made = []
    for fact in facts:
        data: Any = fact.data
        card = next((found for a in fact.about if (found := seen.get((data.duty, data.opening, a.ref)))), None)
        if card is not None and access[fact.id] == "full" and fact.id not in replaced:
            made.append(Decided(
                duty=card.ref, subject=card.subject, title=card.title, decision=data.decision, why=data.why, by=fact.by.ref or "", role=fact.by.role,
                at=fact.occurred.earliest,
            ))
    return tuple(sorted(made, key=lambda one: one.at, reverse=True))
