"""The watch of courts and orders: a result that reaches nobody, an order that nobody asked for, one that runs out."""

from __future__ import annotations

from typing import Final

from tutela.facts import offenders, people
from tutela.law.kernel.clocks import NEXT_MORNING, before, within
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Once, Standard, Term, on, reads
from tutela.law.offenders import watching as w
from tutela.law.offenders.ladders import DI, OM, SERGEANT, by_the_day, by_the_week, due, in_days
from tutela.law.offenders.said import ENDS_FILE, FILE_FACTS, ORDER_OFFENDER, the_offender

_EXPECTED: Final = Basis.INSPECTORATE_EXPECTATION
_FILE: Final = reads(*FILE_FACTS, through=ORDER_OFFENDER)
_HEARD: Final = (offenders.CourtResultReceived, offenders.HearingMoved)

RESULT: Final = Duty(
    "offenders.court-result", "Find out what the court decided", "offender", _EXPECTED, ("hmicfrs-ny-2022 p311",), also=("RO-010", "C67"),
    opens=(on(offenders.HearingListed),), applies=(the_offender, w.result_is_open), reads=(reads(*_HEARD),), delay=w.next_morning, origin=w.checked_from,
    once_per=Once.EACH, discharged_by=(on(offenders.CourtResultReceived), on(offenders.HearingMoved)),
    ends=(on(offenders.CourtWatchEnded, w.watch_ended), on(people.Died)),
    terms=(Term(NEXT_MORNING, OM, in_days(due(SERGEANT))),),
    why="Asking is not the result. A hearing that passes in silence is asked about the next morning.",
)
CONSIDERED: Final = Duty(
    "offenders.order-considered", "Apply for an order, or decide not to", "offender", _EXPECTED, ("hmicfrs-ny-2022 p310",), also=("RO-008", "RO-009"),
    opens=(on(offenders.CourtWatchBegan), on(offenders.OrderNeedSeen)), applies=(the_offender,), once_per=Once.WHILE_OPEN,
    discharged_by=(on(offenders.OrderApplicationAttached), on(offenders.OrderAppliedFor), on(offenders.OrderNotSought, w.not_sought)),
    ends=(on(offenders.CourtWatchEnded, w.watch_ended), on(offenders.CourtOrderMade), on(people.Died)),
    terms=(Term(within("offenders.order.considered"), OM, by_the_day(due(SERGEANT))),),
    why="Not to apply is a decision with an author and a reason.",
)
CUSTODY_LIST: Final = Duty(
    "offenders.custody-list", "Compare the day's charges with the applications for orders, and sign", "unit", _EXPECTED, ("hmicfrs-ny-2022 p310",),
    also=("RO-009", "C66"), opens=(on(offenders.CustodyListChecked),), once_per=Once.WHILE_OPEN, recurs="rolling",
    discharged_by=(on(offenders.CustodyListChecked, w.listed_whole),), terms=(Term(within("offenders.custody_list"), SERGEANT, by_the_day(due(DI))),),
    why="Every day, weekends too.",
)
SERVED: Final = Duty(
    "offenders.order-served", "Serve the order and explain it", "order", _EXPECTED, ("hmicfrs-ny-2022 p310",), also=("RO-008",),
    opens=(on(offenders.CourtOrderMade),), once_per=Once.SUBJECT, discharged_by=(on(offenders.CourtOrderServed, w.explained),),
    ends=(on(offenders.CourtOrderEnded), *ENDS_FILE), reads=(_FILE,),
    terms=(Term(within("offenders.order.served"), OM, by_the_day(due(SERGEANT))),),
)
EXPIRY: Final = Duty(
    "offenders.order-expiry", "Decide whether to renew the order, before it ends", "order", Basis.NATIONAL_PRACTICE, ("soa-2003 s103E", "hmicfrs-ny-2022 p310"),
    also=("SHPO_EXPIRY_ALERT", "RO-008"), opens=(on(offenders.CourtOrderMade, w.order_has_end), on(offenders.CourtOrderVaried, w.order_has_end)),
    applies=(w.is_last_end,), reads=(reads(offenders.CourtOrderMade, offenders.CourtOrderVaried), _FILE), delay=w.months_before_order_ends,
    origin=w.order_watch_from, once_per=Once.EACH, discharged_by=(on(offenders.OrderRenewalDecided, w.renewal_decided), on(offenders.OrderAppliedFor)),
    ends=(on(offenders.CourtOrderEnded), *ENDS_FILE),
    terms=(Term(before("offenders.order.decided", w.order_ends), OM, by_the_week(due(OM, SERGEANT))),),
)
DUTIES: Final = (RESULT, CONSIDERED, CUSTODY_LIST, SERVED, EXPIRY)
STANDARDS: Final = (
    Standard(
        "offenders.lapse-approved", "That an order lapses is approved by another, with the reason", "order", _EXPECTED, ("hmicfrs-ny-2022 p310",),
        also=("RO-008", "SHPO_EXPIRY_ALERT"), acts=(on(offenders.OrderRenewalDecided),), met=w.lapse_by_another, to=(DI,),
    ),
)
