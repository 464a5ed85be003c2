"""One incident for one viewer: the eight answers, what is owed, what can be done, what happened."""

from __future__ import annotations

from datetime import datetime

import msgspec
from django.urls import reverse

from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import (
    Badge,
    ChronologyEntry,
    CriticalBand,
    Line,
    Pager,
    Provenance,
    Table,
)
from tutela.foundations.design.words import words
from tutela.practice.contact.forms.acting import Log
from tutela.practice.contact.pages import bits
from tutela.practice.contact.pages.advising import advice_table
from tutela.practice.contact.pages.assessing import Standing, standing_of
from tutela.practice.contact.pages.challenging import challenges_table
from tutela.practice.contact.pages.checking import Known, known_of
from tutela.practice.contact.pages.deciding import decisions_table
from tutela.practice.contact.pages.evidence import evidence_lines
from tutela.record.duties import queries as duties
from tutela.record.duties.engine import band
from tutela.record.enquiries import queries as enquiries
from tutela.record.enquiries.engine import answers, entries, level_words, role_words, tables
from tutela.record.occurrences.engine import standing
from tutela.record.occurrences.queries import EpisodeCard, IncidentCard, IncidentHeld
from tutela.record.occurrences.queries.called import called


class IncidentPage(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the page of an incident shows."""

    reference: str
    key: str
    title: str
    badges: tuple[Badge, ...]
    bands: tuple[CriticalBand, ...]
    searches: tuple[Line, ...]
    children: tuple[Line, ...]
    """Each child of a log that concerns several and searches for none."""
    source: Provenance | None
    first: bits.Link | None
    """What comes before all else: nobody has been sent."""
    nobody_sent: bool
    unseen: bool
    """Is every child of it back, and somebody is still to see one of them?"""
    groups: tuple[bits.Group, ...]
    decided: tuple[Line, ...]
    """What was decided on the risk, for whoever carries it out."""
    owed: Table
    assessment: Standing | None
    """Nothing of it where a record is restricted."""
    known: Known | None
    """What was looked up in the systems; nothing of it where a record is restricted."""
    log_form: Log | None
    log_action: str
    entries: tuple[ChronologyEntry, ...]
    pager: Pager
    grades: Table
    sent: Table
    reviews: Table
    actions: Table
    hand_overs: Table
    evidence: tuple[Line, ...]
    """Of abuse online: what the caller was told about keeping what shows it."""
    decisions: Table | None
    challenges: Table | None
    advice: Table | None
    """What specialists advised; nothing of it where a record is restricted."""
    caller: tuple[Line, ...]
    partly: bool
    touched: tuple[str, ...]
    """Every record that is shown, for the log of views."""


def incident_page(viewer: Viewer, held: IncidentHeld, *, at: datetime, after: str | None = None, log_form: Log | None = None) -> IncidentPage:
    """The page as one viewer may see it."""
    card = held.card
    partly = policy.may(viewer, Permission.INCIDENT_SEE, card.shape.refs, at=at).partly
    answers_of = standing(card.shape, at)
    owed = duties.for_subjects(viewer, card.shape.refs, at=at)
    mine, decided = band.owed(owed, viewer, at), band.decided_lines(viewer, card.shape.refs, at)
    open_searches = [e for e in card.episodes if e.closed_at is None] or [None]  # type: ignore[list-item]  # None: the incident itself
    bands = tuple(
        answers(viewer, card, held.caller, at=at, standing=answers_of, owed=mine, episode=e, decided=_decided_of(e, card.ref, decided))
        for e in open_searches
    )
    plan = enquiries.plan_of(card.ref, "incident")
    told = entries(viewer, [card.ref, *(e.ref for e in card.episodes)], at=at, after=after, links=_links(held))
    return IncidentPage(
        reference=card.reference, key=card.id, title=words(f"enquiries.concern.{card.concern}"),
        badges=_badges(held), bands=bands,
        searches=tuple(
            Line(text=words("contact.incident.search", reference=e.reference), href=link_to(e.ref), detail=words(f"enquiries.state.{e.state}"))
            for e in card.episodes
        ),
        children=_children(viewer, card, at), source=_source(held), first=bits.first(viewer, card),
        nobody_sent=card.open and card.resource is None and not card.all_back,
        unseen=card.open and card.all_back and any(e.verified_at is None and e.closed_at is None for e in card.episodes),
        groups=bits.groups(viewer, card), decided=tuple(said for _, said in decided), owed=bits.owed_table(viewer, owed, at),
        assessment=None if partly else standing_of(viewer, card, at), known=None if partly else known_of(viewer, card, at),
        log_form=(log_form or Log()) if policy.may_visit(viewer, Permission.INCIDENT_LOG) and not partly else None, log_action=bits.act_url("log", card.id),
        entries=() if partly else told.rows, pager=Pager(next=f"?after={told.after}#log" if told.after else None, previous="?#log" if after else None),
        grades=tables.versions(held.grades, words("contact.incident.grades"), stands=answers_of.grade(card.ref)), sent=tables.sent(held.resources),
        reviews=tables.reviews(plan.reviews), actions=tables.actions(plan.actions, at, _complete),
        hand_overs=tables.hand_overs(enquiries.hand_overs_of(card.ref, *(e.ref for e in card.episodes))),
        evidence=() if partly else evidence_lines(card), decisions=None if partly else decisions_table(card.ref),
        challenges=None if partly else challenges_table((card.ref, *(e.ref for e in card.episodes))),
        advice=None if partly else advice_table(card.ref), caller=() if partly else _caller(held), partly=partly, touched=card.shape.refs,
    )


def _decided_of(episode: EpisodeCard | None, incident: str, decided: tuple[tuple[str, Line], ...]) -> tuple[Line, ...]:
    """What was decided of the incident and of one child's search: with several children, none of another's."""
    own = {incident, *((episode.ref, episode.child) if episode else ())}
    return tuple(said for subject, said in decided if subject in own)


def _children(viewer: Viewer, card: IncidentCard, at: datetime) -> tuple[Line, ...]:
    """Each child by name, where the answers above are about one of several."""
    if card.episodes or len(card.children) < 2:
        return ()
    named = called(viewer, card.children, at=at)
    return tuple(Line(text=named[ref].text, href=named[ref].href) for ref in card.children if ref in named)


def _badges(held: IncidentHeld) -> tuple[Badge, ...]:
    card = held.card
    found = [] if card.open else [Badge(words("enquiries.state.closed"), "grey")]
    if card.immediate_danger:
        found.append(Badge(words("enquiries.band.danger-badge"), "red"))
    if card.pending:
        found.append(Badge(words("contact.incident.pending", grade=level_words(card.pending.value)), "yellow"))
    return tuple(found)


def _source(held: IncidentHeld) -> Provenance | None:
    source = held.card.source
    return Provenance(system=source.system, ref=source.ref, as_at=held.card.reported_at, href=source.link or None) if source else None


def _links(held: IncidentHeld) -> dict[str, str]:
    return {s.system: s.link for s in (held.card.source, *(e.source for e in held.card.episodes)) if s and s.link}


def _complete(action: str) -> str:
    return reverse("contact:complete", args=[action])


def _caller(held: IncidentHeld) -> tuple[Line, ...]:
    caller = held.caller
    lines = []
    if caller.safe_contact:
        lines.append(Line(text=caller.safe_contact, detail=words("enquiries.band.safe-contact"), badges=(Badge(words("enquiries.band.read-first"), "red"),)))
    if caller.name or caller.phone or caller.role:
        role = role_words(caller.role) if caller.role else ""
        lines.append(Line(text=caller.name or words("contact.incident.caller-unnamed"), detail=role, telephone=caller.phone))
    return tuple(lines)
