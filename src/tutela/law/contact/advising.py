"""What a specialist is asked about an incident, what they say, and whether it was acted on: none of it waits in silence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Final

from tutela.facts import Fact, Payload, contact
from tutela.law.contact import conditions as c
from tutela.law.contact.duties import FIM, HANDLER, REPEAT_OTHER, SUPERINTENDENT, SUPERVISOR
from tutela.law.kernel.clocks import NEXT_MORNING, within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Condition, Duty, Ladder, Once, Priority, Term, after_due, at_due, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.standing.said import one_of

SPECIALISTS: Final = (
    "detective_inspector@investigation", "detective_inspector@missing", "detective_inspector@exploitation", "coordinator@missing", "sergeant@referrals",
    "intelligence_officer@contact", "offender_manager@offenders",
)
"""Who may be asked: the role, and where it sits."""
_QUIET: Final = Ladder(
    (at_due(SUPERVISOR), after_due(within("contact.reassess.fim"), FIM), after_due(NEXT_MORNING, SUPERINTENDENT, priority=Priority.SECOND)), REPEAT_OTHER,
)


def waiting(facts: Iterable[Fact]) -> list[Fact]:
    """The requests that no specialist has answered yet, the oldest first. Advice that names no request answers those made before it."""
    return _left(facts, contact.SpecialistAsked, [f for f in facts if isinstance(f.data, contact.SpecialistAdvised)], "asked")


def unweighed(facts: Iterable[Fact]) -> list[Fact]:
    """The advice of which nobody said yet whether it was acted on, or not and why; the oldest first."""
    said = [f for f in facts if isinstance(f.data, contact.AdviceWeighed) and (f.data.decision == "acted_on" or f.data.reason.strip())]
    return _left(facts, contact.SpecialistAdvised, said, "advised")


def _left(facts: Iterable[Fact], kind: type[Payload], answers: list[Fact], by: str) -> list[Fact]:
    named = {getattr(f.data, by) for f in answers}
    plain = max((f.held_from for f in answers if getattr(f.data, by) is None), default=None)
    of_all = (f for f in facts if isinstance(f.data, kind) and f.id not in named and (plain is None or f.held_from > plain))
    return sorted(of_all, key=lambda f: (f.held_from, f.id))


def _requests(view: View) -> list[Fact]:
    return waiting([r.fact for r in view.of(contact.SpecialistAsked, contact.SpecialistAdvised)])


def _advice(view: View) -> list[Fact]:
    return unweighed([r.fact for r in view.of(contact.SpecialistAdvised, contact.AdviceWeighed)])


def every_request_answered(view: View, row: Row) -> Finding:
    """No request for advice waits."""
    waits = _requests(view)
    return (no if waits else yes)("contact.requests-waiting", row.fact, count=len(waits))


def all_advice_weighed(view: View, row: Row) -> Finding:
    """Of each piece of advice somebody said that it was acted on, or why not."""
    waits = _advice(view)
    return (no if waits else yes)("contact.advice-unweighed", row.fact, count=len(waits))


def _oldest(of: Callable[[View], list[Fact]], sentence: str) -> Callable[[View, Row], datetime]:
    def begins(view: View, row: Row) -> datetime:
        return max([row.fact.held_from, *(fact.held_from for fact in of(view)[:1])])

    begins.__doc__ = sentence
    return begins


def asked_of(role: str) -> Condition:
    """The oldest request that waits is to this role."""

    def it_is_to(view: View, row: Row) -> Finding:
        oldest: Any = next(iter(_requests(view)), row.fact)
        to = getattr(oldest.data, "to", "")
        return (yes if to == role else no)("contact.asked-of", oldest, to=to or "nobody")

    it_is_to.__doc__ = f"The oldest request that waits is to the {one_of([role.replace('@', ' of ')])}."
    return it_is_to


_OVER: Final = (on(contact.Closed, c.somebody_saw_the_child), on(contact.Closed, c.closed_and_of_no_child))
ANSWERED: Final = Duty(
    "contact.specialist-answered", "Answer the room: what does a specialist advise?", "incident", Basis.LOCAL_TARGET, ("hmicfrs-ny-2022 p45",),
    also=("IC-007",), opens=(on(contact.SpecialistAsked),), once_per=Once.WHILE_OPEN,
    origin=_oldest(_requests, "When the oldest request that still waits was made."),
    reads=(reads(contact.SpecialistAsked, contact.SpecialistAdvised, contact.Reported),),
    discharged_by=(on(contact.SpecialistAdvised, every_request_answered),), ends=_OVER,
    terms=(
        *(Term(within("contact.specialist.answer"), role, _QUIET, when=asked_of(role)) for role in SPECIALISTS),
        Term(within("contact.specialist.answer"), SUPERVISOR, _QUIET),
    ),
    why="Whoever asked waits with a child's risk in hand. Unanswered, the supervisor finds another who knows.",
)
WEIGHED: Final = Duty(
    "contact.specialist-weighed", "Say whether the advice was acted on, or why not", "incident", Basis.LOCAL_TARGET, ("hmicfrs-ny-2022 p45",),
    also=("IC-007",), opens=(on(contact.SpecialistAdvised),), once_per=Once.WHILE_OPEN,
    origin=_oldest(_advice, "When the oldest advice was given of which nobody said yet what came of it."),
    reads=(reads(contact.SpecialistAdvised, contact.AdviceWeighed, contact.Reported),),
    discharged_by=(on(contact.AdviceWeighed, all_advice_weighed),), ends=_OVER,
    terms=(Term(within("contact.specialist.weigh"), HANDLER, _QUIET),),
    why="Advice that nobody acts on protects nobody; why it was right not to is said by whoever has the log.",
)
DUTIES: Final = (ANSWERED, WEIGHED)
