"""What the hourly list for a day without the system holds: missing children and logs to which nobody was sent, and what may stand on paper."""

from __future__ import annotations

from datetime import datetime

import msgspec

from tutela.desks.briefing.models import Printed
from tutela.desks.briefing.queries.composing import NIGHT, Line, compose
from tutela.foundations.access import policy
from tutela.foundations.access.viewer import NOBODY
from tutela.record.people import queries as people

SECTIONS = ("missing", "unsent")


class OnPaper(msgspec.Struct, frozen=True):
    """A line, with the names that may stand on paper; ``detail`` false: only that there is one."""

    line: Line
    names: tuple[str, ...]
    detail: bool


class LastPrinted(msgspec.Struct, frozen=True):
    """When a list was last put by, where, how many lines it holds; or what went wrong."""

    at: datetime
    where: str
    lines: int
    problem: str


def on_paper(at: datetime) -> tuple[OnPaper, ...]:
    """The lines as at a moment. Paper has no reader whom one could ask: what is restricted from anybody is restricted on it."""
    lines = [line for line in compose(at, at - NIGHT) if line.section in SECTIONS]
    access = policy.accesses(NOBODY, {ref for line in lines for ref in line.refs}, at=at)
    lines = [line for line in lines if all(access[ref] != "none" for ref in line.refs)]
    open_ = [all(access[ref] == "full" for ref in line.refs) for line in lines]
    names = people.displays({ref for line, full in zip(lines, open_, strict=True) if full for ref in line.children})
    return tuple(
        OnPaper(line, tuple(names[ref] for ref in line.children if ref in names) if full else (), full) for line, full in zip(lines, open_, strict=True)
    )


def printed() -> tuple[LastPrinted | None, LastPrinted | None]:
    """The last list that was put by, and the last try that failed since; each may be none."""
    good = Printed.objects.filter(problem="").order_by("-at").first()
    bad = Printed.objects.exclude(problem="").order_by("-at").first()
    if good and bad and bad.at < good.at:
        bad = None
    return _seen(good), _seen(bad)


def _seen(row: Printed | None) -> LastPrinted | None:
    return LastPrinted(row.at, row.where, row.lines, row.problem) if row else None
