"""What a measure is: one frozen value, and the one statement that finds its rows.

The statement gives a row for each record measured, with these columns, whatever the measure:

* ``key`` and ``at``: the row's key, and the moment by which it falls into the period; lists are paged by both
* ``ref``, ``reference``: the record that is opened from the list, and what is printed on it
* ``about``: every record that the policy is asked about before the row is counted
* ``person``: the officer to whose work it belongs; the team is theirs at that moment
* ``outcome``: one of the measure's outcomes; ``flags``: what else is so, of those that the measure names
* ``minutes``: how long it took, where the measure times something
* ``said``: words of the record, shown only to who may read the record itself
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

import msgspec

from tutela.foundations.access.permissions import Permission

Tone = Literal["met", "missed", "open"]
"""Is an outcome as it should be, not so, or not yet to be judged? Only the first two are the share's whole."""


class Outcome(msgspec.Struct, frozen=True):
    """One way in which a record can have gone; its words are ``reports.measure.<key>.outcome.<name>``."""

    name: str
    tone: Tone


class Measure(msgspec.Struct, frozen=True, kw_only=True):
    """One measure. Its words (title, definition, whose it is, outcomes and flags) stand under ``reports.measure.<key>``."""

    key: str
    sql: str
    outcomes: tuple[Outcome, ...]
    flags: tuple[str, ...] = ()
    numbers: Mapping[str, str] = {}
    """The law's numbers that the statement names, by the key of their parameter; given to it in minutes."""
    targets: tuple[str, ...] = ()
    """Other numbers of the law by which it is judged: said on its page, not given to the statement."""
    given: Mapping[str, tuple[str, ...]] = {}
    """Lists that the statement names: codes of duties, types of facts."""
    timed: bool = False
    personal: bool = True
    """Is each row somebody's work? Else it is counted by no team and no person."""
    hourly: bool = False
    """Is it counted by the hour of the day too?"""
    weekly: bool = False
    """Is it counted week by week too, so that one sees how it changes: of all, of a team, or of one person?"""
    sees: Permission = Permission.INCIDENT_SEE
    """What the list behind the number asks for: the number alone asks only for the reports."""
    meets: tuple[str, ...] = ()
    """The requirements for which it was made."""

    def tone(self, outcome: str) -> Tone:
        """Of one outcome."""
        return next((o.tone for o in self.outcomes if o.name == outcome), "open")

    @property
    def names(self) -> frozenset[str]:
        """Everything that a list behind a number can be asked for."""
        return frozenset({*(o.name for o in self.outcomes), *self.flags})


IN_TIME: Final = Outcome("in_time", "met")
LATE: Final = Outcome("late", "missed")
