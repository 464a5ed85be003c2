"""What pages of the room share: what is owed as a table and for the eight answers; the acts that a viewer may do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import msgspec
from django.urls import reverse

from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.links import link_to, place
from tutela.foundations.design.parts import LATE, Badge, Cell, EmptyState, Row, Table
from tutela.foundations.design.times import near_time
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock
from tutela.practice.contact.forms import ACTS
from tutela.practice.contact.queries.advising import advising
from tutela.practice.contact.queries.calls import waits
from tutela.practice.contact.queries.challenging import challenging
from tutela.practice.contact.queries.deciding import decisions
from tutela.practice.contact.queries.deferring import appointments_offered
from tutela.record.duties import queries as duties
from tutela.record.duties.engine.band import clock_of
from tutela.record.enquiries.engine import names_of, role_words
from tutela.record.holdings.queries import packs_of, unanswered
from tutela.record.occurrences.queries import IncidentCard

_GROUPS = {
    "now": ("send", "briefing", "arrived", "no-resource", "resource"),
    "decide": (
        "grade", "lower", "withdraw-lowering", "decide-lowering", "review", "ask-specialist", "challenge", "answer-challenge", "escalate",
        "directions", "intervene", "appointment", "review-call", "decide", "expect", "result",
    ),
    "record": ("log", "assess", "household", "check", "hits", "advice", "send-advice", "answer", "crime", "specialist", "weigh-advice"),
    "pass": ("hand-over", "take", "telephone", "close"),
}

_SEARCH_ACTS: Final = ("missing.grade", "missing.questionnaire", "missing.plan", "missing.tell", "missing.found")
_BACK_ACTS: Final = ("missing.return", "missing.tell")
"""What is done once the child is found or back."""


class Link(msgspec.Struct, frozen=True):
    """One act, as a link."""

    text: str
    href: str
    primary: bool = False


class Group(msgspec.Struct, frozen=True):
    """Acts that belong together."""

    title: str
    links: tuple[Link, ...]


def after_words(viewer: Viewer, fact: str, subjects: Sequence[str], *, joins: str = "") -> tuple[str, ...]:
    """What an act answered that others owed, what it asks of whom, and who was told: as far as this viewer may know.

    :param joins: what it adds to where that is owed already, and so opens nothing
    """
    at = clock.now()
    found = duties.after(viewer, fact, subjects, at=at)
    named = names_of(told.officer for told in found.told)
    said = [words("contact.after.answered", role=role_words(d.owed_by), duty=d.title) for d in found.answered]
    said += [
        words(f"contact.after.{'mine' if duties.is_mine(viewer, d) else 'others'}", duty=d.title, role=role_words(d.owed_by), by=_by(d)) for d in found.opened
    ]
    if found.told:
        who = [words("contact.after.who", name=named.get(told.officer, ""), role=role_words(told.address)) for told in found.told]
        said.append(words("contact.after.told", who=who))
    if joins and not found.opened:
        waiting = [d for d in duties.for_subjects(viewer, subjects, at=at) if d.code == joins]
        said += [words("contact.after.joins", role=role_words(d.owed_by), duty=d.title, by=_by(d)) for d in waiting]
    return tuple(said)


def _by(card: duties.DutyCard) -> str:
    return near_time(card.due_at, clock.now()) if card.due_at else words("contact.after.soon")


def owed_table(viewer: Viewer, cards: Sequence[duties.DutyCard], at: datetime) -> Table:
    """Everything that is owed, by when: each with the way to the form that does it, and to why it is owed."""
    return Table(
        caption=words("contact.owed.caption"), columns=tuple(words(f"contact.owed.column.{c}") for c in ("what", "when", "who", "why")), hide_caption=True,
        rows=tuple(
            Row(
                (
                    Cell(text=d.title, href=duties.where(viewer, d), badges=(Badge(words("contact.owed.asks"), "red", d.asks),) if d.asks else ()),
                    Cell(clock=clock_of(d, at)), Cell(text=role_words(d.owed_by)),
                    Cell(text=words("contact.owed.explained"), href=link_to(d.ref), detail=d.reasons[0].words if d.reasons else d.why),
                ),
                urgent=d.state in LATE,
            )
            for d in sorted(cards, key=lambda d: (d.due_at is None, d.due_at or d.opened_at))
        ),
        empty=EmptyState(words("contact.owed.none")),
    )


def groups(viewer: Viewer, card: IncidentCard) -> tuple[Group, ...]:
    """The acts that this viewer's roles open, by what they are for. Nothing is offered that makes no sense now."""
    found = []
    for name, slugs in _GROUPS.items():
        links = tuple(_link(slug, card) for slug in slugs if _offered(slug, viewer, card))
        if name == "record":
            links += _search(viewer, card)
            links = (*_cards(viewer, card), *links)
        if name == "decide":
            links += _of_searches(viewer, card)
        if links:
            found.append(Group(words(f"contact.group.{name}"), links))
    return tuple(found)


