"""What was decided of an incident, what it was to bring the child, and what came of it, as a table of its history."""

from __future__ import annotations

from typing import Any, Final

from tutela.foundations.design.parts import Badge, Cell, EmptyState, Row, Table, Tone
from tutela.foundations.design.words import words
from tutela.law.contact.deciding import Decided
from tutela.practice.contact.queries.deciding import decisions
from tutela.record.enquiries.engine import names_of, role_words

_TONES: Final[dict[str, Tone]] = {"yes": "green", "partly": "yellow", "no": "red"}


def decisions_table(incident: str) -> Table:
    """Each decision: what and why, what was rejected, what is expected for the child and what came of it."""
    found = decisions(incident)
    named = names_of([ref for one in found for ref in (one.fact.by.ref or "", one.came.by.ref or "" if one.came else "")])
    return Table(
        caption=words("contact.decisions.title"), columns=tuple(words(f"contact.decisions.column.{c}") for c in ("what", "why", "expected", "came")),
        rows=tuple(_row(one, named) for one in reversed(found)), empty=EmptyState(words("contact.decisions.none")), hide_caption=True,
    )


def _row(one: Decided, named: dict[str, str]) -> Row:
    said: Any = one.fact.data
    came: Any = one.came
    waits = () if one.result else (Badge(words("contact.decisions.unsaid"), "orange"),)
    rejected = words("contact.decisions.rejected", what=said.rejected) if said.rejected else ""
    return Row((
        Cell(text=said.what, detail=named.get(one.fact.by.ref or "") or role_words(one.fact.by.role), at=one.fact.held_from),
        Cell(text=said.why, detail=rejected), Cell(text=one.result, badges=waits, at=one.by_when),
        Cell(
            text=came.data.result, detail=named.get(came.by.ref or "") or role_words(came.by.role), at=came.held_from,
            badges=(Badge(words(f"contact.result.met-is.{came.data.met}"), _TONES[came.data.met]),),
        ) if came else Cell(text=words("contact.decisions.open")),
    ))
