"""What is still kept outside: one's own answer of the month; for who sees measures, month by month beside the exports, and what people say they need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec
from django.urls import reverse

from tutela.desks.reports.forms import OutsideForm
from tutela.desks.reports.pages.measures import title
from tutela.desks.reports.queries.outside import Month, Said, Taken
from tutela.desks.reports.queries.registry import BY_KEY
from tutela.foundations.design.parts import Cell, EmptyState, Row, Table
from tutela.foundations.design.words import words


class OutsidePage(msgspec.Struct, frozen=True, kw_only=True):
    """The survey for one viewer."""

    mine: str
    form: OutsideForm
    sees: bool
    months: Table | None = None
    said: Table | None = None
    taken: Table | None = None


def outside_page(form: OutsideForm, mine: Said | None) -> OutsidePage:
    """The question alone."""
    return OutsidePage(mine=_mine(mine), form=form, sees=False)


def counted_page(
    form: OutsideForm, mine: Said | None, *, month: date, months: Sequence[Month], said: Sequence[Said], taken: Sequence[Taken], names: Mapping[str, str],
) -> OutsidePage:
    """The question, and what everybody answered."""
    return OutsidePage(
        mine=_mine(mine), form=form, sees=True, months=_months(months, month), said=_said(said, month, names), taken=_taken(taken, month),
    )


def _mine(mine: Said | None) -> str:
    if mine is None:
        return words("reports.outside.not-yet")
    return words("reports.outside.yours", said=": ".join(filter(None, (words(f"reports.outside.kind-is.{mine.kind}"), mine.what))))


def _named(month: date) -> str:
    return f"{words(f'reports.outside.month.{month.month}')} {month.year}"


def _months(rows: Sequence[Month], shown: date) -> Table:
    return Table(
        caption=words("reports.outside.months"), columns=tuple(words(f"reports.outside.column.{c}") for c in ("month", "answered", "keeping", "exports")),
        rows=tuple(
            Row((
                Cell(text=_named(row.first), href=None if row.first == shown else f"{reverse('reports:outside')}?month={row.first.isoformat()}"),
                Cell(text=f"{row.answered:,}"), Cell(text=f"{row.keeping:,}"),
                Cell(text=f"{row.exports:,}", detail=words("reports.outside.by", count=row.exporters) if row.exports else ""),
            ))
            for row in rows if row.first == shown or row.answered or row.exports
        ),
    )


def _said(rows: Sequence[Said], month: date, names: Mapping[str, str]) -> Table:
    return Table(
        caption=words("reports.outside.said", month=_named(month)),
        columns=tuple(words(f"reports.outside.column.{c}") for c in ("what", "needs", "who")),
        rows=tuple(
            Row((
                Cell(text=row.what, detail=words(f"reports.outside.kind-is.{row.kind}")), Cell(text=row.needs or words("reports.outside.not-said")),
                Cell(text=names.get(row.by, words("reports.no-person"))),
            ))
            for row in rows
        ),
        empty=EmptyState(words("reports.outside.nobody")),
    )


def _taken(rows: Sequence[Taken], month: date) -> Table:
    return Table(
        caption=words("reports.outside.taken", month=_named(month)),
        columns=tuple(words(f"reports.outside.column.{c}") for c in ("list", "exports")),
        rows=tuple(
            Row((Cell(text=_what(row.what)), Cell(text=f"{row.exports:,}", detail=words("reports.outside.by", count=row.by))))
            for row in rows
        ),
        empty=EmptyState(words("reports.outside.none-taken")),
    )


def _what(key: str) -> str:
    measure = BY_KEY.get(key.removeprefix("measure:"))
    return title(measure) if measure else key
