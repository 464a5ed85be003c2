"""What was disputed of an incident and its searches, and answered, as a table of its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tutela.facts import Fact
from tutela.foundations.design.parts import Badge, Cell, EmptyState, Row, Table
from tutela.foundations.design.words import words
from tutela.practice.contact.forms.challenging import decision_words
from tutela.practice.contact.queries.challenging import Disputed, challenging
from tutela.record.enquiries.engine import names_of, role_words


def challenges_table(refs: Sequence[str]) -> Table:
    """Each challenge: the decision and who made it, who disputed it and why, and the answer."""
    found = challenging(refs)
    held = [f for row in found.rows for f in (row.challenge, *filter(None, (row.decision,)), *row.answers)]
    named = names_of(f.by.ref or "" for f in held)
    waits = {f.id for f in found.waiting}
    return Table(
        caption=words("contact.challenges.title"), columns=tuple(words(f"contact.challenges.column.{c}") for c in ("decision", "why", "answer")),
        rows=tuple(_row(row, named, row.challenge.id in waits) for row in found.rows), empty=EmptyState(words("contact.challenges.none")), hide_caption=True,
    )


def _row(row: Disputed, named: Mapping[str, str], waits: bool) -> Row:
    said: Any = row.challenge.data
    made = row.decision
    decided = Cell(text=decision_words(made), detail=_by(made, named), at=made.held_from) if made else Cell(text=role_words(said.to))
    why = Cell(text=" ".join(filter(None, (said.why, said.wanted))), detail=_by(row.challenge, named), at=row.challenge.held_from)
    last: Any = row.answers[-1] if row.answers else None
    badges = (Badge(words("contact.challenges.waits"), "red"),) if waits else ()
    answer = Cell(
        text=f"{words(f'contact.answer-challenge.decision-is.{last.data.decision}')}: {last.data.why}", detail=_by(last, named), at=last.held_from,
        badges=badges,
    ) if last else Cell(badges=badges)
    return Row((decided, why, answer), urgent=waits)


def _by(fact: Fact, named: Mapping[str, str]) -> str:
    return named.get(fact.by.ref or "") or role_words(fact.by.role)
