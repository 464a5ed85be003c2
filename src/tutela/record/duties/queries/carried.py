"""Who at a post was told of something first, and answers for it by name (decision 12)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

import msgspec

from tutela.foundations.access.viewer import Viewer
from tutela.foundations.forces import queries as forces
from tutela.foundations.kit import refs
from tutela.record.duties.models import Alert
from tutela.record.duties.queries.cards import DutyCard


class Carried(msgspec.Struct, frozen=True):
    """A colleague at the same post, and when they were told."""

    name: str
    told_at: datetime


def by_colleagues(viewer: Viewer, rows: Iterable[DutyCard]) -> dict[str, Carried]:
    """Of what this officer's posts owe: what a colleague was asked to decide, and this officer was not. Two queries.

    Where several were told, or nobody in particular was, it is everybody's, and nothing is said of it.
    """
    owed = {refs.key_of(card.ref, "duty"): card for card in rows if not card.officer and card.owed_by in viewer.roles}
    if not owed:
        return {}
    told: dict[str, dict[str, datetime]] = defaultdict(dict)
    asked = Alert.objects.filter(duty__in=list(owed), priority=1).order_by("told_at")
    for duty, address, occurrence, officer, at in asked.values_list("duty", "address", "occurrence", "officer", "told_at"):
        card = owed[duty] if duty else None
        if card is not None and card.owed_by == address and card.occurrence == occurrence:
            told[card.ref].setdefault(officer, at)
    alone = {ref: next(iter(people.items())) for ref, people in told.items() if len(people) == 1 and viewer.ref not in people}
    names = {who.ref: who.name for who in forces.cards({officer for officer, _ in alone.values()})} if alone else {}
    return {ref: Carried(names[officer], at) for ref, (officer, at) in alone.items() if officer in names}
