"""What is owed and what was decided about a record, as its eight answers show them: one way for the child, the search and the incident."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import cast

from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import DutyClock, Line, State
from tutela.foundations.design.words import words
from tutela.record.duties import queries as duties
from tutela.record.duties.queries.decided import decided
from tutela.record.enquiries.engine import Owed, names_of, role_words


def clock_of(card: duties.DutyCard, at: datetime) -> DutyClock:
    """A duty's clock at the moment of the page."""
    return DutyClock(state=cast("State", card.state), now=at, due_at=card.due_at, settled_at=card.settled_at, legal=card.legal)


def owed(cards: Iterable[duties.DutyCard], viewer: Viewer, at: datetime) -> tuple[Owed, ...]:
    """Duties as the answers need them; a decision that is asked of this viewer is theirs to give, whoever owes the rest."""
    found = duties.pressing(cards)
    asked, there = duties.asked_of(viewer, found), {d.ref: duties.for_whoever_goes(viewer, d) for d in found}
    return tuple(
        Owed(
            ref=d.ref, title=d.asks if d.ref in asked else d.title, owed_by=d.owed_by, officer=d.officer, clock=clock_of(d, at),
            of=d.title if d.ref in asked else "",
            do=link_to(d.ref) if d.ref in asked else there.get(d.ref) or duties.where(viewer, d), mine=d.ref in asked or duties.is_mine(viewer, d),
            there=bool(there.get(d.ref)),
        )
        for d in found
    )


def decided_lines(viewer: Viewer, subjects: Sequence[str], at: datetime) -> tuple[tuple[str, Line], ...]:
    """What was decided while something was not done, the latest first: of which record, and who decided what, why, of which duty, when."""
    found = decided(viewer, subjects, at=at)
    named = names_of(one.by for one in found)
    return tuple(
        (one.subject, Line(
            text=words("enquiries.band.decided-risk", decision=one.decision), detail=words("enquiries.band.decided-on", duty=one.title, why=one.why),
            by=named.get(one.by) or role_words(one.role), at=one.at,
        ))
        for one in found
    )
