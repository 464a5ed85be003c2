"""The disclosure scheme for those who ask, and meetings under the multi-agency arrangements."""

from __future__ import annotations

from typing import Any, Final

from tutela.facts import offenders
from tutela.law.kernel.clocks import within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Condition, Duty, Once, Priority, Term, at_due, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.offenders.ladders import DI, OM, SERGEANT, by_the_day, by_the_week, due, in_days
from tutela.law.offenders.said import ENDS_FILE, make, the_offender

_POLICY: Final = Basis.NATIONAL_POLICY
checked: Final = make(
    "offenders.application-checked", "Checked, and whether there is immediate risk was decided.",
    lambda data: data.immediate_risk is not None,
)
proved: Final = make(
    "offenders.applicant-proved", "Seen or spoken to, with proof of who they are and how they stand to the child.",
    lambda data: data.identity_proved is True and data.relationship_proved is True,
)
considered: Final = make(
    "offenders.child-considered", "The child was considered though the application is withdrawn.",
    lambda data: data.child_considered is True,
)
decided: Final = make("offenders.application-decided", "Decided, with the reason.", lambda data: bool(data.why.strip()))
dangerous: Final = make("offenders.immediate-danger", "Immediate danger was said.", lambda data: data.immediate_danger is True)
_CLOSED: Final = (on(offenders.DisclosureApplicationClosed), on(offenders.DisclosureApplicationWithdrawn, considered))

CHECKS: Final = Duty(
    "offenders.scheme-checks", "Make the first checks, and decide whether there is immediate risk", "request", _POLICY, ("csods-guidance",),
    also=("CSODS_24H",),
    opens=(on(offenders.DisclosureApplicationReceived),), once_per=Once.SUBJECT, discharged_by=(on(offenders.DisclosureApplicationChecked, checked),),
    terms=(
        Term(within("offenders.scheme.checks"), OM, in_days(at_due(SERGEANT, DI)), when=dangerous, priority=Priority.FIRST),
        Term(within("offenders.scheme.checks"), OM, by_the_day(due(SERGEANT))),
    ),
)
INTERVIEW: Final = Duty(
    "offenders.scheme-interview", "See the applicant, with proof of who they are", "request", _POLICY, ("csods-guidance",), also=("CSODS_INTERVIEW",),
    opens=(on(offenders.DisclosureApplicationReceived),), once_per=Once.SUBJECT, discharged_by=(on(offenders.DisclosureApplicantInterviewed, proved),),
    ends=_CLOSED, terms=(Term(within("offenders.scheme.interview"), OM, by_the_day(due(SERGEANT))),),
)
DECIDED: Final = Duty(
    "offenders.scheme-decision", "Decide whether, what and to whom to disclose", "request", _POLICY, ("csods-guidance",), also=("CSODS_DECISION",),
    certainty="medium", opens=(on(offenders.DisclosureApplicationReceived),), once_per=Once.SUBJECT,
    discharged_by=(on(offenders.DisclosureApplicationDecided, decided),), ends=_CLOSED,
    terms=(Term(within("offenders.scheme.decision"), DI, by_the_day(due(DI))),), why="Counted from the application; older texts count from the interview.",
)
TOLD: Final = Duty(
    "offenders.scheme-told", "Tell the applicant what became of it", "request", _POLICY, ("csods-guidance",), also=("CSODS_DECISION",), certainty="medium",
    opens=(on(offenders.DisclosureApplicationDecided),), once_per=Once.WHILE_OPEN, discharged_by=(on(offenders.DisclosureApplicantTold),), ends=_CLOSED,
    terms=(Term(within("offenders.scheme.told"), OM, by_the_week(due(SERGEANT))),),
)


def level_is(which: str) -> Condition:
    """The level of management, as last set."""

    def the_level(view: View, row: Row) -> Finding:
        last = view.last(offenders.MappaLevelSet, offenders.MappaEnded)
        data: Any = last.fact.data if last else None
        ok = isinstance(data, offenders.MappaLevelSet) and data.level == which
        return (yes if ok else no)("offenders.mappa-level", *((last.fact,) if last else ()))

    the_level.__doc__ = f"Managed at level {which}."
    return the_level


higher: Final = make("offenders.mappa-higher", "Level 2 or 3.", lambda data: data.level in ("2", "3"))
at_level_1: Final = make("offenders.mappa-level", "Level 1.", lambda data: data.level == "1")
MAPPA: Final = Duty(
    "offenders.mappa-meeting", "Hold the next meeting at the higher level", "offender", Basis.STATUTORY_GUIDANCE, ("mappa-guidance",),
    also=("MAPPA_L2", "MAPPA_L3"),
    certainty="medium", opens=(on(offenders.MappaLevelSet, higher),), applies=(the_offender,), reads=(reads(offenders.MappaLevelSet, offenders.MappaEnded),),
    once_per=Once.WHILE_OPEN, recurs="rolling", discharged_by=(on(offenders.MappaMeetingHeld),),
    ends=(*ENDS_FILE, on(offenders.MappaEnded), on(offenders.MappaLevelSet, at_level_1)),
    terms=(
        Term(within("offenders.mappa.3"), SERGEANT, by_the_week(due(DI)), when=level_is("3")),
        Term(within("offenders.mappa.2"), SERGEANT, by_the_week(due(DI))),
    ),
    why="The chair's to hold; the force watches. The intervals are those commonly used.",
)
PROBATION: Final = Duty(
    "offenders.probation-answer", "Ask probation again for what was asked", "offender", Basis.LOCAL_TARGET, ("hmicfrs-ny-2022 p309",), also=("RO-007",),
    opens=(on(offenders.ProbationAsked),), applies=(the_offender,), once_per=Once.WHILE_OPEN, discharged_by=(on(offenders.ProbationAnswered),), ends=ENDS_FILE,
    terms=(Term(within("offenders.probation"), OM, by_the_week(due(OM, SERGEANT))),),
)
DUTIES: Final = (CHECKS, INTERVIEW, DECIDED, TOLD, MAPPA, PROBATION)
