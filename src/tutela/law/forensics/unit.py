"""The unit: a store that is nearly full, a queue that grows."""

from __future__ import annotations

from typing import Any, Final

from tutela.facts import forensics, governance
from tutela.law.forensics.ladders import ACC, HEAD, LATER, at_end
from tutela.law.kernel.clocks import within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Ladder, Once, Term, after_due, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.standing.said import gives

QUEUES: Final = frozenset({"digital-examination", "digital-triage", "image-grading"})
_EXPECTED: Final = Basis.INSPECTORATE_EXPECTATION


def nearly_full(view: View, row: Row) -> Finding:
    """The store is as full as asks for a decision."""
    percent: int = row.fact.data.percent_full  # type: ignore[attr-defined]
    return (yes if percent >= view.number("forensics.storage.full") else no)("forensics.store", row.fact, percent=percent)


STORAGE: Final = Duty(
    "forensics.storage", "Decide about the store that is nearly full, with the cases that it touches", "unit", _EXPECTED, ("hmicfrs-nn-2019 p248",),
    also=("IN-096",), opens=(on(forensics.StorageMeasured, nearly_full),), once_per=Once.WHILE_OPEN,
    discharged_by=(on(forensics.StorageDecided, gives("why")),),
    terms=(Term(within("forensics.storage"), ACC, Ladder((
        at_end(HEAD), after_due(within("forensics.superintendent"), ACC, HEAD, asks="ask.storage", priority=LATER),
    ), within("forensics.repeat.days")), informs=(HEAD,)),),
)


def has_grown(view: View, row: Row) -> Finding:
    """More wait than at the count before."""
    data: Any = row.fact.data
    before = [r.fact for r in view.of(governance.BacklogCounted) if r.key < row.key and r.fact.data.queue == data.queue]  # type: ignore[attr-defined]
    was: Any = before[-1].data if before else None
    grown = data.queue in QUEUES and was is not None and data.waiting > was.waiting
    return (yes if grown else no)("forensics.grown", row.fact, *before[-1:], waiting=data.waiting, was=was.waiting if was else "not known")


GROWTH: Final = Duty(
    "forensics.growth", "Say why more devices wait than before, and what is done", "unit", _EXPECTED, ("hmicfrs-nn-2019 p248",), also=("IN-094",),
    opens=(on(governance.BacklogCounted, has_grown),), once_per=Once.WHILE_OPEN, reads=(reads(governance.BacklogCounted),),
    discharged_by=(on(forensics.QueueGrowthExplained, gives("cause", "done")),),
    terms=(Term(within("forensics.growth"), HEAD, Ladder((
        at_end(HEAD), after_due(within("forensics.superintendent.weeks"), ACC, asks="ask.growth", priority=LATER),
    ), within("forensics.repeat"))),),
)
DUTIES: Final = (STORAGE, GROWTH)
