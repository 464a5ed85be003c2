"""What came of a case since a list was last read: the last information about it, and what somebody else decided of a duty that stands on the list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

import msgspec

from tutela.foundations.access.viewer import Viewer
from tutela.foundations.kit import refs
from tutela.law.kernel.subjects import Subject
from tutela.record.chronology.queries import facts_about, readable
from tutela.record.duties.queries.decided import decided
from tutela.record.enquiries.engine import names_of, role_words

_CAME: Final = "contact.InformationReceived"
_CASES: Final = ("i:", "e:")


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody said or decided, and when."""

    text: str
    by: str
    at: datetime


class Since(msgspec.Struct, frozen=True):
    """What came, by record and by duty."""

    information: dict[str, Said]
    """The last information about an incident or search, by its reference."""
    decisions: dict[str, Said]
    """The last decision on a duty, by its reference."""

    def of(self, about: Iterable[str]) -> Said | None:
        """The last information about any of these records."""
        return max((self.information[ref] for ref in about if ref in self.information), key=lambda said: said.at, default=None)


NOTHING: Final = Since({}, {})


def since(viewer: Viewer, about: Iterable[str], *, at: datetime) -> Since:
    """What came of these records, in a fixed number of queries; nothing that the viewer may not read."""
    cases = sorted({ref for ref in about if ref.startswith(_CASES)})
    facts = facts_about([Subject(refs.split(ref)[0], ref) for ref in cases], types=[_CAME])
    access = readable(viewer, facts, at=at) if facts else {}
    replaced = {fact.supersedes for fact in facts if fact.supersedes}
    latest: dict[str, Any] = {}
    for fact in sorted((f for f in facts if access[f.id] == "full" and f.id not in replaced), key=lambda f: f.occurred.earliest):
        latest.update((a.ref, fact) for a in fact.about if a.ref.startswith(_CASES))
    made = decided(viewer, cases, at=at)
    named = names_of({*(f.by.ref or "" for f in latest.values()), *(one.by for one in made)})
    return Since(
        information={
            ref: Said(text=fact.data.text, by=named.get(fact.by.ref) or role_words(fact.by.role), at=fact.occurred.earliest)
            for ref, fact in latest.items() if fact.data.text
        },
        decisions={one.duty: Said(text=one.decision, by=named.get(one.by) or role_words(one.role), at=one.at) for one in reversed(made)},
    )
