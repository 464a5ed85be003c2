"""What is owed to a child while they are detained: limits, reviews, the adult, who answers for them, health, food, a bed foreseen, a notice."""

from __future__ import annotations

from typing import Any, Final

from tutela.facts import custody, referrals, sharing
from tutela.law.custody import conditions as c
from tutela.law.custody.ladders import CUSTODY, INSPECTOR, LATER, OFFICER, SUPERINTENDENT, in_the_suite, later
from tutela.law.kernel.clocks import Clock, within
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Ladder, Once, Priority, Rung, Term, after_due, at_due, at_share, on, reads
from tutela.law.standing.said import by_role, gives
from tutela.law.standing.steps import DETENTION_CHILD

_CODE, _EXPECTED, _LOCAL, _STATUTE = Basis.STATUTORY_CODE, Basis.INSPECTORATE_EXPECTATION, Basis.LOCAL_TARGET, Basis.STATUTE
_DETAINED = (on(custody.DetentionAuthorised),)
_LEFT = (on(custody.ReleasedFromDetention), on(custody.TransferredToAuthority), on(custody.BroughtToCourt), on(custody.DetentionDeclined))
_OF_A_CHILD: dict[str, Any] = {"applies": (c.a_child,), "starts": "occurred"}
_CHARGED = reads(custody.Charged)


def _term(clock: Clock, *rungs: Rung, priority: Priority = Priority.SECOND) -> tuple[Term, ...]:
    """Owed by the custody sergeant."""
    return (Term(clock, CUSTODY, in_the_suite(*rungs), priority=priority),)


def _quietly(clock: Clock) -> tuple[Term, ...]:
    """The same for what nobody senior is woken for: the inspector, and a superintendent only after a day."""
    return (Term(clock, CUSTODY, later(at_due(INSPECTOR, priority=LATER))),)


def _reviewed(key: str) -> tuple[Term, ...]:
    """An inspector reviews before charge, the custody officer after."""
    def ladder(owner: str) -> Ladder:
        return Ladder((
            at_share(0.75, owner), at_due(SUPERINTENDENT, owner, asks="ask.review-detention"),
        ), within("custody.repeat"))

    return (Term(within(key), CUSTODY, ladder(CUSTODY), when=c.is_charged), Term(within(key), INSPECTOR, ladder(INSPECTOR)))


_LIMITED = Ladder((
    at_share(0.75, CUSTODY, INSPECTOR), at_share(0.9, SUPERINTENDENT, priority=Priority.FIRST), at_due(SUPERINTENDENT, CUSTODY, asks="ask.detention-limit"),
), within("custody.repeat"))
_HOSPITAL = reads(custody.WentToHospital, custody.BackFromHospital)

