"""What an offender must notify, and what follows where that did not come (Sexual Offences Act 2003 Part 2)."""

from __future__ import annotations

from typing import Final

from tutela.facts import offenders, people
from tutela.law.kernel.clocks import before, within
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Ladder, Once, Priority, Standard, Term, after_due, at_due, at_share, from_origin, on, reads
from tutela.law.offenders import notifying as n
from tutela.law.offenders import travelling as t
from tutela.law.offenders.ladders import DI, DSU, LATER, OM, REPEAT, SERGEANT, by_the_day, by_the_week, due, in_days
from tutela.law.offenders.said import ENDS_FILE, the_offender

ENDS: Final = (on(offenders.NotificationRequirementsEnded), on(offenders.OffenderTransferAccepted), on(people.Died))
_JOURNEY: Final = (*ENDS, on(offenders.TravelChangeNotified, t.cancelled), on(offenders.CameBackFromAbroad))
_TOLD: Final = reads(offenders.NotificationMade, offenders.NotificationRequirementsEnded)
_CONVICTED: Final = reads(offenders.CourtWatchBegan, offenders.CourtWatchEnded, offenders.CourtResultReceived, offenders.BecameNotifiable)
_WATCHED: Final = in_days(at_due(OM, SERGEANT))
_LATE: Final = in_days(at_due(SERGEANT))
"""Learnt when it was over: the owner is told as it opens, and not twice."""

