"""The supervisor's board: every open log that concerns a child, by age; what each lacks; and the way to step in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

import msgspec
from django.urls import reverse

from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import LATE, AsAt, Badge, Cell, EmptyState, Pager, Row, Table
from tutela.foundations.design.times import ago
from tutela.foundations.design.words import words
from tutela.foundations.kit.periods import in_words
from tutela.practice.contact.pages import bits
from tutela.practice.contact.queries import board
from tutela.record.duties.engine.band import clock_of
from tutela.record.enquiries.engine import level_words, names_of, role_words
from tutela.record.occurrences.queries.called import Named, called
from tutela.record.occurrences.queries.closed import closed_to

_COLUMNS: Final = ("log", "sent", "grade", "lacks", "owner", "next", "do")


class Tab(msgspec.Struct, frozen=True):
    """One filter, with how much it holds."""

    text: str
    href: str
    active: bool


class BoardPage(msgspec.Struct, frozen=True, kw_only=True):
    """The board, a page of it."""

    table: Table
    tabs: tuple[Tab, ...]
    pager: Pager
    as_at: AsAt
    summary: str
    named: tuple[str, ...]
    """Every record that it shows: a look at them is logged."""


def board_page(viewer: Viewer, *, at: datetime, only: board.Only = "", after: str | None = None) -> BoardPage:
    """The board as one viewer may see it, in a fixed number of queries."""
    found = board.room(viewer, closed_to(viewer, at), at=at, only=only, after=after)
    named = called(viewer, {ref for row in found.rows for ref in (row.card.ref, *row.card.children)}, at=at)
    officers = names_of(ref for row in found.rows for ref in (row.card.owner.officer, (row.stepped_in.by.ref or "") if row.stepped_in else ""))
    path = reverse("contact:board")
    oldest = words("contact.board.oldest", waiting=in_words(at - found.oldest)) if found.oldest else ""
    return BoardPage(
        table=Table(
            caption=words("contact.board.caption"), hide_caption=True, columns=tuple(words(f"contact.board.column.{name}") for name in _COLUMNS),
            rows=tuple(_row(row, named, officers, at) for row in found.rows), empty=EmptyState(words(f"contact.board.empty.{only or 'all'}")),
        ),
        tabs=tuple(Tab(words(f"contact.board.filter.{n or 'all'}", count=found.counts[n]), _address(path, show=n), n == only) for n in board.FILTERS),
        pager=Pager(next=_address(path, show=only, after=found.after) if found.after else None, previous=_address(path, show=only) if after else None),
        as_at=AsAt(at=at, href=_address(path, show=only, after=after), fragment=_address(reverse("contact:board-live"), show=only, after=after)),
        summary=" ".join(filter(None, (words("contact.board.summary", open=found.counts[""], unsent=found.counts["unsent"]), oldest))),
        named=tuple(sorted({*(row.card.ref for row in found.rows), *(ref for ref, name in named.items() if name.person)})),
    )


def _address(path: str, **query: str | None) -> str:
    given = {name: value for name, value in query.items() if value}
    return f"{path}?{urlencode(given)}" if given else path


def _row(row: board.LogRow, named: Mapping[str, Named], officers: Mapping[str, str], at: datetime) -> Row:
    card = row.card
    who = ", ".join(dict.fromkeys((*(named[ref].text for ref in card.children if ref in named), card.reference)))
    late = any(duty.state in LATE for duty in row.owed)
    return Row(
        (
            Cell(text=who, href=link_to(card.ref), badges=_what(row), detail=words("contact.board.reported", length=ago(card.reported_at, at))),
            Cell(badges=_sent(row, at), detail=card.resource.resource if card.resource and row.detail else ""),
            Cell(badges=_grade(row)), Cell(badges=_lacks(row)),
            Cell(text=officers.get(card.owner.officer) or role_words(card.owner.owner), detail=_offered(row)), _next(row, at), _do(row, who, officers, at),
        ),
        urgent=row.nobody_sent or late, id=f"b-{card.id}",
    )


def _what(row: board.LogRow) -> tuple[Badge, ...]:
    found = [Badge(words(f"enquiries.concern.{row.card.concern}"), "purple")]
    return (*found, Badge(words("enquiries.band.danger-badge"), "red")) if row.card.immediate_danger else tuple(found)


def _sent(row: board.LogRow, at: datetime) -> tuple[Badge, ...]:
    if row.nobody_sent:
        return (Badge(words("contact.board.nobody-sent", waiting=in_words(at - row.card.reported_at)), "red"),)
    state = row.card.resource.state if row.card.resource else "back"
    return (Badge(words(f"contact.board.sent.{state}"), "blue" if state == "dispatched" else "green"),)


def _grade(row: board.LogRow) -> tuple[Badge, ...]:
    live = row.card.live
    if live is None:
        return (Badge(words("contact.board.ungraded"), "yellow"),)
    found = (Badge(level_words(live.value), "red" if live.value == "immediate" else "grey"),)
    return (*found, Badge(words("enquiries.band.provisional"), "yellow")) if live.provisional else found


def _lacks(row: board.LogRow) -> tuple[Badge, ...]:
    return tuple(Badge(words(f"contact.board.lacks.{what}"), "orange" if what == "reassess" else "yellow") for what in board.CODES if row.owes(what))


def _offered(row: board.LogRow) -> str:
    to = row.card.owner.offered_to
    return words("contact.board.offered", role=role_words(to)) if to else ""


def _next(row: board.LogRow, at: datetime) -> Cell:
    if not row.owed:
        return Cell(text=words("contact.owed.none"))
    return Cell(text=row.owed[0].title, href=link_to(row.owed[0].ref), clock=clock_of(row.owed[0], at))


def _do(row: board.LogRow, who: str, officers: Mapping[str, str], at: datetime) -> Cell:
    """The way to step in, and when somebody did last."""
    if not row.detail:
        return Cell(text=words("contact.board.kept"))
    seen: Any = row.stepped_in
    said = words("contact.board.stepped-in", name=officers.get(seen.by.ref or "") or role_words(seen.by.role), length=ago(seen.held_from, at)) if seen else ""
    return Cell(text=words("contact.board.intervene", who=who), href=bits.act_url("intervene", row.card.id), detail=said)
