"""The list on paper, whole in itself; and the page that says where it is and of when."""

from __future__ import annotations

from datetime import datetime

import msgspec
from django.template import loader

from tutela.desks.briefing.queries.printing import SECTIONS, LastPrinted, OnPaper, on_paper
from tutela.foundations.design.times import ago, length_words, local_time, near_time
from tutela.foundations.design.words import words
from tutela.record.enquiries.engine import level_words


class PaperLine(msgspec.Struct, frozen=True):
    """One line of the list, in words."""

    who: str
    area: str
    stands: str
    since: str
    sent: str


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """The list."""

    title: str
    said: str
    sections: tuple[tuple[str, tuple[PaperLine, ...]], ...]
    columns: tuple[str, ...]


class PrintedPage(msgspec.Struct, frozen=True, kw_only=True):
    """Where the list is, and of when; what went wrong since."""

    last: str
    where: str
    problem: str
    old: bool


def paper(at: datetime) -> tuple[str, int]:
    """The list as at a moment, as a page that opens without the system, and how many lines it holds."""
    found = on_paper(at)
    page = Paper(
        title=words("briefing.printed.paper"), said=words("briefing.printed.as-at", time=local_time(at)),
        columns=tuple(words(f"briefing.pack.column.{name}") for name in ("whom", "area", "stands", "since", "sent")),
        sections=tuple(
            (words(f"briefing.pack.section.{name}", count=sum(one.line.section == name for one in found)),
             tuple(_line(one, at) for one in found if one.line.section == name))
            for name in SECTIONS
        ),
    )
    return loader.get_template("briefing/paper.html").render({"page": page}), len(found)


def printed_page(last: LastPrinted | None, failed: LastPrinted | None, *, at: datetime) -> PrintedPage:
    """What is said of the last list."""
    return PrintedPage(
        last=words("briefing.printed.last", time=near_time(last.at, at), ago=ago(last.at, at), count=last.lines) if last else words("briefing.printed.never"),
        where=last.where if last else "", problem=words("briefing.printed.problem", time=near_time(failed.at, at), why=failed.problem) if failed else "",
        old=last is not None and (at - last.at).total_seconds() > 2 * 3600,
    )


def _line(one: OnPaper, at: datetime) -> PaperLine:
    line = one.line
    if not one.detail:
        return PaperLine(words("briefing.pack.restricted"), line.area, words("briefing.pack.restricted-hint"), "", "")
    level = level_words(line.level) if line.level else words("briefing.pack.not-graded")
    what = "state" if line.section == "missing" else "concern"
    return PaperLine(
        ", ".join((*one.names, line.reference)), line.area, f"{words(f'briefing.pack.{what}.{line.what}')}. {level}",
        f"{length_words(at - line.since)} ({near_time(line.since, at)})" if line.since else "",
        ". ".join(filter(None, (words(f"briefing.pack.sent.{line.state}"), line.why))),
    )
