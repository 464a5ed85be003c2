"""What any record is called on a list, for one viewer: a child's name only for who may see the person; else that there is a person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

import msgspec

from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.links import link_to
from tutela.foundations.design.words import words
from tutela.foundations.forces import queries as forces
from tutela.foundations.kit import refs
from tutela.record.occurrences.queries.one import printed
from tutela.record.people import queries as people

_KINDS: Final = frozenset({"person", "incident", "episode", "place", "unit", "officer", "device", "document", "enquiry", "duty", "force", "plan"})

_OFFICER: Final = f"{refs.PREFIXES['officer']}:"


class Named(msgspec.Struct, frozen=True):
    """What a record is called, and where it is shown."""

    text: str
    href: str | None
    person: bool = False
    """Was a person named? Then the look is logged."""


def called(viewer: Viewer, named: Iterable[str], *, at: datetime) -> dict[str, Named]:
    """What each of these records is called, in a fixed number of queries."""
    wanted = {ref for ref in named if ref}
    access = policy.accesses(viewer, wanted, at=at)
    full = {ref for ref in wanted if access.get(ref) == "full"}
    found = printed(sorted(full))
    seen = people.displays(full) if Permission.PERSON_SEE in viewer.permissions else {}
    found.update(seen)
    found.update((card.ref, f"{card.rank} {card.name}".strip()) for card in forces.cards(ref for ref in full if ref.startswith(_OFFICER)))
    return {
        ref: Named(found.get(ref) or _kind(ref), link_to(ref) if ref in full else None, ref in seen)
        for ref in wanted if access.get(ref) != "none"
    }


def _kind(ref: str) -> str:
    """Of a record that is shown without its name: what kind of thing it is."""
    kind = refs.split(ref)[0] if refs.is_ours(ref) else "other"
    return words(f"occurrences.kind.{kind if kind in _KINDS else 'other'}")


def name_of(named: dict[str, Named], ref: str) -> Named:
    """What a record is called; without a name where the viewer may not know of it."""
    return named.get(ref) or Named(words("occurrences.kind.other"), None)
