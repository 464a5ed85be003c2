"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig

from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.chrome import NavigationItem, register_navigation


class IntakeConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.desks.intake"
    label = "intake"

    def ready(self) -> None:
        """Offer the logs that are taken in."""
        register_navigation(NavigationItem(Permission.MISSING_OWN, "intake:logs", "intake.navigation.logs", 78))
