"""The response grade that stands: the highest given, until a lowering is approved by another; never below what the risk demands."""

from __future__ import annotations

from typing import Any, Final

from tutela.facts import contact, missing, people
from tutela.law.kernel.age import AGE_FACTS
from tutela.law.kernel.rules import Reads, reads
from tutela.law.kernel.situation import Row, View, by_ref
from tutela.law.standing.risk import ORDER
from tutela.law.standing.steps import INCIDENT_CHILD, INCIDENT_EPISODES

URGENCY: Final = {"no_deployment": 0, "scheduled": 1, "routine": 2, "priority": 3, "prompt": 3, "immediate": 4}
APPROVERS: Final = frozenset({
    "supervisor", "fim", "inspector", "sergeant", "chief_inspector", "superintendent", "detective_inspector", "detective_chief_inspector",
})

GRADE_READS: Final[tuple[Reads, ...]] = (
    reads(contact.Reported, missing.Reported, contact.Graded, contact.LoweringApproved, missing.RiskGraded),
    reads(missing.RiskGraded, contact.Graded, contact.LoweringApproved, through=INCIDENT_EPISODES),
    reads(*AGE_FACTS, people.MarkerRecorded, through=INCIDENT_CHILD),
)
"""What a rule on an incident declares when it asks for the response grade."""


def approved_by_another(act: Row) -> bool:
    """Was this approval given by a supervisor or above who is not the one who asked?"""
    data: Any = act.fact.data
    by = act.fact.by
    return by.role in APPROVERS and (by.ref is None or by.ref != data.requested_by)


def grade(view: View) -> tuple[str | None, Row | None]:
    """The response grade that stands and the act that set it; ``None`` before anybody graded. A correction lowers nothing by itself."""
    stands: str | None = None
    by: Row | None = None
    for row in view.ever(contact.Graded, contact.LoweringApproved, missing.RiskGraded):
        data: Any = row.fact.data
        if isinstance(data, missing.RiskGraded):
            new = "immediate" if data.level == "high" else "priority"
            counts = stands is None or URGENCY[new] > URGENCY[stands]
        elif isinstance(data, contact.Graded):
            new = data.grade
            counts = stands is None or URGENCY[new] >= URGENCY[stands]
        else:
            new = data.grade
            counts = approved_by_another(row) and (URGENCY[new] >= URGENCY["immediate"] or not _high(view, row))
        if counts:
            stands, by = new, row
    return stands, by


def _high(view: View, before: Row) -> bool:
    """Is a child of this incident graded high? Then the response is immediate and nobody chooses another."""
    for rows in by_ref((r for r in view.ever(missing.RiskGraded) if r.at <= before.at), "episode").values():
        if max(ORDER[r.fact.data.level] for r in rows) == ORDER["high"]:  # type: ignore[attr-defined]
            return True
    return False
