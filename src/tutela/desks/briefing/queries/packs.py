"""A pack as one reader may know it: what is closed to them is neither shown nor counted, before anything is paged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, Protocol

import msgspec
from django.db.models import Count

from tutela.desks.briefing.models import Pack, PackLine
from tutela.desks.briefing.queries.composing import NIGHT, SECTIONS, Line, compose
from tutela.foundations.access import policy
from tutela.foundations.access.viewer import Viewer
from tutela.record.occurrences.queries.closed import closed_to

LIMIT: Final = 50
ON_PAPER: Final = 1000
"""So many lines of a section are printed at most: nobody turns a page on paper by a link."""


class LineSeen(msgspec.Struct, frozen=True):
    """A line, and whether this reader may see more than that there is one."""

    line: Line
    detail: bool


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A page of one section, how much it holds for this reader, and where the next page begins."""

    name: str
    lines: tuple[LineSeen, ...]
    count: int
    after: int | None


class PackSeen(msgspec.Struct, frozen=True, kw_only=True):
    """The pack for one reader. ``counts``: by area, how much each section holds; ``gaps``: of it, for want of officers."""

    day: date
    as_at: datetime
    kept: bool
    sections: tuple[Section, ...]
    counts: dict[str, dict[str, int]]
    gaps: dict[str, int]


class _Lines(Protocol):
    def counts(self) -> dict[tuple[str, str, bool], int]:
        """How many lines by area, section, and want of officers."""
        ...

    def page(self, section: str, after: int, area: str, limit: int) -> list[tuple[int, Line]]:
        """Lines of a section from a place on, one more than are shown."""
        ...


class _Kept:
    """The lines of a pack that was kept."""

    def __init__(self, pack: Pack, hidden: frozenset[str]) -> None:
        self.rows = PackLine.objects.filter(pack=pack)
        if hidden:
            self.rows = self.rows.exclude(refs__overlap=sorted(hidden))

    def counts(self) -> dict[tuple[str, str, bool], int]:
        rows = self.rows.order_by("area").values_list("area", "section", "gap").annotate(many=Count("pk"))
        return {(area, section, gap): many for area, section, gap, many in rows}

    def page(self, section: str, after: int, area: str, limit: int) -> list[tuple[int, Line]]:
        rows = self.rows.filter(section=section, number__gt=after, **({"area": area} if area else {})).order_by("number")
        return [(number, msgspec.convert(said, Line)) for number, said in rows.values_list("number", "said")[: limit + 1]]


class _Live:
    """The lines as they are now."""

    def __init__(self, lines: Sequence[Line], hidden: frozenset[str]) -> None:
        self.lines = [line for line in lines if hidden.isdisjoint(line.refs)]

    def counts(self) -> dict[tuple[str, str, bool], int]:
        return Counter((line.area, line.section, line.gap) for line in self.lines)

    def page(self, section: str, after: int, area: str, limit: int) -> list[tuple[int, Line]]:
        found = [line for line in self.lines if line.section == section and area in ("", line.area)]
        return list(enumerate(found, 1))[after : after + limit + 1]


def live(viewer: Viewer, *, at: datetime, day: date, area: str = "", section: str = "", after: int = 0) -> PackSeen:
    """What the pack would say now."""
    return _seen(viewer, _Live(compose(at, at - NIGHT), closed_to(viewer, at)), at, day, at, kept=False, area=area, section=section, after=after)


def of_day(
    viewer: Viewer, day: date, *, at: datetime, area: str = "", section: str = "", after: int = 0, limit: int = LIMIT,
) -> PackSeen | None:
    """The pack that was kept of a day, for who reads it now; none where none was made."""
    pack = Pack.objects.filter(day=day).first()
    if pack is None:
        return None
    return _seen(viewer, _Kept(pack, closed_to(viewer, at)), at, day, pack.as_at, kept=True, area=area, section=section, after=after, limit=limit)


def kept_of(day: date) -> bool:
    """Was a pack of this day kept?"""
    return Pack.objects.filter(day=day).exists()


def days(*, before: date | None = None, limit: int = 14) -> tuple[date, ...]:
    """Of which days a pack was kept, the latest first."""
    rows = Pack.objects.order_by("-day")
    return tuple((rows.filter(day__lt=before) if before else rows).values_list("day", flat=True)[:limit])


def _seen(
    viewer: Viewer, lines: _Lines, at: datetime, day: date, as_at: datetime, *, kept: bool, area: str, section: str, after: int,
    limit: int = LIMIT,
) -> PackSeen:
    counted = lines.counts()
    wanted = [name for name in SECTIONS if section in ("", name)]
    pages = {name: lines.page(name, after if section else 0, area, limit) for name in wanted}
    access = policy.accesses(viewer, {ref for found in pages.values() for _, line in found for ref in line.refs}, at=at)
    counts: dict[str, dict[str, int]] = {}
    gaps: Counter[str] = Counter()
    for (named, part, gap), many in sorted(counted.items()):
        counts.setdefault(named, dict.fromkeys(SECTIONS, 0))[part] += many
        gaps[named] += many if gap and part != "missing" else 0   # a search without officers stands among the logs too: it is one gap
    return PackSeen(
        day=day, as_at=as_at, kept=kept, counts=counts, gaps=dict(gaps),
        sections=tuple(
            Section(
                name=name, count=sum(of[name] for called, of in counts.items() if area in ("", called)),
                after=found[limit - 1][0] if len(found) > limit else None,
                lines=tuple(LineSeen(line, all(access.get(ref) == "full" for ref in line.refs)) for _, line in found[:limit]),
            )
            for name, found in pages.items()
        ),
    )
