"""A reviewer's page: their reviews, overrides, refused lowerings and words in numbers; second readings; what was talked about. For coaching alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from django.urls import reverse

from tutela.desks.reports.forms import CoachingForm, DrawForm, ReadForm, TrainingForm
from tutela.desks.reports.pages.asking import AskPage
from tutela.desks.reports.pages.measures import outcome_words, title
from tutela.desks.reports.pages.range import Range
from tutela.desks.reports.queries.counting import Tally, missed, share
from tutela.desks.reports.queries.kept import Note, Training, Waiting
from tutela.desks.reports.queries.measures import Measure
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import Badge, Cell, EmptyState, Row, Table
from tutela.foundations.design.times import local_time
from tutela.foundations.design.words import words


class Reviewers(msgspec.Struct, frozen=True, kw_only=True):
    """Everybody who reviewed a search in these days."""

    range: Range
    table: Table


class ReviewerPage(msgspec.Struct, frozen=True, kw_only=True):
    """One reviewer's work."""

    title: str
    range: Range
    numbers: Table
    readings: Table
    notes: Table
    draw: DrawForm
    draw_at: str
    coaching: CoachingForm
    coach_at: str
    touched: tuple[str, ...]
    train: TrainingForm
    train_at: str
    train_button: str
    trained: Cell


def reviewers_page(
    range_: Range, measure: Measure, tallies: Sequence[Tally], names: Mapping[str, str], training: Mapping[str, Training],
) -> Reviewers:
    """The list, those first after whose reviews nothing followed most often; beside each, whether training was asked for and given."""
    return Reviewers(range=range_, table=Table(
        caption=words("reports.reviewers.caption"), hide_caption=True,
        columns=tuple(words(f"reports.reviewers.head.{name}") for name in ("who", "reviews", "followed", "not", "training")),
        rows=tuple(
            Row((
                Cell(text=names.get(t.name, words("reports.no-person")), href=_page_of(t.name, range_)), Cell(text=f"{t.total:,}"),
                Cell(text=f"{share(measure, t)[0]:,}"), Cell(text=f"{missed(measure, t):,}"),
                _trained(training[t.name], missed(measure, t)),
            ))
            for t in tallies if t.name.startswith("o:")
        ),
        empty=EmptyState(words("reports.none")),
    ))


def _trained(training: Training, missed_: int) -> Cell:
    """When they were trained or it was asked; where neither, and nothing followed their reviews, that it is theirs to be offered."""
    if training.waits:
        return Cell(badges=(Badge(words("reports.reviewers.training-asked"), "yellow"),), at=training.asked_at)
    if training.given_at:
        return Cell(badges=(Badge(words("reports.reviewers.training-given"), "green"),), at=training.given_at)
    return Cell(badges=(Badge(words("reports.reviewers.training-would-help"), "orange"),)) if missed_ else Cell()


def reviewer_page(
    officer: str, name: str, range_: Range, counted: Iterable[tuple[Measure, Tally]], readings: Sequence[Waiting], notes: Sequence[Note],
    names: Mapping[str, str], *, draw: DrawForm, coaching: CoachingForm, train: TrainingForm, training: Training,
) -> ReviewerPage:
    """The page of one reviewer."""
    key, counted_ = officer.partition(":")[2], list(counted)
    return ReviewerPage(
        title=name, range=range_, numbers=_numbers(officer, range_, counted_), readings=_readings(readings, names), notes=_notes(notes, names),
        draw=draw, coaching=coaching, draw_at=f"{reverse('reports:draw', args=[key])}?{range_.but(person='')}", coach_at=reverse("reports:coach", args=[key]),
        train=train, train_at=reverse("reports:give-training" if training.waits else "reports:ask-training", args=[key]),
        train_button=words(f"reports.reviewers.training-{'give' if training.waits else 'ask'}"), trained=_trained(training, _unfollowed(counted_)),
        touched=tuple(row.subject for row in readings),
    )


def read_page(row: Waiting, names: Mapping[str, str], form: ReadForm) -> AskPage:
    """The page of one review that was drawn."""
    said = words("reports.reviewers.review-of", record=row.reference, who=names.get(row.reviewer, ""), at=local_time(row.reviewed_at))
    back = reverse("reports:reviewer", args=[row.reviewer.partition(":")[2]])
    return AskPage(
        title=words("reports.reviewers.read-title"), back=back, about=(said,), quoted=row.words, button=words("reports.reviewers.read-button"), form=form,
    )


def _unfollowed(counted: Iterable[tuple[Measure, Tally]]) -> int:
    """After how many of their reviews nothing followed."""
    return sum(missed(measure, tally) for measure, tally in counted if measure.key == "reviews")


def _numbers(officer: str, range_: Range, counted: Iterable[tuple[Measure, Tally]]) -> Table:
    rows = []
    for measure, tally in counted:
        named = [(o.name, tally.outcomes.get(o.name, 0)) for o in measure.outcomes] + [(flag, tally.flags.get(flag, 0)) for flag in measure.flags]
        rows += [
            Row((
                Cell(text=title(measure), detail=outcome_words(measure, name)),
                Cell(text=f"{number:,}", href=f"{reverse('reports:records', args=[measure.key])}?{range_.but(person=officer, which=name)}"),
            ))
            for name, number in named if number
        ]
    return Table(
        caption=words("reports.reviewers.numbers"), columns=(words("reports.reviewers.head.what"), words("reports.head.number")), rows=tuple(rows),
        empty=EmptyState(words("reports.none")),
    )


def _readings(readings: Sequence[Waiting], names: Mapping[str, str]) -> Table:
    return Table(
        caption=words("reports.reviewers.readings"), columns=tuple(words(f"reports.reviewers.head.{name}") for name in ("review", "drawn", "reading")),
        rows=tuple(
            Row((Cell(text=row.reference, href=link_to(row.subject), at=row.reviewed_at), Cell(at=row.asked_at), _opinion(row, names))) for row in readings
        ),
        empty=EmptyState(words("reports.reviewers.no-readings")),
    )


def _opinion(row: Waiting, names: Mapping[str, str]) -> Cell:
    """What another thinks of a review; the way to read it where nobody has yet."""
    if row.agrees is None:
        return Cell(text=words("reports.reviewers.read-it", record=row.reference), href=reverse("reports:read", args=[row.id]))
    badge = Badge(words(f"reports.reviewers.{'agrees' if row.agrees else 'differs'}"), "green" if row.agrees else "orange")
    return Cell(badges=(badge,), text=row.said, detail=names.get(row.read_by, ""))


def _notes(notes: Sequence[Note], names: Mapping[str, str]) -> Table:
    return Table(
        caption=words("reports.reviewers.notes"), columns=tuple(words(f"reports.reviewers.head.{name}") for name in ("note", "by")),
        rows=tuple(Row((Cell(text=note.words), Cell(text=names.get(note.by, ""), at=note.at))) for note in notes),
        empty=EmptyState(words("reports.reviewers.no-notes")),
    )


def _page_of(officer: str, range_: Range) -> str:
    return f"{reverse('reports:reviewer', args=[officer.partition(':')[2]])}?{range_.but(person='')}"
