"""The law of this deployment, as the record keeps it: rules, overlays and the force's own numbers; and its force's own words."""

from __future__ import annotations

from django.conf import settings

from tutela.law.overlays import Names, names_of
from tutela.record.chronology.engine import ask_again, book, laws, refresh, shipped

__all__ = ["ask_again", "book", "laws", "names", "refresh", "shipped"]


def names() -> Names:
    """What the force of this deployment calls things."""
    return names_of(tuple(settings.LAW_OVERLAYS))
