"""Visits by risk, the first ones, what ends with a licence, and the daily look at those that are late."""

from __future__ import annotations

from typing import Final

from tutela.facts import governance, offenders
from tutela.law.kernel.clocks import END_OF_SHIFT, NOON, before, within
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Once, Pattern, Standard, Term, on, reads
from tutela.law.offenders import visiting as v
from tutela.law.offenders.ladders import DI, OM, PROBATION, SERGEANT, by_the_day, by_the_week, due, in_days
from tutela.law.offenders.said import DEVICE_OFFENDER, ENDS_FILE, FILE_FACTS, the_offender

_EXPECTED: Final = Basis.INSPECTORATE_EXPECTATION
_STOPS: Final = (*ENDS_FILE, on(offenders.TakenIntoCustody), on(offenders.ReactiveManagementApproved))
_LATE_VISIT: Final = by_the_week(due(OM, SERGEANT))

VISIT: Final = Duty(
    "offenders.visit", "Visit the offender at home", "offender", Basis.NATIONAL_POLICY, ("app-offenders", "hmicfrs-ny-2022 p318"),
    also=("RO-020", "RO-021", "RO-048", "C58"), certainty="medium",
    opens=(
        on(offenders.RiskLevelSet), on(offenders.ReleasedIntoCommunity, v.in_the_community), on(offenders.ReactiveManagementEnded),
        on(offenders.VisitMade, v.is_a_visit),
    ),
    applies=(the_offender,), reads=(reads(*v.LEVELS),), once_per=Once.WHILE_OPEN, recurs="rolling",
    discharged_by=(on(offenders.VisitMade, v.is_a_visit),), ends=(*_STOPS, on(offenders.VisitDeferralApproved, v.supervisor_approves)),
    terms=(
        Term(within("offenders.visit.very_high"), OM, in_days(due(OM, SERGEANT)), when=v.level_is("very_high"), also=("RSO_VISIT_VERY_HIGH",)),
        Term(within("offenders.visit.medium"), OM, _LATE_VISIT, when=v.level_is("medium"), also=("RSO_VISIT_MEDIUM",)),
        Term(within("offenders.visit.low"), OM, _LATE_VISIT, when=v.level_is("low"), also=("RSO_VISIT_LOW",)),
        Term(within("offenders.visit.high"), OM, by_the_day(due(OM, SERGEANT)), also=("RSO_VISIT_HIGH",)),
    ),
    why="The window is the latest day: days and hours vary inside it. An appointment, a call or an attempt is no visit. No level on record is visited as high.",
)
DEFERRED: Final = Duty(
    "offenders.deferred-visit", "Visit by the later day that was approved", "offender", _EXPECTED, ("hmicfrs-nn-2019 p362",), also=("RO-038", "RO-021"),
    opens=(on(offenders.VisitDeferralApproved, v.supervisor_approves),), applies=(the_offender,), once_per=Once.EACH,
    discharged_by=(on(offenders.VisitMade, v.is_a_visit),), ends=_STOPS,
    terms=(Term(before("offenders.visit.deferred", v.deferred_to), OM, by_the_day(due(OM, SERGEANT))),),
)
FIRST_VISIT: Final = Duty(
    "offenders.first-visit", "First visit: unannounced, by two", "offender", Basis.NATIONAL_POLICY,
    ("app-offenders", "hmicfrs-ny-2022 p326", "hmicfrs-ny-2022 p329"), also=("RO-028",), certainty="low",
    opens=(
        on(offenders.LicenceEnded), on(offenders.DetailsChanged, v.home_changed), on(offenders.ReleasedIntoCommunity, v.in_the_community),
        on(offenders.NotificationMade, v.first_counted),
    ),
    applies=(the_offender,), once_per=Once.WHILE_OPEN, discharged_by=(on(offenders.VisitMade, v.two_unannounced),), ends=_STOPS,
    terms=(
        Term(within("offenders.visit.after_licence"), OM, by_the_day(due(SERGEANT)), when=v.after_licence_or_move, also=("RO-030", "C60")),
        Term(within("offenders.visit.first"), OM, by_the_day(due(SERGEANT)), also=("RSO_FIRST_VISIT",)),
    ),
    why="An appointment at the office is no substitute, and one manager alone is not two.",
)
HAND_OVER: Final = Duty(
    "offenders.probation-hand-over", "Hold the hand-over with probation: the licence ends", "offender", Basis.LOCAL_TARGET, ("hmicfrs-ny-2022 p326",),
    also=("RO-030",), opens=(on(offenders.LicenceRecorded),), applies=(the_offender, v.is_last_licence), reads=(reads(offenders.LicenceRecorded),),
    delay=v.weeks_before_licence_ends, origin=v.from_then_or_now, once_per=Once.EACH,
    discharged_by=(on(offenders.ProbationHandOverHeld, v.hand_over_whole),), ends=(*ENDS_FILE, on(offenders.TakenIntoCustody), on(offenders.RecalledToPrison)),
    terms=(Term(before("offenders.hand_over.end", v.licence_ends), OM, by_the_day(due(SERGEANT, PROBATION)), informs=(PROBATION,)),),
)
SCRUTINY: Final = Duty(
    "offenders.overdue-scrutiny", "Go through the day's overdue visits and say what will be done", "unit", _EXPECTED, ("hmicfrs-nn-2019 p362",),
    also=("RO-038", "C68"), opens=(on(governance.BacklogCounted, v.some_overdue),), once_per=Once.WHILE_OPEN,
    discharged_by=(on(offenders.OverdueVisitsScrutinised, v.says_what_is_done),),
    terms=(Term(NOON, SERGEANT, by_the_day(due(DI))),),
    why="Every day by noon, while any is overdue.",
)
CLAIM: Final = Duty(
    "offenders.claim-check", "Check what the offender claims", "offender", _EXPECTED, ("hmicfrs-nn-2019 p388",), also=("RO-050",),
    opens=(on(offenders.ClaimMade),), applies=(the_offender,), once_per=Once.WHILE_OPEN, discharged_by=(on(offenders.ClaimChecked, v.checked),),
    ends=ENDS_FILE, terms=(Term(within("offenders.claim"), OM, by_the_week(due(OM, SERGEANT))),),
    why="What was said, how it was verified, what is still in doubt.",
)
DEVICE: Final = Duty(
    "offenders.device-answered", "Say what became of the device on the visit", "device", _EXPECTED, ("hmicfrs-ny-2022 p321",), also=("RO-023",),
    opens=(on(offenders.VisitMade, v.device_left_out),), once_per=Once.WHILE_OPEN,
    reads=(
        reads(offenders.DeviceDeclared, offenders.DeviceFound, offenders.DeviceGone, *v.ANSWERED),
        reads(offenders.VisitMade, *FILE_FACTS, through=DEVICE_OFFENDER),
    ),
    discharged_by=(*(on(cls, v.says_what_became) for cls in v.ANSWERED), on(offenders.DeviceGone)), ends=ENDS_FILE,
    terms=(Term(END_OF_SHIFT, OM, by_the_day(due(SERGEANT))),),
    why="Examined (how, and with what result), not produced, refused or gone: the visit is kept, and is not whole until it is said of each.",
)
DUTIES: Final = (VISIT, DEFERRED, FIRST_VISIT, HAND_OVER, SCRUTINY, CLAIM, DEVICE)

