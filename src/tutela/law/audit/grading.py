"""From the lines to a mark for each criterion, and from the marks to a proposed grade and the line that decides it.

The whole rule is in the README in words. It is never tuned to a case: where it differs from what a report published, the page says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal

import msgspec

from tutela.facts.governance.terms import CaseGrade
from tutela.law.audit.criteria import Criterion, Key, definitions, table
from tutela.law.audit.evidence import Evidence, gather
from tutela.law.kernel.judging import Judge

Mark = Literal["met", "not met", "not applicable"]


class Marked(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion as it stands for one case, with what is behind it: what counts against it, what for it, and what decides nothing."""

    key: Key
    title: str
    mark: Mark
    against: tuple[Evidence, ...] = ()
    behind: tuple[Evidence, ...] = ()
    beside: tuple[Evidence, ...] = ()


class Proposed(msgspec.Struct, frozen=True, kw_only=True):
    """A proposed grade: under which definition, and what decides it. A person grades."""

    grade: CaseGrade
    why: Literal["serious", "widespread", "missing", "all met", "nothing owed"]
    decided_by: Evidence | None
    """The one line that decides; of several, the first in time."""
    others: int = 0
    """How many more lines of its kind there are: serious ones, or failures."""
    not_met: tuple[str, ...] = ()
    applies: int = 0


class Audit(msgspec.Struct, frozen=True, kw_only=True):
    """One case audited by replay."""

    case: str
    until: datetime
    criteria: tuple[Marked, ...]
    proposed: Proposed


def audit(judge: Judge, case: str = "") -> Audit:
    """The audit of a judged case, as at the moment at which the judge stands."""
    lines = gather(judge)
    criteria = tuple(mark(criterion, lines) for criterion in table().criteria)
    return Audit(case=case, until=judge.as_at, criteria=criteria, proposed=propose(criteria))


def mark(criterion: Criterion, lines: Iterable[Evidence]) -> Marked:
    """Met where something of it fell due or was asked and nothing failed; not applicable where nothing did."""
    timely = criterion.key == "timeliness"
    own = [line for line in lines if line.criterion == criterion.key or (timely and line.kind == "duty")]
    against = tuple(line for line in own if line.against or (timely and line.standing == "late"))
    behind = tuple(line for line in own if line not in against and line.standing in ("met", "late"))
    beside = tuple(line for line in own if line.standing in ("open", "others", "shown"))
    verdict: Mark = "not met" if against else "met" if behind else "not applicable"
    return Marked(key=criterion.key, title=criterion.title, mark=verdict, against=against, behind=behind, beside=beside)


def propose(criteria: Sequence[Marked]) -> Proposed:
    """The grade that follows from the marks: the worst that holds."""
    failing = [marked for marked in criteria if marked.mark == "not met"]
    applies = sum(marked.mark != "not applicable" for marked in criteria)
    widely = [marked for marked in criteria if any(line.criterion == marked.key for line in marked.against)]
    of = [marked for marked in criteria if any(line.criterion == marked.key for line in (*marked.against, *marked.behind))]
    lines = sorted({line.order: line for marked in failing for line in marked.against}.values(), key=lambda line: line.order)
    serious = [line for line in lines if line.serious]
    names = tuple(marked.title for marked in failing)
    if serious:
        return Proposed(grade="inadequate", why="serious", decided_by=serious[0], others=len(serious) - 1, not_met=names, applies=applies)
    if len(widely) >= definitions().widespread.at_least and 2 * len(widely) > len(of):
        wide = tuple(marked.title for marked in widely)
        return Proposed(grade="inadequate", why="widespread", decided_by=lines[0], others=len(lines) - 1, not_met=wide, applies=len(of))
    if failing:
        return Proposed(grade="requires_improvement", why="missing", decided_by=lines[0], others=len(lines) - 1, not_met=names, applies=applies)
    if applies:
        return Proposed(grade="good", why="all met", decided_by=None, applies=applies)
    return Proposed(grade="not_graded", why="nothing owed", decided_by=None)
