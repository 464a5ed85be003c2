"""What pages about searches share: what is owed as a table and for the eight answers; the acts that a viewer may do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, cast

import msgspec
from django.urls import reverse

from tutela.foundations.access import policy
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import Badge, Cell, DutyClock, EmptyState, Line, Row, State, Table
from tutela.foundations.design.times import near_time
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock
from tutela.practice.missing.forms import ACTS
from tutela.record.duties import queries as duties
from tutela.record.duties.queries.decided import decided as decisions
from tutela.record.enquiries.engine import Owed, names_of, role_words
from tutela.record.occurrences.queries import EpisodeCard

_GROUPS: Final = {
    "risk": ("grade", "lower", "withdraw-lowering", "decide-lowering", "questionnaire"),
    "own": ("assign", "take", "plan", "allocate"),
    "search": ("search", "enquire", "review"),
    "back": ("found", "returned", "verified", "interview", "close"),
    "tell": ("tell",),
}
_AFTER: Final = frozenset({"search", "enquire", "returned", "verified", "interview", "close", "review", "tell"})
"""What still makes sense when the child is found."""

_INCIDENT_ACTS: Final = ("contact.log", "contact.send", "contact.assess", "contact.grade", "contact.hand-over")


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
    """Duties as the answers need them; a decision that is asked of this viewer is theirs to give, whoever owes the rest."""
    found = duties.pressing(cards)
    asked = duties.asked_of(viewer, found)
    return tuple(
        Owed(
            ref=d.ref, title=d.asks if d.ref in asked else d.title, owed_by=d.owed_by, officer=d.officer, clock=clock_of(d, at),
            do=link_to(d.ref) if d.ref in asked else duties.where(viewer, d), mine=d.ref in asked or duties.is_mine(viewer, d),
        )
        for d in found
    )


def decided(viewer: Viewer, subjects: Sequence[str], at: datetime) -> tuple[tuple[str, Line], ...]:
    """What was decided while something was not done, the latest first: of which record, and who decided what, why, of which duty, when."""
    found = decisions(viewer, subjects, at=at)
    named = names_of(one.by for one in found)
    return tuple(
        (one.subject, Line(
            text=words("enquiries.band.decided-risk", decision=one.decision), detail=words("enquiries.band.decided-on", duty=one.title, why=one.why),
            by=named.get(one.by) or role_words(one.role), at=one.at,
        ))
        for one in found
    )


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
                urgent=d.state in ("overdue", "breached"),
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
    primary = slug in ("decide-lowering", "take") or (slug == "grade" and card.live is None)
    return Link(words(f"missing.{slug}.link"), act_url(slug, card.id), primary)


def _of_incident(viewer: Viewer, card: EpisodeCard) -> tuple[Link, ...]:
    """What is done most about the incident of this search, on pages of the control room."""
    if card.closed_at is not None:
        return ()
    links = ((name, duties.act(viewer, name, [card.incident])) for name in _INCIDENT_ACTS)
    return tuple(Link(words(f"{name}.link"), href) for name, href in links if href)


def _offered(slug: str, viewer: Viewer, card: EpisodeCard) -> bool:
    if card.closed_at is not None or not policy.may_visit(viewer, ACTS[slug].operation.permission):
        return False
    if slug == "withdraw-lowering":
        return card.pending is not None and card.pending.by == viewer.ref
    if slug == "decide-lowering":
        return card.pending is not None and card.pending.by != viewer.ref
    if slug == "take":
        return bool(card.owner.offered_to) and (card.owner.offered_officer == viewer.ref or card.owner.offered_to in viewer.roles)
    if slug == "lower":
        return card.live is not None and card.pending is None
    if card.state != "missing":
        return slug in _AFTER
    return True
