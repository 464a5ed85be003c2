"""The pack of a morning on paper: for one reader, marked on every page, and readable by who does not see (PDF/UA-1)."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module
from typing import Any

import msgspec
from django.template import loader

from tutela.desks.briefing.pages.pack import PackPage, pack_page
from tutela.desks.briefing.queries.meeting import MeetingSeen
from tutela.desks.briefing.queries.packs import PackSeen
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.parts import Cell, Line, Table
from tutela.foundations.design.times import local_time
from tutela.foundations.design.words import words


class CannotPrint(RuntimeError):
    """What draws the pages is not on this machine."""


class PaperTable(msgspec.Struct, frozen=True):
    """One table, each cell in words."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str


class PackOnPaper(msgspec.Struct, frozen=True, kw_only=True):
    """The pack as it is printed."""

    title: str
    marking: str
    said: str
    printed: str
    why: str
    tables: tuple[PaperTable, ...]
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    none: str


def on_screen(viewer: Viewer, pack: PackSeen, meeting: MeetingSeen, *, at: datetime) -> PackPage:
    """The pack as this reader may see it, whole: what is printed is what their page would show, and no more."""
    return pack_page(viewer, pack, meeting, at=at, days=())


def pack_html(page: PackPage, *, number: str, name: str, recipient: str, reason: str, at: datetime) -> str:
    """The pages in words, marked with who printed them, when, and under which number."""
    sections = [msgspec.structs.replace(s.table, caption=s.title) for s in page.sections]
    paper = PackOnPaper(
        title=page.title, marking=words("briefing.print.marking"), said=page.said,
        printed=words("briefing.print.printed", name=name, time=local_time(at), number=number),
        why=words("briefing.print.why", recipient=recipient, reason=reason), tables=tuple(_table(t) for t in (page.areas, *sections)),
        lists=tuple((words(f"briefing.meeting.{part}"), tuple(map(_line, lines))) for part, lines in (
            ("decided", page.meeting), ("said", page.notes), ("came", page.attendance),
        )),
        none=words("briefing.meeting.none"),
    )
    return loader.get_template("briefing/pack-paper.html").render({"page": paper})


def ready() -> Any:
    """What draws the pages. It is sought only here: whoever prints nothing need not have it.

    :raises CannotPrint: where the machine lacks Pango, which draws the letters
    """
    try:
        return import_module("weasyprint")
    except OSError as cause:
        raise CannotPrint(str(cause)) from cause


def pdf(html: str) -> bytes:
    """The pages as a tagged PDF/UA-1. Nothing is fetched: what stands in the pages is all that there is.

    :raises CannotPrint: as :func:`ready`
    """
    return bytes(ready().HTML(string=html, url_fetcher=_nothing).write_pdf(pdf_variant="pdf/ua-1"))


def _nothing(url: str, *_: Any, **__: Any) -> Any:
    raise ValueError(f"a printed pack fetches nothing, and not {url}")


def _table(table: Table) -> PaperTable:
    return PaperTable(table.caption, table.columns, tuple(tuple(map(_cell, row.cells)) for row in table.rows), table.empty.text if table.empty else "")


def _cell(cell: Cell) -> str:
    return ". ".join(filter(None, (cell.text, *(badge.text for badge in cell.badges), cell.detail)))


def _line(line: Line) -> str:
    at = local_time(line.at) if isinstance(line.at, datetime) else ""
    return ". ".join(filter(None, (line.text, *(badge.text for badge in line.badges), line.detail, line.by, at)))
