"""A supervisor's team: duties, overdue first; by officer; alerts nobody noted; requests that wait; gaps in the roster."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final, Literal, cast, get_args
from urllib.parse import urlencode

import msgspec
from django.urls import reverse

from tutela.desks.supervision.queries import team as of_team
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import LATE, Badge, Cell, DutyClock, EmptyState, Row, State, Table
from tutela.foundations.design.times import ago
from tutela.foundations.design.words import words
from tutela.foundations.forces import queries as forces
from tutela.foundations.kit import refs
from tutela.record.duties import queries as duties
from tutela.record.duties.queries.cards import DutyCard
from tutela.record.occurrences.queries.called import Named, called, name_of
from tutela.record.occurrences.queries.closed import closed_to

Only = Literal["", "overdue"]
FILTERS: Final[tuple[Only, ...]] = get_args(Only)
_DUTY: Final = ("what", "about", "due", "whose")


class Tab(msgspec.Struct, frozen=True):
    """One page of the team's, or one filter."""

    text: str
    href: str
    active: bool


class TeamPage(msgspec.Struct, frozen=True, kw_only=True):
    """My team."""

    sections: tuple[Tab, ...]
    tabs: tuple[Tab, ...]
    duties: Table
    next: str | None
    loads: Table
    unnoted: Table
    first_page: bool
    named: tuple[str, ...]


class ListPage(msgspec.Struct, frozen=True, kw_only=True):
    """One list of the team's."""

    title: str
    lead: str
    sections: tuple[Tab, ...]
    table: Table
    named: tuple[str, ...]


def team(viewer: Viewer, *, at: datetime, only: Only = "", after: str | None = None) -> TeamPage:
    """The duties of a supervisor's team, in a fixed number of queries."""
    hidden = closed_to(viewer, at)
    counts = of_team.counts(viewer, hidden, at=at)
    page = duties.of_team(viewer, at=at, after=after, only=only, limit=25)
    loads, unnoted = of_team.loads(viewer, hidden, at=at), of_team.unnoted(viewer, hidden)
    named = called(viewer, {*(d.bundle for d in page.rows), *(d.subject for d in page.rows)}, at=at)
    who = _people({*(d.officer for d in page.rows), *(one.officer for one in loads), *(u.officer for u in unnoted)})
    path = reverse("supervision:team")
    return TeamPage(
        sections=sections(viewer, "team"), first_page=after is None, next=_address(path, show=only, after=page.after) if page.after else None,
        tabs=tuple(Tab(words(f"supervision.team.filter.{n or 'all'}", count=counts[n or "owed"]), _address(path, show=n), n == only) for n in FILTERS),
        duties=_table("duties", _DUTY, (_duty(d, named, who, at) for d in page.rows), only), loads=_table("loads", ("officer", "owed", "overdue", "first"), (
            _load(one, who, at) for one in loads
        )),
        unnoted=_table("unnoted", ("officer", "waiting", "decisions", "oldest"), (_unnoted(u, who, at) for u in unnoted)),
        named=tuple(sorted(ref for ref, name in named.items() if name.person)),
    )


def requests(viewer: Viewer, *, at: datetime) -> ListPage:
    """Requests that wait for another's approval."""
    waiting = duties.waiting_requests(viewer, at=at)
    named = called(viewer, {r.duty.bundle for r in waiting} | {r.duty.subject for r in waiting}, at=at)
    who = _people({r.asked_by for r in waiting})
    return _list(viewer, "requests", ("what", "about", "asked", "why"), named, (
        Row((
            Cell(text=r.duty.title, href=link_to(r.duty.ref), clock=_clock(r.duty, at)), _about(r.duty.bundle, named),
            Cell(text=who.get(r.asked_by, ""), at=r.asked_at, badges=(Badge(words("supervision.request.own"), "grey"),) if r.asked_by == viewer.ref else ()),
            Cell(text=r.reason),
        ), urgent=r.duty.state in LATE)
        for r in waiting
    ))


