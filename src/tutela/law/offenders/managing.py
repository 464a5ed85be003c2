"""Who manages the offender, and who stands in: nobody convicted, moved or left behind is nobody's."""

from __future__ import annotations

from typing import Final

from tutela.facts import governance, offenders
from tutela.law.kernel.clocks import within
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Ladder, Once, Priority, Standard, Term, at_due, at_share, on, reads
from tutela.law.kernel.subjects import step
from tutela.law.offenders import watching as w
from tutela.law.offenders.ladders import DCI, DI, DSU, LATER, OM, REPEAT, SERGEANT, by_the_day, due, in_days
from tutela.law.offenders.said import ENDS_FILE, the_offender
from tutela.law.offenders.visiting import home_changed, in_the_community

_EXPECTED: Final = Basis.INSPECTORATE_EXPECTATION
OFFENDER_MANAGER: Final = step("offender-manager", "offender", "officer", offenders.ManagerAssigned)

ALLOCATED: Final = Duty(
    "offenders.manager-allocated", "Give the offender a manager", "offender", _EXPECTED, ("hmicfrs-ny-2022 p311",), also=("RO-010", "RO-011"),
    opens=(on(offenders.CourtResultReceived, w.convicted), on(offenders.BecameNotifiable), on(offenders.OffenderTransferredIn)),
    applies=(the_offender, w.has_no_manager), reads=(reads(offenders.ManagerAssigned, offenders.RegisterDischargeApproved,
    offenders.OffenderTransferAccepted),),
    once_per=Once.WHILE_OPEN, discharged_by=(on(offenders.ManagerAssigned),), ends=ENDS_FILE,
    terms=(Term(within("offenders.allocated"), SERGEANT, by_the_day(due(SERGEANT))),),
    why="From any source, without waiting for a certificate or for the offender to come.",
)
ACCEPTED: Final = Duty(
    "offenders.manager-accepts", "Accept the offender, or say why not", "offender", _EXPECTED, ("hmicfrs-nn-2019 p374",), also=("RO-010",),
    opens=(on(offenders.ManagerAssigned),), applies=(the_offender,), once_per=Once.WHILE_OPEN,
    discharged_by=(on(offenders.ManagerAccepted), on(offenders.ManagerDeclined)), ends=ENDS_FILE,
    terms=(Term(within("offenders.accepted"), OM, by_the_day(due(SERGEANT))),), why="Until then the giver keeps them.",
)
LEFT: Final = Duty(
    "offenders.manager-left", "Give the offender another manager: theirs has left", "offender", _EXPECTED, ("hmicfrs-ny-2022 p313", "hmicfrs-nn-2019 p374"),
    also=("RO-013", "RO-044"), opens=(on(governance.PostVacated, w.manager_left), on(offenders.ManagerDeclined)), applies=(w.is_theirs,),
    reads=(
        reads(governance.PostVacated, through=OFFENDER_MANAGER), reads(offenders.ManagerAssigned),
    ),
    once_per=Once.WHILE_OPEN, discharged_by=(on(offenders.ManagerAssigned),), ends=ENDS_FILE,
    terms=(Term(within("offenders.allocated"), SERGEANT, by_the_day(due(SERGEANT))),),
)
FILE: Final = Duty(
    "offenders.file-opened", "Open the offender's file, in the national system too", "offender", Basis.NATIONAL_POLICY, ("visor-standards",), also=("RO-002",),
    certainty="low", opens=(on(offenders.BecameNotifiable), on(offenders.OffenderTransferredIn)), applies=(the_offender,), once_per=Once.SUBJECT,
    discharged_by=(on(offenders.OffenderFileOpened),), ends=ENDS_FILE, terms=(Term(within("offenders.file"), OM, by_the_day(due(SERGEANT))),),
)
MARKED: Final = Duty(
    "offenders.address-marked", "Put the marker on the address where the offender lives", "offender", _EXPECTED, ("hmicfrs-ny-2022 p293",), also=("RO-003",),
    opens=(on(offenders.DetailsChanged, home_changed), on(offenders.ReleasedIntoCommunity, in_the_community)), applies=(the_offender,),
    once_per=Once.WHILE_OPEN, discharged_by=(on(offenders.AddressMarkerPlaced, w.marks_room),), ends=(*ENDS_FILE, on(offenders.TakenIntoCustody)),
    terms=(Term(within("offenders.marked"), OM, by_the_day(due(SERGEANT))),), why="A minimal marker, never the conviction.",
)
ENCOUNTER: Final = Duty(
    "offenders.encounter", "Decide what the encounter means for the risk", "offender", _EXPECTED, ("hmicfrs-ny-2022 p293",), also=("RO-003",),
    opens=(on(offenders.EncounterReported),), applies=(the_offender,), once_per=Once.WHILE_OPEN, discharged_by=(on(offenders.EncounterAnswered, w.answered),),
    ends=ENDS_FILE,
    terms=(
        Term(within("offenders.encounter.child"), OM, in_days(at_due(SERGEANT, DI)), when=w.with_a_child, priority=Priority.FIRST),
        Term(within("offenders.encounter"), OM, by_the_day(due(SERGEANT))),
    ),
)
REALLOCATED: Final = Duty(
    "offenders.reallocated", "Give the offender to a police officer: now high risk, held by staff", "offender", _EXPECTED, ("hmicfrs-nn-2019 p374",),
    also=("RO-043",), opens=(on(offenders.RiskLevelSet, w.staff_at_high_risk),), applies=(the_offender,), reads=(reads(offenders.ManagerAssigned),),
    once_per=Once.WHILE_OPEN, discharged_by=(on(offenders.ManagerAssigned, w.by_police_officer),), ends=ENDS_FILE,
    terms=(Term(within("offenders.reallocated"), SERGEANT, by_the_day(due(SERGEANT))),), why="With a hand-over visit.",
)
COVER: Final = Duty(
    "offenders.cover", "Name a qualified peer: a supervisor is away", "officer", _EXPECTED, ("hmicfrs-ny-2022 p313",), also=("RO-013",),
    opens=(on(governance.AbsenceBegan, w.supervising),), once_per=Once.WHILE_OPEN,
    discharged_by=(on(governance.CoverAccepted, w.accepted),), ends=(on(governance.AbsenceEnded),), reads=(reads(governance.CoverNamed),),
    terms=(Term(within("offenders.cover"), DI, by_the_day(due(DCI))),), why="Approvals and alerts that wait because somebody is away are somebody's.",
)
SAMPLED: Final = Duty(
    "offenders.team-sampled", "Read a sample of the team's work, and say what it shows", "unit", _EXPECTED, ("hmicfrs-ny-2022 p313",), also=("RO-012",),
    opens=(on(offenders.OverdueVisitsScrutinised), on(offenders.CustodyListChecked)), once_per=Once.WHILE_OPEN, recurs="rolling",
    discharged_by=(on(governance.TeamSampled, w.sampled_by_inspector),),
    terms=(Term(within("offenders.sampled"), DI, Ladder((at_share(0.8, DI, priority=LATER), due(DSU)), REPEAT)),),
    why="Every month: visits, plans, breaches, referrals, and the words of supervisors.",
)
DUTIES: Final = (ALLOCATED, ACCEPTED, LEFT, FILE, MARKED, ENCOUNTER, REALLOCATED, COVER, SAMPLED)
STANDARDS: Final = (
    Standard(
        "offenders.cover-qualified", "Nobody below the rank stands in for a supervisor", "officer", _EXPECTED, ("hmicfrs-ny-2022 p313",), also=("RO-013",),
        acts=(on(governance.CoverNamed, w.covers_supervisor),), met=w.qualified, to=(DI,),
    ),
)
