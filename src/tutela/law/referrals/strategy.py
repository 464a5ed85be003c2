"""Strategy discussions: asked, held, noted the same day, minuted; and what any meeting about a child gives people to do."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from tutela.facts import referrals
from tutela.law.kernel.age import AGE_FACTS
from tutela.law.kernel.clocks import MIDNIGHT, before, within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Once, Priority, Standard, Term, at_due, at_share, from_origin, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.kernel.subjects import step
from tutela.law.referrals import conditions as c
from tutela.law.referrals.ladders import COORDINATOR, DESK, DESK_DI, DESK_SERGEANT, LATER, MANAGER, STRATEGIC, climbing, of_partner
from tutela.law.standing.owners import OWNERS, given_to
from tutela.law.standing.said import a_child, both, either, gives, says

_EXPECTED, _GUIDANCE, _LOCAL = Basis.INSPECTORATE_EXPECTATION, Basis.STATUTORY_GUIDANCE, Basis.LOCAL_TARGET
_CHILD: Final = (reads(*AGE_FACTS),)
CHILD_MEETINGS: Final = step("child-meetings", "child|person", "meeting", referrals.StrategyDiscussionHeld, referrals.ConferenceHeld)
_PAPERS: Final = reads(referrals.MeetingNoteMade, referrals.MinutesReceived, referrals.MinutesEntered, through=CHILD_MEETINGS)
"""Notes and minutes may name the meeting alone."""


def harm_suspected(view: View, row: Row) -> Finding:
    """The desk thinks that the child is suffering, or likely to suffer, significant harm."""
    return says("threshold", "child_protection")(view, row)


def not_asked_yet(view: View, row: Row) -> Finding:
    """No strategy discussion of this child is asked for, held or decided against since the day before."""
    since = row.at - view.lawbook.span("referrals.strategy.ask", row.at)
    found = [
        r.fact for r in view.of(referrals.StrategyDiscussionAsked, referrals.StrategyDiscussionHeld, referrals.StrategyConsidered) if since <= r.at <= row.at
    ]
    return (no if found else yes)("referrals.strategy-before", row.fact, *found)


def asked_urgently(view: View, row: Row) -> Finding:
    """It is needed now, or the same day."""
    return says("urgency", "now", "same_day")(view, row)


def refusal_accepted(view: View, row: Row) -> Finding:
    """The force accepted, with its reason, that none is held."""
    data: Any = row.fact.data
    return gives("why")(view, row) if data.disputed == "strategy_refused" else says("disputed", "strategy_refused")(view, row)


ASK: Final = Duty(
    "referrals.strategy-asked", "Ask for a strategy discussion, or say why none is needed", "child", _GUIDANCE, ("wt-2023", "hmicfrs-ny-2022 p169"),
    also=("STRAT_DISCUSSION", "IN-010"), extent="England", opens=(on(referrals.Triaged, harm_suspected),), applies=(a_child, not_asked_yet),
    reads=(reads(*AGE_FACTS, referrals.StrategyDiscussionAsked, referrals.StrategyDiscussionHeld, referrals.StrategyConsidered),), once_per=Once.WHILE_OPEN,
    discharged_by=(
        on(referrals.StrategyDiscussionAsked), on(referrals.StrategyDiscussionHeld), on(referrals.EnquiryStarted),
        on(referrals.StrategyConsidered, gives("why")),
    ),
    terms=(Term(within("referrals.strategy.ask"), DESK_SERGEANT, climbing(at_share(0.5, DESK_SERGEANT), at_due(DESK_DI))),),
    why="As soon as possible; the guidance has no number of hours.",
)

HELD: Final = Duty(
    "referrals.strategy-held", "Hold the strategy discussion that was asked for", "child", _GUIDANCE, ("wt-2023", "hmicfrs-ny-2022 p169"),
    also=("C25", "STRAT_DISCUSSION", "IN-010"), extent="England", opens=(on(referrals.StrategyDiscussionAsked),), applies=(a_child,), reads=_CHILD,
    once_per=Once.WHILE_OPEN, discharged_by=(on(referrals.StrategyDiscussionHeld),),
    ends=(on(referrals.StrategyDiscussionWithdrawn, c.approved_by_another), on(referrals.DecisionAccepted, refusal_accepted)),
    terms=(
        Term(
            within("referrals.strategy.urgent"), MANAGER, climbing(at_share(0.25, DESK_SERGEANT), at_due(DESK_DI, MANAGER)), when=asked_urgently,
            priority=Priority.FIRST, informs=(DESK_SERGEANT,),
        ),
        Term(within("referrals.strategy"), MANAGER, climbing(at_share(0.75, DESK_SERGEANT), at_due(DESK_DI, MANAGER)), informs=(DESK_SERGEANT,)),
    ),
    why="The local authority holds it; the force asks, comes, and takes it higher. Agreed and arranged are stages.",
)

_NOTE_LADDER: Final = climbing(at_share(0.75, DESK_SERGEANT), at_due(DESK_DI))
NOTE: Final = Duty(
    "referrals.meeting-note", "Write our own note of what the meeting decided", "child", _EXPECTED, ("hmicfrs-nn-2019 p193", "hmicfrs-nn-2019 p346"),
    also=("C27", "IN-074", "DM-026"), opens=(on(referrals.StrategyDiscussionHeld), on(referrals.ConferenceHeld)), applies=(a_child,),
    reads=(*_CHILD, _PAPERS), once_per=Once.WHILE_OPEN, discharged_by=(on(referrals.MeetingNoteMade, gives("decided")),),
    terms=(
        Term(MIDNIGHT, DESK_SERGEANT, _NOTE_LADDER, when=c.has_type("referrals.StrategyDiscussionHeld"), also=("STRAT_MINUTES",)),
        Term(MIDNIGHT, DESK_SERGEANT, _NOTE_LADDER),
    ),
    why="Whatever minutes may come: who meets the child tonight must know.",
)

MINUTES: Final = Duty(
    "referrals.strategy-minutes", "Send the minutes of the strategy discussion", "child", _EXPECTED, ("hmicfrs-nn-2019 p232",),
    also=("C26", "IN-083", "DM-026"), opens=(on(referrals.StrategyDiscussionHeld),), applies=(a_child,), reads=(*_CHILD, _PAPERS),
    once_per=Once.EACH, discharged_by=(on(referrals.MinutesReceived, says("meeting", "strategy")), on(referrals.MinutesEntered, says("meeting", "strategy"))),
    terms=(Term(
        within("referrals.minutes"), MANAGER,
        of_partner(at_due(DESK_SERGEANT, MANAGER, priority=LATER), from_origin(within("referrals.minutes.strategic"), STRATEGIC, DESK_DI, priority=LATER)),
    ),),
    why="The local authority owes them; the force asks and takes it higher.",
)


def entered_whole(view: View, row: Row) -> Finding:
    """The minutes are on the record and somebody said that every action is."""
    minutes, actions = view.last(referrals.MinutesEntered), view.last(referrals.ActionsEntered)
    seen = tuple(r.fact for r in (minutes, actions) if r)
    return (yes if minutes and actions else no)("referrals.minutes-entered", *seen, minutes=minutes is not None, actions=actions is not None)


ENTERED: Final = Duty(
    "referrals.minutes-entered", "Enter the minutes, and each action as one", "meeting", _EXPECTED, ("hmicfrs-nn-2019 p106", "hmicfrs-nn-2019 p124"),
    also=("IC-049", "IC-017", "AH-077"), opens=(on(referrals.MinutesReceived),), applies=(either(c.of_a_child, says("meeting", "marac")),),
    once_per=Once.WHILE_OPEN, reads=(reads(referrals.MinutesEntered, referrals.ActionsEntered),),
    discharged_by=(on(referrals.ActionsEntered, entered_whole), on(referrals.MinutesEntered, entered_whole)),
    terms=(Term(within("referrals.minutes_entered"), DESK, climbing(at_share(0.75, DESK), at_due(DESK_SERGEANT, DESK_DI))),),
    why="Received is not on the record; until then what was decided is not known to who meets the child. A conference on domestic abuse names the victim, and "
        "decides for the children too.",
)


SETTLED: Final = Duty(
    "referrals.minutes-settled", "Settle with the chair what the minutes and our own note say differently", "meeting", _EXPECTED, ("hmicfrs-nn-2019 p193",),
    also=("IN-074",), opens=(on(referrals.MinutesCompared, says("differ", True)),), once_per=Once.WHILE_OPEN,
    discharged_by=(on(referrals.MinutesCompared, says("differ", False)),),
    terms=(Term(within("referrals.minutes_settled"), DESK_SERGEANT, climbing(at_share(0.75, DESK_SERGEANT), at_due(DESK_DI))),),
    why="Until it is settled, who meets the child acts on one of two decisions.",
)


def has_own_time(view: View, row: Row) -> Finding:
    """The meeting gave it a time."""
    return gives("by_when")(view, row)


def own_time(view: View, row: Row) -> datetime | None:
    """The time that the meeting gave, or the last that it was moved to."""
    moved = view.last(referrals.MeetingActionMoved)
    data: Any = moved.fact.data if moved else row.fact.data
    when: datetime | None = data.by_when
    return when


def is_ours(view: View, row: Row) -> Finding:
    """The action is the force's."""
    return says("agency", "police")(view, row)