def first(viewer: Viewer, card: IncidentCard) -> Link | None:
    """Sending somebody, where nobody has been sent and this viewer may: before all else."""
    if card.resource is not None or card.all_back or not _offered("send", viewer, card):
        return None
    return Link(words("contact.send.link"), act_url("send", card.id), primary=True)


def act_url(slug: str, key: str) -> str:
    """The address of an act's page."""
    return reverse(f"contact:{slug}", args=[key])


def _link(slug: str, card: IncidentCard) -> Link:
    primary = slug in ("decide-lowering", "take") or (slug == "send" and card.resource is None and not card.all_back)
    return Link(words(f"contact.{slug}.link"), act_url(slug, card.id), primary)


def _cards(viewer: Viewer, card: IncidentCard) -> tuple[Link, ...]:
    """The card of each child, in one click."""
    found = ((child, duties.act(viewer, "briefing.card", [child])) for child in card.children)
    return tuple(Link(words("contact.card.link"), f"{href}?incident={card.id}") for _, href in found if href)


def _search(viewer: Viewer, card: IncidentCard) -> tuple[Link, ...]:
    """The way to open a search, where the child of this incident turns out to be missing and nobody has."""
    href = place("open-search")
    if href is None or card.episodes or not card.open or not policy.may_visit(viewer, Permission.MISSING_EPISODE_OPEN):
        return ()
    child = f"&child={card.children[0]}" if card.children else ""
    return (Link(words("contact.open-search.link"), f"{href}?incident={card.ref}{child}"),)


def _of_searches(viewer: Viewer, card: IncidentCard) -> tuple[Link, ...]:
    """What is done most about the search of this incident's child, on pages of the missing team."""
    found = []
    for episode in card.episodes:
        if episode.closed_at is None:
            links = ((name, duties.act(viewer, name, [episode.ref])) for name in (_SEARCH_ACTS if episode.state == "missing" else _BACK_ACTS))
            found += [Link(words(f"{name}.link"), href, name == "missing.grade" and episode.live is None) for name, href in links if href]
    return tuple(found)


def _offered(slug: str, viewer: Viewer, card: IncidentCard) -> bool:
    if not policy.may_visit(viewer, ACTS[slug].operation.permission):
        return False
    if slug == "briefing":
        last = next(iter(packs_of(card.ref)), None)
        return last is not None and last.read_at is None and last.to in ("", viewer.ref)
    if slug == "hits":
        return bool(unanswered(card.ref))
    if slug in ("challenge", "answer-challenge"):
        found = challenging((card.ref, *(e.ref for e in card.episodes)))
        return bool(found.decisions if slug == "challenge" else [f for f in found.waiting if f.by.ref != viewer.ref])
    if slug == "weigh-advice":
        return bool(advising(card.ref).unweighed)
    if slug == "review-call":
        return waits(viewer.ref, card.ref) is not None
    if slug == "send-advice":
        return card.concern == "online_abuse"
    if slug in ("expect", "result"):
        return any(not one.result if slug == "expect" else one.came is None for one in decisions(card.ref))
    if not card.open:
        return slug in ("log", "crime", "intervene")
    if slug == "withdraw-lowering":
        return card.pending is not None and card.pending.by == viewer.ref
    if slug == "decide-lowering":
        return card.pending is not None and card.pending.by != viewer.ref
    if slug == "lower":
        return card.live is not None and card.pending is None
    if slug == "appointment":
        return card.live is not None and card.pending is None and appointments_offered(clock.now())
    if slug == "resource":
        return not card.sent
    if slug == "take":
        return bool(card.owner.offered_to) and (card.owner.offered_officer == viewer.ref or card.owner.offered_to in viewer.roles)
    if slug == "directions":
        return viewer.role.startswith(("detective", "senior_investigating", "superintendent"))
    return True
