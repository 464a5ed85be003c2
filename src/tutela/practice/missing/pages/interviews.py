"""Return interviews that are not worked down: how many, how old, when none will be left; then what has come in, what to ask for, what is waited for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final, cast

import msgspec
from django.urls import reverse

from tutela.facts import missing
from tutela.facts.missing import INTERVIEW_ASKS
from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import AsAt, Badge, Cell, EmptyState, Line, Pager, Row, Table
from tutela.foundations.design.times import local_time
from tutela.foundations.design.words import words
from tutela.foundations.kit.periods import in_words
from tutela.law.kernel.subjects import Subject
from tutela.practice.missing.pages import bits
from tutela.practice.missing.pages.listing import Part
from tutela.record.chronology.queries import facts_about, readable
from tutela.record.duties.queries.law import book
from tutela.record.occurrences import queries
from tutela.record.occurrences.queries import Backlog, InterviewCard
from tutela.record.occurrences.queries.closed import closed_to
from tutela.record.people import queries as people

_DUE: Final = "missing.return_interview"
_ENTERED: Final = "missing.return_interview.entered"
_SHARED: Final = "missing.return_interview.shared"
_YEAR: Final = 365


class InterviewsPage(msgspec.Struct, frozen=True, kw_only=True):
    """The return interviews that are to be worked down."""

    as_at: AsAt
    count: str
    figures: tuple[Line, ...]
    forecast: str
    start: str
    """The address of the oldest that waits to be entered; empty where none does."""
    parts: tuple[Part, ...]
    touched: tuple[str, ...]


def interviews_page(viewer: Viewer, *, at: datetime, after: dict[str, str | None]) -> InterviewsPage:
    """The list as one viewer may see it, in a fixed number of queries."""
    pages = {step: queries.interviews(viewer, step, after=after.get(step)) for step in queries.STEPS}
    cards = [card for page in pages.values() for card in page.rows]
    access = policy.accesses(viewer, [card.child for card in cards], at=at)
    shown = [ref for ref, how in access.items() if how == "full"] if policy.may_visit(viewer, Permission.PERSON_SEE) else []
    names = people.displays(shown)
    told = queries.backlog(at, closed_to(viewer, at))
    return InterviewsPage(
        as_at=AsAt(at=at, href=reverse("missing:return-interviews")), count=_count(told, at),
        figures=(Line(text=words("missing.return-interviews.split", **told.count)), _pace(told), *_qualities(viewer, at)),
        forecast=_forecast(told, at), start=_start(viewer, pages["to_enter"].rows, after.get("to_enter")),
        parts=tuple(
            _part(step, [_row(card, step, names, at) for card in page.rows], page.after, after.get(step), told.count[step]) for step, page in pages.items()
        ),
        touched=tuple(dict.fromkeys(ref for card in cards for ref in (card.episode, card.child))),
    )


def interview_line(card: InterviewCard | None, at: datetime) -> Line | None:
    """How far the interview of one time missing has come, for the page of the search."""
    if card is None:
        return None
    return Line(text=_stage(card, at), badges=_late(card, at), detail=_due_words(card))


def brought_lines(viewer: Viewer, episode: str, at: datetime) -> list[Line]:
    """What a local authority sent of one interview, question by question, with what it left out: for whoever reads and enters it."""
    found = facts_about([Subject("episode", episode)], types=["missing.ReturnInterviewReceived"])
    access = readable(viewer, found, at=at)
    lines = []
    for fact in found:
        data = cast("missing.ReturnInterviewReceived", fact.data)
        if data.authority and access[fact.id] == "full":
            lines += [
                Line(text=said, detail=words(f"missing.interview-asks.{name}"), by=data.authority, at=fact.occurred.earliest)
                for name in INTERVIEW_ASKS if (said := getattr(data, name))
            ]
    card = queries.interview_of(episode) if lines else None
    gaps = card.gaps if card else ()
    missed = [Line(text=words(f"missing.interview-asks.{name}"), badges=(Badge(words("missing.bring-interview.gap"), "orange"),)) for name in gaps]
    return [*lines, *missed]


def _qualities(viewer: Viewer, at: datetime) -> tuple[Line, ...]:
    """How whole each authority's interviews are."""
    found = queries.qualities(at, hidden=closed_to(viewer, at))
    return tuple(
        Line(text=words("missing.return-interviews.quality", authority=q.authority, score=q.score, count=q.count, whole=q.whole)) for q in found
    )


def _count(told: Backlog, at: datetime) -> str:
    """How many, and how old the oldest is: what a glance takes in."""
    said = words("missing.return-interviews.total", count=told.total)
    return said if told.oldest is None else f"{said} {words('missing.return-interviews.oldest', waiting=in_words(at - told.oldest))}"


