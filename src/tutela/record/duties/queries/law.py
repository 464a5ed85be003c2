"""The law of this deployment: its rules, with its overlays laid over the numbers."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from tutela.law.catalogue import catalogue, lawbook
from tutela.law.kernel.catalogue import Catalogue
from tutela.law.kernel.clocks import Lawbook


@cache
def laws() -> Catalogue:
    """The catalogue of this deployment."""
    return catalogue(settings.LAW_OVERLAYS)


@cache
def book() -> Lawbook:
    """The numbers as they were at each event."""
    return lawbook(laws())
