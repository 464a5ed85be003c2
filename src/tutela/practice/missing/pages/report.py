"""The whole of one search on one page, to be read and printed when it is over: when what came, where it drifted and who was told, what was done and found."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

import msgspec
from django.urls import reverse

from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.parts import AsAt, Badge, Cell, EmptyState, Line, PersonBanner, Row, Table
from tutela.foundations.design.times import length_words, local_time
from tutela.foundations.design.words import words
from tutela.law.missing import drift
from tutela.practice.missing import queries
from tutela.practice.missing.pages.interviews import interview_line
from tutela.practice.missing.pages.plan import searches_table
from tutela.practice.missing.pages.returning import return_lines
from tutela.record.duties import queries as duties
from tutela.record.enquiries import queries as enquiries
from tutela.record.enquiries.engine import banner, names_of, role_words, tables
from tutela.record.occurrences.queries import EpisodeHeld, interview_of

DRIFT: Final = "missing.drift"


class ReportPage(msgspec.Struct, frozen=True, kw_only=True):
    """One search as a whole, for one viewer."""

    title: str
    reference: str
    back: str
    as_at: AsAt
    person: PersonBanner | None
    badges: tuple[Badge, ...]
    times: Table
    drift: Line
    gaps: Table
    warned: Table
    """Who was told that nothing was done, in the order in which it went up."""
    levels: Table
    reviews: Table
    actions: Table
    searches: Table
    sent: Table
    told: Table
    returns: tuple[Line, ...]
    interview: Line | None


def report_page(viewer: Viewer, held: EpisodeHeld, *, at: datetime) -> ReportPage:
    """The page as one viewer may see it, who may see the search's detail."""
    card = held.card
    plan = enquiries.plan_of(card.ref, queries.PURPOSE)
    found = queries.drifted(viewer, held, at)
    over = drift.total(found)
    said = words("missing.report.drift", hours=length_words(over)) if found else words("missing.report.no-drift")
    return ReportPage(
        title=words("missing.report.title"), reference=card.reference, back=reverse("missing:episode", args=[card.id]),
        as_at=AsAt(at=at, href=reverse("missing:report", args=[card.id])), person=banner(viewer, card.child, at, reported_at=card.reported_at),
        badges=(Badge(words(f"enquiries.state.{card.state}"), "grey"),), times=_times(held, plan.reviews),
        drift=Line(text=said, badges=(Badge(words("missing.report.drifted"), "red"),) if found else (), detail=_allowed(at)),
        gaps=_gaps(found), warned=_warned(viewer, held, at), levels=tables.versions(held.levels, words("missing.episode.levels")),
        reviews=tables.reviews(plan.reviews), actions=tables.actions(plan.actions, at), searches=searches_table(viewer, held, at),
        sent=tables.sent(held.resources), told=_told(viewer, held, at), returns=return_lines(viewer, held, at),
        interview=interview_line(interview_of(card.ref), at),
    )


def _allowed(at: datetime) -> str:
    return words("missing.report.allowed", hours=length_words(queries.drift_allowed(at)))


def _times(held: EpisodeHeld, reviews: Iterable[enquiries.ReviewSeen]) -> Table:
    """When what came, and how long after the report."""
    card = held.card
    moments = {
        "missing_since": card.missing_since, "reported": card.reported_at, "graded": min((v.at for v in held.levels), default=None),
        "allocated": card.allocated_at, "reviewed": min((r.at for r in reviews if r.counts), default=None), "found": card.found_at,
        "returned": card.returned_at, "verified": card.verified_at, "closed": card.closed_at,
    }
    rows = [
        Row((
            Cell(text=words(f"missing.report.time.{name}")), Cell(text=local_time(when) if when else words("missing.report.not-yet")),
            Cell(text=_after(card, when)),
        ))
        for name, when in moments.items()
    ]
    return _table("times", ("what", "when", "after"), rows)


def _after(card: Any, when: datetime | None) -> str:
    return length_words(when - card.reported_at) if when is not None and when > card.reported_at else ""


def _gaps(found: Iterable[drift.Gap]) -> Table:
    rows = [Row((Cell(text=local_time(gap.since)), Cell(text=local_time(gap.until)), Cell(text=length_words(gap.drift)))) for gap in found]
    return _table("gaps", ("since", "until", "drift"), rows)


def _warned(viewer: Viewer, held: EpisodeHeld, at: datetime) -> Table:
    """To whom it was told, by role and by name, and since when nothing had been done then."""
    owed = duties.for_subjects(viewer, [held.card.ref], at=at, settled=True, codes=(DRIFT,))
    steps = [step for card in owed for step in duties.history(viewer, card.ref, at=at) if step.kind == "told" and step.rung]
    named = names_of(heard.officer for step in steps for heard in step.heard)
    rows = [
        Row((
            Cell(at=step.at), Cell(text=", ".join(role_words(to) for to in step.to)),
            Cell(text=", ".join(dict.fromkeys(named.get(heard.officer, "") for heard in step.heard)) or words("missing.report.nobody-on-duty")),
        ))
        for step in sorted(steps, key=lambda step: (step.at, step.rung))
    ]
    return _table("warned", ("when", "role", "who"), rows)


def _told(viewer: Viewer, held: EpisodeHeld, at: datetime) -> Table:
    """Which partner was told what, and the person who took it."""
    rows = []
    for fact in queries.partners_told(viewer, held, at):
        data: Any = fact.data
        rows.append(Row((
            Cell(at=fact.occurred.earliest), Cell(text=words(f"missing.report.to.{data.to}")), Cell(text=data.person),
            Cell(text=words(f"missing.report.matter.{data.matter}")),
        )))
    return _table("told", ("when", "to", "person", "matter"), rows)


def _table(name: str, columns: tuple[str, ...], rows: list[Row]) -> Table:
    return Table(
        caption=words(f"missing.report.table.{name}"), columns=tuple(words(f"missing.report.column.{c}") for c in columns), rows=tuple(rows),
        empty=EmptyState(words(f"missing.report.none.{name}")), hide_caption=True,
    )