LIMIT: Final = Duty(
    "custody.limit", "Charge or release the child before detention without charge ends", "detention", _STATUTE, ("pace-1984 s41",), also=("CUST_24H",),
    opens=(on(custody.ArrivedAtStation), *_DETAINED), origin=c.relevant_time, reads=(*c.CHILD_READS, _HOSPITAL),
    discharged_by=(on(custody.Charged), on(custody.ReleasedFromDetention), on(custody.LongerDetentionAuthorised)), ends=(on(custody.DetentionDeclined),),
    terms=(Term(within("custody.limit", pauses=c.at_hospital), CUSTODY, _LIMITED),),
    why="The same limit as an adult's, from the arrival at the station. Time at a hospital does not run unless the child is questioned there.", **_OF_A_CHILD,
)
LONGER: Final = Duty(
    "custody.limit-longer", "Charge, release, or have a court's warrant before the longer detention ends", "detention", _STATUTE, ("pace-1984 s42",),
    also=("CUST_36H",), opens=(on(custody.LongerDetentionAuthorised),), origin=c.relevant_time,
    reads=(*c.CHILD_READS, _HOSPITAL), discharged_by=(on(custody.Charged), on(custody.ReleasedFromDetention), on(custody.DetentionWarrantGranted)),
    terms=(Term(within("custody.limit.longer", pauses=c.at_hospital), CUSTODY, _LIMITED),), **_OF_A_CHILD,
)
FIRST_REVIEW: Final = Duty(
    "custody.first-review", "Review the detention for the first time", "detention", _STATUTE, ("pace-1984 s40(3)(a)",), also=("CUST_REVIEW_1", "C74", "PD-009"),
    opens=_DETAINED, reads=(*c.CHILD_READS, _CHARGED), discharged_by=(on(custody.DetentionReviewed, c.counts_as_review),), ends=_LEFT,
    terms=_reviewed("custody.review.first"), **_OF_A_CHILD,
)
REVIEW: Final = Duty(
    "custody.review", "Review the detention again", "detention", _STATUTE, ("pace-1984 s40(3)(b)", "pace-1984 s40(3)(c)"),
    also=("CUST_REVIEW_2", "CUST_REVIEW_N", "C74", "PD-009"), recurs="rolling", once_per=Once.WHILE_OPEN, origin=c.first_review_time,
    opens=(on(custody.DetentionReviewed, c.counts_as_review),), reads=(*c.CHILD_READS, _CHARGED),
    discharged_by=(on(custody.DetentionReviewed, c.counts_as_review),), ends=_LEFT, terms=_reviewed("custody.review.next"),
    why="Putting one off moves no other: the nine hours run from when the first was due, where it came late.", **_OF_A_CHILD,
)
ADULT_ASKED: Final = Duty(
    "custody.adult-asked", "Ask an appropriate adult to come", "detention", _CODE, ("pace-code-c 3.15",), also=("CUST_AA_REQUEST", "PD-001"),
    opens=(*_DETAINED, on(custody.AttendedVoluntarily)), reads=c.CHILD_READS,
    discharged_by=(on(custody.AppropriateAdultAsked), on(custody.AppropriateAdultArrived)), ends=(*_LEFT, on(custody.VoluntaryAttendanceEnded)),
    terms=_term(within("custody.adult.ask"), at_due(INSPECTOR)),
    why="As soon as practicable is the Code's; the hour is a local target. Not for the interview: for the child.",
    **_OF_A_CHILD,
)
ADULT: Final = Duty(
    "custody.adult-arrived", "Have the appropriate adult with the child", "detention", _EXPECTED, ("hmicfrs-ny-2022 p342", "hmicfrs-nn-2019 p408"),
    also=("CUST_AA_ARRIVE", "C69", "PD-001", "PD-010"), once_per=Once.WHILE_OPEN, opens=(on(custody.AppropriateAdultAsked),), reads=c.CHILD_READS,
    discharged_by=(on(custody.AppropriateAdultArrived),), ends=(*_LEFT, on(custody.VoluntaryAttendanceEnded)),
    terms=_term(within("custody.adult.arrive"), at_due(CUSTODY), after_due(within("custody.adult.inspector"), INSPECTOR)),
    why="Accepted is not arrived.", **_OF_A_CHILD,
)
PARENT: Final = Duty(
    "custody.parent-told", "Tell who answers for the child that they are arrested, why, and where", "detention", _CODE, ("pace-code-c 3.13", "cypa-1933 s34"),
    also=("CUST_PARENT",), opens=_DETAINED, reads=c.CHILD_READS, discharged_by=(on(custody.ResponsibleAdultTold, c.tells_of_arrest),), ends=_LEFT,
    terms=_term(within("custody.parent"), at_due(INSPECTOR, priority=LATER)), why="Also where somebody else's being told is put off.", **_OF_A_CHILD,
)
HEALTH: Final = Duty(
    "custody.health", "Have a health professional see the child", "detention", _EXPECTED, ("hmicfrs-nn-2019 p434",), also=("C70", "PD-021"), opens=_DETAINED,
    reads=c.CHILD_READS, discharged_by=(on(custody.SeenByHealthProfessional), on(custody.HealthProfessionalDeclined, gives("words"))), ends=_LEFT,
    terms=_term(within("custody.health"), at_due(INSPECTOR, priority=LATER)),
    why="Every child. That nobody could come is kept and does not count; that the child declined has the child's reason.", **_OF_A_CHILD,
)
HEALTH_AFTER: Final = Duty(
    "custody.health-after", "Have a health professional see the child who went home unseen, or tell the child's own health service", "detention", _EXPECTED,
    ("hmicfrs-nn-2019 p434",), also=("PD-021",), opens=(on(custody.ReleasedFromDetention, c.left_unseen),),
    reads=(
        *c.CHILD_READS, reads(custody.SeenByHealthProfessional, custody.HealthProfessionalDeclined), reads(sharing.Told, through=DETENTION_CHILD),
    ),
    discharged_by=(
        on(custody.SeenByHealthProfessional), on(custody.HealthProfessionalDeclined, gives("words")), on(sharing.Told, c.health_told),
    ),
    terms=_quietly(within("custody.health.after")), why="The release is never held up; what it lacks is owed after it.", **_OF_A_CHILD,
)
LIAISON: Final = Duty(
    "custody.liaison", "Have liaison and diversion answer for the child", "detention", Basis.NATIONAL_POLICY, ("liaison-diversion", "hmicfrs-nn-2019 p436"),
    also=("CUST_LD_SCREEN", "PD-022"), certainty="medium", opens=_DETAINED, reads=c.CHILD_READS, discharged_by=(on(custody.LiaisonTeamAnswered),), ends=_LEFT,
    terms=_quietly(within("custody.liaison")), **_OF_A_CHILD,
)
INSPECTED: Final = Duty(
    "custody.inspector-view", "Have the duty inspector know of the child and record their view", "detention", _LOCAL, ("local",), also=("CUST_CHILD_DI",),
    certainty="low",
    opens=_DETAINED, reads=(*c.CHILD_READS, _CHARGED), discharged_by=(on(custody.InspectorRecordedView), on(custody.DetentionReviewed, c.counts_as_review)),
    ends=_LEFT,
    terms=_quietly(within("custody.inspector")), why="No review in law.", **_OF_A_CHILD,
)
FOOD: Final = Duty(
    "custody.food", "Offer the child a meal", "detention", _CODE, ("pace-code-c 8.6",), also=("PD-005",), certainty="medium", opens=_DETAINED,
    reads=c.CHILD_READS, discharged_by=(on(custody.FoodOffered),), ends=_LEFT, terms=_quietly(within("custody.food")),
    why="The Code asks for three meals in a day; that the first comes within these hours is a local target.", **_OF_A_CHILD,
)
FORESEEN: Final = Duty(
    "custody.bed-foreseen", "Say whether the child may be charged, refused bail, and need somewhere to stay", "detention", _EXPECTED, ("hmicfrs-nn-2019 p405",),
    also=("PD-007",), opens=_DETAINED, reads=c.CHILD_READS, discharged_by=(on(custody.AccommodationForeseen),), ends=_LEFT,
    terms=_quietly(within("custody.bed.foreseen")), **_OF_A_CHILD,
)
FOREWARNED: Final = Duty(
    "custody.bed-forewarned", "Warn the local authority that the child may need accommodation", "detention", _EXPECTED, ("hmicfrs-nn-2019 p405",),
    also=("PD-007", "PD-012"),
    once_per=Once.WHILE_OPEN, opens=(on(custody.AccommodationForeseen, c.may_need_bed),), reads=c.CHILD_READS,
    discharged_by=(on(custody.AccommodationForewarned), on(custody.AccommodationAsked)), ends=(*_LEFT, on(custody.AccommodationForeseen, c.needs_no_bed)),
    terms=_quietly(within("custody.bed.forewarned")), **_OF_A_CHILD,
)
NOTICE: Final = Duty(
    "custody.notice", "Make the public protection notice for the detained child", "detention", _EXPECTED, ("hmicfrs-ny-2022 p343",), also=("PD-002",),
    opens=_DETAINED, reads=(*c.CHILD_READS, reads(referrals.NoticeMade, through=DETENTION_CHILD)), discharged_by=(on(referrals.NoticeMade),),
    ends=(on(custody.DetentionDeclined),), terms=(Term(within("custody.notice"), CUSTODY, later(at_due(INSPECTOR, priority=LATER))),),
    why="Every child who is detained may be a victim. A release does not end it.", **_OF_A_CHILD,
)
STRIP_NOTICE: Final = Duty(
    "custody.strip-search-notice", "Make a public protection notice after the child's strip search", "detention", _LOCAL, ("local",), also=("CUST_STRIP_PPN",),
    certainty="medium", once_per=Once.EACH, opens=(on(custody.StripSearched),), reads=(*c.CHILD_READS, reads(referrals.NoticeMade, through=DETENTION_CHILD)),
    discharged_by=(on(referrals.NoticeMade),),
    terms=(
        Term(
            within("custody.strip.notice"), OFFICER, later(at_due(INSPECTOR, OFFICER, priority=LATER)), when=by_role("response_officer"), informs=(CUSTODY,),
        ),
        Term(within("custody.strip.notice"), CUSTODY, later(at_due(INSPECTOR, priority=LATER))),
    ),
    why="Proposed for Code C in 2024 and not known to be in force: a local target. By who searched; where that is nobody of the response teams, by "
        "the custody sergeant.", **_OF_A_CHILD,
)
STRIP_READ: Final = Duty(
    "custody.strip-search-read", "Read the record of the child's strip search", "detention", _LOCAL, ("local",), also=("CUST_STRIP_PPN",), certainty="medium",
    once_per=Once.EACH, opens=(on(custody.StripSearched),), reads=c.CHILD_READS, discharged_by=(on(custody.StripSearchReviewed),),
    terms=(Term(within("custody.strip.read"), INSPECTOR, later(at_due(SUPERINTENDENT, priority=LATER))),), **_OF_A_CHILD,
)

DUTIES: Final = (
    LIMIT, LONGER, FIRST_REVIEW, REVIEW, ADULT_ASKED, ADULT, PARENT, HEALTH, HEALTH_AFTER, LIAISON, INSPECTED, FOOD, FORESEEN, FOREWARNED, NOTICE,
    STRIP_NOTICE, STRIP_READ,
)
