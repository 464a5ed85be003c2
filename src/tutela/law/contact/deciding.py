"""What a recorded decision is to bring the child, and what it brought: neither stays unsaid."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

import msgspec

from tutela.facts import Fact, contact
from tutela.law.contact.duties import FIM, REPEAT_OTHER, SUPERINTENDENT, SUPERVISOR
from tutela.law.kernel.clocks import NEXT_MORNING, within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Ladder, Once, Priority, Term, after_due, at_due, on, reads
from tutela.law.kernel.situation import Row, View

_LADDER: Final = Ladder((at_due(FIM, priority=Priority.SECOND), after_due(NEXT_MORNING, SUPERINTENDENT, priority=Priority.SECOND)), REPEAT_OTHER)
TYPES: Final = (contact.DecisionRecorded, contact.ResultExpected, contact.ResultRecorded)


class Decided(msgspec.Struct, frozen=True):
    """One recorded decision: what it is expected to bring the child, by when, and what came of it."""

    fact: Fact
    result: str
    by_when: datetime | None
    came: Fact | None


def decided(facts: Iterable[Fact]) -> list[Decided]:
    """Every recorded decision with what was said of it since, the oldest first."""
    every: list[Any] = sorted(facts, key=lambda f: (f.held_from, f.id))
    made = [f for f in every if isinstance(f.data, contact.DecisionRecorded)]

    def last(kind: type, of: Fact) -> Any:
        """What was said last of a decision: by its id, or without one, of whatever had been decided by then."""
        said: list[Any] = [f for f in every if isinstance(f.data, kind) and f.held_from >= of.held_from]
        return next((f for f in reversed(said) if f.data.decision in (None, of.id)), None)

    found = []
    for f in made:
        later, came = last(contact.ResultExpected, f), last(contact.ResultRecorded, f)
        found.append(Decided(f, later.data.result if later else f.data.result, (later.data.by_when if later else None) or f.data.by_when, came))
    return found


def _of(view: View) -> list[Decided]:
    return decided(r.fact for r in view.of(*TYPES))


def says_no_result(view: View, row: Row) -> Finding:
    """The decision does not say what it is to bring the child."""
    return (no if row.fact.data.result.strip() else yes)("contact.result-said", row.fact)  # type: ignore[attr-defined]


def every_result_expected(view: View, row: Row) -> Finding:
    """Of each decision it is said what it is to bring the child."""
    waits = [one for one in _of(view) if not one.result.strip()]
    return (no if waits else yes)("contact.results-unsaid", row.fact, count=len(waits))


def every_result_recorded(view: View, row: Row) -> Finding:
    """Of each decision it is said what came of it for the child."""
    waits = [one for one in _of(view) if one.came is None]
    return (no if waits else yes)("contact.results-open", row.fact, count=len(waits))


def first_result(view: View, row: Row) -> datetime:
    """When the first result that nobody has looked at was expected, or its decision made where no time was given."""
    every = _of(view)
    waits = [one for one in every if one.came is None] or every
    return min((one.by_when or one.fact.held_from for one in waits), default=row.fact.held_from)


DUTIES: Final = (
    Duty(
        "contact.result-expected", "Say what the decision is to bring the child", "incident", Basis.INSPECTORATE_EXPECTATION, ("hmicfrs-ny-2022 p44",),
        also=("IC-004",), opens=(on(contact.DecisionRecorded, says_no_result),), once_per=Once.WHILE_OPEN, reads=(reads(*TYPES),),
        discharged_by=(on(contact.ResultExpected, every_result_expected),), terms=(Term(within("contact.result.expected"), SUPERVISOR, _LADDER),),
        why="The decision stands and is acted on. One that does not say what the child is to have of it cannot be looked at later.",
    ),
    Duty(
        "contact.result-recorded", "Say what came of the decision for the child", "incident", Basis.INSPECTORATE_EXPECTATION, ("hmicfrs-ny-2022 p44",),
        also=("IC-004",), opens=(on(contact.DecisionRecorded),), once_per=Once.WHILE_OPEN, origin=first_result, reads=(reads(*TYPES),),
        discharged_by=(on(contact.ResultRecorded, every_result_recorded),), terms=(Term(within("contact.result.recorded"), SUPERVISOR, _LADDER),),
        why="What was meant for the child is set beside what the child had.",
    ),
)
