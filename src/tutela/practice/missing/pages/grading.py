"""What stands beside a grading that is below the level suggested, or left out what is known: for whoever answers it, and for the second line."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.parts import Badge, Line
from tutela.foundations.design.words import words
from tutela.practice.missing import queries
from tutela.record.enquiries.engine import concern_words, level_words, names_of, role_words
from tutela.record.occurrences.queries import EpisodeHeld


def grading_facts(viewer: Viewer, slug: str, held: EpisodeHeld, at: datetime) -> tuple[Line, ...]:
    """The suggestion with its indicators, to who has graded or reads it as the second line; and to the latter each answer, and what was left out."""
    if slug == "override" and queries.has_graded(viewer, held):
        return (suggested(held, at),)
    return (suggested(held, at), *answered(held)) if slug == "second-line" else ()


def suggested(held: EpisodeHeld, at: datetime) -> Line:
    """What the indicators suggest, and which they are."""
    found = queries.suggestion(held, at)
    said = ", ".join(concern_words(name) for name in found.indicators) or words("missing.episode.no-indicators")
    return Line(text=words("missing.episode.suggested", level=level_words(found.level)), detail=words("missing.episode.because", indicators=said))


def answered(held: EpisodeHeld) -> tuple[Line, ...]:
    """What the last grader made of each thing that is known; what of it they left out is marked."""
    last = queries.last_grading(held.card.ref)
    if last is None:
        return ()
    data: Any = last.data
    by = names_of([last.by.ref or ""]).get(last.by.ref or "") or role_words(last.by.role)
    lines = [Line(text=words("missing.second-line.graded", level=level_words(data.level)), by=by, at=last.occurred.earliest, detail=data.rationale)]
    for one in data.answered:
        effect = words(f"missing.grade.effect-is.{one.effect}")
        lines.append(Line(text=concern_words(one.concern), detail=": ".join(part for part in (effect, one.because) if part)))
    if data.read_why:
        lines.append(Line(text=words("missing.grade.why-read")))
    badge = (Badge(words("missing.second-line.not-considered"), "red"),)
    lines += [Line(text=concern_words(name), badges=badge) for name in data.not_considered]
    if data.override:
        lines.append(Line(text=words("missing.second-line.override", why=data.override)))
    return tuple(lines)
