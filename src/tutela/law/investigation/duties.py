"""What is owed in a long investigation: progress, the submission again, a decision on the result."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from tutela.facts import Fact, Payload, investigation
from tutela.law.investigation.ladders import DCI, DI, LABORATORY_MANAGER, OIC, SERGEANT, SUPERINTENDENT, steady
from tutela.law.investigation.work import pause_has_grounds
from tutela.law.kernel.clocks import Clock, within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Ladder, Once, Pattern, Priority, Standard, Term, after_due, at_due, from_origin, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.standing.said import gives

_TOP = after_due(within("investigation.superintendent"), SUPERINTENDENT, asks="ask.risk-decision")
_REPEAT = within("investigation.repeat")
_EXPECTED: Final = Basis.INSPECTORATE_EXPECTATION
_ENDS = (on(investigation.Finalised),)


def paused(view: View, row: Row) -> list[tuple[datetime, datetime | None]]:
    """While the case is paused with a reason, until a day, by another's approval; a pause of anything else stops no clock."""
    found: list[tuple[datetime, datetime | None]] = []
    for stop in view.of(investigation.ProgressPaused):
        until = stop.fact.data.until  # type: ignore[attr-defined]
        if pause_has_grounds(view, stop).holds and until > stop.at:
            resumed = [r.at for r in view.of(investigation.ProgressResumed) if r.at >= stop.at]
            found.append((stop.at, min([until, *resumed])))
    return found


def _standing(key: str) -> Clock:
    return within(key, pauses=paused)


def directs(view: View, row: Row) -> Finding:
    """A review that directs something new."""
    return (yes if row.fact.data.directs else no)("investigation.review-directs", row.fact)  # type: ignore[attr-defined]


STALL: Final = Duty(
    "investigation.progress", "Make real progress", "investigation", _EXPECTED, ("hmicfrs-ny-2022 p248",), also=("IN-069", "C32"),
    opens=(on(investigation.Opened),), recurs="rolling", ends=_ENDS, reads=(reads(investigation.ProgressPaused, investigation.ProgressResumed),),
    discharged_by=(on(investigation.ProgressMade), on(investigation.ForensicSubmitted), on(investigation.ForensicResultReceived)),
    terms=(Term(
        _standing("investigation.stall.sergeant"), OIC,
        Ladder((
            at_due(SERGEANT, OIC), from_origin(_standing("investigation.stall.di"), DI), from_origin(_standing("investigation.stall.dci"), DCI),
            from_origin(_standing("investigation.stall.superintendent"), SUPERINTENDENT, asks="ask.risk-decision"),
        ), _REPEAT),
    ),),
    why="A direction, a note and a submission that came back are not progress.",
)

RESUBMIT: Final = Duty(
    "investigation.resubmit", "Send the submission again, right", "investigation", _EXPECTED, ("hmicfrs-ny-2022 p253",), also=("IN-067", "C33"),
    opens=(on(investigation.ForensicReturned),), once_per=Once.WHILE_OPEN, discharged_by=(on(investigation.ForensicSubmitted),), ends=_ENDS,
    terms=(Term(
        within("investigation.resubmit"), OIC,
        Ladder((at_due(SERGEANT), from_origin(within("investigation.resubmit.di"), DI), _TOP), _REPEAT),
    ),),
)

RESULT: Final = Duty(
    "investigation.result-decision", "Decide what follows from the result", "investigation", _EXPECTED, ("hmicfrs-ny-2022 p255",), also=("IN-070", "C34"),
    opens=(on(investigation.ForensicResultReceived),), once_per=Once.EACH, ends=_ENDS,
    discharged_by=(on(investigation.ResultDecided), on(investigation.Reviewed, directs)),
    terms=(Term(within("investigation.result"), DI, Ladder((at_due(DI, DCI), _TOP), _REPEAT), informs=(OIC,)),),
    why="A late direction is the supervisor's, not the officer's."
)


def submission_is_checked(view: View, row: Row) -> Finding:
    """Form, instructions, and somebody who looked them over before it left."""
    data: Any = row.fact.data
    lacks = tuple(word for word, there in (("form", data.form.strip()), ("instructions", data.instructions.strip()), ("a check", data.checked_by)) if not there)
    return (no if lacks else yes)("investigation.submission", row.fact, lacks=lacks or ("nothing",))


CAUSE: Final = Duty(
    "investigation.rejection-cause", "Find why submissions come back, and change it", "investigation", _EXPECTED, ("hmicfrs-ny-2022 p257",), also=("IN-068",),
    opens=(on(investigation.ReturnedAgainNoticed),), once_per=Once.WHILE_OPEN,
    discharged_by=(on(investigation.RejectionCauseFound, gives("cause", "change")),),
    terms=(Term(within("investigation.cause"), LABORATORY_MANAGER, steady(at_due(LABORATORY_MANAGER, DI))),),
)
STANDARDS: Final = (
    Standard(
        "investigation.submission-checked", "A submission leaves with the right form, instructions, and somebody's check", "investigation", _EXPECTED,
        ("hmicfrs-ny-2022 p255",), also=("IN-067", "IN-068"), acts=(on(investigation.ForensicSubmitted),), met=submission_is_checked, to=(OIC, SERGEANT),
    ),
)


def second_return(view: View, row: Row) -> Iterator[tuple[Payload, tuple[Fact, ...]]]:
    """The laboratory sent work of this investigation back a second time: a failure of the process."""
    earlier = [r.fact for r in view.of(investigation.ForensicReturned) if r.at < row.at]
    if earlier:
        yield investigation.ReturnedAgainNoticed(count=len(earlier) + 1, saw=(*(f.id for f in earlier), row.fact.id)), (*earlier, row.fact)


PATTERNS: Final = (
    Pattern(
        "investigation.returned-again", "A submission came back a second time", "investigation", _EXPECTED, ("hmicfrs-ny-2022 p256",), also=("IN-068",),
        watches=(on(investigation.ForensicReturned),), find=second_return, notes=investigation.ReturnedAgainNoticed,
        to=(DI, "forensic_manager@forensics"), priority=Priority.FIRST,
    ),
)
DUTIES: Final = (STALL, RESUBMIT, RESULT, CAUSE)
