"""What reviewers said of the quality of one's records; and what they said in a month, by shift and theme."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Final

import msgspec
from django.urls import reverse

from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import Badge, Cell, EmptyState, Line, Pager, Row, Table
from tutela.foundations.design.words import words
from tutela.foundations.kit.marks import mark, read_mark
from tutela.foundations.kit.periods import local, month_after
from tutela.law.kernel.arithmetic import SHIFTS, shift_of
from tutela.practice.contact.forms import PowerHour
from tutela.practice.contact.forms.supervising import THEMES
from tutela.practice.contact.pages import bits
from tutela.practice.contact.queries.topics import Topic, topics
from tutela.record.enquiries import queries as enquiries
from tutela.record.enquiries.engine import names_of, role_words
from tutela.record.enquiries.queries import FeedbackSeen, ReviewSeen
from tutela.record.occurrences import queries as occurrences
from tutela.record.occurrences.queries.closed import closed_to, kept_from

_LIMIT: Final = 25


class FeedbackPage(msgspec.Struct, frozen=True, kw_only=True):
    """What was said of one's own records."""

    table: Table
    pager: Pager
    named: tuple[str, ...]


class ThemesPage(msgspec.Struct, frozen=True, kw_only=True):
    """What was said in one month, by shift."""

    title: str
    table: Table
    before: str
    later: str
    topics: Table
    form: PowerHour


def feedback_page(viewer: Viewer, *, at: datetime, after: str | None = None) -> FeedbackPage:
    """What reviewers said of this officer's records, the latest first; nothing of a record that is kept from them by now."""
    batch = enquiries.feedback_to(viewer.ref, after=read_mark(after), limit=_LIMIT + 1)
    last = batch[_LIMIT - 1] if len(batch) > _LIMIT else None
    subjects = [one.subject for one in batch[:_LIMIT]]
    kept = kept_from(viewer, subjects, at)
    shown = [one for one in batch[:_LIMIT] if one.subject not in kept]
    printed, officers = occurrences.printed(subjects), names_of(one.review.by for one in shown)
    path = reverse("contact:feedback")
    return FeedbackPage(
        table=Table(
            caption=words("contact.feedback.title"), hide_caption=True, columns=tuple(words(f"contact.feedback.column.{c}") for c in _COLUMNS),
            rows=tuple(_row(one, printed, officers) for one in shown), empty=EmptyState(words("contact.feedback.none")),
        ),
        pager=Pager(next=f"{path}?after={mark(last.review.at, last.id)}" if last else None, previous=path if after else None),
        named=tuple(dict.fromkeys(one.subject for one in shown)),
    )


_SHORT: Final = 3
"""A score up to this is short of good."""
_COLUMNS: Final = ("log", "score", "said", "by", "do")


def said_line(seen: ReviewSeen) -> Line:
    """One reviewer's score and words."""
    by = names_of([seen.by]).get(seen.by) or role_words(seen.role)
    return Line(text=words("contact.feedback.scored", score=seen.quality), by=by, at=seen.at, detail=seen.words)


def _row(one: FeedbackSeen, printed: dict[str, str], officers: dict[str, str]) -> Row:
    seen, log = one.review, printed.get(one.subject, "")
    badges = tuple(Badge(words(f"contact.theme.{theme}"), "grey") for theme in seen.themes)
    do = Cell(text=words("contact.feedback.noted"), at=one.noted_at) if one.noted_at else Cell(
        text=words("contact.feedback.note", log=log), href=bits.act_url("note-feedback", one.subject.partition(":")[2]),
    )
    return Row(
        (
            Cell(text=log, href=link_to(one.subject)), Cell(text=words("contact.feedback.scored", score=seen.quality), badges=badges),
            Cell(text=seen.words), Cell(text=officers.get(seen.by) or role_words(seen.role), at=seen.at), do,
        ),
        urgent=one.noted_at is None, id=f"f-{one.id}",
    )


def themes_page(viewer: Viewer, *, at: datetime, month: str = "", form: PowerHour | None = None) -> ThemesPage:
    """What reviewers said of records in one month, by shift: how many, the mean score, how often each theme, and which is proposed for the power hour."""
    begins = _month(month, at)
    ends = month_after(begins)
    found: dict[str, list[ReviewSeen]] = {name: [] for name in SHIFTS}
    for seen in enquiries.scored(begins, ends, closed_to(viewer, at)):
        found[shift_of(seen.at)].append(seen)
    path, title = reverse("contact:feedback-themes"), words("contact.themes.title", month=f"{begins:%B %Y}")
    return ThemesPage(
        title=title, before=f"{path}?month={begins - timedelta(days=1):%Y-%m}", later=f"{path}?month={ends:%Y-%m}" if ends <= local(at) else "",
        table=Table(
            caption=title, hide_caption=True,
            columns=(
                *(words(f"contact.themes.column.{c}") for c in ("shift", "count", "mean")), *(words(f"contact.theme.{t}") for t in THEMES),
                words("contact.themes.column.proposed"),
            ),
            rows=tuple(_shift(name, seen) for name, seen in found.items()),
        ),
        topics=Table(
            caption=words("contact.topic.title"), hide_caption=True,
            columns=tuple(words(f"contact.topic.column.{c}") for c in ("shift", "topic", "chosen", "held")),
            rows=tuple(_topic(one) for one in topics()), empty=EmptyState(words("contact.topic.none")),
        ),
        form=form or PowerHour(),
    )


def _topic(one: Topic) -> Row:
    held = Cell(at=one.held_at) if one.held_at else Cell()
    return Row(
        (
            Cell(text=words(f"contact.themes.shift.{one.shift}")), Cell(text=words(f"contact.theme.{one.theme}")), Cell(at=one.chosen_at),
            Cell(text=words("contact.topic.waits")) if one.waits else held,
        ),
        urgent=one.waits,
    )


def proposed(seen: list[ReviewSeen]) -> str:
    """The theme named most often where a record was scored short of good; none where none was."""
    counts = Counter(theme for one in seen if one.quality is not None and one.quality <= _SHORT for theme in one.themes if theme in THEMES)
    return max(THEMES, key=lambda theme: counts[theme]) if counts else ""


def _shift(name: str, seen: list[ReviewSeen]) -> Row:
    scores = [one.quality for one in seen if one.quality is not None]
    counts = Counter(theme for one in seen for theme in one.themes)
    mean = f"{sum(scores) / len(scores):.1f}" if scores else words("contact.themes.no-mean")
    said = (words(f"contact.themes.shift.{name}"), str(len(scores)), mean, *(str(counts[theme]) for theme in THEMES))
    topic = proposed(seen)
    said = (*said, words(f"contact.theme.{topic}") if topic else words("contact.themes.none-proposed"))
    return Row(tuple(Cell(text=text) for text in said))


def _month(said: str, at: datetime) -> datetime:
    """The first moment of a month; of this one where none can be read."""
    now = local(at)
    try:
        year, month = (int(part) for part in said.split("-"))
        return now.replace(year=year, month=month, day=1, hour=0, minute=0, second=0, microsecond=0)
    except ValueError:
        return now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
