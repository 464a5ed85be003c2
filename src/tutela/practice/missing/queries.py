"""What the missing team's forms and pages look up: what is known of the child, what is new, who holds how much; and the team's list."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

import msgspec

from tutela.facts import Fact, missing
from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.times import local_time
from tutela.foundations.design.words import words
from tutela.foundations.forces import queries as forces
from tutela.foundations.kit.text import clip
from tutela.law.kernel.subjects import Subject
from tutela.law.language import promises
from tutela.law.missing import drift
from tutela.record.chronology.queries import facts_about, readable
from tutela.record.duties.queries.law import book
from tutela.record.enquiries import queries as enquiries
from tutela.record.enquiries.engine import entries, returned
from tutela.record.enquiries.queries import PlanSeen
from tutela.record.occurrences import queries as occurrences
from tutela.record.occurrences.engine import Standing, Suggestion, lower_level, standing
from tutela.record.occurrences.queries import EpisodeHeld
from tutela.record.people import queries as people
from tutela.record.sharing import queries as sharing
from tutela.record.sharing.queries import Contact

SIGNS: Final = ("line_manager", "responsible")
"""Who signs the record of a return off."""
_NEW: Final = 20
_EARLIER: Final = 6
PURPOSE: Final = "find_child"
_PROMISING: Final = ("missing.Reviewed", "missing.Allocated", "missing.EnquiryMade", "missing.Searched", "missing.RiskGraded", "contact.LogEntered")
_WRITTEN: Final = ("text", "direction", "result", "known", "rationale", "nothing_to_add", "words")
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


def last_answers(held: EpisodeHeld) -> dict[str, missing.Indicator]:
    """What the last grader made of each thing that is known, for whoever grades next."""
    last = last_grading(held.card.ref)
    data: Any = last.data if last else None
    return {one.concern: one for one in data.answered} if data is not None else {}


def last_grading(episode: str) -> Fact | None:
    """The grade that was given last, as it was given."""
    found = facts_about([Subject("episode", episode)], types=["missing.RiskGraded"])
    return max(found, key=lambda fact: (fact.occurred.earliest, fact.shown_from, fact.id), default=None)


def below(held: EpisodeHeld, at: datetime) -> Suggestion | None:
    """What is suggested, where the level that stands is below it: for somebody who has graded."""
    answers = standing(held.shape, at)
    stands, found = answers.risk(held.card.ref), answers.suggestion(held.card.ref)
    return found if stands is not None and lower_level(stands.value, found.level) else None


def has_graded(viewer: Viewer, held: EpisodeHeld) -> bool:
    """Has this viewer given a level? What is suggested is hidden until then."""
    return any(v.by == viewer.ref for v in held.levels)


def suggestion(held: EpisodeHeld, at: datetime) -> Suggestion:
    """What the indicators suggest: shown only to somebody who has graded."""
    return standing(held.shape, at).suggestion(held.card.ref)


def new_entries(viewer: Viewer, held: EpisodeHeld, at: datetime) -> list[tuple[str, str]]:
    """What was entered since the level that stands was set, the latest first: the fact, and what it says."""
    since = held.card.live.at if held.card.live else held.card.reported_at
    told = entries(viewer, [held.card.ref, held.incident.ref, held.card.child], at=at, limit=_NEW)
    rows = zip(told.ids, told.rows, strict=True)
    return [(fact, clip(f"{local_time(row.occurred)}: {row.title}. {row.text}", 140)) for fact, row in rows if row.recorded >= since]


def promised(viewer: Viewer, held: EpisodeHeld, plan: PlanSeen, at: datetime) -> list[tuple[str, Fact]]:
    """What was promised in passing in what was written of a search, and is no action yet: the words, and what they are part of."""
    facts = facts_about([Subject("episode", held.card.ref), Subject("incident", held.incident.ref)], types=_PROMISING)
    access = readable(viewer, facts, at=at)
    actions = [action.what.casefold() for action in plan.actions]
    found: dict[str, Fact] = {}
    for fact in facts:
        if access[fact.id] == "full":
            text = ". ".join(str(getattr(fact.data, name, "")) for name in _WRITTEN)
            found.update({said: fact for said in promises(text) if not any(said.casefold() in what for what in actions)})
    return list(found.items())


def last_allocation(viewer: Viewer, held: EpisodeHeld, at: datetime) -> Fact | None:
    """To whom the search was given last, as far as the viewer may know."""
    facts = facts_about([Subject("episode", held.card.ref)], types=["missing.Allocated"])
    access = readable(viewer, facts, at=at)
    return max((f for f in facts if access[f.id] == "full"), key=lambda f: (f.occurred.earliest, f.shown_from, f.id), default=None)


def searches(viewer: Viewer, held: EpisodeHeld, at: datetime) -> list[Fact]:
    """Every search that was made, the latest first."""
    facts = facts_about([Subject("episode", held.card.ref)], types=["missing.Searched"])
    access = readable(viewer, facts, at=at)
    return sorted((f for f in facts if access[f.id] == "full"), key=lambda f: (f.occurred.earliest, f.id), reverse=True)


def drift_allowed(at: datetime) -> timedelta:
    """How long may pass between two acts that find a child, before a search drifts."""
    return book().span("missing.drift.owner", at)


def drifted(viewer: Viewer, held: EpisodeHeld, at: datetime) -> tuple[drift.Gap, ...]:
    """The times in which a search drifted, until the child was found or back. What was done and the viewer may not know of is not told by its time."""
    card = held.card
    facts = [f for f in facts_about([Subject("episode", card.ref)], types=drift.INVESTIGATIVE) if drift.counts(f)]
    access = readable(viewer, facts, at=at)
    ended = min(filter(None, (card.found_at, card.returned_at, card.closed_at)), default=at)
    return drift.gaps(card.reported_at, ended, (f.occurred.earliest for f in facts if access[f.id] != "none"), drift_allowed(at))


def partners_told(viewer: Viewer, held: EpisodeHeld, at: datetime) -> list[Fact]:
    """Every partner that was told of a search or of the return, by a named person, the first first."""
    facts = facts_about([Subject("incident", held.incident.ref), Subject("episode", held.card.ref)], types=["sharing.Told"])
    access = readable(viewer, facts, at=at)
    return sorted((f for f in facts if access[f.id] == "full"), key=lambda f: (f.occurred.earliest, f.id))


class Beforehand(msgspec.Struct, frozen=True, kw_only=True):
    """One answer that a child's carers gave beforehand: in their words, by whom, on which day."""

    words: str
    by: str
    on: datetime


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """What a child's carers wrote beforehand, the last answer to each question; and where a photo is."""

    answers: dict[str, Beforehand] = {}
    photo: Beforehand | None = None


