"""The logs that a team kept, what was taken in of each, and one file: its columns, what is wrong in which row, and what would be taken in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec
from django.urls import reverse

from tutela.desks.intake.forms import ActForm, ColumnsForm, UploadForm
from tutela.desks.intake.queries import FIELDS, Held, Line
from tutela.foundations.design.parts import Cell, EmptyState, Row, Table
from tutela.foundations.design.times import local_date, local_time
from tutela.foundations.design.words import words

_SHOWN: Final = 20


class LogLink(msgspec.Struct, frozen=True):
    """One log, with the way to taking a file of it in."""

    title: str
    tells: str
    href: str


class LogsPage(msgspec.Struct, frozen=True, kw_only=True):
    """The three logs."""

    logs: tuple[LogLink, ...]
    taken: tuple[Table, ...]


class UploadPage(msgspec.Struct, frozen=True, kw_only=True):
    """Where a file is chosen."""

    title: str
    form: UploadForm
    columns: str


class FilePage(msgspec.Struct, frozen=True, kw_only=True):
    """One file."""

    title: str
    stands: str
    form: ColumnsForm
    counted: str
    rejects: Table | None
    preview: Table
    may_take: bool
    act: ActForm
    take_at: str
    drop_at: str


def logs_page(held: Mapping[str, Sequence[Held]], names: Mapping[str, str]) -> LogsPage:
    """The three logs, and the files of each."""
    return LogsPage(
        logs=tuple(LogLink(words(f"intake.log.{log}"), words(f"intake.log.{log}-tells"), reverse("intake:log", args=[log])) for log in FIELDS),
        taken=tuple(_files(log, rows, names) for log, rows in held.items()),
    )


def upload_page(log: str, form: UploadForm) -> UploadPage:
    """The page on which a file is chosen."""
    wanted = ", ".join(words(f"intake.field.{name}") for name in FIELDS[log])
    return UploadPage(title=words("intake.upload-title", log=words(f"intake.log.{log}")), form=form, columns=words("intake.columns", columns=wanted))


def file_page(held: Held, form: ColumnsForm, lines: Sequence[Line], *, act: ActForm) -> FilePage:
    """The page of one file, for who uploaded it."""
    bad = [line for line in lines if line.problems]
    known = sum(1 for line in lines if line.known)
    return FilePage(
        title=words("intake.file-title", name=held.name), stands=_stands(held), form=form,
        counted=words("intake.counted", count=len(lines), new=len(lines) - len(bad) - known, known=known, bad=len(bad)) if lines else "",
        rejects=_rejects(bad) if bad else None, preview=_preview(held.log, [line for line in lines if not line.problems]),
        may_take=bool(lines) and not bad, act=act, take_at=reverse("intake:take", args=[held.log]), drop_at=reverse("intake:drop", args=[held.log]),
    )


def _stands(held: Held) -> str:
    if held.taken_at is not None:
        return words("intake.taken", at=local_time(held.taken_at), new=held.new, known=held.known)
    return words("intake.dropped", at=local_time(held.dropped_at)) if held.dropped_at is not None else words("intake.waits")


def _files(log: str, rows: Sequence[Held], names: Mapping[str, str]) -> Table:
    return Table(
        caption=words("intake.files", log=words(f"intake.log.{log}")), columns=tuple(words(f"intake.column.{c}") for c in ("file", "who", "stands")),
        rows=tuple(
            Row((Cell(text=row.name, detail=local_time(row.at)), Cell(text=names.get(row.by, "")), Cell(text=_stands(row)))) for row in rows
        ),
        empty=EmptyState(words("intake.no-files")),
    )


def _rejects(rows: Sequence[Line]) -> Table:
    return Table(
        caption=words("intake.rejected"), columns=tuple(words(f"intake.column.{c}") for c in ("row", "field", "said", "right")),
        rows=tuple(
            Row((
                Cell(text=str(line.number)), Cell(text=words(f"intake.field.{bad.field}")), Cell(text=bad.said or words("intake.empty")), Cell(text=bad.right),
            ), urgent=True)
            for line in rows for bad in line.problems
        ),
    )


def _preview(log: str, rows: Sequence[Line]) -> Table:
    """The first rows as they were understood."""
    also = ("ended",) if log == "missing" else ("concerns",)
    return Table(
        caption=words("intake.preview", shown=min(_SHOWN, len(rows)), count=len(rows)),
        columns=tuple(words(f"intake.{c}") for c in ("column.row", "field.child", "field.born", "field.at", *(f"field.{name}" for name in also))),
        rows=tuple(
            Row((
                Cell(text=str(line.number), detail=words("intake.known") if line.known else ""), Cell(text=line.child),
                Cell(text=local_date(line.born) if line.born else ""), Cell(text=_when(line)),
                Cell(text=(local_time(line.ended) if line.ended else "") if log == "missing" else line.concerns.replace("_", " ")),
            ))
            for line in rows[:_SHOWN]
        ),
        empty=EmptyState(words("intake.nothing-right")),
    )


def _when(line: Line) -> str:
    if line.at is None:
        return ""
    return local_time(line.at.earliest) if line.at.exact else local_date(line.at.earliest)
