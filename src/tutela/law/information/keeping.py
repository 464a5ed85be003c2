"""How long a record is kept, reviewed by a person; what a legal hold stops; who may look, and whether looking is logged."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any, Final

from tutela.facts import information
from tutela.law.information.ladders import DPO, LATER, RECORDS, SIRO, at_end, by_the_day, by_the_month
from tutela.law.kernel.clocks import within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import LOCAL, Basis
from tutela.law.kernel.rules import Condition, Duty, Ladder, Once, Standard, Term, at_due, at_share, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.kernel.subjects import step
from tutela.law.standing.asked import by_another, first_of
from tutela.law.standing.said import both, gives, is_said, negated, says

_KEPT: Final = (information.RetentionClassed, information.RetentionReviewed)


def group_is(*groups: str) -> Condition:
    """The class that stands is one of these groups."""

    def the_group_is(view: View, row: Row) -> Finding:
        last: Any = view.last(information.RetentionClassed) or row
        group = getattr(last.fact.data, "group", "none")
        return (yes if group in groups else no)("information.group", last.fact, group=group)

    the_group_is.__doc__ = f"The record is in {', '.join(groups)}."
    return the_group_is


def after_a_review(view: View, row: Row) -> Finding:
    """It is counted from a review, not from the class."""
    ok = isinstance(row.fact.data, information.RetentionReviewed)
    return (yes if ok else no)("information.reviewed", row.fact)


def clear_since(view: View, row: Row) -> datetime:
    """Since when nothing has come to notice, as the class that stands says; else since it was classed."""
    last: Any = view.last(information.RetentionClassed) or row
    day = last.fact.data.clear_since
    return datetime.combine(day, time(), LOCAL).astimezone(UTC) if day else last.fact.held_from


def counted_from(view: View, row: Row) -> datetime:
    """From the clear period; after a review from that."""
    return row.at if isinstance(row.fact.data, information.RetentionReviewed) else clear_since(view, row)


_reviewed_groups: Final = group_is("group_1", "group_2")
RETENTION: Final = Duty(
    "information.retention-review", "Review whether the record is still needed", "child", Basis.NATIONAL_PRACTICE, ("app-rrd", "pirm-2023"),
    also=("XX-025",), certainty="medium", opens=(on(information.RetentionClassed),), recurs="rolling", origin=clear_since,
    applies=(_reviewed_groups,), reads=(reads(*_KEPT),),
    discharged_by=(on(information.RetentionReviewed, gives("why", "risk_factors")),),
    ends=(on(information.Disposed, says("extent", "whole")), on(information.RetentionClassed, negated(_reviewed_groups))),
    terms=(
        Term(within("information.retention.group_1"), RECORDS, by_the_month(at_end(RECORDS)), when=group_is("group_1"), also=("RET_REVIEW_G1",)),
        Term(within("information.retention.group_2"), RECORDS, by_the_month(at_end(RECORDS)), also=("RET_REVIEW_G2",)),
    ),
    why="A person decides with the risk factors before them. Nothing is disposed of by time alone.",
)
RETENTION_3: Final = Duty(
    "information.retention-review-3", "Review whether the record of group 3 is still needed, or may go", "child", Basis.NATIONAL_PRACTICE,
    ("app-rrd", "pirm-2023"),
    also=("RET_REVIEW_G3", "XX-025"), certainty="medium", once_per=Once.EACH,
    opens=(on(information.RetentionClassed), on(information.RetentionReviewed, gives("why", "risk_factors"))),
    applies=(group_is("group_3"),), origin=counted_from, reads=(reads(information.RetentionClassed),),
    discharged_by=(on(information.RetentionReviewed, gives("why", "risk_factors")),),
    ends=(on(information.Disposed, says("extent", "whole")), on(information.RetentionClassed)),
    terms=(
        Term(within("information.retention.group_3.next"), RECORDS, by_the_month(at_end(RECORDS)), when=after_a_review),
        Term(within("information.retention.group_3"), RECORDS, by_the_month(at_end(RECORDS))),
    ),
)
RECORD_FORCE: Final = step(
    "record-force", "child|adult|person|offender|document", "unit|force", information.DisposalProposed, information.DisposalApproved,
    information.RetentionClassed,
)
_HOLDS: Final = (information.LegalHoldPlaced, information.HoldLiftApproved)


def may_be_disposed_of(view: View, row: Row) -> Finding:
    """Another approves, a review decided it, and no legal hold stands on the record or on whose it is."""
    lifted = [r.fact.data.hold for r in view.of(information.HoldLiftApproved)]  # type: ignore[attr-defined]
    holds = [r for r in view.of(information.LegalHoldPlaced) if r.fact.data.hold not in lifted]  # type: ignore[attr-defined]
    review: Any = view.last(information.RetentionReviewed)
    decided = review is not None and review.fact.data.decision in ("dispose", "reduce") and is_said(review.fact.data.why)
    another = by_another("proposed_by")(view, row).holds
    seen = (row.fact, *(r.fact for r in holds), *((review.fact,) if review else ()))
    ok = not holds and decided and another
    return (yes if ok else no)("information.disposal", *seen, holds=len(holds), decided=decided, another=another)


def _disposal(kind: str) -> Standard:
    return Standard(
        f"information.disposal-{kind}", "Nothing is disposed of under a legal hold, without a review, or by one person alone", kind, Basis.NATIONAL_PRACTICE,
        ("pirm-2023", "app-rrd"), also=("XX-025",), acts=(on(information.DisposalApproved),), met=may_be_disposed_of,
        reads=(reads(*_HOLDS, information.RetentionReviewed), reads(*_HOLDS, through=RECORD_FORCE)), to=(RECORDS, DPO), refuses=True,
    )


LOOKED_INTO: Final = Duty(
    "information.access-looked-into", "Find out why the record was looked at", "officer", Basis.LOCAL_TARGET, ("dpa-2018 s62(4)", "local"), also=("XX-006",),
    once_per=Once.WHILE_OPEN, opens=(on(information.AccessQuestioned),),
    discharged_by=(on(information.AccessLookedInto, says("outcome", "proper", "improper")),),
    terms=(Term(within("information.access.question"), DPO, by_the_day(at_share(0.5, DPO), at_end(DPO))),),
)
EMERGENCY: Final = Duty(
    "information.emergency-access-reviewed", "Say whether the emergency access was right", "officer", Basis.LOCAL_TARGET, ("local",), also=("XX-013",),
    once_per=Once.WHILE_OPEN, opens=(on(information.EmergencyAccessUsed),), discharged_by=(on(information.EmergencyAccessReviewed, gives("why")),),
    terms=(Term(within("information.access.emergency"), DPO, by_the_day(at_end(DPO))),),
    why="Whoever needs it in an emergency has it at once; somebody else looks at it the next day.",
)
privileged: Final = says("privileged", True)
CONFIRMED: Final = Duty(
    "information.access-confirmed", "Look whether the access is still needed", "officer", Basis.NATIONAL_POLICY, ("pds-iam",), also=("IAM_ACCESS_REVIEW",),
    certainty="medium", once_per=Once.WHILE_OPEN, opens=(on(information.AccessGiven),), recurs="rolling",
    discharged_by=(on(information.AccessConfirmed, says("still_needed", True)),), ends=(on(information.AccessTakenAway),),
    terms=(
        Term(within("information.access.privileged"), DPO, by_the_month(at_share(0.9, DPO), at_end(DPO)), when=privileged),
        Term(within("information.access.standard"), DPO, by_the_month(at_share(0.9, DPO), at_end(DPO))),
    ),
)
STATEMENT: Final = Duty(
    "information.accessibility-statement", "Review the accessibility statement", "document", Basis.REGULATIONS, ("psbar-2018 reg 8",), also=("ACC_STATEMENT",),
    opens=(on(information.AccessibilityStatementReviewed),), recurs="rolling", discharged_by=(on(information.AccessibilityStatementReviewed),),
    terms=(Term(within("information.accessibility"), DPO, by_the_month(at_share(0.9, DPO), at_end(DPO))),),
    why="The regulations ask for a statement that is kept up to date; that it is looked at each year is the monitoring body's practice.",
)


def _logging(kind: str) -> Duty:
    return Duty(
        f"information.logging-{kind}", "Make the system log again, and say what was lost", kind, Basis.STATUTE, ("dpa-2018 s62",), also=("DP_LOG", "XX-006"),
        once_per=Once.WHILE_OPEN, opens=(on(information.LoggingFailed),), applies=(first_of(kind, "unit", "force"),),
        discharged_by=(on(information.LoggingRestored, gives("lost")),),
        terms=(Term(within("information.logging"), DPO, Ladder((at_share(0.5, DPO), at_due(SIRO, DPO, asks="ask.information", priority=LATER)),
                                                             within("information.repeat.day")), informs=(SIRO,)),),
        why="The Act knows no time without a log; the hours are a local target.",
    )


DUTIES: Final = (RETENTION, RETENTION_3, LOOKED_INTO, EMERGENCY, CONFIRMED, STATEMENT, _logging("unit"), _logging("force"))


def used_by_the_same(view: View, row: Row) -> Finding:
    """Who reviews is who used it, or is not known."""
    used = view.last(information.EmergencyAccessUsed)
    same = row.fact.by.ref is None or (used is not None and used.fact.by.ref == row.fact.by.ref)
    return (yes if same else no)("information.same-person", row.fact, *((used.fact,) if used else ()))


def hold_lifted_by_another(kind: str) -> Standard:
    """Two people lift a hold."""
    return Standard(
        f"information.hold-lifted-{kind}", "A legal hold is lifted by another than who asked, with the reason", kind, Basis.NATIONAL_PRACTICE, ("pirm-2023",),
        also=("XX-012",), acts=(on(information.HoldLiftApproved),), met=by_another(reason="reason"), to=(RECORDS, DPO), refuses=True,
    )


STANDARDS: Final = (
    _disposal("child"), _disposal("document"), hold_lifted_by_another("child"), hold_lifted_by_another("force"),
    Standard(
        "information.emergency-by-another", "An emergency access is judged by another than who used it", "officer", Basis.LOCAL_TARGET, ("local",),
        also=("XX-012",),
        acts=(on(information.EmergencyAccessReviewed),), met=both(gives("why"), negated(used_by_the_same)),
        reads=(reads(information.EmergencyAccessUsed),), to=(DPO,),
    ),
)
