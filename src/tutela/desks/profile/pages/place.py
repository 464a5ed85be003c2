"""A place's page: what to know before one goes, who is there, what happened there."""

from __future__ import annotations

import msgspec

from tutela.desks.profile.pages.answers import banner
from tutela.desks.profile.queries.place import PlaceSeen
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import Badge, Cell, EmptyState, Line, Row, Table
from tutela.foundations.design.times import age_words
from tutela.foundations.design.words import words


class PlacePage(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of it."""

    title: str
    reference: str
    before: tuple[Line, ...]
    people: Table
    incidents: Table
    children: Table | None
    """Who was here while missing; none where nobody was, as far as is known."""


def place_page(seen: PlaceSeen) -> PlacePage:
    """The page."""
    before = [
        Line(text=m.shown, badges=(Badge(m.title, "red" if m.level == "high" else "purple"),), detail=r.card.display, href=link_to(r.card.kept))
        for r in seen.residents for m in r.markers
    ]
    return PlacePage(
        title=seen.card.display, reference=seen.card.reference, before=tuple(before),
        people=Table(
            caption=words("profile.place.people"), columns=tuple(words(f"profile.head.{h}") for h in ("person", "age", "use", "since")),
            empty=EmptyState(words("profile.place.nobody")),
            rows=tuple(
                Row((
                    Cell(text=r.card.display, href=link_to(r.card.kept), detail=r.card.reference), Cell(text=age_words(banner(r.card, r.card.age, ""))),
                    Cell(text=words(f"profile.use.{r.use}")), Cell(at=r.since),
                ), urgent=r.card.age.treated_as_child)
                for r in seen.residents
            ),
        ),
        incidents=Table(
            caption=words("profile.table.incidents"), columns=tuple(words(f"profile.head.{h}") for h in ("incident", "reported", "state")),
            empty=EmptyState(words("profile.place.no-incident")),
            rows=tuple(
                Row((
                    Cell(text=i.reference, href=link_to(i.ref), detail=words(f"profile.concern.{i.concern}")), Cell(at=i.reported_at),
                    Cell(text=words("profile.open" if i.open else "profile.closed")),
                ), urgent=i.open)
                for i in seen.incidents
            ),
        ),
        children=_children(seen) if seen.children else None,
    )


def _children(seen: PlaceSeen) -> Table:
    """Each time that a child was here while missing."""
    return Table(
        caption=words("profile.place.children", count=len({c.card.kept for c in seen.children})),
        columns=tuple(words(f"profile.head.{h}") for h in ("child", "episode", "since")),
        rows=tuple(
            Row((
                Cell(text=c.card.display, href=link_to(c.card.kept), detail=c.card.reference),
                Cell(text=words("profile.place.return-form"), href=link_to(c.episode)), Cell(at=c.at),
            ), urgent=True)
            for c in seen.children
        ),
    )
