"""Breaches and warnings: recorded, decided in the same shift, closed only on grounds, and never by routine."""

from __future__ import annotations

from typing import Final

from tutela.facts import offenders
from tutela.law.kernel.clocks import END_OF_SHIFT, within
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Ladder, Once, Pattern, Priority, Standard, Term, after_due, at_due, from_origin, on, reads
from tutela.law.offenders import breaking as b
from tutela.law.offenders.ladders import ACC, DI, DSU, LATER, OM, REPEAT, SERGEANT, by_the_day, by_the_week, due, since
from tutela.law.offenders.said import BREACH_OFFENDER, DEVICE_OFFENDER, ENDS_FILE, FILE_FACTS, ORDER_OFFENDER, the_offender

_EXPECTED: Final = Basis.INSPECTORATE_EXPECTATION
_CLOSED: Final = (on(offenders.BreachClosed, b.closing_has_grounds), *ENDS_FILE)
_FILE: Final = reads(*FILE_FACTS, through=BREACH_OFFENDER)
_RECORDED: Final = reads(offenders.BreachRecordedAsCrime, offenders.BreachHeldNoOffence)
_TOP: Final = after_due(within("offenders.superintendent.later"), DSU, asks="ask.risk-decision", priority=LATER)
_SHIFT: Final = Ladder((due(SERGEANT), since(within("offenders.breach.inspector"), DI), _TOP), REPEAT)
_SHIFT_NOW: Final = Ladder((
    at_due(SERGEANT), from_origin(within("offenders.breach.inspector"), DI), after_due(within("offenders.superintendent.later"), DSU, asks="ask.risk-decision"),
), REPEAT)
_CONDITIONS: Final = offenders.CourtOrderMade, offenders.CourtOrderVaried, offenders.CourtOrderEnded

