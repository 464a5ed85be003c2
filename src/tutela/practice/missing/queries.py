"""What the missing team's forms and pages look up: what is known of the child, what is new, who holds how much; and the team's list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

import msgspec

from tutela.foundations.access import policy
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.times import local_time
from tutela.foundations.design.words import known, words
from tutela.foundations.kit.text import clip
from tutela.record.duties.queries.law import laws
from tutela.record.enquiries import queries as enquiries
from tutela.record.enquiries.engine import entries, returned
from tutela.record.enquiries.queries import PlanSeen
from tutela.record.occurrences import queries as occurrences
from tutela.record.occurrences.engine import Standing, Suggestion, standing
from tutela.record.occurrences.queries import EpisodeHeld
from tutela.record.people import queries as people
from tutela.record.sharing import queries as sharing
from tutela.record.sharing.queries import Contact

_NEW: Final = 20
_EARLIER: Final = 6
PURPOSE: Final = "find_child"
_NEVER_ANSWERED: Final = frozenset({"out_of_character"})


class Waiting(msgspec.Struct, frozen=True):
    """A page of the team's list, with the law's answers for its rows."""

    rows: tuple[occurrences.IncidentCard, ...]
    after: str | None
    standing: Standing


class Searches(msgspec.Struct, frozen=True):
    """A page of searches, with the law's answers for its rows."""

    rows: tuple[occurrences.EpisodeCard, ...]
    after: str | None
    standing: Standing


def waiting(viewer: Viewer, at: datetime, *, after: str | None = None, limit: int = 25) -> Waiting:
    """Reports of missing children that no team has yet, the oldest first: fed from the incident at the moment of the report."""
    page = occurrences.open_incidents(viewer, after=after, limit=limit, only="waiting")
    return Waiting(page.rows, page.after, Standing([row.shape for row in page.rows], at))


def searching(viewer: Viewer, at: datetime, *, after: str | None = None, limit: int = 25) -> Searches:
    """Children who are being searched for, the newest report first."""
    return _searches(occurrences.open_episodes(viewer, after=after, limit=limit, only="searching"), at)


def back(viewer: Viewer, at: datetime, *, after: str | None = None, limit: int = 25) -> Searches:
    """Children who are found or back, whose episode is not closed."""
    return _searches(occurrences.open_episodes(viewer, after=after, limit=limit, only="back"), at)


def concerns(held: EpisodeHeld, at: datetime) -> tuple[str, ...]:
    """What is known of the child that a grader is asked to answer."""
    return tuple(name for name in standing(held.shape, at).concerns(held.card.ref) if name not in _NEVER_ANSWERED)


def concern_words(name: str) -> str:
    """A concern in words: a marker's title where it is one."""
    id = f"people.marker.{name}.title"
    return words(id) if known(id) else name.replace("_", " ").capitalize()


def suggestion(held: EpisodeHeld, at: datetime) -> Suggestion:
    """What the indicators suggest: shown only to somebody who has graded."""
    return standing(held.shape, at).suggestion(held.card.ref)


def new_entries(viewer: Viewer, held: EpisodeHeld, at: datetime) -> list[tuple[str, str]]:
    """What was entered since the level that stands was set, the latest first: the fact, and what it says."""
    since = held.card.live.at if held.card.live else held.card.reported_at
    told = entries(viewer, [held.card.ref, held.incident.ref, held.card.child], at=at, limit=_NEW)
    rows = zip(told.ids, told.rows, strict=True)
    return [(fact, clip(f"{local_time(row.occurred)}: {row.title}. {row.text}", 140)) for fact, row in rows if row.recorded >= since]


def last_plan(viewer: Viewer, held: EpisodeHeld, at: datetime) -> tuple[str, PlanSeen]:
    """The plan of a search; where it has none, that of the last time that the child was missing, with its reference: where they were then."""
    plan = enquiries.plan_of(held.card.ref, PURPOSE)
    if not plan.empty:
        return "", plan
    earlier = [row for row in occurrences.episodes_of(held.card.child, limit=_EARLIER) if row.ref != held.card.ref]
    known = policy.visible(viewer, {ref for row in earlier for ref in (row.ref, row.incident)}, at=at)
    for row in earlier:
        if row.ref in known and row.incident in known:
            before = enquiries.plan_of(row.ref, PURPOSE)
            if not before.empty:
                return row.reference, before
    return "", plan


def met_before(viewer: Viewer, child: str, at: datetime) -> list[tuple[str, str]]:
    """Who was with the child at earlier returns: reference and name, who came most often first."""
    found = returned.why_missing(viewer, people.aliases([child])[child], at)
    return [(ref, name) for ref, name, _ in found.people] if found else []


def talks_to(viewer: Viewer, child: str, at: datetime) -> str:
    """The professional to whom the child would rather talk; empty where nobody said."""
    return returned.talks_to(viewer, people.aliases([child])[child], at)


def loads(officers: Iterable[str]) -> dict[str, tuple[int, int]]:
    """How many searches and other incidents each of some officers holds."""
    return {officer: occurrences.open_load(officer) for officer in dict.fromkeys(officers)}


def load_words(searches: int, incidents: int, at: datetime) -> str:
    """How much somebody holds, in words; that it is much, where the law says so."""
    said = words("missing.assign.load", searches=searches, incidents=incidents)
    limit = laws().parameters["missing.owner_load"].on(at.date())
    return f"{said}. {words('missing.assign.full')}" if limit is not None and isinstance(limit.value, int) and searches >= limit.value else said


def authority_now(at: datetime) -> str:
    """Who answers for the local authority at a moment: out of hours its emergency duty team."""
    return sharing.recipient_now("local_authority", at)


def authority_answers(at: datetime) -> list[Contact]:
    """Whom to ring there, as far as the force keeps them."""
    return sharing.contacts(authority_now(at), at) or sharing.contacts("local_authority", at)


def _searches(page: occurrences.EpisodePage, at: datetime) -> Searches:
    shapes = [occurrences.Shape(row.incident, (row.ref,), (row.child,)) for row in page.rows]
    return Searches(page.rows, page.after, Standing(shapes, at))
