"""The law of this deployment: its rules, with its overlays laid over the numbers, and its force's own words."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from tutela.law.catalogue import catalogue, lawbook
from tutela.law.kernel.catalogue import Catalogue
from tutela.law.kernel.clocks import Lawbook
from tutela.law.overlays import Names, names_of


@cache
def laws() -> Catalogue:
    """The catalogue of this deployment."""
    return catalogue(settings.LAW_OVERLAYS)


@cache
def book() -> Lawbook:
    """The numbers as they were at each event."""
    return lawbook(laws())


def names() -> Names:
    """What the force of this deployment calls things."""
    return names_of(tuple(settings.LAW_OVERLAYS))
