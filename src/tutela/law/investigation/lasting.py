"""What does not last and what is not done: evidence that will be gone on a day, and the work that a review set."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from tutela.facts import investigation
from tutela.law.investigation.ladders import DI, OIC, SERGEANT, by_days
from tutela.law.investigation.work import OVER, closed_lines
from tutela.law.kernel.clocks import before
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Once, Term, at_due, at_share, from_origin, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.kernel.subjects import step

ACTION_CASE: Final = step("action-case", "action", "investigation", investigation.LineOpened)
_EXPECTED: Final = Basis.INSPECTORATE_EXPECTATION
_ANSWERS: Final = (investigation.FurtherWorkDone, investigation.FurtherWorkNotDone)


def gone_at(view: View, row: Row) -> datetime | None:
    """When its evidence is gone: as somebody said; of a camera, as long after as cameras keep it."""
    data: Any = row.fact.data
    if data.perishes_at is None and data.kind == "cctv":
        return row.fact.occurred.earliest + view.lawbook.span("investigation.cctv", row.at)
    found: datetime | None = data.perishes_at
    return found


def perishes(view: View, row: Row) -> Finding:
    """Its evidence will be gone on a day."""
    return (yes if gone_at(view, row) else no)("investigation.perishes", row.fact, kind=row.fact.data.kind)  # type: ignore[attr-defined]


def line_is_over(view: View, row: Row) -> Finding:
    """It is done, or a specialist confirmed that it cannot be."""
    return (yes if closed_lines([row]) else no)("investigation.line-over", row.fact)


PERISHES: Final = Duty(
    "investigation.perishing-evidence", "Secure the evidence before it is gone", "action", _EXPECTED, ("hmicfrs-ny-2022 p244",), also=("IN-063",),
    opens=(on(investigation.LineOpened, perishes),),
    discharged_by=(on(investigation.LineClosed),), ends=(on(investigation.NotPossibleConfirmed, line_is_over), *OVER),
    reads=(reads(investigation.Finalised, investigation.OtherForceAccepted, through=ACTION_CASE),),
    terms=(Term(before("investigation.perishes.at", gone_at), OIC, by_days(
        from_origin(before("investigation.perishes.oic", gone_at), OIC, SERGEANT), from_origin(before("investigation.perishes.di", gone_at), DI),
        at_due(SERGEANT, DI),
    )),),
    why="A camera keeps a month and a provider less: what is asked for too late cannot be asked for again.",
)


def sets_actions(view: View, row: Row) -> Finding:
    """The review sets work that is on record as actions of its own."""
    found = _set(row)
    return (yes if found else no)("investigation.work-set", row.fact, count=len(found))


def _set(row: Row) -> list[Any]:
    return [task for task in row.fact.data.tasks if task.ref]  # type: ignore[attr-defined]


def _left(view: View, row: Row) -> list[Any]:
    """What nobody has answered since; an answer that names no action is one to all of them."""
    answers = [r for r in view.of(*_ANSWERS) if r.at >= row.at and _counts(r)]
    answered = {ref for r in answers for ref in r.fact.refs("action") or [task.ref for task in _set(row)]}
    return [task for task in _set(row) if task.ref not in answered]


def _counts(row: Row) -> bool:
    data: Any = row.fact.data
    return bool(data.result.strip() if isinstance(data, investigation.FurtherWorkDone) else data.why.strip())


def next_task(view: View, row: Row) -> datetime | None:
    """When the first of what is left is to be done."""
    return min((task.by_when for task in _left(view, row) or _set(row) if task.by_when), default=None)


def all_answered(view: View, row: Row) -> Finding:
    """Everything that reviews set up to then is done, or it says why not."""
    wait = [task for r in view.of(investigation.Reviewed) if r.at <= row.at for task in _left(view, r)]
    return (no if wait else yes)("investigation.work-left", row.fact, count=len(wait))


FURTHER: Final = Duty(
    "investigation.further-work", "Do what the review set, or say why not", "investigation", _EXPECTED, ("hmicfrs-ny-2022 p167",), also=("IN-008",),
    opens=(on(investigation.Reviewed, sets_actions),), once_per=Once.EACH, reads=(reads(investigation.Reviewed, *_ANSWERS),),
    discharged_by=tuple(on(cls, all_answered) for cls in _ANSWERS), ends=OVER,
    terms=(Term(before("investigation.further_work", next_task), OIC, by_days(at_share(0.75, OIC), at_due(SERGEANT, OIC)), informs=(SERGEANT,)),),
    why="What a review directs is on the list of whoever is to do it, one by one, and not in the sergeant's words alone.",
)
DUTIES: Final = (PERISHES, FURTHER)