NOTIFICATION: Final = Duty(
    "offenders.initial-notification", "Notify the police (Part 2, Sexual Offences Act 2003)", "offender", Basis.STATUTE,
    ("soa-2003 s83(1)", "soa-2003 s83(6)"), also=("RO-010", "RO-011", "RO-022", "C57", "RSO_INITIAL_NOTIF"),
    opens=(on(offenders.BecameNotifiable, n.first_word), on(offenders.CourtResultReceived, n.first_convicted)),
    applies=(the_offender, n.still_to_notify), reads=(n.AWAY, _TOLD, _CONVICTED), starts="occurred", origin=n.began, once_per=Once.WHILE_OPEN,
    discharged_by=(on(offenders.NotificationMade, n.counts_as_notification),), ends=ENDS,
    terms=(Term(n.PERIOD, OM, in_days(at_due(OM, SERGEANT))),),
    why="The offender owes it and the force watches, from the conviction, by whomever it is told. Time in custody, prison, hospital and abroad does not run: "
    "until it ends no time is given.",
)
CHANGE: Final = Duty(
    "offenders.change-notification", "Notify the change of name or address, or the release", "offender", Basis.STATUTE,
    ("soa-2003 s84(1)", "soa-2003 s83(6)"), also=("RSO_CHANGE_NOTIF", "RO-026", "C57"),
    opens=(on(offenders.DetailsChanged), on(offenders.ReleasedIntoCommunity)), applies=(the_offender, n.change_counts), reads=(n.AWAY, _TOLD),
    starts="occurred", origin=n.began, once_per=Once.EACH, discharged_by=(on(offenders.NotificationMade, n.tells_address),), ends=ENDS,
    terms=(Term(n.PERIOD, OM, _LATE, when=n.known_late), Term(n.PERIOD, OM, _WATCHED)),
    why="The clock begins with the change, whenever the force learns of it. A call or a form filled in for the offender notifies nothing.",
)
HOUSEHOLD: Final = Duty(
    "offenders.household-notification", "Notify living or staying where a child is, or that it ended", "offender", Basis.REGULATIONS,
    ("soa-notification-regs-2012 reg 10", "soa-notification-regs-2012 reg 11"), also=("RSO_CHILD_HOUSEHOLD",),
    opens=(on(offenders.DetailsChanged),), applies=(the_offender, n.household_changed, n.not_told_ahead), reads=(n.AWAY, _TOLD),
    starts="occurred", origin=n.began, once_per=Once.EACH, discharged_by=(on(offenders.NotificationMade, n.tells_household),), ends=ENDS,
    terms=(Term(n.HOUSEHOLD_PERIOD, OM, in_days(at_due(SERGEANT, DI))),),
    why="Twelve hours in a household with a child are enough. The child is referred whatever the offender notifies.",
)
PAPERS: Final = Duty(
    "offenders.papers-notification", "Notify the change of an account, card or identity document", "offender", Basis.REGULATIONS,
    ("soa-notification-regs-2012 reg 12", "soa-notification-regs-2012 reg 14"), also=("RSO_CHANGE_NOTIF",),
    opens=(on(offenders.DetailsChanged),), applies=(the_offender, n.papers_changed, n.not_told_ahead), reads=(n.AWAY, _TOLD),
    starts="occurred", origin=n.began, once_per=Once.EACH, discharged_by=(on(offenders.NotificationMade, n.tells_papers),), ends=ENDS,
    terms=(Term(n.PERIOD, OM, by_the_day(due(SERGEANT))),),
    why="Here stands only that it changed; the details are kept on the national register.",
)
AHEAD: Final = Duty(
    "offenders.ahead-failed", "Notify that what was notified ahead did not happen", "offender", Basis.STATUTE, ("soa-2003 s84(4)",),
    also=("RSO_ADVANCE_FAILED",), opens=(on(offenders.NotificationMade),), applies=(the_offender, n.did_not_happen), delay=n.ahead_failed,
    reads=(n.AWAY, reads(offenders.DetailsChanged, offenders.ReleasedIntoCommunity)), once_per=Once.EACH, origin=n.ahead_begins,
    discharged_by=(on(offenders.NotificationMade, n.says_it_did_not_happen),), ends=ENDS,
    terms=(Term(n.AHEAD, OM, by_the_day(due(OM, SERGEANT))),),
)
PERIODIC: Final = Duty(
    "offenders.periodic-notification", "Notify everything again within the year", "offender", Basis.STATUTE, ("soa-2003 s85(1)", "soa-2003 s85(3)"),
    also=("RSO_ANNUAL",), opens=(on(offenders.NotificationMade, n.counts_as_notification),), applies=(the_offender,), reads=(n.AWAY,),
    starts="occurred", once_per=Once.EACH, discharged_by=(on(offenders.NotificationMade, n.counts_as_notification),), ends=ENDS,
    terms=(Term(n.YEAR, OM, in_days(at_share(0.92, OM), at_due(OM, SERGEANT))),),
    why="Each notification begins the year anew. A day that falls into time inside or abroad moves to the days after the return.",
)
WEEKLY: Final = Duty(
    "offenders.weekly-notification", "Notify weekly: no fixed abode", "offender", Basis.REGULATIONS, ("soa-notification-regs-2012 reg 9",),
    also=("RSO_NFA_7D",), opens=(on(offenders.NotificationMade, n.without_abode),), applies=(the_offender,), starts="occurred",
    once_per=Once.WHILE_OPEN, recurs="rolling", discharged_by=(on(offenders.NotificationMade, n.weekly_again),),
    ends=(*ENDS, on(offenders.NotificationMade, n.has_a_home), on(offenders.TakenIntoCustody), on(offenders.WentAbroad)),
    terms=(Term(within("offenders.weekly"), OM, in_days(at_share(0.75, OM), at_due(OM, SERGEANT))),),
    why="It ends with a home address, and with prison, hospital or travel; whoever comes back to no address begins again.",
)
RISK_ORDER: Final = Duty(
    "offenders.risk-order-notification", "Notify name and address: a sexual risk order was served", "offender", Basis.STATUTE, ("soa-2003 s122F",),
    also=("SRO_NOTIF",), certainty="medium", opens=(on(offenders.CourtOrderServed, n.serves_risk_order),), applies=(the_offender,),
    reads=(n.AWAY, reads(offenders.CourtOrderMade)), starts="occurred", origin=n.began, once_per=Once.EACH,
    discharged_by=(on(offenders.NotificationMade, n.counts_as_notification),), ends=(*ENDS, on(offenders.CourtOrderEnded)),
    terms=(Term(n.PERIOD, OM, in_days(at_due(OM, SERGEANT))),),
)
RETURN: Final = Duty(
    "offenders.return-notification", "Notify the return from abroad", "offender", Basis.REGULATIONS, ("soa-travel-regs-2004 reg 8",),
    also=("RSO_TRAVEL_RETURN",), certainty="medium", opens=(on(offenders.CameBackFromAbroad),), applies=(the_offender, t.return_not_told_ahead),
    reads=(reads(offenders.TravelNotified, offenders.WentAbroad),), starts="occurred", once_per=Once.EACH,
    discharged_by=(on(offenders.TravelReturnNotified, t.return_counts), on(offenders.NotificationMade, n.counts_as_notification)), ends=ENDS,
    terms=(Term(within("offenders.travel.return"), OM, by_the_day(due(OM, SERGEANT))),),
    why="Not where day and place of the return were notified before and kept.",
)
TRAVEL: Final = Duty(
    "offenders.travel-notification", "Notify the journey: the force learnt of it from another", "offender", Basis.REGULATIONS,
    ("soa-travel-regs-2004 reg 5",), also=("RSO_TRAVEL_7D",), opens=(on(offenders.TravelLearnt, t.still_to_leave),),
    applies=(the_offender, t.not_notified), reads=(reads(offenders.TravelNotified),), once_per=Once.WHILE_OPEN,
    discharged_by=(on(offenders.TravelNotified, t.travel_counts),), ends=_JOURNEY,
    terms=(Term(before("offenders.travel.notice", t.leaves), OM, Ladder((
        at_due(OM, SERGEANT), from_origin(within("offenders.inspector"), DI, priority=LATER), after_due(within("offenders.superintendent.later"), DSU),
    ), REPEAT), priority=Priority.FIRST),),
    why="He may be gone before anybody asks: a journey that others told us of is looked at the same day.",
)
TRAVEL_TOLD: Final = Duty(
    "offenders.travel-passed-on", "Tell the ports and the National Crime Agency of the journey", "offender", Basis.NATIONAL_PRACTICE,
    ("app-offenders",), also=("RSO_TRAVEL_7D",), opens=(on(offenders.TravelNotified), on(offenders.TravelLearnt, t.still_to_leave)),
    applies=(the_offender,), once_per=Once.WHILE_OPEN, discharged_by=(on(offenders.TravelPassedOn, t.told_somebody),),
    ends=_JOURNEY,
    terms=(Term(within("offenders.travel.passed_on"), OM, by_the_day(due(SERGEANT))),),
    why="Told is a named desk or person, not a message sent.",
)
LATE: Final = Duty(
    "offenders.late-notification", "Record the breach: notified late, or not at all", "offender", Basis.NATIONAL_POLICY, ("hocr", "soa-2003 s91"),
    also=("RO-026", "RO-024", "RO-011", "C61"),
    opens=(
        on(offenders.BecameNotifiable, n.first_word), on(offenders.CourtResultReceived, n.first_convicted), on(offenders.DetailsChanged),
        on(offenders.ReleasedIntoCommunity), on(offenders.NotificationMade),
    ),
    applies=(the_offender, n.not_in_time), delay=n.period_over, reads=(n.AWAY, _TOLD, _CONVICTED), once_per=Once.EACH, origin=n.from_lateness,
    discharged_by=(
        on(offenders.BreachRecordedAsCrime), on(offenders.BreachFound, n.of_notification), on(offenders.BreachHeldNoOffence),
    ),
    ends=ENDS_FILE,
    terms=(Term(within("offenders.breach.crime"), OM, by_the_day(due(SERGEANT))),),
    why="Lateness is reckoned, not noticed: the draft is there when the period is over. Arrest and the address are considered with it (s91).",
)
PERIOD_END: Final = Duty(
    "offenders.period-end", "Decide what follows: the notification period ends", "offender", Basis.NATIONAL_PRACTICE, ("soa-2003 s82", "app-offenders"),
    also=("RSO_PERIOD_END",), opens=(on(offenders.NotificationPeriodRecorded, n.has_an_end),), applies=(the_offender, n.is_last_period),
    reads=(reads(offenders.NotificationPeriodRecorded),), delay=n.before_period_end, once_per=Once.EACH, origin=n.before_period_end_or_now,
    discharged_by=(on(offenders.RegisterDischargeRequested), on(offenders.RegisterDischargeApproved)), ends=ENDS_FILE,
    terms=(Term(before("offenders.period.end", n.period_ends), OM, by_the_week(due(OM, SERGEANT))),),
    why="The end is the law's; that a final review is made before it and that the file closes by decision is ours.",
)

DUTIES: Final = (
    NOTIFICATION, CHANGE, HOUSEHOLD, PAPERS, AHEAD, PERIODIC, WEEKLY, RISK_ORDER, RETURN, TRAVEL, TRAVEL_TOLD, LATE, PERIOD_END,
)
STANDARDS: Final = (
    Standard(
        "offenders.notification-valid", "A notification counts: at a prescribed station, in person, by the offender, identity checked and signed", "offender",
        Basis.STATUTE, ("soa-2003 s87", "hmicfrs-ny-2022 p319", "hmicfrs-ny-2022 p328"), also=("RO-022", "RO-027"),
        acts=(on(offenders.NotificationMade, the_offender),), met=n.is_valid, reads=(reads(offenders.ManagerAssigned),), to=(SERGEANT,),
    ),
    Standard(
        "offenders.travel-in-time", "A journey is notified in time", "offender", Basis.REGULATIONS,
        ("soa-travel-regs-2004 reg 5", "soa-travel-regs-2004 reg 7"), also=("RSO_TRAVEL_7D", "RSO_TRAVEL_SHORT"),
        acts=(on(offenders.TravelNotified, the_offender),), met=t.in_time, to=(OM, SERGEANT),
    ),
)