def _pace(told: Backlog) -> Line:
    came = words("missing.return-interviews.came", count=told.came, days=queries.PACE.days)
    return Line(text=f"{came} {words('missing.return-interviews.ended', count=told.ended)}")


def _start(viewer: Viewer, rows: Sequence[InterviewCard], after: str | None) -> str:
    """Where to begin: with the oldest, on whatever page of the list one is."""
    first = (queries.interviews(viewer, "to_enter", limit=1).rows if after else rows)[:1]
    return bits.act_url("enter-interview", first[0].episode.partition(":")[2]) if first else ""


def _forecast(told: Backlog, at: datetime) -> str:
    """When none is left if it goes on like this; a forecast by the pace alone, and said to be one."""
    if told.oldest is None:
        return words("missing.return-interviews.none-left")
    due = book().after(_DUE, told.oldest)
    if due is not None and at <= due:
        return words("missing.return-interviews.in-time")
    days = told.days_to_go
    if days is None:
        return words("missing.return-interviews.never")
    return words("missing.return-interviews.days", count=days) if days < _YEAR else words("missing.return-interviews.years", count=round(days / _YEAR))


def _row(card: InterviewCard, step: str, names: dict[str, str], at: datetime) -> Row:
    key = card.episode.partition(":")[2]
    name = names.get(card.child, words("enquiries.band.restricted"))
    late = _late(card, at)
    does = "enter-interview" if step == "to_enter" else "return-interview"
    return Row(
        (
            Cell(text=name, href=link_to(card.episode), detail=card.reference),
            Cell(text=words("missing.return-interviews.back", waiting=in_words(at - card.since))),
            Cell(text=_stage(card, at), badges=late, detail=_due_words(card)),
            Cell(text=words(f"missing.return-interviews.do.{does}", who=name), href=bits.act_url(does, key)),
        ),
        urgent=bool(late), id=f"r-{card.id}",
    )


def _stage(card: InterviewCard, at: datetime) -> str:
    moment = getattr(card, f"{card.stage}_at", None)
    since = in_words(at - moment) if moment is not None else in_words(at - card.since)
    return words(f"missing.return-interviews.stage.{card.stage}", since=since)


def _due(card: InterviewCard) -> tuple[str, datetime | None]:
    """What is owed next about it, and by when: held or declined, counted from the return; then entered, counted from when it came."""
    if card.received_at is not None:
        return "entered", None if card.entered_at else book().after(_ENTERED, card.received_at)
    return "held", None if card.held_at or card.declined_at else book().after(_DUE, card.since)


def _due_words(card: InterviewCard) -> str:
    what, due = _due(card)
    return words(f"missing.return-interviews.due.{what}", by=local_time(due)) if due is not None else ""


def _late(card: InterviewCard, at: datetime) -> tuple[Badge, ...]:
    """What is overdue; then each step that was taken late, by itself: that it was held, that it was shared."""
    _, due = _due(card)
    over = (Badge(words("missing.return-interviews.late", since=in_words(at - due)), "red"),) if due is not None and due < at else ()
    held, shared = card.held_at or card.declined_at, card.received_at
    steps = (("held", _DUE, card.since, held), ("shared", _SHARED, card.held_at, shared or (at if card.held_at else None)))
    return (*over, *(badge for name, number, since, done in steps if (badge := _step_late(name, number, since, done, shared is None and name == "shared"))))


def _step_late(name: str, number: str, since: datetime | None, done: datetime | None, waits: bool) -> Badge | None:
    due = book().after(number, since) if since is not None else None
    if due is None or done is None or done <= due:
        return None
    return Badge(words(f"missing.return-interviews.{name}-{'overdue' if waits else 'late'}", by=in_words(done - due)), "red" if waits else "orange")


def _part(step: str, rows: list[Row], mark: str | None, after: str | None, count: int) -> Part:
    path, title = reverse("missing:return-interviews"), words(f"missing.return-interviews.{step}.title", count=count)
    return Part(
        step, title, words(f"missing.return-interviews.{step}.lead"),
        Table(
            caption=title, hide_caption=True, columns=tuple(words(f"missing.return-interviews.column.{c}") for c in ("who", "since", "stage", "do")),
            rows=tuple(rows), empty=EmptyState(words(f"missing.return-interviews.{step}.none")),
        ),
        Pager(next=f"{path}?{step}={mark}#{step}" if mark else None, previous=f"{path}#{step}" if after else None, label=title),
    )