def profile_of(viewer: Viewer, child: str, at: datetime) -> Profile:
    """The profile of a child, as far as a viewer may read it; an empty one where nobody gave any."""
    facts: list[Any] = facts_about([Subject("person", ref) for ref in people.aliases([child])[child]], types=["missing.ProfileGiven"])
    access = readable(viewer, facts, at=at)
    answers: dict[str, Beforehand] = {}
    photo = None
    for fact in sorted((f for f in facts if access[f.id] == "full"), key=lambda f: (f.occurred.earliest, f.shown_from, f.id)):
        on = fact.occurred.earliest
        answers |= {one.question: Beforehand(words=one.words, by=fact.data.by, on=on) for one in fact.data.answers}
        photo = Beforehand(words=fact.data.photo, by=fact.data.by, on=on) if fact.data.photo else photo
    return Profile(answers=answers, photo=photo)


class Before(msgspec.Struct, frozen=True, kw_only=True):
    """One time that a child was reported missing, and how they were found, as far as the reader may know."""

    ref: str
    reference: str
    reported_at: datetime
    where: str = ""
    with_whom: str = ""


def times_missing(viewer: Viewer, held: EpisodeHeld, at: datetime) -> list[Before]:
    """Every time that the child of a search was reported missing up to it, the first first."""
    rows = [row for row in occurrences.episodes_of(held.card.child) if row.reported_at <= held.card.reported_at]
    seen = policy.visible(viewer, {ref for row in rows for ref in (row.ref, row.incident)}, at=at)
    facts = facts_about([Subject("episode", row.ref) for row in rows], types=["missing.Found"])
    access = readable(viewer, facts, at=at)
    found: dict[str, Any] = {}
    for fact in sorted(facts, key=lambda f: f.occurred.earliest):
        if access[fact.id] == "full":
            found.update(dict.fromkeys(fact.refs("episode"), fact.data))
    told = [
        Before(
            ref=row.ref, reference=row.reference, reported_at=row.reported_at, where=getattr(found.get(row.ref), "where", ""),
            with_whom=getattr(found.get(row.ref), "with_whom", ""),
        )
        for row in rows if row.ref in seen and row.incident in seen
    ]
    return sorted(told, key=lambda one: one.reported_at)


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


