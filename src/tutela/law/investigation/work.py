"""Who has the case and who answers for it: an officer with the skills, a supervisor who reviews, the hand-over, what a wait does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from tutela.facts import Fact, Payload, investigation
from tutela.law.investigation import said
from tutela.law.investigation.ladders import DCI, DI, LATER, OIC, SERGEANT, SUPERINTENDENT, by_days, steady
from tutela.law.kernel.clocks import within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Act, Duty, Ladder, Once, Pattern, Priority, Standard, Term, at_due, at_share, from_origin, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.standing.said import both, by_role, gives, negated, says

NEEDED: Final = frozenset({"pip2", "scaidp"})
"""For the abuse of a child: PIP 2 and the specialist child abuse investigator's programme, both finished."""
EXPLOITATION: Final = frozenset({"sexual_exploitation", "criminal_exploitation", "trafficking"})
_EXPECTED, _LOCAL, _PRACTICE = Basis.INSPECTORATE_EXPECTATION, Basis.LOCAL_TARGET, Basis.NATIONAL_PRACTICE
OVER: Final = (on(investigation.Finalised), on(investigation.OtherForceAccepted))


def accredited(view: View, row: Row) -> Finding:
    """The officer has the accreditation that the offence asks for; what they are in training for does not count yet."""
    lacks = tuple(sorted(NEEDED - {skill.lower() for skill in row.fact.data.skills}))  # type: ignore[attr-defined]
    return (no if lacks else yes)("investigation.accredited", row.fact, lacks=lacks or ("nothing",))


def supported(view: View, row: Row) -> Finding:
    """A detective inspector agreed to the officer, with a reason, a plan of support and a mentor."""
    data: Any = row.fact.data
    ok = row.fact.by.role in said.DETECTIVE_INSPECTORS and data.why.strip() and data.support_plan.strip() and data.mentor
    return (yes if ok else no)("investigation.supported", row.fact, role=row.fact.by.role, mentor=bool(data.mentor))


def nobody_to_contact(view: View) -> bool:
    """Was the case opened with nobody who was harmed, and is no other child known who may have been?"""
    found, opened = said.victims(view)
    others = [r for r in view.of(investigation.OtherChildNamed) if r.fact.data.possible_victim]  # type: ignore[attr-defined]
    return bool(opened) and not found and not others


def closed_lines(rows: Iterable[Row]) -> set[str]:
    """The lines that these facts end: done, or not possible as a specialist says."""
    ended = [
        r for r in rows if isinstance(r.fact.data, investigation.LineClosed)
        or (isinstance(r.fact.data, investigation.NotPossibleConfirmed) and r.fact.by.role in said.SPECIALISTS)
    ]
    return {ref for r in ended for ref in r.fact.refs("action")}


def review_lacks(view: View, row: Row) -> tuple[str, ...]:
    """What a supervisor's review does not say: each child first, then victim and suspect, every open line, who does what by when."""
    data: Any = row.fact.data
    nobody = nobody_to_contact(view)
    wanted = ("children", "suspect_risk") if nobody else ("children", "victim_contact", "suspect_risk")
    lacks = [name.replace("_", " ") for name in wanted if not getattr(data, name).strip()]
    tasks = data.tasks and all(t.what.strip() and t.who.strip() and t.by_when for t in data.tasks)
    if not tasks and not data.nothing_more_because.strip():
        lacks.append("who does what by when")
    answered = {line.line for line in data.lines}
    closed = closed_lines(r for r in view.of(investigation.LineClosed, investigation.NotPossibleConfirmed) if r.at <= row.at)
    open_ = {ref for r in view.of(investigation.LineOpened) if r.at <= row.at for ref in r.fact.refs("action")} - closed
    if open_ - answered:
        lacks.append("open lines of enquiry")
    return tuple(lacks)


def review_is_whole(view: View, row: Row) -> Finding:
    """A supervisor's review begins with the child and ends with who does what by when."""
    lacks = review_lacks(view, row)
    return (no if lacks else yes)("investigation.review-lacks", row.fact, lacks=lacks or ("nothing",))


counts: Final = both(by_role(*said.SUPERVISORS), review_is_whole)


def of_exploitation(view: View, row: Row) -> Finding:
    """The case is one of exploitation."""
    kinds: set[str] = {kind for r in view.of(investigation.Opened) for kind in r.fact.data.abuse}  # type: ignore[attr-defined]
    return (yes if kinds & EXPLOITATION else no)("investigation.kinds", row.fact, kinds=tuple(sorted(kinds)) or ("not said",))


def handed_and_taken(view: View, row: Row) -> Finding:
    """The next supervisor took it after they were told of its risks."""
    last = view.last(investigation.SupervisorChanged)
    handed = [
        r.fact for r in view.of(investigation.SupervisionHandedOver)
        if r.at <= row.at and (last is None or r.at >= last.at - timedelta(days=7)) and r.fact.data.risks.strip()  # type: ignore[attr-defined]
    ]
    return (yes if handed else no)("investigation.handed-over", row.fact, *handed[-1:], risks=bool(handed))


