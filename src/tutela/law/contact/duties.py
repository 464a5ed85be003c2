"""What the control room owes: attendance, a resource, a review, a fresh assessment, answers."""

from __future__ import annotations

from typing import Final

from tutela.facts import contact, missing
from tutela.law.contact import conditions as c
from tutela.law.kernel.clocks import NEXT_MORNING, within
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Ladder, Once, Priority, Rung, Term, after_due, at_due, at_share, from_origin, on, reads
from tutela.law.standing.grade import GRADE_READS
from tutela.law.standing.said import by_role, negated
from tutela.law.standing.steps import EPISODE_INCIDENT, INCIDENT_EPISODES
from tutela.law.standing.whereabouts import BACK_READS, ENDS_INCIDENT

HANDLER, DISPATCHER, SUPERVISOR = "call_handler@contact", "dispatcher@contact", "supervisor@contact"
FIM, SUPERINTENDENT, MISSING_TEAM = "fim@contact", "superintendent@contact", "coordinator@missing"
DETECTIVE_INSPECTOR, DETECTIVE_CHIEF_INSPECTOR = "detective_inspector@investigation", "detective_chief_inspector@investigation"
REPEAT, REPEAT_OTHER = within("contact.repeat"), within("contact.repeat.other")
_LATER = Priority.SECOND
_RESOURCE = "ask.resource"
_IN_THE_MORNING = after_due(NEXT_MORNING, SUPERINTENDENT, priority=_LATER)
_IN_HOURS = after_due(within("contact.room.superintendent"), SUPERINTENDENT, priority=_LATER)


def _quiet(*rungs: Rung, top: Rung = _IN_THE_MORNING) -> Ladder:
    """A ladder that wakes no superintendent: they are told in the morning, and again each day."""
    return Ladder((*rungs, top), REPEAT_OTHER)



_ATTEND_ALSO = ("IC-013", "AH-096")
ATTEND: Final = Duty(
    "contact.attend", "Attend by the grade that stands", "incident", Basis.LOCAL_TARGET, ("hmicfrs-nn-2019 p122", "hmicfrs-ny-2022 p53"),
    also=_ATTEND_ALSO, opens=(on(contact.Reported), on(missing.Reported)), origin=c.reported_at,
    reads=(*GRADE_READS, BACK_READS, reads(contact.Arrived, through=INCIDENT_EPISODES)),
    discharged_by=(on(contact.Arrived),),
    ends=(*ENDS_INCIDENT, on(contact.LoweringApproved, c.no_longer_attended), on(contact.Closed, c.closed_and_of_no_child)),
    terms=(
        Term(
            within("contact.attend.immediate"), DISPATCHER,
            Ladder((
                at_share(0.5, DISPATCHER), at_share(0.8, SUPERVISOR), at_due(FIM, asks=_RESOURCE),
                after_due(within("contact.attend.superintendent"), SUPERINTENDENT, asks=_RESOURCE),
            ), REPEAT),
            when=c.graded("immediate"), also=("C01", "CON_ATTEND_IMMEDIATE", "IC-022"), priority=Priority.FIRST, informs=(SUPERINTENDENT,),
        ),
        Term(
            within("contact.attend.prompt"), DISPATCHER,
            Ladder((
                at_share(0.5, DISPATCHER), at_share(0.8, SUPERVISOR, DISPATCHER), at_due(FIM, SUPERVISOR, "cii@missing", asks=_RESOURCE),
                after_due(within("contact.attend.superintendent"), SUPERINTENDENT, priority=_LATER),
            ), REPEAT_OTHER),
            when=c.missing_and_graded("prompt", "priority"), also=("C03", "CON_ATTEND_PRIORITY", "IC-023"), priority=Priority.FIRST,
        ),
        Term(
            within("contact.attend.prompt"), DISPATCHER,
            Ladder((
                at_share(0.5, DISPATCHER), at_share(0.8, SUPERVISOR, DISPATCHER), at_due(FIM, SUPERVISOR, asks=_RESOURCE),
                _IN_THE_MORNING,
            ), REPEAT_OTHER),
            when=c.graded("prompt", "priority"), also=("C02", "CON_ATTEND_PRIORITY"), priority=Priority.FIRST,
        ),
        Term(
            within("contact.attend.scheduled"), DISPATCHER,
            _quiet(at_due(SUPERVISOR)),
            when=c.graded("routine", "scheduled"), also=("CON_ATTEND_SCHEDULED",),
        ),
    ),
    why="No child's report waits for its review: the provisional grade sends somebody.",
)

