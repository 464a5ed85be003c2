"""What is owed while a child is missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tutela.facts import attempts, contact, missing, people, sharing
from tutela.law.kernel.age import AGE_FACTS
from tutela.law.kernel.clocks import Clock, before, within
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Ladder, Once, Priority, Term, after_due, at_due, at_share, from_origin, on, reads
from tutela.law.missing import conditions as c
from tutela.law.missing.ladders import (
    CII,
    COORDINATOR,
    DI,
    EXPLOITATION_DI,
    FIM,
    HANDLER,
    INSPECTOR,
    LATER,
    OFFICER,
    ROOM_SUPERINTENDENT,
    SUPERINTENDENT,
    SUPERVISOR,
    while_missing,
)
from tutela.law.standing.risk import RISK_READS
from tutela.law.standing.steps import EPISODE_CHILD, EPISODE_INCIDENT
from tutela.law.standing.whereabouts import ENDS_SEARCH

_EXPECTED, _LOCAL = Basis.INSPECTORATE_EXPECTATION, Basis.LOCAL_TARGET
_CHILD = reads(*AGE_FACTS, through=EPISODE_CHILD)
_ROOM = reads(contact.Dispatched, contact.Arrived, through=EPISODE_INCIDENT), reads(contact.Dispatched, contact.Arrived, missing.Reported)
_REPORT = (on(missing.Reported),)
_OWNER = reads(missing.OwnershipAccepted, missing.OwnershipDeclined)


def _by_owner(clock: Clock, ladder: Callable[[str], Ladder], *also: str) -> tuple[Term, ...]:
    """The same time for who owns the search: who accepted it (a detective inspector, the inspector of the area), else the force incident manager."""
    return (
        Term(clock, DI, ladder(DI), when=c.owned_by_detective, also=also), Term(clock, CII, ladder(CII), when=c.owned_by_inspector, also=also),
        Term(clock, FIM, ladder(FIM), also=also),
    )


def _reviews(again: str) -> Callable[[str], Ladder]:
    """The owner is reminded twice; a review that did not come is a superintendent's, each time."""
    return lambda owner: Ladder(
        (at_share(0.5, owner), at_share(0.8, owner), at_due(SUPERINTENDENT, owner, asks="ask.risk-decision")), within(again)
    )

EPISODE: Final = Duty(
    "missing.episode-recorded", "Open the missing episode", "incident", _EXPECTED, ("hmicfrs-ny-2022 p109", "hmicfrs-nn-2019 p304"),
    also=("AH-006", "AH-100"), opens=(on(contact.Reported, c.is_missing_report),), discharged_by=(on(missing.Reported),),
    terms=(Term(within("missing.episode"), HANDLER, while_missing(at_due(SUPERVISOR, FIM), top=ROOM_SUPERINTENDENT), informs=(COORDINATOR,)),),
    why="A child who is back before the record is made is still owed an episode, a visit and an interview.",
)

INITIAL_RISK: Final = Duty(
    "missing.initial-risk", "Grade the risk, with reasons", "episode", Basis.NATIONAL_PRACTICE, ("app-missing",),
    also=("MISS_INITIAL_RISK", "AH-096"), opens=_REPORT, applies=(c.missing_child,), reads=(_CHILD,),
    discharged_by=(on(missing.RiskGraded, c.gives_reasons),), ends=ENDS_SEARCH,
    terms=(Term(
        within("missing.initial_risk"), HANDLER,
        while_missing(at_share(0.5, HANDLER), at_due(SUPERVISOR), after_due(within("missing.initial_risk"), FIM), top=ROOM_SUPERINTENDENT),
        priority=Priority.FIRST,
    ),),
)

QUESTIONNAIRE: Final = Duty(
    "missing.questionnaire", "Complete the missing child questionnaire", "episode", _EXPECTED, ("hmicfrs-ny-2022 p51",), also=("IC-018",),
    opens=_REPORT, applies=(c.missing_child,), reads=(_CHILD,), discharged_by=(on(missing.QuestionnaireCompleted, c.is_answered),), ends=ENDS_SEARCH,
    terms=(Term(within("missing.questionnaire"), HANDLER, while_missing(at_share(0.5, HANDLER), at_due(SUPERVISOR), top=ROOM_SUPERINTENDENT)),),
    why="It runs beside dispatch and stops nothing.",
)