def why_missing(viewer: Viewer, child: str, at: datetime) -> returned.WhyMissing | None:
    """Why this child goes missing, over all their returns that a viewer may read; none where no return was recorded."""
    return returned.why_missing(viewer, people.aliases([child])[child], at)


def met_before(viewer: Viewer, child: str, at: datetime) -> list[tuple[str, str]]:
    """Who was with the child at earlier returns: reference and name, who came most often first."""
    found = why_missing(viewer, child, at)
    return [(ref, name) for ref, name, _ in found.people] if found else []


def open_questions(viewer: Viewer, held: EpisodeHeld, at: datetime) -> tuple[str, ...]:
    """What the closing asks and nobody has answered, nor said why it cannot be, as far as the viewer may know."""
    facts = returned.closing_facts(held.card.ref, held.card.child, held.card.reported_at)
    access = readable(viewer, facts, at=at)
    return returned.still_open((f for f in facts if access[f.id] == "full"), returned.CLOSING)


def author_of_return(episode: str) -> str:
    """Who wrote the record of a return: the last who was with the child, else the last who wrote any; empty where nobody did."""
    facts: list[Any] = facts_about([Subject("episode", episode)], types=[returned.RECORDED])
    last = max(facts, key=lambda f: (f.data.seen is not None, f.occurred.earliest, f.id), default=None)
    return last.by.ref or "" if last else ""


def signatures(episode: str) -> dict[str, Fact]:
    """How the line manager and the responsible inspector scored the record of a return last."""
    facts: list[Any] = facts_about([Subject("episode", episode)], types=["missing.FormSigned"])
    return {fact.data.signs_as: fact for fact in sorted(facts, key=lambda f: (f.occurred.earliest, f.shown_from, f.id))}


def unsigned(episode: str, at: datetime) -> tuple[str, ...]:
    """Whose sign-off of the record of a return is wanting: nobody of them signed, or who did last sent it back."""
    scored: dict[str, Any] = {name: fact.data for name, fact in signatures(episode).items()}
    return tuple(name for name in SIGNS if name not in scored or scored[name].quality <= low_score(at))


def may_sign_as(viewer: Viewer, author: str, at: datetime) -> tuple[str, ...]:
    """As what somebody may sign the record of a return that an officer wrote: their line manager or any sergeant of a team; an inspector who may close."""
    manager = forces.supervisor_of(author, at) if author.startswith("o:") else None
    manages = (manager is not None and manager.ref == viewer.ref) or any(role.startswith("sergeant@") for role in viewer.roles)
    return (*(("line_manager",) if manages else ()), *(("responsible",) if policy.may_visit(viewer, Permission.MISSING_CLOSE) else ()))


def low_score(at: datetime) -> int:
    """The score up to which the record of a return goes back to whoever wrote it."""
    return int(book().book.number("missing.form_low", at))


def papers_waiting(viewer: Viewer, episode: str, at: datetime) -> list[tuple[str, str]]:
    """Paper booklets that are not written into the return form, as far as the viewer may know: document and title."""
    facts: list[Any] = facts_about([Subject("episode", episode)], types=["missing.PaperAttached", returned.RECORDED])
    access = readable(viewer, facts, at=at)
    written = {fact.data.from_paper for fact in facts if fact.type == returned.RECORDED}
    papers = [fact.data for fact in facts if fact.type != returned.RECORDED and access[fact.id] == "full"]
    return [(paper.document, paper.title) for paper in papers if paper.document not in written]


def talks_to(viewer: Viewer, child: str, at: datetime) -> str:
    """The professional to whom the child would rather talk; empty where nobody said."""
    return returned.talks_to(viewer, people.aliases([child])[child], at)


def load_words(searches: int, incidents: int, at: datetime) -> str:
    """How much somebody holds, in words; that it is much, where the law says so."""
    said = words("missing.assign.load", searches=searches, incidents=incidents)
    return f"{said}. {words('missing.assign.full')}" if searches >= book().book.number("missing.owner_load", at) else said


def authority_now(at: datetime) -> str:
    """Who answers for the local authority at a moment: out of hours its emergency duty team."""
    return sharing.recipient_now("local_authority", at)


def authority_answers(at: datetime) -> list[Contact]:
    """Whom to ring there, as far as the force keeps them."""
    return sharing.contacts(authority_now(at), at) or sharing.contacts("local_authority", at)


def _searches(page: occurrences.EpisodePage, at: datetime) -> Searches:
    shapes = [occurrences.Shape(row.incident, (row.ref,), (row.child,)) for row in page.rows]
    return Searches(page.rows, page.after, Standing(shapes, at))
