"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig

from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.chrome import NavigationItem, register_navigation
from tutela.foundations.design.links import register_act
from tutela.law.governance.policies import TEAMS


class AdministrationConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.desks.administration"
    label = "administration"

    def ready(self) -> None:
        """Say which pages are ours."""
        register_act(
            "administration.policy-known", "administration:policy-change", kind="document", permission=Permission.POLICY_SEE,
            does=[f"governance.policy-known-{area}" for area in TEAMS],
        )
        for permission, page, order in (
            (Permission.ROSTER_KEEP, "roster", 70), (Permission.OFFICERS_KEEP, "officers", 71), (Permission.REPORTS_SEE, "lag", 80),
            (Permission.POLICY_SEE, "policy", 90),
        ):
            register_navigation(NavigationItem(permission, f"administration:{page}", f"administration.navigation.{page}", order))
