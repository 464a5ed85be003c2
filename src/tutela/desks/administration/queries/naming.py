"""What records and people are called, for lists that were already filtered for their viewer."""

from __future__ import annotations

from collections.abc import Iterable

from tutela.foundations.forces import queries as forces
from tutela.foundations.forces.models import Unit
from tutela.record.occurrences import queries as occurrences
from tutela.record.people import queries as people


def called(named: Iterable[str]) -> dict[str, str]:
    """The names of persons and officers and the printed references of occurrences among these; a fixed number of queries."""
    wanted = list(dict.fromkeys(ref for ref in named if ref))
    found = dict(occurrences.printed(wanted))
    found.update(people.displays(wanted))
    found.update((card.ref, card.name) for card in forces.cards(wanted))
    return found


def units() -> dict[str, str]:
    """Every unit's name by its code."""
    return dict(Unit.objects.order_by("name").values_list("code", "name"))
