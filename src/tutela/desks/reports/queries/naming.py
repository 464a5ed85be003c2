"""What officers and teams are called."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from tutela.foundations.forces import queries as forces
from tutela.foundations.forces.models import Unit


def units() -> dict[str, str]:
    """Every team's name by its code."""
    return dict(Unit.objects.order_by("name").values_list("code", "name"))


def officers(named: Iterable[str], at: datetime) -> dict[str, str]:
    """Officers' names by their references, in one query."""
    return {card.ref: card.name for card in forces.cards([ref for ref in dict.fromkeys(named) if ref.startswith("o:")], at)}
