"""What s46 asks of the officers while a child is in police protection, and the 72 hours."""

from __future__ import annotations

from typing import Final

from tutela.facts import protection, sharing
from tutela.law.kernel.clocks import END_OF_SHIFT, before, within
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Ladder, Once, Priority, Term, after_due, at_due, at_share, from_origin, on, reads
from tutela.law.protection import conditions as c
from tutela.law.protection.ladders import DESIGNATED, DI, INSPECTOR, LATER, MANAGER, OFFICER, SERGEANT, SUPERINTENDENT, later, urgent
from tutela.law.standing.said import gives, negated, says

_EXPECTED, _LOCAL, _STATUTE = Basis.INSPECTORATE_EXPECTATION, Basis.LOCAL_TARGET, Basis.STATUTE
_USED = (on(protection.TakenIntoPoliceProtection),)
_OVER = (on(protection.ReleasedFromProtection), on(protection.PoliceProtectionEnded))
_TAKES_ITS_PLACE = says("how", "order", "accommodated")
_POINT = "protection.steps.at"

ENDS: Final = Duty(
    "protection.ends", "End police protection within 72 hours", "protection", _STATUTE, ("children-act-1989 s46(6)",),
    also=("PP_72H", "C51", "DM-017", "DM-016"), starts="occurred", opens=_USED,
    discharged_by=(on(protection.ReleasedFromProtection), on(protection.PoliceProtectionEnded, _TAKES_ITS_PLACE)),
    ends=(on(protection.PoliceProtectionEnded, negated(_TAKES_ITS_PLACE)),),
    terms=(Term(
        within("protection.maximum"), DESIGNATED,
        Ladder((
            from_origin(within("protection.warning"), SUPERINTENDENT, DESIGNATED, asks="ask.protection-end"),
            at_due(DESIGNATED, SUPERINTENDENT, MANAGER, asks="ask.protection-end"),
        ), within("protection.repeat")),
    ),),
    why="From the use, not from its entry. A decision to release is not a release; no hand-over, no move and no second use begins the hours again.",
)

DECISION: Final = Duty(
    "protection.decision", "Decide whether police protection goes on: because of what, to what plan", "protection", _EXPECTED,
    ("hmicfrs-ny-2022 p287", "children-act-1989 s46(5)"), also=("PP_DO_REVIEW", "PP_72H", "DM-017"), starts="occurred", once_per=Once.EACH,
    opens=(
        *_USED, on(protection.PoliceProtectionContinued, c.goes_on_because), on(protection.InquiryRecorded, c.goes_on_because),
        on(protection.InquiryCompleted, says("harm_still_likely", True)),
    ),
    reads=(reads(protection.TakenIntoPoliceProtection),), delay=c.next_point,
    discharged_by=(
        on(protection.PoliceProtectionContinued, c.goes_on_because), on(protection.InquiryRecorded, c.goes_on_because),
        on(protection.InquiryCompleted, c.goes_on_because), on(protection.ReleaseFromProtectionDecided),
    ),
    ends=_OVER,
    terms=(Term(
        before(_POINT, c.decision_due), DESIGNATED,
        Ladder((
            *(from_origin(before(_POINT, c.point(n)), DESIGNATED, asks="ask.protection-goes-on") for n in range(1, 6)), at_due(DESIGNATED,
            asks="ask.protection-goes-on"),
            after_due(within("protection.superintendent"), SUPERINTENDENT, asks="ask.risk-decision", priority=LATER),
        ), within("protection.repeat.day")), priority=Priority.FIRST,
    ),),
    why="The benefits of the power drift until the maximum has passed. The moments are counted from the use, and are the warnings of the 72 hours; a "
        "decision in between asks for the next of them, one shortly before a moment counts for it.",
)

DESIGNATED_OFFICER: Final = Duty(
    "protection.designated-officer", "Have a designated officer inquire into the case", "protection", _STATUTE, ("children-act-1989 s46(3)(e)",),
    also=("PP_DESIGNATED", "DM-007"), starts="occurred", opens=_USED, discharged_by=(on(protection.InquiryOpened),), ends=_OVER,
    terms=(Term(within("protection.designated"), OFFICER, urgent(at_due(INSPECTOR, DESIGNATED))),),
    why="As soon as reasonably practicable is law; the hour is a local target.",
)

INQUIRY: Final = Duty(
    "protection.inquiry", "Record the inquiry: cause, harm feared, enquiries, the child's interests, decision", "protection", _EXPECTED,
    ("hmicfrs-ny-2022 p280",), also=("DM-007", "DM-023"), opens=(on(protection.InquiryOpened),),
    discharged_by=(on(protection.InquiryRecorded, c.inquiry_whole),), ends=_OVER,
    terms=(Term(within("protection.inquiry"), DESIGNATED, later(at_due(DESIGNATED))),),
    why="What is saved with a blank is kept and does not count.",
)

