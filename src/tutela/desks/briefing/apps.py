"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig

from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.chrome import NavigationItem, register_navigation
from tutela.foundations.design.links import register_act, register_link, register_place


class BriefingConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.desks.briefing"
    label = "briefing"

    def ready(self) -> None:
        """Say where the card of a child is, and where a meeting's action is done; offer the pack of the morning."""
        register_act("briefing.card", "briefing:card", kind="person", permission=Permission.MISSING_SEE)
        register_link("action", "briefing:action")
        register_act("briefing.action", "briefing:action", kind="action", permission=Permission.INCIDENT_LOG, does=("referrals.meeting-action",))
        register_place("review-list", "briefing:review")
        register_navigation(NavigationItem(Permission.MISSING_OWN, "briefing:live", "briefing.navigation.pack", 45))