OUTSTANDING: Final = Duty(
    "contact.outstanding", "Send somebody to a missing child's report", "incident", Basis.LOCAL_TARGET, ("hmicfrs-nn-2019 p282",),
    also=("AH-095", "AH-096", "C10"), opens=(on(missing.Reported), on(contact.Reported, c.is_missing_child)),
    reads=(BACK_READS, reads(contact.Dispatched, contact.Arrived, through=INCIDENT_EPISODES)),
    discharged_by=(on(contact.Dispatched), on(contact.Arrived)), ends=ENDS_INCIDENT,
    terms=(Term(
        within("contact.outstanding.supervisor"), DISPATCHER,
        Ladder((
            at_due(SUPERVISOR, asks=_RESOURCE), from_origin(within("contact.outstanding.fim"), FIM, asks=_RESOURCE),
            from_origin(within("contact.outstanding.superintendent"), SUPERINTENDENT, asks=_RESOURCE),
        ), REPEAT), priority=Priority.FIRST,
    ),),
    why="Some calls remained outstanding without a timely response.",
)

NO_RESOURCE: Final = Duty(
    "contact.no-resource", "Decide what \"no resource\" means for this child", "incident", Basis.LOCAL_TARGET, ("hmicfrs-nn-2019 p296",),
    also=("AH-098",), opens=(on(contact.ResourceUnavailable),), once_per=Once.WHILE_OPEN,
    reads=(
        BACK_READS, reads(contact.Reported, missing.Reported),
        reads(contact.ResourceUnavailable, contact.Dispatched, contact.Arrived, through=INCIDENT_EPISODES),
    ),
    discharged_by=(on(contact.ResourceDecided, c.resource_decided), on(contact.Dispatched), on(contact.Arrived)), ends=ENDS_INCIDENT,
    terms=(
        Term(
            within("contact.no_resource.decide"), SUPERINTENDENT, Ladder((at_due(SUPERINTENDENT, FIM, asks=_RESOURCE),), REPEAT_OTHER),
            when=c.in_immediate_danger, priority=Priority.FIRST, informs=(FIM, SUPERVISOR),
        ),
        Term(
            within("contact.no_resource.decide"), SUPERVISOR,
            _quiet(at_due(FIM, asks=_RESOURCE)), priority=Priority.FIRST,
        ),
    ),
)

FIM_REVIEW: Final = Duty(
    "contact.fim-review", "Review and grade the missing child's report", "incident", Basis.INSPECTORATE_EXPECTATION,
    ("hmicfrs-ny-2022 p52", "hmicfrs-ny-2022 p112"), also=("IC-020", "AH-012", "C04"),
    opens=(on(missing.Reported), on(contact.Reported, c.is_missing_child)), ends=ENDS_INCIDENT,
    reads=(BACK_READS, reads(contact.Dispatched, contact.Arrived), reads(missing.RiskGraded, through=INCIDENT_EPISODES)),
    discharged_by=(on(contact.Reviewed, c.both(by_role(*c.REVIEWERS), c.decides)), on(missing.RiskGraded, c.reviewer_graded)),
    terms=(Term(
        within("contact.fim_review"), FIM, Ladder((at_share(0.5, FIM), at_due(SUPERINTENDENT)), within("contact.fim_review.again")),
    ),),
    why="Review runs beside dispatch and never before it.",
)

