"""Decisions of an incident and its searches that may be disputed, and what was disputed and answered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from tutela.facts import Fact
from tutela.law.contact.challenging import unmet
from tutela.law.kernel.subjects import Subject
from tutela.record.chronology.queries import facts_about

DECISIONS: Final = (
    "contact.Graded", "contact.LoweringApproved", "contact.LoweringDeclined", "contact.ResourceDecided", "contact.Reviewed", "contact.AssignedToTelephone",
    "contact.AppointmentMade", "contact.Recoded", "contact.Closed", "missing.RiskGraded", "missing.LoweringApproved", "missing.LoweringDeclined",
    "missing.Reviewed", "missing.EpisodeClosed",
)
"""What somebody decides of a log or a search."""
_TYPES: Final = ("contact.DecisionChallenged", "contact.ChallengeMet")
LATEST: Final = 8


class Disputed(msgspec.Struct, frozen=True):
    """One challenge: the decision that it is about, if it is known, and its answers."""

    challenge: Fact
    decision: Fact | None
    answers: tuple[Fact, ...]


class Challenging(msgspec.Struct, frozen=True):
    """The latest decisions first, what was disputed, the oldest first, and what of it waits for an answer."""

    decisions: tuple[Fact, ...]
    rows: tuple[Disputed, ...]
    waiting: tuple[Fact, ...]


def challenging(refs: Iterable[str]) -> Challenging:
    """Read it, in one query, for an incident and its searches."""
    subjects = [Subject("incident" if ref.startswith("i:") else "episode", ref) for ref in refs]
    facts = sorted(facts_about(subjects, types=(*DECISIONS, *_TYPES)), key=lambda f: (f.held_from, f.id))
    made = {f.id: f for f in facts if f.type in DECISIONS and f.by.role != "system"}
    answers = [f for f in facts if f.type == "contact.ChallengeMet"]
    rows = tuple(
        Disputed(f, made.get(f.data.decision), tuple(a for a in answers if a.data.challenge == f.id))  # type: ignore[attr-defined]
        for f in facts if f.type == "contact.DecisionChallenged"
    )
    return Challenging(tuple(reversed(made.values())), rows, tuple(unmet(facts)))
