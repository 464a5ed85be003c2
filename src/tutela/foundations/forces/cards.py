"""What other parts are shown of the people on duty: plain values, never rows."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import msgspec


class OfficerCard(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who can be told: an officer, or a partner's person (no rank and collar; the agency stands for the unit)."""

    ref: str
    name: str
    rank: str = ""
    collar: str = ""
    unit: str = ""
    unit_code: str = ""
    telephone: str = ""
    email: str = ""
    partner: bool = False


class ActorStamp(msgspec.Struct, frozen=True, kw_only=True):
    """Who somebody was at a moment, as a fact carries it: the fields of ``tutela.facts.form.Actor``."""

    role: str
    ref: str | None = None
    unit: str | None = None
    rank: str | None = None
    skills: tuple[str, ...] = ()


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """All that access asks of an officer at a moment, in one answer."""

    card: OfficerCard
    roles: frozenset[tuple[str, str]]
    acting: str
    """``role@area`` in which they act: the one they are on duty in, else the post they have held longest; empty with neither."""
    on_duty: tuple[str, ...]
    """Every ``role@area`` in which they are rostered now."""
    skills: tuple[str, ...]
    lapsed: frozenset[str]
    """Roles of theirs whose demanded skill is not current: they act and record, and cannot approve."""
    absent: bool
    active: bool
    person_ref: str


class RosterLine(msgspec.Struct, frozen=True, kw_only=True):
    """One who is rostered, with what keeps them from being reckoned with."""

    address: str
    card: OfficerCard
    since: datetime
    until: datetime
    absent: bool
    lapsed: bool
    posted: bool

    @property
    def counts(self) -> bool:
        """Would an alert reach them?"""
        return self.posted and not self.absent and not self.lapsed


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """What this database is."""

    name: str
    territory: str
    training: bool
    holds_imported: bool
    clock_moved: timedelta


class PolicyRow(msgspec.Struct, frozen=True, kw_only=True):
    """A change of the force's own policy that was put into force, as its overlay takes it."""

    parameter: str
    value: Any
    since: date
    until: date | None
    """The first day on which it holds no more; ``None`` where nobody withdrew it."""
    cites: str
    decided_in: str
    """The board's decision: what it was approved in."""
