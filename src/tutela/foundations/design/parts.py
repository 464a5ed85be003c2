"""What our components are given: typed values, already redacted for one viewer, in words where they say something.

Pages of areas and desks are put together from these. Nothing here asks a database, a clock or a roster.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final, Literal

import msgspec
from markupsafe import Markup

LATE: Final = frozenset({"overdue", "breached"})
"""The states of what is owed and was not done in its time."""
State = Literal["open", "due soon", "overdue", "breached", "in question", "inherited", "done", "done late", "not needed", "failed"]
"""Where a duty stands, in the law's own words."""
Tone = Literal["red", "orange", "yellow", "green", "blue", "purple", "grey", "black"]
LAG: Final = timedelta(hours=1)
"""What was entered later than this after it happened says so."""
SOON: Final = timedelta(minutes=15)


class Badge(msgspec.Struct, frozen=True):
    """A word or two that stand out. The words carry the meaning; the tone only helps the eye."""

    text: str
    tone: Tone = "grey"
    hint: str = ""


class DutyClock(msgspec.Struct, frozen=True, kw_only=True):
    """By when something is owed, and where that stands. ``now`` is the moment of the page."""

    state: State
    now: datetime
    due_at: datetime | None = None
    settled_at: datetime | None = None
    legal: bool = False
    """May the time be called a legal deadline?"""

    @property
    def settled(self) -> bool:
        """Has it come to its end?"""
        return self.state in ("done", "done late", "not needed", "failed")

    @property
    def late(self) -> timedelta | None:
        """How long it has been due, where it is not settled."""
        return self.now - self.due_at if self.due_at and self.now >= self.due_at and not self.settled else None


def clock_state(due_at: datetime | None, now: datetime, *, soon: timedelta = SOON) -> State:
    """Where a duty that nobody has settled stands."""
    if due_at is None or now < due_at - soon:
        return "open"
    return "due soon" if now < due_at else "overdue"


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """Where a rule or a number is written."""

    title: str
    provision: str = ""
    href: str | None = None
    doubt: str = ""
    """In words, where the source is not certain or not in force everywhere."""


class Said(msgspec.Struct, frozen=True):
    """A finding in words: whether it holds, why, and the facts that it saw."""

    holds: bool
    text: str
    seen: tuple[Line, ...] = ()


class Number(msgspec.Struct, frozen=True, kw_only=True):
    """The number of the law that a clock runs on."""

    title: str
    value: str
    since: date | None = None
    basis: str = ""
    citation: Citation | None = None


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """Why a deadline is what it is."""

    duty: str
    basis: str
    legal: bool
    citation: Citation | None = None
    number: Number | None = None
    starts_at: datetime | None = None
    starts_with: str = ""
    """What started the clock, in words."""
    why: tuple[Said, ...] = ()
    code: str = ""


class Provenance(msgspec.Struct, frozen=True, kw_only=True):
    """Where something came from, and as at when."""

    system: str
    ref: str = ""
    as_at: datetime | None = None
    href: str | None = None


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of an answer."""

    text: str
    detail: str = ""
    href: str | None = None
    by: str = ""
    at: datetime | None = None
    telephone: str = ""
    badges: tuple[Badge, ...] = ()
    clock: DutyClock | None = None
    source: Provenance | None = None


class ChronologyEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened, with its three times and where we have it from."""

    title: str
    occurred: datetime
    recorded: datetime
    text: str = ""
    occurred_until: datetime | None = None
    known: datetime | None = None
    known_by: str = ""
    by: str = ""
    badges: tuple[Badge, ...] = ()
    source: Provenance | None = None
    href: str | None = None
    supersedes: str | None = None
    """The address of the entry that this one corrects."""
    superseded_by: str | None = None
    """The address of the entry that corrects this one."""

    @property
    def lag(self) -> timedelta | None:
        """How long after it happened it was entered, where that is worth saying."""
        late = self.recorded - (self.occurred_until or self.occurred)
        return late if late > LAG else None


class PersonBanner(msgspec.Struct, frozen=True, kw_only=True):
    """Who a page is about, on its first line. The age is theirs at the event, never at the moment of looking alone."""

    name: str
    reference: str
    href: str | None = None
    age: int | None = None
    estimated: bool = False
    said: bool = False
    """Somebody who rang said it; nobody estimated."""
    at: str = ""
    """What the age was reckoned at: "when reported"."""
    born: date | None = None
    child: bool = True
    """Treated as a child; so is everybody whose age is not known."""
    also: tuple[str, ...] = ()
    """Other names."""
    badges: tuple[Badge, ...] = ()
    markers: tuple[Line, ...] = ()
    here: bool = True
    """Is the page about this person? Else the name is a link among others."""


class CriticalBand(msgspec.Struct, frozen=True, kw_only=True):
    """The eight answers, in their fixed order; an empty one says that nothing is recorded."""

    who: tuple[Line, ...]
    risk: tuple[Line, ...]
    happening: tuple[Line, ...]
    next: tuple[Line, ...]
    before: tuple[Line, ...]
    others: tuple[Line, ...]
    plan: tuple[Line, ...]
    unknown: tuple[Line, ...]
    as_at: datetime
    high: bool = False
    """Does the risk want to be seen from across the room?"""
    about: str = ""
    """Of whom, where a page has several."""

    def answers(self) -> tuple[tuple[str, tuple[Line, ...]], ...]:
        """The questions' names and their answers, in order."""
        return (
            ("who", self.who), ("risk", self.risk), ("happening", self.happening), ("next", self.next), ("before", self.before),
            ("others", self.others), ("plan", self.plan), ("unknown", self.unknown),
        )


class EmptyState(msgspec.Struct, frozen=True):
    """Nothing here, and what that means."""

    text: str
    hint: str = ""
    href: str | None = None
    link: str = ""


class Pager(msgspec.Struct, frozen=True):
    """The way to what comes before and after; lists are walked by key, so there are no page numbers."""

    next: str | None = None
    previous: str | None = None
    shown: str = ""
    """What is on this page, in words: "25 of 1,000+"."""
    label: str = ""
    """Of which list, where a page has several."""


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One cell of a table."""

    text: str = ""
    href: str | None = None
    detail: str = ""
    at: datetime | None = None
    badges: tuple[Badge, ...] = ()
    clock: DutyClock | None = None


class Row(msgspec.Struct, frozen=True):
    """One row; an urgent one is marked in words by its cells, and by a bar for the eye."""

    cells: tuple[Cell, ...]
    urgent: bool = False
    id: str = ""


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """Rows under columns; on a phone each row is a card. The first cell names its row."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    hide_caption: bool = False
    empty: EmptyState | None = None


class AsAt(msgspec.Struct, frozen=True, kw_only=True):
    """How fresh a list is, and the way to a fresher one: a link, and for the script the fragment's address."""

    at: datetime
    href: str
    fragment: str | None = None
    name: str = "live"
    """The id of the region that is refreshed."""
    paused: bool = False


class QueueHeader(msgspec.Struct, frozen=True, kw_only=True):
    """What a queue is: who answers for it, what it promises, and how it stands."""

    title: str
    definition: str
    count: str
    target: str = ""
    oldest: datetime | None = None
    now: datetime | None = None
    owner: str = ""
    over: bool = False
    """Is the oldest beyond the target?"""


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A picture with the same as a table beneath it."""

    svg: Markup
    caption: str
    table: Table
    narrow: Markup | None = None
    """The same picture drawn for a phone."""
