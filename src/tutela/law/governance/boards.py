"""Boards that meet, what they decide, measures that are decided on, and what is ready when inspectors come again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from tutela.facts import Fact, Payload, governance
from tutela.law.governance.ladders import ACC, CHIEF, LEAD, LEARNING, at_end, to_gold
from tutela.law.governance.recommendations import OWNERS_SAID, by_another_than_owner, end_of
from tutela.law.kernel.clocks import before, within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Condition, Duty, Ladder, Once, Pattern, Priority, Standard, Term, after_due, from_origin, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.kernel.subjects import step
from tutela.law.standing.said import both, gives, is_said, negated

_EXPECTED: Final = Basis.INSPECTORATE_EXPECTATION


def forum_is(*names: str) -> Condition:
    """The meeting is of a board of this kind; one meeting by itself is of none."""

    def the_forum_is(view: View, row: Row) -> Finding:
        board: Any = view.last(governance.ForumCreated)
        said = board.fact.data.forum if board else "none"
        return (yes if said in names else no)("governance.forum", row.fact, *((board.fact,) if board else ()), forum=said)

    the_forum_is.__doc__ = f"The board is: {', '.join(names)}."
    return the_forum_is


def next_meeting(view: View, row: Row) -> datetime | None:
    """So many days after it was created or last met, as its terms say; else in the force's own time."""
    board: Any = view.last(governance.ForumCreated)
    days: int | None = board.fact.data.every_days if board else None
    return row.at + timedelta(days=days) if days else view.lawbook.after("governance.board", row.at)


BOARD: Final = Duty(
    "governance.board", "Hold the board's next meeting", "meeting", _EXPECTED, ("hmicfrs-ny-2022", "hmicfrs-nn-2019 p252"), also=("GO-005",),
    once_per=Once.EACH, opens=(on(governance.ForumCreated), on(governance.MeetingHeld)), applies=(negated(forum_is("none", "police_protection_review")),),
    discharged_by=(on(governance.MeetingHeld),), ends=(on(governance.ForumEnded),), reads=(reads(governance.ForumCreated),),
    terms=(
        Term(within("governance.board.skills"), LEARNING, to_gold(LEARNING), when=forum_is("skills_board"), also=("C76", "IN-018")),
        Term(within("governance.board.backlog"), ACC, to_gold(ACC, top=CHIEF), when=forum_is("forensic_backlog"), also=("C78", "IN-098")),
        Term(before("governance.board.own", next_meeting), ACC, to_gold(ACC, top=CHIEF), when=forum_is("vulnerability_board"), also=("C77",)),
        Term(before("governance.board.own", next_meeting), LEAD, to_gold(LEAD)),
    ),
    why="Called or cancelled is not held.",
)


def all_looked_at(view: View, row: Row) -> Finding:
    """What each decision brought about was looked at."""
    seen = [r.fact.data.decided for r in view.of(governance.DecisionLookedAt)]  # type: ignore[attr-defined]
    wait = [r for r in view.of(governance.DecisionMade) if r.at < row.at and r.fact.id not in seen and None not in seen]
    return (no if wait else yes)("governance.decisions-wait", row.fact, *(r.fact for r in wait), count=len(wait))


EFFECT: Final = Duty(
    "governance.decision-effect", "Look at what the decision brought about", "meeting", Basis.LOCAL_TARGET, ("hmicfrs-ny-2022",), also=("GO-005", "GO-006"),
    once_per=Once.WHILE_OPEN, opens=(on(governance.DecisionMade),), reads=(reads(governance.DecisionMade, governance.DecisionLookedAt),),
    discharged_by=(on(governance.DecisionLookedAt, all_looked_at),), terms=(Term(within("governance.decision"), LEAD, to_gold(LEAD)),),
)


def poor(view: View) -> list[Row]:
    """Of each measure the last taking, where it is short of its target or worse than where it began."""
    found = []
    for set_ in view.of(governance.MeasureSet):
        want: Any = set_.fact.data
        of = [r for r in view.of(governance.MeasureTaken) if r.fact.data.measure == want.measure]  # type: ignore[attr-defined]
        mark = want.target if want.target is not None else want.baseline
        if of and mark is not None and want.better is not None:
            value: float = of[-1].fact.data.value  # type: ignore[attr-defined]
            if value < mark if want.better == "higher" else value > mark:
                found.append(of[-1])
    return found


def is_poor(view: View, row: Row) -> Finding:
    """What was taken is short of its target, or worse than where it began."""
    found = any(r.fact is row.fact for r in poor(view))
    return (yes if found else no)("governance.measure-poor", row.fact, measure=row.fact.data.measure)  # type: ignore[attr-defined]


def none_poor(view: View, row: Row) -> Finding:
    """No measure is poor any more."""
    found = poor(view)
    return (no if found else yes)("governance.measures-poor", row.fact, count=len(found))


def all_decided(view: View, row: Row) -> Finding:
    """Each poor measure has a decision with its reason."""
    said = {r.fact.data.measure for r in view.of(governance.MeasureDecided) if is_said(r.fact.data.why)}  # type: ignore[attr-defined]
    wait = [r for r in poor(view) if r.fact.data.measure not in said]  # type: ignore[attr-defined]
    return (no if wait else yes)("governance.measures-poor", row.fact, count=len(wait))


