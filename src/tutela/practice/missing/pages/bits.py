"""What pages about searches share: what is owed as a table and for the eight answers; the acts that a viewer may do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import msgspec
from django.urls import reverse

from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import LATE, Badge, Cell, EmptyState, PersonBanner, Row, Table
from tutela.foundations.design.times import near_time
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock
from tutela.practice.missing.forms import ACTS
from tutela.record.duties import queries as duties
from tutela.record.duties.engine.band import clock_of
from tutela.record.enquiries.engine import banner, names_of, role_words
from tutela.record.occurrences.queries import EpisodeCard

_GROUPS: Final = {
    "risk": ("grade", "second-line", "lower", "withdraw-lowering", "decide-lowering", "questionnaire"),
    "own": ("assign", "take", "plan", "allocate"),
    "search": ("search", "enquire", "review", "alert", "senior", "specialist"),
    "back": ("return", "attach", "found", "returned", "verified", "interview", "return-interview", "enter-interview", "sign", "close"),
    "tell": ("tell", "bureau", "summary", "joint-note", "joint-action"),
}
_LATER: Final = frozenset({"return", "attach", "return-interview", "enter-interview", "joint-note", "joint-action"})
"""What makes sense from the return on, and still does when the episode is closed."""
_AFTER: Final = _LATER | {"search", "enquire", "returned", "verified", "interview", "sign", "close", "review", "tell", "specialist"}
"""What still makes sense when the child is found."""

_INCIDENT_ACTS: Final = ("contact.log", "contact.send", "contact.assess", "contact.grade", "contact.challenge", "contact.hand-over")


class Link(msgspec.Struct, frozen=True):
    """One act, as a link."""

    text: str
    href: str
    primary: bool = False


class Group(msgspec.Struct, frozen=True):
    """Acts that belong together."""

    title: str
    links: tuple[Link, ...]


def after_words(viewer: Viewer, fact: str, subjects: Sequence[str]) -> tuple[str, ...]:
    """What an act answered that others owed, what it asks of whom, and who was told: as far as this viewer may know."""
    found = duties.after(viewer, fact, subjects, at=clock.now())
    named = names_of(told.officer for told in found.told)
    said = [words("missing.after.answered", role=role_words(d.owed_by), duty=d.title) for d in found.answered]
    said += [
        words(f"missing.after.{'mine' if duties.is_mine(viewer, d) else 'others'}", duty=d.title, role=role_words(d.owed_by), by=_by(d)) for d in found.opened
    ]
    if found.told:
        who = [words("missing.after.who", name=named.get(told.officer, ""), role=role_words(told.address)) for told in found.told]
        said.append(words("missing.after.told", who=who))
    return tuple(said)


def _by(card: duties.DutyCard) -> str:
    return near_time(card.due_at, clock.now()) if card.due_at else words("missing.after.soon")


def owed_table(viewer: Viewer, cards: Sequence[duties.DutyCard], at: datetime) -> Table:
    """Everything that is owed, by when: each with the way to the form that does it, and to why it is owed."""
    return Table(
        caption=words("missing.owed.caption"), columns=tuple(words(f"missing.owed.column.{c}") for c in ("what", "when", "who", "why")), hide_caption=True,
        rows=tuple(
            Row(
                (
                    Cell(text=d.title, href=duties.where(viewer, d), badges=(Badge(words("missing.owed.asks"), "red", d.asks),) if d.asks else ()),
                    Cell(clock=clock_of(d, at)), Cell(text=role_words(d.owed_by)),
                    Cell(text=words("missing.owed.explained"), href=link_to(d.ref), detail=d.reasons[0].words if d.reasons else d.why),
                ),
                urgent=d.state in LATE,
            )
            for d in sorted(cards, key=lambda d: (d.due_at is None, d.due_at or d.opened_at))
        ),
        empty=EmptyState(words("missing.owed.none")),
    )


def groups(viewer: Viewer, card: EpisodeCard) -> tuple[Group, ...]:
    """The acts that this viewer's roles open, by what they are for. Nothing is offered that makes no sense now."""
    found = []
    for name, slugs in _GROUPS.items():
        links = tuple(_link(slug, card) for slug in slugs if _offered(slug, viewer, card))
        if links:
            found.append(Group(words(f"missing.group.{name}"), links))
    of_incident = _of_incident(viewer, card)
    return (*found, *([Group(words("missing.group.incident"), of_incident)] if of_incident else []))


def act_url(slug: str, key: str) -> str:
    """The address of an act's page."""
    return reverse(f"missing:{slug}", args=[key])


def _link(slug: str, card: EpisodeCard) -> Link:
    primary = slug in ("decide-lowering", "take") or (slug == "return" and card.state != "missing") or (slug == "grade" and card.live is None)
    return Link(words(f"missing.{slug}.link"), act_url(slug, card.id), primary)


def _of_incident(viewer: Viewer, card: EpisodeCard) -> tuple[Link, ...]:
    """What is done most about the incident of this search, on pages of the control room."""
    if card.closed_at is not None:
        return ()
    links = ((name, duties.act(viewer, name, [card.incident])) for name in _INCIDENT_ACTS)
    return tuple(Link(words(f"{name}.link"), href) for name, href in links if href)


def _offered(slug: str, viewer: Viewer, card: EpisodeCard) -> bool:
    if not policy.may_visit(viewer, ACTS[slug].operation.permission):
        return False
    if slug == "summary":
        return card.state != "missing"
    if slug in _LATER:
        return slug in ("return", "attach") or card.state != "missing"
    if card.closed_at is not None:
        return slug == "specialist"
    if slug == "withdraw-lowering":
        return card.pending is not None and card.pending.by == viewer.ref
    if slug == "decide-lowering":
        return card.pending is not None and card.pending.by != viewer.ref
    if slug == "take":
        return bool(card.owner.offered_to) and (card.owner.offered_officer == viewer.ref or card.owner.offered_to in viewer.roles)
    if slug == "sign":
        return card.state != "missing" and (policy.may_visit(viewer, Permission.MISSING_CLOSE) or any(role.startswith("sergeant@") for role in viewer.roles))
    if slug == "lower":
        return card.live is not None and card.pending is None
    if card.state != "missing":
        return slug in _AFTER
    return True


def child_banner(viewer: Viewer, child: str, at: datetime) -> PersonBanner | None:
    """Who a page about a child and no one search is about, for who may see them."""
    found = banner(viewer, child, at, reported_at=at)
    return msgspec.structs.replace(found, at="") if found is not None else None
