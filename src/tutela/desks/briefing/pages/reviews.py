"""The specialist team's screen, shared in its daily meeting with partners: one child after another, with notes and actions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from urllib.parse import urlencode

import msgspec
from django.urls import reverse

from tutela.desks.briefing.pages.pack import attendance, decisions, notes
from tutela.desks.briefing.queries.meeting import REVIEW, MeetingSeen
from tutela.desks.briefing.queries.reviews import ReviewList, ToReview
from tutela.foundations.access import policy
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.links import act_link, link_to
from tutela.foundations.design.parts import Badge, Line, Pager
from tutela.foundations.design.times import local_date, near_time
from tutela.foundations.design.words import words
from tutela.foundations.forces import queries as forces
from tutela.record.enquiries.engine import level_words
from tutela.record.occurrences.queries.called import Named, called


class ChildOnList(msgspec.Struct, frozen=True, kw_only=True):
    """One time missing: what it was, what the team found, what was said and decided."""

    id: str
    line: Line
    reviews: tuple[Line, ...]
    notes: tuple[Line, ...]
    decided: tuple[Line, ...]
    acts: tuple[Line, ...]


class ReviewPage(msgspec.Struct, frozen=True, kw_only=True):
    """The list of the day for one reader."""

    title: str
    said: str
    children: tuple[ChildOnList, ...]
    attendance: tuple[Line, ...]
    attend: str
    pager: Pager
    as_at: datetime
    named: tuple[str, ...]


def review_page(viewer: Viewer, found: ReviewList, meeting: MeetingSeen, *, day: date, at: datetime, first: bool) -> ReviewPage:
    """The screen of a day's meeting."""
    access = policy.accesses(viewer, {ref for row in found.rows for ref in _refs(row)}, at=at)
    named = called(viewer, {ref for row in found.rows for ref in _refs(row)}, at=at)
    people = {card.ref: card.name for card in forces.cards({r.by for row in found.rows for r in row.reviewed if r.by})}
    path, waiting = reverse("briefing:review"), sum(not row.reviewed for row in found.rows)
    return ReviewPage(
        title=words("briefing.review.title", day=local_date(day)), as_at=at,
        said=words("briefing.review.said", count=len(found.rows), waiting=waiting) if found.rows else words("briefing.review.empty"),
        children=tuple(
            _child(row, meeting, named, people, day, at) if all(access.get(ref) == "full" for ref in _refs(row)) else _restricted(row)
            for row in found.rows
        ),
        attendance=attendance(meeting.partners), attend=f"{reverse('briefing:attend', args=[day.isoformat()])}?{urlencode({'about': REVIEW})}",
        pager=Pager(next=f"{path}?{urlencode({'after': found.after})}" if found.after else None, previous=None if first else path),
        named=tuple(sorted(ref for ref, name in named.items() if name.person)),
    )


def _refs(row: ToReview) -> tuple[str, ...]:
    return (row.card.ref, row.card.incident, row.card.child)


def _child(row: ToReview, meeting: MeetingSeen, named: Mapping[str, Named], people: Mapping[str, str], day: date, at: datetime) -> ChildOnList:
    card = row.card
    own = MeetingSeen(talks=meeting.about(card.ref, card.incident), attendance=(), partners=(), done=meeting.done)
    query = urlencode({"about": card.ref, "from": REVIEW})
    acts = [(words(f"briefing.meeting.{act}.title"), f"{reverse(f'briefing:{act}', args=[day.isoformat()])}?{query}") for act in ("say", "decide")]
    review = act_link("missing.specialist", [card.ref])
    return ChildOnList(
        id=card.id,
        line=Line(
            text=f"{named[card.child].text}, {card.reference}" if card.child in named else card.reference, href=link_to(card.ref),
            detail=words("briefing.review.reported", time=near_time(card.reported_at, at)), badges=_badges(row, at),
        ),
        reviews=tuple(Line(text=r.found, by=people.get(r.by, ""), at=r.at) for r in row.reviewed),
        notes=notes(own, {}), decided=decisions(own, {}, at),
        acts=tuple(Line(text=text, href=href) for text, href in (*([(words("briefing.review.review"), review.href)] if review else []), *acts)),
    )


def _restricted(row: ToReview) -> ChildOnList:
    """Of a child whose detail is restricted, only that they are on the list."""
    line = Line(text=words("briefing.pack.restricted"), detail=words("briefing.pack.restricted-hint"))
    return ChildOnList(id=row.card.id, line=line, reviews=(), notes=(), decided=(), acts=())


def _badges(row: ToReview, at: datetime) -> tuple[Badge, ...]:
    card = row.card
    level = (card.live.handled_as or card.live.value) if card.live else ""
    found = [Badge(words(f"briefing.pack.state.{card.state}"), "purple")]
    found.append(Badge(level_words(level), "red" if level == "high" else "orange") if level else Badge(words("briefing.pack.not-graded"), "yellow"))
    if row.reviewed:
        return (*found, Badge(words("briefing.review.reviewed"), "green"))
    late = row.due_at is not None and row.due_at < at
    return (*found, Badge(words(f"briefing.review.{'late' if late else 'waits'}"), "red" if late else "yellow"))
