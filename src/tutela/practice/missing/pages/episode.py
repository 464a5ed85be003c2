"""One search for one viewer: the eight answers, who owns it, what is owed, what can be done, what happened."""

from __future__ import annotations

from datetime import datetime

import msgspec
from django.urls import reverse

from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import Badge, ChronologyEntry, CriticalBand, Line, Pager, Provenance, Table
from tutela.foundations.design.words import words
from tutela.practice.missing import queries
from tutela.practice.missing.pages import bits
from tutela.practice.missing.pages.allocation import allocation_line
from tutela.practice.missing.pages.grading import suggested
from tutela.practice.missing.pages.interviews import interview_line
from tutela.practice.missing.pages.pattern import PatternSeen, pattern
from tutela.practice.missing.pages.plan import promised_lines, searches_table
from tutela.practice.missing.pages.planning import OWED, plan_line
from tutela.practice.missing.pages.questionnaire import questions
from tutela.practice.missing.pages.returning import paper_badges, return_lines
from tutela.practice.missing.pages.summaries import summaries_line
from tutela.record.duties import queries as duties
from tutela.record.duties.engine import band
from tutela.record.enquiries import queries as enquiries
from tutela.record.enquiries.engine import answers, entries, level_words, names_of, role_words, tables, unallocated_badge
from tutela.record.occurrences.engine import standing
from tutela.record.occurrences.queries import EpisodeHeld, episodes_of, interview_of, trigger_plan