HAND_OVER: Final = Duty(
    "protection.hand-over", "Hand the child to the next designated officer before the turn ends", "protection", _EXPECTED, ("hmicfrs-ny-2022 p286",),
    also=("C54", "DM-015"), starts="occurred", once_per=Once.EACH, opens=(on(protection.InquiryOpened), on(protection.DesignatedHandOverAccepted)),
    reads=(reads(protection.TurnOfDesignatedOfficerChanged),), discharged_by=(on(protection.DesignatedHandOverAccepted),), ends=_OVER,
    terms=(
        Term(before("protection.hand_over.at", c.turn_end), DESIGNATED, Ladder((
            from_origin(before("protection.hand_over.reminder", c.turn_end), DESIGNATED, priority=LATER),
            at_due(DESIGNATED, SUPERINTENDENT, asks="ask.designated-officer"),
        ), within("protection.repeat")), when=c.knows_turn),
        Term(within("protection.hand_over.turn"), DESIGNATED, Ladder((
            at_share(0.75, DESIGNATED), at_share(0.9, DESIGNATED), at_due(DESIGNATED, SUPERINTENDENT, asks="ask.designated-officer"),
        ), within("protection.repeat"))),
    ),
    why="Offered is not accepted: until another has the child, both who gives and who was to take are told, and a superintendent.",
)

AUTHORITY: Final = Duty(
    "protection.authority-told", "Tell the local authority where the child was found", "protection", _STATUTE,
    ("children-act-1989 s46(3)(a)", "hmicfrs-ny-2022 p274"), also=("PP_LA_FOUND", "C52", "DM-005"), starts="occurred", opens=_USED,
    reads=(reads(protection.AuthoritiesNamed),), discharged_by=(on(sharing.Told, c.tells_authority),), ends=_OVER,
    terms=(Term(within("protection.authority"), OFFICER, urgent(at_due(DESIGNATED)), priority=Priority.FIRST),),
    why="As soon as reasonably practicable is law; half an hour is a local target. Told is a named person; out of hours the emergency duty team.",
)

HOME_AUTHORITY: Final = Duty(
    "protection.home-authority-told", "Tell the local authority where the child lives at what place the child is", "protection", _STATUTE,
    ("children-act-1989 s46(3)(b)",), also=("PP_LA_ORDINARY", "DM-005"), starts="occurred", opens=_USED,
    discharged_by=(on(sharing.Told, c.tells_home_authority),), ends=(*_OVER, on(protection.AuthoritiesNamed, negated(c.lives_elsewhere))),
    terms=(Term(within("protection.home_authority"), OFFICER, urgent(at_due(DESIGNATED))),),
    why="From the use: until somebody says where the child lives, it may be elsewhere. Where it is one authority, the other telling is enough.",
)

CHILD_TOLD: Final = Duty(
    "protection.child-told", "Tell the child what is done, why, and what may follow", "protection", _STATUTE, ("children-act-1989 s46(3)(c)",),
    also=("PP_CHILD_TOLD",), starts="occurred", opens=_USED, ends=_OVER,
    discharged_by=(on(protection.ChildToldOfProtection, c.child_was_told), on(protection.ChildNotToldOfProtection, gives("why"))),
    terms=(Term(within("protection.child_told"), OFFICER, urgent(at_due(DESIGNATED, priority=LATER))),),
    why="If the child appears capable of understanding; who cannot be told has a reason on the record.",
)

WISHES: Final = Duty(
    "protection.wishes", "Find out what the child wishes and feels", "protection", _STATUTE, ("children-act-1989 s46(3)(d)",), also=("PP_WISHES", "DM-010"),
    certainty="medium", starts="occurred", opens=_USED, ends=_OVER,
    discharged_by=(on(protection.WishesRecorded, gives("words")), on(protection.WishesNotAsked, gives("why"))),
    terms=(Term(within("protection.wishes"), OFFICER, urgent(at_due(DESIGNATED, priority=LATER))),),
)

PARENTS: Final = Duty(
    "protection.parents-told", "Tell the parents and who else answers for the child", "protection", _STATUTE, ("children-act-1989 s46(4)",),
    also=("PP_PARENTS",), certainty="medium", starts="occurred", opens=_USED, ends=_OVER,
    reads=(reads(protection.ParentToldOfProtection, protection.ParentNotToldOfProtection),),
    discharged_by=(on(protection.ParentToldOfProtection, c.parents_answered), on(protection.ParentNotToldOfProtection, c.parents_answered)),
    terms=(Term(within("protection.parents"), OFFICER, urgent(at_due(DESIGNATED, priority=LATER))),),
)

