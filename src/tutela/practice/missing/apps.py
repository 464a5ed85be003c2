"""The Django app: where a search is shown, and the team's list in the navigation."""

from __future__ import annotations

from django.apps import AppConfig

from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.chrome import NavigationItem, register_navigation
from tutela.foundations.design.links import register_link, register_place


class MissingConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.practice.missing"
    label = "missing"

    def ready(self) -> None:
        """Say where a search is shown, and offer the team's list."""
        register_link("episode", "missing:episode")
        register_place("open-search", "missing:open")
        register_navigation(NavigationItem(Permission.MISSING_SEE, "missing:list", "missing.navigation.list", 40))
