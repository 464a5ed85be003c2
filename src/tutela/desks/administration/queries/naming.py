"""What records and people are called in lists, as one viewer may know them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from tutela.foundations.access.viewer import Viewer
from tutela.foundations.forces import queries as forces
from tutela.foundations.forces.models import Unit
from tutela.record.occurrences.queries import called as what


class Names(msgspec.Struct, frozen=True):
    """What references are called for one viewer, and which persons are thereby named: that look is logged."""

    texts: dict[str, str]
    persons: tuple[str, ...]


def called(viewer: Viewer, named: Iterable[str], at: datetime) -> Names:
    """Officers by name, records as this viewer may know them; a fixed number of queries."""
    wanted = list(dict.fromkeys(ref for ref in named if ref))
    records = what.called(viewer, wanted, at=at)
    texts = {ref: record.text for ref, record in records.items()}
    texts.update((card.ref, card.name) for card in forces.cards(wanted, at))
    return Names(texts, tuple(ref for ref, record in records.items() if record.person))


def units() -> dict[str, str]:
    """Every unit's name by its code."""
    return dict(Unit.objects.order_by("name").values_list("code", "name"))
