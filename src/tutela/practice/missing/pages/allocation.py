"""To whom a search was given last, by when they were to begin, and whether they did: what was not begun by then is the owner's again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.parts import LATE, Badge, Line
from tutela.foundations.design.times import local_clock
from tutela.foundations.design.words import words
from tutela.practice.missing import queries
from tutela.record.duties.queries import DutyCard
from tutela.record.enquiries.engine import names_of, role_words
from tutela.record.occurrences.queries import EpisodeHeld

BEGUN: Final = "missing.allocation-begun"


def allocation_line(viewer: Viewer, held: EpisodeHeld, owed: Sequence[DutyCard], at: datetime) -> tuple[Line, ...]:
    """Where the last allocation stands, while the child is missing; nothing where nobody was given it."""
    last = queries.last_allocation(viewer, held, at)
    if last is None or held.card.state != "missing":
        return ()
    data: Any = last.data
    owner = held.card.owner
    named = names_of([data.ref or "", owner.officer])
    whom = ", ".join(part for part in (named.get(data.ref or "", ""), role_words(data.to)) if part)
    waits = next((card for card in owed if card.code == BEGUN and card.opening == last.id), None)
    if waits is None:
        return (Line(text=words("missing.allocation.given", whom=whom), at=last.occurred.earliest),)
    by = local_clock(waits.due_at) if waits.due_at else ""
    if waits.state in LATE:
        back = named.get(owner.officer) or role_words(owner.owner)
        badge = (Badge(words("missing.allocation.not-begun"), "red"),)
        return (Line(text=words("missing.allocation.again", whom=whom, by=by, owner=back), at=last.occurred.earliest, badges=badge),)
    return (Line(text=words("missing.allocation.begins", whom=whom, by=by), at=last.occurred.earliest),)
