"""What every act on an incident begins with: it is held, and the policy has been asked of all that it touches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import msgspec

from tutela.facts import About, Fact, Payload, Span
from tutela.foundations.access.permissions import Permission
from tutela.foundations.work.errors import Flag, Refused
from tutela.foundations.work.unit import Work
from tutela.record.chronology.operations import note
from tutela.record.duties import queries as duties
from tutela.record.occurrences import operations as occurrences
from tutela.record.occurrences import queries
from tutela.record.occurrences.models import Incident
from tutela.record.occurrences.queries import Shape


class Held(msgspec.Struct, frozen=True):
    """An incident that is held until the act ends, and everything that it touches."""

    row: Incident
    shape: Shape

    @property
    def about(self) -> tuple[About, ...]:
        """Whom a fact about it names: the incident, its open searches, their children."""
        as_ = "missing" if self.shape.episodes else None
        return (
            About("incident", self.shape.incident), *(About("episode", ref) for ref in self.shape.episodes),
            *(About("child", ref, as_) for ref in self.shape.children),
        )


def hold(work: Work, incident: str, permission: Permission, *, expected: int | None = None, open_only: bool = True) -> Held:
    """Hold an incident for an act.

    :raises Denied: if the viewer may not know of it, of a search of it, or of a child
    :raises Conflict: if it is no longer the version that was seen
    :raises Refused: if it is closed
    """
    row = occurrences.hold_incident(work, incident, expected=expected)
    shape = queries.shape_of(incident)
    assert shape is not None  # it was held a moment ago
    work.may(permission, *shape.refs)
    work.touch(*shape.refs)
    if open_only and row.closed_at is not None:
        raise Refused("contact.closed-already", reference=row.reference)
    return Held(row, shape)


def noted(work: Work, held: Held, payload: Payload, *, occurred: datetime | Span | None = None) -> Fact:
    """Note a fact about an incident and all that it touches."""
    return note(work, payload, about=held.about, occurred=occurred)


def snapshot(work: Work) -> Any:
    """What is owed now, as a hand-over keeps it: for the one who acts, redacted for them."""

    def owed(refs: Sequence[str]) -> list[dict[str, Any]]:
        return [
            {"code": d.code, "title": d.title, "state": d.state, "due_at": d.due_at.isoformat() if d.due_at else None, "ref": d.ref}
            for d in duties.for_subjects(work.by, refs, at=work.at)
        ]

    return owed


def flag(work: Work, rule: str, because: str, **having: Any) -> None:
    """Say what was otherwise than asked, though the act is done."""
    work.flags.append(Flag(rule, because, having))


def refused(fact: Fact, act_class: str, rule: str, because: str, **having: Any) -> Refused:
    """A refusal of an act that lowers or closes, kept as an attempt with its words."""
    return Refused("duties.refused", flags=(Flag(rule, because, having),), act=fact.type, act_class=act_class)


def also(facts: Iterable[Fact], fact: Fact) -> list[Fact]:
    """Facts that are noted and not yet appended, with the one in hand."""
    return [*(f for f in facts if f.id != fact.id), fact]
