"""What several pages of this desk show alike: a duty's clock, a reason in a line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final, cast
from urllib.parse import urlencode

import msgspec

from tutela.foundations.design.parts import DutyClock, State
from tutela.foundations.design.times import length_words, near_time
from tutela.foundations.design.words import words
from tutela.record.duties.queries.cards import DutyCard, Reason
from tutela.record.occurrences.queries import IncidentCard
from tutela.record.occurrences.queries.called import Named

_REASONS: Final = 2


class Tab(msgspec.Struct, frozen=True):
    """One filter of a list, with how much it holds."""

    text: str
    href: str
    active: bool


def clock(state: str, now: datetime, *, due_at: datetime | None = None, settled_at: datetime | None = None, legal: bool = False) -> DutyClock:
    """A duty's clock as of the moment of the page."""
    return DutyClock(state=cast("State", state), now=now, due_at=due_at, settled_at=settled_at, legal=legal)


def clock_of(card: DutyCard, now: datetime) -> DutyClock:
    """The clock of a duty that is shown."""
    return clock(card.state, now, due_at=card.due_at, settled_at=card.settled_at, legal=card.legal)


def deadline(due: datetime, now: datetime) -> str:
    """When something is due, in words; of what has passed, by how long it is overdue."""
    when = near_time(due, now)
    return words("worklist.deadline.overdue", length=length_words(now - due), time=when) if due < now else words("worklist.deadline.due", time=when)


def case_name(card: IncidentCard, named: Mapping[str, Named]) -> str:
    """What a case is called: who is missing, or whom it is about, as this viewer may know them, with its number."""
    return with_children(card.reference, card.children, named)


def with_children(printed: str, children: Iterable[str], named: Mapping[str, Named]) -> str:
    """A number with the names of whom it is about, as this viewer may know them."""
    return ", ".join(dict.fromkeys((*(named[ref].text for ref in children if ref in named), printed)))


def in_a_line(reasons: Iterable[Reason]) -> str:
    """Why, in a line: the first reasons that may be said; where none may, that there is one."""
    said = list(reasons)
    open_ones = [reason.words for reason in said if not reason.redacted] or [reason.words for reason in said[:1]]
    return " ".join(dict.fromkeys(open_ones[:_REASONS]))


def address(path: str, **query: str | None) -> str:
    """A path with what is asked of it."""
    given = {name: value for name, value in query.items() if value}
    return f"{path}?{urlencode(given)}" if given else path
