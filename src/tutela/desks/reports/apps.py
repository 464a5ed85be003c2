"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig

from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.chrome import NavigationItem, register_navigation
from tutela.foundations.design.links import register_act


class ReportsConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.desks.reports"
    label = "reports"

    def ready(self) -> None:
        """Offer the measures in the navigation, and say where a second reading is done."""
        register_act(
            "reports.reviewer", "reports:reviewer", kind="officer", permission=Permission.REPORTS_REVIEWERS,
            does=("governance.second-reading", "governance.training-asked"),
        )
        register_navigation(NavigationItem(Permission.REPORTS_SEE, "reports:measures", "reports.navigation.measures", 79))