def waits_long(view: View, row: Row) -> datetime | None:
    """When the case has waited so long that what the wait does is asked."""
    return view.lawbook.after("investigation.long", row.at)


def harm_is_answered(view: View, row: Row) -> Finding:
    """It says what the wait does to the child, to the children in reach, to the suspect and to the trial."""
    return gives("child", "children_in_reach", "suspect", "trial")(view, row)


def pause_has_grounds(view: View, row: Row) -> Finding:
    """A pause has its reason, its day, and the approval of somebody else."""
    data: Any = row.fact.data
    lacks = tuple(word for word, there in (
        ("a day", data.until), ("a reason", data.why.strip()), ("another's approval", data.approved_by not in (None, row.fact.by.ref)),
    ) if not there)
    return (no if lacks else yes)("investigation.pause", row.fact, lacks=lacks or ("nothing",))


def authorised(view: View, row: Row) -> Finding:
    """A superintendent or above authorised it, and what waits for it is named."""
    data: Any = row.fact.data
    ok = data.authoriser_role in said.SUPERINTENDENTS and data.authorised_by and data.postponed
    return (yes if ok else no)("investigation.abstracted", row.fact, role=data.authoriser_role or "nobody", waits=len(data.postponed))


_REVIEW: Final = (
    investigation.Opened, investigation.OtherChildNamed, investigation.LineOpened, investigation.LineClosed, investigation.NotPossibleConfirmed,
)
"""What says whether a review is whole."""
ALLOCATED: Final = Duty(
    "investigation.allocated", "Give the child's case to an officer", "investigation", _EXPECTED, ("hmicfrs-ny-2022 p196", "hmicfrs-nn-2019 p218"),
    also=("INV_ALLOCATE", "C44", "IN-022", "IN-076"), opens=(on(investigation.Opened),), discharged_by=(on(investigation.OfficerAllocated),), ends=OVER,
    terms=(Term(within("investigation.allocate"), SERGEANT, by_days(at_due(DI, SERGEANT))),),
    why="A team is not an officer, and a triage is not an allocation.",
)
ACCREDITED: Final = Duty(
    "investigation.accredited-officer", "Give the case to an accredited officer, or agree to this one with support", "investigation", _PRACTICE,
    ("pip", "hmicfrs-ny-2022 p166"), also=("IN-007", "IN-072", "IN-020", "IN-017"), opens=(on(investigation.OfficerAllocated, negated(accredited)),),
    once_per=Once.WHILE_OPEN, ends=OVER, certainty="medium",
    discharged_by=(on(investigation.OfficerAllocated, accredited), on(investigation.AllocationOverridden, supported)),
    terms=(Term(within("investigation.accredited"), DI, by_days(at_due(DI, DCI)), informs=(SERGEANT,)),),
    why="The allocation goes through, flagged: a case with an officer is better than one with nobody.",
)
FIRST_REVIEW: Final = Duty(
    "investigation.first-review", "Review the case for the first time: plan, children, evidence that will be gone", "investigation", _EXPECTED,
    ("hmicfrs-ny-2022 p244",), also=("C29", "INV_INITIAL_SUP", "IN-063"), opens=(on(investigation.Opened),), ends=OVER,
    reads=(reads(*_REVIEW),),
    discharged_by=(on(investigation.InvestigationPlanApproved, by_role(*said.SUPERVISORS)), on(investigation.Reviewed, counts)),
    terms=(Term(within("investigation.first_review"), SERGEANT, by_days(at_due(DI, SERGEANT))),),
)
REVIEW: Final = Duty(
    "investigation.review", "Review the case: each child first", "investigation", _EXPECTED, ("hmicfrs-nn-2019 p238", "hmicfrs-ny-2022 p167"),
    also=("C30", "INV_SUP_28D", "IN-085", "IN-008", "IN-031", "IN-034", "IN-080", "IN-086"), opens=(on(investigation.Opened),), recurs="rolling", ends=OVER,
    reads=(reads(*_REVIEW),), discharged_by=(on(investigation.Reviewed, counts),),
    terms=(
        Term(within("investigation.review.exploitation"), SERGEANT, Ladder((
            at_share(0.75, SERGEANT), at_due(SERGEANT), from_origin(within("investigation.review"), DI), from_origin(within("investigation.review.dci"), DCI),
            from_origin(within("investigation.stall.superintendent"), SUPERINTENDENT, asks="ask.risk-decision", priority=LATER),
        ), within("investigation.repeat")), when=of_exploitation, also=("C31", "IN-015")),
        Term(within("investigation.review"), SERGEANT, steady(
            at_share(0.75, SERGEANT), at_due(SERGEANT, DI), from_origin(within("investigation.review.dci"), DCI),
        )),
    ),
    why="A note that is called a review is a note. What a review lacks is told, and the time runs on.",
)
HANDED: Final = Duty(
    "investigation.supervision-handed-over", "Hand over the supervision: risks, what is owed, the next deadline", "investigation", _EXPECTED,
    ("hmicfrs-nn-2019 p228",), also=("IN-081",), opens=(on(investigation.SupervisorChanged),), once_per=Once.WHILE_OPEN, ends=OVER,
    reads=(reads(investigation.SupervisionHandedOver),), discharged_by=(on(investigation.SupervisionAccepted, handed_and_taken),),
    terms=(Term(within("investigation.hand_over"), SERGEANT, by_days(at_due(DI, SERGEANT))),),
    why="Until the next has taken it, it is the giver's.",
)
SHORTCOMING: Final = Duty(
    "investigation.shortcoming-plan", "Plan how the shortcoming is put right: who, by when, and how one will know", "action", _EXPECTED,
    ("hmicfrs-ny-2022 p244",), also=("IN-064",), opens=(on(investigation.ShortcomingFound),),
    discharged_by=(on(investigation.ShortcomingPlanned, gives("tasks", "measure")),),
    ends=(on(investigation.ShortcomingAnswered, says("settled", True)),),
    terms=(Term(within("investigation.shortcoming"), OIC, steady(at_due(SERGEANT, OIC))),),
)
DELAY: Final = Duty(
    "investigation.harm-of-delay", "Say what the wait does to the child, to children in reach, to the suspect, to the trial", "investigation", _EXPECTED,
    ("hmicfrs-nn-2019 p270",), also=("IN-107",), opens=(on(investigation.Opened),), recurs="rolling", ends=OVER, delay=waits_long,
    origin=lambda view, row: waits_long(view, row) or row.at, discharged_by=(on(investigation.HarmOfDelayAnswered, harm_is_answered),),
    terms=(Term(within("investigation.harm"), OIC, steady(at_due(SERGEANT, DCI)), informs=(SERGEANT,)),),
)
DUTIES: Final = (ALLOCATED, ACCREDITED, FIRST_REVIEW, REVIEW, HANDED, SHORTCOMING, DELAY)
STANDARDS: Final = (
    Standard(
        "investigation.review-whole", "A supervisor's review begins with the child and ends with who does what by when", "investigation", _EXPECTED,
        ("hmicfrs-ny-2022 p167", "hmicfrs-nn-2019 p238"), also=("IN-008", "IN-034", "IN-073", "IN-079", "IN-086"), acts=(on(investigation.Reviewed),),
        met=review_is_whole, reads=(reads(*_REVIEW),), to=(SERGEANT, DI),
    ),
    Standard(
        "investigation.pause", "A case is paused for a reason, until a day, by another's approval", "investigation", _EXPECTED, ("hmicfrs-ny-2022 p254",),
        also=("IN-069",), acts=(on(investigation.ProgressPaused),), met=pause_has_grounds, to=(SERGEANT, DI), refuses=True,
    ),
    Standard(
        "investigation.abstraction", "Hours are taken from children's cases by a superintendent's word, and what waits is named", "officer", _EXPECTED,
        ("hmicfrs-nn-2019 p240", "hmicfrs-nn-2019 p220"), also=("IN-077", "IN-089"), acts=(on(investigation.OfficerAbstracted),), met=authorised,
        to=(SERGEANT, DI),
    ),
)
ACTS: Final[dict[type, Act]] = {investigation.ProgressPaused: Act.DEFERS}


