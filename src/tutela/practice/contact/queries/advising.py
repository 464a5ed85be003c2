"""What specialists were asked about an incident, what they said, and what came of it; as one viewer may know of it."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from tutela.facts import Fact
from tutela.law.contact.advising import unweighed, waiting
from tutela.law.kernel.subjects import Subject
from tutela.record.chronology.queries import facts_about

TYPES: Final = ("contact.SpecialistAsked", "contact.SpecialistAdvised", "contact.AdviceWeighed")


class Asked(msgspec.Struct, frozen=True):
    """One question, or advice that nobody had asked for: what was said, and what came of it."""

    asked: Fact | None
    given: tuple[Fact, ...]
    weighed: dict[str, Fact]
    """By the advice that it is about."""


class Advising(msgspec.Struct, frozen=True):
    """All of it for one incident, the oldest first."""

    rows: tuple[Asked, ...]
    waiting: tuple[Fact, ...]
    """Questions that wait for an answer."""
    unweighed: tuple[Fact, ...]
    """Advice of which nobody said what came of it."""


def advising(incident: str) -> Advising:
    """Read it, in one query."""
    facts = sorted(facts_about([Subject("incident", incident)], types=TYPES), key=lambda f: (f.held_from, f.id))
    of = {name: [f for f in facts if f.type == name] for name in TYPES}
    given: Any = of["contact.SpecialistAdvised"]
    questions = {f.id for f in of["contact.SpecialistAsked"]}
    said: Any = of["contact.AdviceWeighed"]
    weighed = {w.data.advised: w for w in said if w.data.advised}
    rows = [
        Asked(asked=q, given=tuple(f for f in given if f.data.asked == q.id), weighed=weighed) for q in of["contact.SpecialistAsked"]
    ]
    rows += [Asked(asked=None, given=(f,), weighed=weighed) for f in given if f.data.asked not in questions]
    rows.sort(key=lambda r: r.asked.held_from if r.asked else r.given[0].held_from)
    return Advising(rows=tuple(rows), waiting=tuple(waiting(facts)), unweighed=tuple(unweighed(facts)))
