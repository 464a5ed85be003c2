"""Beside the plan of a search: what was promised and is no action yet, and every search with its power, place and result."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.parts import Cell, EmptyState, Line, Row, Table
from tutela.foundations.design.words import words
from tutela.practice.missing import queries
from tutela.practice.missing.pages import bits
from tutela.record.enquiries.engine import names_of, role_words
from tutela.record.enquiries.queries import PlanSeen
from tutela.record.occurrences.queries import EpisodeHeld


def promised_lines(viewer: Viewer, held: EpisodeHeld, plan: PlanSeen, at: datetime) -> tuple[Line, ...]:
    """What somebody wrote that others will do, each offered as an action to who may make it one, until it is one or the search is closed."""
    if held.card.closed_at is not None or not policy.may_visit(viewer, Permission.MISSING_OWN):
        return ()
    found = queries.promised(viewer, held, plan, at)
    named = names_of(fact.by.ref or "" for _, fact in found)
    return tuple(
        Line(
            text=said, href=f"{bits.act_url('plan', held.card.id)}?{urlencode({'what': said})}", detail=words("missing.plan.make-action"),
            by=named.get(fact.by.ref or "") or role_words(fact.by.role), at=fact.occurred.earliest,
        )
        for said, fact in found
    )


def searches_table(viewer: Viewer, held: EpisodeHeld, at: datetime) -> Table:
    """What was searched, where, by which power, by whom, when, and what came of it."""
    found = queries.searches(viewer, held, at)
    named = names_of(fact.by.ref or "" for fact in found)
    rows = []
    for fact in found:
        data: Any = fact.data
        power = words(f"missing.search.power-is.{data.power}") if data.power else words("missing.search.power-unsaid")
        rows.append(Row((
            Cell(text=words(f"missing.search.what-is.{data.what}"), detail=data.where or words("missing.search.where-unsaid")), Cell(text=power),
            Cell(text=data.who or named.get(fact.by.ref or "") or role_words(fact.by.role)), Cell(at=fact.occurred.earliest),
            Cell(text=data.result or words("missing.search.result-unsaid")),
        )))
    return Table(
        caption=words("missing.search.table"), columns=tuple(words(f"missing.search.column.{c}") for c in ("what", "power", "who", "when", "result")),
        rows=tuple(rows), empty=EmptyState(words("missing.search.none")), hide_caption=True,
    )
