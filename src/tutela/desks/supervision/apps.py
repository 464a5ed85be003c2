"""The Django app: it shows duties, and its place in the navigation is for who supervises."""

from __future__ import annotations

from django.apps import AppConfig

from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.chrome import NavigationItem, register_navigation
from tutela.foundations.design.links import register_link


class SupervisionConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.desks.supervision"
    label = "supervision"

    def ready(self) -> None:
        """Say where a duty is shown, and offer the team's page."""
        register_link("duty", "supervision:duty")
        register_navigation(NavigationItem(Permission.TEAM_SEE, "supervision:team", "supervision.navigation.team", 40))
