"""The control room's board: what is open, where nobody comes first; a line an incident."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec
from django.urls import reverse

from tutela.desks.worklist.pages import bits
from tutela.desks.worklist.queries import board as rows_of
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import AsAt, Badge, Cell, EmptyState, Pager, Row, Table, Tone
from tutela.foundations.design.times import ago
from tutela.foundations.design.words import words
from tutela.law.standing.grade import URGENCY
from tutela.record.duties.queries.cards import place
from tutela.record.occurrences.queries import IncidentCard
from tutela.record.occurrences.queries.called import Named, called
from tutela.record.occurrences.queries.closed import closed_to

_COLUMNS = ("incident", "grade", "reported", "sent", "owner", "next")
_TONES: dict[str, Tone] = {"immediate": "red", "prompt": "orange", "priority": "orange"}


class BoardPage(msgspec.Struct, frozen=True, kw_only=True):
    """The board, a page of it."""

    table: Table
    tabs: tuple[bits.Tab, ...]
    pager: Pager
    as_at: AsAt
    summary: str
    named: tuple[str, ...]
    """The persons whose names it shows: a look at them is logged."""


def board(viewer: Viewer, *, at: datetime, only: rows_of.Only = "", after: str | None = None) -> BoardPage:
    """The board as one viewer may see it."""
    found = rows_of.board(viewer, closed_to(viewer, at), at=at, only=only, after=after)
    named = called(viewer, {ref for row in found.rows for ref in (row.card.ref, *row.card.children)}, at=at)
    path = reverse("worklist:room")
    return BoardPage(
        table=Table(
            caption=words("worklist.room.caption"), hide_caption=True, columns=tuple(words(f"worklist.room.column.{name}") for name in _COLUMNS),
            rows=tuple(_row(row, named, at) for row in found.rows), empty=EmptyState(words(f"worklist.room.empty.{only or 'all'}")),
        ),
        tabs=tuple(
            bits.Tab(words(f"worklist.room.filter.{name or 'all'}", count=found.counts[name]), bits.address(path, show=name), name == only)
            for name in rows_of.FILTERS
        ),
        pager=Pager(next=bits.address(path, show=only, after=found.after) if found.after else None, previous=bits.address(path, show=only) if after else None),
        as_at=AsAt(at=at, href=bits.address(path, show=only, after=after), fragment=bits.address(reverse("worklist:room-fragment"), show=only, after=after)),
        summary=words("worklist.room.summary", open=found.counts[""], nobody=found.counts["no-resource"], overdue=found.counts["overdue"]),
        named=tuple(sorted(ref for ref, name in named.items() if name.person)),
    )


def _row(row: rows_of.BoardRow, named: Mapping[str, Named], at: datetime) -> Row:
    card = row.card
    cells = (
        Cell(
            text=bits.case_name(card, named), href=link_to(card.ref), badges=_what(row),
            detail=_detail(card) if row.detail else words("worklist.room.detail-restricted"),
        ),
        Cell(badges=_grade(card)),
        Cell(at=card.reported_at, detail=ago(card.reported_at, at)),
        Cell(badges=_sent(row), detail=_sent_detail(card)),
        Cell(text=row.owner or place(card.owner.owner), badges=_whose(row), detail=_offered(card)),
        _next(row, at),
    )
    return Row(cells, urgent=row.first or row.overdue > 0, id=f"i-{card.id}")


def _detail(card: IncidentCard) -> str:
    """Where it is; and whom the caller spoke of, where no child of the record is named."""
    where = card.where or words("worklist.room.where-unknown")
    return f"{card.who}: {where}" if card.who and not card.children else where


def _what(row: rows_of.BoardRow) -> tuple[Badge, ...]:
    """What kind of incident, and that a child is at risk."""
    card = row.card
    tone: Tone = "red" if card.immediate_danger else "purple" if card.concern in ("missing_child", "concern_for_child") else "blue"
    found = [Badge(words(f"worklist.concern.{card.concern}"), tone)]
    if card.immediate_danger:
        found.append(Badge(words("worklist.room.danger"), "red"))
    states = {e.state for e in card.episodes if e.closed_at is None}
    found += [Badge(words(f"worklist.state.{state}"), "red" if state == "missing" else "green") for state in sorted(states)]
    if any(e.live and (e.live.handled_as or e.live.value) == "high" for e in card.episodes if e.closed_at is None):
        found.append(Badge(words("worklist.level.high"), "red"))
    if row.new_information:
        found.append(Badge(words("worklist.room.new-information"), "yellow", words("worklist.room.new-information-hint")))
    if card.children_present and card.concern not in ("missing_child", "concern_for_child"):
        found.append(Badge(words("worklist.room.children"), "purple"))
    return tuple(found)


def _grade(card: IncidentCard) -> tuple[Badge, ...]:
    """The grade that stands: never below what the level of risk demands; a lowering that waits leaves it so."""
    given, demanded = card.live.value if card.live else "", _demanded(card)
    if demanded and URGENCY[demanded] > URGENCY.get(given, -1):
        found = [Badge(words(f"worklist.grade.{demanded}"), _TONES[demanded], words("worklist.grade.by-risk"))]
    elif card.live is None:
        found = [Badge(words("worklist.grade.none"), "yellow")]
    else:
        found = [Badge(words(f"worklist.grade.{given}"), _TONES.get(given, "grey"))]
        if card.live.provisional:
            found.append(Badge(words("worklist.grade.provisional"), "yellow", words("worklist.grade.provisional-hint")))
    if card.pending:
        found.append(Badge(words("worklist.grade.pending", grade=words(f"worklist.grade.{card.pending.value}")), "yellow"))
    return tuple(found)


def _demanded(card: IncidentCard) -> str:
    """The grade that follows from the level of risk of a child of this incident, though nobody gave it."""
    levels = {e.live.handled_as or e.live.value for e in card.episodes if e.live}
    return "immediate" if "high" in levels else "priority" if levels else ""


def _sent(row: rows_of.BoardRow) -> tuple[Badge, ...]:
    step = row.card.resource
    if row.first:
        state = "no_resource" if step else "nobody"
        return (Badge(words(f"worklist.sent.{state}"), "red"),)
    if step is None:
        return (Badge(words("worklist.sent.none"), "grey"),)
    return (Badge(words(f"worklist.sent.{step.state}"), "green" if step.state == "arrived" else "blue"),)


def _sent_detail(card: IncidentCard) -> str:
    step = card.resource
    if step is None:
        return ""
    if step.state == "decided":
        return words("worklist.sent.decision", decision=words(f"worklist.decision.{step.decision}"))
    return step.resource


def _whose(row: rows_of.BoardRow) -> tuple[Badge, ...]:
    """That nobody owns it by name, or that who does has gone off duty."""
    if not row.owner:
        return (Badge(words("worklist.room.unowned"), "yellow"),)
    return (Badge(words("worklist.room.off-duty"), "orange"),) if row.off_duty else ()


def _offered(card: IncidentCard) -> str:
    """That it, or a search of it, is offered to somebody who has not answered."""
    to = next((owner.offered_to for owner in (card.owner, *(e.owner for e in card.episodes)) if owner.offered_to), "")
    return words("worklist.room.offered", role=place(to)) if to else ""


def _next(row: rows_of.BoardRow, at: datetime) -> Cell:
    late = (Badge(words("worklist.room.late", count=row.overdue), "red"),) if row.overdue else ()
    if row.next is None:
        return Cell(text=words("worklist.room.nothing-owed"), badges=late)
    return Cell(text=row.next.title, href=link_to(row.next.ref), clock=bits.clock_of(row.next, at), badges=late)