def same_task(view: View, row: Row) -> Iterator[tuple[Payload, tuple[Fact, ...]]]:
    """The same work is set in one review after another, and nobody does it."""
    data: Any = row.fact.data
    for what in {task.what.strip().lower() for task in data.tasks if task.what.strip()}:
        saw = tuple(
            r.fact for r in view.of(investigation.Reviewed)
            if r.at <= row.at and any(task.what.strip().lower() == what for task in r.fact.data.tasks)  # type: ignore[attr-defined]
        )
        if len(saw) >= view.number("investigation.same_task"):
            yield investigation.TaskRepeatedNoticed(times=len(saw), saw=tuple(f.id for f in saw)), saw


def many_supervisors(view: View, row: Row) -> Iterator[tuple[Payload, tuple[Fact, ...]]]:
    """The case has had more supervisors within the window than one case should."""
    window = timedelta(days=view.number("investigation.supervisors.window"))
    changes = tuple(r.fact for r in view.of(investigation.SupervisorChanged) if row.at - window <= r.at <= row.at)
    if len(changes) + 1 > view.number("investigation.supervisors"):
        yield investigation.SupervisorsNoticed(count=len(changes) + 1, saw=tuple(f.id for f in changes)), changes


PATTERNS: Final = (
    Pattern(
        "investigation.many-supervisors", "One case, one supervisor after another", "investigation", _EXPECTED, ("hmicfrs-nn-2019 p228",), also=("IN-081",),
        watches=(on(investigation.SupervisorChanged),), find=many_supervisors, notes=investigation.SupervisorsNoticed, to=(DI, DCI), priority=Priority.SECOND,
    ),
    Pattern(
        "investigation.task-repeated", "The same work is set again and again", "investigation", _EXPECTED, ("hmicfrs-nn-2019 p192",), also=("IN-073",),
        watches=(on(investigation.Reviewed),), find=same_task, notes=investigation.TaskRepeatedNoticed, to=(DI, SERGEANT), priority=Priority.SECOND,
    ),
)