PLACE: Final = Duty(
    "protection.suitable-place", "Have the child moved to accommodation of the local authority, or a refuge", "protection", _STATUTE,
    ("children-act-1989 s46(3)(f)",), also=("PP_SUITABLE_ACCOM", "DM-001"), certainty="medium", starts="occurred",
    opens=(on(protection.TakenIntoPoliceProtection, c.was_removed),), ends=_OVER,
    discharged_by=(on(protection.ChildArrivedAtPlace, c.is_provided), on(protection.ChildHandedToAuthority)),
    terms=(Term(within("protection.place"), OFFICER, urgent(at_due(DESIGNATED, SERGEANT))),),
)

STATION: Final = Duty(
    "protection.station", "Move the child on from the police station", "protection", _EXPECTED, ("hmicfrs-ny-2022 p274",), also=("C56", "DM-001", "DM-004"),
    starts="occurred", once_per=Once.WHILE_OPEN, opens=(on(protection.ChildArrivedAtPlace, c.at_station),), ends=_OVER,
    discharged_by=(on(protection.ChildArrivedAtPlace, c.not_at_station),),
    terms=(Term(within("protection.station"), DESIGNATED, Ladder((at_due(SUPERINTENDENT, DESIGNATED, asks="ask.risk-decision"),),
        within("protection.repeat.station")),
                priority=Priority.FIRST),),
    why="A police station is no suitable accommodation, and a cell never. The hour is a local target.",
)

RECORD: Final = Duty(
    "protection.circumstances", "Record what was found, what harm was feared, and why nothing less would do", "protection", _EXPECTED,
    ("hmicfrs-ny-2022 p284",), also=("DM-010", "DM-011"), starts="occurred", opens=_USED, reads=(reads(protection.CircumstancesRecorded),),
    discharged_by=(on(protection.CircumstancesRecorded, c.circumstances_whole),), ends=(on(protection.PoliceProtectionEnded, says("how", "never_used")),),
    terms=(Term(within("protection.circumstances"), OFFICER, later(at_due(OFFICER, DESIGNATED), from_origin(END_OF_SHIFT, DI, priority=LATER))),),
    why="The use makes the record, though nobody writes one. A document that is attached fills no field.",
)

CONTACT: Final = Duty(
    "protection.contact", "Decide on contact with the child", "protection", _STATUTE, ("children-act-1989 s46(10)",), also=("PP_CONTACT", "DM-007"),
    certainty="medium", starts="occurred", opens=_USED, ends=_OVER, discharged_by=(on(protection.ContactWithChildDecided),),
    terms=(Term(within("protection.contact"), DESIGNATED, urgent(at_due(DESIGNATED, priority=LATER))),),
    why="What is reasonable and in the child's interests; the authority's decision once it has the child.",
)

ORDER_FOUND: Final = Duty(
    "protection.order-in-force", "Say why the power is used though an order could be executed", "protection", _LOCAL, ("langley-2005",), also=("DM-007",),
    opens=(on(protection.OrderForChildFound), on(protection.OrdersForChildChecked, c.order_could_be_used)), once_per=Once.WHILE_OPEN,
    discharged_by=(on(protection.UseDespiteOrderReasoned, gives("why")),), ends=_OVER,
    terms=(Term(within("protection.order.reason"), DESIGNATED, urgent(at_due(DESIGNATED)), priority=Priority.FIRST),),
    why="Where an emergency protection order is in force it is executed, unless there are compelling reasons.",
)

ORDER_END: Final = Duty(
    "protection.order-end", "Know what follows before the emergency protection order ends", "protection", _STATUTE, ("children-act-1989 s45",),
    also=("EPO_8D",),
    starts="occurred", once_per=Once.EACH,
    opens=(on(protection.OrderForChildMade, c.is_emergency_order), on(protection.OrderForChildExtended, c.is_emergency_order)),
    reads=(reads(protection.OrderForChildAppliedFor, protection.TakenIntoPoliceProtection),),
    discharged_by=(
        on(protection.OrderForChildEnded), on(protection.OrderForChildExtended), on(protection.OrderForChildMade, negated(c.is_emergency_order)),
    ),
    terms=(Term(before("protection.order.end", c.order_end), DI, later(from_origin(before("protection.order.warning", c.order_end), DI), at_due(DI,
        MANAGER))),),
    why="The local authority's case: the force knows when the child's protection by the court runs out.",
)

DUTIES: Final = (
    ENDS, DECISION, DESIGNATED_OFFICER, INQUIRY, HAND_OVER, AUTHORITY, HOME_AUTHORITY, CHILD_TOLD, WISHES, PARENTS, PLACE, STATION, RECORD, CONTACT,
    ORDER_FOUND, ORDER_END,
)
