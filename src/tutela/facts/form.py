"""The fact, form version 1: what happened, when, when it was known, who did it, whom it is about.

Everything later stands on this form: the API, the feeds, replay and export carry it as JSON, one fact a line.
The form only ever grows. Reading is in :mod:`tutela.facts.reading`; the vocabularies are one module an area.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, Literal, dataclass_transform

import msgspec

VERSION = 1

Kind = Literal[
    "child", "adult", "person", "offender", "episode", "incident", "crime", "investigation", "device", "place", "phone",
    "vehicle", "account", "unit", "officer", "force", "plan", "meeting", "submission", "order", "recommendation",
    "notice", "detention", "protection", "warrant", "document", "inspection", "action", "request", "breach", "message",
]
Precision = Literal["second", "minute", "hour", "day", "week", "month", "year"]
Sensitivity = Literal["none", "restricted", "confidential", "secret"]


@dataclass_transform(frozen_default=True)
class _Frozen(msgspec.StructMeta):
    """Says to type checkers what msgspec does: a subclass of a frozen struct is frozen."""


class Payload(msgspec.Struct, metaclass=_Frozen, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The base of every fact's own data. A subclass in ``facts/<area>.py`` is the fact type ``<area>.<Class>``."""

    ABOUT: ClassVar[tuple[str, ...]] = ()
    """What the fact must be about: kinds, alternatives parted by ``|``."""
    EXAMPLE: ClassVar[dict[str, object]] = {}
    """The ``data`` of one example, for the generated page; read back by a test."""


class Span(msgspec.Struct, frozen=True):
    """When something happened: an instant, or the two ends between which it did, in UTC.

    A span starts duties at its earliest end and proves lateness only at its latest.
    """

    earliest: datetime
    latest: datetime
    precision: Precision = "minute"

    @property
    def exact(self) -> bool:
        """Is this one instant?"""
        return self.earliest == self.latest


class About(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"as_": "as"}):
    """One subject that a fact is about, and as what (``missing``, ``last_seen``, ``partner``)."""

    kind: Kind
    ref: str
    as_: str | None = None


class Actor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who recorded or did it, stamped as they were at the time, so that the law never asks a roster."""

    role: str
    ref: str | None = None
    unit: str | None = None
    rank: str | None = None
    skills: tuple[str, ...] = ()


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The system that a fact came from and its reference there; the two together make re-import idempotent."""

    system: str
    ref: str


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened.

    Three times: *occurred*; *known* (to the force, which judges the force; to the owner, which judges the person);
    *recorded*. All are UTC here; the offset that was written is in the line that was read.
    """

    id: str
    type: str
    data: Payload
    occurred: Span
    by: Actor
    about: tuple[About, ...]
    known_force: datetime | None = None
    known_owner: datetime | None = None
    recorded_at: datetime | None = None
    source: Source | None = None
    supersedes: str | None = None
    sensitivity: Sensitivity = "none"
    assumed: bool = False
    case: str | None = None

    @property
    def held_from(self) -> datetime:
        """When the force first held it: its own *known*, else the earliest moment at which it happened."""
        return self.known_force or self.occurred.earliest

    @property
    def shown_from(self) -> datetime:
        """When the record could first show it: *recorded*, else when the force held it."""
        return self.recorded_at or self.held_from

    @property
    def entry_lag(self) -> timedelta:
        """How long after it happened it was entered; zero where nobody says when it was entered."""
        return self.recorded_at - self.occurred.latest if self.recorded_at else timedelta(0)

    def refs(self, kind: str, as_: str | None = None) -> tuple[str, ...]:
        """The references of the subjects of one kind (and role) that this fact names."""
        return tuple(a.ref for a in self.about if a.kind == kind and (as_ is None or a.as_ == as_))


class CaseClock(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of a replay file that says how far one case's clock runs."""

    case: str
    clock: datetime
