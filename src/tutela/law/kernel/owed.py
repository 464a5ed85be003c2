"""A duty as it stands."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from tutela.facts import Fact
from tutela.law.kernel.findings import Finding
from tutela.law.kernel.rules import Duty, State, Term
from tutela.law.kernel.subjects import Subject
from tutela.law.kernel.telling import Telling


class Owed(msgspec.Struct, kw_only=True, frozen=True):
    """A duty as it stands: one row, and for a recurring one its numbered occurrence."""

    duty: Duty
    subject: Subject
    opening: str
    occurrence: int
    opened_at: datetime
    origin: datetime
    due_at: datetime | None
    late_after: datetime | None
    """The moment after which lateness is proven: later than ``due_at`` where the beginning is only known as a span."""
    owner_due_at: datetime | None
    """By when the person who owes it must have done it: its time from when *they* were told."""
    term: Term
    state: State
    findings: tuple[Finding, ...]
    opened_by: Fact
    settled_at: datetime | None = None
    settled_by: Fact | None = None
    tellings: tuple[Telling, ...] = ()

    @property
    def identity(self) -> tuple[str, Subject, str]:
        """What makes it this duty and no twin."""
        return self.duty.code, self.subject, self.opening

    def key(self) -> tuple[Any, ...]:
        """All that must be equal for two derivations to agree."""
        return (
            self.identity, self.occurrence, self.opened_at, self.origin, self.due_at, self.late_after, self.owner_due_at, self.state,
            self.settled_at, self.settled_by and self.settled_by.id, self.term.owed_by, self.opened_by.id,
            tuple((f.because, tuple(fact.id for fact in f.seen)) for f in self.findings),
            tuple((*t[:7], t.term.owed_by, t.due, t.occurrence, t.opening.id) for t in self.tellings),
        )
