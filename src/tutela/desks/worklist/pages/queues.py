"""The registry of queues, and one queue: what it holds, what it promises, how it stands, what waits."""

from __future__ import annotations

from datetime import datetime

import msgspec
from django.urls import reverse

from tutela.desks.worklist.pages import bits
from tutela.desks.worklist.queries.queues import QUEUES
from tutela.desks.worklist.queries.registry import Flow, Look, Queue, Waiting
from tutela.foundations.access import policy
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import AsAt, Badge, Cell, EmptyState, Pager, QueueHeader, Row, Table
from tutela.foundations.design.times import ago
from tutela.foundations.design.words import words
from tutela.record.duties.queries.cards import place
from tutela.record.occurrences.queries.called import Named, called, name_of

_COLUMNS = ("what", "record", "since", "due", "whose")
_ALL = ("queue", "waiting", "oldest", "target", "flow", "forecast", "owner")


class QueuesPage(msgspec.Struct, frozen=True, kw_only=True):
    """Every queue of the product."""

    table: Table
    as_at: datetime


class QueuePage(msgspec.Struct, frozen=True, kw_only=True):
    """One queue, a page of it."""

    title: str
    header: QueueHeader
    flow: str
    order: str
    table: Table
    pager: Pager
    as_at: AsAt
    summary: str
    named: tuple[str, ...]
    """The persons whose names this page shows: a look at them is logged."""


def queues(viewer: Viewer, *, at: datetime) -> QueuesPage:
    """Every queue: with how it stands, where the viewer may open it."""
    look = Look(viewer, at)
    return QueuesPage(as_at=at, table=Table(
        caption=words("worklist.queues.caption"), hide_caption=True, columns=tuple(words(f"worklist.queues.column.{name}") for name in _ALL),
        rows=tuple(_line(queue, look) for queue in QUEUES),
    ))


def queue(found: Queue, viewer: Viewer, *, at: datetime, after: str | None = None) -> QueuePage:
    """One queue, from a place on."""
    look = Look(viewer, at)
    flow = found.rows.flow(look)
    slice_ = found.rows.slice(look, found.order, after, 50)
    named = called(viewer, (row.subject for row in slice_.rows), at=at)
    path = reverse("worklist:queue", args=[found.code])
    fragment = reverse("worklist:queue-fragment", args=[found.code])
    return QueuePage(
        title=found.title, flow=_flow(flow), order=words(f"worklist.queues.order.{found.order}"), header=QueueHeader(
            title=found.title, definition=found.definition, count=words("worklist.queues.waiting", count=flow.waiting), target=found.target_words(at),
            oldest=flow.oldest, now=at, owner=place(found.owner), over=found.over(flow.oldest, at),
        ),
        table=Table(
            caption=found.title, hide_caption=True, columns=tuple(words(f"worklist.queues.column.{name}") for name in _COLUMNS),
            rows=tuple(_row(row, named, at) for row in slice_.rows), empty=EmptyState(words("worklist.queues.empty")),
        ),
        pager=Pager(next=bits.address(path, after=slice_.after) if slice_.after else None, previous=path if after else None),
        as_at=AsAt(at=at, href=bits.address(path, after=after), fragment=bits.address(fragment, after=after)),
        summary=words("worklist.queues.waiting", count=flow.waiting), named=tuple(sorted(ref for ref, name in named.items() if name.person)),
    )


def _line(queue_: Queue, look: Look) -> Row:
    target = queue_.target_words(look.at)
    if not policy.may_visit(look.viewer, queue_.permission):
        closed = words("worklist.queues.closed")
        named = Cell(text=queue_.title, detail=queue_.definition)
        return Row((named, Cell(text=closed), Cell(), Cell(text=target), Cell(), Cell(), Cell(text=place(queue_.owner))))
    flow = queue_.rows.flow(look)
    over = queue_.over(flow.oldest, look.at)
    return Row((
        Cell(text=queue_.title, href=reverse("worklist:queue", args=[queue_.code]), detail=queue_.definition), Cell(text=str(flow.waiting)),
        Cell(at=flow.oldest, detail=ago(flow.oldest, look.at) if flow.oldest else "", badges=(Badge(words("worklist.queues.over"), "red"),) if over else ()),
        Cell(text=target), Cell(text=words("worklist.queues.flow", came=flow.came, went=flow.went)), Cell(text=_forecast(flow)), Cell(text=place(queue_.owner)),
    ), urgent=over)


def _row(row: Waiting, named: dict[str, Named], at: datetime) -> Row:
    name = name_of(named, row.subject)
    due = Cell(clock=bits.clock(row.state or "open", at, due_at=row.due_at, legal=row.legal)) if row.due_at or row.state else Cell()
    return Row((
        Cell(text=row.title, href=link_to(row.ref), detail=row.detail), Cell(text=name.text, href=name.href), Cell(at=row.since, detail=ago(row.since, at)),
        due, Cell(text=row.whose),
    ), urgent=row.urgent)


def _flow(flow: Flow) -> str:
    return f"{words('worklist.queues.week', came=flow.came, went=flow.went)} {_forecast(flow)}"


def _forecast(flow: Flow) -> str:
    """When it is clear at this rate."""
    if not flow.waiting:
        return words("worklist.queues.clear")
    return words("worklist.queues.never") if flow.days is None else words("worklist.queues.days", count=flow.days)
