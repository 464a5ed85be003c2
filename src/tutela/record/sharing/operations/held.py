"""How a notice is held for changing, and what facts of it are about."""

from __future__ import annotations

from typing import Any

from tutela.facts import About
from tutela.foundations.kit import refs
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.unit import Work
from tutela.record.sharing.models import Share, ShareAbout


def held(work: Work, ref: str, *, expected: int | None = None) -> Share:
    """Hold a notice for changing.

    :raises Refused: if there is none
    """
    try:
        return work.lock(Share, refs.key_of(ref, "message"), expected=expected)
    except (Share.DoesNotExist, refs.NotOurs):
        raise Refused("sharing.no-such-message", ref=ref) from None


def about_of(share: Share) -> tuple[About, ...]:
    """What facts of this notice are about."""
    rows = ShareAbout.objects.filter(share=share).order_by("pk")
    return tuple(About(literal(row.kind), row.ref, row.role or None) for row in rows)


def literal(value: str) -> Any:
    """A value of the table's choices, which are the fact's."""
    return value
