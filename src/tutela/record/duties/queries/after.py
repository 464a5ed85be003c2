"""What one act did to what is owed: what it answered for others, what it opened, and who was told of that."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from tutela.foundations.access.viewer import Viewer
from tutela.record.duties.models import Alert, Duty
from tutela.record.duties.queries.cards import DutyCard, cards


class Told(msgspec.Struct, frozen=True):
    """One officer who was told, and as what."""

    officer: str
    address: str


class After(msgspec.Struct, frozen=True):
    """What an act did, as one viewer may know it."""

    answered: tuple[DutyCard, ...]
    """What others owed that this settled."""
    opened: tuple[DutyCard, ...]
    told: tuple[Told, ...]
    """Who else than the viewer was told of what this opened."""


def after(viewer: Viewer, fact: str, subjects: Iterable[str], *, at: datetime) -> After:
    """What a fact did to what is owed for some records."""
    named = list(subjects)
    settled = cards(viewer, Duty.objects.filter(ref__in=named, settled_by=fact).order_by("due_at", "id"), at=at)
    rows = list(Duty.objects.filter(ref__in=named, opening=fact).order_by("due_at", "id"))
    opened = cards(viewer, rows, at=at)
    seen = {card.ref for card in opened}
    heard = Alert.objects.filter(duty__in=[row.pk for row in rows if row.printed in seen]).exclude(officer=viewer.ref).order_by("told_at", "id")
    told = dict.fromkeys(Told(*row) for row in heard.values_list("officer", "address"))
    return After(tuple(card for card in settled if not is_mine(viewer, card)), tuple(card for card in opened if not card.settled), tuple(told))


def is_mine(viewer: Viewer, card: DutyCard) -> bool:
    """Is it owed by this viewer: by name, or by a role of theirs that is given to nobody by name?"""
    return card.officer == viewer.ref or (not card.officer and card.owed_by in viewer.roles)
