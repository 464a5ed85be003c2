"""An export as a file of comma-separated values: marked at its head and on every line, so that no line of it goes without."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from tutela.desks.reports.pages.measures import outcome_words
from tutela.desks.reports.pages.range import shift_words
from tutela.desks.reports.queries.counting import Found
from tutela.desks.reports.queries.measures import Measure
from tutela.foundations.design.times import local_time
from tutela.foundations.design.words import words

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_COLUMNS: Final = ("record", "when", "shift", "team", "who", "outcome", "minutes", "more", "said", "mark")


def body(measure: Measure, rows: Iterable[Found], names: Mapping[str, str]) -> list[list[str]]:
    """The lines of the file, without marks: what its digest is taken of."""
    return [
        [
            row.reference, local_time(row.at), shift_words(row.shift), names.get(row.team, row.team), names.get(row.person, ""),
            outcome_words(measure, row.outcome), "" if row.minutes is None else f"{row.minutes:.0f}",
            ". ".join(outcome_words(measure, flag) for flag in row.flags if flag in measure.flags), row.said,
        ]
        for row in rows
    ]


def sheet(lines: list[list[str]], *, heads: list[str], mark: str) -> str:
    """The file: what it is and how it is to be handled, then the lines, each with its mark."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows([[safe(head)] for head in heads])
    writer.writerow([words(f"reports.sheet.{name}") for name in _COLUMNS])
    writer.writerows([*(safe(cell) for cell in line), mark] for line in lines)
    return out.getvalue()


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def mark_of(number: str, marking: str, who: str, at: datetime) -> str:
    """What stands on every line: which export, how it is to be handled, who took it out and when."""
    return words("reports.sheet.watermark", number=number, marking=words(f"reports.marking.{marking}"), who=who, at=local_time(at))
