"""What the search's page shows: the question, what was found, and what was looked in."""

from __future__ import annotations

from datetime import date

import msgspec

from tutela.desks.search.queries import Found, FoundPerson, FoundRecord
from tutela.foundations.design.forms import Form
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import Badge, Cell, PersonBanner, Row, Table
from tutela.foundations.design.times import age_words, local_date
from tutela.foundations.design.words import words
from tutela.record.things.queries import PlaceCard


class SearchPage(msgspec.Struct, frozen=True, kw_only=True):
    """The question, and the answer where one was asked."""

    form: Form
    asked: str
    """In words, what was looked for; empty before."""
    purpose: str
    tables: tuple[Table, ...] = ()
    nothing: bool = False
    more: bool = False
    silent: tuple[str, ...] = ()


def search_page(form: Form, purpose: str, text: str = "", born: date | None = None, found: Found | None = None) -> SearchPage:
    """The page."""
    if found is None:
        return SearchPage(form=form, asked="", purpose=purpose)
    asked = ", ".join(filter(None, (text, words("search.born", day=local_date(born)) if born else "")))
    tables = [
        _table("people", ("name", "age", "markers"), [_person(p) for p in found.people]),
        _table("records", ("record", "reported", "state"), [_record(r) for r in found.records]),
        _table("places", ("address", "kind"), [_place(p) for p in found.places]),
    ]
    return SearchPage(
        form=form, asked=asked, purpose=purpose, tables=tuple(t for t in tables if t.rows), nothing=not any(t.rows for t in tables), more=found.more,
        silent=found.silent,
    )


def _person(p: FoundPerson) -> Row:
    card = p.card
    said = age_words(PersonBanner(
        name=card.display, reference=card.reference, age=card.age.years, estimated=card.age.known == "estimated", child=card.age.treated_as_child,
    ))
    born = words("search.born", day=local_date(card.born_earliest)) if card.born_earliest and card.born_earliest == card.born_latest else ""
    markers = tuple(Badge(m.title, "red" if m.level == "high" else "purple", m.shown) for m in p.markers)
    href = link_to(card.kept)
    away = (Badge(words("search.missing-now"), "red"),) if p.missing else ()
    return Row((
        Cell(text=card.display, href=f"{href}?for=search" if href else None, detail=card.reference, badges=away), Cell(text=said, detail=born),
        Cell(badges=markers) if markers else Cell(text=words("search.none")),
    ))


def _record(r: FoundRecord) -> Row:
    detail = " ".join(filter(None, (words(f"search.kind.{r.kind}"), words(f"search.concern.{r.what}"), r.source)))
    state = words("search.open" if r.open else "search.closed")
    return Row((Cell(text=r.reference, href=link_to(r.ref), detail=detail), Cell(at=r.reported_at), Cell(text=state)))


def _place(p: PlaceCard) -> Row:
    return Row((Cell(text=p.display, href=link_to(p.ref), detail=p.reference), Cell(text=p.kind.replace("_", " "))))


def _table(name: str, columns: tuple[str, ...], rows: list[Row]) -> Table:
    return Table(caption=words(f"search.table.{name}", count=len(rows)), columns=tuple(words(f"search.head.{c}") for c in columns), rows=tuple(rows))