CRIME: Final = Duty(
    "offenders.breach-crime", "Record the breach as a crime, or why it is no offence", "breach", Basis.NATIONAL_POLICY, ("hocr", "hmicfrs-ny-2022 p322"),
    also=("RO-024", "C61"), opens=(on(offenders.BreachFound),), once_per=Once.SUBJECT,
    discharged_by=(on(offenders.BreachRecordedAsCrime, b.has_number), on(offenders.BreachHeldNoOffence, b.held_by_inspector)),
    ends=_CLOSED, reads=(_FILE, _RECORDED),
    terms=(Term(within("offenders.breach.crime"), OM, by_the_day(due(SERGEANT))),),
    why="Time clears nothing here.",
)
DECISION: Final = Duty(
    "offenders.breach-decision", "Decide on the breach: arrest, interview, seize, warn", "breach", _EXPECTED, ("hmicfrs-ny-2022 p330",), also=("RO-029",),
    opens=(on(offenders.BreachFound),), once_per=Once.SUBJECT,
    discharged_by=(on(offenders.BreachActionDecided, b.decided_with_reason), on(offenders.BreachHeldNoOffence, b.held_by_inspector)),
    ends=_CLOSED, reads=(_FILE, _RECORDED),
    terms=(
        Term(END_OF_SHIFT, OM, _SHIFT_NOW, when=b.reaches_a_child, priority=Priority.FIRST, informs=(SERGEANT,)),
        Term(END_OF_SHIFT, OM, _SHIFT),
    ),
)
DEVICE: Final = Duty(
    "offenders.undeclared-device", "Decide whether the device is a breach: the order asks that it be declared", "device", _EXPECTED,
    ("hmicfrs-ny-2022 p321", "hmicfrs-ny-2022 p330"), also=("RO-023", "RO-029"), opens=(on(offenders.DeviceFound, b.undeclared_under_order),),
    reads=(reads(offenders.DeviceDeclared), reads(*_CONDITIONS, offenders.BreachFound, *FILE_FACTS, through=DEVICE_OFFENDER)),
    once_per=Once.SUBJECT, ends=ENDS_FILE,
    discharged_by=(on(offenders.BreachFound), on(offenders.DeviceDeclared)), terms=(Term(END_OF_SHIFT, OM, _SHIFT),),
)
CONDITION: Final = Duty(
    "offenders.condition-breach", "Decide whether it is a breach: a condition was not kept", "order", _EXPECTED, ("hmicfrs-ny-2022 p330",),
    also=("RO-029", "RO-008"), opens=(on(offenders.OrderConditionChecked, b.kept_not),), once_per=Once.WHILE_OPEN,
    discharged_by=(on(offenders.BreachFound),), ends=(on(offenders.CourtOrderEnded), *ENDS_FILE), reads=(reads(*FILE_FACTS, through=ORDER_OFFENDER),),
    terms=(Term(END_OF_SHIFT, OM, _SHIFT),),
)
READ_AGAIN: Final = Duty(
    "offenders.breach-read-again", "Decide the closed breach again, by a second reader who has not seen the first decision", "breach", _EXPECTED,
    ("hmicfrs-nn-2019 p446",), also=("RO-056",), opens=(on(offenders.BreachClosed, b.closed_without_grounds),), once_per=Once.WHILE_OPEN,
    discharged_by=(on(offenders.BreachReadAgain), on(offenders.BreachReopened)), ends=ENDS_FILE, reads=(_FILE,),
    terms=(Term(within("offenders.read_again"), DI, by_the_week(due(DI))),),
)
DUTIES: Final = (CRIME, DECISION, DEVICE, CONDITION, READ_AGAIN)
STANDARDS: Final = (
    Standard(
        "offenders.breach-closing", "A breach that is not prosecuted closes on its grounds; \"low level\" is none", "breach", _EXPECTED,
        ("hmicfrs-nn-2019 p85", "hmicfrs-nn-2019 p390"), also=("RO-049", "RO-053", "RO-054", "RO-024"), acts=(on(offenders.BreachClosed),),
        met=b.closing_has_grounds, reads=(_RECORDED,), to=(SERGEANT,), refuses=True,
    ),
    Standard(
        "offenders.workload-no-reason", "Workload is no reason for a decision about risk", "offender", _EXPECTED, ("hmicfrs-nn-2019 p392",), also=("RO-055",),
        acts=(
            on(offenders.BreachClosed, the_offender), on(offenders.WarningApproved, the_offender), on(offenders.BreachActionDecided, the_offender),
            on(offenders.RiskLoweringApproved, the_offender), on(offenders.ReactiveManagementApproved, the_offender),
            on(offenders.VisitDeferralApproved, the_offender),
        ),
        met=b.no_workload, to=(DI,), refuses=True,
    ),
    Standard(
        "offenders.third-warning", "A warning is approved by another; from the third in twelve months on, a detective inspector says why not prosecute",
        "offender",
        _EXPECTED, ("hmicfrs-ny-2022 p323",), also=("RO-025",), acts=(on(offenders.WarningApproved, the_offender),), met=b.third_warning_has_reason,
        reads=(reads(offenders.WarningGiven),), to=(DI,), refuses=True,
    ),
    Standard(
        "offenders.warning-whole", "A warning can be proved later", "offender", _EXPECTED, ("hmicfrs-ny-2022 p323", "hmicfrs-nn-2019 p388"),
        also=("RO-025", "RO-052"), acts=(on(offenders.WarningGiven, the_offender),), met=b.warning_whole, to=(SERGEANT,),
    ),
)
PATTERNS: Final = (
    Pattern(
        "offenders.repeat-breach", "A second breach within the window: assess again, plan again, decide", "offender", _EXPECTED, ("hmicfrs-nn-2019 p388",),
        also=("RO-051",), watches=(on(offenders.BreachFound, the_offender),), find=b.repeat_breach, notes=offenders.RepeatBreachNoticed, to=(OM, SERGEANT),
    ),
    Pattern(
        "offenders.concerns", "Concerns add up", "offender", _EXPECTED, ("hmicfrs-ny-2022 p336",), also=("RO-035", "RO-051"),
        watches=(
            on(offenders.ConcernNoted, the_offender), on(offenders.AppointmentMissed, the_offender), on(offenders.MonitoringAlerted, the_offender),
            on(offenders.DeviceRefused, the_offender), on(offenders.ChildContactFound, the_offender),
        ),
        find=b.concerns_add_up, notes=offenders.ConcernsNoticed, reads=(reads(offenders.WarningGiven),), to=(OM, SERGEANT),
    ),
    Pattern(
        "offenders.routine-closing", "Breaches close without prosecution by routine", "unit", _EXPECTED, ("hmicfrs-nn-2019 p85",), also=("RO-049",),
        watches=(on(offenders.BreachClosed),), find=b.routine_closing, notes=offenders.RoutineClosingNoticed, to=(ACC,),
    ),
)