_ACTION_LADDER: Final = climbing(at_share(0.75, DESK_SERGEANT), at_due(DESK_SERGEANT, DESK_DI, priority=LATER))


def _named(owner: str) -> Term:
    """The meeting named somebody of the force and a time: theirs, and the desk sees to it."""
    return Term(
        before("referrals.own_time", own_time), owner, climbing(at_share(0.75, owner), at_due(owner, DESK_SERGEANT, DESK_DI, priority=LATER)),
        when=both(is_ours, has_own_time, given_to("to", owner)), informs=(DESK_SERGEANT,),
    )


_THEIRS: Final = climbing(at_share(0.75, COORDINATOR), at_due(COORDINATOR, DESK_SERGEANT, priority=LATER))
ACTION: Final = Duty(
    "referrals.meeting-action", "Do what the meeting gave", "action", _EXPECTED, ("hmicfrs-nn-2019 p124",), also=("MARAC_ACTION", "IC-017", "IN-010"),
    opens=(on(referrals.MeetingActionSet),), reads=(reads(referrals.MeetingActionMoved),), discharged_by=(on(referrals.MeetingActionDone, gives("result")),),
    ends=(on(referrals.MeetingActionDropped, c.approved_by_another),),
    terms=(
        *(_named(owner) for owner in OWNERS),
        Term(before("referrals.own_time", own_time), DESK_SERGEANT, _ACTION_LADDER, when=both(is_ours, has_own_time)),
        Term(before("referrals.own_time", own_time), COORDINATOR, _THEIRS, when=has_own_time),
        Term(within("referrals.action"), DESK_SERGEANT, _ACTION_LADDER, when=is_ours),
        Term(within("referrals.action"), COORDINATOR, _THEIRS),
    ),
    why="An action is a record with its owner and time, not a line in a document. Owed by whom the meeting named; else the desk sees to it.",
)

