"""The Django app: where incidents are shown, and the report's place in the navigation."""

from __future__ import annotations

from django.apps import AppConfig

from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.chrome import NavigationItem, register_navigation
from tutela.foundations.design.links import register_link


class ContactConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.practice.contact"
    label = "contact"

    def ready(self) -> None:
        """Say where an incident is shown, and offer the taking of a report."""
        register_link("incident", "contact:incident")
        register_navigation(NavigationItem(Permission.INCIDENT_REPORT, "contact:report", "contact.navigation.report", 30))