_READ: Final = (at_share(0.5, SUPERVISOR), at_share(0.8, SUPERVISOR), at_due(FIM))
CONCERN_REVIEW: Final = Duty(
    "contact.concern-review", "Review the log that concerns a child", "incident", Basis.INSPECTORATE_EXPECTATION, ("hmicfrs-ny-2022 p52",),
    also=("IC-020",), opens=(on(contact.Reported, c.is_other_concern),),
    reads=(reads(contact.Reported, contact.Dispatched, contact.Arrived, missing.Reported),), discharged_by=(on(contact.Reviewed, c.decides),),
    ends=(
        on(contact.Closed, c.somebody_saw_the_child), on(contact.Closed, c.both(negated(c.in_immediate_danger), c.closed_with_its_reason)),
        on(contact.Recoded, c.both(negated(c.in_immediate_danger), c.becomes("crime", "other"))),
    ),
    terms=(
        Term(
            within("contact.concern_review"), SUPERVISOR,
            Ladder((*_READ, after_due(within("contact.room.superintendent"), SUPERINTENDENT)), REPEAT),
            when=c.in_immediate_danger,
        ),
        Term(within("contact.concern_review"), SUPERVISOR, _quiet(*_READ)),
    ),
    why="The ladder wakes a superintendent for a missing child or immediate danger only; otherwise it is told in the morning. A log that was closed with its "
        "reason asks for no review of its response; in immediate danger only when somebody saw the child.",
)

REASSESS: Final = Duty(
    "contact.reassess", "Assess again: new information came", "incident", Basis.INSPECTORATE_EXPECTATION, ("hmicfrs-ny-2022 p47",),
    also=("IC-002", "C11"), opens=(on(contact.InformationReceived),), once_per=Once.WHILE_OPEN,
    reads=(BACK_READS, reads(contact.Reported, missing.Reported), reads(contact.InformationReceived, contact.ThriveAssessed, through=INCIDENT_EPISODES)),
    discharged_by=(on(contact.ThriveAssessed), on(contact.InformationAnswered)), ends=(*ENDS_INCIDENT, on(contact.Closed, c.somebody_saw_the_child)),
    terms=(
        Term(
            within("contact.reassess"), FIM,
            Ladder((
                at_share(0.5, FIM), at_due(SUPERVISOR), after_due(within("contact.reassess.fim"), FIM),
                after_due(within("contact.reassess.superintendent"), SUPERINTENDENT, priority=_LATER),
            ), REPEAT), when=c.in_immediate_danger,
        ),
        Term(
            within("contact.reassess"), HANDLER,
            _quiet(at_share(0.5, HANDLER), at_due(SUPERVISOR), after_due(within("contact.reassess.fim"), FIM)),
        ),
    ),
)

REASSESS_DELAY: Final = Duty(
    "contact.reassess-delay", "Assess again while nobody has come", "incident", Basis.INSPECTORATE_EXPECTATION, ("hmicfrs-warwickshire-2022",),
    also=("CON_RETHRIVE_DELAY",), opens=(on(contact.Reported), on(missing.Reported)), delay=c.attendance_due, recurs="rolling",
    origin=lambda view, row: c.attendance_due(view, row) or row.fact.held_from,
    reads=(*GRADE_READS, BACK_READS, reads(contact.Arrived, contact.ThriveAssessed, through=INCIDENT_EPISODES)),
    discharged_by=(on(contact.ThriveAssessed, c.while_late),), ends=(*ENDS_INCIDENT, on(contact.Arrived)),
    terms=(Term(
        within("contact.reassess.delay"), DISPATCHER, _quiet(at_due(SUPERVISOR), top=_IN_HOURS),
        informs=(SUPERVISOR,),
    ),),
)

