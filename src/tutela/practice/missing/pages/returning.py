"""What was recorded of a return, beside the form and on the search's own page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tutela.facts import Fact
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.parts import Badge, Line
from tutela.foundations.design.words import words
from tutela.law.kernel.subjects import Subject
from tutela.law.missing.back import QUESTIONS
from tutela.practice.missing import queries
from tutela.record.chronology.queries import facts_about, readable
from tutela.record.enquiries.engine import names_of, returned
from tutela.record.occurrences.queries import EpisodeHeld
from tutela.record.people import queries as people

_REFUSED = "missing.PreventionInterviewRefused"


def return_facts(viewer: Viewer, held: EpisodeHeld, at: datetime) -> list[Line]:
    """Beside the form: that the child would not see somebody before, to whom they would rather talk, why they go, and what is open still."""
    child = people.aliases([held.card.child])[held.card.child]
    lines = _refusals(viewer, held, at)
    rather = queries.talks_to(viewer, held.card.child, at)
    if rather:
        lines.append(Line(text=words("missing.return.rather", who=rather)))
    why = returned.why_missing(viewer, child, at)
    if why is not None:
        lines.append(returned.why_line(why))
    told = told_of(viewer, held, at)
    open_ = [name for name in queries.open_questions(viewer, held, at) if name in QUESTIONS]
    if told and open_:
        lines.append(Line(text=words("missing.return.still-open", what=", ".join(map(returned.question_of, open_)))))
    return lines


def return_lines(viewer: Viewer, held: EpisodeHeld, at: datetime) -> tuple[Line, ...]:
    """On the search's page: who recorded the return and when, then each answer and record; nothing while nobody did."""
    told = told_of(viewer, held, at)
    if not told:
        return tuple(_refusals(viewer, held, at))
    named = names_of(f.by.ref or "" for f in told)
    by = tuple(Line(text=words("missing.return.recorded"), by=named.get(f.by.ref or "", ""), at=f.occurred.earliest) for f in told)
    return (*by, *_refusals(viewer, held, at), *returned.answer_lines(viewer, told, at))


def told_of(viewer: Viewer, held: EpisodeHeld, at: datetime) -> list[Fact]:
    """The records of this return that the viewer may read, the latest first."""
    return returned.returns_about(viewer, [held.card.ref], at, family="episode")


def _refusals(viewer: Viewer, held: EpisodeHeld, at: datetime) -> list[Line]:
    """Each time the child would not see us, while nobody has seen them since: a second attempt is owed."""
    if held.card.verified_at is not None:
        return []
    facts: Sequence[Fact] = facts_about([Subject("episode", held.card.ref)], types=[_REFUSED])
    access = readable(viewer, facts, at=at)
    badge = (Badge(words("missing.return.second"), "red"),)
    return [Line(text=words("missing.return.would-not"), badges=badge, at=f.occurred.earliest) for f in facts if access[f.id] == "full"]
