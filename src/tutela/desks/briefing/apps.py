"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig

from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.links import register_act


class BriefingConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.desks.briefing"
    label = "briefing"

    def ready(self) -> None:
        """Say where the card of a child is."""
        register_act("briefing.card", "briefing:card", kind="person", permission=Permission.MISSING_SEE)
