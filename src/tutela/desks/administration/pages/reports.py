"""The reports: lag of entry by unit, and suggestions beside decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import msgspec
from django.urls import reverse
from django.utils.http import urlencode

from tutela.desks.administration.queries.lag import Late, UnitLag
from tutela.desks.administration.queries.overrides import Counted, Override
from tutela.facts import Fact
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import Badge, Cell, EmptyState, Pager, Row, Table
from tutela.foundations.design.times import length_words
from tutela.foundations.design.words import words
from tutela.law.messages.happenings import happening, role


class Range(msgspec.Struct, frozen=True, kw_only=True):
    """The time that a report is about: whole local days, both included."""

    first: date
    last: date
    since: datetime
    until: datetime
    presets: tuple[tuple[str, str, bool], ...]
    """Text, address, whether it is the one shown."""
    problem: str = ""

    @property
    def query(self) -> str:
        """As an address carries it."""
        return urlencode({"from": self.first.isoformat(), "to": self.last.isoformat()})


class LagPage(msgspec.Struct, frozen=True, kw_only=True):
    """Lag by unit, and one unit's late entries where one is chosen."""

    range: Range
    units: Table
    unit: str
    late: Table | None
    pager: Pager | None


class OverridesPage(msgspec.Struct, frozen=True, kw_only=True):
    """Suggestions beside decisions."""

    range: Range
    counted: Counted
    table: Table
    pager: Pager


def lag_page(
    range_: Range, rows: Sequence[UnitLag], units: Mapping[str, str], unit: str | None, late: Sequence[Late], names: Mapping[str, str], next_: str,
) -> LagPage:
    """The report; ``unit`` is the code of the one whose entries are listed, empty for those of no unit, ``None`` for none."""
    here = reverse("administration:lag")
    return LagPage(
        range=range_, unit="" if unit is None else _unit(unit, units),
        units=Table(
            caption=words("administration.lag.by-unit"), columns=_heads("lag", "unit", "entries", "late", "day", "median", "longest", "challenged"),
            rows=tuple(
                Row((
                    Cell(text=_unit(r.unit, units), href=f"{here}?{range_.query}&unit={r.unit or '-'}"), Cell(text=f"{r.entries:,}"),
                    Cell(text=words("administration.lag.share", count=f"{r.late:,}", share=f"{r.late / r.entries:.0%}")), Cell(text=f"{r.over_a_day:,}"),
                    Cell(text=length_words(r.median)), Cell(text=length_words(r.longest)), Cell(text=f"{r.after_challenge:,}"),
                ), urgent=r.over_a_day > 0)
                for r in rows
            ),
            empty=EmptyState(words("administration.lag.none")),
        ),
        late=None if unit is None else Table(
            caption=words("administration.lag.entries", unit=_unit(unit, units)), columns=_heads("lag", "what", "happened", "entered", "by", "record"),
            rows=tuple(_late(row, names) for row in late), empty=EmptyState(words("administration.lag.none-late")),
        ),
        pager=None if unit is None else Pager(next=f"{here}?{range_.query}&unit={unit or '-'}&after={next_}" if next_ else None),
    )


def overrides_page(range_: Range, counted: Counted, rows: Sequence[Override], names: Mapping[str, str], next_: str) -> OverridesPage:
    """The report."""
    here = reverse("administration:overrides")
    return OverridesPage(
        range=range_, counted=counted, pager=Pager(next=f"{here}?{range_.query}&after={next_}" if next_ else None),
        table=Table(
            caption=words("administration.overrides.caption"), columns=_heads("overrides", "record", "suggested", "decided", "difference", "why", "by"),
            rows=tuple(_override(row, names) for row in rows), empty=EmptyState(words("administration.overrides.none")),
        ),
    )


def _late(row: Late, names: Mapping[str, str]) -> Row:
    badges = [Badge(words("design.entry.lag", length=length_words(row.lag)), "orange")]
    badges += [Badge(words("administration.lag.after-challenge"), "red")] if row.after_challenge else []
    return Row((
        Cell(text=happening(row.fact, spoken=False), badges=tuple(badges)), Cell(at=row.fact.occurred.earliest), Cell(at=row.recorded_at),
        Cell(text=_by(row.fact, names)), record(row.fact, names),
    ))


def _override(row: Override, names: Mapping[str, str]) -> Row:
    level = "administration.overrides.level"
    badge = Badge(words("administration.overrides.raised"), "blue") if row.raised else Badge(words("administration.overrides.lowered"), "orange")
    why = row.words or words("administration.overrides.no-words")
    return Row((
        record(row.fact, names), Cell(text=words(f"{level}.{row.suggested}")), Cell(text=words(f"{level}.{row.decided}"), at=row.fact.occurred.earliest),
        Cell(badges=(badge,)), Cell(text=why, detail=row.override), Cell(text=_by(row.fact, names)),
    ), urgent=not row.raised)


def record(fact: Fact, names: Mapping[str, str]) -> Cell:
    """The record that a fact is about: the first of its subjects that somebody shows."""
    for about in fact.about:
        href = link_to(about.ref)
        if href:
            return Cell(text=names.get(about.ref) or words(f"administration.record.{about.kind}"), href=href)
    return Cell(text=words("administration.record.none"))


def _by(fact: Fact, names: Mapping[str, str]) -> str:
    who = names.get(fact.by.ref or "", "")
    return f"{who} ({role(fact.by.role)})" if who else role(fact.by.role)


def _unit(code: str, units: Mapping[str, str]) -> str:
    return units.get(code, code) if code else words("administration.lag.no-unit")


def _heads(report: str, *names: str) -> tuple[str, ...]:
    return tuple(words(f"administration.{report}.head.{name}") for name in names)
