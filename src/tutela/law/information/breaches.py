"""Personal data breaches: the Commissioner within 72 hours, people at high risk without undue delay, a record of each."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from tutela.facts import information
from tutela.law.information.ladders import DPO, SIRO, at_end, by_the_day, legal
from tutela.law.kernel.clocks import within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Ladder, Once, Priority, Standard, Term, at_due, at_share, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.standing.asked import countersigned
from tutela.law.standing.said import both, either, gives, is_said, says

is_a_risk: Final = says("risk", "risk", "high")
is_high: Final = says("risk", "high")
no_risk_reasoned: Final = both(says("risk", "unlikely"), gives("why"))


def not_yet_reported(view: View, row: Row) -> Finding:
    """The Commissioner has not been told of this breach."""
    told = view.first(information.DataBreachReported)
    return no("information.breach-reported", told.fact) if told else yes("information.breach-not-reported", row.fact)


def everybody_told(view: View, row: Row) -> Finding:
    """The people concerned were told, all of them, and how."""
    data: Any = row.fact.data
    ok = not data.not_told and is_said(data.how)
    return (yes if ok else no)("information.people-told", row.fact, not_told=data.not_told or 0)


def in_danger(view: View, row: Row) -> Finding:
    """Nobody has said what protects whom it puts in danger."""
    said = is_said(row.fact.data.safety_plan)  # type: ignore[attr-defined]
    return (no if said else yes)("information.safety-plan", row.fact)


def late_with_reasons(view: View, row: Row) -> Finding:
    """Told in time, or with the reasons for the delay."""
    noticed = view.first(information.DataBreachNoticed)
    aware = noticed.fact.held_from if noticed else row.at
    late = row.at - aware > view.lawbook.span("information.breach.report", aware)
    ok = not late or is_said(row.fact.data.reasons_if_late)  # type: ignore[attr-defined]
    seen = (row.fact, noticed.fact) if noticed else (row.fact,)
    return (yes if ok else no)("information.late-reasons", *seen, hours=round((row.at - aware) / timedelta(hours=1)))


def breach_is_done(view: View, row: Row) -> Finding:
    """Facts, effects and what was done are on record; the Commissioner and the people are told where they must be; another approves."""
    assessed = view.last(information.DataBreachAssessed)
    said: Any = assessed.fact.data if assessed else None
    lacks = [] if said and is_said(said.why) else ["assessment"]
    if said and said.risk != "unlikely" and not view.of(information.DataBreachReported):
        lacks.append("commissioner")
    told = any(everybody_told(view, r).holds for r in view.of(information.DataBreachPeopleTold)) or view.of(information.DataBreachTellingExempted)
    if said and said.risk == "high" and not told:
        lacks.append("people")
    if not view.of(information.DataBreachContained):
        lacks.append("remedy")
    if not countersigned(view, row).holds:
        lacks.append("approval")
    seen = (row.fact, assessed.fact) if assessed else (row.fact,)
    return no("information.breach-lacks", *seen, lacks=tuple(lacks)) if lacks else yes("information.breach-done", *seen)


REPORTED: Final = Duty(
    "information.breach-reported", "Tell the Information Commissioner of the breach, or decide that a risk is unlikely", "breach", Basis.STATUTE,
    ("dpa-2018 s67", "uk-gdpr art 33"), also=("DP_BREACH_ICO",), once_per=Once.WHILE_OPEN,
    opens=(on(information.DataBreachNoticed), on(information.DataBreachAssessed, is_a_risk)), applies=(not_yet_reported,),
    reads=(reads(information.DataBreachReported),),
    discharged_by=(on(information.DataBreachReported), on(information.DataBreachAssessed, no_risk_reasoned)),
    terms=(Term(within("information.breach.report"), DPO, legal(DPO, asks="ask.breach")),),
    why="72 hours from when the force became aware, nights and weekends counted. What is not known yet follows in phases.",
)
ASSESSED: Final = Duty(
    "information.breach-assessed", "Decide how likely a risk is, and what protects whom it puts in danger", "breach", Basis.LOCAL_TARGET, ("dpa-2018 s67(2)",),
    also=("XX-025",), opens=(on(information.DataBreachNoticed),), discharged_by=(on(information.DataBreachAssessed, gives("why")),),
    ends=(on(information.DataBreachClosed),),
    terms=(Term(within("information.breach.assess"), DPO, Ladder((
        at_share(0.5, DPO), at_due(SIRO, DPO, asks="ask.breach-risk"),
    ), within("information.repeat.day"))),),
    why="An address that has reached the wrong person is a danger tonight, not in 72 hours.",
)
PEOPLE: Final = Duty(
    "information.people-told", "Tell the people whom the breach puts at high risk", "breach", Basis.STATUTE, ("dpa-2018 s68", "uk-gdpr art 34"),
    also=("DP_BREACH_SUBJECT",), once_per=Once.WHILE_OPEN, opens=(on(information.DataBreachAssessed, is_high),),
    discharged_by=(
        on(information.DataBreachPeopleTold, everybody_told), on(information.DataBreachTellingExempted, both(gives("why"), countersigned)),
        on(information.DataBreachAssessed, either(says("risk", "risk"), no_risk_reasoned)),
    ),
    terms=(
        Term(
            within("information.breach.people.danger"), DPO,
            Ladder((at_share(0.5, DPO), at_due(SIRO, DPO, asks="ask.breach-people")), within("information.repeat.day")), when=in_danger,
            priority=Priority.FIRST, informs=("child_protection_lead@force",),
        ),
        Term(within("information.breach.people"), DPO, by_the_day(at_share(0.5, DPO), at_end(DPO, SIRO))),
    ),
    why="The Act says without undue delay and gives no number: the hours are a local target.",
)
DUTIES: Final = (REPORTED, ASSESSED, PEOPLE)

_BREACH: Final = (
    information.DataBreachNoticed, information.DataBreachAssessed, information.DataBreachReported, information.DataBreachPeopleTold,
    information.DataBreachTellingExempted, information.DataBreachContained,
)
STANDARDS: Final = (
    Standard(
        "information.late-reasons", "The Commissioner is told later than 72 hours with the reasons", "breach", Basis.STATUTE, ("dpa-2018 s67(3)",),
        also=("DP_BREACH_ICO",), acts=(on(information.DataBreachReported),), met=late_with_reasons, reads=(reads(information.DataBreachNoticed),), to=(DPO,),
    ),
    Standard(
        "information.breach-closed", "A breach closes with its facts, effects and remedy on record, and who must be told is told", "breach", Basis.STATUTE,
        ("dpa-2018 s67(6)", "dpa-2018 s68"), also=("DP_BREACH_ICO", "DP_BREACH_SUBJECT"), acts=(on(information.DataBreachClosed),), met=breach_is_done,
        reads=(reads(*_BREACH),), to=(DPO, SIRO), refuses=True,
    ),
)
