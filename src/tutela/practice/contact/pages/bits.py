"""What pages of the room share: what is owed as a table and for the eight answers; the acts that a viewer may do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import cast

import msgspec
from django.urls import reverse

from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.links import link_to, place
from tutela.foundations.design.parts import Badge, Cell, DutyClock, EmptyState, Row, State, Table
from tutela.foundations.design.words import words
from tutela.practice.contact.forms import ACTS
from tutela.record.duties import queries as duties
from tutela.record.enquiries.engine import Owed, role_words
from tutela.record.occurrences.queries import IncidentCard

_GROUPS = {
    "now": ("send", "arrived", "no-resource", "resource"),
    "decide": ("grade", "lower", "withdraw-lowering", "decide-lowering", "review", "escalate", "directions"),
    "record": ("log", "assess", "answer", "crime"),
    "pass": ("hand-over", "take", "close"),
}


class Link(msgspec.Struct, frozen=True):
    """One act, as a link."""

    text: str
    href: str
    primary: bool = False


class Group(msgspec.Struct, frozen=True):
    """Acts that belong together."""

    title: str
    links: tuple[Link, ...]


def clock_of(card: duties.DutyCard, at: datetime) -> DutyClock:
    """A duty's clock at the moment of the page."""
    return DutyClock(state=cast("State", card.state), now=at, due_at=card.due_at, settled_at=card.settled_at, legal=card.legal)


def owed(cards: Iterable[duties.DutyCard], viewer: Viewer, at: datetime) -> tuple[Owed, ...]:
    """Duties as the eight answers need them."""
    return tuple(
        Owed(
            ref=d.ref, title=d.title, owed_by=d.owed_by, officer=d.officer, do=duties.where(viewer, d), clock=clock_of(d, at),
            mine=d.officer == viewer.ref or (not d.officer and d.owed_by in viewer.roles),
        )
        for d in cards
    )


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
                urgent=d.state in ("overdue", "breached"),
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
        if links:
            found.append(Group(words(f"contact.group.{name}"), links))
    return tuple(found)


def act_url(slug: str, key: str) -> str:
    """The address of an act's page."""
    return reverse(f"contact:{slug}", args=[key])


def _link(slug: str, card: IncidentCard) -> Link:
    primary = slug in ("decide-lowering", "take") or (slug == "send" and card.resource is None)
    return Link(words(f"contact.{slug}.link"), act_url(slug, card.id), primary)


def _search(viewer: Viewer, card: IncidentCard) -> tuple[Link, ...]:
    """The way to open a search, where the child of this incident turns out to be missing and nobody has."""
    href = place("open-search")
    if href is None or card.episodes or not card.open or not policy.may_visit(viewer, Permission.MISSING_EPISODE_OPEN):
        return ()
    child = f"&child={card.children[0]}" if card.children else ""
    return (Link(words("contact.open-search.link"), f"{href}?incident={card.ref}{child}"),)


def _offered(slug: str, viewer: Viewer, card: IncidentCard) -> bool:
    if not policy.may_visit(viewer, ACTS[slug].operation.permission):
        return False
    if not card.open:
        return slug in ("log", "crime")
    if slug == "withdraw-lowering":
        return card.pending is not None and card.pending.by == viewer.ref
    if slug == "decide-lowering":
        return card.pending is not None and card.pending.by != viewer.ref
    if slug == "lower":
        return card.live is not None and card.pending is None
    if slug == "resource":
        return card.resource is None or card.resource.state in ("no_resource", "decided")
    if slug == "take":
        return bool(card.owner.offered_to) and (card.owner.offered_officer == viewer.ref or card.owner.offered_to in viewer.roles)
    if slug == "directions":
        return viewer.role.startswith(("detective", "senior_investigating", "superintendent"))
    return True
