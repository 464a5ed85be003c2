"""Finding a person, an incident or a place: by name, date of birth, reference, address or postcode.

What is found is asked of the policy before it is counted, ordered or shown: who may not know of a record does not learn that it is there.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, Final

import msgspec

from tutela.foundations.access import policy
from tutela.foundations.access.viewer import Viewer
from tutela.record.holdings import queries as holdings
from tutela.record.occurrences import queries as occurrences
from tutela.record.occurrences.models import Episode, Incident, SourceReference
from tutela.record.people import queries as people
from tutela.record.people.queries import Card, MarkerShown
from tutela.record.things import queries as things
from tutela.record.things.queries import PlaceCard

MOST: Final = 20
_LOOKED: Final = MOST * 3
"""So many are looked at for each kind, so that what is hidden leaves the page no shorter."""
_REFERENCE: Final = re.compile(r"[A-Z]{2,4}-\d{4}-\d{1,9}", re.IGNORECASE)


class FoundPerson(msgspec.Struct, frozen=True, kw_only=True):
    """A person who matches, with the minimal words that go with them."""

    card: Card
    markers: tuple[MarkerShown, ...]
    missing: bool
    """Are they missing now, as far as the viewer may know?"""


class FoundRecord(msgspec.Struct, frozen=True, kw_only=True):
    """An incident or episode that matches."""

    ref: str
    reference: str
    kind: str
    what: str
    reported_at: datetime
    open: bool
    source: str
    """The reference under which another system has it, where that was asked for."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that matches, for one viewer."""

    people: tuple[FoundPerson, ...]
    records: tuple[FoundRecord, ...]
    places: tuple[PlaceCard, ...]
    more: bool
    """Is there more than is shown?"""
    silent: tuple[str, ...]
    """Sources that do not answer now, so that nothing found does not mean that there is nothing."""

    @property
    def refs(self) -> tuple[str, ...]:
        """Every record that the page shows."""
        return (*(p.card.kept for p in self.people), *(r.ref for r in self.records), *(p.ref for p in self.places))


def find(viewer: Viewer, text: str, born: date | None, at: datetime) -> Found:
    """Look up what matches, in a fixed number of queries."""
    words, day = people.split(text)
    born = born or day
    asked = bool(_REFERENCE.fullmatch(words))
    persons = people.look_up(words, born, limit=_LOOKED) if words or born else []
    records = _records(words) if words else {}
    places = things.look_up_places(words, limit=_LOOKED) if words and not asked else []
    about = _about(records)
    known = policy.visible(viewer, {*persons, *records, *places, *(ref for named in about.values() for ref in named)}, at=at)
    seen = [ref for ref in persons if ref in known]
    cards, markers = people.cards(seen[:MOST], at), people.markers(seen[:MOST], viewer, at)
    shown = [ref for ref in records if ref in known and all(other in known for other in about[ref])]
    standing = [ref for ref in places if ref in known]
    away = _missing(viewer, seen[:MOST], at)
    addresses = things.places(standing[:MOST])
    return Found(
        people=tuple(FoundPerson(card=cards[ref], markers=markers.get(ref, ()), missing=ref in away) for ref in seen[:MOST] if ref in cards),
        records=tuple(records[ref] for ref in shown[:MOST]), places=tuple(addresses[ref] for ref in standing[:MOST] if ref in addresses),
        more=max(len(seen), len(shown), len(standing)) > MOST, silent=tuple(s.title for s in holdings.sources(at) if not s.available),
    )


def _missing(viewer: Viewer, persons: list[str], at: datetime) -> frozenset[str]:
    """Of these persons, those who are missing now, by searches of which the viewer may know."""
    theirs = people.aliases(persons)
    called = {alias: ref for ref, aliases in theirs.items() for alias in aliases}
    rows = Episode.objects.filter(child__in=called, closed_at=None, found_at=None, returned_at=None)
    held = [(called[row.child], row.ref, f"i:{row.incident_id}") for row in rows]
    known = policy.visible(viewer, {ref for _, *named in held for ref in named}, at=at)
    return frozenset(person for person, *named in held if known.issuperset(named))


def _records(text: str) -> dict[str, FoundRecord]:
    """Incidents and episodes of this reference, here or in the system that they came from."""
    theirs = dict(SourceReference.objects.filter(ref=text, kind__in=("incident", "episode")).values_list("ours", "system")[:_LOOKED])
    found: dict[str, FoundRecord] = {}
    models: tuple[Any, ...] = (Incident, Episode)
    for model in models:
        keys = [ref.partition(":")[2] for ref in theirs if ref.startswith(_prefix(model))]
        for row in (*model.objects.filter(reference=text.upper()), *model.objects.filter(pk__in=keys)):
            found[row.ref] = FoundRecord(
                ref=row.ref, reference=row.reference, kind=row.KIND, what=getattr(row, "concern", "missing_child"), reported_at=row.reported_at,
                open=row.closed_at is None, source=f"{theirs[row.ref]} {text}" if row.ref in theirs else "",
            )
    return found


def _prefix(model: Any) -> str:
    return {"incident": "i:", "episode": "e:"}[model.KIND]


def _about(records: dict[str, FoundRecord]) -> dict[str, tuple[str, ...]]:
    """Whom each record is about: the tightest decides."""
    found: dict[str, tuple[str, ...]] = {}
    for ref in records:
        shape = occurrences.shape_of(ref)
        found[ref] = shape.refs if shape else ()
    return found