MEASURE: Final = Duty(
    "governance.measure-decided", "Decide about the measure that is poor: move people, change the rule, or accept it with the reason", "unit", _EXPECTED,
    ("hmicfrs-ny-2022 p16",), also=("GO-006",), once_per=Once.WHILE_OPEN, opens=(on(governance.MeasureTaken, is_poor),),
    reads=(reads(governance.MeasureSet, governance.MeasureTaken, governance.MeasureDecided),),
    discharged_by=(on(governance.MeasureDecided, all_decided),), ends=(on(governance.MeasureTaken, none_poor),),
    terms=(Term(within("governance.measure"), LEAD, to_gold(LEAD)),),
)


def comes_again(view: View, row: Row) -> datetime | None:
    """A year after publication inspectors may come again."""
    return view.lawbook.after("governance.revisit", row.fact.held_from)


READY: Final = Duty(
    "governance.readiness", "Go through clauses, evidence and open risks before inspectors come again", "inspection", _EXPECTED, ("hmicfrs-method",),
    also=("C80", "GO-025"), opens=(on(governance.ReportPublished),), discharged_by=(on(governance.ReadinessReviewed),),
    terms=(Term(before("governance.revisit.before", comes_again), LEAD, Ladder((
        from_origin(before("governance.revisit.pack", comes_again), LEAD), at_end(LEAD),
        after_due(within("governance.gold"), ACC, asks="ask.governance", priority=Priority.SECOND),
    ), within("governance.repeat"))),),
)


def looked_in_earnest(view: View, row: Row) -> Finding:
    """Somebody looked whether it is used and works; too early to say is no answer."""
    said: str = row.fact.data.verdict  # type: ignore[attr-defined]
    return (no if said == "too_early" else yes)("governance.verdict", row.fact, verdict=said)


def looked_at_by(view: View, row: Row) -> datetime:
    """A quarter after it was verified; where that was too early, on the day that was given."""
    early = [r.fact.data.check_again for r in view.of(governance.ChangeChecked) if r.fact.data.check_again]  # type: ignore[attr-defined]
    return end_of(early[-1]) if early else row.at + view.lawbook.span("governance.change", row.at)


HOLDS: Final = Duty(
    "governance.change-holds", "Look whether the change is used, holds, and does what it should for children", "action", _EXPECTED, ("hmicfrs-ny-2022 p217",),
    also=("GO-004", "GO-033", "GO-035"), once_per=Once.WHILE_OPEN, opens=(on(governance.CompletionVerified),),
    reads=(reads(governance.ChangeChecked, *OWNERS_SAID),),
    discharged_by=(
        on(governance.ChangeChecked, looked_in_earnest), on(governance.ChangeEmbedded, both(by_another_than_owner, gives("why"))),
    ),
    ends=(on(governance.Reopened),), terms=(Term(before("governance.change.own", looked_at_by), LEAD, to_gold(LEAD)),),
)
DUTIES: Final = (BOARD, EFFECT, MEASURE, READY, HOLDS)
FOLLOWS: Final = step("inspection-follows", "inspection", "inspection", governance.InspectionAnnounced)


def found_before(view: View, row: Row) -> Iterator[tuple[Payload, tuple[Fact, ...]]]:
    """Fault was found on this theme in an inspection that this one follows."""
    data: Any = row.fact.data
    if view.subject.ref not in row.fact.refs("inspection"):
        return
    earlier = [
        r for r in view.of(governance.FindingMade)
        if r.at < row.at and r.fact.data.theme == data.theme and r.fact.data.good is False  # type: ignore[attr-defined]
        and not {*r.fact.refs("inspection")} & {*row.fact.refs("inspection")}
    ]
    if earlier and data.theme != "other":
        first = earlier[0].fact
        yield governance.FindingRepeatedNoticed(theme=data.theme, first_found=first.held_from, saw=(first.id, row.fact.id)), (first, row.fact)


def finds_fault(view: View, row: Row) -> Finding:
    """The finding is not a good one."""
    return (yes if row.fact.data.good is False else no)("governance.finding", row.fact)  # type: ignore[attr-defined]


PATTERNS: Final = (
    Pattern(
        "governance.finding-repeated", "Fault is found again on a theme of an earlier inspection", "inspection", _EXPECTED, ("hmicfrs-nn-2019",),
        also=("GO-027", "IN-038"), watches=(on(governance.FindingMade, finds_fault),), find=found_before, notes=governance.FindingRepeatedNoticed,
        reads=(reads(governance.FindingMade, through=FOLLOWS),), to=(LEAD, ACC),
    ),
)


def read_beside_another(view: View, row: Row) -> Finding:
    """A measure of quantity names the measure of quality or result that it is read beside."""
    data: Any = row.fact.data
    ok = data.of != "quantity" or bool(data.read_beside)
    return (yes if ok else no)("governance.paired", row.fact, measure=data.measure)


STANDARDS: Final = (
    Standard(
        "governance.measure-paired", "A number is read beside what it is worth", "unit", _EXPECTED, ("hmicfrs-ny-2022 p17",), also=("GO-021", "XX-019"),
        acts=(on(governance.MeasureSet),), met=read_beside_another, to=(LEAD,),
    ),
)