DUTIES: Final = (ASK, HELD, NOTE, MINUTES, ENTERED, SETTLED, ACTION)


def three_agencies(view: View, row: Row) -> Finding:
    """Social care (at night its emergency duty team), police and health took part, as far as it is said who did."""
    said = row.fact.data.agencies  # type: ignore[attr-defined]
    there = {"social_care" if agency == "emergency_duty_team" else agency for agency in said}
    lacks = tuple(a for a in ("police", "social_care", "health") if there and a not in there)
    return no("referrals.agencies-lack", row.fact, lacks=lacks) if lacks else yes("said.whole", row.fact)


def police_there(view: View, row: Row) -> Finding:
    """The police came, or sent a paper where nobody could come."""
    data: Any = row.fact.data
    of_conference = isinstance(data, referrals.ConferenceHeld)
    absent = bool(data.agencies) and "police" not in data.agencies if of_conference else data.agency == "police" and not data.paper
    return no("referrals.agencies-lack", row.fact, lacks=("police",)) if absent else yes("said.whole", row.fact)


def decided_something(view: View, row: Row) -> Finding:
    """It says what was decided."""
    data: Any = row.fact.data
    said = data.decision or data.outcome.strip()
    return yes("said.whole", row.fact) if said else no("said.lacks", row.fact, lacks=("decision",))


STANDARDS: Final = (
    Standard(
        "referrals.strategy-agencies", "Social care, police and health hold a strategy discussion", "child", _GUIDANCE, ("wt-2023", "hmicfrs-ny-2022 p169"),
        also=("IN-010",), extent="England", acts=(on(referrals.StrategyDiscussionHeld),), met=three_agencies, to=(DESK_DI,),
    ),
    Standard(
        "referrals.strategy-decided", "A strategy discussion says what was decided", "child", _EXPECTED, ("hmicfrs-ny-2022 p169",), also=("IN-010", "IN-082"),
        acts=(on(referrals.StrategyDiscussionHeld),), met=decided_something, to=(DESK_SERGEANT,),
    ),
    Standard(
        "referrals.strategy-withdrawn", "What was asked for is taken back only with another's approval", "child", _EXPECTED, ("hmicfrs-ny-2022 p169",),
        also=("IN-010",), acts=(on(referrals.StrategyDiscussionWithdrawn),), met=c.approved_by_another, to=(DESK_DI,), refuses=True,
    ),
    Standard(
        "referrals.police-attend", "The police come to a meeting about a child, or send their paper", "meeting", _GUIDANCE, ("wt-2023",), also=("IN-010",),
        acts=(on(referrals.ConferenceHeld), on(referrals.AgencyAbsent)), met=police_there, to=(DESK_DI, DESK_SERGEANT),
    ),
    Standard(
        "referrals.minutes-differ", "The minutes say what our own note says", "meeting", _EXPECTED, ("hmicfrs-nn-2019 p193",), also=("IN-074",),
        acts=(on(referrals.MinutesCompared),), met=says("differ", False), to=(DESK_SERGEANT, DESK_DI),
    ),
    Standard(
        "referrals.action-dropped", "An action of a meeting is dropped only with another's approval", "action", _EXPECTED, ("hmicfrs-nn-2019 p124",),
        also=("MARAC_ACTION", "IC-017"), acts=(on(referrals.MeetingActionDropped), on(referrals.MeetingActionMoved)), met=c.approved_by_another, to=(DESK_DI,),
        refuses=True,
    ),
)
