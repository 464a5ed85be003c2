"""Who is told of a duty next, and when, if nothing is done: the same law asked about a moment that has not come."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

import msgspec

from tutela.foundations.kit import refs
from tutela.law.kernel import rules
from tutela.law.kernel.deriving import Derivation
from tutela.law.kernel.subjects import Subject
from tutela.law.messages import words
from tutela.record.duties.engine.scope import WIDE, around
from tutela.record.duties.models import Duty
from tutela.record.duties.queries.cards import place
from tutela.record.duties.queries.law import laws

_MOST: Final = 3
_HORIZON: Final = timedelta(days=8)
"""Further than any ladder waits between two tellings, but for the slowest."""


class Coming(msgspec.Struct, frozen=True, kw_only=True):
    """One telling that has not come."""

    at: datetime
    to: tuple[str, ...]
    """Who is told, in words."""
    asks: str
    """What they are asked to decide; empty where they are only told."""
    again: bool
    """Is it the last rung once more?"""


def ahead(ref: str, at: datetime) -> tuple[Coming, ...]:
    """The next tellings of one duty after a moment, within eight days, the soonest first; none where it is settled, or its law is no longer there.

    What is recorded until then changes it: that is what the ladder is for.
    """
    row = Duty.objects.filter(pk=refs.key_of(ref, "duty"), settled_at=None).first()
    rule = laws().by_code.get(row.code) if row else None
    if row is None or not isinstance(rule, rules.Duty):
        return ()
    subject = Subject(row.family, row.ref)
    scope = around(subjects=[subject], wide=row.family in WIDE, hold=False)
    owed = [o for o in Derivation(rule, scope.world, scope.world.identity.head(subject), at + _HORIZON).owed() if o.opening == row.opening]
    told = sorted((t for o in owed for t in o.tellings if t.at > at and t.occurrence == row.occurrence), key=lambda t: (t.at, t.rung))
    coming: dict[tuple[datetime, int, int], Coming] = {}
    for t in told:
        known = coming.get((t.at, t.rung, t.again))
        to = (*(known.to if known else ()), *(place(address) for address in t.to))
        coming[t.at, t.rung, t.again] = Coming(at=t.at, to=tuple(dict.fromkeys(to)), asks=words(t.asks, {}) if t.asks else "", again=t.again > 0)
    return tuple(coming.values())[:_MOST]
