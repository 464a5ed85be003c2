"""What specialists were asked and advised about an incident, and what came of it, as a table of its history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tutela.facts import Fact
from tutela.foundations.design.parts import Badge, Cell, EmptyState, Row, Table
from tutela.foundations.design.words import words
from tutela.practice.contact.queries.advising import Asked, advising
from tutela.record.enquiries.engine import names_of, role_words


def advice_table(incident: str) -> Table:
    """Each question with who asked whom, who answered with what, and whether it was acted on; one query, and one for the names."""
    found = advising(incident)
    held = [f for row in found.rows for f in (*filter(None, (row.asked,)), *row.given, *row.weighed.values())]
    named = names_of(f.by.ref or "" for f in held)
    return Table(
        caption=words("contact.advising.title"), columns=tuple(words(f"contact.advising.column.{c}") for c in ("asked", "advised", "done")),
        rows=tuple(_row(row, named, {f.id for f in found.unweighed}, {f.id for f in found.waiting}) for row in found.rows),
        empty=EmptyState(words("contact.advising.none")), hide_caption=True,
    )


def _row(row: Asked, named: Mapping[str, str], unweighed: set[str], waiting: set[str]) -> Row:
    asked: Any = row.asked
    waits = asked is not None and asked.id in waiting
    question = Cell(
        text=words("contact.advising.question", role=role_words(asked.data.to), text=asked.data.text), detail=_by(asked, named), at=asked.held_from,
    ) if asked else Cell(text=words("contact.advising.unasked"))
    badges = (Badge(words("contact.advising.waits"), "red"),) if waits else ()
    given: list[Any] = [*row.given]
    last = given[-1] if given else None
    advice = Cell(text=" / ".join(f.data.text for f in given), detail=_by(last, named) if last else "", at=last.held_from if last else None, badges=badges)
    return Row((question, advice, _done(row, named, unweighed)), urgent=waits)


def _done(row: Asked, named: Mapping[str, str], unweighed: set[str]) -> Cell:
    open_ones = any(f.id in unweighed for f in row.given)
    said: list[Any] = [row.weighed[f.id] for f in row.given if f.id in row.weighed]
    badges = (Badge(words("contact.advising.not-said"), "yellow"),) if open_ones else ()
    if not said:
        return Cell(badges=badges)
    text = "; ".join(": ".join(filter(None, (words(f"contact.weigh-advice.decision-is.{w.data.decision}"), w.data.reason))) for w in said)
    return Cell(text=text, detail=_by(said[-1], named), at=said[-1].held_from, badges=badges)


def _by(fact: Fact, named: Mapping[str, str]) -> str:
    """Who did it: by name, else by role."""
    return getattr(fact.data, "person", "") or named.get(fact.by.ref or "") or role_words(fact.by.role)