def gaps(viewer: Viewer, *, at: datetime) -> ListPage:
    """Where the roster had nobody."""
    found = of_team.gaps(viewer, closed_to(viewer, at), at=at)
    named = called(viewer, {g.subject for g in found}, at=at)
    return _list(viewer, "gaps", ("gap", "about", "when"), named, (
        Row((
            Cell(text=g.words, href=link_to(g.duty) if g.duty else None, badges=(Badge(words("supervision.gaps.nobody"), "red"),) if g.nobody else ()),
            _about(g.subject, named), Cell(at=g.at, detail=ago(g.at, at)),
        ), urgent=g.nobody)
        for g in found
    ))


def sections(viewer: Viewer, here: str) -> tuple[Tab, ...]:
    """The pages of a supervisor, those that their roles open."""
    pages = (
        ("team", Permission.TEAM_SEE), ("requests", Permission.DUTY_SUPERVISE), ("gaps", Permission.TEAM_SEE),
        ("broken-glass", Permission.BREAK_GLASS_REVIEW), ("restrictions", Permission.RESTRICT),
    )
    return tuple(
        Tab(words(f"supervision.section.{name}"), reverse(f"supervision:{name}"), name == here) for name, needs in pages if needs in viewer.permissions
    )


def _list(viewer: Viewer, name: str, columns: tuple[str, ...], named: dict[str, Named], rows: Iterable[Row]) -> ListPage:
    """A list under its own sentence; where it is empty, the sentence that says so stands alone."""
    table = _table(name, columns, rows)
    return ListPage(
        title=words(f"supervision.{name}.page"), lead=words(f"supervision.{name}.lead") if table.rows else "", sections=sections(viewer, name),
        table=table, named=tuple(sorted(ref for ref, n in named.items() if n.person)),
    )


def _table(name: str, columns: tuple[str, ...], rows: Iterable[Row], only: str = "") -> Table:
    return Table(
        caption=words(f"supervision.caption.{name}"), hide_caption=name in ("requests", "gaps"),
        columns=tuple(words(f"supervision.column.{c}") for c in columns), rows=tuple(rows),
        empty=EmptyState(words(f"supervision.empty.{name}{f'-{only}' if only else ''}")),
    )


def _duty(card: DutyCard, named: dict[str, Named], who: dict[str, str], at: datetime) -> Row:
    return Row((
        Cell(text=card.title, href=link_to(card.ref)), _about(card.bundle, named, card.subject), Cell(clock=_clock(card, at)),
        Cell(text=who.get(card.officer, card.owed_by_words), detail=card.owed_by_words if card.officer in who else ""),
    ), urgent=card.state in LATE)


def _about(ref: str, named: dict[str, Named], also: str = "") -> Cell:
    name = name_of(named, ref)
    other = name_of(named, also).text if also and also != ref else ""
    return Cell(text=name.text, href=name.href, detail=other if other != name.text else "")


def _load(load: of_team.Load, who: dict[str, str], at: datetime) -> Row:
    return Row((
        Cell(text=who.get(load.officer, load.role), detail=load.role if load.officer in who else words("supervision.team.nobody-named")),
        Cell(text=str(load.owed)), Cell(text=str(load.overdue)), Cell(at=load.first_due, detail=ago(load.first_due, at) if load.first_due else ""),
    ), urgent=load.overdue > 0)


def _unnoted(told: of_team.Unnoted, who: dict[str, str], at: datetime) -> Row:
    return Row((
        Cell(text=who.get(told.officer, told.role), detail=told.role if told.officer in who else ""), Cell(text=_counted(told.waiting)),
        Cell(text=str(told.decisions)), Cell(at=told.oldest, detail=ago(told.oldest, at)),
    ), urgent=told.decisions > 0)


def _counted(waiting: int) -> str:
    """How many, where they were all counted."""
    return str(waiting) if waiting < of_team.MOST else words("supervision.team.at-least", count=waiting)


def _clock(card: DutyCard, at: datetime) -> DutyClock:
    return DutyClock(state=cast("State", card.state), now=at, due_at=card.due_at, settled_at=card.settled_at, legal=card.legal)


def _people(named: Iterable[str]) -> dict[str, str]:
    return {card.ref: words("supervision.person", name=card.name, rank=card.rank) for card in forces.cards({ref for ref in named if refs.is_ours(ref)})}


def _address(path: str, **query: str | None) -> str:
    given = {name: value for name, value in query.items() if value}
    return f"{path}?{urlencode(given)}" if given else path