PORTS: Final = Duty(
    "missing.ports-alert", "Decide whether the ports are asked to look out", "episode", _LOCAL, ("local",), also=("IC-018",), certainty="low",
    opens=(on(missing.QuestionnaireCompleted, c.may_go_abroad),), once_per=Once.SUBJECT, applies=(c.missing_child,), reads=(_CHILD, reads(missing.Reported)),
    discharged_by=(on(missing.AlertConsidered, c.decides_on_ports),), ends=ENDS_SEARCH,
    terms=(Term(within("missing.ports_alert"), FIM, while_missing(at_due(DI), top=ROOM_SUPERINTENDENT), priority=Priority.FIRST),),
    why="A child who is out of the country is out of reach: whether to ask is decided at once, and either answer has its reason.",
)

LOW_REVIEW: Final = Duty(
    "missing.low-review", "Review a grade below the floor for a child", "episode", _EXPECTED, ("hmicfrs-ny-2022 p106", "hmicfrs-nn-2019 p280"),
    also=("AH-003", "AH-004"),
    opens=(on(missing.RiskGraded, c.is_low), on(missing.Reported, c.is_low), on(missing.LoweringApproved, c.is_low)), applies=(c.missing_child,),
    reads=(_CHILD, reads(missing.Reported)), once_per=Once.WHILE_OPEN, discharged_by=(on(missing.RiskGraded, c.reviewed_by_inspector),), ends=ENDS_SEARCH,
    terms=(Term(within("missing.low_review"), FIM, while_missing(at_due(SUPERVISOR), top=ROOM_SUPERINTENDENT)),),
    why="The source's value is kept and flagged; it is handled as medium.",
)

SECOND_LINE: Final = Duty(
    "missing.second-line-review", "Read a grading that was flagged", "episode", _EXPECTED, ("hmicfrs-ny-2022 p120", "hmicfrs-nn-2019 p286"),
    also=("AH-016", "AH-034", "AH-035", "AH-001", "AH-015"), once_per=Once.WHILE_OPEN, ends=ENDS_SEARCH,
    applies=(c.missing_child,), reads=(_CHILD, reads(missing.Reported)),
    opens=(
        on(missing.RiskGraded, c.is_flagged), on(missing.LoweringApproved, c.is_flagged), on(missing.LoweringRequested, c.is_flagged),
        on(attempts.LoweringRefused),
    ),
    discharged_by=(on(missing.SecondLineReviewed), on(missing.RiskGraded, c.is_high_grade)),
    terms=(Term(within("missing.second_line"), EXPLOITATION_DI, while_missing(at_due(FIM), top=ROOM_SUPERINTENDENT), priority=Priority.FIRST),),
)

LOWERING: Final = Duty(
    "missing.lowering-decision", "Decide the request to lower the risk", "episode", _EXPECTED, ("hmicfrs-ny-2022 p49", "hmicfrs-nn-2019 p286"),
    also=("IC-009", "AH-035"), opens=(on(missing.LoweringRequested),), once_per=Once.EACH, ends=ENDS_SEARCH,
    discharged_by=(on(missing.LoweringApproved), on(missing.LoweringDeclined)),
    terms=(Term(within("missing.lowering.decide"), DI, while_missing(at_due(FIM), top=ROOM_SUPERINTENDENT)),),
    why="Until then the higher level is live.",
)

LA_TOLD: Final = Duty(
    "missing.la-told", "Tell the local authority that the child is missing", "episode", Basis.STATUTORY_GUIDANCE, ("dfe-missing-2014",),
    also=("MISS_LA_NOTIFY", "AH-100"), extent="England", opens=_REPORT, applies=(c.missing_child,), reads=RISK_READS,
    discharged_by=(on(sharing.Told, c.tells_authority("missing")),), ends=ENDS_SEARCH,
    terms=(
        Term(
            within("missing.la_told.high"), COORDINATOR, while_missing(at_share(0.5, COORDINATOR), at_due(INSPECTOR, DI, FIM)), when=c.risk_is_high,
            priority=Priority.FIRST,
        ),
        Term(within("missing.la_told"), COORDINATOR, while_missing(at_due(INSPECTOR, DI))),
    ),
    why="Told is a named person's acknowledgement or a logged call; out of hours the emergency duty team.",
)

ACCEPTANCE: Final = Duty(
    "missing.acceptance", "Accept the episode, or decline with a reason", "episode", _EXPECTED, ("hmicfrs-ny-2022 p54", "hmicfrs-ny-2022 p112"),
    also=("IC-023", "AH-012", "C05"), opens=(on(missing.OwnershipAssigned, c.to_inspector_of_area),), once_per=Once.EACH,
    ends=(*ENDS_SEARCH, on(missing.OwnershipAssigned, c.is_last_offer), on(contact.HandOverAccepted)), reads=(_OWNER, reads(missing.OwnershipAssigned)),
    discharged_by=(on(missing.OwnershipAccepted), on(missing.OwnershipDeclined)),
    terms=(Term(within("missing.accept"), CII, while_missing(at_due(FIM, asks="ask.owner")), priority=Priority.FIRST),),
    why="Until it is accepted the force incident manager owns it.",
)

