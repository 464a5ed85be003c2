"""What partners send and owe: a document is read and entered; what is late is taken up with a named person, level by level."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from tutela.facts import governance
from tutela.law.governance.ladders import DESK, DESK_DI, DESK_SERGEANT, LATER, MANAGER, STRATEGIC, SUPERINTENDENT, at_end, by_the_day, later
from tutela.law.governance.recommendations import end_of
from tutela.law.kernel.clocks import before, within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Ladder, Once, Standard, Term, after_due, at_share, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.standing.asked import first_of
from tutela.law.standing.said import gives, is_said

_EXPECTED: Final = Basis.INSPECTORATE_EXPECTATION
LEVELS: Final = ("practitioner", "team", "manager", "head_of_service", "director", "partnership")


def owed_by(view: View, row: Row) -> datetime:
    """By the date that was agreed; else in the force's own time."""
    day = row.fact.data.by_when  # type: ignore[attr-defined]
    own = view.lawbook.after("governance.document.expected", row.fact.held_from)
    assert own is not None
    return end_of(day) if day else own


def to_be_taken_up(view: View, row: Row) -> datetime:
    """Two working days after the partner's time was out: until then it is reminded."""
    found = view.lawbook.after("governance.escalate.from", owed_by(view, row))
    assert found is not None
    return found


def still_awaited(view: View, row: Row) -> Finding:
    """Nothing has come, and nobody has taken it up."""
    came = [r for r in view.of(governance.DocumentReceived, governance.PartnerEscalated) if r.at >= row.at]
    return (no if came else yes)("governance.awaited", row.fact, *(r.fact for r in came))


def says_something(view: View, row: Row) -> Finding:
    """Something of it is on the record: a decision, a person, a place or an action; an attachment alone is not that."""
    data: Any = row.fact.data
    ok = any((data.decisions, data.people, data.places, data.actions))
    return (yes if ok else no)("governance.entered", row.fact)


EXPECTED: Final = Duty(
    "governance.document-expected", "Give the force the document that is owed", "document", Basis.LOCAL_TARGET, ("hmicfrs-ny-2022 p129",),
    also=("XX-015", "AH-044", "C84"), once_per=Once.WHILE_OPEN, opens=(on(governance.DocumentExpected),),
    discharged_by=(on(governance.DocumentReceived),), ends=(on(governance.EscalationEnded),),
    terms=(Term(before("governance.document.own", owed_by), MANAGER, Ladder((
        at_share(0.75, DESK), at_end(MANAGER, DESK_SERGEANT), later(within("governance.escalate.manager"), MANAGER, DESK_DI),
        later(within("governance.escalate.strategic"), STRATEGIC),
        after_due(within("governance.escalate.top"), STRATEGIC, SUPERINTENDENT, asks="ask.partner", priority=LATER),
    ), within("governance.repeat.partner")), informs=(DESK,)),),
    why="A partner's duty with a clock that both sides see. The constraint that explains it does not excuse it.",
)
TAKEN_UP: Final = Duty(
    "governance.partner-escalated", "Take up with a named person at the partner what has not come", "document", _EXPECTED, ("hmicfrs-ny-2022 p129",),
    also=("AH-044", "C84"), once_per=Once.WHILE_OPEN, opens=(on(governance.DocumentExpected),), applies=(still_awaited,), delay=to_be_taken_up,
    origin=to_be_taken_up, reads=(reads(governance.DocumentReceived, governance.PartnerEscalated),),
    discharged_by=(on(governance.PartnerEscalated, gives("person")),), ends=(on(governance.DocumentReceived), on(governance.EscalationEnded)),
    terms=(Term(within("governance.escalate"), DESK_SERGEANT, by_the_day(at_end(DESK_DI, DESK_SERGEANT))),),
    why="Leaders had not escalated the problem: a partner's duty that is missed, and nobody taken up on it, is the force's own failure.",
)
ENTERED: Final = Duty(
    "governance.document-entered", "Read the document, and enter what it says", "document", _EXPECTED, ("hmicfrs-nn-2019 p106",),
    also=("IC-049", "XX-002"), once_per=Once.WHILE_OPEN, opens=(on(governance.DocumentReceived),),
    discharged_by=(on(governance.DocumentEntered, says_something), on(governance.DocumentReturned, gives("lacks"))),
    terms=(Term(within("governance.document.entered"), DESK,
    by_the_day(at_share(0.5, DESK), at_end(DESK_SERGEANT, DESK), later(within("governance.document.inspector"), DESK_DI))),),
    why="Received is not read, and read is not entered: a result that nobody opened protects nobody.",
)


def answer_due(view: View, row: Row) -> datetime:
    """By the time that was asked for; else in the force's own time."""
    by: datetime | None = row.fact.data.answer_by  # type: ignore[attr-defined]
    own = view.lawbook.after("governance.escalate.answer", row.fact.held_from)
    assert own is not None
    return by or own


def answers_all(view: View, row: Row) -> Finding:
    """They agreed, at the level at which it was last taken up or above."""
    data: Any = row.fact.data
    asked = [r.fact.data.level for r in view.of(governance.PartnerEscalated) if r.at <= row.at and r.fact.data.agency == data.agency]  # type: ignore[attr-defined]
    high = not asked or LEVELS.index(data.level) >= LEVELS.index(asked[-1])
    ok = data.outcome == "agreed" and high and is_said(data.answer)
    return (yes if ok else no)("governance.partner-answered", row.fact, outcome=data.outcome, level=data.level)


def goes_higher(view: View, row: Row) -> Finding:
    """It is taken up at a higher level than before."""
    earlier = [r for r in view.of(governance.PartnerEscalated) if r.at < row.at]
    now: str = row.fact.data.level  # type: ignore[attr-defined]
    higher = bool(earlier) and LEVELS.index(now) > max(LEVELS.index(r.fact.data.level) for r in earlier)  # type: ignore[attr-defined]
    return (yes if higher else no)("governance.escalation-level", row.fact, level=now)


def _answered(kind: str) -> Duty:
    return Duty(
        f"governance.escalation-answered-{kind}", "Have the partner's answer, or take it a level higher", kind, _EXPECTED, ("hmicfrs-ny-2022 p129",),
        also=("AH-044", "C84"), opens=(on(governance.PartnerEscalated),), applies=(first_of(kind, "document", "child", "meeting"),), once_per=Once.EACH,
        reads=(reads(governance.PartnerEscalated),),
        discharged_by=(on(governance.EscalationAnswered, answers_all), on(governance.PartnerEscalated, goes_higher)),
        ends=(on(governance.EscalationEnded, gives("why")), *((on(governance.DocumentReceived),) if kind == "document" else ())),
        terms=(Term(before("governance.escalate.own", answer_due), DESK_SERGEANT, by_the_day(at_share(0.75, DESK_SERGEANT), at_end(DESK_DI, DESK_SERGEANT))),),
    )


DUTIES: Final = (EXPECTED, TAKEN_UP, ENTERED, *(_answered(kind) for kind in ("document", "child", "meeting")))
STANDARDS: Final = (
    Standard(
        "governance.escalation-named", "What is taken up has a named person and a time for the answer", "document", _EXPECTED, ("hmicfrs-ny-2022 p129",),
        also=("AH-044",), acts=(on(governance.PartnerEscalated),), met=gives("person", "answer_by"), to=(DESK_SERGEANT,),
    ),
)
