"""What every act on an episode begins with: it is held, and the policy has been asked of all that it touches."""

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
from tutela.record.enquiries import operations as enquiries
from tutela.record.occurrences import engine, queries
from tutela.record.occurrences import operations as occurrences
from tutela.record.occurrences.models import Episode
from tutela.record.occurrences.queries import Shape

PURPOSE = "find_child"


class Held(msgspec.Struct, frozen=True):
    """An episode that is held until the act ends, with its incident and child by reference."""

    row: Episode
    shape: Shape

    @property
    def about(self) -> tuple[About, ...]:
        """Whom a fact about it names: the episode, the missing child, the incident."""
        return (About("episode", self.row.ref), About("child", self.row.child, "missing"), About("incident", self.shape.incident))


def hold(work: Work, episode: str, permission: Permission, *, expected: int | None = None, open_only: bool = True) -> Held:
    """Hold an episode for an act.

    :raises Denied: if the viewer may not know of it, of its incident or of the child
    :raises Conflict: if it is no longer the version that was seen
    :raises Refused: if it is closed
    """
    row = occurrences.hold_episode(work, episode, expected=expected)
    shape = queries.shape_of(episode)
    assert shape is not None  # it was held a moment ago
    work.may(permission, *shape.refs)
    work.touch(*shape.refs)
    if open_only and row.closed_at is not None:
        raise Refused("missing.closed-already", reference=row.reference)
    return Held(row, shape)


def noted(work: Work, held: Held, payload: Payload, *, occurred: datetime | Span | None = None, also: Iterable[About] = ()) -> Fact:
    """Note a fact about an episode, its child and incident."""
    return note(work, payload, about=[*held.about, *also], occurred=occurred)


def level_of(work: Work, held: Held) -> str | None:
    """The level of risk that stands, what this act has noted included."""
    stands = engine.standing(held.shape, work.at, work.facts).risk(held.row.ref)
    return stands.value if stands else None


def settle_owner(work: Work, held: Held, level: str | None) -> str | None:
    """Bring the owner to what the level asks for; a change is a record that the new owner is asked to acknowledge.

    :returns: who owns it from now on, where that changed
    """
    giver, giver_role = held.row.owner_officer, held.row.owner
    owner = occurrences.settle(work, held.row, level)
    if owner is not None:
        owed = snapshot(work)(held.shape.refs)
        enquiries.hand_over(
            work, held.row.ref, cause="owner", to=owner, officer=held.row.owner_officer, duties=owed, giver=giver or giver_role, giver_role=giver_role,
        )
    return owner


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
