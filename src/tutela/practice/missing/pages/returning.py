"""What was recorded of a return, beside the form and on the search's own page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

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
    lines = [*_paper_only(viewer, held, at), *_sent_back(viewer, held, at), *_refusals(viewer, held, at)]
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
    told, paper = told_of(viewer, held, at), _paper_only(viewer, held, at)
    if not told:
        return (*paper, *_refusals(viewer, held, at), *_signed(viewer, held, at))
    named = names_of(f.by.ref or "" for f in told)
    by = tuple(Line(text=words("missing.return.recorded"), by=named.get(f.by.ref or "", ""), at=f.occurred.earliest) for f in told)
    return (*paper, *by, *_refusals(viewer, held, at), *returned.answer_lines(viewer, told, at), *_signed(viewer, held, at))


def paper_badges(viewer: Viewer, held: EpisodeHeld, at: datetime) -> tuple[Badge, ...]:
    """That part of what is known of the return is on paper only: nobody finds it by searching."""
    return (Badge(words("missing.paper.only"), "red"),) if queries.papers_waiting(viewer, held.card.ref, at) else ()


def _paper_only(viewer: Viewer, held: EpisodeHeld, at: datetime) -> list[Line]:
    href = reverse("missing:return", args=[held.card.id])
    badges = (Badge(words("missing.paper.only"), "red"),)
    return [Line(text=words("missing.paper.waits", title=title), href=href, badges=badges) for _, title in queries.papers_waiting(viewer, held.card.ref, at)]


def _signed(viewer: Viewer, held: EpisodeHeld, at: datetime) -> list[Line]:
    """How it was scored by each of the two who sign it off, what it lacks, and who has not signed; nothing while the child is missing."""
    if held.card.state == "missing":
        return []
    last, wanting = _readable_signatures(viewer, held, at), queries.unsigned(held.card.ref, at)
    named = names_of(fact.by.ref or "" for fact in last.values())
    lines = [_scored(name, fact, named, sent_back=name in wanting) for name, fact in last.items()]
    unread = [name for name in wanting if name not in last] if held.card.closed_at is None else []
    return [*lines, *(Line(text=words(f"missing.sign.waits.{name}"), badges=(Badge(words("missing.sign.wanting"), "yellow"),)) for name in unread)]


def _sent_back(viewer: Viewer, held: EpisodeHeld, at: datetime) -> list[Line]:
    """To whoever opens the form again: what the reader found lacking."""
    last, wanting = _readable_signatures(viewer, held, at), queries.unsigned(held.card.ref, at)
    named = names_of(fact.by.ref or "" for fact in last.values())
    return [_scored(name, fact, named, sent_back=True) for name, fact in last.items() if name in wanting]


def _scored(name: str, fact: Fact, named: Mapping[str, str], *, sent_back: bool) -> Line:
    data: Any = fact.data
    gaps = words("missing.sign.lacks", what=", ".join(map(returned.question_of, data.gaps))) if data.gaps else ""
    return Line(
        text=words(f"missing.sign.scored.{name}", quality=data.quality), by=named.get(fact.by.ref or "", ""), at=fact.occurred.earliest,
        detail=". ".join(filter(None, (gaps, data.text))), badges=(Badge(words("missing.sign.sent-back"), "orange"),) if sent_back else (),
    )


def _readable_signatures(viewer: Viewer, held: EpisodeHeld, at: datetime) -> dict[str, Fact]:
    last = queries.signatures(held.card.ref)
    access = readable(viewer, list(last.values()), at=at)
    return {name: fact for name, fact in last.items() if access[fact.id] == "full"}


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
