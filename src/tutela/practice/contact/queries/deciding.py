"""Decisions recorded on an incident: what each is to bring the child, and what came of it."""

from __future__ import annotations

from tutela.facts.registry import name_of
from tutela.law.contact.deciding import TYPES, Decided, decided
from tutela.law.kernel.subjects import Subject
from tutela.record.chronology.queries import facts_about


def decisions(incident: str) -> list[Decided]:
    """Every recorded decision of an incident, the oldest first, in one query."""
    return decided(facts_about([Subject("incident", incident)], types=[name_of(kind) for kind in TYPES]))
