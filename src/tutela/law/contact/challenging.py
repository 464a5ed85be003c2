"""A decision on an open log that somebody of any rank disputes: whoever made it answers, with the reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from tutela.facts import Fact, contact
from tutela.law.contact.duties import DETECTIVE_CHIEF_INSPECTOR, FIM, REPEAT_OTHER, SUPERINTENDENT, SUPERVISOR
from tutela.law.kernel.clocks import NEXT_MORNING, within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Condition, Duty, Ladder, Once, Priority, Term, after_due, at_due, on, reads
from tutela.law.kernel.situation import Row, View

DECIDERS: Final = (
    "call_handler@contact", "dispatcher@contact", "supervisor@contact", FIM, "inspector@contact", SUPERINTENDENT, "cii@missing", "coordinator@missing",
    "detective_inspector@investigation", "detective_inspector@missing", "sergeant@response", "response_officer@response",
)
"""Whose decisions are disputed: the role, and where it sits. A decision of anybody else is the force incident manager's to answer for."""
_DETECTIVES: Final = frozenset({"detective_inspector@investigation", "detective_inspector@missing"})


def unmet(facts: Iterable[Fact]) -> list[Fact]:
    """The challenges that nobody but who raised them has answered with a reason, the oldest first."""
    every: list[Any] = list(facts)
    raised = {f.id: f for f in every if isinstance(f.data, contact.DecisionChallenged)}
    answers = [f for f in every if isinstance(f.data, contact.ChallengeMet) and f.data.why.strip()]
    met = {
        key for key, f in raised.items()
        if any(a.data.challenge in (None, key) and a.held_from >= f.held_from and (a.by.ref is None or a.by.ref != f.by.ref) for a in answers)
    }
    return sorted((f for key, f in raised.items() if key not in met), key=lambda f: (f.held_from, f.id))


def _waits(view: View) -> list[Fact]:
    return unmet([r.fact for r in view.of(contact.DecisionChallenged, contact.ChallengeMet)])


def every_challenge_met(view: View, row: Row) -> Finding:
    """Each challenge has an answer with its reason, by another than who raised it."""
    waits = _waits(view)
    return (no if waits else yes)("contact.challenges-waiting", row.fact, count=len(waits))


def oldest_challenge(view: View, row: Row) -> datetime:
    """When the oldest challenge that still waits was raised."""
    return max([row.fact.held_from, *(fact.held_from for fact in _waits(view)[:1])])


def decided_by(role: str) -> Condition:
    """The decision that is disputed was made in this role."""

    def it_was(view: View, row: Row) -> Finding:
        oldest: Any = next(iter(_waits(view)), row.fact)
        to = getattr(oldest.data, "to", "")
        return (yes if to == role else no)("contact.asked-of", oldest, to=to or "nobody")

    it_was.__doc__ = f"The decision that is disputed was made by the {role.replace('_', ' ').replace('@', ' of ')}."
    return it_was


def _ladder(role: str) -> Ladder:
    above = DETECTIVE_CHIEF_INSPECTOR if role in _DETECTIVES else SUPERINTENDENT if role in (FIM, SUPERINTENDENT, "inspector@contact") else FIM
    return Ladder((at_due(above, SUPERVISOR), after_due(NEXT_MORNING, SUPERINTENDENT, priority=Priority.SECOND)), REPEAT_OTHER)


CHALLENGED: Final = Duty(
    "contact.challenge-met", "Answer the challenge to your decision", "incident", Basis.LOCAL_TARGET, ("hmicfrs-nn-2019 p112",), also=("IC-052",),
    opens=(on(contact.DecisionChallenged),), once_per=Once.WHILE_OPEN, origin=oldest_challenge,
    reads=(reads(contact.DecisionChallenged, contact.ChallengeMet),), discharged_by=(on(contact.ChallengeMet, every_challenge_met),),
    terms=(
        *(Term(within("contact.challenge"), role, _ladder(role), when=decided_by(role)) for role in DECIDERS),
        Term(within("contact.challenge"), FIM, _ladder(FIM)),
    ),
    why="Anybody may see what the decider did not. The decision stands until they answer; not answering is not deciding.",
)
DUTIES: Final = (CHALLENGED,)
