"""What other numbers would have told of the records of the last days: the same facts judged twice, and set side by side. Nothing is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec

from tutela.facts import Fact
from tutela.facts.roles import AREAS
from tutela.foundations.access.viewer import Viewer
from tutela.law.catalogue import RULES, lawbook
from tutela.law.kernel.catalogue import Catalogue
from tutela.law.kernel.parameters import Basis, OverlayRefused, Parameter, Value, overlay, read
from tutela.law.kernel.replay import ledger, replay
from tutela.law.kernel.rules import State
from tutela.law.kernel.subjects import PERSON, Subject
from tutela.record.chronology.queries import facts_about, readable
from tutela.record.duties.queries.law import book, laws
from tutela.record.occurrences import queries as occurrences

PERIODS: Final = (7, 28, 90)
MOST: Final = 100
"""So many records, the latest, are judged at once: the page is asked for and waited for."""
_LATE: Final = frozenset({State.OVERDUE, State.BREACHED, State.DONE_LATE, State.FAILED})
_YEAR: Final = 365


class Change(msgspec.Struct, frozen=True):
    """One number as it is tried."""

    number: Parameter
    was: Value
    value: Value


class Counts(msgspec.Struct, frozen=True):
    """What one rule did in the period."""

    opened: int
    late: int
    told: int


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """One rule under the numbers in force and under those that are tried."""

    code: str
    title: str
    now: Counts
    tried: Counts


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """What would have been different."""

    days: int
    records: int
    beyond: bool
    """Were there more records than are judged at once?"""
    facts: int
    rules: tuple[Compared, ...]
    """Those for which anything differs, the greatest difference first."""
    roles: tuple[tuple[str, int, int], ...]
    """``role@area`` with how often it was told, now and as tried, where these differ."""
    a_year: int
    """How many duties more (or, below nothing, fewer) would open in a year like these days."""


def numbers() -> list[tuple[str, Parameter]]:
    """Every number that may be tried, with the name of its area: all but those that the law fixes."""
    found = []
    for number in laws().parameters.values():
        if not (number.tighter == "fixed" and number.basis <= Basis.STATUTORY_GUIDANCE):
            area = number.key.partition(".")[0]
            found.append((AREAS.get(area, area), number))
    return found


def read_change(key: str, said: str) -> Change:
    """A number and the value that somebody wants to try.

    :raises OverlayRefused: if there is no such number, if it is fixed by law, or if the value is none of its kind or looser than the law allows
    """
    number = laws().parameters.get(key)
    if number is None:
        raise OverlayRefused(f"{key}: no such parameter")
    was = number.values[-1].value
    value = read(said.strip(), was)
    overlay({key: number}, {key: _entry(value)})
    return Change(number, was, value)


def try_out(viewer: Viewer, changes: Iterable[Change], *, days: int, at: datetime) -> Tried:
    """The incidents that were reported in the last days, with their searches and children, judged by the numbers in force and by those that are tried.

    Records and facts that the viewer may not read are left out of both.
    """
    since = at - timedelta(days=days)
    page = occurrences.reported_since(viewer, since, limit=MOST)
    facts = facts_about({subject for card in page.rows for subject in _subjects(card)})
    access = readable(viewer, facts, at=at)
    read = [fact for fact in facts if access[fact.id] == "full"]
    entries = {change.number.key: _entry(change.value) for change in changes}
    other = Catalogue(RULES, overlay(laws().parameters, entries), laws().acts)
    now, then = _judged(read, laws(), since, at), _judged(read, other, since, at)
    codes = {*now.told, *then.told, *now.opened, *then.opened}
    compared = [Compared(code=code, title=laws().by_code[code].title, now=now.of(code), tried=then.of(code)) for code in codes]
    differing = sorted((c for c in compared if c.now != c.tried), key=lambda c: (-abs(c.tried.told - c.now.told), c.code))
    roles = sorted((role, now.roles[role], then.roles[role]) for role in {*now.roles, *then.roles} if now.roles[role] != then.roles[role])
    more = then.opened.total() - now.opened.total()
    return Tried(
        days=days, records=len(page.rows), beyond=page.after is not None, facts=len(read), rules=tuple(differing), roles=tuple(roles),
        a_year=round(more * _YEAR / days),
    )


class _Judged(msgspec.Struct, frozen=True):
    opened: Counter[str]
    late: Counter[str]
    told: Counter[str]
    roles: Counter[str]

    def of(self, code: str) -> Counts:
        return Counts(self.opened[code], self.late[code], self.told[code])


def _judged(facts: Iterable[Fact], catalogue: Catalogue, since: datetime, at: datetime) -> _Judged:
    judge = replay(facts, catalogue, book() if catalogue is laws() else lawbook(catalogue), at)
    told = [alert for alert in ledger(judge) if since <= alert.at <= at]
    opened = [owed for rows in judge.owed.values() for owed in rows if owed.opened_at >= since]
    return _Judged(
        opened=Counter(owed.duty.code for owed in opened), late=Counter(owed.duty.code for owed in opened if owed.state in _LATE),
        told=Counter(alert.code for alert in told), roles=Counter(address for alert in told for address in alert.to),
    )


def _subjects(card: occurrences.IncidentCard) -> Iterator[Subject]:
    yield Subject("incident", card.ref)
    yield from (Subject("episode", episode.ref) for episode in card.episodes)
    yield from (Subject(PERSON, child) for child in card.children)


def _entry(value: Value) -> dict[str, Any]:
    """As an overlay says it; that it is only tried stands for its approval."""
    return {"value": list(value) if isinstance(value, tuple) else value, "cites": "local", "approved_by": "tried only"}