DECLINED: Final = Duty(
    "missing.owner-again", "Own the episode again: the inspector declined it", "episode", _EXPECTED, ("hmicfrs-ny-2022 p114",), also=("AH-013",),
    opens=(on(missing.OwnershipDeclined),), once_per=Once.EACH, ends=ENDS_SEARCH,
    discharged_by=(on(missing.OwnershipAssigned), on(missing.OwnershipAccepted), on(missing.PlanRecorded, c.has_lines)),
    terms=(Term(within("missing.accept"), FIM, while_missing(at_due(ROOM_SUPERINTENDENT)), priority=Priority.FIRST),),
)

PLAN: Final = Duty(
    "missing.plan", "Record the plan to find the child", "episode", _EXPECTED, ("hmicfrs-ny-2022 p101", "hmicfrs-nn-2019 p306"),
    also=("AH-018", "AH-012", "C06"), opens=(on(missing.OwnershipAccepted), on(missing.RiskGraded, c.is_high_grade)), applies=(c.missing_child,),
    reads=(*RISK_READS, _OWNER), discharged_by=(on(missing.PlanRecorded, c.has_lines),), ends=ENDS_SEARCH,
    terms=_by_owner(within("missing.plan"), lambda owner: while_missing(at_share(0.5, owner), at_due(*dict.fromkeys((owner, FIM))))),
    why="A hand-over without a plan goes through; the plan is owed.",
)

FIRST_ACTION: Final = Duty(
    "missing.first-action", "Give the allocation its first action", "episode", _EXPECTED, ("hmicfrs-ny-2022 p121",), also=("AH-024",),
    opens=(on(missing.Allocated, c.lacks_action),), once_per=Once.WHILE_OPEN, ends=ENDS_SEARCH,
    discharged_by=(on(missing.Allocated, c.has_action), on(missing.PlanRecorded, c.has_lines), on(missing.Searched), on(missing.EnquiryMade)),
    terms=(Term(within("missing.first_action"), CII, while_missing(at_due(FIM)), priority=Priority.FIRST),),
    why="The allocation goes through, flagged; the giver keeps watching until an action exists.",
)

_BEGUN: Final = while_missing(at_share(0.75, OFFICER), at_due(CII, FIM, OFFICER, asks="ask.owner"))
ALLOCATION: Final = Duty(
    "missing.allocation-begun", "Begin what the allocation gave, or give it back", "episode", _EXPECTED, ("hmicfrs-ny-2022 p20",), also=("AH-014",),
    opens=(on(missing.Allocated, c.has_action),), once_per=Once.EACH, applies=(c.missing_child,), reads=(_CHILD, reads(missing.Reported)),
    discharged_by=(on(missing.Searched), on(missing.EnquiryMade), on(contact.Arrived)), ends=(*ENDS_SEARCH, on(missing.Allocated)),
    terms=(
        Term(before("missing.allocation.own", c.begins_by), OFFICER, _BEGUN, when=c.gives_time),
        Term(within("missing.allocation.begun"), OFFICER, _BEGUN),
    ),
    why="By the time that its first action was given, else in the hour. What was not begun by then is the owner's again, and the room knows.",
)

ROOM_SEARCH: Final = Duty(
    "missing.room-search", "Search the child's room", "episode", _EXPECTED, ("hmicfrs-ny-2022 p121",), also=("AH-024", "C07"),
    opens=(on(missing.Reported, c.from_where_they_live),), applies=(c.missing_child,),
    reads=(*RISK_READS, _OWNER, reads(missing.Allocated)), origin=c.search_begins,
    discharged_by=(on(missing.Searched, c.searches_room),), ends=ENDS_SEARCH,
    terms=_by_owner(within("missing.room_search"), lambda owner: while_missing(at_share(0.5, owner), at_due(*dict.fromkeys((owner, CII, FIM))))),
)

