"""When a recommendation slips, is reopened, or its theme is found again: the assurance lead decides whether the force looks closer."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from tutela.facts import governance
from tutela.law.governance.ladders import ACC, LEAD, to_gold
from tutela.law.governance.recommendations import CLAUSE_OF, RECOMMENDATION_REPORT, by_another_than_owner, own_date, published, whole
from tutela.law.kernel.clocks import within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Once, Term, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.standing.said import gives, says

_BY: Final = {
    "immediately": "governance.recommendation.immediate", "three_months": "governance.recommendation.three", "six_months": "governance.recommendation.six",
}
_SHOWS: Final = (governance.CompletionVerified, governance.EvidenceAccepted, governance.ClosureApproved)


def long_overdue(view: View, row: Row) -> datetime | None:
    """So long after its date; what was reopened, at once."""
    if isinstance(row.fact.data, governance.Reopened):
        return row.at
    found: Any = whole(view, row)
    deadline: str = found.fact.data.deadline if found else "none"
    due = view.lawbook.after(_BY[deadline], published(view, row)) if deadline in _BY else own_date(view, row)
    return view.lawbook.after("governance.scrutiny.overdue", due) if due else None


def slipped(view: View, row: Row) -> Finding:
    """It was reopened, or nobody but its owner has shown by then that it is met."""
    if isinstance(row.fact.data, governance.Reopened):
        return yes("governance.reopened", row.fact)
    shown = [
        r.fact for r in view.of(*_SHOWS)
        if (says("by", "inspectorate")(view, r) if isinstance(r.fact.data, governance.ClosureApproved) else by_another_than_owner(view, r)).holds
    ]
    return (no if shown else yes)("governance.not-shown", row.fact, *shown[-1:], shown=bool(shown))


def _closer(kind: str, **rest: Any) -> Duty:
    return Duty(
        f"governance.scrutiny-{kind}", "Decide whether to look closer, and why", kind, Basis.INSPECTORATE_EXPECTATION, ("hmicfrs-ny-2022 p351",),
        also=("GO-014",), once_per=Once.WHILE_OPEN, discharged_by=(on(governance.ScrutinyDecided, gives("why")),),
        terms=(Term(within("governance.scrutiny"), LEAD, to_gold(LEAD), informs=(ACC,)),),
        why="The rule proposes, with its facts; the assurance lead decides: closer, as before, or ended.", **rest,
    )


DUTIES: Final = (
    _closer(
        "recommendation", opens=(on(governance.RecommendationMade), on(governance.ClauseMade, as_="clause"), on(governance.Reopened)),
        applies=(slipped,), delay=long_overdue, origin=long_overdue, reads=(
            reads(
                governance.RecommendationMade, governance.ClauseMade, governance.ActionCompleted, governance.EvidenceOffered, governance.OwnerNamed,
                governance.OwnerAccepted, *_SHOWS,
            ),
            reads(governance.ReportPublished, through=RECOMMENDATION_REPORT), reads(governance.RecommendationMade, through=CLAUSE_OF),
        ),
    ),
    _closer("inspection", opens=(on(governance.FindingRepeatedNoticed),)),
)
