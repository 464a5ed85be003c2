"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig

from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.chrome import NavigationItem, register_navigation
from tutela.foundations.design.links import register_place


class GatewayConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.desks.gateway"
    label = "gateway"

    def ready(self) -> None:
        """Say where the partners' site begins, and offer its pages to whoever signs in there."""
        register_place("partners-home", "gateway:home")
        for order, name in enumerate(("home", "list"), 1):
            register_navigation(NavigationItem(Permission.PARTNER_SEE, f"gateway:{name}", f"gateway.navigation.{name}", order, site="partners"))