REVIEW: Final = Duty(
    "missing.review", "Review the search by the timetable", "episode", _EXPECTED, ("hmicfrs-nn-2019 p306", "hmicfrs-ny-2022 p102"),
    also=("AH-019", "AH-102", "C08", "MISS_REVIEW_TIME_SET"), opens=(on(missing.RiskGraded),), applies=(c.missing_child,), origin=c.reported_at,
    reads=(*RISK_READS, *_ROOM, _OWNER), recurs="rolling", discharged_by=(on(missing.Reviewed, c.counts),), ends=ENDS_SEARCH,
    terms=(
        Term(
            within("missing.review.high"), FIM,
            Ladder((at_share(0.5, FIM), at_share(0.8, FIM), at_due(ROOM_SUPERINTENDENT, asks="ask.risk-decision")), within("missing.review.high")),
            when=c.high_with_force_incident_manager, also=("MISS_SUP_REVIEW_HIGH",),
        ),
        Term(
            within("missing.review.high"), DI,
            Ladder((at_share(0.5, DI), at_share(0.8, DI), at_due(ROOM_SUPERINTENDENT, asks="ask.risk-decision")), within("missing.review.high")),
            when=c.risk_is_high, also=("MISS_SUP_REVIEW_HIGH",),
        ),
        *_by_owner(within("missing.review.medium"), _reviews("missing.review.medium"), "MISS_SUP_REVIEW_MED"),
    ),
    why="The timetable is set with the grade. A review that decides or adds nothing is kept and does not count.",
)

INSPECTOR_REVIEW: Final = Duty(
    "missing.inspector-review", "Inspector's review, with tasks", "episode", _EXPECTED, ("hmicfrs-nn-2019 p306",), also=("AH-103", "C09"),
    opens=_REPORT, applies=(c.missing_child,), reads=(*RISK_READS, *_ROOM, _OWNER), recurs="rolling", discharged_by=(on(missing.Reviewed, c.inspector_counts),),
    ends=ENDS_SEARCH,
    terms=_by_owner(within("missing.inspector_review"), _reviews("missing.inspector_review")),
)

DRIFT: Final = Duty(
    "missing.drift", "Do something that finds the child", "episode", _EXPECTED, ("hmicfrs-ny-2022 p103",), also=("AH-020",),
    opens=_REPORT, applies=(c.missing_child,), reads=(*RISK_READS, _OWNER), recurs="rolling", ends=ENDS_SEARCH,
    discharged_by=(on(missing.EnquiryMade), on(missing.Searched), on(missing.PlanRecorded, c.has_lines), on(contact.Arrived)),
    terms=_by_owner(within("missing.drift.owner"), lambda owner: Ladder((
        at_share(0.75, owner), at_due(owner, priority=LATER), from_origin(within("missing.drift.inspector"), FIM),
        from_origin(within("missing.drift.superintendent"), SUPERINTENDENT),
    ), within("missing.repeat"))),
    why="Investigations were allowed to drift.",
)

BUREAU: Final = Duty(
    "missing.ukmpu", "Notify the UK Missing Persons Unit", "episode", Basis.STATUTORY_CODE, ("missing-code-2009",), also=("MISS_UKMPU",),
    opens=_REPORT, applies=(c.missing_child,), reads=(_CHILD,), origin=c.missing_since, discharged_by=(on(missing.BureauNotified),), ends=ENDS_SEARCH,
    terms=(Term(within("missing.ukmpu"), COORDINATOR, while_missing(at_due(DI))),),
)

LONG_TERM: Final = Duty(
    "missing.long-term-review", "Senior review of a long episode", "episode", _LOCAL, ("local",), also=("MISS_LONGTERM_REVIEW",), certainty="low",
    opens=_REPORT, applies=(c.missing_child,), reads=(_CHILD,), recurs="scheduled", origin=c.missing_since,
    discharged_by=(on(missing.SeniorReviewed),), ends=ENDS_SEARCH,
    terms=(Term(
        within("missing.long_term"), DI,
        Ladder((at_due(SUPERINTENDENT), after_due(within("missing.superintendent.day"), "assistant_chief_constable@force")), within("missing.repeat.day")),
    ),),
)

TRANSITION: Final = Duty(
    "missing.transition-decision", "Decide what becomes of the duties: the child turned 18", "episode", _EXPECTED, ("hmicfrs-nn-2019 p280",),
    also=("AH-004", "XX-001"), opens=_REPORT, applies=(c.missing_child,), delay=c.birthday_during,
    reads=(_CHILD, reads(people.TransitionDecided, through=EPISODE_CHILD)),
    discharged_by=(on(people.TransitionDecided),), ends=ENDS_SEARCH, origin=lambda view, row: c.birthday_during(view, row) or row.at,
    terms=(Term(within("missing.transition"), CII, while_missing(at_due(DI))),),
    why="The level stays as it is; a birthday lowers nothing.",
)

DUTIES: Final = (
    EPISODE, INITIAL_RISK, QUESTIONNAIRE, PORTS, LOW_REVIEW, SECOND_LINE, LOWERING, LA_TOLD, ACCEPTANCE, DECLINED, PLAN, FIRST_ACTION, ALLOCATION,
    ROOM_SEARCH, REVIEW, INSPECTOR_REVIEW, DRIFT, BUREAU, LONG_TERM, TRANSITION,
)
