"""What the page is made of: typed, and nothing else reaches a template."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final, Literal

import msgspec

from tutela.facts import Fact
from tutela.law.kernel.replay import Alert

TrackKey = Literal["happened", "driven", "nobody"]
TRACKS: Final[dict[TrackKey, tuple[str, str]]] = {
    "happened": ("As it happened", "What was recorded, and what the law would have told, to whom and when."),
    "driven": (
        "As driven",
        "The same outside events. People act on what they are told, after half the time allowed; one alert in five is ignored.",
    ),
    "nobody": ("Nobody comes", "The same outside events. Every alert is told and nobody acts: where does it end?"),
}


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One track of a case, as replay leaves it."""

    track: TrackKey
    facts: Sequence[Fact]
    alerts: Sequence[Alert]
    until: datetime
    spoken: bool = True
    """May people's own words be shown? Not of a record of this force: they may name somebody."""
    withheld: frozenset[str] = frozenset()
    """Facts of which only the kind is shown."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the table: something that happened, or an alert with all its repeats."""

    at: datetime
    time: str
    what: Literal["fact", "alert"]
    kind: Literal["fact", "response", "duty", "standard", "pattern"]
    code: str
    title: str
    because: tuple[str, ...]
    by: str = ""
    rung: str = ""
    to: tuple[str, ...] = ()
    state: str = ""
    due: str = ""
    asks: str = ""
    basis: str = ""
    cites: tuple[str, ...] = ()
    assumed: bool = False
    again: tuple[str, ...] = ()
    """When the same was told again, to the same people, nothing having changed."""


class Day(msgspec.Struct, frozen=True):
    """The rows of one local day."""

    name: str
    rows: tuple[Row, ...]


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """A track in numbers."""

    alerts: int
    repeats: int
    roles: int
    facts: int
    senior: str
    """When the first superintendent, or above, was told; empty where none was."""


class TrackPage(msgspec.Struct, frozen=True, kw_only=True):
    """One track."""

    key: TrackKey
    name: str
    about: str
    counts: Counts
    summary: tuple[str, ...]
    picture: str
    narrow_picture: str
    days: tuple[Day, ...]


class CasePage(msgspec.Struct, frozen=True, kw_only=True):
    """One case."""

    id: str
    anchor: str
    title: str
    source: str
    span: str
    facts: int
    assumed: int
    tracks: tuple[TrackPage, ...]

    @property
    def summary(self) -> str:
        """The case in one line."""
        return self.tracks[0].summary[0]


class Cited(msgspec.Struct, frozen=True, order=True):
    """A source that some rule rests on."""

    key: str
    title: str
    url: str


class ReplayPage(msgspec.Struct, frozen=True, kw_only=True):
    """The whole page: one record of this force, or cases from files."""

    cases: tuple[CasePage, ...]
    cited: tuple[Cited, ...]
    back: str | None = None
    """Where the record itself is."""
    notes: tuple[str, ...] = ()
    """What the page leaves out, as message ids."""