THRIVE_COMPLETE: Final = Duty(
    "contact.thrive-complete", "Fill the empty element of THRIVE", "incident", Basis.LOCAL_TARGET, ("hmicfrs-ny-2022 p47",), also=("IC-001",),
    opens=(on(contact.ThriveAssessed, c.has_empty_element),), once_per=Once.WHILE_OPEN, discharged_by=(on(contact.ThriveAssessed, c.is_complete),),
    reads=(BACK_READS,), ends=(*ENDS_INCIDENT, on(contact.Closed, c.somebody_saw_the_child)),
    terms=(Term(within("contact.thrive.complete"), HANDLER, _quiet(at_due(SUPERVISOR))),),
    why="An empty element stops no dispatch; it stops a lowering or a closing.",
)

HITS: Final = Duty(
    "contact.hits-answered", "Answer every hit", "incident", Basis.INSPECTORATE_EXPECTATION, ("hmicfrs-ny-2022 p58", "hmicfrs-ny-2022 p115"),
    also=("AH-015", "IC-026"), opens=(on(contact.SystemsChecked, c.has_hits),), once_per=Once.WHILE_OPEN,
    reads=(reads(contact.SystemsChecked, contact.HitAnswered), reads(contact.SystemsChecked, contact.HitAnswered, through=EPISODE_INCIDENT)),
    discharged_by=(on(contact.HitAnswered, c.every_hit_answered),),
    terms=(Term(within("contact.hits.answer"), HANDLER, _quiet(at_share(0.5, HANDLER), at_due(SUPERVISOR, FIM), top=_IN_HOURS)),),
    why="Unanswered hits stop only a lowering; the grade is shown as provisional until they are answered.",
)

LOWERING: Final = Duty(
    "contact.lowering-decision", "Decide the request to lower the grade", "incident", Basis.INSPECTORATE_EXPECTATION, ("hmicfrs-ny-2022 p49",),
    also=("IC-009",), opens=(on(contact.LoweringRequested),), once_per=Once.EACH,
    discharged_by=(on(contact.LoweringApproved, c.two_people), on(contact.LoweringDeclined)),
    terms=(Term(within("contact.lowering.decide"), SUPERVISOR, _quiet(at_due(FIM))),),
    why="Until then the higher grade is live.",
)

CRIME: Final = Duty(
    "contact.crime-recorded", "Record the crime, or why not", "incident", Basis.NATIONAL_POLICY, ("hocr",), also=("CRIME_RECORD_24H",),
    opens=(on(contact.Reported, c.is_crime),), discharged_by=(on(contact.CrimeRecorded),),
    terms=(Term(within("contact.crime.record"), HANDLER, _quiet(at_due("crime_registrar@force"))),),
)

ESCALATION: Final = Duty(
    "contact.escalation-answered", "Answer the escalation: review it, and give directions", "incident", Basis.INSPECTORATE_EXPECTATION,
    ("hmicfrs-ny-2022 p44",), also=("IC-005",), opens=(on(contact.Escalated, c.to_detective_inspector),), once_per=Once.WHILE_OPEN,
    discharged_by=(on(contact.Reviewed, c.by_detective_inspector),),
    terms=(Term(
        within("contact.escalation.answer"), DETECTIVE_INSPECTOR,
        Ladder((
            at_due(DETECTIVE_CHIEF_INSPECTOR, FIM, asks=_RESOURCE), after_due(within("contact.escalation.superintendent"), SUPERINTENDENT, asks=_RESOURCE),
        ), REPEAT), priority=Priority.FIRST,
    ),),
    why="Taking note of an escalation is not answering it: the scene, and another child, wait for directions.",
)

DUTIES: Final = (
    ATTEND, OUTSTANDING, NO_RESOURCE, FIM_REVIEW, CONCERN_REVIEW, REASSESS, REASSESS_DELAY, THRIVE_COMPLETE, HITS, LOWERING, CRIME, ESCALATION,
)