_VISITS: Final = (on(offenders.VisitMade, the_offender),)
STANDARDS: Final = (
    Standard(
        "offenders.visit-unannounced", "A visit is unannounced", "offender", _EXPECTED, ("hmicfrs-ny-2022 p316",), also=("RO-018", "C59"),
        acts=_VISITS, met=v.unannounced, to=(SERGEANT,),
        reads=(reads(offenders.AnnouncedVisitApproved, offenders.SpokenToElsewhere, offenders.AppointmentGiven),),
    ),
    Standard(
        "offenders.visit-by-two", "A visit is made by two", "offender", _EXPECTED, ("hmicfrs-ny-2022 p316",), also=("RO-019", "C59"),
        acts=_VISITS, met=v.made_by_two, to=(SERGEANT,), reads=(reads(offenders.LoneVisitApproved),),
    ),
    Standard(
        "offenders.visit-asks", "A visit asks about every device and account, and who has come into the offender's life", "offender", _EXPECTED,
        ("hmicfrs-ny-2022 p321", "hmicfrs-ny-2022 p315"), also=("RO-023", "RO-017"), acts=_VISITS, met=v.visit_asks, to=(OM,),
    ),
    Standard(
        "offenders.visit-approval", "An exception for a visit is approved by a supervisor who did not ask for it", "offender", _EXPECTED,
        ("hmicfrs-ny-2022 p316",), also=("RO-018", "RO-019"),
        acts=(on(offenders.AnnouncedVisitApproved), on(offenders.LoneVisitApproved), on(offenders.VisitDeferralApproved)), met=v.supervisor_approves,
        to=(DI,), refuses=True,
    ),
)
PATTERNS: Final = (
    Pattern(
        "offenders.lone-visits", "One person visits alone, twice in a row", "offender", _EXPECTED, ("hmicfrs-ny-2022 p316",), also=("RO-019",),
        watches=_VISITS, find=v.lone_in_a_row, notes=offenders.LoneVisitsNoticed, to=(DI,),
    ),
    Pattern(
        "offenders.regular-visits", "The offender can foresee the next visit", "offender", _EXPECTED, ("hmicfrs-ny-2022 p318",), also=("RO-021",),
        watches=_VISITS, find=v.regular, notes=offenders.RegularVisitsNoticed, to=(OM, SERGEANT),
    ),
    Pattern(
        "offenders.no-access", "Nobody is let in, again: a warrant to enter is considered", "offender", Basis.NATIONAL_PRACTICE, ("soa-2003 s96B",),
        also=("RO-021",), certainty="medium", watches=(on(offenders.VisitAttempted, the_offender), on(offenders.EntryRefused, the_offender)),
        find=v.no_access, notes=offenders.NoAccessNoticed, reads=(reads(offenders.VisitMade),), to=(SERGEANT, DI),
    ),
)
