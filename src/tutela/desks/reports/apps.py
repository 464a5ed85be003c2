"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig

from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.chrome import NavigationItem, register_navigation


class ReportsConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.desks.reports"
    label = "reports"

    def ready(self) -> None:
        """Offer the measures in the navigation."""
        register_navigation(NavigationItem(Permission.REPORTS_SEE, "reports:measures", "reports.navigation.measures", 79))
