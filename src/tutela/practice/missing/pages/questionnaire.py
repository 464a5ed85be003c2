"""The missing child questionnaire: how far one has come, and how many are completed and how fast."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

import msgspec
from django.urls import reverse

from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.parts import AsAt, Badge, Cell, EmptyState, Line, Pager, Row, Table
from tutela.foundations.design.times import local_date
from tutela.foundations.design.words import words
from tutela.foundations.kit.periods import in_words
from tutela.law.missing.questions import QUESTIONS
from tutela.practice.missing import queries
from tutela.record.duties import queries as duties
from tutela.record.duties.engine.band import clock_of
from tutela.record.enquiries.engine import answer_words, names_of, question_words, role_words
from tutela.record.enquiries.queries import Heard, unasked
from tutela.record.occurrences import queries as occurrences
from tutela.record.occurrences.queries import EpisodeCard
from tutela.record.occurrences.queries.called import called, name_of
from tutela.record.occurrences.queries.closed import closed_to

OWED: Final = "missing.questionnaire"
DAYS: Final = (28, 90)


class Questionnaires(msgspec.Struct, frozen=True, kw_only=True):
    """How many questionnaires are completed, for one viewer."""

    as_at: AsAt
    rates: Table
    open: Table
    pager: Pager
    touched: tuple[str, ...]


def progress(told: Heard, card: EpisodeCard) -> Line:
    """How far the questionnaire of one search has come: complete when, by whom and how long after the report; else what waits."""
    waits = unasked(told)
    if not waits and told.asked:
        done = next(fact for fact in told.asked if not _waits(fact))
        by = names_of([done.by.ref or ""]).get(done.by.ref or "") or role_words(done.by.role)
        took = in_words(max(done.occurred.earliest - card.reported_at, timedelta()))
        return Line(text=words("missing.questionnaire.complete", took=took), by=by, at=done.occurred.earliest)
    done_count = len(QUESTIONS) - sum(1 for question in QUESTIONS if question.name in waits)
    badge = (Badge(words("missing.questionnaire.owed"), "orange"),) if card.state == "missing" else ()
    return Line(text=words("missing.questionnaire.so-far", done=done_count, of=len(QUESTIONS)), badges=badge)


def profile_lines(viewer: Viewer, child: str, at: datetime) -> tuple[Line, ...]:
    """What the child's carers wrote beforehand, each with who said so and when; nothing where they wrote none."""
    held = queries.profile_of(viewer, child, at)
    said = [(question_words(name).capitalize(), held.answers[name]) for name in (q.name for q in QUESTIONS) if name in held.answers]
    said += [(words("missing.profile.photo-is"), held.photo)] if held.photo else []
    return tuple(Line(text=one.words, detail=title, by=words("missing.profile.by-on", by=one.by, day=local_date(one.on))) for title, one in said)


def photo_line(viewer: Viewer, child: str, at: datetime) -> tuple[Line, ...]:
    """Where the carers say that a photo is."""
    return tuple(line for line in profile_lines(viewer, child, at) if line.detail == words("missing.profile.photo-is"))


def _waits(fact: Any) -> bool:
    return bool(fact.data.unanswered)


def questions(told: Heard, card: EpisodeCard) -> tuple[Line, ...]:
    """Every question with its answer, why it was not asked, or that it waits: of a search of which nobody began it, while the child is missing."""
    if not told.asked and card.state != "missing":
        return ()
    names = dict.fromkeys([*(question.name for question in QUESTIONS), *told.said])
    return (progress(told, card), *(
        Line(text=answer_words(told.said[name]) if name in told.said else words("missing.questionnaire.waits"), detail=question_words(name).capitalize())
        for name in names if name in told.said or card.state == "missing"
    ))


def questionnaires_page(viewer: Viewer, *, at: datetime, after: str | None = None) -> Questionnaires:
    """The page as one viewer may see it, in a fixed number of queries."""
    hidden, path = closed_to(viewer, at), reverse("missing:questionnaires")
    found = duties.by_code(viewer, (OWED,), at=at, after=after)
    named = called(viewer, [card.subject for card in found.rows], at=at)
    title = words("missing.questionnaires.open")
    return Questionnaires(
        as_at=AsAt(at=at, href=path), rates=_rates(at, hidden), touched=tuple(card.subject for card in found.rows),
        open=Table(
            caption=title, columns=tuple(words(f"missing.questionnaires.column.{c}") for c in ("search", "when", "who")),
            rows=tuple(
                Row((
                    Cell(text=name_of(named, card.subject).text, href=duties.where(viewer, card) or name_of(named, card.subject).href),
                    Cell(clock=clock_of(card, at)), Cell(text=role_words(card.owed_by)),
                ), urgent=card.state == "overdue")
                for card in found.rows
            ),
            empty=EmptyState(words("missing.questionnaires.none")),
        ),
        pager=Pager(next=f"{path}?after={found.after}" if found.after else None, previous=path if after else None, label=title),
    )


def _rates(at: datetime, hidden: frozenset[str]) -> Table:
    rows = []
    for days in DAYS:
        told = duties.kept(OWED, occurrences.episodes_since(at - timedelta(days=days), at, hidden), at=at)
        rate = words("missing.questionnaires.rate", rate=told.rate, done=told.in_time + told.late, owed=told.owed) if told.owed else ""
        rows.append(Row((
            Cell(text=words("missing.questionnaires.days", days=days)), Cell(text=rate), Cell(text=str(told.in_time)), Cell(text=str(told.late)),
            Cell(text=str(told.waiting)), Cell(text=str(told.overdue)), Cell(text=in_words(told.took) if told.took is not None else ""),
        )))
    names = ("window", "rate", "in-time", "late", "waiting", "overdue", "took")
    return Table(
        caption=words("missing.questionnaires.rates"), columns=tuple(words(f"missing.questionnaires.column.{name}") for name in names), rows=tuple(rows),
    )