class EpisodePage(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the page of a search shows."""

    reference: str
    title: str
    badges: tuple[Badge, ...]
    band: CriticalBand
    owner: tuple[Line, ...]
    incident: Line
    source: Provenance | None
    suggestion: Line | None
    groups: tuple[bits.Group, ...]
    decided: tuple[Line, ...]
    """What was decided on the risk, for whoever carries it out."""
    owed: Table
    entries: tuple[ChronologyEntry, ...]
    pager: Pager
    levels: Table
    answers: tuple[Line, ...]
    """What the missing child questionnaire says."""
    returns: tuple[Line, ...]
    """What was learnt when the child came back."""
    interview: Line | None
    """How far the return interview has come."""
    summaries: Line | None
    """What became of the summaries that went to partners, and the way to who is sent them."""
    trigger_plan: Line | None
    """Where the child's trigger plan stands."""
    hypotheses: tuple[Line, ...]
    lines: tuple[Line, ...]
    pattern: PatternSeen | None
    """Of a child who was missing before."""
    promised: tuple[Line, ...]
    """What was promised in passing, each offered as an action."""
    searches: Table | None
    actions: Table
    reviews: Table
    sent: Table
    hand_overs: Table
    earlier: tuple[Line, ...]
    report: str
    """Where the whole of it stands on one page, to be printed."""
    partly: bool
    touched: tuple[str, ...]


def episode_page(viewer: Viewer, held: EpisodeHeld, *, at: datetime, after: str | None = None) -> EpisodePage:
    """The page as one viewer may see it."""
    card = held.card
    partly = policy.may(viewer, Permission.MISSING_SEE, held.shape.refs, at=at).partly
    owed = duties.for_subjects(viewer, held.shape.refs, at=at)
    plan = enquiries.plan_of(card.ref, "find_child")
    links = {s.system: s.link for s in (card.source, held.incident.source) if s and s.link}
    decided = tuple(said for _, said in band.decided_lines(viewer, held.shape.refs, at))
    told = entries(viewer, [card.ref, held.incident.ref], at=at, after=after, links=links)
    return EpisodePage(
        reference=card.reference, title=words(f"enquiries.state.{card.state}"), badges=(*_badges(held), *(() if partly else paper_badges(viewer, held, at))),
        band=answers(
            viewer, held.incident, held.caller, at=at, standing=standing(held.shape, at), owed=band.owed(owed, viewer, at), episode=card, decided=decided,
        ),
        owner=(*_owner(held), *(() if partly else allocation_line(viewer, held, owed, at))),
        incident=Line(text=words("missing.episode.incident", reference=held.incident.reference), href=link_to(held.incident.ref)),
        source=_source(held), suggestion=None if partly else _suggestion(viewer, held, at), groups=bits.groups(viewer, card),
        decided=decided, owed=bits.owed_table(viewer, owed, at),
        entries=() if partly else told.rows, pager=Pager(next=f"?after={told.after}#log" if told.after else None, previous="?#log" if after else None),
        levels=tables.versions(held.levels, words("missing.episode.levels"), suggestions=queries.has_graded(viewer, held)),
        answers=() if partly else questions(enquiries.heard(held.incident.ref, card.ref), card),
        returns=() if partly else return_lines(viewer, held, at),
        interview=interview_line(interview_of(card.ref), at), trigger_plan=None if partly else _trigger_plan(viewer, card.child, at),
        summaries=None if partly else summaries_line(viewer, card.child, card.ref, at),
        hypotheses=() if partly else tuple(Line(text=what, by=by, at=when) for what, by, when in _named(plan.hypotheses)),
        lines=() if partly else tuple(Line(text=what, by=by, at=when) for what, by, when in _named(plan.lines)),
        pattern=None if partly else pattern(viewer, held, owed, at),
        promised=() if partly else promised_lines(viewer, held, plan, at), searches=None if partly else searches_table(viewer, held, at),
        actions=tables.actions(() if partly else plan.actions, at, _complete), reviews=tables.reviews(() if partly else plan.reviews),
        sent=tables.sent(held.resources), hand_overs=tables.hand_overs(enquiries.hand_overs_of(card.ref, card.incident)),
        earlier=() if partly else _earlier(held), partly=partly, touched=held.shape.refs,
        report=reverse("missing:report", args=[card.id]),
    )


def _badges(held: EpisodeHeld) -> tuple[Badge, ...]:
    card, found = held.card, []
    if card.state == "missing" and card.allocated_at is None:
        found.append(unallocated_badge(sent=held.incident.sent))
    if card.pending:
        found.append(Badge(words("missing.episode.pending", level=level_words(card.pending.value)), "yellow"))
    if card.returned_at is not None and card.returned_at < card.reported_at:
        found.append(Badge(words("missing.episode.back-before"), "green", words("missing.episode.back-before-hint")))
    if card.state == "closed":
        found.append(Badge(words("enquiries.state.closed"), "grey"))
    return tuple(found)


def _owner(held: EpisodeHeld) -> tuple[Line, ...]:
    """Always shown: who owns the search, who supervises, to whom it is offered."""
    owner = held.card.owner
    named = names_of([owner.officer, owner.offered_officer, owner.beside])
    lines = [
        Line(text=named.get(owner.officer) or role_words(owner.owner), detail=words("enquiries.band.owner", role=role_words(owner.owner))),
        Line(text=role_words(owner.supervisor), detail=words("missing.episode.supervises")),
    ]
    if owner.offered_to:
        to = named.get(owner.offered_officer) or role_words(owner.offered_to)
        lines.append(Line(text=words("enquiries.band.offered", to=to), at=owner.offered_at, badges=(Badge(words("enquiries.band.not-accepted"), "yellow"),)))
    if owner.beside:
        lines.append(Line(text=named.get(owner.beside, owner.beside), detail=words("enquiries.band.beside")))
    return tuple(lines)


def _suggestion(viewer: Viewer, held: EpisodeHeld, at: datetime) -> Line | None:
    """What is suggested: hidden from somebody who has not graded, so that nobody grades by it."""
    if not queries.has_graded(viewer, held):
        return None
    line = suggested(held, at)
    if queries.below(held, at) is None or held.card.closed_at is not None:
        return line
    return msgspec.structs.replace(line, href=bits.act_url("override", held.card.id), badges=(Badge(words("missing.episode.below"), "orange"),))


def _source(held: EpisodeHeld) -> Provenance | None:
    source = held.card.source or held.incident.source
    return Provenance(system=source.system, ref=source.ref, as_at=held.card.reported_at, href=source.link or None) if source else None


def _trigger_plan(viewer: Viewer, child: str, at: datetime) -> Line:
    """Where the plan stands that was to help find them, with the way to it."""
    plan = trigger_plan(child)
    owed = duties.for_subjects(viewer, [child], at=at, codes=(OWED,))
    named = names_of([plan.author, *(v.by for v in plan.versions), *(d.officer for d in owed)])
    return plan_line(plan, owed, at, named=named)


def _named(rows: tuple[tuple[str, str, datetime], ...]) -> list[tuple[str, str, datetime]]:
    named = names_of(by for _, by, _ in rows)
    return [(what, named.get(by, by), when) for what, by, when in rows]


def _earlier(held: EpisodeHeld) -> tuple[Line, ...]:
    """The child's other episodes, the latest first."""
    rows = [row for row in episodes_of(held.card.child, limit=6) if row.ref != held.card.ref]
    return tuple(Line(text=row.reference, href=link_to(row.ref), detail=words(f"enquiries.state.{row.state}"), at=row.reported_at) for row in rows)


def _complete(action: str) -> str:
    return reverse("missing:complete", args=[action])
